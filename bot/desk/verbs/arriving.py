"""What a message does by arriving, and what is done when it did not: an `Intent` comes true, or not.

Only what happened is said: a reply counts as given, a notice as given, a time as promised from here on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.conversation import Offer
from bot.desk.nouns.inbound import Delivered
from bot.desk.nouns.message import AGAIN, Deed, Intent, Outgoing
from bot.desk.nouns.promise import Promise, PromiseState
from bot.desk.nouns.ticket import Ticket, TicketState, Turn
from bot.desk.rules import promises
from bot.desk.rules.lifecycle import ERASED, Event, apply, turn
from bot.desk.step import daily, settling
from bot.desk.step.remembering import DESK
from bot.desk.step.step import Step
from bot.desk.verbs import announcing, gaps, ledger, publishing, recalling, thread
from bot.errors import NotFound, Refused

_ANSWERS = {
    Deed.REPLY: Event.REPLY,
    Deed.ASK_BACK: Event.REPLY,
    Deed.PROPOSE: Event.PROPOSE,
}
"""What gives the turn to the customer, and by which event."""
_NOTICES = {Deed.CHECK_IN, Deed.LAST_NOTICE}


def ended(step: Step, report: Delivered) -> str:
    """A message has arrived, or has not."""
    sent = step.records.outgoing(report.key)
    if sent is None or sent.intent is None:
        return _unknown(step, report)
    step.by = sent.intent.by
    if sent.intent.deed is Deed.POST_LIST:
        daily.refused(step, sent)
    elif sent.intent.deed is Deed.RECALL:
        recalling.ended(step, sent.intent, report)
    elif sent.intent.deed is Deed.KNOWN_ISSUE:
        announcing.ended(step, sent.intent, report)
    elif sent.intent.deed is Deed.DECLINE:
        gaps.ended(step, sent.intent, report)
    elif sent.intent.question:
        publishing.ended(step, sent.intent, report)
        if sent.intent.deed is Deed.TELL_ASKER and report.ok and sent.ticket:
            _from_the_guide(step, sent.intent, step.records.ticket(sent.ticket), report)
    elif report.ticket:
        ticket = step.records.ticket(report.ticket)
        if ticket.requester.platform == ERASED:
            return "erased"
        if sent.intent.deed is Deed.POST_CARD:
            _no_card(step, ticket)
        elif report.ok:
            _arrived(step, ticket, sent, report)
        else:
            _not_arrived(step, ticket, sent, report)
    return "delivered" if report.ok else "not_delivered"


def _unknown(step: Step, report: Delivered) -> str:
    """What it was is no longer known; that it failed is told all the same."""
    if not report.ok and report.ticket:
        ticket = step.records.ticket(report.ticket)
        step.record(ticket, "not_delivered", report.reason)
        who = ticket.requester.name
        number = step.records.number_of(report.key)
        buttons = None if number else ("hold", "unreachable")
        kind, reason = "staff_not_delivered", report.reason
        step.to_staff(ticket, kind, buttons=buttons, who=who, reason=reason, number=number)
    return "nothing"


def _no_card(step: Step, ticket: Ticket) -> None:
    """The team's room refused the card: it is posted anew the next time that anything happens."""
    step.records.save_ticket(replace(ticket, card_text=""))


# It has arrived.


def _arrived(step: Step, ticket: Ticket, sent: Outgoing, report: Delivered) -> None:
    intent = sent.intent or step.intent()
    other = sent.otherwise if report.otherwise else None
    if ticket.unreached_at:
        ticket = step.save(replace(ticket, unreached_at=None))
        step.record(ticket, "reached")
        _offer_again(step, ticket)
    _end(step, ticket, _ends(step, ticket, intent), report)
    _promised(step, ticket, (other or sent.message).times(), report)
    if intent.deed in _ANSWERS:
        _answered(step, ticket, intent, report)
    elif intent.deed is Deed.ANSWER_FEEDBACK:
        step.record(ticket, intent.deed.value, intent.text, internal=False)
        step.to_staff(ticket, _how(report), who=ticket.requester.name, remark=report.remark)
    elif intent.deed in _NOTICES:
        _noticed(step, ticket, intent, report)


def _ends(step: Step, ticket: Ticket, intent: Intent) -> Mapping[int, PromiseState]:
    """How promises end by it: what was asked while an answer was on its way, it does not answer.

    Only a person moves a time; where the desk says that nobody acted, it is missed.
    """
    if intent.deed in _ANSWERS and ledger.heard(step, ticket) > intent.heard:
        return {}
    moved = PromiseState.MOVED if intent.by else PromiseState.MISSED
    return dict.fromkeys(intent.ends, _given(intent) if intent.kept else moved)


def _given(intent: Intent) -> PromiseState:
    """What a promise of word ends as: a proposal without a word gives none, and keeps none."""
    wordless = intent.deed is Deed.PROPOSE and not intent.text
    return PromiseState.RELEASED if wordless else PromiseState.KEPT


def _end(step: Step, ticket: Ticket, ends: Mapping[int, PromiseState], report: Delivered) -> None:
    for each in ledger.open_rows(step, ticket):
        if each.id in ends:
            step.records.save_promise(promises.end(each, ends[each.id], report.at))
    step.touch(ticket)


def _promised(step: Step, ticket: Ticket, times: frozenset[datetime], report: Delivered) -> None:
    """The times in it are promises from now on."""
    for each in ledger.open_rows(step, ticket):
        if each.told_at is None and each.due_at in times and promises.named(each):
            step.records.save_promise(replace(each, told_at=report.at))


def _answered(step: Step, ticket: Ticket, intent: Intent, report: Delivered) -> None:
    """The team's words are given. It is the customer's turn, unless something newer is owed them."""
    step.record(ticket, intent.deed.value, intent.text, internal=False)
    if not _owes_more(step, ticket, intent):
        ticket = apply(ticket, _ANSWERS[intent.deed], report.at)
        ledger.end_all(step, ticket, _given(intent))
    if _given(intent) is PromiseState.KEPT:
        ticket = replace(ticket, first_response_at=ticket.first_response_at or report.at)
    step.save(ticket)
    step.to_staff(ticket, _how(report), who=ticket.requester.name, remark=report.remark)


def _how(report: Delivered) -> str:
    """In which words the team is told that it has arrived."""
    if report.reason:
        return "staff_other_route_why" if report.remark else "staff_other_route"
    return "staff_delivered_but" if report.remark else "staff_delivered"


def _from_the_guide(step: Step, intent: Intent, ticket: Ticket, report: Delivered) -> None:
    """The words of an entry are given to the question of a ticket: it is the customer's turn, if they
    wait for nothing else. No person has replied by it: a first reply is still to be counted."""
    ours = ledger.ours(ticket)
    more = _owes_more(step, ticket, intent) or ledger.waits_for_more(step, ticket)
    if ticket.requester.platform == ERASED or not ticket.is_open or (ours and more):
        return
    ticket = step.save(replace(apply(ticket, Event.REPLY, report.at), unreached_at=None))
    ledger.end_all(step, ticket, PromiseState.KEPT)


def _owes_more(step: Step, ticket: Ticket, intent: Intent) -> bool:
    """Whether it was closed, written in or given another time while the words were on their way."""
    newer = [each for each in ledger.open_rows(step, ticket) if each.id not in intent.ends]
    by_staff = any(each.made_by != DESK for each in newer)
    return not ticket.is_open or by_staff or ledger.heard(step, ticket) > intent.heard


def _noticed(step: Step, ticket: Ticket, intent: Intent, report: Delivered) -> None:
    """A notice counts, unless the customer's turn began anew since it was sent."""
    if turn(ticket) is Turn.CUSTOMER and ticket.rung_at == intent.at:
        step.save(promises.climbed(ticket, report.at))
        step.record(ticket, intent.deed.value, internal=False)


# It has not.


def _not_arrived(step: Step, ticket: Ticket, sent: Outgoing, report: Delivered) -> None:
    intent = sent.intent or step.intent()
    _withdraw_offers(step, sent)
    for each in ledger.open_rows(step, ticket):
        if each.id in intent.ends and each.moving_at:
            _stays(step, each)
    if intent.deed in _ANSWERS and ticket.state in {TicketState.PENDING, TicketState.RESOLVED}:
        ticket = ledger.ours_again(step, ticket, Event.UNDELIVERED)
    first = ticket.unreached_at is None
    if not report.unclear:
        ticket = step.save(replace(ticket, unreached_at=ticket.unreached_at or report.at))
    step.touch(ticket)
    if first or intent.by:
        step.record(ticket, "unclear" if report.unclear else "not_delivered", report.reason)
        if intent.text:
            step.record(ticket, UNSENT, intent.text)
        _tell_staff(step, ticket, sent, report)


def _offer_again(step: Step, ticket: Ticket) -> None:
    """The customer can be reached again: staff are told which words of theirs they still don't have."""
    for each in step.records.unsent(ticket.number):
        said = each.intent or step.intent()
        author = said.by.name if said.by else ""
        number, who = step.records.number_of(each.key), ticket.requester.name
        thread.words(
            step, ticket, "staff_reached", said.text, author=author, who=who, number=number
        )


def _withdraw_offers(step: Step, sent: Outgoing) -> None:
    """Buttons that the customer never saw can't be pressed by typing."""
    conversation = step.records.conversation(sent.place, sent.to)
    shown = [button.command for button in sent.message.buttons]
    kept: Sequence[Offer] = [each for each in conversation.offers if each.command not in shown]
    if len(kept) < len(conversation.offers):
        step.records.save_conversation(replace(conversation, offers=tuple(kept)))


def _stays(step: Step, promise: Promise) -> None:
    """It was not moved. If its last hour lies ahead, the customer is written to again before it."""
    if step.now < promises.tell_at(promise, step.policy):
        step.records.save_promise(replace(promise, moving_at=None))


UNSENT = "unsent"
"""The event of the team's words that did not arrive: they can be read, and sent again."""


def _tell_staff(step: Step, ticket: Ticket, sent: Outgoing, report: Delivered) -> None:
    """With the words that are sent by trying again."""
    intent = sent.intent or step.intent()
    kind = "staff_not_delivered" if intent.by else "staff_unreached"
    kind = "staff_unclear" if report.unclear else kind
    who, reason = ticket.requester.name, report.reason
    number = step.records.number_of(sent.key)
    if intent.text:
        author = intent.by.name if intent.by else ""
        thread.words(
            step, ticket, kind, intent.text, author=author, who=who, reason=reason, number=number
        )
    else:
        said = sent.message.parts
        step.to_staff(ticket, kind, quote=said, who=who, reason=reason, number=number)


def resend(step: Step, number: int) -> None:
    """Send once more what did not arrive, by the number of its message.

    What a ticket's customer did not get is decided anew; the rest is looked for first, as it was.
    """
    sent = step.records.undelivered(number)
    if sent and sent.ticket:
        _decide_anew(step, number, sent, step.records.ticket(sent.ticket))
    elif not step.records.send_again(number, step.now):
        raise NotFound.of("needs_no_sending", number=number)


def _decide_anew(step: Step, number: int, sent: Outgoing, ticket: Ticket) -> None:
    said = sent.intent or step.intent()
    if any(at <= step.now for at in sent.message.times()):
        raise Refused.of("its_time_passed", who=ticket.requester.name, n=ticket.number)
    if said.deed in _ANSWERS:
        ticket = step.save(apply(ticket, Event.SEND, step.now, owner=ticket.owner or step.actor))
        ledger.to_us(step, ticket)
        intent = ledger.answer(step, ticket, said.deed, said.text)
    elif not ticket.is_open:
        raise Refused.of("reopen_first", n=ticket.number, line=f"reopen {ticket.number}")
    else:
        intent = replace(said, at=step.now, by=step.actor)
    key, about = f"{sent.key}{AGAIN}", settling.about_message(sent)
    sent = replace(sent, key=key, about=about, report=True, intent=intent)
    step.records.send(sent, step.now)
    line, by = f"resend {number}", step.actor
    choice = settling.Choice(line=line, by=by.id, staff=by.name, inbound=step.answers)
    step.take_away(f"ticket {ticket.number}", choice)
