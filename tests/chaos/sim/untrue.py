"""Compares what was said to people with what had arrived before: each untrue sentence is a finding.

Sentences are known by their kind and words, what happened by what stands on the street; that the
desk itself took something for said is compared with the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from bot.desk.nouns.message import Mention, Message, Readership, Table
from bot.desk.step.daily import Daily
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.store.shape import from_cell
from tests.chaos.sim.ground import Ground
from tests.chaos.sim.street import Post, Street, is_card
from tests.recorder import text_of

ANSWERS = {"staff_reply", "staff_resolved", "resolved_because", "now_answered", "declined"}
"""What gives the turn to the customer."""
NOTICES = {"check_in", "check_in_asked", "check_in_solved", "last_notice"}
_LISTS = {each.value for each in Daily}
_GIVE_UP = {"slipping", "slipping_owned", "slipped", "no_time_left"}
"""Say that a time won't be kept."""
_NAMES_WAS = {*_GIVE_UP, "promise_moved"}
"""Begin with, or hold, a time that the customer was given before."""


@cache
def _claims() -> dict[str, str]:
    """What may be said of the team, by name."""
    wording = Wording(read_locales())
    return {
        name: wording.words(name, "en", n="").partition(":")[0].rstrip(".")
        for name in ("told_team", "told_lead", "team_has")
    }


@dataclass(frozen=True)
class Before:
    """What had arrived before a post."""

    posts: Sequence[Post]
    merged: Mapping[int, int]
    """Tickets that were merged, and into which."""

    def to(self, post: Post) -> list[Post]:
        """What its reader had of the same ticket, and of those that went into it."""
        return [
            each
            for each in self.posts
            if each.outgoing.to == post.outgoing.to
            and self._ends(each.outgoing.ticket) == self._ends(post.outgoing.ticket)
            and each.outgoing.readership is Readership.CUSTOMER
        ]

    def _ends(self, ticket: int | None) -> int | None:
        while ticket is not None and ticket in self.merged:
            ticket = self.merged[ticket]
        return ticket

    def team(self, post: Post, *, lead: bool = False) -> bool:
        """Whether the team was told of the same thing; a lead by name, if it says so. Today's lists
        tell it too, from when on they name the ticket, and so does word of what it missed."""
        return self._listed(post, lead=lead) or any(
            (_cause(each) == _cause(post) or each.message.kind == "staff_missed")
            and each.outgoing.readership is Readership.STAFF
            and each.outgoing.ticket == post.outgoing.ticket
            and (not lead or _calls(each.message))
            for each in self.posts
        )

    def _listed(self, post: Post, *, lead: bool) -> bool:
        ticket = str(post.outgoing.ticket)
        lists = (each for each in self.posts if each.message.kind in _LISTS)
        read = (words for each in lists for words in each.by(post.at))
        return any(_names(words, ticket) and (not lead or _calls(words)) for words in read)

    def card(self, ticket: int | None) -> bool:
        """Whether the ticket's card stands in the team's room."""
        return any(is_card(each) and each.outgoing.ticket == ticket for each in self.posts)


def untrue(ground: Ground, street: Street) -> list[str]:
    """Return every sentence that was not true when it arrived, and all that was counted too soon."""
    found = []
    merges = "SELECT number, merged_into FROM ticket WHERE merged_into IS NOT NULL"
    merged = {int(number): int(into) for number, into in ground.journal.rows(merges)}
    for number, post in enumerate(street.posts):
        for said, beside in _wordings(post, number):
            others = [each for each in street.posts[:beside] if each is not post]
            before = Before(others, merged)
            customers = post.outgoing.readership is Readership.CUSTOMER
            wrong = _to_customer(said, before) if customers else _to_staff(said, before)
            found += [f"untrue: {post.key} ({post.message.kind}) says {each}" for each in wrong]
    return found + [f"untrue: {each}" for each in _counted(ground, street)]


def _wordings(post: Post, number: int) -> Iterator[tuple[Post, int]]:
    """A post in each of its wordings, and how many posts stood when it read so first."""
    words = [was for _, was in post.were] + [post.message]
    last = None
    for said, beside in zip(words, (number, *post.beside), strict=True):
        if text_of(said) != last:  # an edit that takes buttons away says nothing
            yield replace(post, message=said), beside
        last = text_of(said)


def _cause(post: Post) -> str:
    return post.key.rpartition("/")[0]


def _names(message: Message, ticket: str) -> bool:
    tables = (part for part in message.parts if isinstance(part, Table))
    rows = {row[0] for table in tables for row in table.rows}
    return ticket in rows or ticket in re.findall(r"\d+", text_of(message).rpartition("Also: ")[2])


def _calls(message: Message) -> bool:
    lines = (getattr(part, "spans", ()) for part in message.parts)
    return any(isinstance(span, Mention) for spans in lines for span in spans)


def _to_customer(post: Post, before: Before) -> Iterator[str]:
    text, kind = text_of(post.message), post.message.kind
    if _claims()["told_lead"] in text and not before.team(post, lead=True):
        yield "that a lead was told"
    if _claims()["told_team"] in text and not before.team(post):
        yield "that the team was told"
    if _claims()["team_has"] in text and not _has_it(post, before):
        yield "that the team has it"
    mine = before.to(post)
    if kind in NOTICES and not any(each.message.kind in ANSWERS for each in mine):
        yield "that something was answered"
    if kind == "parked" and not _noticed_twice(mine):
        yield "that they were silent"
    known = {at for each in mine for at in each.message.times()}
    if kind in _NAMES_WAS and not post.message.times() & known:
        yield "a time that they were never told"


def _has_it(post: Post, before: Before) -> bool:
    ticket = post.outgoing.ticket
    if ticket is None:  # an answer to the bare words "anyone there?" names none but in its text
        return any(is_card(each) for each in before.posts)
    return before.card(ticket) or before.team(post)


def _noticed_twice(mine: Sequence[Post]) -> bool:
    """Whether two notices came after the last words of the team."""
    kinds = [each.message.kind for each in mine]
    last = max((n for n, kind in enumerate(kinds) if kind in ANSWERS), default=None)
    return last is not None and sum(kind in NOTICES for kind in kinds[last:]) >= 2


def _to_staff(post: Post, before: Before) -> Iterator[str]:
    """Of a customer, by the name of the ticket."""
    theirs = [
        each
        for each in before.posts
        if each.outgoing.ticket == post.outgoing.ticket
        and each.outgoing.readership is Readership.CUSTOMER
    ]
    kind = post.message.kind
    if kind == "staff_delivered" and not any(each.message.kind in ANSWERS for each in theirs):
        yield "that something was delivered"
    if kind == "staff_parked" and not _noticed_twice(theirs):
        yield "that the customer did not write back"


def _counted(ground: Ground, street: Street) -> Iterator[str]:
    """What the desk's books take for given, noticed or told."""
    said = [p for p in street.posts if p.outgoing.readership is Readership.CUSTOMER]
    for number, first in ground.journal.rows(
        "SELECT number, first_response_at FROM ticket WHERE first_response_at IS NOT NULL"
    ):
        if not _by(said, number, ANSWERS, from_cell(first)):
            yield f"ticket {number} counts as answered"
    for number, state, since in ground.journal.rows(
        "SELECT number, state, state_since FROM ticket WHERE state IN ('pending', 'resolved')"
    ):
        if not _by(said, number, ANSWERS, from_cell(since)):
            yield f"ticket {number} is {state}"
    for number, what, at in ground.journal.rows(
        "SELECT ticket, what, at FROM history WHERE what IN ('check_in', 'last_notice')"
    ):
        if not _by(said, number, NOTICES, from_cell(at)):
            yield f"the {what} of ticket {number} counts"
    for number, to, due, told in ground.journal.rows(
        'SELECT id, "to", due_at, told_at FROM promise WHERE told_at IS NOT NULL'
    ):
        due_at, told_at = from_cell(due), from_cell(told)
        if not any(
            post.outgoing.to == to and due_at in post.message.times() and post.at <= told_at
            for post in said
        ):
            yield f"promise {number} counts as told"
    for number, to, due, ended in ground.journal.rows(
        "SELECT id, \"to\", due_at, ended_at FROM promise WHERE state = 'missed' AND ended_at < due_at"
    ):
        if not any(
            post.outgoing.to == to
            and post.message.kind in _GIVE_UP
            and from_cell(due) in post.message.times()
            and post.at <= from_cell(ended)
            for post in said
        ):
            yield f"promise {number} counts as missed, and its customer was not told before"


def _by(said: Sequence[Post], ticket: int, kinds: set[str], at: datetime) -> bool:
    return any(
        post.outgoing.ticket == ticket and post.message.kind in kinds and post.at <= at
        for post in said
    )
