"""What the guide lacks, as tasks for the team: questions that ask the same and have no answer, answers
that customers often call wrong or that the team's own replies contradict, answers whose day of review
has come.

Worked out from what is kept whenever it is asked for. Who reads many questions does so beside the writer.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.ports.entries import Entries
from bot.desk.ports.questions import Questions
from bot.desk.ports.tickets import Tickets
from bot.desk.words import differing
from bot.desk.words.differing import Kept
from knowledge.entry import Audience, Entry, Status
from knowledge.matching.clusters import alike

LATELY = timedelta(days=28)
"""How far back customers are listened to who called an answer wrong."""
FEWEST = 3
"""People who did so, before it is a task; and they are half of all who said anything of it, or more."""
NEWEST = 2000
"""Questions that customers said something of, so many of which are looked at."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Questions that ask the same and that nobody has answered."""

    questions: tuple[Question, ...]
    """The oldest first."""

    @property
    def name(self) -> str:
        """What staff call it by: "q12", after the first question."""
        return f"q{self.questions[0].id}"

    @property
    def since(self) -> datetime:
        return self.questions[0].asked_at

    @property
    def owner(self) -> Person | None:
        """Whoever took it; what asks the same comes to them too."""
        return next((each.owner for each in self.questions if each.owner), None)

    @property
    def people(self) -> int:
        return len({each.by.id for each in self.questions})

    @property
    def is_task(self) -> bool:
        """Whether it was asked twice, or somebody took it."""
        return len(self.questions) > 1 or self.owner is not None

    def is_called(self, open_tickets: Container[int | None]) -> bool:
        """Whether staff see to it by its name: what one person asked is seen to on their ticket, as long
        as that is open."""
        return self.is_task or self.questions[0].ticket not in open_tickets


@dataclass(frozen=True, kw_only=True)
class Doubted:
    """An answer that wants a look."""

    entry: Entry
    since: datetime
    wrong: int = 0
    """How many people lately called it wrong; 0 for one whose day of review has come."""
    judged: int = 0
    """Of so many who said anything of it."""
    ticket: int = 0
    """On which a reply of the team's says otherwise; 0 for none."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A task without a word of a customer."""

    task: str
    since: datetime
    people: int
    """Who asked, or called it wrong; 0 where it is to be reviewed."""
    owner: str
    """Id of whoever has it; "" for nobody."""


def grouped(questions: Sequence[Question]) -> list[Gap]:
    """Questions by what they ask: what the most people ask first."""
    groups = alike([each.text for each in questions])
    found = [Gap(questions=tuple(questions[at] for at in sorted(group))) for group in groups]
    return sorted(found, key=lambda each: (-len(each.questions), each.since))


def open_tickets(records: Tickets) -> frozenset[int | None]:
    """Numbers of the tickets on which somebody's question is seen to."""
    return frozenset(each.number for each in records.open_tickets())


def around(records: Questions, question: Question) -> Gap:
    """The questions that ask what this one does, it among them though it is closed."""
    known = {each.id: each for each in (*records.open_questions(), question)}
    ordered = [known[number] for number in sorted(known)]
    return next(each for each in grouped(ordered) if question in each.questions)


def doubted(records: Kept, now: datetime, read: Callable[[Entry], Entry]) -> list[Doubted]:
    """Answers that want a look: those called wrong by the most first, then those that a reply of the
    team's contradicts, then those due the longest. `read` makes of an
    entry what it says now."""
    judged: defaultdict[str, list[Question]] = defaultdict(list)
    for each in records.judged_questions(now - LATELY, NEWEST):
        outright = each.outcome is OutcomeKind.ANSWER and each.shown
        if outright and each.feedback in {Feedback.SOLVED, Feedback.NOT_SOLVED}:
            judged[each.shown[0]].append(each)
    shown = [
        each
        for each in records.entries()
        if each.status is Status.APPROVED and each.audience is Audience.PUBLIC
    ]
    wrong = filter(None, (_wrong(records, each, judged[each.id]) for each in shown))
    found = sorted(wrong, key=lambda each: (-each.wrong, each.since))
    named = {each.entry.id for each in found}
    others = [each for each in shown if each.id not in named]
    found += sorted(_differing(records, others, read), key=lambda each: each.since)
    named |= {each.entry.id for each in found}
    due = [
        Doubted(entry=each, since=datetime.combine(each.review_on, time(), UTC))
        for each in shown
        if each.review_on and each.overdue(now.date()) and each.id not in named
    ]
    return [*found, *sorted(due, key=lambda each: each.since)]


def _wrong(records: Entries, entry: Entry, judged: Sequence[Question]) -> Doubted | None:
    """Only what was said since the entry was last changed or checked counts."""
    if not judged:
        return None
    stands = _stands_since(records, entry)
    said = [each for each in judged if each.asked_at > stands]
    against = [each for each in said if each.feedback is Feedback.NOT_SOLVED]
    people = {each.by.id for each in against}
    if len(people) < FEWEST or 2 * len(against) < len(said):
        return None
    first = min(each.feedback_at or each.asked_at for each in against)
    return Doubted(entry=entry, since=first, wrong=len(people), judged=len(said))


def _differing(
    records: Kept, entries: Sequence[Entry], read: Callable[[Entry], Entry]
) -> Iterator[Doubted]:
    handed_on = differing.shown_and_handed_on(records)
    for each in entries:
        asked = handed_on.get(each.id, ())
        found = asked and differing.differs(
            records, read(each), asked, _stands_since(records, each)
        )
        if found:
            yield Doubted(entry=each, since=found.at, ticket=found.ticket)


def _stands_since(records: Entries, entry: Entry) -> datetime:
    """When it was last changed in anything but who looks after it."""
    newest, *earlier = reversed(records.entry_versions(entry.id))
    stands = newest[2]
    for (version, *_), (before, _, at, _) in zip([newest, *earlier], earlier, strict=False):
        if replace(version, owner=before.owner, version=before.version) != before:
            break
        stands = at
    return stands


def named(records: Kept, now: datetime, read: Callable[[Entry], Entry]) -> Iterator[Named]:
    """Every task; `read` as above."""
    for gap in grouped(records.open_questions()):
        if gap.is_task:
            yield Named(
                task=gap.name,
                since=gap.since,
                people=gap.people,
                owner=gap.owner.id if gap.owner else "",
            )
    for each in doubted(records, now, read):
        entry = each.entry
        yield Named(task=entry.id, since=each.since, people=each.wrong, owner=entry.owner)
