"""What the desk needs remembered: the port that a store fills.

Every method runs inside the one transaction of the step at hand; nothing here waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.desk.nouns.inbound import Address, Person, Place
from bot.desk.nouns.mail import Mail
from bot.desk.nouns.model import Conversation, Happened, Promise, Question, Ticket
from bot.desk.nouns.pending import Held, LinkCode
from bot.desk.nouns.results import Results
from knowledge.entry import Entry

COPIES = "others' copies blanked"
"""What staff were shown or wrote, blanked because it may quote the person: none of theirs."""


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What was erased of a person. A receipt of it is kept, which says nothing of them."""

    number: int
    """The receipt's."""
    rows: Mapping[str, int]
    """How many rows, by kind."""
    entries: tuple[Entry, ...] = ()
    """Entries that held their words, as they are now."""
    left: tuple[str, ...] = ()
    """Ids of published entries that read as they had asked: for the team to judge."""
    copies: int = 0
    """Backups that hold it still."""


class Records(Mail, Protocol):
    """One transaction's view of everything remembered."""

    # People and conversations

    def person(self, person_id: str) -> Person | None:
        """As last seen; None for a stranger."""
        ...

    def save_person(self, person: Person) -> None:
        """Add or refresh."""
        ...

    def find_people(self, name: str) -> Sequence[Person]:
        """People with that id or, case apart, that name."""
        ...

    def identities(self, person_id: str) -> Sequence[str]:
        """Ids of the same person on all platforms, this one among them."""
        ...

    def link(self, person_id: str, same_as: str) -> None:
        """Know two accounts as one person from now on."""
        ...

    def unlink(self, person_id: str) -> None:
        """Know an account as a person of its own again."""
        ...

    def link_code(self, code: str, now: datetime) -> LinkCode | None:
        """The code, if it is still open."""
        ...

    def save_link_code(self, code: LinkCode, now: datetime) -> None:
        """Keep it, in the place of any other of its owner; what is over is let go."""
        ...

    def end_link_codes(self, people: Sequence[str]) -> None:
        """No code of theirs, nor one that they have typed, is open any more."""
        ...

    def spoke_in(self, person_id: str) -> Place | None:
        """Where that person can be told something: their own private place if one is known."""
        ...

    def kept(self, name: str) -> str:
        """A short text kept under a name, "" if there is none."""
        ...

    def keep(self, name: str, text: str) -> None:
        """Keep a short text under a name, instead of what was there."""
        ...

    def conversation(self, place: Place, person_id: str) -> Conversation:
        """A fresh one where there is none."""
        ...

    def save_conversation(self, conversation: Conversation) -> None: ...

    def conversations_in(self, place: Place) -> Sequence[Conversation]:
        """Everybody's in one place."""
        ...

    # Questions

    def add_question(self, question: Question) -> Question:
        """The same, with its id."""
        ...

    def question(self, question_id: int) -> Question:
        """Raises NotFound."""
        ...

    def save_question(self, question: Question) -> None: ...

    def questions_of(self, message: str) -> Sequence[Question]:
        """Those that one message asked, in order."""
        ...

    def ticket_questions(self, number: int) -> Sequence[Question]: ...

    def unsettled_before(self, ticket: Ticket, since: datetime) -> Sequence[Question]:
        """What its requester asked from `since` on and before the ticket's own questions, and neither
        took back nor called solved. The newest three, in order."""
        ...

    def asked_by(self, person_id: str, newest: int) -> Sequence[Question]:
        """What a person asked, on all their platforms: so many of the newest, oldest first."""
        ...

    def open_questions(self, *, after: int = 0, limit: int = -1) -> Sequence[Question]:
        """Asked, and answered by nobody yet; oldest first. Of those after one so many of the first."""
        ...

    def perhaps_answered(self, entry: str, *, after: int, limit: int) -> Sequence[Question]:
        """Open ones of which staff were asked whether that entry answers them; so many of the first
        after one."""
        ...

    def to_tell(self) -> Mapping[str, int]:
        """How many such there are of each entry."""
        ...

    def judged_questions(self, since: datetime, newest: int) -> Sequence[Question]:
        """Those that customers reacted to after that, in that order; so many of the newest."""
        ...

    # Tickets, promises, history

    def add_ticket(self, ticket: Ticket) -> Ticket:
        """The same, with its number."""
        ...

    def ticket(self, number: int) -> Ticket:
        """Raises NotFound."""
        ...

    def save_ticket(self, ticket: Ticket) -> None: ...

    def open_tickets(self) -> Sequence[Ticket]:
        """All that are not closed, oldest first."""
        ...

    def tickets_of(self, person_id: str) -> Sequence[Ticket]:
        """A requester's, newest first, linked identities included."""
        ...

    def solved_tickets(self, newest: int) -> Sequence[Ticket]:
        """Those that a person of the team answered and whose customers said that it was solved."""
        ...

    def tickets_like(self, numbers: Sequence[int]) -> Sequence[Ticket]:
        """Those whose cards show what was answered to one of these."""
        ...

    def ticket_of_card(self, place: Place) -> Ticket | None:
        """The ticket whose card's thread this place is."""
        ...

    def ticket_of_message(self, message: str) -> Ticket | None:
        """The ticket whose history has this platform message, or None."""
        ...

    def add_promise(self, promise: Promise) -> Promise:
        """The same, with its id."""
        ...

    def save_promise(self, promise: Promise) -> None: ...

    def promises(self, number: int) -> Sequence[Promise]:
        """A ticket's, in the order they were made."""
        ...

    def open_promises(self) -> Sequence[Promise]:
        """Everybody's, the earliest due first."""
        ...

    def owed(self, room: Place, *, leads: bool, most: int) -> Sequence[Promise]:
        """What the list of a staff room names: times that staff were reminded of or that follow one
        not kept; for leads, tickets that nobody takes or answers. The earliest first."""
        ...

    def add_happened(self, happened: Happened) -> None: ...

    def history(self, number: int) -> Sequence[Happened]:
        """Everything that happened to a ticket, in order."""
        ...

    def reply_times(self, limit: int) -> Sequence[tuple[datetime, datetime | None]]:
        """(opened, first response) of the last tickets that got one; then, with None, of the open
        ones that wait for it the longest."""
        ...

    # Knowledge

    def entry(self, entry_id: str) -> Entry | None: ...

    def entries(self) -> Sequence[Entry]:
        """The newest version of each, retired ones too, by id."""
        ...

    def entry_versions(self, entry_id: str) -> Sequence[tuple[Entry, Person | None, datetime, str]]:
        """(version, who, when, why), oldest first."""
        ...

    def save_entry(self, entry: Entry, by: Person, at: datetime, why: str) -> Entry:
        """Store as the next version, whatever `entry.version` says; return it numbered."""
        ...

    def held(self, person_id: str) -> Held | None:
        """The change that this person last wrote and that was not saved."""
        ...

    def hold(self, person_id: str, held: Held | None) -> None:
        """Keep it, instead of what was there; None lets that go."""
        ...

    def people_who_had(self, mark: str, since: datetime) -> int:
        """How many people who asked since then have had an answer with that mark."""
        ...

    # What is kept about one person

    def person_data(self, person_id: str, *, internal: bool) -> Mapping[str, object]:
        """All that is kept about them, as JSON takes it; `internal` adds what only staff may see."""
        ...

    def erase_person(
        self, person_id: str, *, asked_by: Literal["person", "lead"], working_on: str, at: datetime
    ) -> Erased:
        """Erase a person on all their platforms. Their tickets must be closed.

        `working_on` is the inbox row that asked for it, whose words go too.
        """
        ...

    def heard_as(self, message: str) -> Address | None:
        """How the desk came to hear a message; None where it did not."""
        ...

    def words_of(self, message: str) -> str:
        """What a message said when it was last worked on, "" where that is not kept any more."""
        ...

    def burst_of(self, message: str) -> str:
        """The message with which it was read as one, the last of them; itself where it stood alone."""
        ...

    def forget_words(self, message: str, at: datetime) -> None:
        """Let go of what a message said and was changed to; what still waits is not worked on."""
        ...

    def forget_lines(self, number: int, message: str) -> None:
        """Let go of its words in a ticket's history, and in that of one it was merged into."""
        ...

    def unasked_answers(self, room: Place, since: datetime) -> int:
        """How often the desk answered there without being addressed."""
        ...

    # What a report needs

    def results(self, since: datetime, until: datetime, now: datetime) -> Results:
        """What came of a span of time."""
        ...

    def first_asked(self) -> datetime | None:
        """When the first question was asked that is known of."""
        ...
