-- What came of a week that is over, for the page of results: counted once, not each time that somebody looks.

-- It stands until something is changed that it counts; with no words yet it is being counted.
CREATE TABLE week (
  since INTEGER PRIMARY KEY,
  until INTEGER NOT NULL,
  hours TEXT NOT NULL,
  told TEXT NOT NULL
) STRICT;

-- No week is longer than eight days of 86,400 s, even where the clocks are changed in it.
CREATE TRIGGER question_counts AFTER INSERT ON question
BEGIN
  DELETE FROM week WHERE since <= NEW.asked_at AND since > NEW.asked_at - 691200000000
    AND until > NEW.asked_at;
END;

CREATE TRIGGER question_counts_anew AFTER UPDATE ON question
WHEN NEW.feedback IS NOT OLD.feedback OR NEW.ticket IS NOT OLD.ticket OR NEW.open <> OLD.open
  OR NEW.told_entry <> OLD.told_entry OR NEW.outcome <> OLD.outcome OR NEW.shown <> OLD.shown
  OR NEW.asked_at <> OLD.asked_at
BEGIN
  DELETE FROM week WHERE since <= NEW.asked_at AND since > NEW.asked_at - 691200000000
    AND until > NEW.asked_at;
  DELETE FROM week WHERE since <= OLD.asked_at AND since > OLD.asked_at - 691200000000
    AND until > OLD.asked_at;
END;

CREATE TRIGGER ticket_counts AFTER INSERT ON ticket
BEGIN
  DELETE FROM week WHERE since <= NEW.opened_at AND since > NEW.opened_at - 691200000000
    AND until > NEW.opened_at;
END;

-- How a ticket ended is how its questions ended.
CREATE TRIGGER ticket_counts_anew AFTER UPDATE ON ticket
WHEN NEW.ending IS NOT OLD.ending OR NEW.first_response_at IS NOT OLD.first_response_at
  OR (NEW.state = 'closed') <> (OLD.state = 'closed') OR NEW.opened_at <> OLD.opened_at
BEGIN
  DELETE FROM week WHERE since <= NEW.opened_at AND since > NEW.opened_at - 691200000000
    AND until > NEW.opened_at;
  DELETE FROM week WHERE since <= OLD.opened_at AND since > OLD.opened_at - 691200000000
    AND until > OLD.opened_at;
  DELETE FROM week WHERE since IN (SELECT counted.since FROM question JOIN week counted
    ON counted.since <= asked_at AND counted.since > asked_at - 691200000000
    AND counted.until > asked_at WHERE question.ticket = NEW.number);
END;

CREATE TRIGGER promise_counts AFTER INSERT ON promise
WHEN NEW.ended_at IS NOT NULL
BEGIN
  DELETE FROM week WHERE since <= NEW.ended_at AND since > NEW.ended_at - 691200000000
    AND until > NEW.ended_at;
END;

CREATE TRIGGER promise_counts_anew AFTER UPDATE ON promise
WHEN NEW.ended_at IS NOT OLD.ended_at OR NEW.state <> OLD.state OR NEW.told_at IS NOT OLD.told_at
BEGIN
  DELETE FROM week WHERE since <= NEW.ended_at AND since > NEW.ended_at - 691200000000
    AND until > NEW.ended_at;
  DELETE FROM week WHERE since <= OLD.ended_at AND since > OLD.ended_at - 691200000000
    AND until > OLD.ended_at;
END;

-- Who still waits for a first reply, the oldest first: few of a million.
CREATE INDEX ticket_waiting ON ticket (opened_at, number)
  WHERE first_response_at IS NULL AND state <> 'closed';
