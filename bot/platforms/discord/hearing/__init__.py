"""What comes in: payloads become the desk's nouns, kept first and acknowledged then."""
