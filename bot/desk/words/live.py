"""The queue as one message of the team's room that is kept true: what waits, what is due next, who is away.

No words of customers stand in it: those stay on the cards, where they can be erased. No time of its own
either, so that it changes only when something has.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.desk.nouns.message import Message, Table
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.ticket import TicketState, Turn
from bot.desk.ports.records import Records
from bot.desk.rules.lifecycle import turn
from bot.desk.words import cards, queue
from bot.desk.words.queue import Lined
from bot.desk.words.wording import Wording

SHOWN = 15
"""Tickets that are listed; the counts are of all."""
HEAD = ("ticket", "due", "with", "since")


def message(records: Records, wording: Wording, policy: Policy, now: datetime) -> Message:
    """The queue as it is at this moment."""
    lined = queue.in_line(records, records.open_tickets())
    ours = [each for each in lined if turn(each[0]) is Turn.OURS]
    rows = tuple(_rows(ours[:SHOWN], wording, policy))
    head = tuple(wording.said(f"head_{each}", policy.language) for each in HEAD)
    waits = [ticket for ticket, _ in ours if ticket.state is TicketState.NEW]
    away = [
        wording.said(
            "live_away",
            policy.language,
            who=each.person.name,
            until=each.until.astimezone(policy.hours.zone),
        )
        for each in records.absences(now)
        if each.since <= now
    ]
    return wording.say(
        "staff_live",
        policy.language,
        counts=wording.said(
            "live_counts",
            policy.language,
            ours=len(ours),
            free=len(waits),
            theirs=len(lined) - len(ours),
        ),
        oldest=_oldest([each[0].opened_at for each in ours], wording, policy),
        away="\n".join(away) or None,
        table=Table(head=head, rows=rows) if rows else None,
    )


def _oldest(opened: list[datetime], wording: Wording, policy: Policy) -> str | None:
    if not opened:
        return None
    return wording.said(
        "live_oldest", policy.language, since=min(opened).astimezone(policy.hours.zone)
    )


def _rows(lined: list[Lined], wording: Wording, policy: Policy) -> Iterator[tuple[str, ...]]:
    """In the order in which they are to be taken: what is due next stands first."""
    language = policy.language
    for ticket, due in lined:
        yield (
            str(ticket.number),
            queue.due_words(ticket, due, wording, policy, language),
            ticket.owner.name if ticket.owner else wording.label("nobody", language),
            cards.when(ticket.state_since, policy, wording, language),
        )
