"""What is remembered: SQLite, its schema and migrations, backups, and the rules that audit it.

The only SQL lives here; everybody else speaks through the ports of `bot.desk`.
"""

from bot.store.auditing import Finding, audit, audit_at_rest, last_written
from bot.store.choosing import look_at, open_store, read_only
from bot.store.port import OpenStore
from bot.store.retention import Keeping, sweep
from bot.store.sqlite import SqliteStore, in_memory

__all__ = [
    "Finding",
    "Keeping",
    "OpenStore",
    "SqliteStore",
    "audit",
    "audit_at_rest",
    "in_memory",
    "last_written",
    "look_at",
    "open_store",
    "read_only",
    "sweep",
]
