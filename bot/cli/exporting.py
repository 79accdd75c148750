"""The rows behind the report, written into files."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.desk.ports.records import Records
from bot.errors import BadArgument
from bot.pages import exports
from bot.pages.told import as_csv
from bot.running.terminal import counted


def write(records: Records, folder: Path, now: datetime, days: int) -> str:
    """Write a row a question and a row a ticket, and say so. Raises BadArgument with words."""
    until = now + timedelta(seconds=1)
    since = until - timedelta(days=days)
    asked = exports.questions(records.asked_rows(since, until))
    opened = exports.tickets(records.ticket_rows(since, until))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for told in (asked, opened):
            path = folder / f"{told.key}.csv"
            # What customers wrote is for this account alone, as the database is.
            path.touch(mode=0o600)
            path.write_text(as_csv([told]), "utf-8-sig", newline="")
    except OSError as error:
        raise BadArgument(f"{folder} can't be written to: {error.strerror}.") from error
    said = f"{counted(len(asked.rows), 'question')} and {counted(len(opened.rows), 'ticket')}"
    return (
        f"{said} of the last {counted(days, 'day')} written to {folder}: questions.csv, tickets.csv. "
        "They hold what customers wrote; what is erased here later stays in them, so delete them once done."
    )
