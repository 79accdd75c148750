"""What staff do to tickets. The verbs themselves stand in `bot.desk.verbs.tickets`.

Each says shortly what it did to the person who did it; the card shows it to the rest.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.commands import replying
from bot.commands.row import Command, Kind, Param, row, text, ticket, tickets_named
from bot.desk.nouns.message import Markdown
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import (
    absences,
    departing,
    editing,
    personal,
    replaying,
    showing,
    thread,
    tickets,
)
from bot.desk.verbs.ledger import due
from bot.desk.words import folding
from bot.errors import BadArgument, Refused
from knowledge.entry import Status
from knowledge.upkeep.personal import listed

LONGEST = timedelta(days=90)
"""No promise and no hold reaches further: nobody waits for such a time."""
TITLE = 200
"""Characters of a customer's words that make a title as they stand."""

BECAUSE = re.compile(r"^because\b[\s:,]*", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:marked?\s+)?as|als|status)[\s:]+(?:a|an|the|being|ein|eine)?\s*(?:re)?(?:solved|done|closed?|complete[d]?|finished"
    r"|fixed|duplicates?|dupes?|spam|invalid|junk|stale|obsolete|answered|no[ -]?reply|won'?t[ -]?fix|not[ -]a[ -]bug"
    r"|unconfirmed|confirmed|inactive|erledigt|gelöst|geschlossen|beantwortet|fertig|doppelt|duplikate?|ungültig|veraltet)\b",
    re.IGNORECASE,
)
"""What other desks call a ticket by when it is closed: here a customer would read it as the reason."""


def said(step: Step, words: str) -> None:
    """Tell whoever did it, in a sentence."""
    step.whisper("done", text=words)


def each(act: Callable[..., str]) -> Callable[..., None]:
    """Done to each of the tickets that were named, and said of each; where one can't be, the others
    stand."""

    def run(step: Step, ticket: tuple[Ticket, ...], **values: object) -> None:
        done: list[str] = []
        refused: dict[str, None] = {}
        for one in ticket:
            try:
                done.append(act(step, one, **values))
            except Refused as why:
                refused[step.wording.refusal(why, step.language())] = None
        if not done:
            raise Refused("\n".join(refused))
        said(step, "\n".join((*done, *refused)))

    return run


def _claim(step: Step, ticket: Ticket) -> str:
    tickets.claim(step, ticket)
    by = due(step, ticket)
    if not by:
        return step.put("claimed", n=ticket.number)
    return step.put("claimed_by", n=ticket.number, by=showing.moment(step, by))


def _release(step: Step, ticket: Ticket, anyway: str | None = None) -> str:
    tickets.release(step, ticket, sure=anyway is not None)
    after = step.records.ticket(ticket.number)
    if after.owner:
        return step.put("transferred", n=ticket.number, who=after.owner.name)
    return step.put("released", n=ticket.number)


def _transfer(step: Step, ticket: Ticket, person: Person) -> str:
    absences.transfer(step, ticket, person)
    return step.put("transferred", n=ticket.number, who=person.name)


def _note(step: Step, ticket: Ticket, text: str) -> str:
    tickets.note(step, ticket, text)
    return step.put_alone("noted", n=ticket.number)


def _promise(step: Step, ticket: Ticket, when: datetime) -> str:
    _check_reach(step, when)
    tickets.promise(step, ticket, when)
    told, where = showing.moment(step, when), step.seen_where(ticket)
    promising = step.put("promising", whom=replying.whom(step, ticket), when=told, where=where)
    closed = showing.closed_then(step, when, f"promise {ticket.number} {{}}")
    return "\n".join((promising, *closed))


def _hold(step: Step, ticket: Ticket, until: datetime, reason: str) -> str:
    _check_reach(step, until)
    tickets.hold(step, ticket, until, BECAUSE.sub("", reason))
    when, who = showing.moment(step, until), ticket.requester.name
    return step.put("holding", n=ticket.number, when=when, who=who, where=step.seen_where(ticket))


def _check_reach(step: Step, when: datetime) -> None:
    if when <= step.now:
        raise BadArgument.of("time_passed")
    if when - step.now > LONGEST:
        raise BadArgument.of("too_far_away", days=LONGEST.days)


def _resume(step: Step, ticket: Ticket) -> str:
    tickets.resume(step, ticket)
    return step.put("off_hold", n=ticket.number)


def _merge(step: Step, ticket: Ticket, into: Ticket) -> str:
    tickets.merge(step, ticket, step.records.ticket(into.number))
    return step.put("merged", n=ticket.number, other=into.number)


def _resolve(step: Step, ticket: Ticket, reason: str | None) -> str:
    if _LABEL.match(reason or ""):
        line, who = step.line(f"resolve {ticket.number}"), ticket.requester.name
        raise Refused.of("label_as_reason", who=who, words=(reason or "")[:40], line=line)
    tickets.propose(step, ticket, BECAUSE.sub("", reason or ""))
    return step.put(
        "asking_solved", who=ticket.requester.name, n=ticket.number, where=step.seen_where(ticket)
    )


def _unreachable(step: Step, ticket: Ticket) -> str:
    departing.unreachable(step, ticket)
    return step.put("closed_unreachable", n=ticket.number)


def _draft(step: Step, ticket: Ticket, question: str | None, answer: str | None) -> None:
    """A draft entry from a ticket: what the customer asked, and the last reply they got.

    A long message is no title: what was searched for it is, and the words stand above the draft.
    """
    history = step.records.history(ticket.number)
    replies = [line.text for line in history if line.what == "reply" and line.text]
    words = answer or (replies[-1] if replies else "")
    if not words:
        line = step.line(f"draft {ticket.number}")
        raise BadArgument.of("nobody_answered", n=ticket.number, line=line)
    source = personal.from_ticket(ticket)
    known = editing.from_source(step, source, question or "")
    if known:
        kind = "draft_already" if known.status is Status.DRAFT else "entry_already"
        line = step.line(f"draft {ticket.number}")
        raise Refused.of(kind, n=ticket.number, entry=known.id, line=line)
    title = question or _title(step, ticket)
    entry = editing.draft(step, title, words, source=source)
    if title != ticket.text and not question:
        _wrote(step, ticket)
    message = step.wording.say(
        "draft",
        step.language(),
        buttons=None,
        n=ticket.number,
        title=entry.question,
        answer=Markdown(text=step.filled(entry).answer),
        alike=step.put("draft_alike", words=listed(entry.variants)) if entry.variants else None,
        replay=replaying.told(step, step.replay) or None,
        entry=entry.id,
    )
    step.answer(message, private=True)


def _title(step: Step, ticket: Ticket) -> str:
    asked = step.records.ticket_questions(ticket.number)
    short = len(ticket.text) <= TITLE and "\n" not in ticket.text
    return ticket.text if short or not asked else asked[0].text


def _wrote(step: Step, ticket: Ticket) -> None:
    """The customer's own words, for whoever writes the entry."""
    words = thread.everything(step, ticket)
    for page in folding.pages(folding.parts(words, ticket.requester.name)):
        step.answer(step.wording.say("done", step.language(), text=page), private=True)


ANYWAY = Param(name="anyway", kind=Kind.WORD, required=False, choices=("anyway",))
"""Written by whoever knows that a colleague has it."""

_row = partial(row, settles=True)

DESK_COMMANDS: tuple[Command, ...] = (
    _row("claim", each(_claim), tickets_named(), aliases=("take",)),
    _row("release", each(_release), tickets_named(), ANYWAY),
    _row(
        "transfer",
        each(_transfer),
        tickets_named(),
        Param(name="person", kind=Kind.COLLEAGUE),
        aliases=("assign", "give", "hand"),
    ),
    _row("reply", replying.reply, tickets_named(), text("text")),
    _row(
        "note",
        each(_note),
        tickets_named(),
        text("text"),
        settles=False,
    ),
    _row(
        "promise",
        each(_promise),
        tickets_named(),
        Param(name="when", kind=Kind.MOMENT),
    ),
    _row(
        "hold",
        each(_hold),
        tickets_named(),
        Param(name="until", kind=Kind.UNTIL),
        text("reason", most=300),
    ),
    _row("resume", each(_resume), tickets_named()),
    _row(
        "merge",
        each(_merge),
        tickets_named(),
        ticket("into"),
    ),
    _row(
        "resolve",
        each(_resolve),
        tickets_named(),
        text("reason", required=False, most=300),
        aliases=("close", "done"),
    ),
    _row(
        "unreachable",
        each(_unreachable),
        tickets_named(),
    ),
    _row(
        "draft",
        _draft,
        ticket(),
        text("question", required=False),
        text("answer", required=False),
        replayed=True,
    ),
)
