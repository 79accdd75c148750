"""A row of the command table: its name, who may, what it takes, what it does.

A row says nothing of any platform; platforms make slash options and forms from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from bot.desk.nouns.person import Role


class Kind(StrEnum):
    """What a parameter is read as."""

    TICKET = "ticket"
    TICKETS = "tickets"
    """One, or several parted by commas."""
    QUESTION = "question"
    TASK = "task"
    """Questions that ask the same and that nobody has answered, by what the list calls them: "q12"."""
    ENTRY = "entry"
    PERSON = "person"
    COLLEAGUE = "colleague"
    """Somebody of the team, whether or not they have written yet."""
    UNTIL = "until"
    """A time at the beginning of the rest of the line: "until Friday the part is ordered"."""
    AWAY = "away"
    """Takes the rest of the line: from when until when, "24 Dec to 2 Jan"."""
    DAYS = "days"
    """A day, or two and all between, at the beginning of the rest of the line: "24 to 26 Dec"."""
    MOMENT = "moment"
    """Takes the rest of the line: "tomorrow 9:30"."""
    TEAM = "team"
    """A team within the desk; "none" or "all" for none in particular."""
    PRIORITY = "priority"
    RATING = "rating"
    NUMBER = "number"
    SPAN = "span"
    """Takes the rest of the line: how far back, "30" or "month", with "export" before or behind it."""
    ROOM = "room"
    """A room of a platform, by mention, name or key."""
    WORD = "word"
    TEXT = "text"
    """Takes the rest of the line; two of them are parted by " | "."""
    FILE = "file"
    """Something attached, which only a form has a place for."""


LONG = 300
"""Characters from which on a text wants more than one line, and so a form."""
GREEDY = {Kind.TEXT, Kind.MOMENT, Kind.AWAY, Kind.SPAN}
TICKETS = {Kind.TICKET, Kind.TICKETS}
SELF_FILLED = {*TICKETS, Kind.QUESTION}
"""Named by a number, which is at hand where the command is given."""
PEOPLE = {Kind.PERSON, Kind.COLLEAGUE}


@dataclass(frozen=True, kw_only=True)
class Param:
    """One thing a command takes; `takes_NAME` of the locales says what."""

    name: str
    kind: Kind
    required: bool = True
    choices: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    """Other words for the choices, folded: "german" for "de"."""
    others: str = ""
    """The sentence that says in the person's language what the choices are; else English does."""
    most: int = 3000
    """Characters at most, for forms."""
    label: str = ""
    """What a form calls it, in the team's own words; "" where the locales say it."""
    skipped: bool = False
    """Left out where the word that stands there is none of the choices; of a colleague, where a time is."""
    outsider: bool = False
    """Of a person: whether they are of the team is looked up, for it is refused then."""

    @property
    def says(self) -> str:
        """What the sentence on it is called by: "tickets" where it may be several."""
        return "tickets" if self.kind is Kind.TICKETS else self.name

    @property
    def is_long(self) -> bool:
        """Whether what is written into it may have several lines."""
        return self.kind is Kind.TEXT and self.most > LONG


@dataclass(frozen=True, kw_only=True)
class Command:
    """One row; `help_NAME` of the locales says what it does."""

    name: str
    run: Callable[..., None]
    """Called with the step and each parameter's value by name; None for what was left out."""
    who: Role = Role.AGENT
    params: tuple[Param, ...] = ()
    group: str = "Tickets"
    aliases: tuple[str, ...] = ()
    hidden: bool = False
    """Only pressed, never typed: left out of help and of slash commands."""
    own: bool = False
    """What it tells is the asker's alone: staff who use it are told like any customer."""
    settles: bool = False
    """A choice: what offered it shows that it was made, and can't be pressed again."""

    looks: bool = False
    """Shows something and changes nothing: put together beside the writer, however long it takes."""
    replayed: bool = False
    """Changes the guide: the last questions are asked again with the change, before it is made."""
    keeps_files: bool = False
    """What is attached to the message is fetched, and kept with what it changes."""
    customers_word: bool = False
    """Counts as said by whoever asked: no member of staff can say it for them."""

    @property
    def usage(self) -> str:
        """As typed: "promise TICKET WHEN"."""
        words = [self.name]
        before: Kind | None = None
        for param in self.params:
            shown = param.name.upper() if param.required else f"[{param.name.upper()}]"
            if param.kind is Kind.TEXT and before is Kind.TEXT:
                words.append("|")
            words.append(shown)
            before = param.kind
        return " ".join(words)


def ticket(name: str = "ticket") -> Param:
    """The ticket's number; may be left out in the thread of its card."""
    return Param(name=name, kind=Kind.TICKET)


def tickets_named() -> Param:
    """One ticket's number, or several with commas; one may be left out where it is at hand."""
    return Param(name="ticket", kind=Kind.TICKETS)


def question(*, required: bool = True) -> Param:
    """The question's number, as buttons carry it."""
    return Param(name="question", kind=Kind.QUESTION, required=required)


def entry(*, required: bool = True) -> Param:
    """An entry's id."""
    return Param(name="entry", kind=Kind.ENTRY, required=required)


def text(name: str, *, required: bool = True, most: int = 3000) -> Param:
    """Free text to the end of the line."""
    return Param(name=name, kind=Kind.TEXT, required=required, most=most)


@dataclass(frozen=True, kw_only=True)
class Form:
    """What a command still needs from the person who pressed its button."""

    command: Command
    line: str
    """What is known already: "reply 12"."""
    params: tuple[Param, ...]
    title: str = ""
    """Name of the label that heads it; "" for the command's name."""


def row(  # noqa: PLR0913 -- a row of the table
    name: str,
    run: Callable[..., None],
    *params: Param,
    group: str = "Tickets",
    who: Role = Role.AGENT,
    aliases: tuple[str, ...] = (),
    hidden: bool = False,
    own: bool = False,
    settles: bool = False,
    looks: bool = False,
    replayed: bool = False,
    keeps_files: bool = False,
    customers_word: bool = False,
) -> Command:
    """A row on a line or two; `functools.partial` says once what all rows of a file have."""
    return Command(
        name=name,
        run=run,
        params=params,
        group=group,
        who=who,
        aliases=aliases,
        hidden=hidden,
        own=own,
        settles=settles,
        looks=looks,
        replayed=replayed,
        keeps_files=keeps_files,
        customers_word=customers_word,
    )


for_customers = partial(
    row, group="You", who=Role.CUSTOMER, hidden=True, settles=True, customers_word=True
)
"""Most of these are pressed, and typed by nobody."""
