"""Who is told of an entry: staff say which of the askers it answers, before anybody hears of it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.commands.row import Command, Kind, Param, entry, question
from bot.desk.nouns.question import Question
from bot.desk.step.step import Step
from bot.desk.verbs import askers, editing, publishing
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.text.secrets import redact

ALL, EACH, NONE = "all", "each", "none"
NAMED = 20
"""Of those who are told, so many are named."""


def _askers(step: Step, entry: Entry, who: str | None) -> None:
    """Those whom an entry may answer; then all of them, each by itself, or none."""
    if step.library.public(entry.id) is None:
        raise Refused.of("not_shown_untold", entry=entry.id)
    if who is None:
        looking = askers.owed_word(step, entry, f"askers:{step.cause}")
        step.records.enqueue(replace(looking, asked=True))
    elif who == EACH:
        if not askers.show_next(step, entry):
            raise _nobody(entry)
    elif who == ALL:
        _tell_all(step, entry)
    else:
        step.whisper("done", text=step.put("nobody_told", entry=entry.id))


def _nobody(entry: Entry) -> Refused:
    return Refused.of("nobody_waits", entry=entry.id)


def _tell_all(step: Step, entry: Entry) -> None:
    """Some now; the others follow without anybody doing anything."""
    names, more = publishing.tell_all(step, entry)
    if not (names or more):
        raise _nobody(entry)
    _on_its_way(step, names, more=more)


def _on_its_way(step: Step, names: Sequence[str], *, more: bool = False) -> None:
    known = list(names[:NAMED])
    if len(names) > NAMED:
        known.append(step.put("more_people", number=len(names) - NAMED))
    if more:
        known.append(step.put("then_the_rest"))
    step.whisper("done", text=step.put("askers_hear", whom=", ".join(known)))


def _asker(step: Step, question: Question, tell: str) -> None:
    """One of them: told, or kept from the entry as the asker of another question."""
    entry = askers.entry_of(step, question)
    if tell == "no":
        _not_for(step, entry, question)
    elif question.perhaps_entry and question.open:
        names = publishing.tell_those(step, [question], entry)
        if not names:
            raise _nobody(entry)
        _on_its_way(step, names)
    else:
        raise Refused.of("waits_no_more", who=question.by.name)
    if question.perhaps_entry:
        askers.show_next(step, entry, after=question.id)


def _not_for(step: Step, entry: Entry, question: Question) -> None:
    """The entry is kept from these words, whoever says them next; secrets are never an entry's."""
    askers.let_go(step, question)
    words = question.text
    if redact(words)[1] or words in entry.not_for:
        step.whisper("done", text=step.put("another_question"))
        return
    editing.save(step, editing.add_not_for(entry, words))
    step.whisper("done", text=step.put("kept_from", entry=entry.id, words=words))


ASKER_COMMANDS: tuple[Command, ...] = (
    Command(
        name="askers",
        run=_askers,
        params=(
            entry(),
            Param(
                name="who",
                kind=Kind.WORD,
                required=False,
                choices=(ALL, EACH, NONE),
            ),
        ),
        group="Knowledge",
        settles=True,
    ),
    Command(
        name="asker",
        run=_asker,
        params=(
            question(),
            Param(name="tell", kind=Kind.WORD, choices=("yes", "no")),
        ),
        group="Knowledge",
        hidden=True,
        settles=True,
    ),
)
