"""What a knowledge base teaches of itself: how sure to be, here."""

from dataclasses import replace

import numpy as np
import pytest

from knowledge.entry import Entry
from knowledge.matching.calibration import Point, chance, hide, suit
from knowledge.matching.learned import GROUNDS, Learned, load
from knowledge.matching.matcher import Confirmed, Matcher
from knowledge.matching.search import Document, Search

KEYS = ("invoice", "parcel", "password", "refund", "voucher", "account", "address", "contract")
SHAPES = (
    "where is my {}",
    "i can't find the {}",
    "show me my {} please",
    "lost my {}, where is it",
)
CLEAR = [
    Entry(
        id=key,
        question=SHAPES[0].format(key),
        variants=tuple(shape.format(key) for shape in SHAPES[1:]),
        answer="x",
    )
    for key in KEYS
]
# The same phrasings, dealt out so that no entry has a subject.
MIXED = [
    replace(
        entry,
        question=SHAPES[0].format(KEYS[at]),
        variants=tuple(
            shape.format(KEYS[(at + 3 * step) % len(KEYS)])
            for step, shape in enumerate(SHAPES[1:], start=1)
        ),
    )
    for at, entry in enumerate(CLEAR)
]


@pytest.fixture(scope="module")
def learned() -> Learned:
    return load()


def points(learned: Learned, *, right: bool, count: int = 40) -> list[Point]:
    """Tops as they come, all right or all wrong."""
    dice = np.random.default_rng(7)
    rows = dice.normal(0.4, 0.2, (count, len(GROUNDS))).astype(np.float32)
    return [Point(grounds=row, right=right, weight=1.0) for row in rows]


def test_where_nothing_is_known_it_stays_as_it_was_learned(learned: Learned) -> None:
    assert suit(learned, []) is learned


@pytest.mark.parametrize("right", [True, False])
def test_it_moves_towards_what_is_seen_and_not_all_the_way(learned: Learned, right: bool) -> None:
    seen = points(learned, right=right)

    suited = suit(learned, seen)

    before = np.mean([chance(learned, each.grounds) for each in seen])
    after = np.mean([chance(suited, each.grounds) for each in seen])
    assert before < after < 1.0 if right else 0.0 < after < before


def test_the_same_seen_many_times_over_is_still_a_sum_that_converges(learned: Learned) -> None:
    [one] = points(learned, right=False, count=1)
    facts = one.grounds * 20
    sure = replace(learned, bias=learned.bias + 4 - float(facts @ learned.weights))

    suited = suit(sure, [replace(one, grounds=facts)] * 12)

    assert 0.05 < chance(suited, facts) < chance(sure, facts)


def test_a_base_whose_phrasings_are_taken_for_one_another_is_less_sure() -> None:
    clear, mixed = Matcher(CLEAR), Matcher(MIXED)
    for matcher in (clear, mixed):
        matcher.warm_up()
    before = max(mixed.judge("lost my invoice").chances)

    for matcher in (clear, mixed):
        matcher.refit()

    after = max(mixed.judge("lost my invoice").chances)
    assert after < 0.5 * before
    assert after < max(clear.judge("lost my invoice").chances)


def test_what_many_say_of_one_entry_hardly_moves_the_others() -> None:
    told, before = Matcher(CLEAR), Matcher(CLEAR)
    told.learn(
        Confirmed(text="lost my invoice", entry="invoice", right=False, person=f"person {n}")
        for n in range(200)
    )
    for matcher in (told, before):
        matcher.refit()

    at_first = before.candidates("lost my voucher")[0].probability
    assert told.candidates("lost my voucher")[0].probability > 0.8 * at_first


def hidden(entries: list[Entry]) -> tuple[set[str], list[str]]:
    """Which phrasings are asked while they are hidden, and what was found for them in which order."""
    search = Search.of([Document.of(entry) for entry in entries])
    found = hide(search)
    return {search.index.texts[each.line] for each in found}, [
        each.question.plain for each in found
    ]


def test_another_phrasing_leaves_which_ones_are_hidden() -> None:
    """Else the line above which it dares to answer moves with each phrasing that is added anywhere."""
    entries = [
        Entry(
            id=str(number),
            question=f"where is my grolk{number}",
            variants=(f"lost the grolk{number}", f"grolk{number} is gone"),
            answer="x",
        )
        for number in range(100)
    ]
    first, *others = entries
    more = replace(first, variants=(*first.variants, "show me that grolk0 of mine"))

    before, after = hidden(entries)[0], hidden([more, *others])[0]

    assert len(before) < 300
    assert len(before - after) <= 1


def test_phrasings_of_one_entry_are_hidden_in_different_turns() -> None:
    """An entry whose phrasings were all out at once would look as if nobody knew it."""
    _, turns = hidden(CLEAR)
    half = len(turns) // 2

    assert all(
        any(key in each for each in part) for key in KEYS for part in (turns[:half], turns[half:])
    )
