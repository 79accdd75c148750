"""Scores in people's own words: of what it was asked for, or of what was closed or answered last.

Only which command is meant, as of the buttons; "" for words that rate nothing.
"""

from collections.abc import Sequence

from bot.desk.hearing import talk
from bot.desk.nouns.conversation import Conversation, Offer
from bot.desk.nouns.question import OutcomeKind
from bot.desk.nouns.ticket import Rating
from bot.desk.step.step import Step
from bot.desk.verbs import csat, guided
from knowledge.text.normalise import surface
from knowledge.text.ratings import both, rating_of, says_more, without_score
from knowledge.text.reading import Reading, SmallTalk

TAPPED = 3
"""Words of a rating that say no more than a tap does."""


def asked(offers: Sequence[Offer], text: str) -> str:
    """Where it was just asked how it was: what the words say."""
    offer = next((offer for offer in offers if offer.verb == "rate"), None)
    rating = rating_of(text) if offer else None
    return _rate(offer.command.split()[1], rating, text) if offer and rating else ""


def unasked(step: Step, conversation: Conversation, text: str, reading: Reading) -> str:
    """A score by itself is one of what was closed or answered last: "10/10", "5 stars, great place".
    So is a thumb, and a word that says how bad it was and nothing else. Choices are no answer."""
    rating = rating_of(text)
    scored = reading.small_talk and without_score(text) is not None
    if rating is None or not (scored or _only_rates(text, rating, reading)):
        return ""
    number = conversation.ticket
    ticket = step.records.ticket(number) if number else None
    if ticket and csat.may_be_rated(step, ticket):
        return _rate(str(ticket.number), rating, text)
    question = talk.last_question(step, conversation)
    if question is None or not question.ask_at or question.ticket or ticket:
        return ""
    if guided.asks(step.library, question):
        return ""
    shown = question.outcome is OutcomeKind.ANSWER
    verb = {Rating.GOOD: "solved" if shown else "", Rating.BAD: "else"}.get(Rating(rating))
    return f"{verb} {question.id}" if verb else ""


def thumbs(reading: Reading, text: str) -> SmallTalk | None:
    """The yes or no that a sign by itself is; None for anything else."""
    if reading.small_talk is not SmallTalk.EMPTY:
        return None
    kinds = {Rating.GOOD.value: SmallTalk.YES, Rating.BAD.value: SmallTalk.NO}
    return kinds.get(rating_of(text) or "")


def thumb_up(offers: Sequence[Offer], reading: Reading, text: str) -> SmallTalk | None:
    """The ok that a thumb by itself is to what was asked, and the yes to "is it what you mean?"; None
    for anything else."""
    if thumbs(reading, text) is not SmallTalk.YES:
        return None
    return SmallTalk.YES if offers and offers[0].verb == "pick" else SmallTalk.OKAY


def _rate(ticket: str, rating: str, text: str) -> str:
    why = both(text) or (len(surface(text)) > TAPPED and says_more(text))
    more = f" {text}" if why else ""
    return f"rate {ticket} {rating}{more}"


def _only_rates(text: str, rating: str, reading: Reading) -> bool:
    signs = reading.small_talk is SmallTalk.EMPTY
    bare = reading.small_talk is None and rating == Rating.BAD and len(surface(text)) <= TAPPED
    return signs or (bare and not says_more(text))
