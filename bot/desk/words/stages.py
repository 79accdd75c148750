"""Where a question stands once its customer has read a message, and whether it asks them to write back.

By the message's kind. A message that changes nothing of it is of no stage.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.ticket import Ticket


class Stage(StrEnum):
    """As far as anybody needs to know it at a glance."""

    ANSWERED = "answered"
    """The desk has said what it can; it is the customer's to say whether that helped."""
    WITH_TEAM = "with the team"
    CLOSED = "closed"


_KINDS: Mapping[Stage, tuple[str, ...]] = {
    Stage.ANSWERED: (
        *("answer", "choices", "which_one", "something_else", "nothing_else"),
        *(
            "offer",
            "offer_again",
            "offer_watched",
            "title_declined",
            "ask_answer",
            "ask_choices",
            "okay_answer",
            "now_answered",
        ),
        "yes_or_no",
        *("recalled", "recalled_unquoted", "known_issue_over", "known_issue_not_over"),
    ),
    Stage.WITH_TEAM: (
        *(
            "handed_over",
            "person_coming",
            "person_subject",
            "person_already",
            "put_aside",
            "capped",
        ),
        *(
            "danger",
            "danger_noted",
            "danger_added",
            "despair",
            "despair_noted",
            "harm",
            "harm_noted",
        ),
        *("security", "security_noted", "grief", "grief_noted"),
        *("complaint_coming", "complaint_subject", "complaint_noted"),
        *("added", "added_which", "dropped", "joined", "reopened", "taken_up", "not_sorted"),
        *(
            "not_theirs",
            "news_new",
            "news_owned",
            "news_hold",
            "news_told",
            "news_replied",
            "news_same",
            "news_often",
        ),
        *("no_time_left", "still_no_time", "deletion_noted", "team_picked"),
        *("known_issue", "known_issue_since", "known_issue_news"),
        *("known_issue_late", "known_issue_still"),
    ),
    Stage.CLOSED: (
        *("solved_thanks", "solved_unseen", "confirmed", "confirmed_rated", "already_closed"),
        *("withdrawn", "withdrawn_of", "leaving", "parked", "closed_unreached", "unread_closed"),
    ),
}
STAGES: Mapping[str, Stage] = {kind: stage for stage, kinds in _KINDS.items() for kind in kinds}

_INVITES = frozenset(
    """already_closed check_in_asked closed_unreached complaint_coming complaint_subject empty
    file_only greeting greeting_again handed_over insult last_notice news_yours number_none
    number_open parked person_already person_coming person_subject put_aside rated_bad
    rated_ok rephrase say_more stopped_ticket voice_only""".split()  # noqa: SIM905 - a column of words reads better
)
"""Kinds of messages that ask somebody to write where they stand."""


def invites(kind: str) -> bool:
    """Whether a message of that kind asks its reader to write back, and so has to say how they can."""
    return kind in _INVITES


def carded(card: Message, ticket: Ticket) -> Message:
    """The ticket's card, with how it stands for whatever shows that where its customer asked."""
    stands = Stage.WITH_TEAM if ticket.is_open else Stage.CLOSED
    return replace(card, of=ticket.place, stage=stands.value) if ticket.place.thread else card


def stage(outgoing: Outgoing, message: Message) -> Stage | None:
    """The stage that a message brings about by arriving; None for what others or one alone may read."""
    if outgoing.readership is not Readership.CUSTOMER or outgoing.kind is not SendKind.POST:
        return None
    return STAGES.get(message.kind)
