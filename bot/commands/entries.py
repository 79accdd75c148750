"""What staff look at of the knowledge base: one entry, all of them, what is found by words, and why.

Reading only: what changes entries is in `knowledge`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from bot.commands.lists import PAGE, heads, show
from bot.commands.row import Command, Kind, Param, entry, row, text
from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.message import Fact, Facts, Line, Markdown, Table
from bot.desk.nouns.question import Guess, OutcomeKind
from bot.desk.rules import answering
from bot.desk.step.step import Step
from bot.desk.verbs import enclosing, finding
from bot.desk.words import cards
from knowledge.entry import Entry, Status
from knowledge.files.json_lines import write_json_lines
from knowledge.text.steps import plain
from knowledge.text.variables import names

FAINT = 0.05
"""A candidate less likely than this is not worth a line."""
FOUND = 0.15
"""Nor is one in what was looked for: of ten entries each has nearly as much by chance."""


def _show(step: Step, entry: Entry) -> None:
    versions = step.records.entry_versions(entry.id)
    history = "; ".join(
        f"{each.version} {why}, {by.name if by else ''} {at:%Y-%m-%d}"
        for each, by, at, why in versions
    )
    rows = {
        "id": f"{entry.id} ({_status(step, entry)}, {_audience(step, entry)}, {entry.language})",
        "phrasings": "; ".join(entry.variants) or step.put("none_yet"),
        "not_for": "; ".join(entry.not_for),
        "written": _written(entry),
        "files": enclosing.listed(entry),
        "category": entry.category,
        "checked": f"{entry.checked_on or step.put('never')} {entry.checked_by}".strip(),
        "review": str(entry.review_on or step.put("no_date")),
        "owner": _name(step, entry.owner),
        "source": entry.source,
        "versions": history,
    }
    facts = tuple(
        Fact(label=step.put(f"field_{name}"), spans=(value,))
        for name, value in rows.items()
        if value
    )
    message = step.wording.say(
        "entry",
        step.language(),
        buttons=None,
        title=Line(spans=(entry.question,)),
        answer=Markdown(text=step.filled(entry).answer),
        facts=Facts(rows=facts),
        entry=entry.id,
    )
    step.answer(message, private=True)


def _written(entry: Entry) -> str:
    """On one line, where it reads otherwise: with names for values, choices that lead on, or links."""
    reads_otherwise = names(entry.answer) or plain(entry.answer) != entry.answer
    return " ".join(entry.answer.split()) if reads_otherwise else ""


def _status(step: Step, entry: Entry) -> str:
    return step.put(f"status_{entry.status}")


def _audience(step: Step, entry: Entry) -> str:
    return step.put(f"audience_{entry.audience}")


def _name(step: Step, owner: str) -> str:
    """Whoever looks after an entry by name, where they are known by id."""
    person = step.records.person(owner)
    return person.name if person else owner


def _find(step: Step, words: str) -> None:
    """Tickets, customers and entries: a list of each of which there is one."""
    guesses = step.library.guesses(words, staff=True)
    likely = [each for each in answering.grounded(guesses) if each.probability >= FOUND]
    near = {each.entry: f"{round(each.probability * 100)} %" for each in likely}
    found = finding.by_words(step, words, near)
    for each in found:
        show(step, each.title, each.table)
    if not found:
        show(step, step.put("found_nothing", words=words), Table(head=(), rows=()))


def _list(step: Step, category: str | None) -> None:
    rows = tuple(
        (
            each.id,
            cards.shorten(each.question, 60),
            each.language,
            _status(step, each),
            _audience(step, each),
        )
        for each in step.records.entries()
        if category is None or each.category.casefold() == category.casefold()
    )
    title = step.put("entries", count=len(rows)) if rows else step.put("no_entries")
    head = heads(step, "id", "question", "language", "status", "audience")
    show(step, title, Table(head=head, rows=rows))


def _review(step: Step) -> None:
    """Approved entries whose review day has come, drafts that wait, and who waits to be told."""
    today = step.now.date()
    found = [
        (each.review_on.isoformat() if each.review_on else "", each)
        for each in step.records.entries()
        if each.status is Status.DRAFT or (each.status is Status.APPROVED and each.overdue(today))
    ]
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            each.id,
            cards.shorten(each.question, 60),
            _status(step, each),
            day,
            _name(step, each.owner),
        )
        for day, each in sorted(found, key=lambda pair: (pair[0], pair[1].id))
    )
    rows += _to_tell(step)
    title = step.put("to_review", number=len(rows)) if rows else step.put("all_reviewed")
    head = heads(step, "id", "question", "status", "review", "owner")
    show(step, title, Table(head=head, rows=rows))


def _to_tell(step: Step) -> tuple[tuple[str, ...], ...]:
    """Entries that may answer what people asked, as long as nobody said which of them are told."""
    asked = step.records.to_tell()
    found = [(entry, n) for name, n in asked.items() if (entry := step.library.public(name))]
    return tuple(
        (
            each.id,
            cards.shorten(each.question, 60),
            step.put("to_tell", number=n, entry=each.id),
            "",
            "",
        )
        for each, n in found
    )


def _export(step: Step, category: str | None) -> None:
    """Entries as JSON lines, to copy; `run_bot.py kb export` writes them to files."""
    found = [
        each
        for each in step.records.entries()
        if category is None or each.category.casefold() == category.casefold()
    ]
    shown = Markdown(text=f"```\n{write_json_lines(found[:PAGE])}\n```")
    title = step.put("entries", count=len(found))
    if len(found) > PAGE:
        title = " ".join((title, step.put("rest_by_export", page=PAGE)))
    message = step.wording.say(
        "queue",
        step.language(),
        buttons=None,
        title=title,
        table=shown if found else None,
    )
    step.answer(message, private=True)


def _why(step: Step, question: str) -> None:
    """What comes of each question in the words, how likely the first three entries answer it, and what
    mends that. Read as a customer's words are, so that there is one number for both."""
    question = _named(step, question)
    asked = step.library.read(question).questions or (question,)
    lines = [line for each in asked for line in _whys(step, each, alone=len(asked) == 1)]
    words = Markdown(text="\n".join(lines))
    step.answer(step.wording.say("done", step.language(), text=words), private=True)


def _named(step: Step, words: str) -> str:
    """The words of a task of `unanswered`, or of a ticket, that is named by its number: "q12", "#4"."""
    named = _NUMBER.fullmatch(words.strip())
    if named is None:
        return words
    number = int(named["number"])
    return (step.records.question if named["task"] else step.records.ticket)(number).text or words


_NUMBER = re.compile(r"(?:(?P<task>q)|ticket\s+)?#?(?P<number>\d{1,9})", re.IGNORECASE)


def _whys(step: Step, question: str, *, alone: bool) -> Iterator[str]:
    near = step.library.guesses(question, staff=True)
    issue = answering.known_issue(near, step.library.bands)
    found = [each for each in near if not issue_named(each.entry)]
    guesses = [each for each in found[:3] if each.probability >= FAINT] or found[:1]
    if not alone:
        yield f"\n> {question}\n"
    if issue:
        yield step.put("why_issue", n=issue_named(issue.entry), name=issue.title)
    yield _outcome(step, found)
    for guess in guesses:
        percent = round(guess.probability * 100)
        yield f"\n**{guess.entry}** ({guess.title}): {percent} %"
        remarks = step.library.matcher.explain(question, guess.entry)
        yield from (f"- {step.put(f'why_{each.kind}', **each.facts)}" for each in remarks)
        if guess.ground < answering.GROUND:
            share, least = round(guess.ground * 100), round(answering.GROUND * 100)
            yield f"- {step.put('why_little', share=share, least=least)}"
    yield ""
    yield from _mended(step, question, guesses)


def _outcome(step: Step, guesses: Sequence[Guess]) -> str:
    """What customers are told, why it is no entry, and what the one number beside each means."""
    bands = step.library.bands
    public = [each for each in guesses if step.library.public(each.entry)]
    kind = answering.kind(answering.decide(public, bands))
    said = [step.put(f"why_{kind.value}")]
    if kind is OutcomeKind.DONT_KNOW and public:
        said.append(step.put(f"why_{answering.declined(public, bands)}"))
    answer, choices = round(bands.answer * 100), round(bands.choices * 100)
    return " ".join((*said, step.put("why_percent", answer=answer, choices=choices)))


def _mended(step: Step, question: str, guesses: Sequence[Guess]) -> Iterator[str]:
    """The lines to type where that is not as it should be."""
    words = " ".join(question.split())
    if guesses:
        entry = guesses[0].entry
        yield step.put("why_right", entry=entry, line=f"variant {entry} {words}")
        yield step.put("why_wrong", entry=entry, line=f"notfor {entry} {words}")
    yield step.put("why_none", line=f"add {words} |")


_row = partial(row, group="Knowledge", looks=True)

ENTRY_COMMANDS: tuple[Command, ...] = (
    _row("show", _show, entry()),
    _row("find", _find, text("words", most=finding.LONGEST)),
    _row(
        "entries",
        _list,
        Param(name="category", kind=Kind.WORD, required=False),
    ),
    _row("review", _review),
    _row(
        "export",
        _export,
        Param(name="category", kind=Kind.WORD, required=False),
    ),
    _row("why", _why, text("question")),
)
