-- Who proposed that a ticket is solved stands in its history, with their words; here nobody read it.
ALTER TABLE ticket DROP COLUMN proposed_by;
