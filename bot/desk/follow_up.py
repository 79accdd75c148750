"""What time does: the acts named in `promises`, each done once when it falls due.

Staff are called first; a customer is told before a promise lapses; silence closes nothing of ours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk import cards, earlier, ledger, promises
from bot.desk.durations import format_duration
from bot.desk.lifecycle import Event, apply
from bot.desk.message import Deed, Intent
from bot.desk.model import (
    OutcomeKind,
    Promise,
    PromiseKind,
    PromiseState,
    Question,
    Ticket,
    TicketState,
)
from bot.desk.promises import Act, Due
from bot.desk.step import Step
from bot.desk.told import Word

PATIENCE = 2
"""So many postponements in a row, and a lead is asked instead of naming another time alone."""


def ticket_due(step: Step, ticket: Ticket) -> Due | None:
    """What time has to do to the ticket now; None when its alarm lies ahead."""
    due = promises.alarm(ticket, step.records.promises(ticket.number), step.policy)
    return due if due and due.at <= step.now else None


def act(step: Step, ticket: Ticket, due: Due) -> None:
    """Do it."""
    if due.promise:
        _PROMISE_ACTS[due.act](step, ticket, due.promise)
    else:
        _LADDER_ACTS[due.act](step, ticket)


def remind_staff(step: Step, ticket: Ticket, promise: Promise) -> None:
    """Staff first, well before it is due."""
    ledger.remind(step, promise)
    step.record(ticket, "reminded")
    step.touch(ticket)
    if ticket.owner:
        step.to_staff(ticket, "staff_remind", by=promise.due_at, who=ticket.owner.name)
    else:
        step.to_staff(ticket, "staff_remind_nobody", by=promise.due_at)


def tell_customer(step: Step, ticket: Ticket, promise: Promise) -> None:
    """Nobody acted: the customer hears it from us before the time passes, with a new one."""
    late = step.now > promise.due_at
    # With somebody at it, what we owe from here on is word by the new time, news or not.
    kind = PromiseKind.UPDATE if ticket.owner else PromiseKind.REPLY
    after = ledger.follow(step, ticket, promise, kind)
    if promise.kind is PromiseKind.UPDATE and promise.told_at and ticket.owner and not late:
        step.record(ticket, "update", after.due_at.isoformat(timespec="minutes"))
        keeps = replace(_gives_way(step, promise), kept=True)
        who = ticket.requester.name
        step.to_customer(ticket, "no_news", intent=keeps, who=ticket.owner.name, by=after.due_at)
        step.to_staff(ticket, "staff_no_news", requester=who, by=after.due_at)
        return
    if late:
        step.record(ticket, "missed", promise.due_at.isoformat(timespec="minutes"))
        step.records.save_promise(promises.end(promise, PromiseState.MISSED, step.now))
        moves = step.intent()
    else:
        step.record(ticket, "moving", after.due_at.isoformat(timespec="minutes"))
        moves = _gives_way(step, promise)
    owner = ticket.owner.name if ticket.owner else None
    word = _call(step, ticket, promise, after.due_at, late=late)
    words = _slip_wording(ticket, promise, late=late)
    was, by = promise.due_at, after.due_at
    step.to_customer(ticket, words, word=word, intent=moves, was=was, by=by, who=owner)


def _gives_way(step: Step, promise: Promise) -> Intent:
    """The intent of word that takes a promise's place; what was never told is let go at once."""
    if promise.told_at is None:
        step.records.save_promise(promises.end(promise, PromiseState.MOVED, step.now))
        return step.intent()
    step.records.save_promise(replace(promise, moving_at=step.now))
    return replace(step.intent(), ends=(promise.id,))


def _call(step: Step, ticket: Ticket, promise: Promise, by: datetime, *, late: bool) -> Word:
    """The team hears of it too: whoever has it, then a lead."""
    owner = ticket.owner.name if ticket.owner else None
    buttons = ("reply", "promise") if owner else ("take", "promise")
    if promise.moves >= PATIENCE - 1 or late:
        return step.to_lead(ticket, "staff_slipped", buttons=buttons, by=by)
    return Word(
        step.to_staff(ticket, "staff_slipped", buttons=buttons, lead=owner or "Team", by=by)
    )


def _slip_wording(ticket: Ticket, promise: Promise, *, late: bool) -> str:
    if promise.told_at is None:
        return "still_waiting"
    if late:
        return "slipped"
    return "slipping_owned" if ticket.owner else "slipping"


def let_go_by(step: Step, ticket: Ticket, promise: Promise) -> None:
    """A promise that was to be moved, and nobody can say that the customer knows: it was missed.

    Where they could not be reached they are written to once more; else word is still on its way.
    """
    step.records.save_promise(promises.end(promise, PromiseState.MISSED, step.now))
    step.record(ticket, "missed", promise.due_at.isoformat(timespec="minutes"))
    ticket = ledger.to_us(step, ticket)
    if ticket.unreached_at:
        by = ledger.promised(step, ticket)
        word = _call(step, ticket, promise, by, late=True)
        step.to_customer(ticket, "slipped", word=word, was=promise.due_at, by=by)


def escalate(step: Step, ticket: Ticket) -> None:
    """Nobody took it: a lead is called, again and again until somebody does."""
    ticket = step.save(replace(promises.climbed(ticket, step.now), escalated=True))
    step.record(ticket, "escalated")
    step.to_staff(ticket, "staff_escalate", lead=step.lead(ticket), since=ticket.state_since)


def nudge_owner(step: Step, ticket: Ticket) -> None:
    """The owner has been quiet for half the time that a claim lasts."""
    ticket = step.save(promises.climbed(ticket, step.now))
    step.record(ticket, "nudged")
    left = format_duration(step.policy.claim_lapses / 2)
    step.to_staff(ticket, "staff_nudge", who=_owner(ticket), left=left)


def lapse(step: Step, ticket: Ticket) -> None:
    """The claim lapses, and both sides are told."""
    owner = _owner(ticket)
    after = step.save(apply(ticket, Event.LAPSE, step.now))
    step.record(after, "lapsed", owner)
    word = Word(step.to_staff(after, "staff_lapsed", who=owner))
    due = ledger.due(step, ledger.to_us(step, after))
    step.to_customer(after, "lapsed", word=word, who=owner, by=due)


def end_hold(step: Step, ticket: Ticket) -> None:
    """The hold's stated end has come."""
    reason = ticket.hold_reason
    after = step.save(apply(ticket, Event.RESUME, step.now))
    step.record(after, "resumed", reason)
    ledger.to_us(step, after)
    step.to_staff(after, "staff_hold_over", reason=reason)


def check_in(step: Step, ticket: Ticket) -> None:
    """First notice on the customer's turn."""
    asked = _asked_back(step, ticket)
    _notice(step, ticket, Deed.CHECK_IN, "check_in_asked" if asked else "check_in")


def last_notice(step: Step, ticket: Ticket) -> None:
    """Second notice, with the day on which it closes."""
    buttons = () if _asked_back(step, ticket) else None
    _notice(step, ticket, Deed.LAST_NOTICE, "last_notice", buttons)


def _notice(
    step: Step, ticket: Ticket, deed: Deed, kind: str, buttons: Sequence[str] | None = None
) -> None:
    """It counts once it has arrived; until then the same rung waits, to be tried again."""
    by = promises.next_rung_at(promises.climbed(ticket, step.now), step.policy)
    ticket = step.save(replace(ticket, rung_at=step.now))
    step.to_customer(ticket, kind, intent=step.intent(deed), buttons=buttons, next=by)


def _asked_back(step: Step, ticket: Ticket) -> bool:
    """Whether the team's last words to the customer were a question: then nothing is solved yet."""
    said = [line.what for line in step.records.history(ticket.number)]
    replies = [what for what in said if what in {Deed.REPLY, Deed.ASK_BACK}]
    return ticket.state is TicketState.PENDING and replies[-1:] == [Deed.ASK_BACK]


def park(step: Step, ticket: Ticket) -> None:
    """Two notices went unanswered. Closed, and recorded as unconfirmed."""
    after = step.save(apply(ticket, Event.PARK, step.now))
    ledger.end_all(step, after, PromiseState.RELEASED)
    step.record(after, "parked")
    step.to_customer(after, "parked")
    step.to_staff(after, "staff_parked", who=ticket.requester.name)


_PROMISE_ACTS: Mapping[Act, Callable[[Step, Ticket, Promise], None]] = {
    Act.REMIND_STAFF: remind_staff,
    Act.TELL_CUSTOMER: tell_customer,
    Act.LET_GO_BY: let_go_by,
}
_LADDER_ACTS: Mapping[Act, Callable[[Step, Ticket], None]] = {
    Act.ESCALATE: escalate,
    Act.NUDGE_OWNER: nudge_owner,
    Act.LAPSE: lapse,
    Act.END_HOLD: end_hold,
    Act.CHECK_IN: check_in,
    Act.LAST_NOTICE: last_notice,
    Act.PARK: park,
}


def ask_once(step: Step, question: Question) -> None:
    """An answer or choices that nobody reacted to: one question whether it helped, then never again.

    None about what the team has, and of the same asked twice, or of several at a time, the last.
    """
    step.records.save_question(replace(question, ask_at=None))
    if not earlier.unsettled(step, question) or earlier.asked_with_another(step, question):
        return
    kind = "ask_answer" if question.outcome is OutcomeKind.ANSWER else "ask_choices"
    asked, by = cards.shorten(question.text, cards.BEFORE), step.policy.reply_by(step.now)
    step.reply(kind, question=asked, by=by, q=question.id)


def _owner(ticket: Ticket) -> str:
    return ticket.owner.name if ticket.owner else ""
