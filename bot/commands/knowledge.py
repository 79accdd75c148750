"""How staff add and mend knowledge in the chat where they already are.

Each change is a version that can be restored; what lies near is said on save.
"""

from dataclasses import replace
from functools import partial

from bot.commands.row import Command, Kind, Param, entry, row, text
from bot.commands.saving import make, say_drafted
from bot.desk.step.step import Step
from bot.desk.verbs import editing, enclosing
from bot.errors import BadArgument
from knowledge.entry import Entry
from knowledge.upkeep.personal import FROM_MESSAGE


def _add(step: Step, question: str, answer: str) -> None:
    change = editing.add(step, question, answer)
    make(step, replace(change, entry=enclosing.enclosed(step, change.entry)), "added")


def _edit(step: Step, entry: Entry, answer: str) -> None:
    change = editing.change_answer(step, entry, answer)
    make(step, replace(change, entry=enclosing.enclosed(step, change.entry)), "answer")


def _attach(step: Step, entry: Entry) -> None:
    if not step.fetched:
        raise BadArgument.of("attach_how", line=f"attach {entry.id}")
    _enclose(step, entry, enclosing.enclosed(step, entry), "attached")


def _detach(step: Step, entry: Entry, name: str) -> None:
    after = enclosing.without(entry, name)
    _enclose(step, entry, after, "detached" if after.files else "detached_all")


def _enclose(step: Step, before: Entry, after: Entry, what: str) -> None:
    """Another version with other files; what it says is what it was, so nobody who asked is told of it."""
    change = editing.Change(entry=after, why="files changed", before=before, news=False)
    make(step, change, what, files=enclosing.listed(after))


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
        keeps_files=True,
    ),
    _row(
        "edit",
        _edit,
        entry(),
        text("answer"),
        settles=True,
        keeps_files=True,
    ),
    row("attach", _attach, entry(), group="Knowledge", keeps_files=True),
    row("detach", _detach, entry(), text("name", most=100), group="Knowledge"),
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
