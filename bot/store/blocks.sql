-- Whom the team listens to no longer, since when, why, and what became of it: one row each time.
CREATE TABLE block (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  person TEXT NOT NULL,
  person_id TEXT NOT NULL CHECK (person_id <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  "by" TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER,
  told_at INTEGER,
  unheard INTEGER NOT NULL CHECK (unheard >= 0),
  ended_at INTEGER,
  ended_by TEXT
) STRICT;

CREATE INDEX block_by_person ON block (person_id);
-- Nobody is blocked twice at a time.
CREATE UNIQUE INDEX block_standing ON block (person_id) WHERE ended_at IS NULL;
