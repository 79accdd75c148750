-- What must hold whatever the program does, as triggers: the same rules as SQLite's, in the same order.

-- Words and names may be erased, never changed: what happened, and when, stays for good.
CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history FOR EACH ROW
WHEN (NOT (
  NEW.id = OLD.id AND NEW.ticket = OLD.ticket AND NEW.at = OLD.at AND NEW.what = OLD.what
  AND NEW.internal = OLD.internal AND NEW.message IN (OLD.message, '')
  AND NEW.text IN (OLD.text, '[erased]') AND NEW.name IN (OLD.name, '[erased]')
  AND (NEW."by" = OLD."by" OR NEW."by" LIKE 'erased:%')
))
EXECUTE FUNCTION refuse('history is append-only');

CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history FOR EACH ROW
EXECUTE FUNCTION refuse('history is append-only');

-- Words that a person asked to have erased leave even old versions; nothing else changes.
CREATE TRIGGER entry_version_is_not_changed BEFORE UPDATE ON entry_version FOR EACH ROW
WHEN (NOT (
  (NEW.entry = OLD.entry OR NEW.entry LIKE 'erased-%') AND NEW.version = OLD.version
  AND NEW.status = OLD.status AND NEW.audience = OLD.audience AND NEW.at = OLD.at
  AND strpos(NEW.body || NEW.author, '[erased]') > 0
))
EXECUTE FUNCTION refuse('versions of entries are append-only');

CREATE TRIGGER entry_version_is_not_deleted BEFORE DELETE ON entry_version FOR EACH ROW
EXECUTE FUNCTION refuse('versions of entries are append-only');

-- Private by default: what a customer is to read goes to that customer's own conversation, or to
-- that customer alone. The last lock on the door, whatever the code above it does.
CREATE FUNCTION customer_reads_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
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
  ) THEN
    RAISE EXCEPTION 'a customer''s message must go to the ticket''s own conversation or person'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER outbox_customer_reads_own BEFORE INSERT ON outbox FOR EACH ROW
WHEN (NEW.readership = 'customer' AND NEW.ticket IS NOT NULL)
EXECUTE FUNCTION customer_reads_own();

CREATE TRIGGER outbox_target_is_fixed
BEFORE UPDATE OF key, place, place_key, private, readership, kind, ticket, "to" ON outbox
FOR EACH ROW
WHEN (
  NEW.key <> OLD.key OR NEW.private <> OLD.private OR NEW.readership <> OLD.readership
  OR NEW.kind <> OLD.kind OR NEW.ticket IS DISTINCT FROM OLD.ticket
  OR ((NEW.place <> OLD.place OR NEW.place_key <> OLD.place_key OR NEW."to" <> OLD."to") AND NOT (
    -- Erased, and so never to leave.
    NEW.due_at IS NULL AND NEW.state NOT IN ('pending', 'sending')
    AND (NEW."to" = OLD."to" OR NEW."to" LIKE 'erased:%')
  ))
)
EXECUTE FUNCTION refuse('where a queued message goes is not changed');

CREATE TRIGGER outbox_detour_is_private BEFORE UPDATE OF detour, detour_private ON outbox
FOR EACH ROW
WHEN (NEW.readership = 'customer' AND NEW.detour IS NOT NULL
  AND (NEW."to" = '' OR NEW.detour_private = 0))
EXECUTE FUNCTION refuse('a customer''s message goes another way only to that customer alone');

-- Staff's words never take the place of a customer's, nor what was for one person that of a post.
CREATE FUNCTION edits_its_like() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM outbox
    WHERE key = NEW.edits AND readership = NEW.readership AND kind = NEW.kind
      AND ticket IS NOT DISTINCT FROM NEW.ticket
  ) THEN
    RAISE EXCEPTION 'an edit must be of the same kind, for the same readers'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER outbox_edits_its_like BEFORE INSERT ON outbox FOR EACH ROW
WHEN (NEW.edits <> '')
EXECUTE FUNCTION edits_its_like();

-- What the words of have changed is taken in before the transaction ends.
CREATE FUNCTION ticket_to_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO to_index VALUES (NEW.number << 32, '') ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION line_to_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO to_index VALUES (NEW.ticket << 32 | NEW.id, '') ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER ticket_is_indexed AFTER INSERT ON ticket FOR EACH ROW
EXECUTE FUNCTION ticket_to_index();

CREATE TRIGGER ticket_is_indexed_anew AFTER UPDATE ON ticket FOR EACH ROW
WHEN (NEW.text <> OLD.text OR NEW.title <> OLD.title OR NEW.tags <> OLD.tags)
EXECUTE FUNCTION ticket_to_index();

CREATE TRIGGER history_is_indexed AFTER INSERT ON history FOR EACH ROW
WHEN (NEW.text <> '')
EXECUTE FUNCTION line_to_index();

CREATE TRIGGER history_is_indexed_anew AFTER UPDATE ON history FOR EACH ROW
WHEN (NEW.text <> OLD.text)
EXECUTE FUNCTION line_to_index();

-- A week that was counted is counted anew when something changes that it counts. None is longer than
-- eight days of 86,400 s, even where the clocks are changed in it.
CREATE FUNCTION strike_week(moment bigint) RETURNS void LANGUAGE sql AS $$
  DELETE FROM week WHERE since <= moment AND since > moment - 691200000000 AND until > moment
$$;

CREATE FUNCTION question_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM strike_week(NEW.asked_at);
  IF TG_OP = 'UPDATE' THEN
    PERFORM strike_week(OLD.asked_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER question_counts AFTER INSERT ON question FOR EACH ROW
EXECUTE FUNCTION question_strikes();

CREATE TRIGGER question_counts_anew AFTER UPDATE ON question FOR EACH ROW
WHEN (NEW.feedback IS DISTINCT FROM OLD.feedback OR NEW.ticket IS DISTINCT FROM OLD.ticket
  OR NEW.open <> OLD.open OR NEW.told_entry <> OLD.told_entry OR NEW.outcome <> OLD.outcome
  OR NEW.shown <> OLD.shown OR NEW.asked_at <> OLD.asked_at)
EXECUTE FUNCTION question_strikes();

-- How a ticket ended is how its questions ended.
CREATE FUNCTION ticket_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM strike_week(NEW.opened_at);
  IF TG_OP = 'UPDATE' THEN
    PERFORM strike_week(OLD.opened_at);
    PERFORM strike_week(asked_at) FROM question WHERE ticket = NEW.number;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ticket_counts AFTER INSERT ON ticket FOR EACH ROW
EXECUTE FUNCTION ticket_strikes();

CREATE TRIGGER ticket_counts_anew AFTER UPDATE ON ticket FOR EACH ROW
WHEN (NEW.ending IS DISTINCT FROM OLD.ending
  OR NEW.first_response_at IS DISTINCT FROM OLD.first_response_at
  OR (NEW.state = 'closed') <> (OLD.state = 'closed') OR NEW.opened_at <> OLD.opened_at)
EXECUTE FUNCTION ticket_strikes();

CREATE FUNCTION promise_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM strike_week(NEW.ended_at);
  IF TG_OP = 'UPDATE' THEN
    PERFORM strike_week(OLD.ended_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER promise_counts AFTER INSERT ON promise FOR EACH ROW
WHEN (NEW.ended_at IS NOT NULL)
EXECUTE FUNCTION promise_strikes();

CREATE TRIGGER promise_counts_anew AFTER UPDATE ON promise FOR EACH ROW
WHEN (NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.state <> OLD.state
  OR NEW.told_at IS DISTINCT FROM OLD.told_at)
EXECUTE FUNCTION promise_strikes();
