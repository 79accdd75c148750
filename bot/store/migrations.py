"""How the schema came to be, step by step.

A released step is never edited: a change is a new step, with an SQL file of its own.
"""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from sqlite_utils import Database, Migrations

from bot.errors import SchemaTooNew

APPLICATION_ID = 0x46444B31
""" "FDK1" in the file's header: how the file is known as ours."""

migrations = Migrations("front_desk")


@migrations()
def schema_1(db: Database) -> None:
    """Everything that must be remembered from the first day."""
    for statement in _statements("schema_1.sql"):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def ticket_links(db: Database) -> None:
    """A ticket knows the link to what its customer wrote."""
    for statement in _statements("ticket_links.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


@migrations()
def question_words(db: Database) -> None:
    """A question keeps the words of its message beside what was searched."""
    for statement in _statements("question_words.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


@migrations()
def buttons(db: Database) -> None:
    """Buttons are taken away once they are settled; a code that links accounts is a row."""
    for statement in _statements("buttons.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")


@migrations()
def kept_files(db: Database) -> None:
    """A question keeps what was attached to it; so does a conversation, until it is said what of it."""
    for statement in _statements("kept_files.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 5")


@migrations()
def arrivals(db: Database) -> None:
    """What is said in tickets counts once it has arrived."""
    for statement in _statements("arrivals.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 6")


@migrations()
def answers_had(db: Database) -> None:
    """A question knows which answers its asker has had, so that none is told of as new twice."""
    for statement in _statements("answers_had.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 7")


@migrations()
def perhaps_entry(db: Database) -> None:
    """A question knows of which entry staff were asked whether it answers it."""
    for statement in _statements("perhaps_entry.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 8")


@migrations()
def about_ticket(db: Database) -> None:
    """What the team said about a ticket is known, and goes with it; so do ids of direct messages."""
    for statement in _statements("about_ticket.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 9")


@migrations()
def titles(db: Database) -> None:
    """Staff name and tag tickets, see which were like it, and read a conversation in its order."""
    for statement in _statements("titles.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 10")


@migrations()
def by_index(db: Database) -> None:
    """What the only writer asks is found, and not looked for in all that there is."""
    for statement in _statements("by_index.sql"):
        db.execute(statement)
    db.execute("PRAGMA user_version = 11")


NEWEST = 11


def apply_whole(db: Database) -> None:
    """Take every step that is lacking, in one transaction: all of them, or the file is as before.

    The library makes its own table in pieces; killed between them, it never makes the rest.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def pending(db: Database) -> list[str]:
    """Return the names of the steps that this database still lacks."""
    return [step.name for step in migrations.pending(db)]


def check_not_newer(db: Database) -> None:
    """Raise SchemaTooNew when a newer program has been at work here."""
    known = {step.name for step in migrations.pending(Database(memory=True))}
    applied = {step.name for step in migrations.applied(db)}
    stamp = db.execute("PRAGMA user_version").fetchone()[0]
    if applied - known or stamp > NEWEST:
        raise SchemaTooNew


def _statements(name: str) -> Iterator[str]:
    """Split a file: a script run at once would commit half-way through."""
    text = ""
    for line in (files("bot.store") / name).read_text("utf-8").splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text
            text = ""
