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
UNION ALL SELECT 'question ' || id FROM question WHERE ask_at < :now - 600000000
UNION ALL SELECT 'issue ' || number FROM incident WHERE alarm_at < :now - 600000000;

-- rule: issue-without-alarm
-- A known issue goes on, and its customers would hear nothing of it when the time passes.
SELECT number FROM incident
WHERE ended_at IS NULL AND (alarm_at IS NULL OR alarm_at > due_at);

-- rule: issue-promise-left-open
-- A known issue is over, and a time promised with it was left open.
SELECT incident.number FROM incident JOIN incident_word ON incident = incident.number
WHERE incident.ended_at IS NOT NULL AND state = 'open';

-- rule: sending-too-long
-- A message was handed to a platform more than five minutes ago, and nobody looked what came of it.
SELECT key FROM outbox WHERE state = 'sending' AND last_try < :now - 300000000;

-- rule: pending-too-long
-- A message should have gone out more than an hour ago, and waits for none before it.
SELECT key FROM outbox WHERE state = 'pending' AND due_at < :now - 3600000000
  AND NOT EXISTS (
    SELECT 1 FROM outbox before
    WHERE before.key = outbox.after AND outbox.after <> '' AND outbox.otherwise IS NULL
      AND before.state IN ('pending', 'sending')
  );

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

-- rule: counted-before-it-arrived
-- Words or a notice count as given to a customer, and none of the kind had reached them.
SELECT history.id FROM history
WHERE history.at >= :now - 86400000000 AND history.message = ''
  AND what IN ('reply', 'asked back', 'proposed', 'check_in', 'last_notice')
  AND NOT EXISTS (
    SELECT 1 FROM outbox
    WHERE outbox.ticket = history.ticket AND readership = 'customer' AND state = 'sent'
      AND edits = ''
      AND ended_at <= history.at AND message_kind IN (
        CASE WHEN what IN ('reply', 'asked back') THEN 'staff_reply'
          WHEN what = 'proposed' THEN 'staff_resolved' ELSE what END,
        CASE what WHEN 'check_in' THEN 'check_in_asked'
          WHEN 'proposed' THEN 'resolved_because' ELSE '' END,
        CASE what WHEN 'check_in' THEN 'check_in_solved' WHEN 'proposed' THEN 'declined' ELSE '' END
      )
  );

-- rule: told-before-it-arrived
-- A time counts as promised to a customer whom no words had reached.
SELECT id FROM promise WHERE told_at >= :now - 86400000000 AND NOT EXISTS (
  SELECT 1 FROM outbox
  WHERE outbox."to" = promise."to" AND readership = 'customer' AND state = 'sent'
      AND edits = ''
    AND ended_at <= told_at
);

-- rule: promise-never-told
-- A promise counts as kept, moved or missed, and the customer never heard of it.
SELECT id FROM promise WHERE state IN ('kept', 'moved', 'missed') AND told_at IS NULL;

-- rule: moved-by-nobody
-- A promise counts as moved, and no person gave another time.
SELECT id FROM promise WHERE state = 'moved' AND ended_at >= :now - 86400000000 AND NOT EXISTS (
  SELECT 1 FROM promise given
  WHERE given.ticket = promise.ticket AND given.id > promise.id AND given.made_by <> 'desk'
    AND given.made_at <= promise.ended_at
);

-- rule: closed-without-two-notices
-- A ticket was closed as its customer's silence, without two notices that had reached them.
SELECT parked.ticket FROM history parked
WHERE parked.what = 'parked' AND parked.at >= :now - 86400000000 AND 2 > (
  SELECT count(*) FROM history notice
  WHERE notice.ticket = parked.ticket AND notice.id < parked.id
    AND notice.what IN ('check_in', 'last_notice') AND notice.id > coalesce((
      SELECT max(given.id) FROM history given
      WHERE given.ticket = parked.ticket AND given.id < parked.id
        AND given.what IN ('reply', 'asked back', 'proposed', 'asker_told')
    ), 0)
);

-- rule: said-of-the-team-too-soon
-- A customer was told that the team knows, and word had not reached the team's room.
SELECT told.key FROM outbox told JOIN outbox word ON word.key = told.after
WHERE told.readership = 'customer' AND told.state = 'sent' AND told.said_otherwise = 0
  AND told.otherwise IS NOT NULL
  -- The last try is what they read: an earlier one, asked to wait, said the other words.
  AND NOT (word.state = 'sent' AND word.ended_at <= told.last_try)
  AND NOT (word.state = 'replaced' AND EXISTS (
    SELECT 1 FROM ticket WHERE number = told.ticket AND card <> ''
  ));

-- rule: blocked-and-heard
-- A blocked person's words opened a ticket, and nobody was in danger.
SELECT ticket.number FROM ticket JOIN block ON block.person_id = ticket.requester_id
WHERE opened_at >= :now - 86400000000 AND opened_at > block.at
  AND opened_at < coalesce(block.ended_at, :now)
  AND (block.until IS NULL OR opened_at < block.until)
  AND NOT EXISTS (
    SELECT 1 FROM history WHERE history.ticket = ticket.number
      AND history.what IN ('though_blocked', 'passed_on')
  );

-- rule: kept-by-the-absent
-- Somebody of the team said that they are away, and a ticket stayed with them.
SELECT ticket.number FROM ticket JOIN absence ON absence.person_id = ticket.owner_id
WHERE state = 'open' AND state_since < absence.since AND absence.ended_at IS NULL
  AND absence.alarm_at = until AND until > :now;

-- rule: task-with-the-absent
-- Somebody of the team is away, and a question that waits for an answer is with them.
SELECT question.id FROM question JOIN absence ON absence.person_id = question.owner_id
WHERE open = 1 AND absence.ended_at IS NULL AND absence.alarm_at = until AND until > :now;
