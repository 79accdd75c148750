"""The second opinion on small bases: what it rests on, when it is silent, and what it must never doubt."""

from pathlib import Path

import numpy as np
import pytest

from bot.desk.rules.answering import GROUND
from knowledge.entry import Entry
from knowledge.matching import judge
from knowledge.matching.judge import INPUTS, UNHEARD, Judge, heard, load_judge
from knowledge.matching.matcher import Matcher
from knowledge.matching.search import Document, Search
from knowledge.training.small_bases import DEVELOPMENT, Base, read_bases

BASES = [base for base in read_bases(DEVELOPMENT) if base.language == "en"]
DRESSES = ("{}", "{} please", "hi, {} thanks", "quick question: {}", "hello, can you tell me, {}")


def entries(count: int, phrasings: int = 1) -> list[Entry]:
    """Entries of invented words."""
    return [
        Entry(
            id=str(number),
            question=f"How do I wumble the grolk{number}?",
            variants=tuple(f"Grolk{number} wumbling {turn}" for turn in range(1, phrasings)),
            answer="So.",
        )
        for number in range(count)
    ]


def listened(count: int, phrasings: int = 1) -> float:
    return heard(Search.of([Document.of(entry) for entry in entries(count, phrasings)]))


@pytest.mark.parametrize("size", [1, 3, 13])
@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_an_entrys_own_words_with_politeness_are_its_question(base: Base, size: int) -> None:
    kept = base.entries[:size]
    matcher = Matcher(kept)
    matcher.refit()
    for entry in kept:
        for phrasing in entry.phrasings:
            for dress in DRESSES:
                text = dress.format(phrasing.rstrip("?!."))
                best = max(
                    (each for question in matcher.read(text).questions
                     for each in matcher.candidates(question)),
                    key=lambda each: each.probability,
                )  # fmt: skip
                assert (entry.id, True) == (best.entry, best.probability >= 0.95), text


def test_it_is_listened_to_less_the_more_is_known() -> None:
    assert 1.0 == listened(judge.WHOLE)
    assert 0.0 < listened(36) < 1.0
    assert 0.0 == listened(judge.NONE)
    assert 0.0 == listened(10, phrasings=3)


def test_it_has_a_weight_for_each_input_and_its_bands_for_each_wish() -> None:
    found = load_judge()

    assert found is not None
    assert len(INPUTS) == len(found.weights)
    assert sorted(found.thresholds.values(), reverse=True) == [
        found.thresholds[wish] for wish in sorted(found.thresholds)
    ]


@pytest.mark.parametrize("text", ["", "{}", '{"version": 1, "weights": 3}', "[]"])
def test_a_damaged_file_leaves_it_silent(tmp_path: Path, text: str) -> None:
    path = tmp_path / "judge.json"
    path.write_text(text, encoding="utf-8")

    assert load_judge(path) is None


def test_what_a_new_one_learns_from_does_not_rest_on_the_one_before() -> None:
    """A judge whose weights say something changes what is answered; without any, nothing does."""
    surest = Judge(weights=np.ones(len(INPUTS), np.float32), bias=20.0, thresholds={0.05: 0.5})
    unheard, heard_one = (Matcher(entries(6), judge=each) for each in (UNHEARD, surest))
    large = Matcher(entries(judge.NONE))
    text = "how do i wumble grolk2 twice a day"

    assert large.bands == unheard.bands
    assert unheard.bands != heard_one.bands
    assert unheard.candidates(text) != heard_one.candidates(text)
    assert [each.tolist() for each in unheard.evidence(text)[1]] == [
        each.tolist() for each in heard_one.evidence(text)[1]
    ]


def test_a_title_is_offered_for_words_of_one_meaning() -> None:
    """ "Quit" is no word of the entry, and means what its "cancel" does."""
    leave = Entry(id="leave", question="How do I cancel my subscription?", answer="Write to us.")
    matcher = Matcher([leave, Entry(id="bike", question="Is there a bike rack?", answer="Yes.")])

    grounds = {each.entry: each.ground for each in matcher.candidates("how do i quit")}

    assert grounds["leave"] >= GROUND > grounds.get("bike", 0.0)


def test_chances_are_shared_where_several_entries_would_do() -> None:
    sure = Judge(weights=load_judge().weights * 0, bias=20.0)  # type: ignore[union-attr]
    matcher = Matcher(entries(6))
    _, inputs = matcher.evidence("how do i wumble")

    assert sum(sure.chances(inputs)) == pytest.approx(1.0)
