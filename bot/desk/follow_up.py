"""What time does: the acts named in `promises`, each done once when it falls due.

Staff are called first; a customer is told before a promise lapses; silence closes nothing of ours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.desk import ledger, promises, tickets
from bot.desk.durations import format_duration
from bot.desk.lifecycle import Event, apply
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

PATIENCE = 2
"""So many postponements in a row, and a lead is asked instead of naming another time alone."""


def ticket_due(step: Step, ticket: Ticket) -> Due | None:
    """What time has to do to the ticket now; None when its alarm lies ahead."""
    due = promises.alarm(ticket, step.records.promises(ticket.number), step.policy)
    return due if due and due.at <= step.now else None


def act(step: Step, ticket: Ticket, due: Due) -> None:
    """Do it."""
    if due.promise:
        {Act.REMIND_STAFF: remind_staff, Act.TELL_CUSTOMER: tell_customer}[due.act](
            step, ticket, due.promise
        )
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
    if promise.kind is PromiseKind.UPDATE and ticket.owner and step.now <= promise.due_at:
        after = ledger.keep_up(step, ticket, promise)
        step.record(ticket, "update", after.due_at.isoformat(timespec="minutes"))
        step.to_customer(ticket, "no_news", who=ticket.owner.name, by=after.due_at)
        step.to_staff(ticket, "staff_no_news", requester=ticket.requester.name, by=after.due_at)
        return
    # With somebody at it, what we owe from here on is word by the new time, news or not.
    kind = PromiseKind.UPDATE if ticket.owner else PromiseKind.REPLY
    after = ledger.move(step, ticket, promise, kind)
    late = step.now > promise.due_at
    step.record(ticket, "missed" if late else "moved", after.due_at.isoformat(timespec="minutes"))
    wording = _slip_wording(ticket, promise, late=late)
    owner = ticket.owner.name if ticket.owner else None
    step.to_customer(ticket, wording, was=promise.due_at, by=after.due_at, who=owner)
    first = promise.moves < PATIENCE - 1 and not late
    called = (owner or "Team") if first else step.lead(ticket)
    buttons = ("reply", "promise") if owner else ("take", "promise")
    step.to_staff(ticket, "staff_slipped", buttons=buttons, lead=called, by=after.due_at)


def _slip_wording(ticket: Ticket, promise: Promise, *, late: bool) -> str:
    if late:
        return "slipped"
    if ticket.owner:
        return "slipping_owned"
    return "slipping_lead" if promise.moves >= PATIENCE - 1 else "slipping"


def escalate(step: Step, ticket: Ticket) -> None:
    """Nobody took it: a lead is called, again and again until somebody does."""
    ticket = step.save(replace(promises.climbed(ticket, step.now), escalated=True))
    step.record(ticket, "escalated")
    step.to_staff(ticket, "staff_escalate", lead=step.lead(ticket), since=ticket.opened_at)


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
    step.to_staff(after, "staff_lapsed", who=owner)
    due = ledger.due(step, ledger.to_us(step, after))
    step.to_customer(after, "released", who=owner, by=due)


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
    _notice(step, ticket, "check_in", "check_in_asked" if asked else "check_in")


def last_notice(step: Step, ticket: Ticket) -> None:
    """Second notice, with the day on which it closes."""
    buttons = () if _asked_back(step, ticket) else None
    _notice(step, ticket, "last_notice", "last_notice", buttons)


def _notice(
    step: Step, ticket: Ticket, what: str, kind: str, buttons: Sequence[str] | None = None
) -> None:
    ticket = step.save(promises.climbed(ticket, step.now))
    step.record(ticket, what)
    by = promises.next_rung_at(ticket, step.policy)
    step.to_customer(ticket, kind, buttons=buttons, next=by)


def _asked_back(step: Step, ticket: Ticket) -> bool:
    """Whether the team's last words to the customer were a question: then nothing is solved yet."""
    said = [line.what for line in step.records.history(ticket.number)]
    replies = [what for what in said if what in {"reply", tickets.ASKED_BACK}]
    return ticket.state is TicketState.PENDING and replies[-1:] == [tickets.ASKED_BACK]


def park(step: Step, ticket: Ticket) -> None:
    """Two notices went unanswered. Closed, and recorded as unconfirmed."""
    after = step.save(apply(ticket, Event.PARK, step.now))
    ledger.end_all(step, after, PromiseState.RELEASED)
    step.record(after, "parked")
    step.to_customer(after, "parked")
    step.to_staff(after, "staff_parked", who=ticket.requester.name)


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
    """An answer or choices that nobody reacted to: one question whether it helped, then never again."""
    step.records.save_question(replace(question, ask_at=None))
    if question.feedback or question.ticket or not question.shown:
        return
    if question.outcome is OutcomeKind.ANSWER:
        entry = step.records.entry(question.shown[0])
        title = entry.question if entry else question.text
        step.reply("ask_answer", title=title, q=question.id)
    else:
        step.reply("ask_choices", by=step.policy.reply_by(step.now), q=question.id)


def _owner(ticket: Ticket) -> str:
    return ticket.owner.name if ticket.owner else ""
