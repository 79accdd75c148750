"""How staff add and mend knowledge in the chat where they already are.

Each change is a version that can be restored; what lies near is said on save.
"""

from functools import partial

from bot.commands.row import Command, Kind, Param, entry, row, text
from bot.commands.saving import make, say_drafted
from bot.desk.step.step import Step
from bot.desk.verbs import editing
from bot.errors import BadArgument
from knowledge.entry import Entry
from knowledge.upkeep.personal import FROM_MESSAGE


def _add(step: Step, question: str, answer: str) -> None:
    make(step, editing.add(step, question, answer), "added")


def _edit(step: Step, entry: Entry, answer: str) -> None:
    make(step, editing.change_answer(step, entry, answer), "answer")


def _set(step: Step, entry: Entry, field: str, value: str) -> None:
    make(step, editing.set_field(entry, field, value), "field", field=field)


def _variant(step: Step, entry: Entry, words: str) -> None:
    make(step, editing.add_variant(entry, words), "variant")


def _not_for(step: Step, entry: Entry, words: str) -> None:
    make(step, editing.add_not_for(entry, words), "not_for")


def _approve(step: Step, entry: Entry) -> None:
    make(step, editing.approve(step, entry), "approved")


def _checked(step: Step, entry: Entry) -> None:
    make(step, editing.check(step, entry), "checked")


def _retire(step: Step, entry: Entry) -> None:
    make(step, editing.retire(entry), "retired")


def _restore(step: Step, entry: Entry, version: int | None) -> None:
    make(step, editing.restore(step, entry, version), "restored")


def _learn(step: Step, question: str | None, answer: str | None) -> None:
    """A draft from the message that the command was called on."""
    words = answer or step.quoted
    if not words:
        raise BadArgument.of("call_on_message")
    drafted = editing.draft(step, question or words, words, source=FROM_MESSAGE)
    say_drafted(step, drafted)


_row = partial(row, group="Knowledge", replayed=True)

KNOWLEDGE_COMMANDS: tuple[Command, ...] = (
    _row(
        "add",
        _add,
        text("question", most=300),
        text("answer"),
    ),
    _row(
        "edit",
        _edit,
        entry(),
        text("answer"),
        settles=True,
    ),
    _row(
        "set",
        _set,
        entry(),
        Param(name="field", kind=Kind.WORD, choices=editing.FIELDS),
        text("value", most=300),
    ),
    _row(
        "variant",
        _variant,
        entry(),
        text("words", most=300),
    ),
    _row(
        "notfor",
        _not_for,
        entry(),
        text("words", most=300),
    ),
    _row("approve", _approve, entry(), settles=True),
    _row("checked", _checked, entry()),
    _row("retire", _retire, entry()),
    _row(
        "restore",
        _restore,
        entry(),
        Param(name="version", kind=Kind.NUMBER, required=False),
    ),
    _row(
        "learn",
        _learn,
        text("question", required=False, most=300),
        text("answer", required=False),
    ),
)
