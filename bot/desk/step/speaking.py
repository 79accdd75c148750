"""What a step says: to whoever acts, to a ticket's customer, to the team.

Everything leaves through `send`, under the next key of the step; the words themselves are `wording`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.desk.nouns.message import (
    Button,
    Deed,
    Intent,
    Mention,
    Message,
    Outgoing,
    Part,
    Readership,
    SendKind,
)
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step import daily, enclosing, muting, naming, settling
from bot.desk.step.addressing import addressed
from bot.desk.step.daily import Daily
from bot.desk.step.remembering import Remembering
from bot.desk.words import cards, faces, which
from bot.desk.words.told import Word, Worded, left_to_press, pressing, worded
from bot.desk.words.wording import Value
from knowledge.entry import Enclosure


@dataclass(kw_only=True)
class Speaking(Remembering):
    """The part of a step that speaks."""

    _sent: int = 0
    told_in: set[str] = field(default_factory=set)
    """Keys of the places in which a customer was told something."""
    _fresh_offers: set[str] = field(default_factory=set)

    def to_lead(
        self, ticket: Ticket, kind: str, *, buttons: Sequence[str] | None = None, **facts: Value
    ) -> Word:
        """Call a lead into the staff thread. Where no lead is known, it is the team that is told."""
        called = self.lead(ticket)
        key = self.to_staff(ticket, kind, buttons=buttons, lead=called, **facts)
        return Word(key, "told_lead" if isinstance(called, Mention) else "told_team")

    def reply(
        self, kind: str, *, buttons: Sequence[str | Button] | None = None, **facts: Value
    ) -> None:
        """Answer the person acting, where they are."""
        self.answer(self.wording.say(kind, self.language(), buttons=buttons, **facts))

    def whisper(self, kind: str, **facts: Value) -> None:
        """Tell the person acting something that only they should see."""
        self.answer(self.wording.say(kind, self.language(), buttons=None, **facts), private=True)

    def answer(
        self,
        said: Message | Worded,
        *,
        private: bool = False,
        ticket: Ticket | None = None,
        intent: Intent | None = None,
        encloses: tuple[Enclosure, ...] = (),
    ) -> None:
        """Answer the person acting: staff privately, in the staff room or directly, wherever they ask. What
        it encloses follows in a message of its own, and is named where it could not be sent."""
        at_work = self.is_staff and (not self.own if private else self.in_staff_room())
        words = said if isinstance(said, Worded) else Worded(said)
        if at_work and private and self.here.platform == "console":
            words = words.with_buttons(self._typed(words.message.buttons))
        if not at_work and (words.message.buttons or not private):
            offered = self.offered(self.here, self.actor.id, words.message)
            words = words.with_buttons(offered.buttons)
        outgoing = Outgoing(
            key="",
            place=self.here,
            message=words.message,
            readership=Readership.STAFF if at_work else Readership.CUSTOMER,
            kind=SendKind.PRIVATE if at_work or private else SendKind.POST,
            to=self.actor.id,
            answers=self.answers,
            after=words.after,
            otherwise=words.otherwise,
            ticket=ticket.number if ticket else None,
            report=ticket is not None,
            intent=intent or (Intent(at=self.now) if ticket else None),
        )
        self.send(outgoing, encloses)

    def _typed(self, buttons: tuple[Button, ...]) -> tuple[Button, ...]:
        """Buttons as somebody of the team types them in a terminal."""
        return tuple(replace(each, command=self.line(each.command)) for each in buttons)

    def to_customer(  # noqa: PLR0913 -- what is said, what it does, what may be pressed, and where
        self,
        ticket: Ticket,
        kind: str,
        *,
        word: Word | None = None,
        intent: Intent | None = None,
        buttons: Sequence[str | Button] | None = None,
        back: bool = False,
        more: tuple[Part, ...] = (),
        encloses: tuple[Enclosure, ...] = (),
        **facts: Value,
    ) -> str:
        """Write to the ticket's requester, where they asked. What it does, it does by arriving.

        `more` stands below what is said, and what it `encloses` follows.
        `back` is for what answers their own words: who speaks to the desk alone is answered there.
        """
        alone = back and self.here.private and self.by is not None
        place = self.here if alone and self.actor.id == ticket.requester.id else ticket.place
        several = self._has_others(ticket, place)
        if "who" in facts:
            shown = self.face(facts["who"], ticket, ticket.language)
            facts["who"] = faces.in_words(self.wording, kind, shown, ticket.language)

        def say(told: str | None) -> Message:
            press = pressing(self.wording, ticket, ticket.language)
            known: dict[str, Value] = {"n": ticket.number, "told": told, "press": press, **facts}
            said = self.wording.say(kind, ticket.language, buttons=buttons, **known)
            if several and not which.is_named(self.wording, ticket, kind, known):
                said = which.named(self.wording, ticket, said)
            return left_to_press(ticket, replace(said, parts=(*said.parts, *more)))

        said, intent = worded(self.wording, ticket, word, say), intent or self.intent()
        message = self.offered(place, ticket.requester.id, said.message)
        said = said.with_buttons(message.buttons)
        self.belongs(ticket)
        return self.send(
            Outgoing(
                key="",
                place=place,
                message=message,
                readership=Readership.CUSTOMER,
                ticket=ticket.number,
                to=ticket.requester.id,
                answers=self.answers if self._asked_it(ticket) else "",
                after=said.after,
                otherwise=said.otherwise,
                report=intent.does(message) or ticket.unreached_at is not None,
                intent=intent,
            ),
            encloses,
        )

    def to_asker(self, question: Question, kind: str, intent: Intent, **facts: Value) -> None:
        """Write to whoever asked a question, where they did; what stands below it is over then."""
        language = question.language
        asked = cards.with_links(question.text, question.words)
        facts["question"] = asked or self.wording.words("taken_back", language)
        message = self.wording.say(kind, language, buttons=None, q=question.id, **facts)
        self.over(f"question {question.id}")
        place, asker = question.place, question.by.id
        conversation = self.records.conversation(place, asker)
        self.records.save_conversation(replace(conversation, question=question.id))
        self.send(
            Outgoing(
                key="",
                place=place,
                message=self.offered(place, asker, message),
                readership=Readership.CUSTOMER,
                to=asker,
                report=True,
                intent=replace(intent, question=question.id),
            )
        )

    def face(self, who: Value, ticket: Ticket | None = None, language: str = "") -> Value:
        """What a customer reads of somebody of the team, by their name: it, or a name that covers it."""
        team = self.teams.get(ticket.team) if ticket else None
        named = isinstance(who, str) and bool(who)
        return faces.face(self.policy, self.wording, str(who), team, language) if named else who

    def _has_others(self, ticket: Ticket, place: Place) -> bool:
        """Whether its customer has others open where they read of it."""
        theirs = self.records.tickets_of(ticket.requester.id)
        others = (each for each in theirs if each.is_open and each.number != ticket.number)
        return any(each.place.key == place.key for each in others)

    def _asked_it(self, ticket: Ticket) -> bool:
        """Whether the requester is the one who acts, where the ticket is: they are there, and see it."""
        acts = self.by is not None and self.by.id == ticket.requester.id
        return acts and self.place == ticket.place

    def intent(self, deed: Deed = Deed.TELL) -> Intent:
        """What a message of this step is to do by arriving."""
        return Intent(deed=deed, at=self.now, by=self.by if self.is_staff else None)

    def to_staff(
        self, ticket: Ticket, kind: str, *, buttons: Sequence[str] | None = None, **facts: Value
    ) -> str:
        """Write into the staff thread of the ticket; the key of it, "" without a staff room."""
        ticket = self.in_its_room(ticket)
        if ticket.staff_room is None:
            return ""
        known: dict[str, Value] = {"n": ticket.number, "q": 0, **facts}
        message = self.wording.say(kind, self.policy.language, buttons=buttons, **known)
        return self.send(
            Outgoing(
                key="",
                place=ticket.staff_room,
                message=message,
                readership=Readership.STAFF,
                ticket=ticket.number,
                under_card=True,
            )
        )

    def call(self, person: Person, kind: str, **facts: Value) -> None:
        """Write to somebody of the team in its room, by their name."""
        room = self.staff_room(person.platform)
        if room:
            who = Mention(person=person.id, name=person.name)
            message = self.wording.say(kind, self.policy.language, buttons=None, who=who, **facts)
            self.send(Outgoing(key="", place=room, message=message, readership=Readership.STAFF))

    def on_list(self, ticket: Ticket, which: Daily) -> Word | None:
        """Bring today's list of the team's room up to date; word of it, if the ticket stands there."""
        ticket = self.in_its_room(ticket)
        change = daily.change(self, ticket, which)
        if change:
            daily.sent(self, which, change, self.send(change.outgoing))
        return daily.word(self, ticket, which)

    def send(self, outgoing: Outgoing, encloses: tuple[Enclosure, ...] = ()) -> str:
        """Queue a message under the next key of this step, and behind it the files that go with it; returns
        the message's key."""
        key = self._queue(outgoing)
        if encloses:
            self._queue(enclosing.behind(self.wording, outgoing, key, encloses))
        return key

    def _queue(self, outgoing: Outgoing) -> str:
        self._sent += 1
        key = f"{self.cause}/{self._sent}"
        if self._is_muted(outgoing):
            return key
        if outgoing.readership is Readership.CUSTOMER:
            self.told_in.add(outgoing.place.key)
        about = settling.about_message(outgoing)
        about_it = addressed(self.records, self._with_subject(outgoing))
        self.records.send(replace(about_it, key=key, about=about), self.now)
        return key

    def _is_muted(self, outgoing: Outgoing) -> bool:
        """Whether it would be said where the desk rehearses, and to nobody whom it was promised: what was
        begun while it was live there goes on, and so does what is somebody's own by right."""
        begun = outgoing.ticket or (outgoing.intent and outgoing.intent.question)
        goes_on = begun or self.goes_on or self.own
        to_them = outgoing.readership is Readership.CUSTOMER and not goes_on
        return to_them and muting.is_mute(self.records, self.policy, outgoing.place)

    def _with_subject(self, outgoing: Outgoing) -> Outgoing:
        """With what a thread for it may be called, where it goes to a customer or below a card."""
        at_card = outgoing.under_card
        if not at_card and outgoing.readership is not Readership.CUSTOMER:
            return outgoing
        subject = naming.subject(self.records, self.library, outgoing)
        if not subject or outgoing.kind is not SendKind.POST:
            return outgoing
        other = outgoing.otherwise and replace(outgoing.otherwise, subject=subject)
        message = replace(outgoing.message, subject=subject)
        return replace(outgoing, message=message, otherwise=other)

    def offered(
        self, place: Place, person: str, message: Message, *, beside: bool = False
    ) -> Message:
        """Number the buttons, and remember them so that typing a number or label presses them.

        The first message of a step to a person replaces what was offered before, but for what is
        asked `beside` that.
        """
        conversation = self.records.conversation(place, person)
        mine = f"{place.key}|{person}"
        known = conversation.offers if beside or mine in self._fresh_offers else ()
        self._fresh_offers.add(mine)
        shown = settling.numbered(message, after=self._numbers_taken(place, person, len(known)))
        offers = known + settling.offers(shown)
        self.records.save_conversation(replace(conversation, offers=offers))
        return shown

    def _numbers_taken(self, place: Place, person: str, known: int) -> int:
        """After which number to count: where numbers are shown no two open buttons have the same."""
        if not settling.shows_numbers(place):
            return known
        numbers = (
            button.number
            for each in self.records.open_to(place, person)
            if each.outgoing.about != self.settles
            for button in each.outgoing.message.buttons
        )
        return max(numbers, default=0)

    def belongs(self, ticket: Ticket) -> None:
        """Words of its customer there are for that ticket from now on, unless they say otherwise."""
        conversation = self.records.conversation(ticket.place, ticket.requester.id)
        if conversation.ticket != ticket.number:
            self.records.save_conversation(replace(conversation, ticket=ticket.number))
