"""What changes what the matcher finds: entries put in and taken out, verdicts, what was learned."""

import json
from pathlib import Path

import pytest

from knowledge.entry import Entry, Status
from knowledge.matching.learned import FILE, load
from knowledge.matching.matcher import Confirmed, Matcher
from tests.knowledge.matching.test_matcher import SHOP, an_entry


def test_an_entry_is_found_as_soon_as_it_is_put_in() -> None:
    matcher = Matcher(SHOP)
    matcher.refit()

    matcher.put(an_entry("giraffe", "May I bring my giraffe?", "are giraffes allowed"))

    assert "giraffe" == matcher.candidates("can a giraffe come along")[0].entry


def test_a_changed_entry_is_no_longer_found_by_its_old_words() -> None:
    matcher = Matcher(SHOP)
    matcher.put(an_entry("hours", "Is there a car park?"))

    assert "hours" == matcher.candidates("is there a car park")[0].entry
    assert "hours" not in [
        each.entry for each in matcher.candidates("opening hours") if each.probability > 0.3
    ]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_only_approved_entries_are_found(status: Status) -> None:
    matcher = Matcher(SHOP)
    matcher.put(an_entry("hours", "What are your opening hours?", status=status))

    assert "hours" not in [
        each.entry for each in matcher.candidates("What are your opening hours?")
    ]


def test_a_removed_entry_is_gone_and_unknown_ids_are_fine() -> None:
    matcher = Matcher(SHOP)
    matcher.remove("invoice")
    matcher.remove("never was")

    assert "invoice" not in [each.entry for each in matcher.candidates("find my invoice")]


def test_a_question_it_is_not_for_lowers_one_entry_until_undone() -> None:
    matcher = Matcher(SHOP)
    before = matcher.candidates("refund status")[0]
    entry = SHOP[1]
    reserved = Entry(
        id=entry.id, question=entry.question, variants=entry.variants, answer="x",
        not_for=("refund status",),
    )  # fmt: skip

    matcher.put(reserved)
    lowered = {c.entry: c.probability for c in matcher.candidates("refund status")}
    matcher.put(entry)

    assert lowered["refund"] < 0.2 * before.probability
    assert before == matcher.candidates("refund status")[0]


def test_one_customer_can_hardly_move_an_entry_and_several_can() -> None:
    text = "reimbursement status"
    before = Matcher(SHOP)
    before.refit()
    alone, many = Matcher(SHOP), Matcher(SHOP)
    alone.learn(
        Confirmed(text=f"{text} {n}", entry="refund", right=False, person="mallory")
        for n in range(200)
    )
    many.learn(
        Confirmed(text=text, entry="refund", right=False, person=f"customer {n}") for n in range(12)
    )
    alone.refit()
    many.refit()

    start = before.candidates(text)[0].probability
    by_one = next(c.probability for c in alone.candidates(text) if c.entry == "refund")
    by_many = next(c.probability for c in many.candidates(text) if c.entry == "refund")

    assert by_one > 0.75 * start
    assert by_many < by_one


def test_a_wording_that_two_customers_confirmed_is_matched_from_then_on() -> None:
    matcher = Matcher(SHOP)
    matcher.learn(
        Confirmed(text="gimme the dosh", entry="refund", right=True, person=person)
        for person in ("ana", "ben")
    )
    matcher.refit()

    assert "refund" == matcher.candidates("gimme the dosh")[0].entry


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"version": 99}', '{"version": 1}'],
    ids=["empty", "cut off", "list", "other version", "weights missing"],
)
def test_a_damaged_learned_file_is_refused_with_the_fix(tmp_path: Path, content: str) -> None:
    path = tmp_path / "learned.json"
    path.write_text(content)
    matcher = Matcher(SHOP, learned=load(path))

    assert "python -m knowledge.training" in matcher.problem
    assert "hours" == matcher.candidates("what are your opening hours")[0].entry


def test_a_weight_that_is_no_number_is_refused(tmp_path: Path) -> None:
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    raw["confidence"]["top share"] = float("nan")
    path = tmp_path / "learned.json"
    path.write_text(json.dumps(raw))

    assert load(path).problem


def test_the_learned_file_that_ships_is_in_use() -> None:
    assert not Matcher().problem


def test_what_was_asked_before_a_change_is_looked_at_anew() -> None:
    matcher = Matcher(SHOP)
    matcher.candidates("gift cards")

    matcher.put(an_entry("gift", "Do you have gift cards?"))
    assert matcher.candidates("gift cards")[0].entry == "gift"

    matcher.remove("gift")
    assert "gift" not in [each.entry for each in matcher.candidates("gift cards")]
