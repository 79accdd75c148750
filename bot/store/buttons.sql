-- A message that carries buttons says what they are about, so that they can be taken away once that
-- is settled: by a row of its own, which names the row that it edits.
ALTER TABLE outbox ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN spent INTEGER NOT NULL DEFAULT 0 CHECK (spent IN (0, 1));
ALTER TABLE outbox ADD COLUMN edits TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_about ON outbox (about) WHERE about <> '';

-- Staff's words never take the place of a customer's, nor what was for one person that of a post.
CREATE TRIGGER outbox_edits_its_like BEFORE INSERT ON outbox
WHEN NEW.edits <> '' AND NOT EXISTS (
  SELECT 1 FROM outbox
  WHERE key = NEW.edits AND readership = NEW.readership AND kind = NEW.kind
    AND ticket IS NEW.ticket
)
BEGIN
  SELECT RAISE(ABORT, 'an edit must be of the same kind, for the same readers');
END;

-- One open code a person: the account that may be linked, and whoever typed its code.
CREATE TABLE link_code (
  owner TEXT PRIMARY KEY NOT NULL CHECK (owner <> ''),
  code TEXT NOT NULL UNIQUE,
  until INTEGER NOT NULL,
  place TEXT NOT NULL,
  taker TEXT NOT NULL,
  taker_place TEXT,
  agreed INTEGER NOT NULL CHECK (agreed IN (0, 1))
) STRICT, WITHOUT ROWID;
DELETE FROM kept WHERE name GLOB 'link:*';
