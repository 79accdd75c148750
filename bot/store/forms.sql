-- What customers are asked beside their own words: one row each time that a category's form is changed,
-- the newest of a category counts. Without fields there is none any more.
CREATE TABLE form_change (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  category TEXT NOT NULL CHECK (category <> ''),
  fields TEXT NOT NULL,
  "by" TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX form_change_by_category ON form_change (category, number);

-- What a ticket's customer filled in.
ALTER TABLE ticket ADD COLUMN details TEXT NOT NULL DEFAULT '[]';

-- Which field the next words fill in, where a form is asked field after field.
ALTER TABLE conversation ADD COLUMN filling TEXT;
