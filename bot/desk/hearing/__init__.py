"""Where words go: to a ticket, a command or an answer. Decides, and leaves the doing to verbs."""
