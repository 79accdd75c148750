"""Working hours and lengths of time. Knows nothing of tickets."""
