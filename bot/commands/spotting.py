"""Answers to check by hand: past questions drawn by chance, one at a time, each with the answer that the
guide gives it now; Right or Wrong by button, and at the end the share of right ones.

Nothing is kept: a button carries how far whoever checks has come. Only looks, beside the writer.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from bot.commands.row import Command, Kind, Param, row
from bot.desk.nouns.message import Line, Markdown, Part, Quote
from bot.desk.nouns.question import Answer, Question
from bot.desk.nouns.rehearsed import Tally, Verdict
from bot.desk.rules import answering, standing
from bot.desk.rules.shares import Share
from bot.desk.rules.standing import Standing
from bot.desk.step.step import Step
from bot.desk.verbs.replaying import AT_MOST, NEWEST, WORDS
from bot.desk.words import cards, shares
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.text.secrets import redact

BY_HAND = 20
"""Answers to judge: of fewer no share is said."""
MOST = 2000
"""Questions that they are drawn from, at most."""
SKIP = "skip"
BUTTONS = ("spot_right", "spot_wrong", "spot_skip")


@dataclass(frozen=True, kw_only=True)
class _Far:
    """How far somebody has come, as it travels in a button."""

    among: int
    """Questions that are drawn from, the newest."""
    till: int
    """The last question when it began: what is asked meanwhile is not among them."""
    last: int = 0
    """The question shown last, 0 for none."""
    right: int = 0
    wrong: int = 0

    @property
    def judged(self) -> int:
        return self.right + self.wrong


def _begin(step: Step, number: int | None) -> None:
    newest = step.records.newest_asked(1)
    if not newest:
        raise Refused.of("preview_none")
    among = min(max(number or NEWEST, BY_HAND), MOST)
    _next(step, _Far(among=among, till=newest[0].id))


def _judged(step: Step, verdict: str, **travelled: int) -> None:
    far = _Far(**travelled)
    far = replace(far, among=min(far.among, MOST))
    if verdict == Verdict.RIGHT:
        far = replace(far, right=far.right + 1)
    elif verdict == Verdict.WRONG:
        far = replace(far, wrong=far.wrong + 1)
    _next(step, far, tuple(_to_mend(step, far.last)) if verdict == Verdict.WRONG else ())


def _next(step: Step, far: _Far, noted: tuple[Part, ...] = ()) -> None:
    """Show the next answer, or what all of them say."""
    found = _drawn(step, far) if far.judged < BY_HAND else None
    if found is None:
        text = (*noted, *_in_all(step, far))
        step.answer(step.wording.say("done", step.language(), text=text), private=True)
        return
    question, entry = found
    message = step.wording.say(
        "staff_spotcheck",
        step.language(),
        buttons=BUTTONS,
        noted=noted or None,
        head=step.put("spot_head", n=far.judged + 1, all=_most(step, far), entry=entry.id),
        quote=Quote(text=_short(question)),
        told=Markdown(text=step.filled(entry, question.by).answer),
        among=far.among,
        till=far.till,
        last=question.id,
        right=far.right,
        wrong=far.wrong,
    )
    step.answer(message, private=True)


def _most(step: Step, far: _Far) -> int:
    """How many are shown at most: there may be fewer questions than answers to judge."""
    asked = sum(each.id <= far.till for each in step.records.newest_asked(far.among))
    return min(BY_HAND, asked)


def _drawn(step: Step, far: _Far) -> tuple[Question, Entry] | None:
    """The next question by chance that the guide answers; None where there is none, or no time left.

    Each has its place in the draw by its number, so that nothing need be remembered between two.
    """
    asked = (each for each in step.records.newest_asked(far.among) if each.id <= far.till)
    after = _place(far, far.last) if far.last else b""
    waiting = sorted((_place(far, each.id), each) for each in asked if _place(far, each.id) > after)
    until = time.perf_counter() + AT_MOST
    for _, question in waiting:
        entry = _answered(step, question)
        if entry or time.perf_counter() > until:
            return (question, entry) if entry else None
    return None


def _place(far: _Far, question: int) -> bytes:
    return blake2b(f"{far.till}:{question}".encode(), digest_size=8).digest()


def _answered(step: Step, question: Question) -> Entry | None:
    guesses = step.library.guesses(question.text, languages=(question.language,))
    match answering.decide(guesses, step.library.bands):
        case Answer(entry=name):
            return step.library.public(name)
        case _:
            return None


def _to_mend(step: Step, last: int) -> Iterator[Part]:
    """How an entry is kept from what it answers wrongly."""
    question = step.records.question(last)
    entry = _answered(step, question)
    if entry:
        line = f"notfor {entry.id} {_short(question)}"
        yield Line(spans=(step.put("spot_wrong_noted", line=line),))


def _in_all(step: Step, far: _Far) -> Iterator[Part]:
    wish = step.policy.wrong_answers
    share = shares.said(Share(far.right, far.judged), step.put)
    yield Line(spans=(step.put("spot_share", share=share, wish=f"{100 * (1 - wish):g} %"),))
    if far.judged < BY_HAND:
        yield Line(spans=(step.put("spot_no_more"),))
        return
    tally = Tally(room="", right=far.right, wrong=far.wrong)
    stands = standing.stands(tally, wish)
    if stands is not Standing.GOOD:
        yield Line(spans=(step.put("spot_more", more=standing.lacks(tally, wish)),))


def _short(question: Question) -> str:
    return cards.shorten(" ".join(redact(question.text)[0].split()), WORDS)


def _number(name: str) -> Param:
    return Param(name=name, kind=Kind.NUMBER)


SPOT_COMMANDS: tuple[Command, ...] = (
    row(
        "spotcheck",
        _begin,
        Param(name="number", kind=Kind.NUMBER, required=False),
        group="Rehearsal",
        looks=True,
    ),
    row(
        "spot",
        _judged,
        *map(_number, ("among", "till", "last", "right", "wrong")),
        Param(name="verdict", kind=Kind.WORD, choices=(*Verdict, SKIP)),
        group="Rehearsal",
        looks=True,
        hidden=True,
    ),
)
