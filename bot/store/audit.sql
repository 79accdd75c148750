-- What must hold of the database at any time. Each rule selects what breaks it, as one column.
-- A rule begins with its name; the comment below it is the sentence that people read.

-- rule: inbox-stuck
-- A message came in and has had no outcome for more than ten minutes.
SELECT id FROM inbox WHERE state = 'waiting' AND received_at < :now - 600000000;

-- rule: addressed-without-outcome
-- A message addressed to the desk was worked on, and nothing came of it.
SELECT id FROM inbox
WHERE state = 'done' AND kind = 'Said' AND address = 'direct' AND outcome = '';

-- rule: open-without-alarm
-- An open ticket has neither an alarm nor a hold: it could be forgotten.
SELECT number FROM ticket WHERE state NOT IN ('closed', 'hold') AND alarm_at IS NULL;

-- rule: hold-without-reason
-- A ticket is on hold and nobody said why.
SELECT number FROM ticket WHERE state = 'hold' AND hold_reason = '';

-- rule: hold-without-end
-- A ticket is on hold with neither an end nor an alarm.
SELECT number FROM ticket WHERE state = 'hold' AND hold_until IS NULL AND alarm_at IS NULL;

-- rule: closed-without-ending
-- A ticket is closed and it isn't known how.
SELECT number FROM ticket WHERE state = 'closed' AND (ending IS NULL OR closed_at IS NULL);

-- rule: alarm-after-promise
-- A promise would be broken before anybody is woken.
SELECT promise.id FROM promise JOIN ticket ON ticket.number = promise.ticket
WHERE promise.state = 'open' AND ticket.state <> 'closed'
  AND (ticket.alarm_at IS NULL OR ticket.alarm_at > promise.due_at);

-- rule: promise-of-closed-ticket
-- A ticket is closed, and a promise made in it was left open.
SELECT promise.id FROM promise JOIN ticket ON ticket.number = promise.ticket
WHERE promise.state = 'open' AND ticket.state = 'closed';

-- rule: promise-without-end
-- A promise has ended and it isn't known when.
SELECT id FROM promise WHERE (state = 'open') <> (ended_at IS NULL);

-- rule: alarm-overdue
-- An alarm was due more than ten minutes ago and has not fired.
SELECT 'ticket ' || number FROM ticket WHERE alarm_at < :now - 600000000
UNION ALL SELECT 'question ' || id FROM question WHERE ask_at < :now - 600000000;

-- rule: sending-too-long
-- A message was handed to a platform more than five minutes ago, and nobody looked what came of it.
SELECT key FROM outbox WHERE state = 'sending' AND last_try < :now - 300000000;

-- rule: pending-too-long
-- A message should have gone out more than an hour ago.
SELECT key FROM outbox WHERE state = 'pending' AND due_at < :now - 3600000000;

-- rule: said-twice
-- A decided message is queued twice.
SELECT key FROM outbox GROUP BY key HAVING count(*) > 1;

-- rule: someone-elses-words
-- A message for a customer points at a place that is neither theirs nor their ticket's.
SELECT outbox.key FROM outbox JOIN ticket ON ticket.number = outbox.ticket
WHERE outbox.readership = 'customer' AND outbox.place_key <> ticket.place_key
  AND NOT ((outbox.private = 1 OR outbox.kind = 'private') AND (
    outbox."to" = ticket.requester_id
    OR EXISTS (
      SELECT 1 FROM identity_link mine JOIN identity_link theirs USING (same_as)
      WHERE mine.person = outbox."to" AND theirs.person = ticket.requester_id
    )
  ));

-- rule: staff-words-at-customer
-- A message for staff points at a customer's own conversation, for all there to read.
SELECT outbox.key FROM outbox JOIN ticket ON ticket.number = outbox.ticket
WHERE outbox.readership = 'staff' AND outbox.kind <> 'private' AND outbox.under_card = 0
  AND outbox.place_key = ticket.place_key;

-- rule: merged-into-nothing
-- A ticket was merged and it isn't known with which.
SELECT number FROM ticket WHERE (ending = 'merged') <> (merged_into IS NOT NULL);
