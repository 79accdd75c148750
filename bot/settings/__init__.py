"""Every setting: its type, its default, its words and where it comes from."""
