"""What staff look at of the knowledge base: one entry, all of them, what lies near words, and why.

Reading only: what changes entries is in `knowledge`.
"""

from functools import partial

from bot.commands.lists import PAGE, counted, show
from bot.commands.row import Command, Kind, Param, entry, row, text
from bot.desk.nouns.message import Fact, Facts, Line, Markdown, Table
from bot.desk.step.step import Step
from bot.desk.words import cards
from knowledge.entry import Entry, Status
from knowledge.files.json_lines import write_json_lines

FAINT = 0.05
"""A candidate less likely than this is not worth a line."""


def _show(step: Step, entry: Entry) -> None:
    versions = step.records.entry_versions(entry.id)
    history = "; ".join(
        f"{each.version} {why}, {by.name if by else ''} {at:%Y-%m-%d}"
        for each, by, at, why in versions
    )
    rows = {
        "id": f"{entry.id} ({entry.status}, {entry.audience}, {entry.language})",
        "phrasings": "; ".join(entry.variants) or "none yet",
        "not for": "; ".join(entry.not_for),
        "category": entry.category,
        "checked": f"{entry.checked_on or 'never'} {entry.checked_by}".strip(),
        "review": str(entry.review_on or "no date"),
        "owner": _name(step, entry.owner),
        "source": entry.source,
        "versions": history,
    }
    facts = tuple(Fact(label=name, spans=(value,)) for name, value in rows.items() if value)
    message = step.wording.say(
        "entry",
        step.policy.language,
        buttons=None,
        title=Line(spans=(entry.question,)),
        answer=Markdown(text=entry.answer),
        facts=Facts(rows=facts),
        entry=entry.id,
    )
    step.answer(message, private=True)


def _name(step: Step, owner: str) -> str:
    """Whoever looks after an entry by name, where they are known by id."""
    person = step.records.person(owner)
    return person.name if person else owner


def _find(step: Step, words: str) -> None:
    guesses = step.library.guesses(words, staff=True)
    plain = words.casefold()
    titles = {g.entry: f"{round(g.probability * 100)} %" for g in guesses if g.probability >= FAINT}
    for each in step.records.entries():
        if plain in "\n".join((each.id, *each.phrasings, each.answer)).casefold():
            titles.setdefault(each.id, each.status.value)
    rows = tuple(
        (entry_id, found.question, near)
        for entry_id, near in titles.items()
        if (found := step.records.entry(entry_id))
    )
    title = f'{len(rows)} near "{words}"' if rows else f'Nothing is near "{words}".'
    show(step, title, Table(head=("id", "question", "near"), rows=rows))


def _list(step: Step, category: str | None) -> None:
    rows = tuple(
        (each.id, cards.shorten(each.question, 60), each.language, each.status, each.audience)
        for each in step.records.entries()
        if category is None or each.category.casefold() == category.casefold()
    )
    title = (
        f"{counted(len(rows), 'entry', 'entries')}."
        if rows
        else "There are no entries. Write: add QUESTION | ANSWER"
    )
    show(step, title, Table(head=("id", "question", "language", "status", "audience"), rows=rows))


def _review(step: Step) -> None:
    """Approved entries whose review day has come, drafts that wait, and who waits to be told."""
    today = step.now.date()
    found = [
        (each.review_on.isoformat() if each.review_on else "", each)
        for each in step.records.entries()
        if each.status is Status.DRAFT
        or (each.status is Status.APPROVED and each.review_on and each.review_on <= today)
    ]
    rows: tuple[tuple[str, ...], ...] = tuple(
        (each.id, cards.shorten(each.question, 60), each.status, day, _name(step, each.owner))
        for day, each in sorted(found, key=lambda pair: (pair[0], pair[1].id))
    )
    rows += _to_tell(step)
    title = (
        f"{len(rows)} to look at. Still right? Write: checked ID" if rows else "All is reviewed."
    )
    show(step, title, Table(head=("id", "question", "status", "review", "owner"), rows=rows))


def _to_tell(step: Step) -> tuple[tuple[str, ...], ...]:
    """Entries that may answer what people asked, as long as nobody said which of them are told."""
    asked = step.records.to_tell()
    found = [(entry, n) for name, n in asked.items() if (entry := step.library.public(name))]
    return tuple(
        (each.id, cards.shorten(each.question, 60), f"{n} to tell: askers {each.id}", "", "")
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
    more = f" The first {PAGE}; all: run_bot.py kb export PATH" if len(found) > PAGE else ""
    message = step.wording.say(
        "queue",
        step.policy.language,
        buttons=None,
        title=f"{counted(len(found), 'entry', 'entries')}.{more}",
        table=shown if found else None,
    )
    step.answer(message, private=True)


def _why(step: Step, question: str) -> None:
    """How near a question comes to the first three entries, in words."""
    guesses = step.library.guesses(question, staff=True)[:3]
    bands = step.library.bands
    lines = [
        f"Answers from {round(bands.answer * 100)} %, offers choices from "
        f"{round(bands.choices * 100)} %."
    ]
    for guess in guesses:
        lines.append(f"\n**{guess.entry}** ({guess.title}): {round(guess.probability * 100)} %")
        lines += [f"- {each}" for each in step.library.matcher.explain(question, guess.entry)]
    if not guesses:
        lines.append("Nothing in the knowledge base is near that.")
    words = Markdown(text="\n".join(lines))
    step.answer(step.wording.say("done", step.policy.language, text=words), private=True)


_row = partial(row, group="Knowledge", looks=True)

ENTRY_COMMANDS: tuple[Command, ...] = (
    _row("show", "an entry with its history", _show, entry()),
    _row("find", "look entries up", _find, text("words", "what to look for", most=300)),
    _row(
        "entries",
        "list the entries",
        _list,
        Param(name="category", kind=Kind.WORD, help="only this category", required=False),
    ),
    _row("review", "what needs a fresh look", _review),
    _row(
        "export",
        "show entries as JSON lines",
        _export,
        Param(name="category", kind=Kind.WORD, help="only this category", required=False),
    ),
    _row("why", "why a question is answered, or not", _why, text("question", "the question")),
)
