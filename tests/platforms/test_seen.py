"""What hides or turns a line around reaches nobody's eyes; what joins letters and emojis stays."""

import json
import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.message import (
    Button,
    Fact,
    Facts,
    Fine,
    Line,
    Markdown,
    Mention,
    Message,
    Moment,
    Pasted,
    Quote,
    Table,
)
from bot.platforms.discord.saying import render as discord
from bot.platforms.seen import seen, visible
from bot.platforms.slack.saying import render as slack
from tests.store.examples import NOW

HIDDEN = [
    *map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x200B, 0x200E, 0x200F, 0xFEFF)),
    *map(chr, (0x00AD, 0x061C, 0x180E, 0x3164, 0xFFF9, 0xE0041, 0xE0101, 0x85, 0x9B, 0x07)),
]
KEPT = [
    "👩\u200d👩\u200d👧",
    "❤\ufe0f",
    "می\u200cخواهم",
    "क्\u200dष",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "שלום",
    "a\tb\nc",
]


def message(text: str) -> Message:
    """The text in every place that a reader sees."""
    return Message(
        kind="test",
        parts=(
            Line(spans=(text, Mention(person="slack:U1", name=text), Moment(at=NOW))),
            Fine(spans=(text,)),
            Markdown(text=text),
            Quote(text=text, by=text),
            Pasted(text=text),
            Facts(rows=(Fact(label=text, spans=(text,)),)),
            Table(head=(text,), rows=((text,),)),
        ),
        buttons=(Button(label=text, command="claim 1", describe=text),),
        chosen=text,
    )


def when(at: datetime) -> str:
    return at.isoformat()


@pytest.mark.parametrize("sign", HIDDEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_hidden_and_turning_signs_reach_no_card(sign: str) -> None:
    said = message(f"invoice{sign}fdp.exe")
    looks = [json.dumps(slack.payload(said, when, look), ensure_ascii=False) for look in slack.Look]
    sheets = [repr(sheet).encode().decode("unicode_escape") for sheet in discord.sheets(said)]

    for shown in (*looks, *sheets):
        assert sign not in shown
        assert "fdp.exe" in shown


@pytest.mark.parametrize("text", KEPT)
def test_what_joins_letters_and_emojis_stays(text: str) -> None:
    assert text == visible(text)


@given(text=st.text())
def test_what_is_visible_once_is_so_twice_and_nothing_seen_is_lost(text: str) -> None:
    shown = visible(text)
    assert shown == visible(shown)
    assert [
        c for c in text if unicodedata.category(c)[0] in "LNPSM" and c not in HIDDEN_LETTERS
    ] == [c for c in shown if unicodedata.category(c)[0] in "LNPSM" and c not in HIDDEN_LETTERS]


HIDDEN_LETTERS = set(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD))
)
HIDDEN_LETTERS |= set(map(chr, (*range(0xE0000, 0xE1000), *range(0x1D173, 0x1D17B))))


def test_a_message_without_any_stays_itself() -> None:
    said = message("plain")
    assert said is seen(said)


def test_what_a_button_does_is_not_touched() -> None:
    button = Button(label="a\u200bb", command="pick a\u200bb")
    assert ("ab", "pick a\u200bb") == (
        seen(Message(kind="t", parts=(), buttons=(button,))).buttons[0].label,
        seen(Message(kind="t", parts=(), buttons=(button,))).buttons[0].command,
    )
