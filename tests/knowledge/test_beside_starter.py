"""The starter base, of some eight phrasings an entry: what is only near one is not given as its answer.

Written before it was played; that the judge is asked before an answer was chosen after it, so these
counts are a bound against getting worse, and no measure of bases nobody has seen.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.desk.nouns.question import Answer, Choices
from bot.desk.rules import answering
from bot.running.building import STARTER
from knowledge.files import read_entries
from knowledge.matching.matcher import Matcher

TEXTS = tomllib.loads(Path(__file__).with_name("beside_starter.toml").read_text("utf-8"))


def outcomes(texts: Iterable[str]) -> Counter[type]:
    """How many are answered, offered titles, or neither."""
    entries = {entry.id: entry for entry in read_entries(STARTER).entries}
    matcher = Matcher(entries.values())
    matcher.refit()
    found = [matcher.candidates(text, languages=("en",)) for text in texts]
    guesses = [answering.guesses(each, entries) for each in found]
    return Counter(type(answering.decide(each, matcher.bands)) for each in guesses)


def test_what_is_only_beside_an_entry_is_seldom_given_its_answer() -> None:
    assert outcomes(TEXTS["beside"])[Answer] <= 2  # of 40; 18 before the judge was asked


def test_what_an_entry_answers_is_answered_or_offered() -> None:
    found = outcomes(TEXTS["own"])

    assert found[Answer] >= 15  # of 30
    assert found[Answer] + found[Choices] == len(TEXTS["own"])
