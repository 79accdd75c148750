"""What staff look at: the queue, one ticket, what is due, the report.

Reading only: nothing here changes anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.commands import at_hand
from bot.commands.pages import PAGE_COMMANDS
from bot.commands.row import Command, Kind, Param, row, ticket
from bot.commands.spans import Asked
from bot.desk.nouns.message import Markdown, Outgoing, Part, Readership, Rows, SendKind, Table
from bot.desk.nouns.person import Person
from bot.desk.nouns.team import Team
from bot.desk.nouns.ticket import Priority, Ticket, Turn
from bot.desk.rules.lifecycle import turn
from bot.desk.step.step import Step
from bot.desk.verbs import accounts, conversation, customer_page, team_changes
from bot.desk.words import cards, charts, folding, own, queue, rehearsed
from bot.desk.words.report import Report
from bot.desk.words.spans import Spans
from bot.desk.words.told import Worded
from bot.errors import BadArgument, NotFound

PAGE = 30
"""Rows that a list shows; the rest is counted."""
AT_ONCE = 20
"""Messages that one ticket is shown in; a customer's longest words are there in full."""


def show(step: Step, title: str, table: Table) -> None:
    """A list for the person who asked, or the title alone when it is empty."""
    shown = Table(head=table.head, rows=table.rows[:PAGE])
    more = len(table.rows) - PAGE
    message = step.wording.say(
        "queue",
        step.language(),
        title=step.put("first_of", title=title, page=PAGE, all=len(table.rows))
        if more > 0
        else title,
        table=shown if table.rows else None,
    )
    step.answer(message, private=True)


def heads(step: Step, *names: str) -> tuple[str, ...]:
    """Heads of columns in the reader's language."""
    return tuple(step.put(f"head_{name}") for name in names)


def _tickets(step: Step, title: str, found: Sequence[Ticket]) -> None:
    lined = queue.in_line(step.records, found)
    show(step, title, queue.table(lined, step.wording, step.policy, step.language()))


def _queue(step: Step, tag: str | None) -> None:
    found, title = step.records.open_tickets(), step.put("queue_empty")
    team = _team_named(step, tag) if tag else step.team_here()
    if team:
        found = [each for each in found if each.team == team.name]
        title = step.put("queue_of_empty", team=team.name)
    elif tag and tag.casefold() != team_changes.ALL:
        wanted = tag.casefold().removeprefix("#")
        found = [each for each in found if wanted in each.tags]
        title = step.put("no_such_tag", tag=wanted[:40])
    ours = sum(turn(each) is Turn.OURS for each in found)
    _tickets(step, step.put("queue_has", number=len(found), ours=ours) if found else title, found)


def _team_named(step: Step, word: str) -> Team | None:
    """Whose queue is meant, where the word is no tag: "#billing" always is one."""
    try:
        return None if word.startswith("#") else team_changes.named(step, word)
    except NotFound:
        return None


def shown_of(step: Step, team: Team | None) -> Team | None:
    """Whose a list shows: the team that is named, else the one whose room it is asked for in."""
    found = step.team_here() if team is None else team
    return found if found and found.name else None


def _mine(step: Step) -> None:
    found = [t for t in step.records.open_tickets() if t.owner and t.owner.id == step.actor.id]
    _tickets(
        step, step.put("with_you", number=len(found)) if found else step.put("none_with_you"), found
    )


def _next(step: Step) -> None:
    """The one to work on now, as its card has it, to take or to answer."""
    theirs = {each.name for each in step.teams.values() if each.has(step.actor)}
    open_ones = step.records.open_tickets()
    if theirs:
        open_ones = [e for e in open_ones if e.team in {"", *theirs} or _is_with(e, step.actor)]
    lined = queue.in_line(step.records, open_ones)
    found = queue.next_of(lined, step.actor.id)
    if found is None:
        ours = sum(turn(each) is Turn.OURS for each, _ in lined)
        kind = "nothing_for_you_but" if ours else "nothing_for_you"
        text = step.put(kind, number=ours)
        step.answer(step.wording.say("done", step.language(), text=text), private=True)
        return
    at_hand.keep(step, found)
    card = step.card(found, step.records.promises(found.number), step.language())
    step.answer(card, private=True)


def _is_with(ticket: Ticket, person: Person) -> bool:
    return ticket.owner is not None and ticket.owner.id == person.id


def _due(step: Step, team: Team | None) -> None:
    promised, team = step.records.open_promises(), shown_of(step, team)
    known = {each.number: each for each in step.records.open_tickets()}
    if team:
        known = {number: each for number, each in known.items() if each.team == team.name}
        promised = [each for each in promised if each.ticket in known]
    urgent = {number for number, each in known.items() if each.priority is Priority.URGENT}
    promised = sorted(promised, key=lambda each: each.ticket not in urgent)

    def asked(ticket: Ticket) -> str:
        return queue.question(ticket, _DUE_QUESTION, step.wording, step.language())

    rows = tuple(
        (
            str(each.ticket),
            queue.due(each, step.wording, step.policy, step.language()),
            step.wording.label(f"promise_{each.kind}", step.language()),
            asked(known[each.ticket]) if each.ticket in known else "",
        )
        for each in promised
    )
    rows += tuple(
        (
            step.put("issue_number", n=each.number),
            queue.due(each.promise(), step.wording, step.policy, step.language()),
            step.wording.label("promise_update", step.language()),
            cards.shorten(each.name, _DUE_QUESTION),
        )
        for each in (() if team else step.records.open_incidents())
    )
    title = step.put("promises_open", count=len(rows)) if rows else step.put("none_promised")
    head = heads(step, "ticket", "due", "promised", "question")
    show(step, title, Table(head=head, rows=rows))


_DUE_QUESTION = 44
"""Characters of a question in the list of promises."""


def _ticket(step: Step, ticket: Ticket, part: int | None) -> None:
    """A ticket with its whole conversation, every word of it."""
    _in_pages(step, conversation.transcript(step, ticket), part or 1, f"ticket {ticket.number}")


def _customer(step: Step, who: str | None) -> None:
    """By a ticket of theirs, the one at hand, or by name."""
    number = (who or at_hand.here(step)).removeprefix("#")
    found = at_hand.known(step, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found:
        at_hand.keep(step, found)
        person = step.records.person(found.requester.id) or found.requester
    elif number.isdecimal():
        raise NotFound.of("no_ticket_here", n=number)
    elif who:
        person = _called(step, who)
    else:
        raise BadArgument.of("whose")
    _in_pages(step, customer_page.page(step, person), 1, "")


def _called(step: Step, name: str) -> Person:
    """The customer of that name, who has tickets or questions here."""
    found = step.records.find_people(name)
    if len(found) > 1:
        raise BadArgument.of("several_called", name=name[:40], known=accounts.apart(step, found))
    if not found:
        raise NotFound.of("nobody_called", name=name[:40])
    return found[0]


def _in_pages(step: Step, parts: Iterable[Part], wanted: int, command: str) -> None:
    """Parts in messages for the person who asked, some of them at a time."""
    found = list(folding.pages(parts))
    end = wanted * AT_ONCE
    for page in found[end - AT_ONCE : end]:
        said = step.wording.say("done", step.language(), text=page)
        step.answer(said, private=True)
    if end < len(found):
        line = f"{command} {wanted + 1}"
        more = step.put("more_pages", count=len(found) - end, line=line)
        step.answer(step.wording.say("done", step.language(), text=more), private=True)


def _report(step: Step, days: Asked | None) -> None:
    asked = days or Asked()
    if asked.export:
        _files(step, asked.days)
        return
    report = Report(words=step.wording, hours=step.policy.hours, language=step.language())
    lines = (
        own.lines(report, step.records, step.actor.id, step.now, asked.days)
        if asked.own
        else [*report.over(step.records, step.now, asked.days), *_rehearsed(step, asked.days)]
    )
    message = step.wording.say("done", step.language(), text=Markdown(text="\n".join(lines)))
    until = step.now + timedelta(seconds=1)
    spans = Spans(records=step.records, now=step.now, hours=report.hours)
    drawn = () if asked.own else charts.of(report, spans, until, asked.days)
    step.answer(replace(message, parts=(*message.parts, *drawn)), private=True)


def _rehearsed(step: Step, days: int) -> list[str]:
    until = step.now + timedelta(seconds=1)
    since = until - timedelta(days=days)
    told = rehearsed.told(step.records, since, until, step.wording, step.language())
    return [told] if told else []


def _files(step: Step, days: int) -> None:
    """The rows behind the report: to whoever asks, alone, and word of them where they asked."""
    until = step.now + timedelta(seconds=1)
    head = step.put("report_head", count=days)
    said = step.wording.say("staff_report_files", step.language(), head=head)
    key = step.send(
        Outgoing(
            key="",
            place=step.here,
            message=replace(said, rows=Rows(since=until - timedelta(days=days), until=until)),
            readership=Readership.STAFF,
            kind=SendKind.PRIVATE,
            to=step.actor.id,
        )
    )
    line = f"python run_bot.py report --days {days} --export FOLDER"
    failed = step.wording.say("staff_report_no_files", step.language(), line=line)
    done = step.wording.say("staff_report_files_sent", step.language())
    step.answer(Worded(done, key, failed), private=True)


_row = partial(row, group="Lists", looks=True)
OF_TEAM = Param(name="team", kind=Kind.TEAM, required=False)
"""Which team's a list shows; all of them for "all"."""

LIST_COMMANDS: tuple[Command, ...] = (
    _row("next", _next),
    _row(
        "queue",
        _queue,
        Param(name="tag", kind=Kind.WORD, required=False),
    ),
    _row("mine", _mine),
    _row("due", _due, OF_TEAM),
    _row(
        "ticket",
        _ticket,
        ticket(),
        Param(name="part", kind=Kind.NUMBER, required=False),
    ),
    Command(
        name="customer",
        run=_customer,
        params=(
            Param(
                name="who",
                kind=Kind.TEXT,
                required=False,
                most=100,
            ),
        ),
        group="People",
    ),
    _row(
        "report",
        _report,
        Param(name="days", kind=Kind.SPAN, required=False),
    ),
    *PAGE_COMMANDS,
)
