"""Like questions in a burst: the team is asked whether something is wrong for many.

No words of customers stand in it: those stay on the cards, where they can be erased.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk.nouns.message import Outgoing, Readership
from bot.desk.nouns.question import Question
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


def notice(step: Step, question: Question | None) -> None:
    """Ask the team, once in that span, if this is one of a burst of like questions."""
    room = step.staff_room(step.actor.platform)
    if question is None or question.incident or step.is_staff or room is None:
        return
    found = _asked(step, step.now)
    if len({person for _, person, _ in found}) < PEOPLE or _asked_of_late(step):
        return  # before words are compared: that takes longer, and this is done for each question
    like = _alike(question, found)
    people = {person for _, person, _ in like}
    if len(people) < PEOPLE:
        return
    then = (step.now - timedelta(days=day) for day in range(1, DAYS + 1))
    days = [_alike(question, _asked(step, each)) for each in then]
    usual = sum(len({person for _, person, _ in each}) for each in days) / DAYS
    if len(people) < TIMES * usual:
        return
    step.records.keep(_KEPT, step.now.isoformat())
    message = step.wording.say(
        "staff_issue_rising",
        step.policy.language,
        buttons=None,
        count=len(people),
        usual=f"{usual:.1f}".removesuffix(".0"),
        tickets=_tickets(step, like),
        title=question.guesses[0].title if question.guesses else None,
    )
    step.send(Outgoing(key="", place=room, message=message, readership=Readership.STAFF))


def _asked(step: Step, until: datetime) -> Sequence[Asked]:
    """What was asked in the span up to then, that very moment too."""
    return step.records.asked_lately(until - SPAN, until + timedelta(seconds=1), NEWEST)


def _alike(question: Question, found: Sequence[Asked]) -> Sequence[Asked]:
    """Those that ask the like."""
    near = likest(question.text, [text for *_, text in found], NEWEST)
    return [found[at] for at in near]


def _asked_of_late(step: Step) -> bool:
    kept = step.records.kept(_KEPT)
    return bool(kept) and step.now - datetime.fromisoformat(kept) < SPAN


def _tickets(step: Step, like: Sequence[Asked]) -> str | None:
    numbers = {step.records.question(number).ticket for number, *_ in like}
    known = sorted(filter(None, numbers))
    if not known:
        return None
    shown = ", ".join(map(str, known))
    return step.wording.words("staff_issue_tickets", step.policy.language, tickets=shown)
