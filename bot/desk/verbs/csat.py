"""How it was: a tap or words once a ticket is solved, and what could be better.

A rating closes and opens nothing; a lead reads what is not good.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.desk.nouns.message import Deed, Markdown, Quote
from bot.desk.nouns.ticket import Ending, Happened, Rating, Ticket
from bot.desk.rules.lifecycle import ERASED
from bot.desk.step.step import Step
from bot.desk.verbs import requester
from bot.desk.words.credits import LATELY
from bot.errors import Refused

FEEDBACK_WITHIN = timedelta(days=1)
"""So long after a rating words answer what could be better."""


def may_be_rated(step: Step, ticket: Ticket) -> bool:
    """Whether a score that nobody asked for is meant for it: it was solved, and of late."""
    late = ticket.closed_at is not None and step.now - ticket.closed_at <= FEEDBACK_WITHIN
    return ticket.ending is Ending.CONFIRMED and late and ticket.rating is None


def note_rating(step: Step, ticket: Ticket, rating: Rating) -> Ticket:
    """Keep how it was, and tell the team."""
    after = step.save(requester.heard_from(replace(ticket, rating=rating), step.now))
    step.record(after, requester.RATED, rating.value, internal=False, message=step.answers)
    step.to_staff(after, "staff_rated", who=after.requester.name, rating=rating.value)
    return after


def rate(step: Step, ticket: Ticket, rating: Rating, text: str | None = None) -> None:
    """One tap, or words. One that is not good asks what could be better, unless it says so; a bad one
    also whether somebody should look again."""
    after = note_rating(step, ticket, rating)
    if text:
        could_be_better(step, after, text)
    else:
        step.to_customer(after, _RATED[rating], back=True)


_RATED = {Rating.GOOD: "rated", Rating.OK: "rated_ok", Rating.BAD: "rated_bad"}


def asked_what_could_be_better(step: Step) -> Ticket | None:
    """Their closed ticket, if they were just asked what could be better: here, or of the ticket of
    this place."""
    number = step.conversation().ticket
    if number and _asked_of_late(step, step.records.ticket(number)):
        return step.records.ticket(number)
    elsewhere = step.records.tickets_of(step.actor.id) if step.here.private else ()
    rated = (
        each for each in elsewhere if (last := _asked_of_late(step, each)) and _here(step, last)
    )
    return next(rated, None)


def _asked_of_late(step: Step, ticket: Ticket) -> Happened | None:
    """The rating that came last, if it was not good and still waits for words."""
    if ticket.is_open or ticket.rating in {None, Rating.GOOD}:
        return None
    last = step.records.history(ticket.number)[-1]
    late = step.now - last.at > FEEDBACK_WITHIN
    return None if late or last.what != requester.RATED else last


def _here(step: Step, rated: Happened) -> bool:
    return step.records.heard_in(rated.message) == step.here.key


OWNED = "feedback_owned"
"""The event of somebody of the team answering what could be better: it is theirs from then on."""


TAKEN = "feedback_taken"
"""The event of somebody of the team saying that they see to it."""


def seen_to_by(history: Sequence[Happened]) -> Happened | None:
    """Who sees to what was said last of what could be better; None for nobody."""
    taken: Happened | None = None
    for each in history:
        if each.what == "feedback":
            taken = None
        elif each.what == TAKEN:
            taken = each
    return taken


def take(step: Step, ticket: Ticket) -> None:
    """See to what a customer said could be better. Raises Refused where nothing waits for an answer."""
    waits = step.records.open_feedback(step.now - LATELY)
    if ticket.number not in {each.ticket for each in waits}:
        raise Refused.of("no_feedback_waits", n=ticket.number)
    step.record(ticket, TAKEN)


def answer(step: Step, ticket: Ticket, text: str) -> None:
    """Say something to what a customer said could be better; their ticket stays as it is.

    Raises Refused where they said nothing, a colleague sees to it, or somebody has answered and it is
    there or on its way.
    """
    history = step.records.history(ticket.number)
    places = [place for place, each in enumerate(history) if each.what == "feedback"]
    if ticket.requester.platform == ERASED:
        raise Refused.of("customer_erased", n=ticket.number)
    if not places:
        line = step.line(f"reply {ticket.number}")
        raise Refused.of("no_feedback", n=ticket.number, line=line)
    for each in history[places[-1] :][::-1]:
        if each.what == "not_delivered":
            break
        if each.what == OWNED:
            raise Refused.of("feedback_has", who=each.name, n=ticket.number)
    taken = seen_to_by(history)
    if taken and taken.by != step.actor.id:
        line = f"feedback {ticket.number}"
        raise Refused.of("feedback_with", who=taken.name, n=ticket.number, line=line)
    step.record(ticket, OWNED)
    step.to_customer(
        ticket,
        "feedback_answered",
        who=step.actor.name,
        answer=Markdown(text=text),
        intent=replace(step.intent(Deed.ANSWER_FEEDBACK), by=step.actor, text=text),
    )


def could_be_better(step: Step, ticket: Ticket, text: str) -> None:
    """What a customer says of how it was: a lead reads it, and no ticket comes of it."""
    step.record(ticket, "feedback", text, internal=False, message=step.answers)
    quote = Quote(text=text)
    word = step.to_lead(ticket, "staff_feedback", who=ticket.requester.name, quote=quote)
    kind = "feedback_bad" if ticket.rating is Rating.BAD else "feedback"
    step.to_customer(ticket, kind, word=word, back=True)
