-- Teams within the desk: one row each time that one is changed, the newest of a name counts. Without a
-- team there is none of that name any more.
CREATE TABLE team_change (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  team TEXT,
  "by" TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX team_change_by_name ON team_change (name, number);

-- When somebody of the team works each week: one row each time, the newest of a person counts.
CREATE TABLE shift (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  person TEXT NOT NULL,
  person_id TEXT NOT NULL CHECK (person_id <> ''),
  hours TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX shift_by_person ON shift (person_id, number);

-- Whose team a ticket is, and how it came there.
ALTER TABLE ticket ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN routed TEXT
  CHECK (routed IN ('entry', 'like', 'rest', 'customer', 'staff'));

-- Tickets that staff moved, by which others like them are known.
CREATE INDEX ticket_moved ON ticket (number) WHERE routed = 'staff';
