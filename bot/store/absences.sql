-- Who of the team said that they are away, since when and until when: one row each time.
CREATE TABLE absence (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  person TEXT NOT NULL,
  person_id TEXT NOT NULL CHECK (person_id <> ''),
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE INDEX absence_by_person ON absence (person_id);
-- Nobody is away twice at a time.
CREATE UNIQUE INDEX absence_standing ON absence (person_id) WHERE ended_at IS NULL;
