"""Small knowledge bases, one phrasing an entry, and messages that they can answer or can't."""
