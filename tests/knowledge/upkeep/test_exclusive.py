"""The very same question with another answer, and "only" or "every" beside what they leave out or deny."""

import pytest

from knowledge.entry import Entry
from knowledge.upkeep.review import Pair, contradictions, near_to

HOURS = "Our shop is open Monday to Friday from 9:00 to 18:00 and Saturday from 10:00 to 14:00."
AT_ODDS = [
    ("en", "When are you open?", HOURS, "When are you open?", "Every day.", "every day"),
    ("en", "When are you open?", HOURS, "Opening hours", "Daily.", "daily"),
    ("en", "Can I pay by card?", "Yes.", "How can I pay?", "Only in cash.", "only"),
    ("en", "Do you take cards?", "Yes.", "What payment methods do you accept?", "Cash only.", "only"),
    ("en", "How can I pay?", "By card or cash.", "How can I pay?", "Only in cash.", "only"),
    ("en", "How can I pay?", "By card or cash.", "How do I pay?", "Just cash.", "just"),
    ("en", "Are you open on Sundays?", "No.", "When are you open?", "Every day from 9.", "every day"),
    ("en", "Do you ship to France?", "Yes.", "Where do you ship?", "Only within Germany.", "only"),
    ("en", "Do you ship to France?", "No.", "Where do you ship?", "Worldwide.", "worldwide"),
    ("en", "Can children join?", "Yes.", "Who can join?", "Only adults.", "only"),
    ("de", "Kann ich mit Karte zahlen?", "Ja.", "Wie kann ich zahlen?", "Nur bar.", "nur"),
    ("de", "Nehmt ihr Karten?", "Ja.", "Welche Zahlungsarten akzeptiert ihr?", "Nur bar.", "nur"),
    ("es", "¿Puedo pagar con tarjeta?", "Sí.", "¿Cómo puedo pagar?", "Solo en efectivo.", "solo"),
    ("fr", "Puis-je payer par carte ?", "Oui.", "Comment puis-je payer ?", "Seulement en espèces.", "seulement"),
    ("en", "What do you sell?", "Bread and cakes.", "what do you sell", "Second-hand lamps.", "answer"),
    ("en", "Do you sell rum?", "We do, from Jamaica.", "do you sell rum?", "Ask Kim.", "answer"),
    ("it", "Dove siete?", "In centro.", "Dove siete?", "Accanto al porto.", "answer"),
]  # fmt: skip
AGREE = [
    ("en", "Can I pay by card?", "No.", "How can I pay?", "Only in cash."),
    ("en", "Can I pay in cash?", "Yes.", "How can I pay?", "Only in cash."),
    ("en", "Are you open on Sundays?", "Yes.", "When are you open?", "Every day from 9."),
    ("en", "Do you ship to France?", "Yes.", "Where do you ship?", "Worldwide."),
    ("en", "Do you ship to Peru?", "No.", "Where do you ship?", "Everywhere but Peru."),
    ("en", "Do you sell rum?", "Yes.", "Do you sell rum?", "Yes, from Jamaica."),
    ("en", "How do I log in?", "Enter your name and password.", "How do I log in?", "Enter your name."),
    ("en", "When are you open?", "Mo-Fr, 9:00-17:00", "When are you open?", "Weekdays, 9 am to 5 pm"),
    ("en", "How do I cancel?", "Not only by mail.", "Can I cancel by phone?", "Yes."),
    ("de", "Wie kann ich zahlen?", "Bar oder mit Karte.", "Kann ich mit Karte zahlen?", "Ja."),
]  # fmt: skip


def entries(language: str, one: str, said: str, other: str, also: str) -> tuple[Entry, Entry]:
    return (
        Entry(id="a", question=one, answer=said, language=language),
        Entry(id="b", question=other, answer=also, language=language),
    )


def found(pairs: tuple[Pair, ...]) -> list[tuple[str, ...]]:
    return [each.differs for each in pairs if each.same and each.contradicts]


@pytest.mark.parametrize("case", AT_ODDS)
def test_what_leaves_out_or_denies_is_shown_from_both_sides(case: tuple[str, ...]) -> None:
    language, one, said, other, also, word = case
    first, second = entries(language, one, said, other, also)

    wanted = [(word,)]
    assert wanted == found(near_to(second, [first]))
    assert wanted == found(near_to(first, [second]))
    assert wanted == found(contradictions([first, second], [second]))


@pytest.mark.parametrize(("language", "one", "said", "other", "also"), AGREE)
def test_what_agrees_is_saved(language: str, one: str, said: str, other: str, also: str) -> None:
    first, second = entries(language, one, said, other, also)

    assert [] == found(near_to(second, [first]))
    assert () == contradictions([first, second])
