-- As SQLite's step of this name, where it is said what is counted and why it is struck out.

DROP TRIGGER question_counts ON question;
DROP TRIGGER question_counts_anew ON question;
DROP TRIGGER ticket_counts ON ticket;
DROP TRIGGER ticket_counts_anew ON ticket;
DROP TRIGGER promise_counts ON promise;
DROP TRIGGER promise_counts_anew ON promise;
DROP FUNCTION question_strikes;
DROP FUNCTION ticket_strikes;
DROP FUNCTION promise_strikes;
DROP FUNCTION strike_week;
DROP TABLE week;

CREATE TABLE week (
  since bigint PRIMARY KEY,
  until bigint NOT NULL,
  hours text COLLATE "C" NOT NULL,
  told text COLLATE "C" NOT NULL,
  sums text COLLATE "C",
  parts text COLLATE "C"
);

CREATE VIEW strike (at, before) AS SELECT 0::bigint, 0::bigint WHERE false;

CREATE FUNCTION strike_week() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.at IS NOT NULL THEN
    DELETE FROM week WHERE since <= NEW.at AND since > NEW.at - NEW.before - 691200000000
      AND until > NEW.at - NEW.before AND (NEW.before = 0 OR sums IS NOT NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER week_struck INSTEAD OF INSERT ON strike FOR EACH ROW
EXECUTE FUNCTION strike_week();

CREATE FUNCTION question_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO strike VALUES (NEW.asked_at, 0), (NEW.asked_at, 604800000000);
  INSERT INTO strike SELECT closed_at, 0 FROM ticket WHERE number = NEW.ticket;
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO strike VALUES (OLD.asked_at, 0), (OLD.asked_at, 604800000000);
    INSERT INTO strike SELECT closed_at, 0 FROM ticket WHERE number = OLD.ticket;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER question_counts AFTER INSERT ON question FOR EACH ROW
EXECUTE FUNCTION question_strikes();

CREATE TRIGGER question_counts_anew AFTER UPDATE ON question FOR EACH ROW
WHEN (NEW.feedback IS DISTINCT FROM OLD.feedback OR NEW.ticket IS DISTINCT FROM OLD.ticket
  OR NEW.open <> OLD.open OR NEW.told_entry <> OLD.told_entry OR NEW.outcome <> OLD.outcome
  OR NEW.shown <> OLD.shown OR NEW.asked_at <> OLD.asked_at
  OR NEW.incident IS DISTINCT FROM OLD.incident OR NEW.person_id <> OLD.person_id
  OR NEW.guesses <> OLD.guesses)
EXECUTE FUNCTION question_strikes();

CREATE FUNCTION ticket_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO strike VALUES (NEW.opened_at, 0), (NEW.opened_at, 604800000000), (NEW.closed_at, 0);
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO strike VALUES (OLD.opened_at, 0), (OLD.opened_at, 604800000000), (OLD.closed_at, 0);
    INSERT INTO strike SELECT asked_at, 0 FROM question WHERE ticket = NEW.number;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ticket_counts AFTER INSERT ON ticket FOR EACH ROW
EXECUTE FUNCTION ticket_strikes();

CREATE TRIGGER ticket_counts_anew AFTER UPDATE ON ticket FOR EACH ROW
WHEN (NEW.ending IS DISTINCT FROM OLD.ending
  OR NEW.first_response_at IS DISTINCT FROM OLD.first_response_at
  OR (NEW.state = 'closed') <> (OLD.state = 'closed') OR NEW.opened_at <> OLD.opened_at
  OR NEW.closed_at IS DISTINCT FROM OLD.closed_at OR NEW.requester_id <> OLD.requester_id)
EXECUTE FUNCTION ticket_strikes();

CREATE FUNCTION promise_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO strike VALUES (NEW.ended_at, 0);
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO strike VALUES (OLD.ended_at, 0);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER promise_counts AFTER INSERT ON promise FOR EACH ROW
WHEN (NEW.ended_at IS NOT NULL)
EXECUTE FUNCTION promise_strikes();

CREATE TRIGGER promise_counts_anew AFTER UPDATE ON promise FOR EACH ROW
WHEN (NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.state <> OLD.state
  OR NEW.told_at IS DISTINCT FROM OLD.told_at OR NEW.due_at <> OLD.due_at)
EXECUTE FUNCTION promise_strikes();

CREATE FUNCTION history_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO strike VALUES (NEW.at, 0);
  INSERT INTO strike SELECT at, 0 FROM history WHERE ticket = NEW.ticket
    AND NEW.what IN ('rated', 'reopened') AND what IN ('confirmed', 'parked', 'unreachable', 'rated');
  RETURN NULL;
END $$;

CREATE TRIGGER history_counts AFTER INSERT ON history FOR EACH ROW
WHEN (NEW.what IN ('confirmed', 'parked', 'unreachable', 'rated', 'reopened'))
EXECUTE FUNCTION history_strikes();

CREATE FUNCTION helper_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO strike SELECT closed_at, 0 FROM ticket WHERE number = NEW.ticket;
  RETURN NULL;
END $$;

CREATE TRIGGER history_helps AFTER INSERT ON history FOR EACH ROW
WHEN (NEW.what IN ('reply', 'asked back', 'proposed'))
EXECUTE FUNCTION helper_strikes();

CREATE TRIGGER history_helps_anew AFTER UPDATE ON history FOR EACH ROW
WHEN (NEW.name <> OLD.name OR NEW."by" <> OLD."by")
EXECUTE FUNCTION helper_strikes();

CREATE FUNCTION link_strikes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO strike SELECT asked_at, 1 FROM question WHERE person_id = NEW.person
      OR person_id IN (SELECT person FROM identity_link WHERE same_as = NEW.same_as);
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO strike SELECT asked_at, 1 FROM question WHERE person_id = OLD.person
      OR person_id IN (SELECT person FROM identity_link WHERE same_as = OLD.same_as);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER link_counts AFTER INSERT ON identity_link FOR EACH ROW
EXECUTE FUNCTION link_strikes();

CREATE TRIGGER link_counts_anew AFTER UPDATE ON identity_link FOR EACH ROW
EXECUTE FUNCTION link_strikes();

CREATE TRIGGER link_counts_no_more AFTER DELETE ON identity_link FOR EACH ROW
EXECUTE FUNCTION link_strikes();
