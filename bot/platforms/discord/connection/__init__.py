"""The wire: connections that stay open, calls, and what a failed one means. Knows no message."""
