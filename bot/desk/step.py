"""One step of work: who acts, where, when, and what follows from it.

Verbs take a Step first. `finish` closes it: alarms recomputed, cards brought up to date.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk import cards, promises
from bot.desk.inbound import Person, Place, Standing
from bot.desk.library import Library
from bot.desk.message import Button, Mention, Message, Outgoing, Readership, SendKind
from bot.desk.model import Conversation, Happened, Offer, Promise, Question, Ticket
from bot.desk.policy import Policy
from bot.desk.records import Records
from bot.desk.wording import Value, Wording
from knowledge.entry import Entry

_JUST_BEFORE = timedelta(hours=1)
"""What was asked so long before a ticket stands on its card."""
DESK = "desk"
"""Who acts when nobody does."""


@dataclass(kw_only=True)
class Step:
    """What a verb needs, and what it leaves behind."""

    records: Records
    policy: Policy
    wording: Wording
    now: datetime
    cause: str
    """Identity of what set this off; with a counter it makes the keys of what is sent."""
    place: Place | None = None
    by: Person | None = None
    standing: Standing = Standing.CUSTOMER
    library: Library = field(default_factory=Library)
    staff_rooms: dict[str, Place] = field(default_factory=dict)
    """Staff room by platform of the requester; "" is for all others."""
    answers: str = ""
    """Identity of the message being answered."""
    link: str = ""
    """Opens it for whoever may read there."""
    entries: list[Entry] = field(default_factory=list)
    """Entries changed by this step."""
    quoted: str = ""
    """Text of the message that a command was called on."""
    own: bool = False
    """What the person acting is told is theirs alone, and no colleague's."""
    _sent: int = 0
    _touched: dict[int, None] = field(default_factory=dict)
    _fresh_offers: set[str] = field(default_factory=set)

    # Who and where

    @property
    def actor(self) -> Person:
        """The person acting; only steps of time have none."""
        if self.by is None:
            raise ValueError("nobody acts in this step")
        return self.by

    @property
    def here(self) -> Place:
        """Where the person acts."""
        if self.place is None:
            raise ValueError("this step has no place")
        return self.place

    @property
    def is_staff(self) -> bool:
        """Whether the person acting is an agent or a lead."""
        return self.standing >= Standing.AGENT

    def language(self) -> str:
        """Language to answer the person acting in."""
        return self.wording.language(self.by.language if self.by else "", self.policy.language)

    def conversation(self) -> Conversation:
        """What is remembered of the person acting, here."""
        return self.records.conversation(self.here, self.actor.id)

    def lead(self, ticket: Ticket) -> str | Mention:
        """Who is called when something needs a lead."""
        room = ticket.staff_room
        found = self.policy.leads.get(room.platform, ()) if room else ()
        return found[0] if found else "Leads"

    def reader(self, platform: str) -> str:
        """Who reads complaints, in words for the customer: a lead where there is one."""
        name = "a_lead" if self.policy.leads.get(platform) else "the_team"
        return self.wording.label(name, self.language())

    # Speaking

    def reply(self, kind: str, *, buttons: Sequence[str] | None = None, **facts: Value) -> None:
        """Answer the person acting, where they are."""
        self.answer(self.wording.say(kind, self.language(), buttons=buttons, **facts))

    def whisper(self, kind: str, **facts: Value) -> None:
        """Tell the person acting something that only they should see."""
        self.answer(self.wording.say(kind, self.language(), buttons=None, **facts), private=True)

    def answer(
        self,
        message: Message,
        *,
        private: bool = False,
        after: str = "",
        otherwise: Message | None = None,
        ticket: int | None = None,
    ) -> None:
        """Answer the person acting with a message already made. In the staff room, only they see it.

        What is said privately to staff is for staff: it stands in the staff room, or goes to them
        directly, never where they happened to ask.
        """
        own = self.own and private
        at_work = self.is_staff and not own and (private or self.in_staff_room())
        self.send(
            Outgoing(
                key="",
                place=self.here,
                message=message if at_work else self.offered(self.here, self.actor.id, message),
                readership=Readership.STAFF if at_work else Readership.CUSTOMER,
                kind=SendKind.PRIVATE if at_work or private else SendKind.POST,
                to=self.actor.id,
                answers=self.answers,
                after=after,
                otherwise=otherwise,
                ticket=ticket,
            )
        )

    def to_customer(
        self,
        ticket: Ticket,
        kind: str,
        *,
        report: bool = False,
        buttons: Sequence[str] | None = None,
        **facts: Value,
    ) -> str:
        """Write to the ticket's requester, where they asked."""
        told: dict[str, Value] = {"n": ticket.number, **facts}
        message = self.wording.say(kind, ticket.language, buttons=buttons, **told)
        self._belongs(ticket)
        return self.send(
            Outgoing(
                key="",
                place=ticket.place,
                message=self.offered(ticket.place, ticket.requester.id, message),
                readership=Readership.CUSTOMER,
                ticket=ticket.number,
                to=ticket.requester.id,
                report=report,
            )
        )

    def to_staff(
        self, ticket: Ticket, kind: str, *, buttons: Sequence[str] | None = None, **facts: Value
    ) -> None:
        """Write into the staff thread of the ticket."""
        if ticket.staff_room is None:
            return
        told: dict[str, Value] = {"n": ticket.number, "q": 0, **facts}
        message = self.wording.say(kind, self.policy.language, buttons=buttons, **told)
        self.send(
            Outgoing(
                key="",
                place=ticket.staff_room,
                message=message,
                readership=Readership.STAFF,
                ticket=ticket.number,
                under_card=True,
            )
        )

    def send(self, outgoing: Outgoing) -> str:
        """Queue a message under the next key of this step; returns the key."""
        self._sent += 1
        key = f"{self.cause}/{self._sent}"
        self.records.send(replace(outgoing, key=key), self.now)
        return key

    def offered(self, place: Place, person: str, message: Message) -> Message:
        """Number the buttons, and remember them so that typing a number or label presses them.

        The first message of a step to a person replaces what was offered before.
        """
        conversation = self.records.conversation(place, person)
        mine = f"{place.key}|{person}"
        known = conversation.offers if mine in self._fresh_offers else ()
        self._fresh_offers.add(mine)
        numbered: list[Button] = [
            replace(button, number=number)
            for number, button in enumerate(message.buttons, start=len(known) + 1)
        ]
        offers = known + tuple(
            Offer(label=b.label, command=b.command, asked=message.asks) for b in numbered
        )
        self.records.save_conversation(replace(conversation, offers=offers))
        return replace(message, buttons=tuple(numbered))

    def _belongs(self, ticket: Ticket) -> None:
        conversation = self.records.conversation(ticket.place, ticket.requester.id)
        if conversation.ticket != ticket.number:
            self.records.save_conversation(replace(conversation, ticket=ticket.number))

    # Remembering

    def in_staff_room(self) -> bool:
        """Whether the person acts in a staff room or in a thread of one."""
        return self.place is not None and any(
            self.place.platform == room.platform and self.place.room == room.room
            for room in self.staff_rooms.values()
        )

    def staff_room(self, platform: str) -> Place | None:
        """Where tickets from that platform are worked on."""
        return self.staff_rooms.get(platform) or next(iter(self.staff_rooms.values()), None)

    def save(self, ticket: Ticket) -> Ticket:
        """Store a ticket; its alarm and card follow at the end of the step."""
        self.records.save_ticket(ticket)
        self._touched[ticket.number] = None
        return ticket

    def touch(self, ticket: Ticket) -> None:
        """Have the ticket's alarm and card looked at when the step ends."""
        self._touched[ticket.number] = None

    def record(
        self, ticket: Ticket, what: str, text: str = "", *, internal: bool = True, message: str = ""
    ) -> None:
        """Add a line to the ticket's history."""
        self.records.add_happened(
            Happened(
                ticket=ticket.number,
                at=self.now,
                by=self.by.id if self.by else DESK,
                name=self.by.name if self.by else self.policy.name,
                what=what,
                text=text,
                internal=internal,
                message=message,
            )
        )

    def finish(self) -> None:
        """Close the step: one alarm for each ticket touched, and its card as it now is."""
        for number in tuple(self._touched):
            ticket = self.records.ticket(number)
            ledger = self.records.promises(number)
            due = promises.alarm(ticket, ledger, self.policy)
            ticket = replace(ticket, alarm_at=due.at if due else None)
            card = self.card(ticket, ledger)
            fingerprint = cards.fingerprint(card)
            if ticket.staff_room and fingerprint != ticket.card_text:
                self.post_card(ticket, card)
                ticket = replace(ticket, card_text=fingerprint)
            self.records.save_ticket(ticket)

    def card(self, ticket: Ticket, ledger: Sequence[Promise]) -> Message:
        """The ticket's card as it should now read."""
        return cards.card(
            ticket,
            ledger,
            self.wording,
            self.policy,
            cards.Around(
                theirs=self.records.tickets_of(ticket.requester.id),
                before=self.asked_before(ticket),
            ),
        )

    def asked_before(self, ticket: Ticket) -> Sequence[Question]:
        """What its requester asked just before it, and nobody settled: each message once, and not
        those that are the ticket's own words."""
        found = self.records.unsettled_before(ticket, ticket.opened_at - _JUST_BEFORE)
        others = [each for each in found if each.words not in ticket.text]
        return list({each.message: each for each in others}.values())

    def post_card(self, ticket: Ticket, card: Message, *, report: bool = False) -> str:
        """Post the ticket's card, or change the one that stands."""
        if ticket.staff_room is None:
            return ""
        return self.send(
            Outgoing(
                key="",
                place=ticket.staff_room,
                message=card,
                readership=Readership.STAFF,
                kind=SendKind.CARD,
                ticket=ticket.number,
                report=report,
            )
        )
