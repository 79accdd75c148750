"""What the desk knows: entries, how they are found, how sure it is. Knows nothing of chat."""
