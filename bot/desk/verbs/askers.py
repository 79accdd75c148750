"""Whose open questions an entry may answer, and how staff are asked which of them are told.

Only whoever published an entry, or asks for it by command, is shown them: with their words, and how
likely it is. Nothing is told to customers from here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.nouns.message import Line, Markdown, Quote, Table
from bot.desk.nouns.model import Ending, Question
from bot.desk.step.step import Step
from bot.desk.verbs import earlier
from bot.desk.words import cards
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.text.normalise import surface

PLAUSIBLE = 0.5
"""Share of the answer threshold from which staff are asked whether an entry answers a question."""
SHOWN = 20
"""Askers in one list; the rest is counted, and comes one by one."""
WORDS, IN_FULL = 90, 600
"""Characters of their words in a list, and of one by itself."""


@dataclass(frozen=True, kw_only=True)
class Asker:
    """A question that nobody answered, and how likely an entry answers it."""

    question: Question
    likely: float

    def sure(self, step: Step) -> bool:
        """Whether the desk would answer it by itself. What staff were asked about once is theirs
        to say."""
        return self.likely >= step.library.bands.answer and not self.question.perhaps_entry


def near(step: Step, entry: Entry) -> list[Asker]:
    """The open questions to which an entry is the nearest thing, and those of which staff were asked
    whether it is, the likeliest first."""
    floor = step.library.bands.answer * PLAUSIBLE
    found = []
    for question in step.records.open_questions():
        likely, nearest = _likely(step, question, entry)
        if question.perhaps_entry == entry.id or (nearest and likely >= floor):
            found.append(Asker(question=question, likely=likely))
    return sorted(found, key=lambda each: -each.likely)


def _likely(step: Step, question: Question, entry: Entry) -> tuple[float, bool]:
    """How likely the entry answers it, and whether none is likelier."""
    words = surface(question.text)
    if any(surface(each) == words for each in entry.not_for):
        return 0.0, False
    guesses = step.library.guesses(question.text, languages=(question.language,))
    likely = next((each.probability for each in guesses if each.entry == entry.id), 0.0)
    return likely, bool(guesses) and guesses[0].entry == entry.id


def waiting(step: Step, entry: Entry, found: Sequence[Asker]) -> list[Asker]:
    """Those to whom it would be news, each once, whatever number of times they asked.

    Whoever has had these very words said that they were not it, and waits on.
    """
    once: dict[tuple[str, ...], Asker] = {}
    for each in found:
        question = each.question
        known = earlier.mark(entry.answer) in earlier.had(step, question)
        if not (known or settled(step, question, entry)):
            once.setdefault((question.by.id, *surface(question.text)), each)
    return list(once.values())


def settled(step: Step, question: Question, entry: Entry) -> bool:
    """Whether its asker has nothing to wait for: they said so, wrote this entry themselves, or have
    its words from the team."""
    if step.by and question.by.id == step.by.id:
        return True
    if earlier.answered_by_team(step, question, entry.answer):
        return True
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    return bool(ticket and ticket.ending in {Ending.CONFIRMED, Ending.WITHDRAWN})


def asked_about(step: Step, entry: Entry) -> list[Question]:
    """The open questions of which staff were asked whether the entry answers them."""
    return [each for each in step.records.open_questions() if each.perhaps_entry == entry.id]


def ask_staff(step: Step, entry: Entry, found: Sequence[Asker]) -> None:
    """Show whoever acts those whom an entry may answer. Nobody is told before somebody says so."""
    if step.place is None:
        return
    for each in found:
        step.records.save_question(replace(each.question, perhaps_entry=entry.id))
    if len(found) == 1:
        _show_one(step, entry, found[0])
        return
    rows = tuple(
        (each.question.by.name, _ticket(step, each.question), _words(each), _percent(each))
        for each in found[:SHOWN]
    )
    message = step.wording.say(
        "staff_askers",
        step.policy.language,
        title=entry.question,
        count=len(found),
        table=Table(head=_head(step), rows=rows),
        more=_more(step, len(found)),
        entry=entry.id,
    )
    step.answer(message, private=True)


def _more(step: Step, count: int) -> str | None:
    left = count - SHOWN
    return (
        step.wording.words("staff_askers_more", step.policy.language, count=left)
        if left > 0
        else None
    )


def _head(step: Step) -> tuple[str, ...]:
    names = ("asker_who", "asker_ticket", "asker_words", "asker_likely")
    return tuple(step.wording.label(name, step.policy.language) for name in names)


def _words(asker: Asker) -> str:
    return cards.shorten(asker.question.text, WORDS)


def _ticket(step: Step, question: Question) -> str:
    return str(question.ticket or step.wording.label("asker_none", step.policy.language))


def _percent(asker: Asker) -> str:
    return f"{round(asker.likely * 100)} %"


def show_next(step: Step, entry: Entry, after: int = 0) -> bool:
    """The next of those that staff were asked about, with all their words; False where none is left."""
    left = [each for each in asked_about(step, entry) if each.id > after]
    if not left:
        return False
    question = left[0]
    likely, _ = _likely(step, question, entry)
    _show_one(step, entry, Asker(question=question, likely=likely))
    return True


def _show_one(step: Step, entry: Entry, asker: Asker) -> None:
    question = asker.question
    message = step.wording.say(
        "staff_asker",
        step.policy.language,
        who=question.by.name,
        ticket=_ticket(step, question),
        likely=_percent(asker),
        quote=Quote(text=cards.shorten(question.words, IN_FULL), by=question.by.name),
        title=Line(spans=(entry.question,)),
        answer=Markdown(text=entry.answer),
        q=question.id,
    )
    step.answer(message, private=True)


def let_go(step: Step, question: Question) -> None:
    """Nobody need say any more whether an entry answers it."""
    step.records.save_question(replace(question, perhaps_entry=""))


def entry_of(step: Step, question: Question) -> Entry:
    """The entry that may answer it, or that its asker was told of. Raises Refused."""
    entry = step.library.public(question.perhaps_entry or question.told_entry)
    if entry is None:
        raise Refused("The entry that this was about is not shown to customers any more.")
    return entry
