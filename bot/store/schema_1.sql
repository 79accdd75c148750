-- The first schema. Times are microseconds since 1970, UTC. JSON text holds what is never searched;
-- no CHECK looks into it, since json functions are not to be trusted in a schema before SQLite 3.41.

CREATE TABLE person (
  id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  language TEXT NOT NULL,
  timezone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- "claim for @Ana": people are looked up by name without regard to case.
CREATE INDEX person_by_name ON person (folded_name);

-- One person on several platforms: every id points at the same id, that one included.
CREATE TABLE identity_link (
  person TEXT PRIMARY KEY NOT NULL,
  same_as TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX identity_link_by_same_as ON identity_link (same_as);

CREATE TABLE conversation (
  place_key TEXT NOT NULL,
  person TEXT NOT NULL,
  place TEXT NOT NULL,
  offers TEXT NOT NULL,
  question INTEGER,
  ticket INTEGER,
  rephrasing INTEGER NOT NULL CHECK (rephrasing IN (0, 1)),
  quiet INTEGER NOT NULL CHECK (quiet IN (0, 1)),
  introduced INTEGER NOT NULL CHECK (introduced IN (0, 1)),
  platform TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  PRIMARY KEY (place_key, person)
) STRICT, WITHOUT ROWID;

-- The scanner looks through private places that no platform can list.
CREATE INDEX conversation_private ON conversation (platform, place_key) WHERE private = 1;

CREATE TABLE ticket (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ('new', 'open', 'hold', 'pending', 'resolved', 'closed')),
  requester TEXT NOT NULL,
  requester_id TEXT NOT NULL,
  place TEXT NOT NULL,
  place_key TEXT NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  owner TEXT,
  owner_id TEXT,
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  state_since INTEGER NOT NULL,
  rung INTEGER NOT NULL CHECK (rung >= 0),
  rung_at INTEGER NOT NULL,
  hold_reason TEXT NOT NULL,
  hold_until INTEGER,
  first_response_at INTEGER,
  proposed_by TEXT NOT NULL,
  ending TEXT CHECK (ending IN ('confirmed', 'unconfirmed', 'withdrawn', 'merged')),
  closed_at INTEGER,
  merged_into INTEGER REFERENCES ticket (number),
  reopened INTEGER NOT NULL CHECK (reopened >= 0),
  escalated INTEGER NOT NULL CHECK (escalated IN (0, 1)),
  person_present INTEGER NOT NULL CHECK (person_present IN (0, 1)),
  rating TEXT CHECK (rating IN ('good', 'ok', 'bad')),
  guesses TEXT NOT NULL,
  files TEXT NOT NULL,
  staff_room TEXT,
  staff_room_key TEXT NOT NULL,
  card TEXT NOT NULL,
  card_text TEXT NOT NULL,
  alarm_at INTEGER,
  CHECK ((owner IS NULL) = (owner_id IS NULL))
) STRICT;

-- The queue, and the cards brought up to date: open tickets are few, closed ones many.
CREATE INDEX ticket_open ON ticket (number) WHERE state <> 'closed';
-- The alarm loop asks every second what is due.
CREATE INDEX ticket_due ON ticket (alarm_at) WHERE alarm_at IS NOT NULL;
CREATE INDEX ticket_by_requester ON ticket (requester_id, number);
-- Words in the thread of a card find their ticket.
CREATE INDEX ticket_by_card ON ticket (card, staff_room_key) WHERE card <> '';
-- The honest wait is reckoned from the last first responses.
CREATE INDEX ticket_by_first_response ON ticket (first_response_at)
  WHERE first_response_at IS NOT NULL;
CREATE INDEX ticket_by_opened ON ticket (opened_at);
CREATE INDEX ticket_by_closed ON ticket (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE question (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  asked_at INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  person_id TEXT NOT NULL,
  place TEXT NOT NULL,
  place_key TEXT NOT NULL,
  message TEXT NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('answer', 'choices', 'dont_know')),
  guesses TEXT NOT NULL,
  shown TEXT NOT NULL,
  feedback TEXT CHECK (
    feedback IN ('solved', 'not_solved', 'picked', 'none_of_these', 'withdrawn')
  ),
  feedback_at INTEGER,
  ticket INTEGER REFERENCES ticket (number),
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  told_entry TEXT NOT NULL,
  ask_at INTEGER
) STRICT;

CREATE INDEX question_by_message ON question (message);
CREATE INDEX question_by_ticket ON question (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX question_by_person ON question (person_id);
CREATE INDEX question_by_asked ON question (asked_at);
CREATE INDEX question_by_feedback ON question (feedback_at) WHERE feedback_at IS NOT NULL;
-- Nobody asks into the void: those without an answer are looked through when an entry is approved.
CREATE INDEX question_open ON question (id) WHERE open = 1;
-- The alarm loop asks every second what is due.
CREATE INDEX question_due ON question (ask_at) WHERE ask_at IS NOT NULL;

CREATE TABLE promise (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket (number),
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'update', 'answer')),
  "to" TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'moved', 'missed', 'released')),
  ended_at INTEGER,
  reminded_at INTEGER,
  moves INTEGER NOT NULL CHECK (moves >= 0)
) STRICT;

CREATE INDEX promise_by_ticket ON promise (ticket, id);
-- The ledger as staff see it: what is owed, the earliest first.
CREATE INDEX promise_open ON promise (due_at) WHERE state = 'open';
CREATE INDEX promise_by_ended ON promise (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket INTEGER NOT NULL REFERENCES ticket (number),
  at INTEGER NOT NULL,
  "by" TEXT NOT NULL,
  name TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what <> ''),
  text TEXT NOT NULL,
  internal INTEGER NOT NULL CHECK (internal IN (0, 1)),
  message TEXT NOT NULL
) STRICT;

CREATE INDEX history_by_ticket ON history (ticket, id);
CREATE INDEX history_by_at ON history (at);
-- An edited or deleted message, or a reaction to one, finds its ticket.
CREATE INDEX history_by_message ON history (message) WHERE message <> '';

-- Words and names may be erased, never changed: what happened, and when, stays for good.
CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
WHEN NOT (
  NEW.id = OLD.id AND NEW.ticket = OLD.ticket AND NEW.at = OLD.at AND NEW.what = OLD.what
  AND NEW.internal = OLD.internal AND NEW.message = OLD.message
  AND NEW.text IN (OLD.text, '[erased]') AND NEW.name IN (OLD.name, '[erased]')
  AND (NEW."by" = OLD."by" OR NEW."by" GLOB 'erased:*')
)
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TABLE entry_version (
  entry TEXT NOT NULL CHECK (entry <> ''),
  version INTEGER NOT NULL CHECK (version >= 1),
  question TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'retired')),
  audience TEXT NOT NULL CHECK (audience IN ('public', 'staff')),
  language TEXT NOT NULL,
  category TEXT NOT NULL,
  owner TEXT NOT NULL,
  review_on TEXT,
  body TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (entry, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_version_by_at ON entry_version (at);

-- Words that a person asked to have erased leave even old versions; nothing else changes.
CREATE TRIGGER entry_version_is_not_changed BEFORE UPDATE ON entry_version
WHEN NOT (
  (NEW.entry = OLD.entry OR NEW.entry GLOB 'erased-*') AND NEW.version = OLD.version AND NEW.status = OLD.status
  AND NEW.audience = OLD.audience AND NEW.at = OLD.at AND instr(NEW.body || NEW.author, '[erased]')
)
BEGIN
  SELECT RAISE(ABORT, 'versions of entries are append-only');
END;

CREATE TRIGGER entry_version_is_not_deleted BEFORE DELETE ON entry_version
BEGIN
  SELECT RAISE(ABORT, 'versions of entries are append-only');
END;

CREATE TABLE inbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  kind TEXT NOT NULL,
  conversation TEXT NOT NULL,
  platform TEXT NOT NULL,
  person_id TEXT NOT NULL,
  address TEXT NOT NULL,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL DEFAULT '',
  error TEXT NOT NULL DEFAULT '',
  done_at INTEGER,
  body TEXT NOT NULL,
  CHECK ((state = 'waiting') = (done_at IS NULL))
) STRICT;

-- The worker's queue: one conversation in the platform's order, and when each may be worked on.
CREATE INDEX inbox_waiting ON inbox (conversation, at, seq, retry_at) WHERE state = 'waiting';
-- Kept for staff to see, and counted by the auditor.
CREATE INDEX inbox_dead ON inbox (seq) WHERE state = 'dead';
CREATE INDEX inbox_by_person ON inbox (person_id);
-- How often the desk spoke unasked of late.
CREATE INDEX inbox_unasked ON inbox (done_at) WHERE address = 'watched' AND state = 'done';

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  platform TEXT NOT NULL,
  room TEXT NOT NULL,
  place TEXT NOT NULL,
  place_key TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  message TEXT NOT NULL,
  message_kind TEXT NOT NULL,
  readership TEXT NOT NULL CHECK (readership IN ('customer', 'staff')),
  kind TEXT NOT NULL CHECK (kind IN ('post', 'card', 'private')),
  ticket INTEGER REFERENCES ticket (number),
  "to" TEXT NOT NULL,
  under_card INTEGER NOT NULL CHECK (under_card IN (0, 1)),
  after TEXT NOT NULL,
  otherwise TEXT,
  report INTEGER NOT NULL CHECK (report IN (0, 1)),
  answers TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (
    state IN ('pending', 'sending', 'sent', 'failed', 'unknown', 'replaced')
  ),
  queued_at INTEGER NOT NULL,
  due_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  first_try INTEGER,
  last_try INTEGER,
  said_otherwise INTEGER NOT NULL DEFAULT 0 CHECK (said_otherwise IN (0, 1)),
  detour TEXT,
  detour_private INTEGER NOT NULL DEFAULT 0 CHECK (detour_private IN (0, 1)),
  posted TEXT NOT NULL DEFAULT '',
  ended_at INTEGER,
  reason TEXT NOT NULL DEFAULT '',
  CHECK (state <> 'sending' OR (first_try IS NOT NULL AND due_at IS NOT NULL)),
  CHECK (state <> 'pending' OR due_at IS NOT NULL)
) STRICT;

-- The sender's queue. Ended rows have no due time, so these hold only what is on its way.
CREATE INDEX outbox_due ON outbox (due_at, room) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_leaving ON outbox (room, seq) WHERE due_at IS NOT NULL;
-- What has gone out lets go what was to come after it.
CREATE INDEX outbox_after ON outbox (after) WHERE after <> '' AND due_at IS NOT NULL;
-- A message that may be out holds back what follows it in its conversation.
CREATE INDEX outbox_sending ON outbox (place_key) WHERE state = 'sending';
-- A newer card replaces an older one that is still on its way.
CREATE INDEX outbox_cards ON outbox (ticket, seq) WHERE kind = 'card';
CREATE INDEX outbox_by_person ON outbox ("to") WHERE "to" <> '';

-- Private by default: what a customer is to read goes to that customer's own conversation, or to
-- that customer alone. The last lock on the door, whatever the code above it does.
CREATE TRIGGER outbox_customer_reads_own BEFORE INSERT ON outbox
WHEN NEW.readership = 'customer' AND NEW.ticket IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM ticket WHERE number = NEW.ticket AND (
    place_key = NEW.place_key
    OR ((NEW.private = 1 OR NEW.kind = 'private') AND (
      requester_id = NEW."to"
      OR EXISTS (
        SELECT 1 FROM identity_link mine JOIN identity_link theirs USING (same_as)
        WHERE mine.person = NEW."to" AND theirs.person = ticket.requester_id
      )
    ))
  )
)
BEGIN
  SELECT RAISE(ABORT, 'a customer''s message must go to the ticket''s own conversation or person');
END;

CREATE TRIGGER outbox_target_is_fixed
BEFORE UPDATE OF key, place, place_key, private, readership, kind, ticket, "to" ON outbox
WHEN NEW.key <> OLD.key OR NEW.private <> OLD.private OR NEW.readership <> OLD.readership
  OR NEW.kind <> OLD.kind OR NEW.ticket IS NOT OLD.ticket
  OR ((NEW.place <> OLD.place OR NEW.place_key <> OLD.place_key OR NEW."to" <> OLD."to") AND NOT (
    -- Erased, and so never to leave.
    NEW.due_at IS NULL AND NEW.state NOT IN ('pending', 'sending')
    AND (NEW."to" = OLD."to" OR NEW."to" GLOB 'erased:*')
  ))
BEGIN
  SELECT RAISE(ABORT, 'where a queued message goes is not changed');
END;

CREATE TRIGGER outbox_detour_is_private BEFORE UPDATE OF detour, detour_private ON outbox
WHEN NEW.readership = 'customer' AND NEW.detour IS NOT NULL
  AND (NEW."to" = '' OR NEW.detour_private = 0)
BEGIN
  SELECT RAISE(ABORT, 'a customer''s message goes another way only to that customer alone');
END;

CREATE TABLE scan (
  place_key TEXT PRIMARY KEY NOT NULL,
  place TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  through INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Short texts that platforms want over restarts, such as what was last registered there.
CREATE TABLE kept (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- That somebody's words were erased, when, on whose wish, and how many rows that took: nothing that
-- says who it was. Its number is what stands in the place of that person.
CREATE TABLE receipt (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  asked_by TEXT NOT NULL CHECK (asked_by IN ('person', 'lead')),
  erased TEXT NOT NULL
) STRICT;
