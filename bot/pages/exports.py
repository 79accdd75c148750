"""The rows behind the figures, for a spreadsheet: a question each, a ticket each. Nobody is named."""

from collections.abc import Iterable

from bot.desk.nouns.listed import AnswerRow, AskedRow, PromiseRow, TicketRow
from bot.desk.nouns.message import Rows
from bot.desk.ports.platform import Enclosed
from bot.desk.ports.records import Records
from bot.pages.told import Told, as_csv, stamp


def questions(rows: Iterable[AskedRow], *, words: bool = True) -> Told:
    """A row a question; with `words` what was asked, as long as that is kept."""
    return Told(
        key="questions",
        title="Questions",
        head=(
            *("number", "asked_at", "ended", "outcome", "entry", "probability", "feedback"),
            *("came_back", "ticket", "language", *(("text",) if words else ())),
        ),
        rows=tuple(
            (
                *(each.number, stamp(each.asked_at), str(each.how), each.outcome, each.entry),
                *(each.probability, each.feedback, int(each.came_back), each.ticket, each.language),
                *((each.text,) if words else ()),
            )
            for each in rows
        ),
    )


def tickets(rows: Iterable[TicketRow], *, words: bool = True) -> Told:
    """A row a ticket; with `words` its title or what was asked, as long as that is kept."""
    return Told(
        key="tickets",
        title="Tickets",
        head=(
            *("number", "opened_at", "first_reply_at", "closed_at", "state", "ending", "priority"),
            *("rating", "reopened", *(("text", "form") if words else ())),
        ),
        rows=tuple(
            (
                *(each.number, stamp(each.opened_at), stamp(each.first_reply_at)),
                *(stamp(each.closed_at), each.state, each.ending, each.priority, each.rating),
                *(each.reopened, *((each.text, each.form) if words else ())),
            )
            for each in rows
        ),
    )


def tables(records: Records, rows: Rows) -> tuple[Told, Told]:
    """The questions and the tickets of a span, with their words."""
    return (
        questions(records.asked_rows(rows.since, rows.until)),
        tickets(records.ticket_rows(rows.since, rows.until)),
    )


def files(records: Records, rows: Rows) -> list[Enclosed]:
    """The same as CSV, as spreadsheets open it."""
    return [enclosed(told) for told in tables(records, rows)]


def enclosed(told: Told) -> Enclosed:
    """A table as a file."""
    return Enclosed(name=f"{told.key}.csv", data=as_csv([told]).encode("utf-8-sig"))


def promises(rows: Iterable[PromiseRow]) -> Told:
    """A row a promise: what was promised is a time, and has no words."""
    return Told(
        key="promises",
        title="Promises",
        head=("ticket", "state", "made_at", "due_at", "ended_at"),
        rows=tuple(
            (
                *(each.ticket, each.state, stamp(each.made_at), stamp(each.due_at)),
                stamp(each.ended_at),
            )
            for each in rows
        ),
    )


def answers(rows: Iterable[AnswerRow]) -> Told:
    """A row an answer that somebody of the team wrote; who, the list that is asked for says."""
    return Told(
        key="answers",
        title="Answers",
        head=("entry", "written_at", "question"),
        rows=tuple((each.entry, stamp(each.at), each.title) for each in rows),
    )
