-- What is held back for a word of the team's list, or because new accounts wait: `error` says why.
CREATE INDEX inbox_quarantine ON inbox (outcome, at) WHERE error IN ('blocked_word', 'newcomer');
