"""News of a ticket for its customer: who has it, since when, what was promised, what comes next.

Says only what the ledger and the history hold, and never the same line twice in a row.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from bot.desk.nouns.message import Line, Quote
from bot.desk.nouns.ticket import Happened, Ticket, TicketState
from bot.desk.step.step import Step
from bot.desk.verbs import assigning, ledger, requester
from bot.desk.words import cards
from bot.desk.words.told import left_to_press, pressing
from bot.desk.words.wording import Value
from knowledge.text.normalise import tokens
from knowledge.text.weight import weighty

ASKED = "asked_news"
"""The event of somebody asking how things stand."""

OTHER_MATTER = "other_matter"
"""The event of words that had been added being called another matter."""


def tell(step: Step, ticket: Ticket, words: str = "", *, lead: str | None = None) -> None:
    """Say how the ticket stands, and note that it was asked for, in which words."""
    history = step.records.history(ticket.number)
    told = (each for each in reversed(history) if each.what != requester.BESIDE)
    asked = list(takewhile(lambda each: each.what == ASKED, told))
    kind = _SAME[ticket.state] if asked else _KINDS[ticket.state]
    if len(asked) > 1 and kind == "news_same":
        kind = "news_often"
    given = [each.what for each in history if each.what in _WORDS_GIVEN]
    if kind == "news_yours":
        kind = _AFTER.get(given[-1], kind) if given else kind
    if kind == "news_owned" and (not ticket.owner or assigning.is_silent(step, ticket)):
        kind = "news_new"
    step.save(requester.heard_from(ticket, step.now))
    step.record(ticket, ASKED, words, internal=False, message=step.answers)
    message = step.wording.say(
        kind,
        step.language(),
        lead=lead,
        n=ticket.number,
        title=cards.title(ticket),
        who=_who(step, ticket),
        since=_since(ticket, history),
        was=asked[0].at if asked else step.now,
        count=len(asked) + 1,
        by=ledger.due(step, ticket),
        reply=_last_reply(step, ticket, history),
        reason=ticket.hold_reason,
        until=ticket.hold_until or step.now,
        usual=_usual(step, ticket),
        press=pressing(step.wording, ticket, step.language()),
    )
    elsewhere = ticket.place.key != step.here.key
    private = elsewhere and not step.here.private
    # Whether it arrives tells whether they can be reached again.
    step.answer(
        left_to_press(ticket, message),
        private=private,
        ticket=ticket if ticket.unreached_at else None,
    )


def _last_reply(step: Step, ticket: Ticket, history: Sequence[Happened]) -> Quote:
    """The team's last words to the customer."""
    words = [each for each in history if each.what == "reply" and each.text]
    if not words:
        return Quote(text="")
    return Quote(text=words[-1].text, by=str(step.face(words[-1].name, ticket, step.language())))


def _usual(step: Step, ticket: Ticket) -> Line | None:
    """How long a first reply mostly takes, to whoever waits for theirs."""
    if ticket.first_response_at:
        return None
    return ledger.usual_wait(step, ticket.opened_at, ledger.due(step, ticket))


_WORDS_GIVEN = frozenset({"reply", "asked back", "proposed", "asker_told"})
_AFTER = {"asker_told": "news_told", "reply": "news_replied"}
"""What is the customer's turn after words that asked them nothing."""
_KINDS = {
    TicketState.NEW: "news_new",
    TicketState.OPEN: "news_owned",
    TicketState.HOLD: "news_hold",
    TicketState.PENDING: "news_yours",
    TicketState.RESOLVED: "news_resolved",
}
_SAME = {
    **_KINDS,
    TicketState.NEW: "news_same",
    TicketState.OPEN: "news_same",
    TicketState.HOLD: "news_same_hold",
}


def about(step: Step, ticket: Ticket, words: Sequence[str]) -> bool:
    """Whether its customer has used one of these words of a ticket, whatever its ending."""
    return shared(step, ticket, words) > 0


def leaves_nothing(step: Step, ticket: Ticket, words: Sequence[str]) -> bool:
    """Whether each of these words has been said on the ticket, by its customer or by the team: "are
    you still calling me?" after "may I call you?". Without words nothing tells."""
    history = step.records.history(ticket.number)
    heard = (each.text for each in history if requester.of_team(each) or _theirs(each))
    said = {token for text in heard for token in tokens(list(weighty(text)))}
    return bool(words) and said.issuperset(tokens(list(words)))


def _theirs(line: Happened) -> bool:
    return line.what in _WORDS_OF_THEIRS


def shared(step: Step, ticket: Ticket, words: Sequence[str]) -> int:
    """How many of these words its customer has used of a ticket, whatever their endings; what they
    then called another matter is none of it."""
    history = step.records.history(ticket.number)
    left = {each.text for each in history if each.what == OTHER_MATTER}
    theirs = [
        each.text for each in history if each.what in _WORDS_OF_THEIRS and each.text not in left
    ]
    said = {token for text in theirs for token in tokens(list(weighty(text)))}
    return len(said.intersection(tokens(list(words))))


_WORDS_OF_THEIRS = frozenset({"asked", "customer", "complained", "said_before"})


def _since(ticket: Ticket, history: Sequence[Happened]) -> datetime:
    """Since when it is as it is: with its owner, on hold, waiting for the customer."""
    if ticket.state is TicketState.OPEN and ticket.owner:
        taken = [each.at for each in history if each.what in _TAKEN]
        return taken[-1] if taken else ticket.opened_at
    return ticket.opened_at if ticket.state is TicketState.NEW else ticket.state_since


_TAKEN = frozenset({"claimed", "transferred", "assigned", "reply", "promised"})
"""Events after which a ticket is somebody's."""


def _who(step: Step, ticket: Ticket) -> Value:
    """Whose it is, in words for the customer."""
    if ticket.owner is None:
        return step.wording.label("the_team", step.language())
    return step.face(ticket.owner.name, ticket, step.language())
