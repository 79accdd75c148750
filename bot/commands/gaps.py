"""What nobody has answered, as tasks: the list, and what staff do about one of them.

A task is taken, given back and done by the words for tickets: "take q12"; an answer that wants a look by
its id: "take opening-hours".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.commands.desk import ANYWAY, BECAUSE
from bot.commands.lists import OF_TEAM, PAGE, heads, show, shown_of
from bot.commands.row import Command, Kind, Param, row, text
from bot.commands.saving import make
from bot.desk.nouns.inbound import Does
from bot.desk.nouns.message import Table
from bot.desk.nouns.question import Question
from bot.desk.nouns.team import Team
from bot.desk.rules.teams import of_category
from bot.desk.step.step import Step
from bot.desk.verbs import beforehand, editing, teams
from bot.desk.verbs import gaps as verbs
from bot.desk.words import cards, gaps
from bot.errors import BadArgument, Refused
from knowledge.entry import Entry
from knowledge.text.normalise import surface
from knowledge.text.secrets import first_mark, redact

WORDS, NAME = 90, 20
"""Characters of a question in the list, and of the name of the one person who asked it."""
_NAME = re.compile(r"#?q\d{1,9}(?![\w-])", re.IGNORECASE)
_LIKE_NAME = re.compile(r"#?q\d\S*", re.IGNORECASE)
"""What was meant for such a name: "q99x". It is no reason that a customer is to read."""
_Row = tuple[str, str, str, str, str, str]


def _unanswered(step: Step, team: Team | None, part: int | None) -> None:
    """What people asked that nobody has answered, alike ones together, the most asked first; then the
    answers that want a look."""
    found, of = step.records.open_questions(), shown_of(step, team)
    if of:
        found = [each for each in found if teams.of_question(step, each) == of]
    at_work = gaps.open_tickets(step.records)
    rows = [row for gap in gaps.grouped(found) for row in _asked(step, gap, at_work)]
    wanting = [
        each
        for each in gaps.doubted(step.records, step.now, step.filled)
        if of is None or of_category(step.teams.values(), each.entry.category) == of
    ]
    rows += [_wanting(step, each) for each in wanting]
    part = min(part or 1, max(1, -(-len(rows) // PAGE)))
    end = part * PAGE
    answered = step.put("all_answered")
    title = [step.put("questions_open", count=len(found)) if found else answered]
    if wanting:
        title.append(step.put("answers_to_look_at", count=len(wanting)))
    if len(rows) > end:
        title.append(
            step.put("more_unanswered", line=f"unanswered {of.name + ' ' if of else ''}{part + 1}")
        )
    to_tell = dict.fromkeys(each.perhaps_entry for each in found if each.perhaps_entry)
    told = [" ".join(title)]
    if to_tell:
        askers = "; ".join(f"askers {known}" for known in to_tell)
        told.append(step.put("who_is_told", line=askers))
    head = heads(step, "task", "people", "since", "with", "words", "tickets")
    table = Table(head=head, rows=tuple(rows[end - PAGE : end]))
    show(step, "\n".join(told), table)


def _asked(step: Step, gap: gaps.Gap, at_work: frozenset[int | None]) -> Iterator[_Row]:
    """Rows of questions that ask the same, each wording once; what is said of all stands in the first."""
    worded = {tuple(surface(each.text)): each for each in reversed(gap.questions)}
    numbers = ", ".join(map(str, sorted({each.ticket for each in gap.questions if each.ticket})))
    owner = gap.owner.name if gap.owner else ""
    since = _since(step, gap)
    name = gap.name if gap.is_called(at_work) else ""
    people = cards.shorten(gap.questions[0].by.name, NAME) if gap.people == 1 else str(gap.people)
    first, *others = (cards.shorten(each.text, WORDS) for each in reversed(worded.values()))
    yield (name, people, since, owner, first, numbers)
    for words in others:
        yield ("", "", "", "", words, "")


def _since(step: Step, task: gaps.Gap | gaps.Doubted) -> str:
    return step.wording.day(task.since.astimezone(step.zone).date(), step.language())


def _wanting(step: Step, each: gaps.Doubted) -> _Row:
    entry = each.entry
    name = "task_wrong" if each.wrong else "task_differs" if each.ticket else "task_review"
    why = step.put(name, number=each.wrong, judged=each.judged, n=each.ticket)
    people = str(each.wrong or "")
    known = step.records.person(entry.owner)
    owner = known.name if known else entry.owner
    title = f"{cards.shorten(entry.question, WORDS)} ({why})"
    return (entry.id, people, _since(step, each), owner, title, "")


def _does(does: Does) -> Command:
    def run(step: Step, task: Question, anyway: str | None = None) -> None:
        verbs.leave(step, task, does, sure=anyway is not None)

    sure = () if does is Does.DONE else (ANYWAY,)
    return row(_NAMES[does], run, _TASK, *sure)


def _decline(step: Step, task: Question, reason: str) -> None:
    """Everybody who asked is told why, once that was shown. Secrets are nobody's to send to many."""
    which = beforehand.SEEN.fullmatch(reason)
    if which:
        seen = beforehand.seen(step, beforehand.DECLINE, f"q{task.id}", which["sign"] or "")
        if not seen:
            raise Refused.of("decline_not_shown", task=f"q{task.id}")
        verbs.leave(step, task, Does.DECLINE, seen, sure=True)
        return
    if redact(reason)[1] or first_mark(reason):  # or one was cut out on its way here
        raise Refused.of("secret_in_recall")
    verbs.leave(step, task, Does.DECLINE, BECAUSE.sub("", reason))


def _owned_by(step: Step, entry: Entry, who: str, *, sure: bool) -> None:
    """Whose it is, where that is a colleague, is said first."""
    owner = step.records.person(entry.owner)
    if owner and owner.id != step.actor.id and not sure:
        verb = "take" if who else "release"
        line = step.line(f"{verb} {entry.id} anyway")
        raise Refused.of("task_is_with", task=entry.id, who=owner.name, line=line)
    make(step, editing.set_field(entry, "owner", who), "taken" if who else "given_back")


_NAMES = {Does.TAKE: "claim", Does.RELEASE: "release", Does.DONE: "resolve"}
_TASK = Param(name="task", kind=Kind.TASK)

OF_TASKS = {name: _does(does) for does, name in _NAMES.items()}
"""Commands on tickets, by name, as they are for a task."""
OF_ENTRIES: Mapping[str, Callable[[Step, Entry, bool], None]] = {
    "claim": lambda step, entry, sure: _owned_by(step, entry, step.actor.id, sure=sure),
    "release": lambda step, entry, sure: _owned_by(step, entry, "", sure=sure),
    "resolve": lambda step, entry, _: make(step, editing.check(step, entry), "checked"),
}
"""And for an answer that wants a look."""


def for_task(command: Command, rest: str) -> Command:
    """The command as it is for a task, where one is named behind it: "claim q12"."""
    return OF_TASKS.get(command.name, command) if _NAME.match(rest) else command


def as_filled_in(command: Command, fields: Mapping[str, str]) -> tuple[Command, Mapping[str, str]]:
    """The same where a form or an option for a ticket names a task."""
    named = fields.get("ticket", "")
    found = for_task(command, named)
    if found is command:
        return found, fields
    return found, {"task": named, **{name: fields[name] for name in {ANYWAY.name} & {*fields}}}


def sees_to_entry(step: Step, command: Command, named: str) -> bool:
    """Do to an answer that wants a look what a command on tickets does; False where it names none.
    Raises BadArgument for what is nearly the name of a task."""
    name, _, more = named.casefold().partition(" ")
    sure = more.strip() == ANYWAY.name
    known = name if sure else named.casefold()
    entry = step.records.entry(known) if named and command.name in OF_ENTRIES else None
    if entry:
        OF_ENTRIES[command.name](step, entry, sure)
    elif command.name in OF_ENTRIES and not _NAME.match(named):
        wrong = _LIKE_NAME.match(named)
        if wrong:
            raise BadArgument.of("no_task", words=wrong[0][:40])
    return entry is not None


_row = partial(row, group="Lists")

GAP_COMMANDS: tuple[Command, ...] = (
    _row(
        "unanswered",
        _unanswered,
        OF_TEAM,
        Param(name="part", kind=Kind.NUMBER, required=False),
        looks=True,
    ),
    _row("decline", _decline, _TASK, text("reason", most=600), settles=True),
)
