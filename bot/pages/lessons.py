"""What a span has to teach: what to write next, which answers to mend, which nobody sees.

What customers wrote stands in these lists as long as it is kept, and only where the page may show it.
"""

from bot.desk.rules.shares import Share, wilson
from bot.desk.words.gaps import grouped
from bot.pages.gathering import EARLIER, FEWEST_PEOPLE, Gathered
from bot.pages.told import Cell, Told

MOST = 20
"""Rows of a list."""
GONE = "(no longer kept)"
"""In the place of words that were erased, or whose time was up."""
_TIMES = 5
"""An answer that was shown fewer times is not judged here."""


def lists(found: Gathered, *, words: bool) -> tuple[Told, ...]:
    """All of them, in the order of the page; without `words` those that have none of a customer."""
    return (
        *((_unanswered(found), _wrong(found)) if words else ()),
        _rising(found),
        _not_it(found),
        _never_shown(found),
    )


def _unanswered(found: Gathered) -> Told:
    asked = sorted(grouped(found.unanswered), key=lambda each: -each.people)
    rows: list[tuple[Cell, ...]] = []
    for gap in asked[:MOST]:
        since = gap.since.astimezone(found.hours.zone)
        words = kept(gap.questions[-1].text)
        rows.append((words, len(gap.questions), gap.people, f"{since:%-d %b %Y}"))
    return Told(
        key="unanswered",
        title="What to write next",
        note=_first(
            len(asked), "Asked at any time, answered by nobody so far; alike ones together."
        ),
        head=("in these words", "asked", "people", "since"),
        rows=tuple(rows),
    )


def _wrong(found: Gathered) -> Told:
    wrong = found.recent.wrong_answers
    return Told(
        key="wrong_answers",
        title="Answers that customers called wrong",
        note=_first(len(wrong), "What was asked in these days, and what it was answered with."),
        head=("asked", "was answered with"),
        rows=tuple((kept(question), title) for question, title in wrong[:MOST]),
    )


def _rising(found: Gathered) -> Told:
    """What is asked clearly more often than before: by chance it would be so once in 40 times."""
    titles = {each.id: each.question for each in found.guide}
    risen = [
        each
        for each in found.trends
        if each.entry in titles
        and each.people >= FEWEST_PEOPLE
        and wilson(each.asked, each.asked + each.before)[0] > 1 / (1 + EARLIER)
    ]
    return Told(
        key="rising",
        title="Asked more often than before",
        note=_first(
            len(risen),
            f"Questions by the answer that came nearest: in these days, and on average in the {EARLIER} "
            f"spans before them. Only what {FEWEST_PEOPLE} people and more asked, and clearly more often.",
        ),
        head=("answer", "asked", "before"),
        rows=tuple(
            (titles[each.entry], each.asked, f"{each.before / EARLIER:.1f}")
            for each in risen[:MOST]
        ),
    )


def _not_it(found: Gathered) -> Told:
    titles = {each.id: each.question for each in found.guide}
    judged = [each for each in found.shown if each.wrong and each.shown >= _TIMES]
    judged.sort(key=lambda each: (-each.wrong / (each.right + each.wrong), -each.wrong))
    return Told(
        key="not_it",
        title="Answers to mend",
        note=_first(
            len(judged),
            f'Shown {_TIMES} times and more, and called "not it": the largest share of those who said '
            "anything first.",
        ),
        head=("answer", "shown", "called wrong"),
        rows=tuple(
            (
                titles.get(each.entry, each.entry),
                each.shown,
                Share(each.wrong, each.right + each.wrong).words(),
            )
            for each in judged[:MOST]
        ),
    )


def _never_shown(found: Gathered) -> Told:
    shown = {each.entry for each in found.shown}
    never = [each for each in found.guide if each.id not in shown]
    return Told(
        key="never_shown",
        title="Answers that nobody was shown",
        note=_first(
            len(never),
            "In these days. Perhaps nobody asks, perhaps its words are not the customers'.",
        ),
        head=("answer", "category"),
        rows=tuple((each.question, each.category) for each in never[:MOST]),
    )


def _first(number: int, note: str) -> str:
    return f"{note} The first {MOST} of {number:,}." if number > MOST else note


def kept(text: str) -> str:
    """Words, or that they are no longer kept."""
    return GONE if text in {"", "[erased]"} else text
