"""Four months of a small shop's desk, made from a seed: for the pages' tests and their pictures."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.desk.nouns.person import Person
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.question import Feedback, Guess, OutcomeKind, Question
from bot.desk.nouns.ticket import Ending, Happened, Priority, TicketState
from bot.desk.ports.decisions import Settled
from bot.desk.ports.journal import Journal
from bot.desk.time.hours import Hours
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.running.pages import Team
from bot.store import SqliteStore
from knowledge.entry import Entry
from tests.store.examples import SAM, a_promise, a_question, a_ticket, minutes

NOW = datetime(2026, 11, 27, 14, 20, tzinfo=UTC)
HOURS = Hours.parse("Mon-Fri 09:00-17:00", ZoneInfo("Europe/Berlin"))
_WEEKS = 16
_KIM = Person(id="test:kim", name="Kim")
_GUIDE = {
    "Orders": ("How long does delivery take?", "Can I change my order?", "Where is my order?"),
    "Returns": ("How do I return an item?", "When do I get my money back?"),
    "Account": ("How do I reset my password?", "How do I delete my account?"),
    "Payment": ("Which cards do you take?", "Do you take gift cards?"),
    "Wholesale": ("Do you sell to shops?",),
    "Care": ("How do I clean my lamp?",),
}
_WEIGHTS = {"Orders": 9, "Returns": 6, "Account": 4, "Payment": 3, "Wholesale": 0.2, "Care": 0}
_UNKNOWN = (
    "do you ship to brazil?",
    "do u ship to Brazil",
    "is the blue one coming back",
    "can I pay in two parts",
    "when is the blue lamp back in stock?",
    "could i pay in 2 parts?",
)


def a_team(key: str) -> Team:
    """Who may see all of it, under that key."""
    wording = Wording(read_locales(), "en")
    return Team(opens=lambda given: given == key, wording=wording)


RULES = Settled(Policy(hours=HOURS, name="Lamp Shop"))


@dataclass
class _Seeding:
    journal: Journal
    chance: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - a seed

    def some(self, share: float) -> bool:
        return self.chance.random() < share


def fill(path: Path) -> None:
    """Make the database."""
    store = SqliteStore(path, NOW - timedelta(weeks=_WEEKS))
    store.write_now(put_into)
    store.close()


def put_into(journal: Journal) -> None:
    """All of it."""
    seed = _Seeding(journal)
    for who in (SAM, _KIM):
        journal.save_person(who)
    for category, titles in _GUIDE.items():
        for title in titles:
            entry = Entry(
                id=_id(title), question=title, answer="It says so here.", category=category
            )
            author = _KIM if category == "Payment" else SAM
            at = NOW - timedelta(days=3 if category == "Payment" else 100)
            journal.save_entry(entry, author, at, "added")
    times = sorted(_times(seed))
    for n, at in enumerate(times):
        _ask(seed, at, n / len(times))
    _object(seed)
    _just_now(seed)


def _object(seed: _Seeding) -> None:
    """What keeps people, said of late."""
    said = (
        *(
            "the big lamp is too expensive",
            "too expensive, the big lamp",
            "big lamp too expensive?",
        ),
        *("why don't you take bitcoin?", "cheaper elsewhere"),
    )
    for n, text in enumerate(said):
        who = Person(id=f"test:{500 + n}", name="Ben")
        _unknown(seed, NOW - timedelta(days=2 + 3 * n), who, text=text, number=None)


def _just_now(seed: _Seeding) -> None:
    """What came in today and waits for us."""
    asked = ((150, "Jo", _UNKNOWN[0]), (35, "Eve", "my parcel says delivered but it is not here"))
    for ago, name, text in asked:
        who, at = Person(id=f"test:{name}", name=name), NOW - minutes(ago)
        _unknown(seed, at, who, text=text, number=_open(seed, at, who, text, answered=False))


def _id(title: str) -> str:
    return title.lower().rstrip("?").replace(" ", "-")


def _times(seed: _Seeding) -> list[datetime]:
    """More by day than by night, more from week to week."""
    found = []
    for week in range(_WEEKS):
        for _ in range(round(26 + 2.4 * week + seed.chance.gauss(0, 4))):
            day = seed.chance.choices(range(7), (7, 6, 6, 5, 5, 2, 1))[0]
            hour = min(23.9, max(0.0, seed.chance.gauss(13.5, 4)))
            monday = datetime(2026, 11, 23, tzinfo=UTC) - timedelta(weeks=_WEEKS - 1 - week)
            found.append(monday + timedelta(days=day, hours=hour))
    return [at for at in found if at < NOW]


def _ask(seed: _Seeding, at: datetime, progress: float) -> None:
    """The desk learns as time goes by."""
    who = Person(
        id=f"test:{seed.chance.randrange(400)}",
        name=seed.chance.choice(("Ana", "Ben", "Eve", "Jo")),
    )
    if seed.some(0.24 - 0.1 * progress):
        _asks_in_vain(seed, at, who)
        return
    category = seed.chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    title = seed.chance.choice(_GUIDE[category])
    right = seed.some(0.93 + 0.03 * progress)
    outcome = OutcomeKind.ANSWER if seed.some(0.75) else OutcomeKind.CHOICES
    feedback = seed.chance.choices(
        (Feedback.SOLVED if right else Feedback.NOT_SOLVED, None), (0.55, 0.45)
    )[0]
    if outcome is OutcomeKind.CHOICES:
        feedback = seed.chance.choice((Feedback.PICKED, Feedback.PICKED, Feedback.NONE_OF_THESE))
    guess = Guess(
        entry=_id(title), version=1, probability=0.9 + 0.1 * seed.chance.random(), title=title
    )
    number = _open(seed, at, who, title) if seed.some(0.12) else None
    seed.journal.add_question(
        _question(at, who, title.lower(), outcome, guess, feedback=feedback, ticket=number)
    )


def _question(
    at: datetime, who: Person, text: str, outcome: OutcomeKind, guess: Guess, **changes: object
) -> Question:
    feedback = changes.get("feedback")
    shown = () if outcome is OutcomeKind.DONT_KNOW else (guess.entry,)
    return a_question(
        asked_at=at,
        by=who,
        text=text,
        words=text,
        outcome=outcome,
        guesses=(guess,),
        shown=shown,
        feedback_at=at + minutes(4) if feedback else None,
        **changes,
    )


def _asks_in_vain(seed: _Seeding, at: datetime, who: Person) -> None:
    text = seed.chance.choice(_UNKNOWN)
    number = _open(seed, at, who, text) if seed.some(0.8) else None
    _unknown(seed, at, who, text=text, number=number)


def _unknown(seed: _Seeding, at: datetime, who: Person, *, text: str, number: int | None) -> None:
    near = Guess(
        entry=_id("How long does delivery take?"),
        version=1,
        probability=0.12,
        title="How long does delivery take?",
    )
    asked = _question(at, who, text, OutcomeKind.DONT_KNOW, near, ticket=number, open=True)
    seed.journal.add_question(asked)


def _open(seed: _Seeding, at: datetime, who: Person, text: str, *, answered: bool = True) -> int:
    waits = HOURS.add(at, minutes(seed.chance.lognormvariate(4.3, 0.8)))
    replied = waits if answered and waits < NOW and seed.some(0.97) else None
    closed = replied + minutes(seed.chance.lognormvariate(6.5, 1)) if replied else None
    ended = closed is not None and closed < NOW and seed.some(0.95)
    ending = Ending.CONFIRMED if seed.some(0.62) else Ending.UNCONFIRMED
    open_as = TicketState.PENDING if replied else TicketState.NEW
    ticket = seed.journal.add_ticket(
        a_ticket(
            requester=who,
            text=text,
            opened_at=at,
            owner=SAM if replied else None,
            priority=Priority.HIGH if seed.some(0.06) else Priority.NORMAL,
            first_response_at=replied,
            state=TicketState.CLOSED if ended else open_as,
            state_since=replied or at,
            ending=ending if ended else None,
            closed_at=closed if ended else None,
            alarm_at=None if ended else NOW + minutes(30),
        )
    )
    _say(seed, ticket.number, at, (who, "opened", text))
    if replied:
        _say(seed, ticket.number, replied, (SAM, "reply", "We do, within ten days."))
    _promise(seed, ticket.number, at, replied)
    if ended and closed:
        _close(seed, ticket.number, closed, who, ending)
    return ticket.number


def _close(seed: _Seeding, number: int, at: datetime, who: Person, ending: Ending) -> None:
    _say(seed, number, at, (who, "confirmed" if ending is Ending.CONFIRMED else "parked", ""))
    if ending is Ending.CONFIRMED and seed.some(0.5):
        rating = seed.chance.choices(("good", "ok", "bad"), (8, 2, 1))[0]
        _say(seed, number, at, (who, "rated", rating))
    again = at + timedelta(days=2)
    if seed.some(0.06) and again < NOW:
        _say(seed, number, again, (who, "reopened", ""))


def _promise(seed: _Seeding, number: int, at: datetime, replied: datetime | None) -> None:
    due = HOURS.add(at, timedelta(hours=4))
    state, ended = PromiseState.OPEN, None
    if replied and replied <= due:
        state, ended = PromiseState.KEPT, replied
    elif due < NOW:
        state = PromiseState.MOVED if seed.some(0.6) else PromiseState.MISSED
        ended = due - minutes(10)
    seed.journal.add_promise(
        a_promise(number, made_at=at, due_at=due, state=state, ended_at=ended, told_at=at)
    )


def _say(seed: _Seeding, ticket: int, at: datetime, said: tuple[Person, str, str]) -> None:
    who, what, text = said
    seed.journal.add_happened(
        Happened(
            ticket=ticket, at=at, by=who.id, name=who.name, what=what, text=text, internal=False
        )
    )
