"""Which questions are the same in other words, and which answers to them speak against each other."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from knowledge.entry import Entry
from knowledge.upkeep.asking import asked
from knowledge.upkeep.contradiction import contradiction
from knowledge.upkeep.review import contradictions

SAME = [
    ("en", "Do you ship to Brazil?", "do you deliver to brazil"),
    ("en", "Do you ship to Brazil?", "Can I have it sent to Brazil?"),
    ("en", "Do you ship to Brazil?", "Is shipping to Brazil possible?"),
    ("en", "When are you open?", "Opening hours"),
    ("en", "When are you open?", "What are your opening times?"),
    ("en", "How much is shipping?", "What does delivery cost?"),
    ("en", "How much is shipping?", "Delivery fees"),
    ("en", "How long does a refund take?", "When do I get my refund?"),
    ("en", "Do I have to register?", "Must I register?"),
    ("en", "Do you sell gift cards?", "Are there gift cards?"),
    ("en", "Until when can I cancel?", "How late can I cancel?"),
    ("en", "May I bring my dog?", "Are dogs allowed?"),
    ("en", "Do you accept PayPal?", "Can I pay by PayPal?"),
    ("en", "Where are you?", "What is your address?"),
    ("en", "Where is the pool?", "Where's the pool located?"),
    ("en", "Where is the pool?", "Where can I find the pool?"),
    ("en", "Do I need to book in advance?", "Is a reservation required?"),
    ("de", "Liefert ihr nach Brasilien?", "Versenden Sie nach Brasilien?"),
    ("de", "Darf ich Hunde mitbringen?", "Sind Hunde erlaubt?"),
    ("de", "Muss ich vorher buchen?", "Ist eine Reservierung nötig?"),
    ("de", "Wo seid ihr?", "Wie ist eure Adresse?"),
    ("de", "Wo ist das Bad?", "Wo befindet sich das Bad?"),
    ("es", "¿Dónde está la piscina?", "¿Dónde se encuentra la piscina?"),
    ("fr", "Où est la piscine ?", "Où se trouve la piscine ?"),
    ("de", "Nehmt ihr Kreditkarten?", "Kann ich mit Kreditkarte zahlen?"),
    ("de", "Wann habt ihr geöffnet?", "Öffnungszeiten"),
    ("de", "Was kostet der Versand?", "Versandkosten"),
    ("de", "Was kostet der Versand?", "Wie viel kostet die Lieferung?"),
    ("de", "Wie lange dauert die Lieferung?", "Lieferzeit?"),
    ("de", "Kann ich stornieren?", "Ist eine Kündigung möglich?"),
]
OTHER = [
    ("en", "Do you ship to Brazil?", "Do you ship to Chile?"),
    ("en", "Do you ship to Austria?", "Do you ship to Australia?"),
    ("en", "Do you ship to Brazil?", "Do you ship from Brazil?"),
    ("en", "Do you ship to Brazil?", "How much is shipping to Brazil?"),
    ("en", "Do I have to register?", "Can I register?"),
    ("en", "How can I log in?", "Why can I not log in?"),
    ("en", "Can I bring a dog?", "Can I bring a dog on Sundays?"),
    ("en", "When are you open?", "Until when are you open?"),
    ("en", "Is C++ supported?", "Is C# supported?"),
    ("en", "Is size 42 in stock?", "Is size 43 in stock?"),
    ("de", "Liefert ihr nach Brasilien?", "Liefert ihr aus Brasilien?"),
    ("de", "Muss ich mich registrieren?", "Kann ich mich registrieren?"),
    ("de", "Wann habt ihr offen?", "Wann habt ihr zu?"),
    ("de", "Wo kann ich parken?", "Kann ich parken?"),
    ("en", "Where do I find my parcel?", "Where do I find my invoice?"),
]
AGAINST = [
    ("en", "Do you ship to Brazil?", "Yes, we ship to Brazil, 10 days.", "No."),
    (
        "en",
        "Do you ship to Brazil?",
        "We ship to Brazil in 10 days.",
        "Sorry, we don't ship there.",
    ),
    ("en", "Do you ship to Brazil?", "It takes 10 to 14 days.", "It takes five days."),
    ("en", "Do you ship to Brazil?", "Certainly.", "Unfortunately not at the moment."),
    ("en", "How much is shipping?", "It costs 4.99 EUR.", "€5.99"),
    ("en", "How much is shipping?", "It is free.", "€5.99"),
    ("en", "When are you open?", "Monday to Friday", "Mondays to Saturdays"),
    ("en", "When are you open?", "9:00-17:00", "from 10 am to 6 pm"),
    ("en", "How many guests may I bring?", "Two guests.", "Up to 3 guests."),
    ("en", "Where can I park?", "Behind the club house.", "In front of the station."),
    ("de", "Liefert ihr nach Brasilien?", "Ja, in 10 Tagen.", "Leider nicht."),
    (
        "de",
        "Liefert ihr nach Brasilien?",
        "Wir liefern nach Brasilien.",
        "Wir versenden nicht dorthin.",
    ),
    ("de", "Was kostet der Versand?", "4,90 €", "5,90 Euro"),
    ("de", "Was kostet der Versand?", "Kostenlos.", "5,90 Euro"),
    ("de", "Wann habt ihr offen?", "Montag bis Freitag", "Dienstag bis Samstag"),
    ("de", "Wie lange dauert die Lieferung?", "Zwei Wochen.", "3 Tage."),
    ("de", "Wo kann ich parken?", "Hinter dem Klubhaus.", "Am Bahnhof."),
]
BESIDE = [
    ("en", "Do you ship to Brazil?", "Yes, in 14 days.", "Yes, within 2 weeks."),
    ("en", "Do you ship to Brazil?", "Yes, in ten days.", "Yes, within 10 days, for 30 EUR."),
    ("en", "Do you ship to Brazil?", "Yes, no problem.", "Yes."),
    ("en", "Do you ship to Brazil?", "Yes, but no later than May.", "Yes, we ship to Brazil."),
    ("en", "How much is shipping?", "4.99 EUR, free from 50 EUR.", "€4.99; from €50 it is free"),
    ("en", "How much is shipping?", "1,000.50 EUR", "1.000,50 €"),
    (
        "en",
        "When are you open?",
        "Monday to Friday, 9:00-17:00",
        "Fridays and Mondays, 9 am to 5 pm",
    ),
    ("en", "Where is my invoice?", "Under My orders, choose the order.", "Open My orders."),
    ("en", "Do I need an account?", "You can order as a guest.", "No, you don't."),
    ("en", "How do I log in?", "Enter your name. Don't share it.", "Enter your name and password."),
    ("en", "Do you ship to Brazil?", "See https://a.example/10", "See https://a.example/20"),
    ("de", "Wie lange dauert die Lieferung?", "Zwei Wochen.", "14 Tage."),
    ("de", "Wann habt ihr offen?", "Montag bis Freitag, 9:00 bis 17:00 Uhr", "Mo-Fr 9:00-17:00"),
    ("de", "Liefert ihr nach Brasilien?", "Ja, kein Problem.", "Ja."),
]
BASES = sorted(Path(__file__).parents[1].glob("*/*.toml"))


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_the_same_in_other_words(language: str, one: str, other: str) -> None:
    found = asked(one, language)
    assert found is not None
    assert found == asked(other, language)


@pytest.mark.parametrize(("language", "one", "other"), OTHER)
def test_one_word_of_weight_makes_another_question(language: str, one: str, other: str) -> None:
    assert asked(one, language) != asked(other, language)


@pytest.mark.parametrize(("language", "question", "one", "other"), AGAINST)
def test_answers_that_speak_against_each_other(
    language: str, question: str, one: str, other: str
) -> None:
    what = asked(question, language)
    assert contradiction(one, other, what)
    assert contradiction(one, other, what) == contradiction(other, one, what)


@pytest.mark.parametrize(("language", "question", "one", "other"), BESIDE)
def test_answers_that_only_say_more_or_less(
    language: str, question: str, one: str, other: str
) -> None:
    what = asked(question, language)
    assert () == contradiction(one, other, what)
    assert () == contradiction(other, one, what)


def base(table: Mapping[str, Any]) -> list[Entry]:
    """The entries of a base, in either of the two forms that they are written in."""
    found = []
    for name, row in table["entries"].items():
        asks, says = (row["asked"], row["answer"]) if isinstance(row, dict) else (row[:1], row[-1])
        language = table.get("language", "en")
        entry = Entry(id=name, question=asks[0], variants=tuple(asks[1:]), answer=says)
        found.append(replace(entry, language=language))
    return found


def messages(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(a message, the entry that answers it; "" for none)."""
    for name, said in table["answerable"].items():
        yield from ((each, name) for each in said) if isinstance(said, list) else ((name, said),)
    nothing = (table.get("none") or table["unanswerable"]).values()
    yield from ((each, "") for said in nothing for each in said)


@pytest.mark.parametrize("path", BASES, ids=lambda path: path.stem)
def test_no_base_of_one_hand_contradicts_itself(path: Path) -> None:
    """Nor is any message taken for a question that is not its own."""
    table = tomllib.loads(path.read_text("utf-8"))
    entries = base(table)
    assert () == contradictions(entries)

    known = {asked(said, each.language): each.id for each in entries for said in each.phrasings}
    known.pop(None, None)
    language = table.get("language", "en")
    taken = [
        (said, name)
        for said, name in messages(table)
        if known.get(asked(said, language), name) != name
    ]
    assert [] == taken


def test_a_time_is_named_without_the_sentences_end() -> None:
    assert ("10:00", "9:00") == contradiction("At 9:00.", "At 10:00.")
    assert ("10:00 a.m", "9:00 pm") == contradiction("From 10:00 a.m. on", "From 9:00 pm on")
