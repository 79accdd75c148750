"""What is remembered: SQLite, its schema and migrations, backups, and the rules that audit it.

The only SQL lives here; everybody else speaks through the ports of `bot.desk`.
"""

from bot.store.auditing import Finding, audit, audit_at_rest
from bot.store.retention import Keeping, sweep
from bot.store.sqlite import SqliteStore, in_memory, read_only

__all__ = [
    "Finding",
    "Keeping",
    "SqliteStore",
    "audit",
    "audit_at_rest",
    "in_memory",
    "read_only",
    "sweep",
]
