"""Like questions in a burst: the team is asked whether something is wrong for many.

Looked for once a minute beside the writer, since words take long to compare. No words of customers
stand in what is asked: those stay on the cards, where they can be erased.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.nouns.message import Outgoing, Readership
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from knowledge.matching.clusters import likest

SPAN = timedelta(hours=1)
PEOPLE = 5
"""So many who ask alike within that span are worth a word to the team."""
TIMES = 4
"""How often more people than usual at that hour it has to be."""
DAYS = 7
"""Over so many days before it is reckoned what is usual."""
NEWEST = 60
"""Questions of a span that are looked through: beyond that many a burst shows in the newest."""
_KEPT = "rising"
"""Under this name is kept when the team was last asked."""

Asked = tuple[int, str, str]
"""Id of a question, id of who asked it, and its text."""


@dataclass(frozen=True, kw_only=True)
class Burst:
    """Questions that ask the like, of more people than usual."""

    questions: tuple[int, ...]
    """Their ids, the likest to the newest of them first."""
    people: int
    usual: float
    """How many people ask the like at that hour of a day."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What came of a look."""

    newest: int
    """Id of the newest question there was: those up to it need no second look."""
    burst: Burst | None = None


def look(records: Records, now: datetime, after: int = 0) -> Looked:
    """Look for a burst that a question after that one belongs to. Takes its time, only reads."""
    found = _asked(records, now)
    newest = max((number for number, *_ in found), default=after)
    fresh = [each for each in found if each[0] > after]
    if not fresh or _people(found) < PEOPLE or _asked_of_late(records, now):
        return Looked(newest=newest)
    seen: set[int] = set()
    for number, _, text in fresh:
        like = [] if number in seen else _alike(text, found)
        seen.update(each for each, *_ in like)
        if _people(like) >= PEOPLE and (burst := _unusual(records, now, text, like)):
            return Looked(newest=newest, burst=burst)
    return Looked(newest=newest)


def ask(step: Step, burst: Burst) -> None:
    """Ask the team, once in that span."""
    questions = [step.records.question(each) for each in burst.questions]
    first = questions[0]
    room = step.staff_room(first.by.platform)
    if room is None or _asked_of_late(step.records, step.now):
        return
    step.records.keep(_KEPT, step.now.isoformat())
    message = step.wording.say(
        "staff_issue_rising",
        step.policy.language,
        buttons=None,
        count=burst.people,
        usual=f"{burst.usual:.1f}".removesuffix(".0"),
        tickets=_tickets(step, {each.ticket for each in questions}),
        title=first.guesses[0].title if first.guesses else None,
    )
    step.send(Outgoing(key="", place=room, message=message, readership=Readership.STAFF))


def _unusual(records: Records, now: datetime, text: str, like: Sequence[Asked]) -> Burst | None:
    """Those that ask the like, if they are more people than usual at that hour."""
    then = (now - timedelta(days=day) for day in range(1, DAYS + 1))
    usual = sum(_people(_alike(text, _asked(records, each))) for each in then) / DAYS
    if _people(like) < TIMES * usual:
        return None
    return Burst(questions=tuple(number for number, *_ in like), people=_people(like), usual=usual)


def _people(asked: Sequence[Asked]) -> int:
    return len({person for _, person, _ in asked})


def _asked(records: Records, until: datetime) -> Sequence[Asked]:
    """What was asked in the span up to then, that very moment too."""
    return records.asked_lately(until - SPAN, until + timedelta(seconds=1), NEWEST)


def _alike(text: str, found: Sequence[Asked]) -> Sequence[Asked]:
    """Those that ask the like."""
    near = likest(text, [each for *_, each in found], NEWEST)
    return [found[at] for at in near]


def _asked_of_late(records: Records, now: datetime) -> bool:
    kept = records.kept(_KEPT)
    return bool(kept) and now - datetime.fromisoformat(kept) < SPAN


def _tickets(step: Step, tickets: set[int | None]) -> str | None:
    known = sorted(filter(None, tickets))
    if not known:
        return None
    shown = ", ".join(map(str, known))
    return step.wording.words("staff_issue_tickets", step.policy.language, tickets=shown)
