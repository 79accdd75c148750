"""The two doors: receive (what people do) and tick (what time does).

The only orchestration. Each call runs inside one transaction and changes nothing outside it.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.desk import answering, follow_up, publishing, talk, tickets
from bot.desk.doors import Alarm, Commands, Done, Heard
from bot.desk.library import Library
from bot.desk.message import Quote
from bot.desk.model import (
    Address,
    Commanded,
    Deleted,
    Delivered,
    DontKnow,
    Edited,
    Ending,
    Inbound,
    Place,
    Published,
    Question,
    Reacted,
    Said,
    Sign,
    Standing,
    Ticket,
)
from bot.desk.policy import Policy
from bot.desk.records import Records
from bot.desk.step import Step
from bot.desk.wording import Wording
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.reading import SmallTalk
from knowledge.secrets import without_marks

_CAPPED_OVER = timedelta(hours=1)


def as_said(asked: Commanded) -> Said | None:
    """ "ask …" as the words that it asks; None for any other command."""
    word, _, rest = asked.line.strip().removeprefix("/").partition(" ")
    text = asked.fields.get("question", rest).strip()
    if word.casefold() != "ask" or not text:
        return None
    return Said(id=asked.id, at=asked.at, by=asked.by, place=asked.place, text=text)


class FrontDesk:
    """The desk: policy, knowledge, words and commands put together."""

    def __init__(
        self,
        *,
        policy: Policy,
        library: Library,
        wording: Wording,
        commands: Commands,
        staff_rooms: Mapping[str, Place] | None = None,
    ) -> None:
        """`staff_rooms`: by platform of the requester, "" for all others."""
        self.policy = policy
        self.library = library
        self.wording = wording
        self.staff_rooms = dict(staff_rooms or {})
        self._commands = commands

    def hear(self, inbound: Inbound) -> Heard | None:
        """Read and match, holding no lock. May take milliseconds; safe in any thread."""
        if isinstance(inbound, Commanded):
            inbound = as_said(inbound) or inbound
        elif isinstance(inbound, Said) and self._in_staff_room(inbound.place):
            return None
        return (
            self.look_up(inbound.text, inbound.by.language) if isinstance(inbound, Said) else None
        )

    def look_up(self, text: str, language: str = "", today: date | None = None) -> Heard:
        """Read a text and find what may answer each of its questions."""
        began = time.perf_counter()
        reading = self.library.read(without_marks(text))
        wanted = tuple(filter(None, (reading.language, language, self.policy.language)))
        near = tuple(
            self.library.guesses(each, languages=wanted, today=today) for each in reading.questions
        )
        took = (time.perf_counter() - began) * 1000
        return Heard(reading=reading, near=near, milliseconds=took)

    def refresh(self, entries: tuple[Entry, ...]) -> None:
        """Take changed entries into the index."""
        self.library.refresh(entries)

    def learn(self, questions: Sequence[Question]) -> None:
        """Learn from what customers said of answers. Takes its time; safe in any thread."""
        self.library.learn(questions)

    # People

    def receive(
        self,
        records: Records,
        inbound: Inbound,
        heard: Heard | None,
        standing: Standing,
        now: datetime,
    ) -> Done:
        """Do what somebody's words or command call for."""
        step = self._step(records, f"in:{inbound.id}", now, standing)
        if heard and isinstance(inbound, Commanded):
            inbound = as_said(inbound) or inbound
        match inbound:
            case Said():
                outcome = self._said(self._by(step, inbound, heard), inbound, heard)
            case Commanded():
                step.quoted = inbound.quoted
                outcome = self._commanded(self._by(step, inbound), inbound.line, inbound.fields)
            case Edited():
                outcome = self._edited(self._by(step, inbound), inbound)
            case Deleted():
                outcome = self._deleted(step, inbound)
            case Reacted():
                outcome = self._reacted(self._by(step, inbound), inbound)
            case Published():
                step.by = inbound.by
                outcome = publishing.tell_askers(step, inbound.entry, self.policy.language)
            case Delivered():
                outcome = publishing.delivered(step, inbound)
        step.finish()
        return Done(entries=tuple(step.entries), outcome=outcome)

    def _step(
        self, records: Records, cause: str, now: datetime, standing: Standing = Standing.CUSTOMER
    ) -> Step:
        return Step(
            records=records,
            policy=self.policy,
            wording=self.wording,
            library=self.library,
            now=now,
            cause=cause,
            standing=standing,
            staff_rooms=self.staff_rooms,
        )

    def _by(
        self, step: Step, inbound: Said | Commanded | Edited | Reacted, heard: Heard | None = None
    ) -> Step:
        """Who and where. The words' own language counts for more than the profile's."""
        known = step.records.person(inbound.by.id)
        spoken = heard.reading.language if heard else ""
        language = spoken or (known.language if known else "") or inbound.by.language
        step.by = replace(inbound.by, language=language)
        step.place = inbound.place
        step.answers = inbound.id
        if known != step.by:
            step.records.save_person(step.by)
        return step

    def _said(self, step: Step, said: Said, heard: Heard | None) -> str:
        if heard is None:
            return self._said_at_work(step, said)
        conversation = step.conversation()
        if step.is_staff and said.address is not Address.DIRECT:
            return self._staff_spoke(step, said)
        if said.address is Address.WATCHED:
            return self._watched(step, said, heard)
        mine = conversation.question or conversation.ticket
        if said.address is Address.OVERHEARD and not mine:
            return "overheard"
        if self._commands.knows(said.text, step.standing):
            return self._commanded(step, said.text, {})
        return self._for_ticket(step, said, heard) or self._for_desk(step, said, heard)

    def _for_ticket(self, step: Step, said: Said, heard: Heard) -> str:
        """Words that belong to a ticket, open or to be opened again; "" when they are for the desk."""
        conversation, kind = step.conversation(), heard.reading.small_talk
        ticket = talk.open_ticket_here(step, conversation)
        real = kind is None or bool(said.files)
        if ticket and ticket.person_present and said.address is not Address.DIRECT:
            if real:
                tickets.wrote(step, ticket, said.text, message=said.id, files=said.files)
            return "ticket"
        if talk.picked(step, said.text, kind) or not real:
            return ""
        if ticket is None and self._reopens(step, heard):
            ticket = step.records.ticket(conversation.ticket or 0)
        elif ticket and not self._belongs(step, ticket, heard):
            return ""
        if ticket is None:
            return ""
        if said.secrets:
            step.whisper("secret")
        talk.note_questions(step, said, heard.reading, heard.near, ticket)
        tickets.wrote(step, ticket, said.text, message=said.id, files=said.files)
        return "ticket"

    def _for_desk(self, step: Step, said: Said, heard: Heard) -> str:
        """A typed button, small talk, or questions."""
        conversation, kind = step.conversation(), heard.reading.small_talk
        if said.address is Address.OVERHEARD and conversation.quiet:
            return "overheard"
        command = talk.picked(step, said.text, kind)
        if command:
            return self._commanded(step, command, {})
        if said.secrets:
            step.whisper("secret")
        if kind is None:
            return talk.questions(step, said, heard.reading, heard.near)
        if not (kind is SmallTalk.EMPTY and said.secrets):
            talk.small_talk(step, kind, said)
        return "small_talk"

    def _belongs(self, step: Step, ticket: Ticket, heard: Heard) -> bool:
        """Whether words belong to the open ticket, or are another question that has an answer.

        In a flat room other questions are to be expected: there choices count as an answer too.
        """
        if ticket.person_present or step.conversation().rephrasing:
            return False
        if ticket.first_response_at or step.here.thread:
            return ticket.first_response_at is not None or not self._sure(heard)
        outcomes = (answering.decide(near, self.library.bands) for near in heard.near)
        return all(isinstance(outcome, DontKnow) for outcome in outcomes)

    def _sure(self, heard: Heard) -> bool:
        return any(
            guesses and guesses[0].probability >= self.library.bands.answer
            for guesses in heard.near
        )

    def _reopens(self, step: Step, heard: Heard) -> bool:
        """Whether words go to the closed ticket of this conversation.

        In a thread any real reply does. In a flat room new questions come too: there, only what
        nothing else answers, after a ticket that was closed for silence.
        """
        number = step.conversation().ticket
        if number is None or heard.reading.small_talk or step.conversation().rephrasing:
            return False
        ticket = step.records.ticket(number)
        if step.here.thread or ticket.is_open:
            return not ticket.is_open
        return ticket.ending is Ending.UNCONFIRMED and not self._sure(heard)

    def _watched(self, step: Step, said: Said, heard: Heard) -> str:
        """A new post in an answer room: an answer only when sure; else a quiet offer, or nothing."""
        if said.others or not heard.reading.questions:
            return "left_alone"
        of_late = step.records.unasked_answers(step.here, step.now - _CAPPED_OVER)
        if of_late >= self.policy.auto_answer_cap:
            return "over_cap"
        if self._sure(heard):
            return talk.questions(step, said, heard.reading, heard.near)
        return talk.offer_quietly(step, said, heard.reading, heard.near)

    # Staff

    def _said_at_work(self, step: Step, said: Said) -> str:
        """Words in the staff room: a command when addressed, a note in a card's thread, else theirs."""
        if not step.is_staff:
            return "not_staff"
        direct = said.address is Address.DIRECT
        if direct and self._commands.names(said.text, step.standing):
            return self._commanded(step, said.text, {})
        ticket = step.records.ticket_of_card(said.place)
        if ticket:
            tickets.note(step, ticket, said.text, message=said.id)
            return "note"
        return self._commanded(step, said.text, {}) if direct else "overheard"

    def _staff_spoke(self, step: Step, said: Said) -> str:
        """Staff write in a customer's thread: the desk steps back from it."""
        ticket = talk.ticket_of_thread(step)
        if ticket:
            tickets.spoke(step, ticket, said.text, said.id)
        talk.keep_quiet(step)
        return "person_spoke"

    def _commanded(self, step: Step, line: str, fields: Mapping[str, str]) -> str:
        try:
            self._commands.obey(step, line, fields)
        except Refused as refused:
            step.whisper("refused", text=str(refused))
            return "refused"
        return "command"

    def _edited(self, step: Step, edited: Edited) -> str:
        ticket = step.records.ticket_of_message(edited.message)
        if ticket is None or ticket.requester.id != edited.by.id:
            return "nothing"
        step.record(ticket, "edited", edited.text, internal=False, message=edited.message)
        quote = Quote(text=tickets.excerpt(edited.text), by=edited.by.name)
        step.to_staff(ticket, "staff_edit", who=edited.by.name, quote=quote)
        return "ticket"

    def _deleted(self, step: Step, deleted: Deleted) -> str:
        ticket = step.records.ticket_of_message(deleted.message)
        if ticket is None:
            return "nothing"
        step.record(ticket, "deleted", message=deleted.message)
        step.to_staff(ticket, "staff_deleted", who=ticket.requester.name)
        return "ticket"

    def _reacted(self, step: Step, reacted: Reacted) -> str:
        """Only staff's signs count: looking claims, done proposes that it is solved."""
        ticket = step.records.ticket_of_message(reacted.message) or talk.ticket_of_thread(step)
        if ticket is None or not step.is_staff:
            return "nothing"
        verb = {Sign.LOOKING: "claim", Sign.DONE: "resolve"}[reacted.sign]
        return self._commanded(step, f"{verb} {ticket.number}", {})

    def _in_staff_room(self, place: Place) -> bool:
        return any(
            (place.platform, place.room) == (room.platform, room.room)
            for room in self.staff_rooms.values()
        )

    # Time

    def tick(self, records: Records, alarm: Alarm, now: datetime) -> Done:
        """Do the one next thing that time calls for, if it is due."""
        if alarm.question is not None:
            return self._tick_question(records, alarm.question, now)
        ticket = records.ticket(alarm.ticket or 0)
        step = self._step(records, f"at:{ticket.number}:{now.isoformat()}", now)
        due = follow_up.ticket_due(step, ticket)
        if due is None:
            step.touch(ticket)
        else:
            # Several things may be due at one moment after a long stop; none may pass for another.
            which = due.promise.id if due.promise else ticket.rung
            step.cause += f":{due.act.value}:{which}"
            follow_up.act(step, ticket, due)
        step.finish()
        return Done(outcome=due.act.value if due else "nothing")

    def _tick_question(self, records: Records, number: int, now: datetime) -> Done:
        question = records.question(number)
        step = self._step(records, f"ask:{question.id}", now)
        step.by, step.place = question.by, question.place
        follow_up.ask_once(step, question)
        step.finish()
        return Done(outcome="asked")
