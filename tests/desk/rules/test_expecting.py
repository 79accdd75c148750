"""What an owner of few entries may expect, tried with questions made from them."""

from bot.desk.rules.expecting import expected
from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.matching.near_misses import reworded
from knowledge.text.normalise import surface

ASKED = {
    "cancel": "How do I cancel my order?",
    "hours": "When are you open on Sundays?",
    "refund": "How do I return a broken lamp?",
    "fee": "How much is a lamp?",
}


def shop(phrasings: int = 1) -> list[Entry]:
    return [
        Entry(
            id=key,
            question=asked,
            variants=tuple(f"{asked} {turn}" for turn in range(1, phrasings)),
            answer="So it is.",
            language="en",
        )
        for key, asked in ASKED.items()
    ]


def matcher_of(entries: list[Entry]) -> Matcher:
    matcher = Matcher(entries)
    matcher.refit()
    return matcher


def test_it_says_how_many_of_100_are_answered_offered_and_handed_over() -> None:
    entries = shop()
    found = expected(matcher_of(entries), entries)

    assert found is not None
    assert 0 < found.answered + found.offered <= found.answerable
    first, second, *_ = found.sentences()
    assert f"{found.answerable + found.beside} questions made from your own" in first
    assert "handed to your team" in first
    assert "wrong answer" in second


def test_it_names_three_phrasings_at_most_each_of_another_entry_and_none_that_is_there() -> None:
    entries = shop()
    found = expected(matcher_of(entries), entries)

    assert found is not None
    named = [entry for entry, _ in found.phrasings]
    assert len(named) == len(set(named)) <= 3
    assert not {words for _, words in found.phrasings} & set(ASKED.values())


def test_with_phrasings_enough_nothing_is_made() -> None:
    entries = shop(phrasings=3)

    assert expected(matcher_of(entries), entries) is None
    assert expected(matcher_of([]), []) is None


def test_what_is_made_in_other_words_is_no_phrasing_and_leaves_out_no_how() -> None:
    made = [each.text for each in reworded(shop())]
    known = {" ".join(surface(each)) for each in ASKED.values()}

    assert not known & {" ".join(surface(each)) for each in made}
    assert not any(each.startswith("much") for each in made)
    assert any("order" in each and "cancel" not in each for each in made)
