"""Words shown to staff: none dropped, in no more messages than their length asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.message import Pasted, Quote
from bot.desk.words import folding


@given(st.text(max_size=9000))
def test_pages_hold_every_sign_but_fences_and_space(text: str) -> None:
    shown = [part for page in folding.pages(folding.parts(text)) for part in page]

    held = "".join(part.text for part in shown if isinstance(part, Quote | Pasted))
    assert signs(text) == signs(held)


def signs(text: str) -> str:
    return "".join(text.replace("```", "").split())


@pytest.mark.parametrize(
    "text",
    ["```a" * 15_000, "2026-11-27 03:11:02 ERROR x\nhello there\n" * 1500, "a" * 60_000],
    ids=["fences", "lines in turn", "one word"],
)
def test_a_flood_of_pieces_takes_few_messages(text: str) -> None:
    assert len(list(folding.pages(folding.parts(text)))) <= 30
