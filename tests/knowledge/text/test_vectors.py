"""Words as directions: what lies near, what a word that nobody knows is taken for, and how much is carried."""

import pytest

from knowledge.matching.likeness import LIKENESS, likeness, shelve
from knowledge.text.spelling import respelt
from knowledge.text.vectors import VECTORS, places, unit, vectors

MOST_BYTES = 8_000_000


def near(one: str, other: str) -> float:
    first, second = unit(vectors([one, other]))
    return float(first @ second)


@pytest.mark.parametrize(
    ("word", "kin", "stranger"),
    [
        ("dog", "pet", "invoice"),
        ("price", "cost", "window"),
        ("factura", "invoice", "perro"),
        ("stornieren", "stornierung", "hund"),
        ("laptop", "computer", "garden"),
    ],
)
def test_what_means_nearly_the_same_lies_nearer(word: str, kin: str, stranger: str) -> None:
    assert near(word, kin) > near(word, stranger) + 0.2


@pytest.mark.parametrize(
    ("spelt", "meant"),
    [("opning", "opening"), ("calender", "calendar"), ("mitgliedschaftsgebuhr", "mitgliedschaft")],
)
def test_a_misspelt_word_and_a_compound_are_known_again(spelt: str, meant: str) -> None:
    assert places(meant)[0] in places(respelt(spelt))


@pytest.mark.parametrize("word", ["", "12345", "xqzvkwpt", "🎈", "a" * 4000])
def test_what_is_no_word_has_no_direction(word: str) -> None:
    assert () == places(word)
    assert not vectors([word]).any()


def test_no_more_is_carried_than_was_agreed() -> None:
    assert VECTORS.stat().st_size <= MOST_BYTES


@pytest.mark.parametrize("question", ["where can i leave my laptop", "🎈", "", "12"])
@pytest.mark.parametrize(
    ("phrasings", "answers"),
    [([["are there lockers"]], [""]), ([["are there lockers"], ["🎈"]], ["yes at the stairs", ""])],
)
def test_likeness_is_a_number_whatever_is_asked_or_known(
    question: str, phrasings: list[list[str]], answers: list[str]
) -> None:
    found = likeness(shelve(phrasings, answers), question)

    assert (len(phrasings), len(LIKENESS)) == found.shape
    assert abs(found).max() <= 2
