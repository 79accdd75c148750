-- What was searched may be shortened; beside it stands the message as it was written.
ALTER TABLE question ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE question SET words = text;
