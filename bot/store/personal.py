"""What is kept about one person, gathered to be shown.

Reads only. What staff note among themselves is left out unless it is staff who ask.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.nouns.block import Block
from bot.desk.nouns.expert import Help
from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Happened, Ticket
from bot.store.absences import Absences
from bot.store.blocks import Blocks
from bot.store.experts import Experts
from bot.store.incidents import Incidents
from bot.store.people import Conversations
from bot.store.questions import QUESTION, Questions
from bot.store.tickets import TICKET, History, Promises, Tickets

_INBOX = """
SELECT at, kind, outcome, body FROM inbox
WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY at, seq
"""
_OUTBOX = """
SELECT count(*) FROM outbox WHERE "to" <> '' AND "to" IN (SELECT value FROM json_each(?))
"""
_THEIRS = "IN (SELECT value FROM json_each(?))"


class Personal(
    Tickets,
    Promises,
    History,
    Questions,
    Incidents,
    Conversations,
    Blocks,
    Absences,
    Experts,
):
    """Part of the records."""

    def person_data(self, person_id: str, *, internal: bool) -> Mapping[str, object]:
        """All that is kept about them, as JSON takes it; `internal` adds what only staff may see."""
        ids = self.identities(person_id)
        cells = (json.dumps(ids),)
        people = [self.person(each) for each in ids]
        tickets = self.loaded(TICKET, f"WHERE requester_id {_THEIRS} ORDER BY number", cells)
        questions = self.loaded(QUESTION, f"WHERE person_id {_THEIRS} ORDER BY id", cells)
        received = self.rows(_INBOX, cells)
        return {
            "accounts": list(ids),
            "names": [each.name for each in people if each],
            "languages": sorted({each.language for each in people if each and each.language}),
            "time zones": sorted({each.timezone for each in people if each and each.timezone}),
            "tickets": [self._ticket(each, internal=internal) for each in tickets],
            "questions": [self._question(each) for each in questions],
            "blocked": [_blocked(each, internal=internal) for each in self.blocks_of(person_id)],
            "away": [
                {"since": _time(each.since), "until": _time(each.ended_at or each.until)}
                for account in ids
                for each in self.absences_of(account)
            ],
            "may be counted and asked": [
                {"topic": each.topic, "said": each.state, "since": _time(each.at)}
                for each in self.leaves(person_id)
            ],
            "helped": [_helped(each) for each in self.helps(person_id)],
            "messages": [_received(body) for *_, body in received if body != "{}"],
            # Last, since asking for the next part of this counts too.
            "messages received": len(received),
            "messages sent": self.rows(_OUTBOX, cells)[0][0],
        }

    def _ticket(self, ticket: Ticket, *, internal: bool) -> Mapping[str, object]:
        lines = [each for each in self.history(ticket.number) if internal or not each.internal]
        return {
            "ticket": ticket.number,
            "asked": _time(ticket.opened_at),
            "words": ticket.text,
            **({"title": ticket.title, "tags": list(ticket.tags)} if internal else {}),
            "state": ticket.ending or ticket.state,
            "closed": _time(ticket.closed_at),
            "rating": ticket.rating,
            "files": [each.name for each in ticket.files],
            "filled in": {each.label: each.text for each in ticket.details},
            # What the desk set itself and never told is no promise to anybody.
            "promised": [
                _time(each.due_at)
                for each in self.promises(ticket.number)
                if each.told_at is not None
            ],
            "history": [_line(each) for each in lines],
        }

    def _question(self, question: Question) -> Mapping[str, object]:
        issue = self.incident(question.incident).name if question.incident else None
        return {
            "asked": _time(question.asked_at),
            "words": question.words,
            "files": [each.name for each in question.files],
            "language": question.language,
            "outcome": question.outcome,
            "shown": [each for each in question.shown if not issue_named(each)],
            "feedback": question.feedback,
            "ticket": question.ticket,
            **({"known issue": issue} if issue else {}),
        }


def _line(line: Happened) -> Sequence[str]:
    return [_time(line.at) or "", line.name, line.what, line.text]


def _blocked(block: Block, *, internal: bool) -> Mapping[str, object]:
    return {
        "since": _time(block.at),
        "until": _time(block.until),
        "because": block.reason,
        "told": _time(block.told_at),
        "ended": _time(block.ended_at),
        "not heard": block.unheard,
        **({"by": block.by.name} if internal else {}),
    }


def _helped(given: Help) -> Mapping[str, object]:
    return {
        "at": _time(given.at),
        "topic": given.topic,
        **({"entry": given.entry} if given.entry else {}),
    }


def _received(body: str) -> Mapping[str, Any]:
    """As it came in, without what is said once above."""
    heard = json.loads(body)
    kept = ("at", "text", "line", "fields", "quoted", "files")
    return {name: heard[name] for name in kept if heard.get(name)}


def _time(at: Any) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
