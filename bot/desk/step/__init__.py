"""One step of work: who acts, where and when, and what is said and closed with it."""
