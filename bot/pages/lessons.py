"""What a span has to teach: lists with customers' words, as long as those are kept."""

from bot.desk.nouns.results import Results
from bot.pages.gathering import Gathered
from bot.pages.told import Told

MOST = 20
"""Rows of a list."""
GONE = "(no longer kept)"
"""In the place of words that were erased, or whose time was up."""


def lists(found: Gathered) -> tuple[Told, ...]:
    """All of them, in the order of the page."""
    return (_wrong(found.recent),)


def _wrong(results: Results) -> Told:
    rows = tuple((kept(question), title) for question, title in results.wrong_answers[:MOST])
    return Told(
        key="wrong_answers",
        title="Answers that customers called wrong",
        head=("asked", "was answered with"),
        rows=rows,
        note="",
    )


def kept(text: str) -> str:
    """Words, or that they are no longer kept."""
    return GONE if text in {"", "[erased]"} else text
