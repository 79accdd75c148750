"""Intake forms as the team makes and changes them: written down, offered from then on, taken back."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.desk.nouns.intake_form import ALL, FIELDS, FieldKind, FormChange, FormField
from bot.desk.nouns.team import Team
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from bot.desk.verbs.deciding import before_own
from bot.errors import BadArgument, NotFound, Refused
from knowledge.text.folding import fold

LABEL = 45
"""Characters of a field's name: https://docs.discord.com/developers/components/reference#label"""
CHOICE, CHOICES = 75, 25
"""Characters of a choice, and how many: what a menu of Slack's shows, and what Discord's takes.

https://docs.slack.dev/reference/block-kit/composition-objects/option-object
https://docs.discord.com/developers/components/reference#string-select
"""
_QUOTED = re.compile(
    r"""(?:"(?P<straight>[^"]+)"|[“”„](?P<curly>[^“”„]+)[“”]|[»«](?P<angled>[^»«]+)[»«]|'(?P<single>[^']+)')"""
    r"""(?:\s*:)?(?:\s+(?P<rest>.*))?"""
)
_LAST = re.compile(r"(?:^|[\s,]+)\(?(?P<word>\w+)\)?$")
_REQUIRED = {"required", "needed", "mandatory", "pflicht", "pflichtfeld", "notig"}
_FILE = {"file", "datei"}


def category(name: str, known: Mapping[str, str]) -> str:
    """A category as it is kept. Raises NotFound."""
    found = known.get(fold(name.removeprefix("#")))
    if found is None:
        names = ", ".join(sorted(known.values()))
        raise NotFound.of("no_such_category", name=name[:40], known=names)
    return found


def known(records: Records, teams: Iterable[Team]) -> dict[str, str]:
    """Categories that may have a form, by how they are compared: a team, what one takes, an entry's, "all"."""
    of_teams = [each for team in teams for each in (team.name, *team.takes)]
    entries = [each.category.casefold() for each in records.entries() if each.category]
    forms = [each.category for each in records.forms()]
    return {fold(each): each for each in (ALL, *forms, *entries, *of_teams)}


def fields_of(step: Step, name: str) -> tuple[FormField, ...]:
    """What is asked there now; () for nothing."""
    newest = step.records.form_changes(name)[:1]
    return newest[0].fields if newest else ()


def read(words: str) -> FormField:
    """A field as it is written: `"Order number" required`, `Plan: Basic, Pro`, `Screenshot file`.

    Raises BadArgument.
    """
    quoted = _QUOTED.fullmatch(words.strip())
    label, rest = _quoted(quoted) if quoted else _parted(words)
    rest, required = _without(rest, _REQUIRED)
    is_file = fold(rest) in _FILE
    rest = "" if is_file else rest
    if not (quoted or rest):
        label, asked = _without(label, _REQUIRED)
        label, file_too = _without(label, _FILE)
        required, is_file = required or asked, is_file or file_too
    choices = tuple(dict.fromkeys(filter(None, (each.strip() for each in rest.split(",")))))
    label = " ".join(label.split())
    _check(label, choices)
    kind = FieldKind.FILE if is_file else FieldKind.CHOICE if choices else FieldKind.TEXT
    return FormField(label=label, kind=kind, choices=choices, required=required)


def _quoted(found: re.Match[str]) -> tuple[str, str]:
    *labels, rest = found.groups(default="")
    return next(filter(None, labels)), rest


def _parted(words: str) -> tuple[str, str]:
    label, sign, rest = words.partition(":")
    return (label, rest) if sign else (words, "")


def _without(words: str, known: set[str]) -> tuple[str, bool]:
    """The words without one of these at their end, and whether one stood there."""
    last = _LAST.search(words.strip())
    if last is None or fold(last["word"]) not in known:
        return words.strip(), False
    return words.strip()[: last.start()].strip(), True


def _check(label: str, choices: Sequence[str]) -> None:
    if not label:
        raise BadArgument.of("form_field_how")
    if len(label) > LABEL:
        raise BadArgument.of("form_label_long", had=len(label), most=LABEL)
    if len(choices) == 1:
        raise BadArgument.of("form_one_choice")
    if len(choices) > CHOICES or any(len(each) > CHOICE for each in choices):
        raise BadArgument.of("form_choices_many", most=CHOICES, longest=CHOICE)
    if len({fold(each) for each in choices}) < len(choices):
        raise BadArgument.of("form_choices_alike")


def written(field: FormField) -> str:
    """A field as `read` takes it."""
    choices = f": {', '.join(field.choices)}" if field.choices else ""
    kind = " file" if field.kind is FieldKind.FILE else ""
    begins, ends = "“”" if '"' in field.label else '""'
    return f"{begins}{field.label}{ends}{choices}{kind}{' required' if field.required else ''}"


def add(step: Step, name: str, field: FormField) -> tuple[FormField, ...]:
    """Ask one thing more. Raises Refused where that is too many, or asked already."""
    return _write(step, name, with_one_more(name, fields_of(step, name), field))


def with_one_more(
    name: str, there: tuple[FormField, ...], field: FormField
) -> tuple[FormField, ...]:
    """The fields of a form with one more. Raises Refused where that is too many, or asked already."""
    if any(fold(each.label) == fold(field.label) for each in there):
        raise Refused.of("form_has_that", label=field.label)
    if len(there) >= FIELDS:
        raise Refused.of("form_full", most=FIELDS, line=f"form {name} remove {FIELDS}")
    return (*there, field)


def remove(step: Step, name: str, place: int) -> tuple[FormField, ...]:
    """Ask one thing less; places count from 1. Raises NotFound."""
    there = fields_of(step, name)
    if not 1 <= place <= len(there):
        raise NotFound.of("form_no_field", n=place, line=f"form {name}")
    return _write(step, name, (*there[: place - 1], *there[place:]))


def end(step: Step, name: str) -> None:
    """Ask nothing any more. Raises Refused where nothing is asked."""
    if not fields_of(step, name):
        raise Refused.of("form_none", name=name, line=f'form {name} add "Order number" required')
    _write(step, name, ())


def take_back(step: Step, name: str, number: int) -> tuple[FormField, ...]:
    """As it was before that change. Raises Refused where somebody else made another since."""
    before = before_own(step, step.records.form_changes(name), number)
    return _write(step, name, before.fields if before else ())


def _write(step: Step, name: str, fields: tuple[FormField, ...]) -> tuple[FormField, ...]:
    made = FormChange(category=name, fields=fields, by=step.actor, at=step.now)
    step.form_changes.append(step.records.add_form_change(made))
    return fields
