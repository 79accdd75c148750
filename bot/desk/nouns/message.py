"""A neutral message: what is said, before any platform shapes it.

Text in spans is inert: a platform shows it as it stands and lets nothing in it ping, link or style.
Only `Markdown`, which holds approved entries and staff replies, is styled.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.desk.nouns.chart import Chart
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from knowledge.entry import Enclosure

LATE_AFTER = timedelta(seconds=20)
"""How long a message waits for the one it comes after, before it goes in other words."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time, shown in the reader's own zone where the platform can."""

    at: datetime


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A person, called by the platform's mention; the only thing that may ping."""

    person: str
    name: str


Span = str | Moment | Mention


@dataclass(frozen=True, kw_only=True)
class Face:
    """What customers read in the place of the name of somebody of the team."""

    name: str
    picture: str = ""
    """Address of one, shown where the platform can; "" for none."""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence or two."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Fine:
    """Small print: where an answer comes from, a ticket's state."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Markdown:
    """Words of an entry or of staff, styled."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Somebody's words, shown inert."""

    text: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """What a program wrote, shown as it stands, sign under sign."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A label and its value, as on a card."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Some facts, one below the other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows for staff: a queue, a report."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Link:
    """An address that an entry leads to, by its label."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Links:
    """Addresses to open: buttons where a platform has them, words elsewhere."""

    links: tuple[Link, ...]


Part = Line | Fine | Markdown | Quote | Pasted | Facts | Table | Chart | Links


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Of which span files of rows go with a message: they are made when it is sent, so that what
    customers wrote is nowhere kept for them."""

    since: datetime
    until: datetime


class Style(StrEnum):
    """How much a button stands out."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, kw_only=True)
class Button:
    """A command typed for you. What the command still lacks is asked in a form."""

    label: str
    command: str
    describe: str = ""
    """For screen readers: "That solved it, close ticket 12"."""
    style: Style = Style.PLAIN
    number: int = 0
    """What to type instead of pressing it; 0 for none."""


AGAIN = "/again"
"""Ends the key of what is sent again because it did not arrive."""


class Tone(StrEnum):
    """What kind of message it is, for colour and emphasis; never the only carrier of meaning."""

    NEUTRAL = "neutral"
    ANSWER = "answer"
    CHOICES = "choices"
    UNKNOWN = "unknown"
    PERSON = "person"
    WARNING = "warning"
    CARD = "card"


@dataclass(frozen=True, kw_only=True)
class Message:
    """What the desk says."""

    kind: str
    """The wording it came from, for logs and tests: "answer", "handed_over"."""
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    tone: Tone = Tone.NEUTRAL
    language: str = "en"
    asks: bool = False
    """The desk's own words in it ask something."""
    chosen: str = ""
    """Small print at its end: which of its buttons was pressed, now that they are gone."""
    of: Place | None = None
    """Of a card: where its customer asked, should anything show there how the ticket stands."""
    stage: str = ""
    """Of a card: how the ticket stands, by the value of a `Stage`."""
    subject: str = ""
    """What a thread for it may be called: the title of an entry, never what somebody wrote."""
    rows: Rows | None = None
    """Files that go with it, to one person alone."""
    encloses: tuple[Enclosure, ...] = ()
    """Files that are kept, and go with it where it goes."""
    speaker: Face | None = None
    """Whose words it brings, where the team has a name of its own; shown where the platform can."""

    @property
    def said(self) -> tuple[Part, ...]:
        """Its parts, and what was chosen."""
        return (*self.parts, Fine(spans=(self.chosen,))) if self.chosen else self.parts

    def times(self) -> frozenset[datetime]:
        """Every time that it names."""
        spans = (part.spans for part in self.parts if isinstance(part, Line | Fine))
        return frozenset(span.at for each in spans for span in each if isinstance(span, Moment))


class SendKind(StrEnum):
    """How a message leaves."""

    POST = "post"
    CARD = "card"
    """The ticket's one message in the staff room: posted once, then edited in place."""
    PRIVATE = "private"
    """Seen by one person only (ephemeral where the platform has it)."""


class Readership(StrEnum):
    """Who reads it. A customer's message goes to that customer's own place, by a check in the store."""

    CUSTOMER = "customer"
    STAFF = "staff"


class Deed(StrEnum):
    """What a message does by arriving; the line of history that is then written has its name."""

    TELL = "told"
    """Nothing but to say what it says."""
    REPLY = "reply"
    ASK_BACK = "asked back"
    """A reply that is a question to the customer."""
    PROPOSE = "proposed"
    CHECK_IN = "check_in"
    LAST_NOTICE = "last_notice"
    SHOW_ANSWER = "answer shown"
    TELL_ASKER = "asker told"
    """Whoever asked in vain hears that there is an answer now."""
    RECALL = "recalled"
    """Whoever was told something wrong hears what is right."""
    KNOWN_ISSUE = "told of an issue"
    """Whoever has a known issue hears of it, how it goes on, and its end."""
    DECLINE = "declined"
    """Whoever asked in vain hears why there will be no answer."""
    ANSWER_FEEDBACK = "feedback answered"
    """Whoever said what could be better reads what the team says to it."""
    POST_CARD = "card posted"
    POST_LIST = "list posted"


@dataclass(frozen=True, kw_only=True)
class Intent:
    """What becomes true once a message has arrived, and not before."""

    deed: Deed = Deed.TELL
    at: datetime
    """When it was decided."""
    by: Person | None = None
    """The member of staff whose words or decision it carries; None for the desk itself."""
    text: str = ""
    """Their words, for the history."""
    heard: int = 0
    """How often the customer had asked for the team until then: what they wrote since is not answered."""
    ends: tuple[int, ...] = ()
    """Promises that its arrival ends."""
    kept: bool = False
    """It keeps them; else it moves them, or says that nobody kept them."""
    question: int = 0
    """Whose answer it is; 0 for none."""
    entry: str = ""
    version: int = 0
    """Of the entry, whose words were wrong; of a known issue, which of its words it is."""

    def does(self, message: Message) -> bool:
        """Whether something becomes true by the message's arrival besides what it says."""
        return self.deed is not Deed.TELL or bool(self.ends or message.times())


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message on its way: a row of the outbox."""

    key: str
    """Same cause, same step: same key, so nothing is queued twice."""
    place: Place
    message: Message
    readership: Readership
    kind: SendKind = SendKind.POST
    ticket: int | None = None
    to: str = ""
    """Person id: whom a private message is for, or whom a staff reply is to reach."""
    under_card: bool = False
    """Goes into the thread of the ticket's card."""
    after: str = ""
    """Key of the row that must be out first."""
    otherwise: Message | None = None
    """Said instead when that row failed, or is not out within `LATE_AFTER`; and where what the message
    encloses can't be sent."""
    report: bool = False
    """How it ended is told to the desk as `Delivered`; with an intent, that it failed always is."""
    intent: Intent | None = None
    answers: str = ""
    """Identity of the message this replies to, for platforms that show it."""
    about: str = ""
    """What its buttons are about: "ticket 12". Once that is settled they are taken away."""
    edits: str = ""
    """Key of the row that this replaces where it stands. What can't be replaced stays as it is."""

    @property
    def cause(self) -> str:
        """What it follows from: the id of what came in, or what time did. Its key is made of that."""
        step, _, _ = self.key.removesuffix(AGAIN).rpartition("/")
        return (step or self.key).removeprefix("in:")
