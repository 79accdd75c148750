"""The tables: a ticket's life, promises, thresholds. Values in, values out."""
