"""The rows behind the report, written into files."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.desk.nouns.message import Rows
from bot.desk.ports.records import Records
from bot.errors import BadArgument
from bot.pages import exports
from bot.platforms.console.files import written
from bot.running.terminal import counted


def write(records: Records, folder: Path, now: datetime, days: int) -> str:
    """Write a row a question and a row a ticket, and say so. Raises BadArgument with words."""
    until = now + timedelta(seconds=1)
    asked, opened = exports.tables(records, Rows(since=until - timedelta(days=days), until=until))
    try:
        written(folder, [exports.enclosed(told) for told in (asked, opened)])
    except OSError as error:
        raise BadArgument(f"{folder} can't be written to: {error.strerror}.") from error
    said = f"{counted(len(asked.rows), 'question')} and {counted(len(opened.rows), 'ticket')}"
    return (
        f"{said} of the last {counted(days, 'day')} written to {folder}: questions.csv, tickets.csv. "
        "They hold what customers wrote; what is erased here later stays in them, so delete them once done."
    )
