-- What staff call a ticket among themselves, and which solved ones asked the same.
ALTER TABLE ticket ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE ticket ADD COLUMN similar TEXT NOT NULL DEFAULT '[]';

-- Behind which message a line of history stands: a conversation is read in the order it was had.
ALTER TABLE history ADD COLUMN behind INTEGER;
