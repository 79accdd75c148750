"""What a customer said before their ticket was opened, and the team has not seen: it comes with it.

Words among people, or to a desk that kept out, became no question; they are no less the customer's.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.inbox import Besides
from bot.desk.step.step import Step
from bot.desk.verbs import thread
from knowledge.text.normalise import surface
from knowledge.text.small_talk import small_talk

SAID = "said_before"
"""The event of words that were said before a ticket was opened, and stand in it."""
_MOST = 50
"""Messages of one person in one place that are looked through."""
_OF_LATE = timedelta(hours=1)
"""How far back words count where everything is said in one flat room; a thread is of one matter."""
_TALKED_BESIDE = frozenset({"overheard", "left_alone", "over_cap"})
"""Outcomes of words that the desk left to people."""


def bring(step: Step, ticket: Ticket) -> None:
    """Have them stand in the ticket and below its card, in the words in which they were written: those
    of where it was asked, and of where they wish for a person."""
    asked = (each.place for each in step.records.ticket_questions(ticket.number))
    places = {place.key: place for place in (*asked, step.here)}
    found = [each for place in places.values() for each in _said_in(step, ticket, place)]
    told = [each for each in found if _says_more(each) and each.words not in ticket.text]
    for each in told:
        step.record(ticket, SAID, each.words, internal=False, message=each.message)
    if told:
        words = "\n".join(each.words for each in told)
        thread.words(step, ticket, "staff_said_before", words, who=ticket.requester.name)


def _said_in(step: Step, ticket: Ticket, place: Place) -> Sequence[Besides]:
    since = None if place.thread else ticket.opened_at - _OF_LATE
    return step.records.said_besides(place, step.actor.id, since, _MOST)


def _says_more(besides: Besides) -> bool:
    """What was said to people may answer theirs, however short. Of what the desk took for small talk
    only what is none: "it still shows error 47"."""
    if besides.outcome in _TALKED_BESIDE:
        return True
    return besides.outcome == "small_talk" and small_talk(surface(besides.words)) is None
