"""How it was: a tap or words once a ticket is solved, and what could be better.

A rating closes and opens nothing; a lead reads what is not good.
"""

from dataclasses import replace
from datetime import timedelta

from bot.desk.nouns.message import Quote
from bot.desk.nouns.ticket import Ending, Happened, Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import requester

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


def could_be_better(step: Step, ticket: Ticket, text: str) -> None:
    """What a customer says of how it was: a lead reads it, and no ticket comes of it."""
    step.record(ticket, "feedback", text, internal=False, message=step.answers)
    quote = Quote(text=text)
    word = step.to_lead(ticket, "staff_feedback", who=ticket.requester.name, quote=quote)
    kind = "feedback_bad" if ticket.rating is Rating.BAD else "feedback"
    step.to_customer(ticket, kind, word=word, back=True)
