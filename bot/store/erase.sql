-- What is erased of a person. Each part is named as the receipt names it, and counts the rows of its
-- last statement. Given are, as JSON lists: :ids of the person; :tickets, numbers, and :alone, those
-- asked where only they and the desk read; :homes, keys of such places; :cards, keys of the threads where staff spoke of them;
-- :about, rows of the inbox in which others named or quoted them; :issues, those in which they are named.

-- erase: questions
UPDATE question SET owner = :nobody_person, owner_id = :nobody
WHERE owner_id IN (SELECT value FROM json_each(:ids));
UPDATE question SET
  message = CASE WHEN place_key IN (SELECT value FROM json_each(:homes)) THEN '' ELSE message END,
  text = '[erased]', words = '[erased]', files = '[]', "by" = :nobody_person, person_id = :nobody, open = 0, ask_at = NULL,
  place = CASE WHEN place_key IN (SELECT value FROM json_each(:homes))
    THEN '{"platform":"' || substr(place_key, 1, instr(place_key, ':') - 1)
      || '","room":"erased","private":true}' ELSE place END,
  place_key = CASE WHEN place_key IN (SELECT value FROM json_each(:homes))
    THEN substr(place_key, 1, instr(place_key, ':')) || ':erased:' ELSE place_key END
WHERE person_id IN (SELECT value FROM json_each(:ids));

-- erase: tickets
UPDATE ticket SET owner = :nobody_person, owner_id = :nobody
WHERE owner_id IN (SELECT value FROM json_each(:ids));
UPDATE promise SET "to" = :nobody
WHERE "to" IN (SELECT value FROM json_each(:ids));
UPDATE promise SET made_by = :nobody
WHERE made_by IN (SELECT value FROM json_each(:ids));
UPDATE ticket SET
  text = '[erased]', title = '', tags = '[]', link = '', requester = :nobody_person,
  requester_id = :nobody,
  hold_reason = CASE hold_reason WHEN '' THEN '' ELSE '[erased]' END,
  details = '[]', files = (
    SELECT json_group_array(json_object('name', '[erased]', 'link', '')) FROM json_each(files)
  ),
  place = CASE WHEN place_key IN (SELECT value FROM json_each(:homes))
    THEN '{"platform":"' || substr(place_key, 1, instr(place_key, ':') - 1)
      || '","room":"erased","private":true}' ELSE place END,
  place_key = CASE WHEN place_key IN (SELECT value FROM json_each(:homes))
    THEN substr(place_key, 1, instr(place_key, ':')) || ':erased:' ELSE place_key END
WHERE requester_id IN (SELECT value FROM json_each(:ids));

-- erase: lines of history
-- All that was said on their tickets, by whom ever; their name wherever they acted.
-- A rating is one of three words, and counts on.
-- What they told the team of others' tickets.
UPDATE history SET text = '[erased]'
WHERE what = 'advised' AND "by" IN (SELECT value FROM json_each(:ids)) AND text <> '[erased]';
UPDATE history SET name = '[erased]', "by" = :nobody
WHERE "by" IN (SELECT value FROM json_each(:ids));
UPDATE history SET message = ''
WHERE ticket IN (SELECT CAST(value AS BIGINT) FROM json_each(:alone)) AND message <> '';
UPDATE history SET text = '[erased]'
WHERE ticket IN (SELECT CAST(value AS BIGINT) FROM json_each(:tickets)) AND text <> '' AND what <> 'rated';

-- erase: known issues
-- Who spoke of one for the team; and what was said of one in which the team wrote their name.
UPDATE incident SET "by" = :nobody_person, by_id = :nobody
WHERE by_id IN (SELECT value FROM json_each(:ids));
UPDATE incident SET name = '[erased]', told = '[erased]', phrasings = '[]'
WHERE number IN (SELECT CAST(value AS BIGINT) FROM json_each(:issues));
UPDATE incident_word SET "by" = :nobody_person, by_id = :nobody
WHERE by_id IN (SELECT value FROM json_each(:ids));
UPDATE incident_word SET text = '[erased]'
WHERE incident IN (SELECT CAST(value AS BIGINT) FROM json_each(:issues)) AND text <> '';

-- erase: messages received
-- The ids stay: a platform's history may show a message again, and it must not be taken for new.
UPDATE inbox SET
  body = '{}',
  person_id = CASE WHEN person_id IN (SELECT value FROM json_each(:ids))
    THEN :nobody ELSE person_id END,
  -- What a person said beyond the limits lies beside its conversation, under their id.
  conversation = CASE
    WHEN substr(conversation, 1, instr(conversation || '#aside:', '#aside:') - 1)
      IN (SELECT value FROM json_each(:homes)) THEN platform || '::erased:'
    WHEN person_id IN (SELECT value FROM json_each(:ids))
      THEN substr(conversation, 1, instr(conversation || '#aside:', '#aside:') - 1)
    ELSE conversation END,
  outcome = CASE state WHEN 'waiting' THEN 'erased' ELSE outcome END,
  done_at = coalesce(done_at, :now),
  state = CASE state WHEN 'waiting' THEN 'done' ELSE state END
WHERE person_id IN (SELECT value FROM json_each(:ids))
  OR id = :working_on
  OR seq IN (SELECT CAST(value AS BIGINT) FROM json_each(:about))
  OR (conversation IN (SELECT value FROM json_each(:cards)) AND state <> 'waiting')
  OR (state <> 'waiting' AND seq IN (
    SELECT inbox FROM about_ticket WHERE ticket IN (SELECT CAST(value AS BIGINT) FROM json_each(:tickets))
  ))
  OR conversation IN (SELECT 'desk:ticket:' || value FROM json_each(:tickets));

-- erase: messages sent
UPDATE outbox SET message = :gone, otherwise = NULL
WHERE key IN (SELECT said FROM consulted WHERE person_id IN (SELECT value FROM json_each(:ids)));
-- What went to them or was about their tickets, and every list that staff were shown and that is
-- out: it may show anybody's words, shortened, and nobody needs it any more. A card that is on its
-- way this moment keeps its state, since the erased card will be an edit of it.
UPDATE outbox SET
  message = :gone, otherwise = NULL, intent = NULL, reason = '', detour = NULL, about = '',
  "to" = CASE WHEN "to" IN (SELECT value FROM json_each(:ids)) THEN :nobody ELSE "to" END,
  room = CASE WHEN place_key IN (SELECT value FROM json_each(:homes))
    THEN platform || '::erased' ELSE room END,
  place = CASE WHEN place_key IN (SELECT value FROM json_each(:homes))
    THEN '{"platform":"' || platform || '","room":"erased","private":true}'
    ELSE place END,
  place_key = CASE WHEN place_key IN (SELECT value FROM json_each(:homes))
    THEN platform || '::erased:' ELSE place_key END,
  due_at = CASE WHEN kind = 'card' AND state = 'sending' THEN due_at END,
  ended_at = CASE WHEN kind = 'card' AND state = 'sending'
    THEN ended_at ELSE coalesce(ended_at, :now) END,
  state = CASE WHEN kind = 'card' AND state = 'sending' THEN state
    WHEN state IN ('pending', 'sending') THEN 'replaced' ELSE state END
WHERE "to" IN (SELECT value FROM json_each(:ids))
  OR ticket IN (SELECT CAST(value AS BIGINT) FROM json_each(:tickets))
  OR place_key IN (SELECT value FROM json_each(:homes))
  OR (readership = 'staff' AND ticket IS NULL AND due_at IS NULL AND message <> :gone)
  -- Cards of others' tickets that show what was answered to theirs.
  OR (kind = 'card' AND due_at IS NULL AND ticket IN (
    SELECT ticket FROM shown_beside WHERE earlier IN (SELECT CAST(value AS BIGINT) FROM json_each(:tickets))
  ));

-- erase: blocks
-- Of whoever is erased nothing stands that would know them again: a block goes with them.
UPDATE block SET "by" = :nobody_person
WHERE json_extract("by", '$.id') IN (SELECT value FROM json_each(:ids));
UPDATE block SET ended_by = :nobody_person
WHERE json_extract(ended_by, '$.id') IN (SELECT value FROM json_each(:ids));
UPDATE block SET
  person = :nobody_person, person_id = :nobody, reason = '[erased]',
  ended_at = coalesce(ended_at, :now)
WHERE person_id IN (SELECT value FROM json_each(:ids));

-- erase: absences
UPDATE absence SET "by" = :nobody_person
WHERE json_extract("by", '$.id') IN (SELECT value FROM json_each(:ids));
UPDATE absence SET
  person = :nobody_person, person_id = :nobody || ':' || number,
  ended_at = coalesce(ended_at, :now), alarm_at = NULL
WHERE person_id IN (SELECT value FROM json_each(:ids));

-- erase: help of members
DELETE FROM leave WHERE person_id IN (SELECT value FROM json_each(:ids));
DELETE FROM consulted WHERE person_id IN (SELECT value FROM json_each(:ids));
DELETE FROM help WHERE person_id IN (SELECT value FROM json_each(:ids));

-- erase: settings changed
-- What counts of the settings goes on counting; who changed it is nobody's to know.
UPDATE decision SET "by" = :nobody_person
WHERE json_extract("by", '$.id') IN (SELECT value FROM json_each(:ids));

-- erase: teams
UPDATE team_change SET "by" = :nobody_person
WHERE json_extract("by", '$.id') IN (SELECT value FROM json_each(:ids));
UPDATE shift SET "by" = :nobody_person
WHERE json_extract("by", '$.id') IN (SELECT value FROM json_each(:ids));
DELETE FROM shift WHERE person_id IN (SELECT value FROM json_each(:ids));
-- Whose turn it was begins anew.
DELETE FROM kept WHERE substr(name, 1, 9) = 'assigned:';

-- erase: forms
UPDATE form_change SET "by" = :nobody_person
WHERE json_extract("by", '$.id') IN (SELECT value FROM json_each(:ids));

-- erase: conversations
DELETE FROM scan WHERE place_key IN (SELECT value FROM json_each(:homes));
-- A change that a colleague did not save, and words that they did not send, may hold anybody's.
DELETE FROM kept WHERE substr(name, 1, instr(name, ':')) IN ('held:', 'undo:', 'decline:', 'recall:');
DELETE FROM kept WHERE substr(name, 8) IN (SELECT value FROM json_each(:ids)) AND substr(name, 1, 7) = 'untold:';
DELETE FROM link_code WHERE owner IN (SELECT value FROM json_each(:ids))
  OR taker IN (SELECT value FROM json_each(:ids));
DELETE FROM identity_link WHERE person IN (SELECT value FROM json_each(:ids));
DELETE FROM person WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM conversation WHERE person IN (SELECT value FROM json_each(:ids))
  OR place_key IN (SELECT value FROM json_each(:homes));
