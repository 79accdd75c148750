"""Who is told of an entry: staff say which of the askers it answers, before anybody hears of it."""

from bot.commands.row import Command, Kind, Param, entry, question
from bot.desk.nouns.model import Question
from bot.desk.step.step import Step
from bot.desk.verbs import askers, editing, publishing
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.text.secrets import redact

ALL, EACH, NONE = "all", "each", "none"


def _askers(step: Step, entry: Entry, who: str | None) -> None:
    """Those whom an entry may answer; then all of them, each by itself, or none."""
    if step.library.public(entry.id) is None:
        raise Refused(f"{entry.id} is not shown to customers, so nobody can be told of it.")
    if who is None:
        _look(step, entry)
    elif who == EACH:
        if not askers.show_next(step, entry):
            raise _nobody(entry)
    elif who == ALL:
        _tell(step, entry, askers.asked_about(step, entry))
    else:
        step.whisper(
            "done",
            text="Nobody is told. They stay in the list of what has no answer. "
            f"To see them again: askers {entry.id}",
        )


def _look(step: Step, entry: Entry) -> None:
    found = askers.waiting(step, entry, askers.near(step, entry))
    if not found:
        raise Refused(f"Nobody waits for an answer that {entry.id} may be.")
    askers.ask_staff(step, entry, found)


def _nobody(entry: Entry) -> Refused:
    return Refused(f"Nobody waits to be told of {entry.id}. To look again: askers {entry.id}")


def _tell(step: Step, entry: Entry, questions: list[Question]) -> None:
    names = publishing.tell_those(step, questions, entry)
    if not names:
        raise _nobody(entry)
    step.whisper(
        "done",
        text=f"On its way to {', '.join(names)}. Their tickets show it once it has arrived.",
    )


def _asker(step: Step, question: Question, tell: str) -> None:
    """One of them: told, or kept from the entry as the asker of another question."""
    entry = askers.entry_of(step, question)
    if tell == "no":
        _not_for(step, entry, question)
    elif question.perhaps_entry and question.open:
        _tell(step, entry, [question])
    else:
        raise Refused(f"{question.by.name} waits for this no more: it was answered, or told.")
    if question.perhaps_entry:
        askers.show_next(step, entry, after=question.id)


def _not_for(step: Step, entry: Entry, question: Question) -> None:
    """The entry is kept from these words, whoever says them next; secrets are never an entry's."""
    askers.let_go(step, question)
    words = question.text
    if redact(words)[1] or words in entry.not_for:
        step.whisper("done", text="Noted: that is another question.")
        return
    editing.save(step, editing.add_not_for(entry, words))
    step.whisper("done", text=f'{entry.id} is kept from "{words}" from now on.')


ASKER_COMMANDS: tuple[Command, ...] = (
    Command(
        name="askers",
        help="who asked what an entry may answer, and which of them are told",
        run=_askers,
        params=(
            entry(),
            Param(
                name="who",
                kind=Kind.WORD,
                help="all, each by itself, or none; shows them if left out",
                required=False,
                choices=(ALL, EACH, NONE),
            ),
        ),
        group="Knowledge",
        settles=True,
    ),
    Command(
        name="asker",
        help="say whether one asker is told of an entry",
        run=_asker,
        params=(
            question(),
            Param(name="tell", kind=Kind.WORD, help="yes or no", choices=("yes", "no")),
        ),
        group="Knowledge",
        hidden=True,
        settles=True,
    ),
)
