"""Variables of entries' answers: what stands for a name in braces, listed, kept and dropped."""

from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row, text
from bot.desk.nouns.message import Table
from bot.desk.step.step import Step
from bot.desk.verbs import objecting, showing, variables
from bot.desk.words import cards
from bot.desk.words.variables import OF_DESK, OWN, own
from knowledge.entry import Status

SHOWN = 80
"""Characters of a value in the list."""
LATEST = 10
"""Changes of one that are shown."""


def _list(step: Step) -> None:
    """The desk's own, then the owner's, each with what it is now and the entries that name it."""
    language, found = step.language(), step.variables
    values = {each: found.value(each, language) for each in OF_DESK}
    rows = tuple(
        (
            f"{{{name}}}",
            cards.shorten(value, SHOWN),
            ", ".join(each.id for each in variables.using(step, name)),
        )
        for name, value in (*values.items(), *found.own.items())
    )
    table = Table(head=heads(step, "variable", "value", "entries"), rows=rows)
    show(step, step.put("variables_are"), table)


def _var(step: Step, name: str, value: str | None) -> None:
    """One as it is and came to be, or changed."""
    plain = name.strip("{}").casefold()
    if value is None:
        _show(step, plain)
    else:
        _change(step, plain, value.strip(" \"'\u201c\u201d\u201e"))


def _show(step: Step, name: str) -> None:
    value = variables.find(step, name)
    made = step.records.decisions(f"{OWN}{name}")[:LATEST]
    rows = tuple((showing.moment(step, e.at), e.by.name, e.value or "-") for e in made)
    title = step.put("variable_is", name=f"{{{name}}}", value=value)
    show(step, title, Table(head=heads(step, "when", "who", "value"), rows=rows))


def _change(step: Step, name: str, value: str) -> None:
    before = variables.save(step, name, value)
    now, shown = own(step.records.decided())[name], f"{{{name}}}"
    kind = "variable_changed" if before else "variable_saved"
    lines = [step.put(kind, name=shown, value=now, before=before)]
    used = [each for each in variables.using(step, name) if each.status is Status.APPROVED]
    if used:
        ids = ", ".join(each.id for each in used)
        lines.append(step.put("variable_says", entries=ids, count=len(used)))
    lines += [
        step.put("variable_contradicts", one=each.one.id, other=each.other.id)
        for entry in used
        for each in objecting.near(step, entry)
        if each.same and each.contradicts
    ]
    said(step, "\n".join(lines))


def _drop(step: Step, name: str) -> None:
    plain = name.strip("{}").casefold()
    value = variables.drop(step, plain)
    said(step, step.put("variable_dropped", name=f"{{{plain}}}", line=f"var {plain} {value}"))


_row = partial(row, group="Team")
_name = Param(name="name", kind=Kind.WORD)

VARIABLE_COMMANDS: tuple[Command, ...] = (
    _row("vars", _list, looks=True),
    _row("var", _var, _name, text("value", required=False, most=variables.LONGEST)),
    _row("vardrop", _drop, _name),
)
"""Who may change an entry may change what stands in it."""
