"""What time does: the acts named in `promises`, each done once when it falls due.

Staff are called first; a customer is told before a promise lapses; silence closes nothing of ours.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.message import Deed, Intent
from bot.desk.nouns.promise import Promise, PromiseState
from bot.desk.nouns.question import OutcomeKind, Question
from bot.desk.nouns.ticket import Happened, Ticket, TicketState
from bot.desk.rules import promises
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.rules.promises import Act, Due
from bot.desk.step import daily
from bot.desk.step.daily import Daily
from bot.desk.step.step import Step
from bot.desk.verbs import assigning, earlier, ledger, presence, serious
from bot.desk.words import cards
from bot.desk.words.told import Word


def ticket_due(step: Step, ticket: Ticket) -> Due | None:
    """What time has to do to the ticket now; None when its alarm lies ahead."""
    ledger_now = step.records.promises(ticket.number)
    due = promises.alarm(ticket, ledger_now, step.rules_for(ticket))
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
    step.touch(ticket)
    if ticket.owner:
        who = ticket.owner.name
        _in_thread(step, ticket, "staff_remind", ("reminded", who), who=who, by=promise.due_at)
    else:
        step.record(ticket, "reminded")
    step.on_list(ticket, Daily.DUE)


def _in_thread(
    step: Step, ticket: Ticket, kind: str, happened: tuple[str, str], **facts: str | datetime
) -> None:
    """What time has to say in a ticket's thread, where it calls whoever has it: once a day, and what
    comes after that stands in the list alone. `happened` is its line in the history."""
    day = daily.today(step.now, step.policy)
    spoken = any(
        _called(line) and daily.today(line.at, step.policy) == day
        for line in step.records.history(ticket.number)
    )
    step.record(ticket, *happened)
    if not spoken:
        step.to_staff(ticket, kind, buttons=None, **facts)


_IN_THREAD = {"reminded", "nudged", "resumed"}


def _called(line: Happened) -> bool:
    """Whether time spoke in the thread: such a line says whom it called, or why, and those of people
    say neither; or it closed the ticket."""
    return line.what in {"parked", "settled"} or (line.what in _IN_THREAD and bool(line.text))


def tell_customer(step: Step, ticket: Ticket, promise: Promise) -> None:
    """Nobody acted: the customer hears it from us before the time passes, and what follows."""
    after = ledger.follow(step, ticket, promise)
    late = step.now > promise.due_at
    if late:
        step.record(ticket, "missed", _noted(promise.due_at))
        step.records.save_promise(promises.end(promise, PromiseState.MISSED, step.now))
        gives_up = step.intent()
    else:
        gives_up = _gives_up(step, promise)
    word = _call(step, ticket, promise, after, late=late)
    if promises.named(after):
        step.record(ticket, "moving", _noted(after.due_at))
    else:
        step.record(ticket, "no_time")
    help_is = serious.where_help_is(step, ticket)
    step.to_customer(
        ticket,
        _slip_wording(step, ticket, promise, after, late=late),
        word=word,
        intent=gives_up,
        buttons=() if help_is else None,
        more=help_is,
        was=promise.due_at,
        by=after.due_at,
        since=ticket.opened_at,
        who=_owner(ticket) or None,
    )


def _gives_up(step: Step, promise: Promise) -> Intent:
    """The intent of word that a promise won't be kept; what was never told is let go at once."""
    if promise.told_at is None:
        step.records.save_promise(promises.end(promise, PromiseState.MISSED, step.now))
        return step.intent()
    step.records.save_promise(replace(promise, moving_at=step.now))
    return replace(step.intent(), ends=(promise.id,))


def _call(step: Step, ticket: Ticket, promise: Promise, after: Promise, *, late: bool) -> Word:
    """The team reads of it in its list, a lead in theirs; where those are full, on the ticket."""
    owner = ticket.owner.name if ticket.owner else None
    buttons = ("reply", "promise") if owner else ("take", "promise")
    kind = "staff_slipped" if promises.named(after) else "staff_no_time"
    listed = step.on_list(ticket, Daily.DUE)
    if promises.slip(promise).calls_lead or late:
        called = step.on_list(ticket, Daily.LEADS)
        return called or step.to_lead(ticket, kind, buttons=buttons, by=after.due_at)
    return listed or Word(
        step.to_staff(ticket, kind, buttons=buttons, lead=owner or "Team", by=after.due_at)
    )


def _slip_wording(
    step: Step, ticket: Ticket, promise: Promise, after: Promise, *, late: bool
) -> str:
    if not promises.named(after):
        told = promises.named(promise) and promise.told_at
        return "no_time_left" if told else "still_no_time"
    if promise.told_at is None:
        return "still_waiting"
    if late:
        return "slipped"
    at_it = ticket.owner and not assigning.is_silent(step, ticket)
    return "slipping_owned" if at_it else "slipping"


def _noted(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def let_go_by(step: Step, ticket: Ticket, promise: Promise) -> None:
    """A promise that was to be moved, and nobody can say that the customer knows: it was missed.

    Where they could not be reached they are written to once more; else word is still on its way.
    """
    step.records.save_promise(promises.end(promise, PromiseState.MISSED, step.now))
    step.record(ticket, "missed", _noted(promise.due_at))
    ticket = ledger.to_us(step, ticket)
    if ticket.unreached_at:
        after = ledger.open_rows(step, ticket)[0]
        word = _call(step, ticket, promise, after, late=True)
        kind = _slip_wording(step, ticket, promise, after, late=True)
        step.to_customer(ticket, kind, word=word, was=promise.due_at, by=after.due_at)


def escalate(step: Step, ticket: Ticket) -> None:
    """Nobody took it: a lead is called, again and again until somebody does."""
    ticket = step.save(replace(promises.climbed(ticket, step.now), escalated=True))
    step.record(ticket, "escalated")
    step.on_list(ticket, Daily.LEADS)


def begin(step: Step, ticket: Ticket) -> None:
    """The owner's shift begins, or their absence is over: they hear once that it is theirs, and from now
    on it can be quiet."""
    begins = presence.works_from(step, ticket.owner) if ticket.owner else step.now
    after = promises.from_begin(ticket, begins, step.now)
    if after is not ticket:
        step.save(after)  # their hours have changed meanwhile
        return
    after = step.save(replace(ticket, rung=0, rung_at=step.now))
    step.record(after, "begun", _owner(ticket))
    step.to_staff(after, "staff_begun", who=_owner(ticket))


def nudge_owner(step: Step, ticket: Ticket) -> None:
    """The owner has been quiet for half the time that a claim lasts."""
    ticket = step.save(promises.climbed(ticket, step.now))
    left = step.wording.length(step.policy.claim_lapses / 2, step.policy.language)
    who = _owner(ticket)
    _in_thread(step, ticket, "staff_nudge", ("nudged", who), who=who, left=left)


def lapse(step: Step, ticket: Ticket) -> None:
    """The claim lapses, and both sides are told."""
    owner, silent = _owner(ticket), assigning.is_silent(step, ticket)
    after = step.save(apply(ticket, Event.LAPSE, step.now))
    step.record(after, "lapsed", owner)
    for each in ledger.open_rows(step, ledger.to_us(step, after)):
        ledger.remind(step, each)
    listed = step.on_list(after, Daily.DUE)
    word = listed or assigning.pass_on(step, after, "staff_lapsed", who=owner)
    if listed:
        assigning.give(step, after)
    if not silent:
        step.to_customer(after, "lapsed", word=word, who=owner, by=ledger.due(step, after))


def end_hold(step: Step, ticket: Ticket) -> None:
    """The hold's stated end has come."""
    reason = ticket.hold_reason
    after = step.save(apply(ticket, Event.RESUME, step.now))
    ledger.to_us(step, after)
    _in_thread(step, after, "staff_hold_over", ("resumed", reason), reason=reason)


def check_in(step: Step, ticket: Ticket) -> None:
    """First notice on the customer's turn."""
    kind = "check_in_asked" if _asked_back(step, ticket) else "check_in"
    _notice(
        step, ticket, Deed.CHECK_IN, "check_in_solved" if _solved_before(step, ticket) else kind
    )


def last_notice(step: Step, ticket: Ticket) -> None:
    """Second notice, with the day on which it closes; what its customer called solved closes now."""
    if _solved_before(step, ticket):
        _close_again(step, ticket)
        return
    buttons = () if _asked_back(step, ticket) else None
    _notice(step, ticket, Deed.LAST_NOTICE, "last_notice", buttons)


def _notice(
    step: Step, ticket: Ticket, deed: Deed, kind: str, buttons: Sequence[str] | None = None
) -> None:
    """It counts once it has arrived; until then the same rung waits, to be tried again."""
    by = promises.next_rung_at(promises.climbed(ticket, step.now), step.policy)
    ticket = step.save(replace(ticket, rung_at=step.now))
    title, intent = cards.title(ticket), step.intent(deed)
    step.to_customer(ticket, kind, intent=intent, buttons=buttons, title=title, next=by)


def _asked_back(step: Step, ticket: Ticket) -> bool:
    """Whether the team's last words to the customer were a question: then nothing is solved yet."""
    said = [line.what for line in step.records.history(ticket.number)]
    replies = [what for what in said if what in {Deed.REPLY, Deed.ASK_BACK, "asker_told"}]
    return ticket.state is TicketState.PENDING and replies[-1:] == [Deed.ASK_BACK]


def _solved_before(step: Step, ticket: Ticket) -> bool:
    """Whether its customer had said that it is solved, and since then the team has written without
    being asked, and asks nothing: their word stands, and silence doesn't take it back."""
    if ledger.asked_back(step, ticket):
        return False
    theirs = step.records.identities(ticket.requester.id)
    for line in reversed(step.records.history(ticket.number)):
        if line.what in ledger.ASKS_FOR_US and line.by in theirs:
            return False
        if line.what == "confirmed":
            return True
    return False


def _close_again(step: Step, ticket: Ticket) -> None:
    """As they had called it; they were told the day."""
    after = step.save(apply(ticket, Event.CONFIRM, step.now))
    ledger.end_all(step, after, PromiseState.RELEASED)
    step.record(after, "settled")
    step.to_staff(after, "staff_settled", who=ticket.requester.name)


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
    Act.BEGIN: begin,
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
    asked, by = cards.quoted(question, cards.BEFORE), step.policy.reply_by(step.now)
    step.reply(kind, question=asked, by=by, q=question.id)


def _owner(ticket: Ticket) -> str:
    return ticket.owner.name if ticket.owner else ""
