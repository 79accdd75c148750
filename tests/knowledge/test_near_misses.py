"""The small bases written by hand, and what is asked of them: that the sets are what they say."""

import pytest

from knowledge.normalise import surface
from knowledge.training.small_bases import DEVELOPMENT, Base, Kind, read_bases
from tests.benchmarks.near_misses import HELD_OUT, figures, play

BASES = read_bases(DEVELOPMENT) + read_bases(HELD_OUT)


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_a_set_is_what_it_says(base: Base) -> None:
    """Each answerable message names an entry, none is a copy of a phrasing, none stands twice."""
    texts = [" ".join(surface(message.text)) for message in base.messages]
    phrasings = {" ".join(surface(each)) for entry in base.entries for each in entry.phrasings}
    named = {message.entry for message in base.messages if message.kind is Kind.ANSWERABLE}

    assert named <= {entry.id for entry in base.entries}
    assert len(texts) == len(set(texts))
    assert not phrasings & set(texts)


def test_whole_bases_are_held_out() -> None:
    assert {"development"} == {base.split for base in read_bases(DEVELOPMENT)}
    assert {"held out"} == {base.split for base in read_bases(HELD_OUT)}
    assert len(BASES) == len({base.name for base in BASES})


@pytest.mark.parametrize(("language", "fewest"), [("en", 300), ("de", 100), ("es", 50), ("fr", 50)])
def test_half_of_enough_messages_is_answerable(language: str, fewest: int) -> None:
    messages = [m for base in BASES if base.language == language for m in base.messages]
    answerable = sum(message.kind is Kind.ANSWERABLE for message in messages)

    assert len(messages) >= fewest
    assert 0.45 <= answerable / len(messages) <= 0.55


def test_a_row_of_figures_counts_each_message_once() -> None:
    row = figures(play(BASES[0]))

    assert str(len(BASES[0].messages)) == row["messages"]
