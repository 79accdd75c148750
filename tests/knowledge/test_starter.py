"""The starter pack is in good shape and shows each feature of the knowledge base."""

from datetime import date
from pathlib import Path

import pytest

import knowledge
from knowledge.entry import Audience, Entry
from knowledge.files import check_entry, read_entries, write_entries
from knowledge.matching.matcher import Matcher
from knowledge.upkeep.review import near_pairs, overdue
from knowledge.upkeep.structure import words_in

FOLDER = Path(knowledge.__file__).parent / "starter"
LOADED = read_entries(FOLDER)
TODAY = date(2026, 11, 21)


def test_the_pack_is_read_without_a_word() -> None:
    assert LOADED.problems == ()
    assert LOADED.notes == ()
    assert len(LOADED.entries) == 18
    assert len({entry.topic for entry in LOADED.entries}) == 12


@pytest.mark.parametrize("entry", LOADED.entries, ids=lambda entry: entry.id)
def test_an_entry_is_short_and_has_enough_phrasings(entry: Entry) -> None:
    assert check_entry(entry) == ()
    assert 6 <= len(entry.variants) <= 10
    assert words_in(entry.answer) <= 60
    assert entry.source
    assert entry.checked_on is not None


def test_a_translation_belongs_to_an_original_and_shares_its_facts() -> None:
    by_id = {entry.id: entry for entry in LOADED.entries}
    translations = [entry for entry in LOADED.entries if entry.translates]

    assert {entry.language for entry in translations} == {"de", "es"}
    assert len(translations) == 6
    for entry in translations:
        original = by_id[entry.translates]
        assert original.language == "en"
        assert original.category == entry.category
        digits = [sign for sign in original.answer if sign.isdigit()]
        assert digits == [sign for sign in entry.answer if sign.isdigit()]


def test_the_pack_shows_each_feature() -> None:
    staff = [entry.id for entry in LOADED.entries if entry.audience is Audience.STAFF]
    code = [
        entry.id for entry in LOADED.entries if "```" in entry.answer and "\n- " in entry.answer
    ]
    pairs = [{pair.one.id, pair.other.id} for pair in near_pairs(LOADED.entries)]

    assert staff == ["goodwill-refund"]
    assert code == ["order-feed"]
    assert [entry.id for entry in overdue(LOADED.entries, TODAY)] == ["refund-time"]
    assert {"return-item", "exchange-or-return"} in pairs


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("How do I reset my password?", "reset-password"),
        ("how do i rest my pasword", "reset-password"),
        ("Where is my invoice?", "find-invoice"),
        ("Wie setze ich mein Passwort zurück?", "reset-password-de"),
        ("¿Dónde está mi factura?", "find-invoice-es"),
    ],
)
def test_the_first_screens_examples_are_found(question: str, entry: str) -> None:
    best = Matcher(LOADED.entries).candidates(question)[0]

    assert best.entry == entry


@pytest.mark.parametrize("fitted", [False, True])
@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how do i rset my pasword", "reset-password"),
        ("where is my invoce", "find-invoice"),
        ("change my adress", "change-address"),
        ("can i change my adress pls", "change-address"),
        ("Where can I find my invoice?", "find-invoice"),
    ],
)
def test_misspelt_ones_are_answered_before_the_first_fit_and_after_it(
    question: str, entry: str, *, fitted: bool
) -> None:
    matcher = Matcher(LOADED.entries)
    (matcher.refit if fitted else matcher.warm_up)()
    best = matcher.candidates(question)[0]

    assert best.entry == entry
    assert best.probability >= matcher.bands.answer


@pytest.mark.parametrize("question", ["how do i change my email adress", "change my e-mail"])
def test_what_an_entry_is_expressly_not_for_is_not_answered_by_it(question: str) -> None:
    matcher = Matcher(LOADED.entries)
    best = matcher.candidates(question)[0]

    assert best.probability < matcher.bands.answer


def test_the_bands_are_those_of_the_entries_that_are_there() -> None:
    at_once, later = Matcher(LOADED.entries), Matcher()
    for entry in LOADED.entries:
        later.put(entry)

    assert at_once.bands == later.bands
    later.refit()
    assert at_once.bands == later.bands


def test_a_question_about_shipping_to_a_country_has_no_answer() -> None:
    matcher = Matcher(LOADED.entries)
    sure = [
        found.entry
        for found in matcher.candidates("Do you ship to Brazil?")
        if found.probability >= matcher.bands.answer
    ]

    assert sure == []


def test_the_files_are_as_an_export_would_write_them(tmp_path: Path) -> None:
    write_entries(tmp_path / "kb", LOADED.entries)

    written = {file.name: file.read_text("utf-8") for file in (tmp_path / "kb").iterdir()}
    assert {file.name: file.read_text("utf-8") for file in FOLDER.iterdir()} == written
