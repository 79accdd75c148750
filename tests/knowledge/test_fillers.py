"""Fillers around a question: an entry's own wording means that entry whatever small words stand around it."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.matcher import Matcher
from knowledge.reading import read

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
