-- What others than its customer said or commanded about a ticket, so that their words can be erased
-- with the customer's: "reply 12 …" in the team's room names nobody, and is about somebody.
CREATE TABLE about_ticket (
  ticket INTEGER NOT NULL REFERENCES ticket (number),
  inbox INTEGER NOT NULL REFERENCES inbox (seq) ON DELETE CASCADE,
  PRIMARY KEY (ticket, inbox)
) STRICT, WITHOUT ROWID;

CREATE INDEX about_ticket_by_inbox ON about_ticket (inbox);

-- Of what is kept already, the keys of the messages tell: "in:ID/2" was decided while ID was worked on.
INSERT OR IGNORE INTO about_ticket
SELECT outbox.ticket, inbox.seq
FROM outbox
JOIN inbox ON inbox.id = substr(
  rtrim(outbox.key, '0123456789'), 4, length(rtrim(outbox.key, '0123456789')) - 4
)
JOIN ticket ON ticket.number = outbox.ticket
WHERE outbox.ticket IS NOT NULL AND substr(outbox.key, 1, 3) = 'in:'
  AND inbox.state <> 'waiting' AND inbox.person_id <> ticket.requester_id;

-- A platform's own id of a message may name somebody's direct messages: it can be let go, not changed.
DROP TRIGGER history_is_not_changed;
CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
WHEN NOT (
  NEW.id = OLD.id AND NEW.ticket = OLD.ticket AND NEW.at = OLD.at AND NEW.what = OLD.what
  AND NEW.internal = OLD.internal AND NEW.message IN (OLD.message, '')
  AND NEW.text IN (OLD.text, '[erased]') AND NEW.name IN (OLD.name, '[erased]')
  AND (NEW."by" = OLD."by" OR NEW."by" GLOB 'erased:*')
)
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
