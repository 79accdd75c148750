"""Past questions, as this desk would have met them: what `run_bot.py rehearse` says.

Nothing is sent and nothing is kept. The questions come from a file or from the desk's own history, and
who runs it is the only one to read what would have become of them.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import click

from bot.cli.ask import judged, read_questions
from bot.cli.kb import refuse_problems
from bot.cli.kindly import kindly, read_settings
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.question import OutcomeKind
from bot.desk.rules.past import Tried, grown, missing, on_a_line, proposed
from bot.desk.rules.shares import Share
from bot.errors import NotFound
from bot.running.building import front_desk
from bot.running.terminal import counted
from bot.running.wall_clock import RealClock
from bot.settings.settings import Settings
from bot.store import read_only
from knowledge.entry import Entry, Status
from knowledge.files import read_entries
from knowledge.matching.clusters import MOST

BY_HAND = 20
"""Answers that are shown to be judged."""
WIDTH = 96
"""Characters of a question that are shown."""
OWN = timedelta(days=366)
"""How far back the desk's own questions are taken."""

Build = Callable[[Sequence[Entry]], FrontDesk]
"""A desk over these entries, ready to answer."""


def tried(desk: FrontDesk, texts: Sequence[str], label: str) -> list[Tried]:
    """What would have become of each question. A progress bar shows on a terminal."""
    with click.progressbar(texts, label=label, update_min_steps=10, file=sys.stderr) as bar:
        return [_tried(desk, text) for text in bar]


def _tried(desk: FrontDesk, text: str) -> Tried:
    row = judged(desk, {"text": text})
    near = row["candidates"]
    return Tried(text, row["outcome"], near[0]["entry"] if near else "")


def summary(done: Sequence[Tried], entries: int) -> Iterator[str]:
    """How many would be answered, offered titles, told that nobody knows; and what is missing most."""
    counts, total = Counter(each.outcome for each in done), len(done)
    known = counted(entries, "entry", "entries")
    yield f"{counted(total, 'past question')}, as {known} would meet them:"
    width = max(map(len, _SAID.values()))
    for kind, said in _SAID.items():
        yield f"  {said:<{width}}  {Share(counts[kind], total).words()}"
    yield from _gaps(done)


def _gaps(done: Sequence[Tried]) -> Iterator[str]:
    """What several asked in vain."""
    groups, among = missing(done)
    if groups:
        yield ""
        yield "Asked most, and nothing here answers it:"
    for each in groups:
        yield f"  {each.times:>4} times  {shown(each.text)}"
    if groups and among > MOST:
        yield f"  (among the first {MOST:,} of {among:,} wordings)"


_SAID = {
    OutcomeKind.ANSWER: "answered",
    OutcomeKind.CHOICES: "offered titles to choose from",
    OutcomeKind.DONT_KNOW: "told that it doesn't know; a person answers",
    "small_talk": "thanks, greetings, wishes for a person",
}


def with_phrasings(done: Sequence[Tried], entries: Sequence[Entry], build: Build) -> Iterator[str]:
    """Which wordings to add, and how many of the other questions would be answered then."""
    wanted = proposed(done, entries)
    if not wanted:
        return
    added = {each.asked for each in wanted}
    others = [each for each in done if each.text not in added]
    again = tried(build(grown(entries, wanted)), [each.text for each in others], "Asking again")
    before, after = (
        sum(each.outcome == OutcomeKind.ANSWER for each in rows) for rows in (others, again)
    )
    yield ""
    yield "Wordings that would help most, if these entries answer them:"
    for each in wanted:
        yield f"  variant {each.entry.id} {each.text}"
        yield f"    for: {shown(each.entry.question)}"
    rest = counted(len(others), "question")
    if after == before:
        yield f"They help who asks just that; of the other {rest}, as many would be answered as now: {before}."
        return
    yield (
        f"With {'it' if len(wanted) == 1 else 'them'}, {after} of the other {rest} would be answered "
        f"instead of {before}."
    )


def by_hand(done: Sequence[Tried], entries: Sequence[Entry], *, seed: int = 1) -> Iterator[str]:
    """Show answers by chance and ask of each whether it is right; what that says of all of them."""
    known = {entry.id: entry for entry in entries}
    answered = [each for each in done if each.outcome == OutcomeKind.ANSWER and each.entry in known]
    chance = Random(seed)  # noqa: S311 - a sample to look at, no secret
    chosen = chance.sample(answered, min(BY_HAND, len(answered)))
    said: list[str] = []
    for number, each in enumerate(chosen, start=1):
        entry = known[each.entry]
        yield f"\n{number} of {len(chosen)}: {shown(each.text)}\n  {entry.question}\n  {shown(entry.answer)}"
        answer = _judgement()
        if answer is None:
            break
        said.append(answer)
    judged_ = len(said) - said.count("s")
    yield f"\nOf the answers that you looked at, right: {Share(said.count('r'), judged_).words()}."


def _judgement() -> str | None:
    """ "r", "w" or "s"; None where whoever looks has had enough (Ctrl-D, Ctrl-C)."""
    asked = "  [r]ight, [w]rong, or [s]kip"
    with suppress(click.Abort):
        return str(click.prompt(asked, type=_JUDGED, default="s", show_choices=False))
    return None


_JUDGED = click.Choice(["r", "w", "s"])


def shown(text: str) -> str:
    """A question on one line, without what is secret in it."""
    line = on_a_line(text)
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--knowledge",
    type=click.Path(path_type=Path),
    help="A folder of Markdown entries, a CSV, or JSON; the desk's own entries if left out.",
)
@click.option(
    "--last",
    default=500,
    show_default=True,
    type=click.IntRange(1, 20_000),
    help="How many of the questions, the latest.",
)
@click.option(
    "--by-hand", "judging", is_flag=True, help="Show 20 answers, to say of each if it is right."
)
@kindly
def rehearse(file: Path | None, knowledge: Path | None, last: int, *, judging: bool) -> None:
    """Say what would become of past questions here; nobody else hears of it.

    FILE holds them as text (one a line), CSV (column question) or JSON lines (text), the latest at the
    end; without it they are what customers asked this desk within a year.
    """
    settings, now = read_settings(), RealClock().now()
    texts = _from_file(file) if file else _asked(settings, now)
    entries = _entries(settings, knowledge, now)
    for line in rehearsed(settings, texts[-last:], entries, judging=judging):
        click.echo(line)


def _from_file(file: Path) -> list[str]:
    texts = [text for row in read_questions(file) if (text := str(row["text"])).strip()]
    if not texts:
        raise NotFound(f"{file} holds no questions.")
    return texts


def _asked(settings: Settings, now: datetime) -> list[str]:
    if isinstance(settings.database, Path) and not settings.database.exists():
        raise NotFound(_NONE_ASKED)
    with read_only(settings.database) as journal:
        rows = journal.asked_rows(now - OWN, now + timedelta(seconds=1))
        texts = [each.text for each in rows if each.text.strip()]
    if not texts:
        raise NotFound(_NONE_ASKED)
    return texts


_NONE_ASKED = (
    "Nobody has asked this desk anything yet. Give a file of past questions: "
    "python run_bot.py rehearse FILE"
)


def _entries(settings: Settings, knowledge: Path | None, now: datetime) -> list[Entry]:
    """Those that customers may be shown. Raises KnowledgeError or NotFound."""
    if knowledge:
        loaded = read_entries(knowledge, settings.language, now.date())
        refuse_problems(loaded, skip_bad=False)
        found: Iterable[Entry] = loaded.entries
    else:
        with read_only(settings.database) as journal:
            found = journal.entries()
    entries = [entry for entry in found if entry.status is Status.APPROVED]
    if not entries:
        raise NotFound("There is no approved entry to answer with.")
    return entries


def rehearsed(
    settings: Settings, texts: Sequence[str], entries: Sequence[Entry], *, judging: bool = False
) -> Iterator[str]:
    """All that is said of these questions, line by line, as it becomes known."""

    def build(known: Sequence[Entry]) -> FrontDesk:
        desk = front_desk(settings, known, {})
        desk.learn(())
        return desk

    click.echo(f"Fitting to {counted(len(entries), 'entry', 'entries')}…", err=True)
    done = tried(build(entries), texts, "Asking")
    yield from summary(done, len(entries))
    yield from with_phrasings(done, entries, build)
    if judging:
        yield from by_hand(done, entries)
