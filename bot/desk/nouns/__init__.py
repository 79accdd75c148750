"""The values that everything is made of. They know time, and nothing that decides."""
