"""What comes in: what was said or done, by whom and where.

Values only: nothing here decides, stores or speaks. What is matched on is a closed union.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.desk.nouns.departed import Departed
from bot.desk.nouns.file import Fetched, File
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.readers import Readers
from bot.desk.nouns.sought import Likely


class Address(StrEnum):
    """How the desk comes to hear a message."""

    DIRECT = "direct"
    """A DM, a mention: an outcome is owed."""
    WATCHED = "watched"
    """A new post in an answer room: spoken to only when sure."""
    OVERHEARD = "overheard"
    """Words in a thread where the desk has spoken, not addressed to it."""


# What people do. `id` is the message's own identity, so that a second delivery is the same row.


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message, or a burst of them joined."""

    id: str
    at: datetime
    by: Person
    place: Place
    text: str
    """Their own words: a command is looked for in these alone."""
    quoted: str = ""
    """Words of others that stand in it (forwarded, shared, answered to), each line after a "> "."""
    address: Address = Address.DIRECT
    files: tuple[File, ...] = ()
    secrets: tuple[str, ...] = ()
    """Kinds of secret that intake cut out of the text before it was kept."""
    cut: int = 0
    """Characters beyond what intake keeps of one message."""
    joined: tuple[str, ...] = ()
    """Ids of the earlier messages of the same burst."""
    others: bool = False
    """Somebody else wrote in the same place before the desk got to it."""
    unread: bool = False
    """Something was said, but the platform kept its words back."""
    since: datetime | None = None
    """From when on its author's account is there: when it was made, or came to that server, whichever
    was later; None where the platform does not tell."""
    link: str = ""
    """Opens the message for whoever may read there; "" where nobody but the customer may."""
    room: str = ""
    """What its room is called; "" for a direct message, and where nobody outside it asks."""
    means: tuple[Person, ...] = ()
    """Those of the team whom a command in it names. Looked up when it is worked on, never kept."""
    readers: Readers | None = None
    """Who can read the room that a command in it names, in the same way; None where nobody looked."""
    fetched: tuple[Fetched, ...] = ()
    """Its files, where a command in it keeps them, in the same way."""

    @property
    def words(self) -> str:
        """All that it says: their own words, and below them those of others."""
        return "\n".join(filter(None, (self.text, self.quoted)))


@dataclass(frozen=True, kw_only=True)
class Commanded:
    """A command, typed, pressed or sent by a form: all three are the same."""

    id: str
    at: datetime
    by: Person
    place: Place
    line: str
    """As typed: "claim 12"."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """What a form filled in, by parameter name."""
    files: tuple[File, ...] = ()
    """What was attached in a form."""
    quoted: str = ""
    """Text of the message that the command was called on, if any; of somebody else's each line after
    a "> "."""
    passed_on: Person | None = None
    """Who of the team did it in the name of whoever wrote that."""
    message: str = ""
    """Identity of the message that it was called on."""
    pressed: str = ""
    """The platform's id of the message whose button was pressed; "" where there is none."""
    since: datetime | None = None
    """From when on the account is there, as with `Said`."""
    link: str = ""
    """Opens the place for whoever may read there, as with `Said`."""
    means: tuple[Person, ...] = ()
    readers: Readers | None = None
    """Who can read the room that it names, as with `means`; None where nobody looked."""
    fetched: tuple[Fetched, ...] = ()
    """Its files, where a command in it keeps them, in the same way."""
    secrets: tuple[str, ...] = ()
    """Kinds of secrets that were cut out, as with `Said`."""


@dataclass(frozen=True, kw_only=True)
class Edited:
    """A message changed after it was said."""

    id: str
    at: datetime
    by: Person
    place: Place
    message: str
    text: str
    """All that it says now."""
    address: Address | None = None
    """How the desk comes to hear what stands there now; None where nobody asked it to listen."""
    secrets: tuple[str, ...] = ()
    """Kinds of secret that intake cut out."""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Deleted:
    """A message was taken back."""

    id: str
    at: datetime
    place: Place
    message: str


class Sign(StrEnum):
    """Reactions that mean something: the first two when staff give them, thumbs below an answer when
    whoever asked does."""

    DONE = "done"
    LOOKING = "looking"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, kw_only=True)
class Reacted:
    """A sign put on a message."""

    id: str
    at: datetime
    by: Person
    place: Place
    message: str
    sign: Sign


@dataclass(frozen=True, kw_only=True)
class Published:
    """An entry was approved: those who asked for it are owed word.

    Seen to some askers at a time: each piece of work leaves the next one of these.
    """

    id: str
    at: datetime
    entry: str
    by: Person
    place: Place | None = None
    """Where it was approved: whoever did it is asked there who is told."""
    answers: str = ""
    """Identity of what approved it."""
    asked: bool = False
    """Somebody asked who waits for it: they are shown them, and nobody is told by itself."""
    telling: bool = False
    """Staff have seen who waits for it, and said that all of them are told."""
    after: int = 0
    """Questions up to this one have been seen to."""
    found: int = 0
    """How many of those the entry may answer."""
    likeliest: tuple[Likely, ...] = ()
    """Of those the first to be shown."""


@dataclass(frozen=True, kw_only=True)
class Recalled:
    """Words of an entry were wrong: whoever was told them is owed the right ones, some at a time."""

    id: str
    at: datetime
    entry: str
    version: int
    """Whose words were wrong."""
    words: str
    """What they are told instead; "" for what the entry says by then."""
    by: Person
    place: Place | None = None
    """Where somebody said so."""
    after: int = 0
    """Questions up to this one have been seen to."""


class Does(StrEnum):
    """What somebody of the team does about a question that nobody could answer."""

    TAKE = "take"
    RELEASE = "release"
    DONE = "done"
    DECLINE = "decline"


@dataclass(frozen=True, kw_only=True)
class Tasked:
    """Staff did something about all questions that ask the same: it is done to them some at a time."""

    id: str
    at: datetime
    question: int
    """One of them, by which they are known."""
    does: Does
    words: str
    """Why there is no answer; "" where that is not what they say."""
    sure: bool = False
    """They have seen what it does to others, and said so: whose it is, who is told what."""
    by: Person
    place: Place | None = None
    """Where somebody said so: there they hear what came of it."""
    answers: str = ""
    """Identity of what said so."""
    after: int = 0
    """Questions up to this one have been seen to."""
    done: int = 0
    """To how many of those it was done."""
    left: tuple[str, ...] = ()
    """Names of those to whose it could not be."""


@dataclass(frozen=True, kw_only=True)
class Announced:
    """Something was said of a known issue: all who have it are owed word, some at a time."""

    id: str
    at: datetime
    incident: int
    word: int
    """Which of those that customers are told: the first is 1."""
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """How the sending of a message ended whose arrival means something to the desk."""

    id: str
    at: datetime
    ticket: int
    """0 for none."""
    key: str
    """Key of the outbox row."""
    ok: bool
    reason: str = ""
    """Plain words for staff when it failed."""
    unclear: bool = False
    """It may have arrived all the same; should it be found, that is told too."""
    otherwise: bool = False
    """It went in its other words."""
    remark: str = ""
    """What staff are to know of how it arrived: why another way, or what was opened for it."""


@dataclass(frozen=True, kw_only=True)
class Flooded:
    """Somebody sends more than the desk takes in at once: they are told what becomes of the rest."""

    id: str
    at: datetime
    by: Person
    place: Place
    until: datetime
    """When what is over is read, as one."""


@dataclass(frozen=True, kw_only=True)
class Returned:
    """The desk is let into a team's room, after it may have been kept out."""

    id: str
    at: datetime
    place: Place
    """The room."""


Inbound = (
    Said
    | Commanded
    | Edited
    | Deleted
    | Reacted
    | Published
    | Recalled
    | Announced
    | Tasked
    | Delivered
    | Flooded
    | Returned
    | Departed
)
