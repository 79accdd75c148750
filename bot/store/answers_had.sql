-- Which words a question's asker has had for an answer to it, as fingerprints in JSON.
ALTER TABLE question ADD COLUMN had TEXT NOT NULL DEFAULT '[]';
