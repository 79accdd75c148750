-- What was attached to a question goes to the ticket that becomes of it, however late.
ALTER TABLE question ADD COLUMN files TEXT NOT NULL DEFAULT '[]';
-- What came without a word waits here for the question that it belongs to.
ALTER TABLE conversation ADD COLUMN files TEXT NOT NULL DEFAULT '[]';
