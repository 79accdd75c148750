"""Near misses: the sets written by hand are what they say, and those made are none of a base's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.matching.near_misses import NEAR_MISSES, Kind, near_misses, spoken
from knowledge.text.normalise import surface
from knowledge.training.small_bases import DEVELOPMENT, Base, read_bases
from tests.benchmarks.near_misses import BLIND, HELD_OUT, figures, play

BASES = read_bases(DEVELOPMENT) + read_bases(HELD_OUT) + read_bases(BLIND)


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
    assert {"blind"} == {base.split for base in read_bases(BLIND)}
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


ORDER = Entry(id="order", question="How do I cancel my order?", answer="Under My orders.")
LETTER = Entry(
    id="letter",
    question="How do I cancel my newsletter subscription?",
    variants=("How do I return my order?",),
    answer="With the link.",
)
NORWAY = Entry(id="norway", question="Do you ship to Norway?", answer="Yes, and to Iceland.")
VERSION = Entry(id="version", question="How do I install version 2?", answer="Press Install.")
MADE = [each for seed in range(60) for each in near_misses([ORDER, LETTER, NORWAY, VERSION], seed)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.OBJECT, "how do i cancel my password"),
        (Kind.VERB, "how do i change my order"),
        (Kind.NEGATION, "please don't cancel my order"),
        (Kind.PAST, "i cancelled my order twice by mistake"),
        (Kind.SLOT, "Do you ship to Brazil?"),
        (Kind.SLOT, "How do I install version 5?"),
    ],
)
def test_each_kind_is_made(kind: Kind, text: str) -> None:
    assert text in {each.text for each in MADE if each.kind is kind}


@pytest.mark.parametrize(
    "text",
    [
        "how do i cancel my newsletter subscription",
        "how do i delete my newsletter subscription",
        "how do i exchange my order",
        "Do you ship to Iceland?",
    ],
)
def test_what_an_entry_says_is_no_near_miss(text: str) -> None:
    assert text not in {each.text for each in MADE}


@pytest.mark.parametrize("base", read_bases(DEVELOPMENT), ids=lambda base: base.name)
def test_the_same_seed_makes_the_same(base: Base) -> None:
    made = list(near_misses(base.entries, 1))

    assert made == list(near_misses(base.entries, 1))
    assert any(made != list(near_misses(base.entries, other)) for other in (2, 3, 4))
    assert list(spoken(base.entries, 1)) == list(spoken(base.entries, 1))
    assert {each.kind for each in made} <= NEAR_MISSES


@pytest.mark.parametrize("base", read_bases(DEVELOPMENT), ids=lambda base: base.name)
def test_no_near_miss_is_a_phrasing(base: Base) -> None:
    phrasings = {" ".join(surface(each)) for entry in base.entries for each in entry.phrasings}
    made = {" ".join(surface(m.text)) for seed in range(9) for m in near_misses(base.entries, seed)}

    assert not phrasings & made


@given(
    st.lists(st.tuples(st.text(max_size=40), st.sampled_from(["en", "de", "ja", ""])), max_size=4)
)
def test_any_phrasing_can_be_taken(asked: list[tuple[str, str]]) -> None:
    entries = [
        Entry(id=str(at), question=text, answer=text, language=language)
        for at, (text, language) in enumerate(asked)
    ]
    list(near_misses(entries))

    assert 2 * len(entries) >= len(list(spoken(entries)))
