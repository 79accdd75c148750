"""What the loops of delivery work with: the desk, the platforms, words for what only they notice.

Only signatures and the plainest words: the desk itself is `bot.desk.front_desk`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.delivery.clock import Clock
from bot.delivery.shares import Everything, Shares
from bot.delivery.tally import Tally
from bot.desk.boundary import Done, Heard, Tried
from bot.desk.nouns.inbound import Commanded, Edited, Inbound, Said
from bot.desk.nouns.message import Button, Line, Message, Outgoing, Quote, Rows, Tone
from bot.desk.nouns.pending import DeadLetter
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.replay import Replay
from bot.desk.ports.alarms import Alarm
from bot.desk.ports.journal import Store
from bot.desk.ports.platform import Enclosed, Platform
from bot.desk.ports.records import Records
from bot.desk.verbs.own_work import Concerns
from bot.desk.verbs.rising import Burst, Looked
from knowledge.entry import Entry


class Desk(Protocol):
    """The two entry points, and what belongs to them."""

    def hear(self, inbound: Inbound) -> Heard | None:
        """Read and match, in any thread."""
        ...

    def seek(self, records: Records, concerns: Concerns) -> Heard:
        """Look through the records for whom it may concern. Takes its time, only reads."""
        ...

    def only_looks(self, inbound: Inbound, role: Role) -> bool:
        """Whether it asks for a list, so that it may be worked on beside the writer."""
        ...

    def tries(self, inbound: Inbound, role: Role) -> bool:
        """Whether it may change the guide, so that the last questions are asked again first."""
        ...

    def replay(self, tried: Tried) -> Replay | None:
        """Ask the questions again with the change and without it. Takes seconds; safe in any thread."""
        ...

    def receive(  # noqa: PLR0913 -- who, what, when, and what it does to questions
        self,
        records: Records,
        inbound: Inbound,
        heard: Heard | None,
        role: Role,
        now: datetime,
        *,
        trying: bool = False,
        replay: Replay | None = None,
    ) -> Done:
        """Do what it calls for, in the transaction of `records`; `trying`: only ask what would change."""
        ...

    def colleague(self, inbound: Inbound) -> str:
        """By what name words mean somebody of the team, "" for nobody."""
        ...

    def keeps_files(self, inbound: Inbound) -> bool:
        """Whether it is a command that keeps what is attached to it."""
        ...

    def room(self, inbound: Inbound) -> Place | None:
        """The room that is to be the team's by these words; None for none."""
        ...

    def rooms_of_teams(self, platform: str) -> frozenset[str]:
        """Ids of that platform's rooms in which teams work, as last read."""
        ...

    def put_aside(
        self, records: Records, inbound: Inbound, role: Role, now: datetime, number: int
    ) -> bool:
        """Hand to a person what could not be worked on; False when only staff are to hear of it.

        `number` is what staff know the message by.
        """
        ...

    def tick(self, records: Records, alarm: Alarm, now: datetime) -> Done:
        """Do the one next thing that time calls for."""
        ...

    def look_for_bursts(self, records: Records, now: datetime, after: int) -> Looked:
        """Look for like questions in a burst among those after one. Takes its time, only reads."""
        ...

    def ask_about(self, records: Records, burst: Burst, now: datetime) -> None:
        """Ask the team whether something is wrong for those many."""
        ...

    def is_raid_over(self, records: Records, now: datetime) -> bool:
        """Whether new accounts that waited are to be heard from now on. Only reads."""
        ...

    def end_raid(self, records: Records, now: datetime) -> None:
        """Hear new accounts again."""
        ...

    def refresh(self, entries: tuple[Entry, ...]) -> None:
        """Take changed entries into the index."""
        ...


class Notices(Protocol):
    """Words for staff on what only delivery can see."""

    def poison(self, inbound: Inbound, number: int) -> Message:
        """A message came in that the desk could not work on; staff know it by that number."""
        ...

    def garbled(self, letter: DeadLetter) -> Message:
        """A message that came in can't be read any more."""
        ...

    def unclear(self, outgoing: Outgoing) -> Message:
        """A message may or may not have gone out, and it can't be looked up."""
        ...

    def given_up(self, ticket: int | None, number: int, reason: str) -> Message:
        """A message did not go out; staff may have it sent again by that number."""
        ...

    def broken_rule(self, words: str) -> Message:
        """Something does not hold that always should."""
        ...


@dataclass(frozen=True, kw_only=True)
class Wiring:
    """What every loop is given."""

    store: Store
    desk: Desk
    platforms: Mapping[str, Platform]
    """By name, the first part of its ids."""
    clock: Clock
    notices: Notices
    stepwise: bool = False
    """One thing at a time, in one order: the same each time, for a virtual clock."""
    tally: Tally = field(default_factory=Tally)
    shares: Shares = field(default_factory=Everything)
    """What of the work is done here, where several programs share it."""
    files: Callable[[Records, Rows], Sequence[Enclosed]] = lambda _, __: ()
    """Makes the files that go with a message."""

    def staff_room(self, platform: str) -> Place | None:
        """Where staff of a platform are told something; another platform's room if it has none."""
        own = self.platforms.get(platform)
        for each in filter(None, (own, *self.platforms.values())):
            room = each.staff_room()
            if room is not None:
                return room
        return None


class PlainNotices:
    """The words in English."""

    def poison(self, inbound: Inbound, number: int) -> Message:
        """Show the words, so that a person can answer them."""
        name = getattr(getattr(inbound, "by", None), "name", "somebody")
        match inbound:
            case Said():
                text = inbound.words
            case Edited():
                text = inbound.text
            case Commanded():
                text = inbound.line
            case _:
                text = inbound.id
        said = (
            f"I could not work on this message from {name}. Please see to it yourselves. "
            f"Once the cause is mended: replay {number}"
        )
        return Message(
            kind="poison",
            parts=(Line(spans=(said,)), Quote(text=text, by=name)),
            tone=Tone.WARNING,
        )

    def garbled(self, letter: DeadLetter) -> Message:
        """Show what can be made out of it."""
        said = (
            f"I can't read a message from {letter.who or 'somebody'} any more; another version of "
            "me kept it. Please see to it yourselves. "
            f"Once a version runs that can read it: replay {letter.number}"
        )
        quote = (Quote(text=letter.words, by=letter.who),) if letter.words else ()
        return Message(kind="garbled", parts=(Line(spans=(said,)), *quote), tone=Tone.WARNING)

    def unclear(self, outgoing: Outgoing) -> Message:
        """Name the ticket, not the words."""
        about = f" of ticket {outgoing.ticket}" if outgoing.ticket else ""
        said = (
            f"A message{about} may or may not have reached its reader, and I can't look it up. "
            "I won't send it again unless I can see that it isn't there."
        )
        return Message(kind="unclear", parts=(Line(spans=(said,)),), tone=Tone.WARNING)

    def given_up(self, ticket: int | None, number: int, reason: str) -> Message:
        """Name the ticket, not the words, and offer another try."""
        about = f" of ticket {ticket}" if ticket else ""
        said = f"A message{about} did not go out. {reason} To send it once more: resend {number}"
        again = Button(label="Try again", command=f"resend {number}")
        return Message(
            kind="given-up",
            parts=(Line(spans=(said,)),),
            buttons=(again,),
            tone=Tone.WARNING,
        )

    def broken_rule(self, words: str) -> Message:
        """Ids only, as in the log."""
        said = f"My books don't agree: {words}"
        then = (
            "Somebody may be waiting without anybody knowing: please look at what is named, "
            "then report this, because it should not be possible. I look again every hour."
        )
        parts = (Line(spans=(said,)), Line(spans=(then,)))
        return Message(kind="broken-rule", parts=parts, tone=Tone.WARNING)
