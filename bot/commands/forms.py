"""Intake forms: shown, made and changed by the team, and filled in by customers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Form, Kind, Param, for_customers, row, text, ticket
from bot.desk.nouns.intake_form import FIELDS, FieldKind, FormField
from bot.desk.nouns.message import Table
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from bot.desk.verbs import filling, intake_forms, showing
from bot.desk.words import cards
from bot.errors import BadArgument, NotFound

LATEST = 10
"""Changes of one form that are shown."""
FILL_IN = "fillin"
ADD, REMOVE, OFF, HISTORY = "add", "remove", "off", "history"
_LONG = 2500
"""Characters of a field with all its choices."""
_ANSWER = 1000
"""Characters of what is filled in: Discord's field would take 4,000, which nobody reads on a card."""
_SENT = "sent"


def _form(step: Step, category: str | None, what: str | None, value: str | None) -> None:
    """All of them, one, or one changed."""
    if category is None:
        _list(step)
        return
    known = intake_forms.known(step.records, step.teams.values())
    name = intake_forms.category(category, known)
    if what is None and value:
        words = ", ".join((*_CHANGES, HISTORY))
        raise BadArgument.of("form_what", known=words, line=f'form {name} add "Order number"')
    if what == HISTORY:
        _history(step, name)
        return
    if what:
        _CHANGES[what](step, name, (value or "").strip())
    _show(step, name)


def _add(step: Step, name: str, value: str) -> None:
    intake_forms.add(step, name, intake_forms.read(value))


def _remove(step: Step, name: str, value: str) -> None:
    place = re.fullmatch(r"#?(\d{1,3})\.?", value)
    intake_forms.remove(step, name, int(place[1]) if place else 0)


_CHANGES: Mapping[str, Callable[[Step, str, str], None]] = {
    ADD: _add,
    REMOVE: _remove,
    OFF: lambda step, name, _: intake_forms.end(step, name),
}


def _list(step: Step) -> None:
    found = step.records.forms()
    rows = tuple((each.category, "; ".join(e.label for e in each.fields)) for each in found)
    line = 'form billing add "Order number" required'
    title = step.put("forms_are", count=len(rows)) if rows else step.put("no_forms", line=line)
    show(step, title, Table(head=heads(step, "form", "asks"), rows=rows))


def _show(step: Step, name: str) -> None:
    """What it asks."""
    fields = intake_forms.fields_of(step, name)
    if not fields:
        line = f'form {name} add "Order number" required'
        said(step, step.put("form_none", name=name, line=line))
        return
    rows = tuple((str(n), *_cells(step, each)) for n, each in enumerate(fields, start=1))
    head = heads(step, "number", "asks", "given", "needed")
    show(step, step.put("form_is", name=name), Table(head=head, rows=rows))


def _cells(step: Step, field: FormField) -> tuple[str, str, str]:
    how = ", ".join(field.choices) or step.put(f"form_{field.kind.value}")
    return field.label, how, step.put("form_required" if field.required else "form_optional")


def _history(step: Step, name: str) -> None:
    rows = tuple(
        (
            showing.moment(step, each.at),
            each.by.name,
            cards.shorten(", ".join(e.label for e in each.fields), 120) or step.put("setting_none"),
        )
        for each in step.records.form_changes(name)[:LATEST]
    )
    table = Table(head=heads(step, "when", "who", "asks"), rows=rows)
    show(step, step.put("form_history", name=name), table)


def _fill_in(step: Step, ticket: Ticket, form: int, sent: str | None, **fields: str | None) -> None:
    """What a form brought; pressed alone, where no platform shows one, it is asked field after field."""
    made = step.records.form(form)
    if made is None or not made.fields:
        raise NotFound.of("no_form_there")
    given = [fields[name] or "" for name in _NAMES]
    if sent or any(given):
        filling.fill(step, ticket, made, given)
    elif step.here.private:
        filling.ask(step, ticket, made, 0)
    else:
        step.whisper("form_not_open", n=ticket.number)


_NAMES = tuple(f"field{n}" for n in range(1, FIELDS + 1))


def asked(records: Records, form: Form) -> Form | None:
    """A form whose fields are the team's, with what they are; None where nothing is asked."""
    numbers = form.line.split()[2:3]
    made = records.form(int(numbers[0])) if numbers and numbers[0].isdecimal() else None
    if made is None or not made.fields:
        return None
    params = map(_param, _NAMES, made.fields)
    return replace(form, line=f"{form.line} {_SENT}", params=tuple(params), title="form")


def is_the_teams(command: Command) -> bool:
    """Whether what its form asks is written in the records."""
    return command.name == FILL_IN


_KINDS = {FieldKind.TEXT: Kind.TEXT, FieldKind.CHOICE: Kind.WORD, FieldKind.FILE: Kind.FILE}


def _param(name: str, field: FormField) -> Param:
    return Param(
        name=name,
        kind=_KINDS[field.kind],
        required=field.required,
        choices=field.choices,
        most=_ANSWER,
        label=field.label,
    )


FORM_COMMANDS: tuple[Command, ...] = (
    row(
        "form",
        _form,
        Param(name="category", kind=Kind.WORD, required=False),
        Param(
            name="what",
            kind=Kind.WORD,
            required=False,
            choices=(*_CHANGES, HISTORY),
            skipped=True,
        ),
        text("value", required=False, most=_LONG),
        group="Team",
    ),
    for_customers(
        FILL_IN,
        _fill_in,
        ticket(),
        Param(name="form", kind=Kind.NUMBER),
        Param(name=_SENT, kind=Kind.WORD, required=False, choices=(_SENT,), skipped=True),
        *map(partial(text, required=False), _NAMES),
        settles=False,
    ),
)
