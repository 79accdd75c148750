"""Entries that state no language have that of their own words, else that of those around them."""

from pathlib import Path

import pytest

from knowledge.files import read_entries, read_pasted
from knowledge.text.language import shown_in

GERMAN = """\
Frage;Antwort
Öffnungszeiten;Mo-Fr 9-17 Uhr
Wo ist mein Paket?;Schauen Sie in Ihr Konto unter Bestellungen.
Versandkosten;4,90 Euro
Gutschein;Im Warenkorb.
Wie kann ich zahlen?;Mit Karte oder auf Rechnung.
"""


def test_short_entries_are_in_the_language_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "kb.csv").write_text(GERMAN)

    loaded = read_entries(tmp_path / "kb.csv")

    assert {one.language for one in loaded.entries} == {"de"}
    assert loaded.languages("en") == ["Languages, as the words tell where none is stated: 5 de."]


def test_single_files_are_in_the_language_of_their_folder(tmp_path: Path) -> None:
    for folder, texts in {
        "de": {
            "a": "Wo ist mein Paket?|Im Konto, unter Ihren Bestellungen.",
            "b": "Gutschein|Warenkorb.",
        },
        "en": {"c": "Where is my order?|It is in your account.", "d": "Voucher|Basket."},
    }.items():
        (tmp_path / folder).mkdir()
        for name, text in texts.items():
            question, answer = text.split("|")
            (tmp_path / folder / f"{name}.md").write_text(
                f"---\nquestion: {question}\n---\n{answer}\n"
            )

    found = {one.id: one.language for one in read_entries(tmp_path).entries}

    assert found == {"a": "de", "b": "de", "c": "en", "d": "en"}


def test_a_mixed_file_says_nothing_of_its_short_entries() -> None:
    loaded = read_pasted(
        "question,answer\nWo ist mein Paket?,In Ihrem Konto.\nWhere is it?,It is in your account.\nVoucher,Basket.\n",
        "es",
    )

    assert [one.language for one in loaded.entries] == ["de", "en", "es"]


def test_a_desk_of_a_country_has_its_own_language() -> None:
    loaded = read_pasted(
        "question,answer\nOnde está a minha fatura?,Em sua conta.\nCupom,No carrinho.\n", "pt-br"
    )

    assert [one.language for one in loaded.entries] == ["pt-br", "pt-br"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Versandkosten: 4,90 Euro, ab 50 Euro frei", "de"),
        ("Öffnungszeiten Mo-Fr 9-17 Uhr", "de"),
        ("¿Horario? De 9 a 17", "es"),
        ("Opening hours: Mon-Fri 9-5", ""),
        ("Do you have a café? Yes, on the first floor.", "en"),
        ("WLAN", ""),
        ("iPhone 15 Pro", ""),
    ],
)
def test_what_a_text_shows(text: str, language: str) -> None:
    assert shown_in(text) == language
