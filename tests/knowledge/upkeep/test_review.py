"""A review finds what is overdue, doubled, contradicting or thin, and says it in sentences."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Audience, Entry, Status
from knowledge.upkeep.contradiction import contradiction
from knowledge.upkeep.review import (
    due_within,
    lacking_variants,
    near_pairs,
    near_to,
    overdue,
    review,
)

TODAY = date(2026, 11, 21)


def an_entry(entry_id: str = "x", **changes: object) -> Entry:
    known: dict[str, object] = {
        "question": f"What about {entry_id}?",
        "answer": "That is fine.",
        "variants": (f"{entry_id} one", f"{entry_id} two", f"{entry_id} three"),
    }
    return Entry(id=entry_id, **(known | changes))  # type: ignore[arg-type]


def test_an_entry_is_overdue_from_its_review_day_on() -> None:
    days = [TODAY - timedelta(days=30), TODAY, TODAY + timedelta(days=1), None]
    entries = [an_entry(f"e{n}", review_on=day) for n, day in enumerate(days)]

    assert [one.id for one in overdue(reversed(entries), TODAY)] == ["e0", "e1"]


def test_what_comes_due_is_told_in_time() -> None:
    days = [
        TODAY,
        TODAY + timedelta(days=14),
        TODAY + timedelta(days=1),
        TODAY + timedelta(days=15),
    ]
    entries = [an_entry(f"e{n}", review_on=day) for n, day in enumerate(days)]

    assert [one.id for one in due_within(entries, TODAY)] == ["e2", "e1"]
    assert [one.id for one in due_within(entries, TODAY, timedelta(days=1))] == ["e2"]


def test_drafts_and_retired_entries_are_not_overdue() -> None:
    entries = [an_entry(str(status), status=status, review_on=TODAY) for status in Status]

    assert [one.status for one in overdue(entries, TODAY)] == [Status.APPROVED]


@given(st.lists(st.none() | st.dates(), max_size=20))
def test_no_entry_is_both_overdue_and_coming_due(days: list[date | None]) -> None:
    entries = [an_entry(f"e{n}", review_on=day) for n, day in enumerate(days)]

    assert not set(overdue(entries, TODAY)) & set(due_within(entries, TODAY))


def test_phrasings_alike_make_a_pair_whatever_the_order_of_words() -> None:
    one = an_entry("one", question="Can I return my shoes?")
    other = an_entry("other", variants=("my shoes can I return", "b", "c"))

    (pair,) = near_pairs([one, other])

    assert (pair.one.id, pair.other.id) == ("one", "other")
    assert pair.phrasings == ("Can I return my shoes?", "my shoes can I return")
    assert not pair.contradicts
    assert "Merge them" in str(pair)


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "de"},
        {"translates": "one"},
        {"audience": Audience.STAFF},
        {"status": Status.RETIRED},
        {"question": "Can I return my money?"},
    ],
    ids=["other language", "translation", "other audience", "retired", "other thing"],
)
def test_what_is_meant_to_differ_makes_no_pair(changes: dict[str, object]) -> None:
    one = an_entry("one", question="Can I return my shoes?")
    other = an_entry("other", **({"question": "Can I return my shoes?"} | changes))

    assert near_pairs([one, other]) == ()


def test_near_entries_with_other_numbers_contradict() -> None:
    one = an_entry("one", question="How long can I return shoes?", answer="Within 30 days.")
    other = an_entry("other", question="how long can i return shoes", answer="You have 14 days.")

    (pair,) = near_pairs([one, other])

    assert pair.contradicts
    assert pair.differs == ("14", "30")
    assert "answer differently (14, 30)" in str(pair)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("Within 30 days.", "Within 30 days, at 9:00.", ()),
        ("Within 30 days.", "Soon enough.", ()),
        ("It costs 4.99 EUR.", "It costs 5.99 EUR.", ("4.99", "5.99")),
        ("You can pay by card.", "You can not pay by card.", ("no",)),
        ("Du kannst mit Karte zahlen.", "Du kannst nicht mit Karte zahlen.", ("no",)),
        ("You can pay by card.", "We have no shop in Rome, but two in Turin.", ()),
    ],
)
def test_answers_contradict_by_number_or_by_no(
    one: str, other: str, differs: tuple[str, ...]
) -> None:
    assert differs == contradiction(one, other)
    assert differs == contradiction(other, one)


def test_an_entry_not_saved_yet_is_compared_with_the_others_but_not_with_its_older_self() -> None:
    known = [an_entry("one", question="Can I return my shoes?"), an_entry("fresh")]
    fresh = an_entry("fresh", question="can I return my shoes")

    (pair,) = near_to(fresh, known)

    assert (pair.one.id, pair.other.id) == ("fresh", "one")


def test_thin_entries_come_barest_first() -> None:
    entries = [an_entry("rich"), an_entry("one", variants=("a",)), an_entry("none", variants=())]

    assert [one.id for one in lacking_variants(entries)] == ["none", "one"]


def test_a_review_says_the_weightiest_first() -> None:
    entries = [
        an_entry("late", review_on=TODAY, checked_on=date(2025, 1, 2)),
        an_entry("near", review_on=TODAY + timedelta(days=3)),
        an_entry("one", question="How long can I return shoes?", answer="Within 30 days."),
        an_entry("other", question="How long can I return shoes", answer="Within 14 days."),
        an_entry("bare", variants=()),
        an_entry("gone", status=Status.RETIRED, review_on=TODAY, variants=()),
    ]

    lines = review(entries, TODAY).lines()

    assert [line.split()[0].rstrip(":") for line in lines] == ["one", "late", "near", "bare"]
    assert "overdue for review since 2026-11-21, last checked 2025-01-02" in lines[1]
    assert "review it by 2026-11-24" in lines[2]


def test_a_base_in_good_shape_gets_no_words() -> None:
    assert review([an_entry("one"), an_entry("shipping")], TODAY).lines() == ()


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=8))
def test_any_texts_are_reviewed(texts: list[tuple[str, str]]) -> None:
    entries = [
        an_entry(f"e{n}", question=question, answer=answer)
        for n, (question, answer) in enumerate(texts)
    ]

    found = review(entries, TODAY)

    assert {pair.one.id < pair.other.id for pair in found.doubles + found.contradictions} <= {True}
