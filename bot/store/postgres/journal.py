"""The journal on PostgreSQL: what it says otherwise than SQLite's."""

from typing import ClassVar

from bot.store.journal import StoredJournal
from bot.store.postgres.words import Words


class PostgresJournal(Words, StoredJournal):
    """One transaction's view of everything that is remembered."""

    heads: ClassVar[str] = (
        "SELECT * FROM (SELECT DISTINCT ON (conversation) conversation, retry_at, at FROM inbox "
        "WHERE state = 'waiting' ORDER BY conversation, at, seq) heads ORDER BY at"
    )
