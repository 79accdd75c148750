-- Who of the team sees to it that a question that nobody could answer gets an answer.
ALTER TABLE question ADD COLUMN owner TEXT;
ALTER TABLE question ADD COLUMN owner_id TEXT;
