-- Which entry may answer a question: staff were asked, and its asker is told when they say so.
ALTER TABLE question ADD COLUMN perhaps_entry TEXT NOT NULL DEFAULT '';
