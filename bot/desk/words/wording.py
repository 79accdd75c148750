"""Every sentence the bot says, put together from the tables in `bot/locales`.

The bot speaks in one place: nothing else makes words for people. Tables are read by `bot.locales`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from string import Formatter
from typing import Any

from bot.desk.nouns.message import (
    Button,
    Face,
    Fact,
    Facts,
    Fine,
    Line,
    Markdown,
    Mention,
    Message,
    Moment,
    Part,
    Pasted,
    Quote,
    Span,
    Table,
    Tone,
)
from bot.desk.time.durations import in_units
from bot.desk.time.hours import Hours
from bot.desk.words.buttons import BUTTONS
from bot.errors import Fact as SaidFact
from bot.errors import Refused, Said

Value = str | int | datetime | Mention | Face | Part | tuple[Part, ...] | None


_ONLY_NAME = re.compile(r"^\{(\w+)\}$")
_NAMES_TIME = re.compile(
    r"(?:(?<=[.!?:] )|(?<=\{told\} )|^)(?:(?!\{told\})[^.!?:\n])*\{by\}[^.!?\n]*[.!?]", re.MULTILINE
)
"""The sentence that says by when."""


class Wording:
    """The sentences in every language there is a table for."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]], default: str = "en") -> None:
        """`tables` is language -> parsed TOML; English must be among them."""
        self._tables = tables
        self.default = "en"
        self.default = self.language(default)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages there is a table for."""
        return tuple(self._tables)

    def language(self, *wanted: str) -> str:
        """The first wanted language that there is a table for ("pt-br" falls back to "pt")."""
        for tag in wanted:
            for each in (tag.lower(), tag.lower().partition("-")[0]):
                if each in self._tables:
                    return each
        return self.default

    def say(
        self,
        kind: str,
        language: str = "",
        *,
        buttons: Sequence[str | Button] | None = None,
        **facts: Value,
    ) -> Message:
        """The message of that kind. `buttons`, by name or made, replace those that the table names."""
        chosen = self.language(language)
        row = self._by_a_face(self._row(kind, chosen), chosen, facts)
        names = row.get("buttons", ()) if buttons is None else buttons
        return Message(
            kind=kind,
            parts=tuple(self._parts(self._without_time(row, chosen, facts), facts)),
            buttons=tuple(
                each if isinstance(each, Button) else self._button(each, chosen, facts)
                for each in names
            ),
            tone=Tone(row.get("tone", Tone.NEUTRAL)),
            language=chosen,
            asks="?" in row["text"],
            speaker=_speaker(row, facts),
        )

    def _by_a_face(
        self, row: Mapping[str, Any], language: str, facts: Mapping[str, Value]
    ) -> Mapping[str, Any]:
        """Of a person it is said that they are of the team; a name for the team says it already."""
        if not isinstance(facts.get("who"), Face):
            return row
        of_the_team = self.label("of_the_team", language)
        ends = ",?" if of_the_team.startswith(",") else ""
        plain = re.sub(re.escape("{who}" + of_the_team) + ends, "{who}", row["text"])
        return {**row, "text": plain}

    def _without_time(
        self, row: Mapping[str, Any], language: str, facts: Mapping[str, Value]
    ) -> Mapping[str, Any]:
        """Where no time stands, it is said that none does, in the place of what would name it."""
        if "by" not in facts or facts["by"] is not None:
            return row
        none = str(self._row("no_time", language)["text"])
        return {**row, "text": _NAMES_TIME.sub(none, row["text"])}

    def fills(self, kind: str, name: str) -> bool:
        """Whether messages of that kind have a place for this fact."""
        return f"{{{name}}}" in self._row(kind, "en")["text"]

    def words(self, kind: str, language: str = "", **facts: Value) -> str:
        """The same as plain text, for a label or a title; times are not for it."""
        return "".join(map(str, _spans(self._row(kind, self.language(language))["text"], facts)))

    def day(self, day: date, language: str = "", *, weekday: bool = False) -> str:
        """A date in the reader's order: "3 Nov 2026", "Tue 3 Nov 2026" with its weekday."""
        row = self._row("date", self.language(language))
        month, names = str(row["months"]).split()[day.month - 1], str(row["weekdays"]).split()
        told = str(row["text"]).format(day=day.day, month=month, year=day.year)
        return f"{names[day.weekday()]} {told}" if weekday else told

    def moment(self, local: datetime, language: str = "") -> str:
        """A time in its own zone, in the reader's words: "Mon 23 Nov, 10:00"."""
        row = self._row("date", self.language(language))
        return str(row["moment"]).format(
            weekday=str(row["weekdays"]).split()[local.weekday()],
            day=local.day,
            month=str(row["months"]).split()[local.month - 1],
            time=f"{local:%H:%M}",
        )

    def length(self, span: timedelta, language: str = "") -> str:
        """A length of time, rounded: "1 day 4 h"."""
        units = str(self._row("date", self.language(language))["units"]).split()
        named = [unit.partition("/") for unit in units]
        return " ".join(
            f"{count} {named[unit][0] if count == 1 else named[unit][2]}"
            for count, unit in in_units(span)
        )

    def hours(self, hours: Hours, language: str = "") -> str:
        """When the desk is open: "Mon-Fri 09:00-12:00 and 13:00-17:00 (Europe/Berlin)"."""
        row = self._row("date", self.language(language))
        if hours.always:
            return str(row["always"])
        week = hours.week_words(str(row["weekdays"]).split(), str(row["also"]))
        return f"{week} ({hours.zone.key})"

    def choice(self, label: str, command: str) -> Button:
        """A button whose label is an entry's title."""
        return Button(label=label, command=command, describe=label)

    def said(self, name: str, language: str = "", /, **facts: SaidFact) -> str:
        """A sentence of the desk's to staff, as plain text; of one thing it may be another."""
        rows = self._row("said", self.language(language))
        one = f"{name}_1" if facts.get("count") == 1 else ""
        found = {each: self._fact(value, language) for each, value in facts.items()}
        return str(rows.get(one) or rows[name]).format_map(found)

    def refusal(self, refused: Refused, language: str = "") -> str:
        """Why something can't be done."""
        said = refused.said
        return self.said(said.name, language, **said.facts) if said else str(refused)

    def does(self, command: str, language: str = "") -> str:
        """What a command does, in a few words: "write to the customer"."""
        return self.said(f"help_{command}", language)

    def takes(self, command: str, param: str, language: str = "") -> str:
        """What is to be given there: "your words"; the command's own before those that are shared."""
        own = f"takes_{command}_{param}"
        known = own in self._tables["en"]["said"]
        return self.said(own if known else f"takes_{param}", language)

    def _fact(self, value: SaidFact, language: str) -> str | int:
        if isinstance(value, Said):
            return self.said(value.name, language, **value.facts)
        return self.moment(value, language) if isinstance(value, datetime) else value

    def label(self, name: str, language: str = "") -> str:
        """A button's or a fact's label."""
        return str(self._row("label", self.language(language))[name])

    def platform(self, name: str, language: str = "") -> str:
        """A platform as its people call it: "this terminal". Unknown ones go by their own name."""
        return str(self._row("label", self.language(language)).get(f"platform_{name}", name))

    def event(self, name: str, language: str = "") -> str:
        """What happened to a ticket, as staff read it. Unknown ones go by their own name."""
        words = self._row("label", self.language(language))
        return str(words.get(f"event_{name.replace(' ', '_')}", name.replace("_", " ")))

    def tongue(self, tag: str, language: str = "") -> str:
        """A language's name as its reader calls it: "German" for "de-at". Unknown ones stay tags."""
        names = self._row("label", self.language(language))
        return str(names.get(f"tongue_{tag.lower().partition('-')[0]}", tag))

    def fact(self, name: str, *spans: Span, language: str = "") -> Fact:
        """A labelled row of a card."""
        return Fact(label=self.label(name, language), spans=spans)

    def _row(self, kind: str, language: str) -> Mapping[str, Any]:
        found = self._tables[language].get(kind) or self._tables["en"][kind]
        if kind in {"label", "said"}:
            found = {**self._tables["en"][kind], **found}
        return found  # type: ignore[no-any-return]

    def _parts(self, row: Mapping[str, Any], facts: Mapping[str, Value]) -> Iterator[Part]:
        for text in str(row["text"]).split("\n"):
            only = _ONLY_NAME.match(text)
            value = facts.get(only[1]) if only else None
            if isinstance(value, Markdown | Quote | Pasted | Facts | Table | Line | Fine):
                yield value
            elif isinstance(value, tuple):
                yield from value
            elif not only or value is not None:
                yield Line(spans=tuple(_spans(text, facts)))
        if "fine" in row:
            yield Fine(spans=tuple(_spans(row["fine"], facts)))

    def _button(self, name: str, language: str, facts: Mapping[str, Value]) -> Button:
        spec = BUTTONS[name]
        label = self.label(name, language)
        command = spec.command.format_map(facts)
        about = self.label("about", language).format_map({"n": facts["n"]}) if "n" in facts else ""
        describe = f"{label}, {about}" if about else label
        return Button(label=label, command=command, describe=describe, style=spec.style)


def _speaker(row: Mapping[str, Any], facts: Mapping[str, Value]) -> Face | None:
    """Whose words a message brings, where it is for words of a person's."""
    who = facts.get("who")
    return who if isinstance(who, Face) and row.get("tone") == Tone.PERSON else None


def _spans(template: str, facts: Mapping[str, Value]) -> Iterator[Span]:
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            yield literal
        if name:
            yield _span(facts[name])


def _span(value: Value) -> Span:
    if isinstance(value, datetime):
        return Moment(at=value)
    return value if isinstance(value, Mention) else str(value)
