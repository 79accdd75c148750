-- Tickets are found by their words: what was asked, what they are called, what was said in them.

-- Of a ticket itself the row is its number << 32, of a line of its history number << 32 | id.
-- The words stand in those tables alone: here is only which word is where.
CREATE VIRTUAL TABLE said USING fts5 (
  words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);

-- What the index has yet to take in, and with which words it knew it; the writer does so before it commits.
-- No trigger writes into the index itself: SQLite before 3.41 lets none where schemas are not trusted.
CREATE TABLE to_index (
  id INTEGER PRIMARY KEY,
  was TEXT NOT NULL
) STRICT;

CREATE TRIGGER ticket_is_indexed AFTER INSERT ON ticket
BEGIN
  INSERT OR IGNORE INTO to_index VALUES (NEW.number << 32, '');
END;

CREATE TRIGGER ticket_is_indexed_anew AFTER UPDATE ON ticket
WHEN NEW.text <> OLD.text OR NEW.title <> OLD.title OR NEW.tags <> OLD.tags
BEGIN
  INSERT OR IGNORE INTO to_index
  VALUES (NEW.number << 32, OLD.title || ' ' || OLD.tags || ' ' || OLD.text);
END;

CREATE TRIGGER history_is_indexed AFTER INSERT ON history
WHEN NEW.text <> ''
BEGIN
  INSERT OR IGNORE INTO to_index VALUES (NEW.ticket << 32 | NEW.id, '');
END;

CREATE TRIGGER history_is_indexed_anew AFTER UPDATE ON history
WHEN NEW.text <> OLD.text
BEGIN
  INSERT OR IGNORE INTO to_index VALUES (NEW.ticket << 32 | NEW.id, OLD.text);
END;

INSERT INTO to_index SELECT number << 32, '' FROM ticket;

INSERT INTO to_index SELECT ticket << 32 | id, '' FROM history
WHERE text <> '';
