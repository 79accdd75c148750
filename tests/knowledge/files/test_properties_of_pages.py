"""Property lines under a page's title are data; unknown words for a state keep an entry back."""

from pathlib import Path

import pytest

from knowledge.entry import Status
from knowledge.files import read_entries, told
from tests.knowledge.files.reading import read, said

EXPORTED = "How do I book 1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d.md"
DATA = {
    "a draft": ("page.md", "Created: November 3, 2026 9:12 AM\nStatus: Draft"),
    "an owner": ("page.md", "Owner: Ana"),
    "words of their own": (EXPORTED, "Cost centre: 7\nPrice:\nDate: 3 May"),
    "German": ("page.md", "Erstellt: 3. November 2026 09:12\nStatus: Entwurf"),
    "French": ("page.md", "Statut: Brouillon\nÉtiquettes: a, b"),
}
TEXT = {
    "prices": "Adults: 90 EUR\nChildren: 45 EUR",
    "an address": "URL: https://shop.example/login\nKey: 1234",
    "a state in words": "Status: see your account page.",
    "a sentence": "Owner: Ana\nand whoever is in on that day.",
    "a time": "10:30 to 12:00",
    "a note": "Note: bring your card.",
}


@pytest.mark.parametrize(("name", "lines"), DATA.values(), ids=DATA)
def test_properties_are_not_shown(tmp_path: Path, name: str, lines: str) -> None:
    loaded = read(tmp_path, name, f"# How do I book?\n\n{lines}\n\nRing us.\n")

    assert said(loaded) == []
    assert [(one.question, one.answer) for one in loaded.entries] == [
        ("How do I book?", "Ring us.")
    ]


@pytest.mark.parametrize("lines", TEXT.values(), ids=TEXT)
def test_an_answer_that_looks_like_properties_is_an_answer(tmp_path: Path, lines: str) -> None:
    loaded = read(tmp_path, "page.md", f"# How do I book?\n\n{lines}\n\nRing us.\n")

    assert [one.answer for one in loaded.entries] == [f"{lines}\n\nRing us."]


def test_properties_fill_the_entry_and_what_is_not_used_is_said(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        EXPORTED,
        "# How do I book?\n\nCreated: November 3, 2026 9:12 AM\nTags: a, b\nStatus: Draft\n"
        "Owner: Ana\n\nRing us.\n",
    )

    (entry,) = loaded.entries
    assert (entry.status, entry.owner, entry.category) == (Status.DRAFT, "Ana", "a, b")
    assert told(loaded.notes) == [
        f'{EXPORTED}, line 3: "Created" isn\'t used. Take it out if you like.'
    ]


def test_an_answer_may_be_a_property(tmp_path: Path) -> None:
    loaded = read(tmp_path, EXPORTED, "# How do I book?\n\nAnswer: Ring us.\nStatus: Done\n")

    assert [(one.answer, one.status) for one in loaded.entries] == [("Ring us.", Status.APPROVED)]


def test_properties_of_a_page_hold_for_its_questions(tmp_path: Path) -> None:
    loaded = read(
        tmp_path, "faq.md", "# FAQ\n\nStatus: Draft\n\n## How?\n\nSo.\n\n## When?\n\nNow.\n"
    )

    assert {(one.question, one.status) for one in loaded.entries} == {
        ("How?", Status.DRAFT),
        ("When?", Status.DRAFT),
    }


STATES = {
    "Done": (Status.APPROVED, ""),
    "In progress": (Status.DRAFT, 'It is a draft, as "Status: In progress" says.'),
    "Not started": (Status.DRAFT, 'It is a draft, as "Status: Not started" says.'),
    "aproved": (Status.DRAFT, 'as I don\'t know "Status: aproved". Did you mean approved?'),
    "Wartet auf Jo": (Status.DRAFT, 'as I don\'t know "Status: Wartet auf Jo".'),
}


@pytest.mark.parametrize(("word", "means"), STATES.items(), ids=STATES)
def test_no_word_for_a_state_stops_the_others(
    tmp_path: Path, word: str, means: tuple[Status, str]
) -> None:
    path = tmp_path / "faq.csv"
    path.write_text(f"Name,Answer,Status\nHow?,So.,{word}\nWhen?,Now.,Published\n")

    loaded = read_entries(path)

    assert said(loaded) == []
    assert [one.status for one in loaded.entries] == [means[0], Status.APPROVED]
    assert means[1] in "".join(told(loaded.notes))
