"""Values with sensible defaults, for tests of the store and of delivery.

Each builder takes what the test is about and fills in the rest.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.desk.nouns.inbound import Said
from bot.desk.nouns.incident import Incident
from bot.desk.nouns.message import Line, Message, Outgoing, Readership, SendKind
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import Promise, PromiseKind
from bot.desk.nouns.question import Guess, OutcomeKind, Question
from bot.desk.nouns.ticket import Ticket, TicketState

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANA = Person(id="test:ana", name="Ana", language="en", timezone="Europe/Madrid")
BEN = Person(id="test:ben", name="Ben")
SAM = Person(id="test:sam", name="Sam")
ANAS_DM = Place(platform="test", workspace="w", room="ana", private=True)
STAFF_ROOM = Place(platform="test", workspace="w", room="staff")


def minutes(number: float) -> timedelta:
    """Return a span of time."""
    return timedelta(minutes=number)


def a_ticket(**changes: Any) -> Ticket:
    """Return an open ticket of Ana's, not yet stored."""
    ticket = Ticket(
        requester=ANA,
        place=ANAS_DM,
        text="My key doesn't turn",
        opened_at=NOW,
        state=TicketState.OPEN,
        state_since=NOW,
        rung_at=NOW,
        owner=SAM,
        alarm_at=NOW + minutes(60),
        guesses=(Guess(entry="keys", version=2, probability=0.31, title="Lost keys"),),
    )
    return replace(ticket, **changes)


def a_question(**changes: Any) -> Question:
    """Return a question of Ana's that got an answer."""
    question = Question(
        asked_at=NOW,
        by=ANA,
        place=ANAS_DM,
        message="test:m1",
        text="Where are my keys?",
        words="Hi, I lost my keys. Where are my keys?",
        language="en",
        outcome=OutcomeKind.ANSWER,
        guesses=(Guess(entry="keys", version=2, probability=0.91, title="Lost keys"),),
        shown=("keys",),
    )
    return replace(question, **changes)


def a_promise(ticket: int, **changes: Any) -> Promise:
    """Return a promise to reply within two hours."""
    promise = Promise(
        ticket=ticket,
        kind=PromiseKind.REPLY,
        to=ANA.id,
        made_at=NOW,
        made_by="desk",
        due_at=NOW + minutes(120),
    )
    return replace(promise, **changes)


def an_incident(**changes: Any) -> Incident:
    """Return a known issue that Sam started, not yet stored."""
    incident = Incident(
        name="Login is down",
        phrasings=("can't log in",),
        told="We are working on it.",
        language="en",
        by=SAM,
        place=STAFF_ROOM,
        started_at=NOW,
        since=NOW,
        due_at=NOW + minutes(120),
        alarm_at=NOW + minutes(90),
    )
    return replace(incident, **changes)


def said(number: int, text: str = "Hello", **changes: Any) -> Said:
    """Return what Ana said, `number` seconds after the start."""
    words = Said(
        id=f"test:m{number}", at=NOW + timedelta(seconds=number), by=ANA, place=ANAS_DM, text=text
    )
    return replace(words, **changes)


def words(text: str, kind: str = "test") -> Message:
    """Return a message of one line."""
    return Message(kind=kind, parts=(Line(spans=(text,)),))


def outgoing(key: str, text: str = "", **changes: Any) -> Outgoing:
    """Return a message for Ana."""
    message = Outgoing(
        key=key, place=ANAS_DM, message=words(text or key), readership=Readership.CUSTOMER
    )
    return replace(message, **changes)


def a_card(key: str, ticket: int, text: str = "") -> Outgoing:
    """Return a ticket's card for the staff room."""
    return Outgoing(
        key=key,
        place=STAFF_ROOM,
        message=words(text or key, "card"),
        readership=Readership.STAFF,
        kind=SendKind.CARD,
        ticket=ticket,
    )
