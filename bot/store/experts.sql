-- What members who help others allow: of each topic once, "" for whether their help is counted at all.
CREATE TABLE leave (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL CHECK (person_id <> ''),
  topic TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'yes', 'unnamed', 'no')),
  at INTEGER NOT NULL,
  UNIQUE (person_id, topic)
) STRICT;

CREATE INDEX leave_by_topic ON leave (topic);

-- Where a member's words solved a question, or went into an entry.
CREATE TABLE help (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL CHECK (person_id <> ''),
  question INTEGER REFERENCES question (id),
  ticket INTEGER REFERENCES ticket (number),
  entry TEXT NOT NULL,
  topic TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX help_by_person ON help (person_id);
CREATE INDEX help_by_ticket ON help (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX help_by_entry ON help (entry) WHERE entry <> '';
CREATE INDEX help_by_question ON help (question) WHERE question IS NOT NULL;

-- Which members the team asked about a ticket, and by which message it has what they said.
CREATE TABLE consulted (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id TEXT NOT NULL CHECK (person_id <> ''),
  ticket INTEGER NOT NULL REFERENCES ticket (number),
  at INTEGER NOT NULL,
  said TEXT NOT NULL,
  UNIQUE (ticket, person_id)
) STRICT;
