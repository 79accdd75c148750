"""How the schema came to be, step by step.

A released step is never edited: a change is a new step, with an SQL file of its own.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from importlib.resources import files

from sqlite_utils import Database, Migrations

from bot.errors import SchemaTooNew

APPLICATION_ID = 0x46444B31
""" "FDK1" in the file's header: how the file is known as ours."""

migrations = Migrations("front_desk")

STEPS: Mapping[str, str] = {
    "schema_1": "Everything that must be remembered from the first day.",
    "ticket_links": "A ticket knows the link to what its customer wrote.",
    "question_words": "A question keeps the words of its message beside what was searched.",
    "buttons": "Buttons are taken away once they are settled; a code that links accounts is a row.",
    "kept_files": "A question keeps what was attached to it; so does a conversation, until it is said what of it.",
    "arrivals": "What is said in tickets counts once it has arrived.",
    "answers_had": "A question knows which answers its asker has had, so that none is told of as new twice.",
    "perhaps_entry": "A question knows of which entry staff were asked whether it answers it.",
    "about_ticket": "What the team said about a ticket is known, and goes with it; so do ids of direct messages.",
    "titles": "Staff name and tag tickets, see which were like it, and read a conversation in its order.",
    "by_index": "What the only writer asks is found, and not looked for in all that there is.",
    "searched": "Tickets are found by the words that were said in them.",
    "no_proposer": "Who proposed an end stands in the history alone.",
    "incidents": "Known issues, what is said of them, and who hears of them.",
    "blocks": "Whom the team listens to no longer, why, and until when.",
    "question_owner": "A question that nobody could answer may have somebody of the team who sees to it.",
    "weeks": "What came of a week that is over is counted once, and anew when something of it changes.",
    "absences": "Who of the team is away, and until when.",
    "solved_tickets": "Solved tickets that are like a new one are found by an index of their own.",
    "decisions": "What the team changed of the settings by command, over the environment.",
    "rehearsed": "What the desk would have said in rehearsal, and what the team thinks of it.",
    "experts": "Members who help others: what they allow, where they helped, and what they were asked.",
    "teams": "Teams within the desk, what they take, who is in them, and when people work.",
    "whole_weeks": "Reports on long spans are put together of weeks that were counted once.",
    "planned_absences": "An absence may be planned, and be said by a lead; a shift that begins is seen to.",
    "forms": "What customers are asked beside their own words, and what they filled in.",
    "quarantine": "What is held back for a word, or while new accounts wait, is found.",
}
"""Each step by the name of its SQL file, in order, and what is new with it. A step's place is its number."""

NEWEST = len(STEPS)


def _register(number: int, name: str) -> None:
    @migrations(name=name)
    def take(db: Database) -> None:
        for statement in statements(f"{name}.sql"):
            db.execute(statement)
        if number == 1:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {number}")


for _number, _name in enumerate(STEPS, start=1):
    _register(_number, _name)


def apply_all(db: Database) -> None:
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


def statements(name: str) -> Iterator[str]:
    """Split a step's file: a script run at once would commit half-way through."""
    text = ""
    for line in (files("bot.store") / name).read_text("utf-8").splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text
            text = ""
