"""What customers do to a ticket of theirs, mostly by pressing.

Whose ticket it is has been checked when the values were read.
"""

from bot.commands.outcomes import rephrase
from bot.commands.row import Command, Kind, Param, for_customers, text, ticket
from bot.desk.hearing import over, talk
from bot.desk.nouns.ticket import Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import csat, own_transcript, requester, tickets
from bot.desk.verbs.ledger import due
from bot.desk.words import folding
from bot.errors import NotFound

WHICH = ("sorted", "notsorted", "nevermind")
"""Commands that may mean one of several tickets."""


def _which(step: Step, verb: str) -> None:
    """Several tickets may be meant: each is a button."""
    ticket = talk.open_ticket_here(step, step.conversation())
    theirs = requester.open_here(step, ticket) if ticket else []
    over.ask_which(step, theirs, verb)


def _reword(step: Step, ticket: Ticket) -> None:
    """What the next words say belongs to the ticket, unless they have an answer."""
    rephrase(step, None)


def _details(step: Step, ticket: Ticket, text: str) -> None:
    requester.wrote(step, ticket, requester.Words(text=text, message=step.answers))


def _can_wait(step: Step, ticket: Ticket) -> None:
    step.save(requester.heard_from(ticket, step.now))
    step.record(ticket, "can_wait", internal=False, message=step.answers)
    by = due(step, ticket)
    if by is None:
        step.reply("okay")
    else:
        step.reply("can_wait_noted", n=ticket.number, by=by)


def _leave_it(step: Step, ticket: Ticket) -> None:
    step.save(requester.heard_from(ticket, step.now))
    step.record(ticket, "left_as_is", internal=False, message=step.answers)
    step.reply("left_as_is", n=ticket.number)


def _transcript(step: Step, ticket: Ticket | None, part: int | None) -> None:
    """What was said on a ticket of theirs, the newest where none is named: a message a part."""
    found = ticket or next(iter(step.records.tickets_of(step.actor.id)), None)
    if found is None:
        raise NotFound.of("transcript_none")
    pages = list(folding.pages(own_transcript.parts(step, found)))
    number = min(max(part or 1, 1), len(pages))
    language = step.language()
    line = step.line(f"transcript {found.number} {number + 1}")
    more: dict[str, str | int] = {"part": number, "parts": len(pages), "line": line}
    step.whisper(
        "transcript",
        head=_whose(step, found),
        text=pages[number - 1],
        more=step.wording.words("transcript_more", language, **more)
        if number < len(pages)
        else None,
    )


def _whose(step: Step, ticket: Ticket) -> str:
    """Whose conversation it is, to whom it was held with or to the team."""
    if step.actor.id in step.records.identities(ticket.requester.id):
        return step.wording.words("transcript_head", step.language(), n=ticket.number)
    return step.put("transcript_of", n=ticket.number, who=ticket.requester.name)


OWN_TICKET_COMMANDS: tuple[Command, ...] = (
    for_customers(
        "which",
        _which,
        Param(name="verb", kind=Kind.WORD, choices=WHICH),
        settles=False,
    ),
    for_customers("nevermind", requester.withdraw, ticket(), aliases=("takeback",)),
    for_customers("unsay", requester.unsay, ticket(), settles=False),
    for_customers("reword", _reword, ticket()),
    for_customers(
        "details",
        _details,
        ticket(),
        text("text"),
        settles=False,
    ),
    for_customers("sorted", requester.confirm, ticket()),
    for_customers("notsorted", requester.not_sorted, ticket()),
    for_customers("urgent", requester.press_for, ticket()),
    for_customers("canwait", _can_wait, ticket()),
    for_customers(
        "rate",
        csat.rate,
        ticket(),
        Param(
            name="rating",
            kind=Kind.RATING,
            choices=tuple(rating.value for rating in Rating),
        ),
        text("text", required=False),
    ),
    for_customers("leaveit", _leave_it, ticket()),
    for_customers(
        "transcript",
        _transcript,
        Param(name="ticket", kind=Kind.TICKET, required=False),
        Param(name="part", kind=Kind.NUMBER, required=False),
        hidden=False,
        settles=False,
        own=True,
        customers_word=False,
    ),
    for_customers(
        "reopen",
        tickets.reopen,
        ticket(),
        hidden=False,
        customers_word=False,
    ),
)
