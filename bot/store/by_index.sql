-- What the only writer asks is found, however much there is.

-- Where somebody spoke, to be told something or to be erased.
CREATE INDEX conversation_by_person ON conversation (person);

-- When somebody last spoke in a place: after an outage the latest spoken in are looked through first.
CREATE INDEX inbox_by_conversation ON inbox (conversation, at);

-- Whom an entry may answer, as long as staff have not said so.
CREATE INDEX question_perhaps ON question (perhaps_entry, id) WHERE perhaps_entry <> '';

-- Whose cards show what was answered to an earlier ticket: they are written anew when that is erased.
CREATE TABLE shown_beside (
  earlier INTEGER NOT NULL REFERENCES ticket (number),
  ticket INTEGER NOT NULL REFERENCES ticket (number),
  PRIMARY KEY (earlier, ticket)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO shown_beside
SELECT earlier.number, ticket.number FROM ticket, json_each(ticket.similar) named
JOIN ticket earlier ON earlier.number = named.value
WHERE ticket.similar <> '[]';
