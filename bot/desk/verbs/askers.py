"""Whose open questions an entry may answer, and how staff are asked which of them are told.

Only whoever published an entry, or asks for it by command, is shown them: with their words, and how
likely it is. Nothing is told to customers from here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.desk.nouns.inbound import Published
from bot.desk.nouns.message import Line, Markdown, Quote, Table
from bot.desk.nouns.question import Question
from bot.desk.nouns.sought import Likely, Sought
from bot.desk.nouns.ticket import Ending
from bot.desk.ports.library import Library
from bot.desk.ports.questions import Questions
from bot.desk.step.step import Step
from bot.desk.verbs import earlier
from bot.desk.words import cards
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.text.normalise import surface

AT_ONCE = 20
"""Askers seen to in one piece of work: whoever writes meanwhile waits for no more than that."""
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


def owed_word(step: Step, entry: Entry, key: str) -> Published:
    """What is left in the inbox, under that key, for those who asked for an entry."""
    return Published(
        id=key,
        at=step.now,
        entry=entry.id,
        by=step.actor,
        place=step.place,
        answers=step.answers,
    )


def seek(records: Questions, library: Library, published: Published) -> Sought:
    """The next open questions to which an entry is the nearest thing, and those of which staff were
    asked whether it is. Matches each of them, so it is done where nobody waits for it."""
    questions = records.open_questions(after=published.after, limit=AT_ONCE + 1)
    some = questions[:AT_ONCE]
    entry = library.public(published.entry)
    near = (_near(library, each, entry) for each in some) if entry else ()
    return Sought(
        found=tuple(filter(None, near)),
        through=some[-1].id if some else published.after,
        more=len(questions) > len(some),
    )


def _near(library: Library, question: Question, entry: Entry) -> Likely | None:
    likely, nearest = _likely(library, question, entry)
    plausible = nearest and likely >= library.bands.choices
    if not (plausible or question.perhaps_entry == entry.id):
        return None
    return Likely(question=question.id, likely=likely)


def _likely(library: Library, question: Question, entry: Entry) -> tuple[float, bool]:
    """How likely the entry answers it, and whether none is likelier."""
    words = surface(question.text)
    if any(surface(each) == words for each in entry.not_for):
        return 0.0, False
    guesses = library.guesses(question.text, languages=(question.language,))
    likely = next((each.probability for each in guesses if each.entry == entry.id), 0.0)
    return likely, bool(guesses) and guesses[0].entry == entry.id


def open_ones(step: Step, found: Iterable[Likely]) -> list[Asker]:
    """Those that nobody has answered meanwhile."""
    known = ((step.records.question(each.question), each.likely) for each in found)
    return [Asker(question=question, likely=likely) for question, likely in known if question.open]


def waiting(
    step: Step, entry: Entry, found: Sequence[Asker], before: Sequence[Likely]
) -> list[Asker]:
    """Those to whom it would be news, each once, whatever number of times they asked.

    Whoever has had these very words said that they were not it, and waits on. `before`: found already.
    """
    counted = {each.question for each in before}
    new = []
    for each in found:
        question = each.question
        if earlier.mark(entry.answer) in earlier.had(step, question):
            continue
        same = (one for one in earlier.again(step, question) if one.open and one.id < question.id)
        if not any(one.id in counted or one.perhaps_entry == entry.id for one in same):
            counted.add(question.id)
            new.append(each)
    return new


def settled(step: Step, question: Question, entry: Entry) -> bool:
    """Whether its asker has nothing to wait for: they said so, wrote this entry themselves, or have
    its words from the team."""
    if step.by and question.by.id == step.by.id:
        return True
    if earlier.answered_by_team(step, question, step.filled(entry, question.by).answer):
        return True
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    return bool(ticket and ticket.ending in {Ending.CONFIRMED, Ending.WITHDRAWN})


def asked_about(step: Step, entry: Entry, *, after: int = 0, limit: int) -> Sequence[Question]:
    """Open questions of which staff were asked whether the entry answers them, the first of them."""
    return step.records.perhaps_answered(entry.id, after=after, limit=limit)


def keep(step: Step, entry: Entry, found: Iterable[Asker]) -> None:
    """From now on it is for staff to say whether the entry answers these."""
    for each in found:
        step.records.save_question(replace(each.question, perhaps_entry=entry.id))


def ask_staff(step: Step, entry: Entry, likeliest: Sequence[Asker], count: int) -> None:
    """Show whoever acts those whom an entry may answer. Nobody is told before somebody says so."""
    if count == 1:
        _show_one(step, entry, likeliest[0])
        return
    rows = tuple(
        (each.question.by.name, _ticket(step, each.question), _words(each), _percent(each))
        for each in likeliest
    )
    message = step.wording.say(
        "staff_askers",
        step.language(),
        title=entry.question,
        count=count,
        table=Table(head=_head(step), rows=rows),
        more=_more(step, count),
        entry=entry.id,
    )
    step.answer(message, private=True)


def _more(step: Step, count: int) -> str | None:
    left = count - SHOWN
    return (
        step.wording.words("staff_askers_more", step.language(), count=left) if left > 0 else None
    )


def _head(step: Step) -> tuple[str, ...]:
    names = ("asker_who", "asker_ticket", "asker_words", "asker_likely")
    return tuple(step.wording.label(name, step.language()) for name in names)


def _words(asker: Asker) -> str:
    return cards.shorten(asker.question.text, WORDS)


def _ticket(step: Step, question: Question) -> str:
    return str(question.ticket or step.wording.label("asker_none", step.language()))


def _percent(asker: Asker) -> str:
    return f"{round(asker.likely * 100)} %"


def show_next(step: Step, entry: Entry, after: int = 0) -> bool:
    """The next of those that staff were asked about, with all their words; False where none is left."""
    left = asked_about(step, entry, after=after, limit=1)
    if not left:
        return False
    question = left[0]
    likely, _ = _likely(step.library, question, entry)
    _show_one(step, entry, Asker(question=question, likely=likely))
    return True


def _show_one(step: Step, entry: Entry, asker: Asker) -> None:
    question = asker.question
    message = step.wording.say(
        "staff_asker",
        step.language(),
        who=question.by.name,
        ticket=_ticket(step, question),
        likely=_percent(asker),
        quote=Quote(text=cards.shorten(question.words, IN_FULL), by=question.by.name),
        title=Line(spans=(entry.question,)),
        answer=Markdown(text=step.filled(entry, question.by).answer),
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
        raise Refused.of("entry_not_shown_now")
    return entry
