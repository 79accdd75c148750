"""What customers do to a ticket of theirs.

Each verb goes through `lifecycle.apply`, keeps the ledger true, tells both sides, and records it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.message import Button, Quote
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.question import Feedback
from bot.desk.nouns.ticket import PASSED_ON, Ending, Happened, Priority, Ticket
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.step.step import Step
from bot.desk.verbs import judged, ledger, thread
from bot.desk.words import attached, cards
from bot.desk.words.told import Word, has_it

RATED = "rated"
"""The event of a rating, as `csat` records it."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a customer adds to a ticket."""

    text: str
    message: str
    """Identity of the message that they stand in."""
    files: tuple[File, ...] = ()
    titles: tuple[Button, ...] = ()
    """What the words may mean instead, to press: entries, or something new."""

    @classmethod
    def of(cls, said: Said, titles: tuple[Button, ...] = ()) -> "Words":
        """A whole message."""
        return cls(text=said.words, message=said.id, files=said.files, titles=titles)


def wrote(step: Step, ticket: Ticket, words: Words, *, tell: bool = True) -> Word:
    """Words of the customer that belong to the ticket, and the word of them. A closed one opens again.

    Without `tell` whoever calls says so to them, in other words.
    """
    was_closed, files = not ticket.is_open, words.files
    after = ledger.ours_again(step, ticket, Event.CUSTOMER)
    by_asker = step.by is not None and step.by.id == after.requester.id
    language = step.language() if by_asker else after.language
    after = step.save(replace(after, files=(*after.files, *files), language=language))
    told = "\n".join(filter(None, (words.text, attached.named(files))))
    step.record(after, "customer", told, internal=False, message=words.message)
    shown = attached.facts(files, step.wording, step.policy.language)
    who = ticket.requester.name
    word = Word(thread.words(step, after, "staff_customer", words.text, who=who, files=shown))
    if was_closed:
        judged.opened_again(step, after)
    if after.person_present or not tell:
        return word
    by, near = (
        ledger.promised(step, after),
        any(each.command.startswith("pick ") for each in words.titles),
    )
    if was_closed:
        step.to_customer(after, "reopened", by=by)
    else:
        kind = "added_which" if len(open_here(step, after)) > 1 else "added"
        step.to_customer(
            after,
            kind,
            word=word,
            buttons=words.titles,
            title=cards.title(after),
            by=by,
            beside=step.wording.words("perhaps_one", after.language) if near else None,
        )
    return word


def wrote_unread(step: Step, ticket: Ticket, said: Said) -> None:
    """Words that the platform kept back: nobody here knows what they say, but they are no silence.

    The team is told where they stand. What was closed for silence is open again; what the customer
    confirmed or took back themselves stays closed, for it may be a thanks.
    """
    again = _just_said(step, ticket, UNREAD)
    opens = ticket.is_open or ticket.ending not in {Ending.CONFIRMED, Ending.WITHDRAWN}
    after = ledger.ours_again(step, ticket, Event.CUSTOMER) if opens else ticket
    step.record(after, UNREAD, internal=False, message=said.id)
    desk, who = step.policy.name, after.requester.name
    key = "" if again else step.to_staff(after, "staff_unread", who=who, link=said.link or None)
    if opens and not ticket.is_open:
        step.to_staff(after, "staff_reopened", who=who)
    if after.person_present:
        return
    if not opens:
        step.to_customer(after, "unread_closed", desk=desk)
    elif again:
        told, by = has_it(step.wording, after), ledger.promised(step, after)
        step.to_customer(after, "unread_ticket", told=told, desk=desk, by=by)
    else:
        by = ledger.promised(step, after)
        step.to_customer(after, "unread_ticket", word=Word(key), desk=desk, by=by)


UNREAD = "unread"
"""The event of words that the platform kept back."""

BESIDE = "small_talk"
"""The event of words that ask nothing: said while the team has the ticket, they change nothing."""


def beside(step: Step, ticket: Ticket, said: Said) -> None:
    """Small talk is part of the conversation, and so is what the desk says to it."""
    step.record(ticket, BESIDE, said.words, internal=False, message=said.id)


def said_with_it(step: Step, ticket: Ticket, said: Said) -> None:
    """What they wrote while they did something else: the team reads it, and it asks for nothing."""
    beside(step, ticket, said)
    thread.words(step, ticket, "staff_customer", said.words, who=ticket.requester.name)


UNSAID = "unsaid"
"""The event of a customer taking back the last words that they added."""


def last_added(step: Step, ticket: Ticket) -> str:
    """The message that was added last to an open ticket, where nobody has answered it; "" for none."""
    said = ledger.ASKS_FOR_US | {UNSAID, "reply", "asked back", "proposed"}
    lines = reversed(step.records.history(ticket.number))
    last = next((each for each in lines if each.what in said), None)
    added = last and last.what == "customer" and last.text != ticket.text
    return last.message if last and added else ""


def unsay(step: Step, ticket: Ticket) -> None:
    """The customer takes back what they added last; the ticket stays. The team has read it by now."""
    for each in step.records.questions_of(last_added(step, ticket)):
        dropped = replace(each, feedback=Feedback.WITHDRAWN, feedback_at=step.now, open=False)
        step.records.save_question(replace(dropped, ask_at=None))
    step.record(ticket, UNSAID, internal=False, message=step.answers)
    step.to_staff(ticket, "staff_unsaid", who=ticket.requester.name)
    step.to_customer(ticket, "dropped", title=cards.title(ticket))


def open_here(step: Step, ticket: Ticket) -> list[Ticket]:
    """The open tickets of the same customer in the same place, newest first."""
    theirs = step.records.tickets_of(ticket.requester.id)
    return [each for each in theirs if each.is_open and each.place.key == ticket.place.key]


def complained(step: Step, ticket: Ticket, said: Said) -> None:
    """The customer complains: it goes to a lead, with all they wrote."""
    after = ledger.ours_again(step, ticket, Event.CUSTOMER)
    again = _just_said(step, after, "complained")
    after = step.save(replace(after, priority=Priority.HIGH, escalated=True))
    step.record(after, "complained", said.words, internal=False, message=said.id)
    who = after.requester.name
    shown = Word(thread.words(step, after, "staff_customer", said.words, who=who))
    word = shown if again else step.to_lead(after, "staff_complaint", who=who)
    step.to_customer(after, "complaint_noted", word=word, by=ledger.promised(step, after))


def _just_said(step: Step, ticket: Ticket, what: str) -> bool:
    """Whether the very same was the last that happened: nobody need hear of it twice in a row."""
    history = [each for each in step.records.history(ticket.number) if each.what != BESIDE]
    return bool(history) and history[-1].what == what


def asked_for_person(step: Step, ticket: Ticket, words: str, *, more: bool = False) -> None:
    """The customer asks for a person while the team has the ticket already; `more` than that, which
    the team reads however often they ask."""
    after = ledger.ours_again(step, ticket, Event.CUSTOMER)
    again = not more and _just_said(step, after, "asked_for_person")
    step.record(after, "asked_for_person", words, internal=False, message=step.answers)
    if step.passed_on:
        step.record(after, PASSED_ON)
    by = ledger.promised(step, after)
    if again:
        step.to_customer(after, "person_already", told=has_it(step.wording, after), by=by)
        return
    key = thread.words(step, after, "staff_wants_person", words, who=after.requester.name)
    step.to_customer(after, "person_already", word=Word(key, "team_has"), by=by)


def confirm(step: Step, ticket: Ticket) -> None:
    """The customer says that it is solved."""
    if ticket.ending and ticket.ending.value == "confirmed":
        step.reply("already_closed", n=ticket.number)
        return
    history = step.records.history(ticket.number)
    lines = (each.what for each in reversed(history))
    rated = RATED in takewhile(lambda what: what not in {"confirmed", "reopened"}, lines)
    _close(step, ticket, Event.CONFIRM)
    judged.solved(step, ticket)
    step.record(ticket, "confirmed", internal=False)
    step.to_customer(ticket, "confirmed_rated" if rated else "confirmed", back=True)
    who, helped = ticket.requester.name, _helped(ticket, history)
    if helped:
        step.to_staff(ticket, "staff_confirmed", who=who, owner=", ".join(helped))
    else:
        step.to_staff(ticket, "staff_confirmed_unowned", who=who)


def _helped(ticket: Ticket, history: Sequence[Happened]) -> Sequence[str]:
    """Whose words reached the customer; without any, who has the ticket."""
    names = dict.fromkeys(each.name for each in history if of_team(each))
    return tuple(names) or ((ticket.owner.name,) if ticket.owner else ())


_WORDS_OF_TEAM = frozenset({"reply", "asked back", "proposed"})


def of_team(line: Happened) -> bool:
    """Whether it is words of the team that reached the customer."""
    return line.what in _WORDS_OF_TEAM


def just_told(step: Step, ticket: Ticket) -> bool:
    """Whether the team has written, or promised a time, since its customer last wrote for it."""
    heard = _WORDS_OF_TEAM | {"promised", "customer"}
    lines = (each.what for each in reversed(step.records.history(ticket.number)))
    return next((what for what in lines if what in heard), "customer") != "customer"


def withdraw(step: Step, ticket: Ticket) -> None:
    """The customer takes the question back."""
    if not ticket.is_open:
        step.reply("already_closed", n=ticket.number)
        return
    if asks_first(step, ticket):
        return
    drop(step, ticket)
    named = "; ".join(f"{each.number}, {cards.title(each)}" for each in open_here(step, ticket))
    kind = "withdrawn_of" if named else "withdrawn"
    step.to_customer(ticket, kind, back=True, title=cards.title(ticket), others=named or None)


def asks_first(step: Step, ticket: Ticket) -> bool:
    """Ask whether a ticket that presses is to be closed, by a word, a number or a press; once."""
    if ticket.priority is not Priority.URGENT or not ticket.is_open:
        return False
    if any(each.verb == "takeback" for each in step.conversation().offers):
        return False
    step.reply("mind_changed", n=ticket.number, title=cards.title(ticket))
    return True


def drop(step: Step, ticket: Ticket) -> None:
    """The question is taken back, and the team hears of it, a lead of an urgent one; the customer is
    told by whoever calls."""
    _close(step, ticket, Event.WITHDRAW)
    step.record(ticket, "withdrawn", internal=False)
    if ticket.priority is Priority.URGENT:
        step.to_lead(ticket, "staff_withdrawn_urgent", who=ticket.requester.name)
    else:
        step.to_staff(ticket, "staff_withdrawn", who=ticket.requester.name)


def leave(step: Step, ticket: Ticket, said: Said) -> None:
    """The customer takes it back and goes elsewhere: a lead reads why."""
    _close(step, ticket, Event.WITHDRAW)
    step.record(ticket, "withdrawn", internal=False)
    who, quote = ticket.requester.name, Quote(text=said.words)
    word = step.to_lead(ticket, "staff_leaving", who=who, quote=quote)
    step.to_customer(ticket, "leaving", word=word)


def not_sorted(step: Step, ticket: Ticket) -> None:
    """The customer says that it is not solved: ours again, and a lead hears of it."""
    after = ledger.ours_again(step, ticket, Event.NOT_SORTED)
    again = _just_said(step, after, "not_sorted")
    after = step.save(replace(after, escalated=True, person_present=False))
    judged.not_solved(step, ticket)
    step.record(after, "not_sorted", internal=False)
    _call(step, after, "not_sorted", "staff_not_sorted", again=again)


def press_for(step: Step, ticket: Ticket) -> None:
    """The customer says that it is urgent: ours again, if it was their turn."""
    if not ticket.is_open:
        step.reply("already_closed", n=ticket.number)
        return
    after = ledger.ours_again(step, ticket, Event.CUSTOMER)
    again = _just_said(step, after, "urgent")
    after = step.save(replace(after, priority=Priority.URGENT, escalated=True))
    step.record(after, "urgent", internal=False)
    _call(step, after, "urgent_noted", "staff_urgent", again=again)


def _call(step: Step, ticket: Ticket, kind: str, call: str, *, again: bool) -> None:
    """Call a lead and say so; one who was just called for the same is not called twice in a row."""
    by = ledger.promised(step, ticket)
    if again:
        step.to_customer(ticket, kind, told=has_it(step.wording, ticket), by=by)
    else:
        word = step.to_lead(ticket, call, who=ticket.requester.name)
        step.to_customer(ticket, kind, word=word, by=by)


def heard_from(ticket: Ticket, now: datetime) -> Ticket:
    """After what is no silence, but neither yes nor no: on the customer's turn both notices come anew."""
    return ticket if ledger.ours(ticket) else replace(ticket, rung=0, rung_at=now)


def _close(step: Step, ticket: Ticket, event: Event) -> None:
    ledger.end_all(step, step.save(apply(ticket, event, step.now)), PromiseState.RELEASED)
