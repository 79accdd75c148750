"""The desk's own past questions, asked again of the guide as it is now: what would become of them, what
is missing most, and which wordings would help.

Only looks: put together beside the writer, and nobody else hears of it.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.commands.row import Command, Kind, Param, row
from bot.desk.nouns.message import Line, Markdown, Part
from bot.desk.nouns.question import OutcomeKind, Question
from bot.desk.ports.library import Library
from bot.desk.rules import answering
from bot.desk.rules.past import Tried, grown, missing, proposed
from bot.desk.rules.shares import Share
from bot.desk.step.step import Step
from bot.desk.verbs.replaying import AT_MOST, NEWEST, WORDS
from bot.desk.words import cards, shares
from bot.errors import Refused

MOST = 2000
"""Questions at most that one may ask for."""


def _rehearse(step: Step, number: int | None) -> None:
    wanted = min(max(number or NEWEST, 1), MOST)
    asked = step.records.newest_asked(wanted)
    if not asked:
        raise Refused.of("preview_none")
    done = _tried(step.library, asked)
    parts = (*_summary(step, done), *_missing(step, done), *_wordings(step, asked, done))
    answers = sum(each.outcome == OutcomeKind.ANSWER for each in done)
    message = step.wording.say(
        "staff_past",
        step.language(),
        buttons=("spotcheck",) if answers else (),
        text=parts,
        among=len(asked),
    )
    step.answer(message, private=True)


def _tried(library: Library, asked: Sequence[Question]) -> list[Tried]:
    """What would become of each, as far as there is time; the newest first."""
    until, found = time.perf_counter() + AT_MOST, list[Tried]()
    for each in asked:
        if time.perf_counter() > until:
            break
        guesses = library.guesses(each.text, languages=(each.language,))
        kind = answering.kind(answering.decide(guesses, library.bands))
        found.append(Tried(each.text, kind, guesses[0].entry if guesses else ""))
    return found


def _summary(step: Step, done: Sequence[Tried]) -> Iterator[Part]:
    counts = Counter(each.outcome for each in done)
    yield _line(step, "past_asked", count=len(done))
    yield _list(
        f"{step.put(f'past_{kind}')}: {shares.said(Share(counts[kind], len(done)), step.put)}"
        for kind in OutcomeKind
    )


def _missing(step: Step, done: Sequence[Tried]) -> Iterator[Part]:
    groups, _ = missing(done)
    if groups:
        yield _line(step, "past_missing")
        yield _list(f"{each.times}: {_short(each.text)}" for each in groups)


def _wordings(step: Step, asked: Sequence[Question], done: Sequence[Tried]) -> Iterator[Part]:
    """Each as the line that adds it, and what they would bring to the other questions."""
    wanted = proposed(done, step.library.public_entries())
    if not wanted:
        return
    yield _line(step, "past_wordings")
    yield _list(f"variant {each.entry.id} {each.text}" for each in wanted)
    added = {each.asked for each in wanted}
    others = [each for each in asked[: len(done)] if each.text not in added]
    before = _answered([each for each in done if each.text not in added])
    again = _tried(step.library.twin(grown([each.entry for each in wanted], wanted)), others)
    after = _answered(again)
    if len(again) == len(others):
        said = "past_alone" if after == before else "past_with_them"
        yield _line(step, said, after=after, before=before, all=len(others))


def _answered(done: Sequence[Tried]) -> int:
    return sum(each.outcome == OutcomeKind.ANSWER for each in done)


def _line(step: Step, name: str, **facts: int) -> Line:
    return Line(spans=(step.put(name, **facts),))


def _list(lines: Iterable[str]) -> Markdown:
    return Markdown(text="\n".join(f"- {each}" for each in lines))


def _short(text: str) -> str:
    return cards.shorten(" ".join(text.split()), WORDS)


PAST_COMMANDS: tuple[Command, ...] = (
    row(
        "rehearse",
        _rehearse,
        Param(name="number", kind=Kind.NUMBER, required=False),
        group="Rehearsal",
        looks=True,
    ),
)
