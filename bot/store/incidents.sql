-- Known issues: what is wrong for many, what they are told of it, and by when they hear more.
CREATE TABLE incident (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  phrasings TEXT NOT NULL,
  told TEXT NOT NULL,
  entry TEXT NOT NULL,
  language TEXT NOT NULL,
  "by" TEXT NOT NULL,
  by_id TEXT NOT NULL,
  place TEXT,
  started_at INTEGER NOT NULL,
  words INTEGER NOT NULL CHECK (words > 0),
  since INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  reminded_at INTEGER,
  moves INTEGER NOT NULL CHECK (moves >= 0),
  ended_at INTEGER,
  alarm_at INTEGER
) STRICT;

CREATE INDEX incident_open ON incident (number) WHERE ended_at IS NULL;
-- The alarm loop asks every second what is due.
CREATE INDEX incident_due ON incident (alarm_at) WHERE alarm_at IS NOT NULL;

-- What was said of one, to customers or among the team; with it the time that was promised.
CREATE TABLE incident_word (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  incident INTEGER NOT NULL REFERENCES incident (number),
  at INTEGER NOT NULL,
  "by" TEXT,
  by_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('start', 'update', 'late', 'end', 'note')),
  text TEXT NOT NULL,
  due_at INTEGER,
  state TEXT CHECK (state IN ('open', 'kept', 'moved', 'missed', 'released')),
  ended_at INTEGER,
  CHECK ((due_at IS NULL) = (state IS NULL))
) STRICT;

CREATE INDEX incident_word_by_incident ON incident_word (incident, id);

-- Who was told of one hears how it goes on.
ALTER TABLE question ADD COLUMN incident INTEGER REFERENCES incident (number);

CREATE INDEX question_by_incident ON question (incident, id) WHERE incident IS NOT NULL;
