"""The promise ledger in use: making, moving, ending, and keeping one open while it is our turn.

Every time that a customer is given goes through `make`; what it takes the place of ends once the
customer has the new one in words.
"""

from dataclasses import replace
from datetime import datetime

from bot.desk.nouns.message import Deed, Intent, Line
from bot.desk.nouns.promise import Promise, PromiseKind, PromiseState
from bot.desk.nouns.ticket import Happened, Ticket, TicketState, Turn
from bot.desk.rules import promises
from bot.desk.rules.lifecycle import Event, apply, turn
from bot.desk.step.remembering import DESK
from bot.desk.step.step import Step
from bot.desk.words import cards, wait
from bot.errors import Refused
from knowledge.text.accepting import accepts
from knowledge.text.sentences import puts_question

ASKS_FOR_US = {
    "customer",
    "unread",
    "asked_for_person",
    "not_sorted",
    "urgent",
    "complained",
    "reopened",
}
"""Lines of history by which a customer asks for the team."""


def answer(step: Step, ticket: Ticket, deed: Deed, text: str = "") -> Intent:
    """The intent of words after which it is the customer's turn."""
    return replace(
        step.intent(deed),
        text=text,
        heard=heard(step, ticket),
        ends=tuple(each.id for each in open_rows(step, ticket)),
        kept=True,
    )


def heard(step: Step, ticket: Ticket) -> int:
    """How often the customer has asked for the team."""
    return sum(line.what in ASKS_FOR_US for line in step.records.history(ticket.number))


def waits_for_more(step: Step, ticket: Ticket) -> bool:
    """Whether its customer waits for more than an answer to what they first asked: another question
    of theirs is open, or they have written, complained or asked for a person since the last words."""
    last: list[str] = []
    for line in step.records.history(ticket.number):
        last = [] if line.what in GIVES_WORDS else [*last, line.what]
    if not {*ASKS_FOR_US, "merged_from"}.isdisjoint(last):
        return True
    return any(each.open for each in step.records.ticket_questions(ticket.number))


def owes_words(step: Step, ticket: Ticket) -> bool:
    """Whether its customer has had none, or wants more since the last: "ok, I'll pay by card then" wants
    nothing."""
    since: list[Happened] | None = None
    for line in step.records.history(ticket.number):
        if line.what in GIVES_WORDS:
            since = []
        elif since is not None:
            since.append(line)
    return since is None or any(
        line.what in ASKS_FOR_US and not (line.what == "customer" and accepts(line.text))
        for line in since
    )


def asked_back(step: Step, ticket: Ticket) -> bool:
    """Whether the team's last words ask its customer something, in its own thread too."""
    words = (each for each in reversed(step.records.history(ticket.number)))
    last = next((each for each in words if each.what in GIVES_WORDS), None)
    return last is not None and (last.what == Deed.ASK_BACK or puts_question(last.text))


GIVES_WORDS = {Deed.REPLY, Deed.ASK_BACK, Deed.PROPOSE}
"""Lines of history by which the team gives a customer words."""


def make(
    step: Step, ticket: Ticket, kind: PromiseKind, due_at: datetime, *, moves: int = 0
) -> Promise:
    """Write down that the requester is told `due_at`; a promise once those words have arrived."""
    step.touch(ticket)
    return step.records.add_promise(
        Promise(
            ticket=ticket.number,
            kind=kind,
            to=ticket.requester.id,
            made_at=step.now,
            made_by=step.by.id if step.by and step.is_staff else DESK,
            due_at=due_at,
            moves=moves,
        )
    )


def end_all(step: Step, ticket: Ticket, state: PromiseState) -> None:
    """End what is open: kept, moved to another time, or released."""
    for each in step.records.promises(ticket.number):
        after_all = state is PromiseState.KEPT and promises.kept_after_all(each, step.now)
        if each.state is PromiseState.OPEN or after_all:
            step.records.save_promise(promises.end(each, state, step.now))
    step.touch(ticket)


def open_rows(step: Step, ticket: Ticket) -> list[Promise]:
    """What a ticket's customer still waits for."""
    return [
        each for each in step.records.promises(ticket.number) if each.state is PromiseState.OPEN
    ]


def due(step: Step, ticket: Ticket) -> datetime | None:
    """The earliest time the customer was promised; None where no time stands."""
    return cards.open_due(step.records.promises(ticket.number))


def usual_wait(step: Step, opened: datetime, by: datetime | None) -> Line | None:
    """How long a first reply mostly takes, to be said beside the time that was promised at `by` for
    what was opened then.

    Where half of the replies took longer than that, the two contradict each other: None.
    """
    found = wait.so_far(step.records, step.policy, step.now)
    if found is None or (by and found.usual > step.policy.hours.between(opened, by)):
        return None
    return wait.words(found, step.wording, step.language())


def hand_on(step: Step, ticket: Ticket, into: Ticket) -> Ticket:
    """What is owed in a ticket that is merged is owed in the other one: word by the earlier time.

    Whoever hears by then has heard by the later one, so that nothing slips twice.
    """
    owed = [each for each in open_rows(step, ticket) if each.moving_at is None]
    standing = [each for each in open_rows(step, into) if each.moving_at is None]
    end_all(step, ticket, PromiseState.RELEASED)
    if owed and not ours(into):
        into = step.save(apply(into, Event.CUSTOMER, step.now))
    first = min(owed + standing, key=_sooner, default=None)
    if first and first in owed:
        for each in standing:
            step.records.save_promise(promises.end(each, PromiseState.RELEASED, step.now))
        step.records.add_promise(replace(first, id=0, ticket=into.number))
    return to_us(step, into)


def _sooner(promise: Promise) -> tuple[bool, datetime]:
    """By which of several the customer hears first: a time they know of goes before one they don't."""
    return not promises.named(promise), promise.due_at


def ours(ticket: Ticket) -> bool:
    """Whether the next move is the desk's."""
    return turn(ticket) is Turn.OURS


def unanswered(ticket: Ticket) -> bool:
    """Whether nothing was given to its customer, by a person or from the guide."""
    return ours(ticket) and not ticket.first_response_at


def reply_by(step: Step, ticket: Ticket, since: datetime | None = None) -> datetime:
    """When its customer hears from a person at the latest, from now on or from then."""
    return step.rules_for(ticket).reply_by(since or step.now)


def to_us(step: Step, ticket: Ticket) -> Ticket:
    """See to it that a ticket whose turn is ours has a time that the customer can count on."""
    if ours(ticket) and not open_rows(step, ticket):
        base = ticket.hold_until if ticket.state is TicketState.HOLD else None
        make(step, ticket, PromiseKind.REPLY, reply_by(step, ticket, base))
    step.touch(ticket)
    return ticket


def ours_again(step: Step, ticket: Ticket, event: Event) -> Ticket:
    """Let something happen after which it is our turn, with a time that can be counted on."""
    return to_us(step, step.save(apply(ticket, event, step.now)))


def told_due(step: Step, ticket: Ticket) -> datetime | None:
    """The earliest time that the customer knows of."""
    told = [each for each in step.records.promises(ticket.number) if each.told_at]
    return cards.open_due(told)


def gave(step: Step, ticket: Ticket, by: datetime) -> bool:
    """Whether its customer knows already that they have an answer by then."""
    return any(
        each.kind is PromiseKind.ANSWER
        and each.told_at is not None
        and each.moving_at is None
        and promises.same_time(each.due_at, by)
        for each in open_rows(step, ticket)
    )


def promised(step: Step, ticket: Ticket) -> datetime | None:
    """The same of a ticket where something is owed. Raises Refused where nothing is."""
    if not open_rows(step, ticket):
        raise Refused.of("nothing_promised_on", n=ticket.number)
    return due(step, ticket)


def give_way(step: Step, ticket: Ticket) -> tuple[int, ...]:
    """Let a new time take the place of what is open; the promises that it moves by arriving.

    What the customer never had in words is let go at once.
    """
    told = []
    for each in open_rows(step, ticket):
        if each.told_at is None:
            step.records.save_promise(promises.end(each, PromiseState.MOVED, step.now))
        else:
            step.records.save_promise(replace(each, moving_at=step.now))
            told.append(each.id)
    step.touch(ticket)
    return tuple(told)


def follow(step: Step, ticket: Ticket, promise: Promise) -> Promise:
    """What is owed where this one won't be kept: a time that stands already, since it did not arrive
    in the place of this; else word of a person, further away each time that the customer heard of."""
    others = (each for each in open_rows(step, ticket) if each.id != promise.id)
    standing = [each for each in others if each.due_at > step.now]
    if standing:
        return standing[0]
    by = step.rules_for(ticket).reply_by(step.now, promises.slip(promise).after)
    heard = bool(promise.told_at) or not promises.named(promise)
    return make(step, ticket, PromiseKind.REPLY, by, moves=promise.moves + heard)


def remind(step: Step, promise: Promise) -> None:
    """Note that staff were reminded."""
    step.records.save_promise(replace(promise, reminded_at=step.now))


def first_card(step: Step, ticket: Ticket) -> str:
    """Post the card of a new ticket; returns its key."""
    card = step.card(ticket, step.records.promises(ticket.number))
    key = step.post_card(ticket, card)
    step.save(replace(ticket, card_text=cards.fingerprint(card)))
    return key
