-- All that adds up of a week, beside the little that a page shows of each: long spans are put together of it.

DROP TRIGGER question_counts;
DROP TRIGGER question_counts_anew;
DROP TRIGGER ticket_counts;
DROP TRIGGER ticket_counts_anew;
DROP TRIGGER promise_counts;
DROP TRIGGER promise_counts_anew;
DROP TABLE week;

-- It stands until something is changed that it counts; with no words yet it is being counted.
-- Who came back is known a week later: until then its sums and parts are NULL.
CREATE TABLE week (
  since INTEGER PRIMARY KEY,
  until INTEGER NOT NULL,
  hours TEXT NOT NULL,
  told TEXT NOT NULL,
  sums TEXT,
  parts TEXT
) STRICT;

-- To strike out the week of a moment; or, with so many microseconds before it, those of all of that time
-- whose sums are kept or counted.
CREATE VIEW strike (at, before) AS SELECT 0, 0 WHERE 0;

-- No week is longer than eight days of 86,400 s, even where the clocks are changed in it.
CREATE TRIGGER week_struck INSTEAD OF INSERT ON strike WHEN NEW.at IS NOT NULL
BEGIN
  DELETE FROM week WHERE since <= NEW.at AND since > NEW.at - NEW.before - 691200000000
    AND until > NEW.at - NEW.before AND (NEW.before = 0 OR sums IS NOT NULL);
END;

-- Who asks within a week of another question, or opens a ticket, came back: 604800000000.
CREATE TRIGGER question_counts AFTER INSERT ON question
BEGIN
  INSERT INTO strike VALUES (NEW.asked_at, 0), (NEW.asked_at, 604800000000);
  INSERT INTO strike SELECT closed_at, 0 FROM ticket WHERE number = NEW.ticket;
END;

CREATE TRIGGER question_counts_anew AFTER UPDATE ON question
WHEN NEW.feedback IS NOT OLD.feedback OR NEW.ticket IS NOT OLD.ticket OR NEW.open <> OLD.open
  OR NEW.told_entry <> OLD.told_entry OR NEW.outcome <> OLD.outcome OR NEW.shown <> OLD.shown
  OR NEW.asked_at <> OLD.asked_at OR NEW.incident IS NOT OLD.incident
  OR NEW.person_id <> OLD.person_id OR NEW.guesses <> OLD.guesses
BEGIN
  INSERT INTO strike VALUES (NEW.asked_at, 0), (OLD.asked_at, 0),
    (NEW.asked_at, 604800000000), (OLD.asked_at, 604800000000);
  INSERT INTO strike SELECT closed_at, 0 FROM ticket WHERE number IN (NEW.ticket, OLD.ticket);
END;

CREATE TRIGGER ticket_counts AFTER INSERT ON ticket
BEGIN
  INSERT INTO strike VALUES (NEW.opened_at, 0), (NEW.opened_at, 604800000000), (NEW.closed_at, 0);
END;

-- How a ticket ended is how its questions ended.
CREATE TRIGGER ticket_counts_anew AFTER UPDATE ON ticket
WHEN NEW.ending IS NOT OLD.ending OR NEW.first_response_at IS NOT OLD.first_response_at
  OR (NEW.state = 'closed') <> (OLD.state = 'closed') OR NEW.opened_at <> OLD.opened_at
  OR NEW.closed_at IS NOT OLD.closed_at OR NEW.requester_id <> OLD.requester_id
BEGIN
  INSERT INTO strike VALUES (NEW.opened_at, 0), (OLD.opened_at, 0),
    (NEW.opened_at, 604800000000), (OLD.opened_at, 604800000000),
    (NEW.closed_at, 0), (OLD.closed_at, 0);
  INSERT INTO strike SELECT asked_at, 0 FROM question WHERE ticket = NEW.number;
END;

CREATE TRIGGER promise_counts AFTER INSERT ON promise
WHEN NEW.ended_at IS NOT NULL
BEGIN
  INSERT INTO strike VALUES (NEW.ended_at, 0);
END;

CREATE TRIGGER promise_counts_anew AFTER UPDATE ON promise
WHEN NEW.ended_at IS NOT OLD.ended_at OR NEW.state <> OLD.state OR NEW.told_at IS NOT OLD.told_at
  OR NEW.due_at <> OLD.due_at
BEGIN
  INSERT INTO strike VALUES (NEW.ended_at, 0), (OLD.ended_at, 0);
END;

-- What was closed is opened again, and a rating takes the place of the one before it.
CREATE TRIGGER history_counts AFTER INSERT ON history
WHEN NEW.what IN ('confirmed', 'parked', 'unreachable', 'rated', 'reopened')
BEGIN
  INSERT INTO strike VALUES (NEW.at, 0);
  INSERT INTO strike SELECT at, 0 FROM history WHERE ticket = NEW.ticket
    AND NEW.what IN ('rated', 'reopened') AND what IN ('confirmed', 'parked', 'unreachable', 'rated');
END;

-- Whose words a customer had is counted with the ticket that they solved.
CREATE TRIGGER history_helps AFTER INSERT ON history
WHEN NEW.what IN ('reply', 'asked back', 'proposed')
BEGIN
  INSERT INTO strike SELECT closed_at, 0 FROM ticket WHERE number = NEW.ticket;
END;

CREATE TRIGGER history_helps_anew AFTER UPDATE ON history
WHEN NEW.name <> OLD.name OR NEW."by" <> OLD."by"
BEGIN
  INSERT INTO strike SELECT closed_at, 0 FROM ticket WHERE number = NEW.ticket;
END;

-- Who is one with another comes back as either of them.
CREATE TRIGGER link_counts AFTER INSERT ON identity_link
BEGIN
  INSERT INTO strike SELECT asked_at, 1 FROM question WHERE person_id IN (
    SELECT person FROM identity_link WHERE same_as = NEW.same_as);
END;

CREATE TRIGGER link_counts_anew AFTER UPDATE ON identity_link
BEGIN
  INSERT INTO strike SELECT asked_at, 1 FROM question WHERE person_id = NEW.person
    OR person_id IN (SELECT person FROM identity_link WHERE same_as IN (NEW.same_as, OLD.same_as));
END;

CREATE TRIGGER link_counts_no_more AFTER DELETE ON identity_link
BEGIN
  INSERT INTO strike SELECT asked_at, 1 FROM question WHERE person_id = OLD.person
    OR person_id IN (SELECT person FROM identity_link WHERE same_as = OLD.same_as);
END;
