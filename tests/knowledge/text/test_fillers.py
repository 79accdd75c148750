"""Fillers around a question: an entry's own wording means that entry whatever small words stand around it."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.text.fillers import bones
from knowledge.text.normalise import surface
from knowledge.text.reading import read

TITLES = (
    "How do I pay?",
    "Do you sell used bikes?",
    "What are your opening hours?",
    "How long does a repair take?",
    "So how much is a service?",
    "What does C++ cost?",
    "Wie bezahle ich?",
    "¿Cómo devuelvo un pedido?",
)
BEFORE = (
    "And", "So", "ok and", "Also,", "Hello, quick question:", "Hi, one more question:", "But", "Well,", "Excuse me,",
    "By the way,", "Sorry,", "can you tell me", "Und", "Kurze Frage:", "Entschuldigung,", "Et", "Alors,", "Y",
    "Una pregunta:", "E", "Allora,", "Uma dúvida:", "Good morning.", "Hey there, ok so",
)  # fmt: skip
AFTER = (
    "Thanks, Bob", "thanks bob", "please", "Thank you", "Kind regards,\nRosa Lind", "Regards, Rosa", "then", "Cheers",
    "Bitte", "Viele Grüße, Änne", "Danke, Jo 🙂", "Merci, Luc", "Gracias", "grazie", "— Ana",
)  # fmt: skip


@cache
def _shop() -> Matcher:
    matcher = Matcher(
        Entry(id=f"e{at}", question=title, answer="At the counter.")
        for at, title in enumerate(TITLES)
    )
    matcher.warm_up()
    return matcher


def _sure(message: str) -> list[list[str]]:
    """For each question of a message: the entries that have it word for word."""
    matcher = _shop()
    asked = matcher.read(message).questions
    return [
        [each.entry for each in matcher.candidates(text) if each.probability >= 0.99]
        for text in asked
    ]


@given(st.sampled_from(TITLES), st.sampled_from(("", *BEFORE)), st.sampled_from(("", *AFTER)))
def test_an_entrys_own_words_mean_it_whatever_stands_around(
    title: str, before: str, after: str
) -> None:
    """The same outcome as without."""
    assert _sure(f"{before} {title} {after}".strip()) == _sure(title) != [[]]


def test_a_word_that_narrows_a_question_is_no_filler() -> None:
    """What stays sure is only what the entry says."""
    for text in ("Why do you sell used bikes?", "How do I pay abroad?", "How do I not pay?"):
        assert _sure(text) == [[]], text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("how do I pay? thanks bob", "how do I pay?"),
        ("how do I pay? Regards, Bob S.", "how do I pay?"),
        ("Does it work? Thanks to you it broke", "Does it work? to you it broke"),
    ],
)
def test_a_name_behind_thanks_signs(text: str, question: str) -> None:
    """Words behind a thanks that are no name stay."""
    assert read(text).questions == (question,)


OWN = (
    "How do I book a court?",
    "How do I cancel an order?",
    "Do you ship to Brazil?",
    "Is there a dark mode?",
    "How much is a photo book?",
    "Wie kann ich mein Abo kündigen?",
    "¿Cómo cancelo un pedido?",
    "Comment annuler ma commande ?",
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("could i book a court", OWN[0]),
        ("hello, i would like to book the court please", OWN[0]),
        ("i want to cancel my order", OWN[1]),
        ("hello, can i cancel the order please", OWN[1]),
        ("do you have a dark mode", OWN[3]),
        ("abo kündigen", OWN[5]),
        ("ich möchte bitte mein abo kündigen", OWN[5]),
        ("cómo cancelo mi pedido por favor", OWN[6]),
        ("je veux annuler la commande", OWN[7]),
        ("I don't want to cancel my order", ""),
        ("why was my order cancelled", ""),
        ("I cancelled my order", ""),
        ("how many photo books", ""),
        ("how long is a photo book", ""),
        ("do you ship to argentina", ""),
        ("wie lange geht mein abo", ""),
        ("court", ""),
        ("brazil", ""),
        ("the court does not open", ""),
        ("no court", ""),
        ("dark mode", OWN[3]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, len(OWN)])
def test_articles_and_politeness_within_change_no_question(
    said: str, meant: str, size: int
) -> None:
    """However small the base; what turns a question keeps it another one."""
    known = dict.fromkeys([*([meant] if meant else []), *OWN][:size] if meant else OWN)
    matcher = Matcher([Entry(id=asked, question=asked, answer="So.") for asked in known])
    sure = {each.entry: each.probability for each in matcher.candidates(said)}

    if meant:
        assert sure[meant] >= 0.95
    else:
        assert max(sure.values(), default=0.0) < 0.95


@pytest.mark.parametrize(
    "asked",
    ["have you got oat milk", "u got oat milk?", "have u got oat milk", "Do you have oat milk"],
)
def test_whether_you_have_it_is_asked_in_many_ways(asked: str) -> None:
    assert bones(surface(asked)) == ("oat", "milk")
