"""Every sentence the bot says, put together from the tables in `bot/locales`.

The bot speaks in one place: nothing else makes words for people. Tables are read by `bot.locales`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from string import Formatter
from typing import Any

from bot.desk.nouns.message import (
    Button,
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
    Style,
    Table,
    Tone,
)
from bot.desk.time.durations import in_units
from bot.desk.time.hours import Hours
from bot.errors import Fact as SaidFact
from bot.errors import Refused, Said

Value = str | int | datetime | Mention | Part | tuple[Part, ...] | None


@dataclass(frozen=True)
class _Button:
    command: str
    style: Style = Style.PLAIN


# A button is a command typed for you; {q} is a question's id, {n} a ticket's number.
BUTTONS: Mapping[str, _Button] = {
    "solved": _Button("solved {q}", Style.PRIMARY),
    "else": _Button("else {q}"),
    "person": _Button("person {q}"),
    "none": _Button("none {q}"),
    "not_mine": _Button("notmine {q}"),
    "pass": _Button("pass {q}", Style.PRIMARY),
    "nothanks": _Button("nothanks {q}"),
    "rephrase": _Button("rephrase {q}"),
    "new_question": _Button("afresh {q}"),
    "same_matter": _Button("addto {q} {n}"),
    "never_mind": _Button("nevermind {n}"),
    "rephrase_ticket": _Button("reword {n}"),
    "details": _Button("details {n}"),
    "reply_team": _Button("details {n}", Style.PRIMARY),
    "sorted": _Button("sorted {n}", Style.PRIMARY),
    "not_sorted": _Button("notsorted {n}"),
    "reopen": _Button("reopen {n}"),
    "urgent": _Button("urgent {n}"),
    "can_wait": _Button("canwait {n}"),
    "good": _Button("rate {n} good"),
    "okay": _Button("rate {n} ok"),
    "bad": _Button("rate {n} bad"),
    "look_again": _Button("notsorted {n}", Style.PRIMARY),
    "leave_it": _Button("leaveit {n}"),
    "take": _Button("claim {n}", Style.PRIMARY),
    "reply": _Button("reply {n}"),
    "promise": _Button("promise {n}"),
    "hold": _Button("hold {n}"),
    "resolve": _Button("resolve {n}"),
    "again": _Button("resend {number}", Style.PRIMARY),
    "unreachable": _Button("unreachable {n}"),
    "guess": _Button("guess {n}"),
    "guess_send": _Button("guess {n} {entry} {version}", Style.PRIMARY),
    "add_answer": _Button("draft {n}"),
    "approve": _Button("approve {entry}", Style.PRIMARY),
    "edit_entry": _Button("edit {entry}"),
    "add_anyway": _Button("anyway {mark}"),
    "plainer": _Button("plainer {entry} {version}"),
    "askers_all": _Button("askers {entry} all", Style.PRIMARY),
    "askers_each": _Button("askers {entry} each"),
    "askers_none": _Button("askers {entry} none"),
    "recall_all": _Button("recallall {entry} {version}", Style.PRIMARY),
    "recall_with": _Button("recallwith {entry} {version}"),
    "asker_tell": _Button("asker {q} yes", Style.PRIMARY),
    "asker_not": _Button("asker {q} no"),
    "works": _Button("solved {q}", Style.PRIMARY),
    "works_not": _Button("else {q}"),
    "issue_start": _Button("issuestart", Style.PRIMARY),
    "issue_update": _Button("issueupdate {issue}", Style.PRIMARY),
    "issue_end": _Button("issueend {issue}"),
    "link_yes": _Button("link {code} yes"),
    "link_no": _Button("link {code} no"),
    "unlink": _Button("unlink"),
    "forget_yes": _Button("forgetme yes", Style.DANGER),
    "erase_yes": _Button("erase {person} yes", Style.DANGER),
}

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
        row = self._row(kind, chosen)
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
        )

    def _without_time(
        self, row: Mapping[str, Any], language: str, facts: Mapping[str, Value]
    ) -> Mapping[str, Any]:
        """Where no time stands, it is said that none does, in the place of what would name it."""
        if "by" not in facts or facts["by"] is not None:
            return row
        none = str(self._row("no_time", language)["text"])
        return {**row, "text": _NAMES_TIME.sub(none, row["text"])}

    def words(self, kind: str, language: str = "", **facts: Value) -> str:
        """The same as plain text, for a label or a title; times are not for it."""
        text = self._row(kind, self.language(language))["text"]
        return "".join(str(span) for span in _spans(text, facts))

    def day(self, day: date, language: str = "") -> str:
        """A date in the reader's order: "3 Nov 2026"."""
        row = self._row("date", self.language(language))
        month = str(row["months"]).split()[day.month - 1]
        return str(row["text"]).format(day=day.day, month=month, year=day.year)

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
        return Button(
            label=label,
            command=command,
            describe=f"{label}, {about}" if about else label,
            style=spec.style,
        )


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
