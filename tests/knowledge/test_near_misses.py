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
    assert len(BASES) == len({base.name for base in BASES})


def test_a_row_of_figures_counts_each_message_once() -> None:
    row = figures(play(BASES[0]))

    assert str(len(BASES[0].messages)) == row["messages"]
