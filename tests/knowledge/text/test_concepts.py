"""What the lines of concepts.toml may say."""

import pytest

from knowledge.matching.told import told
from knowledge.text.concepts import concepts
from knowledge.text.fillers import EMPTY


def test_no_empty_word_of_any_language_means_something_alone() -> None:
    """A French year is an English article: "an episode" was about years then."""
    assert {} == {word: meant for word in sorted(EMPTY) if (meant := concepts(word))}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("how do i download an episode", None),
        ("je perds mes cles", None),
        ("combien par an", "year"),
        ("cuanto cuesta al mes", "month"),
        ("wie viel im jahr", "year"),
    ],
)
def test_a_period_is_known_by_what_stands_around_it(text: str, period: str | None) -> None:
    told_of = frozenset().union(*told(text).means)

    assert period == next((line for table, line in told_of if table == "period"), None)
