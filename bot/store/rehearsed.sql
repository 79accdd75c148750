-- What the desk would have said in rehearsal, and what the team thinks of it. No customer's word stands
-- here; the message's identity finds the words as long as they are kept.
CREATE TABLE rehearsed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  room TEXT NOT NULL,
  message TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('answer', 'choices', 'dont_know')),
  entry TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 0),
  verdict TEXT CHECK (verdict IN ('right', 'wrong'))
) STRICT;

CREATE INDEX rehearsed_at ON rehearsed (at);
