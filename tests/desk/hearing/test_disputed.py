"""What was shown and refused is not offered again for the same question: the team gets it."""

from dataclasses import replace

import pytest

from tests.desk.harness import ANA, ENTRIES, Desk


@pytest.mark.parametrize(
    "words",
    [
        "that's wrong, the invoice is not under billing",
        "that doesn't help. where is my invoice",
        "where is my invoice",
    ],
)
def test_a_disputed_answer_is_not_offered_again(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")
    if words == "where is my invoice":
        desk.say(ANA, "that doesn't help")
    told = desk.say(ANA, words)

    assert not any("[Where is my invoice?]" in each or "**Billing**" in each for each in told)
    assert words in desk.ticket().text


@pytest.mark.parametrize(
    "words",
    [
        "that's not true", "not true!", "That is not correct.", "you're wrong",
        "das stimmt nicht", "Das ist nicht wahr!", "stimmt so nicht", "das ist falsch",
        "eso no es verdad", "no es cierto", "eso es falso",
        "ce n'est pas vrai", "c'est faux", "C'est pas vrai !",
        "non è vero", "è sbagliato", "isso não é verdade", "está errado",
        "bu doğru değil", "to nieprawda",
    ],
)  # fmt: skip
def test_that_it_is_not_true_disputes_an_answer(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")

    desk.say(ANA, words)

    assert "nothing_else" == desk.to(ANA)[-1]
    assert ["where is my invoice"] == [each.text for each in desk.journal.open_questions()]


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("es", "¿Dónde está mi factura?", "no es cierto, ¿dónde está mi factura?"),
        ("fr", "Où est ma facture ?", "ce n'est pas vrai, où est ma facture ?"),
        ("de", "Wo ist meine Rechnung?", "das stimmt nicht, wo ist meine Rechnung?"),
    ],
)
def test_its_translation_is_refused_with_it(language: str, question: str, words: str) -> None:
    original = next(each for each in ENTRIES if each.id == "invoice")
    translated = replace(
        original,
        id="invoice-x",
        language=language,
        question=question,
        answer="In **Billing**, in other words.",
        variants=(),
        translates=original.id,
    )
    desk = Desk(entries=(*ENTRIES, translated))
    desk.say(ANA, "where is my invoice")

    told = desk.say(ANA, words)

    assert not any("Billing" in each for each in told)
    assert words in desk.ticket().text
