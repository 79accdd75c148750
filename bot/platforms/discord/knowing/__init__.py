"""Who people are, where places are, and who may do what: by id, never by name."""
