"""Pages for people who would rather look: made here, of values. No network, no database, no script."""
