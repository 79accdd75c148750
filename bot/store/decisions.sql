-- What the team changed of the settings by command, over the environment: one row each time, the newest
-- of a name counts. Without a value the environment counts again.
CREATE TABLE decision (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  value TEXT,
  "by" TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX decision_by_name ON decision (name, number);
