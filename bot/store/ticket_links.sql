-- Opens the customer's message for whoever may read there; empty for what was asked in private.
ALTER TABLE ticket ADD COLUMN link TEXT NOT NULL DEFAULT '';
