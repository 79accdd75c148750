"""Nothing of a message vanishes in the reading: it is asked, or it is known why not."""

import html
import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.text.normalise import surface
from knowledge.text.reading import Skipped, SmallTalk, read

KNOWN = "How do I reset my password?"


def unescaped(text: str) -> str:
    """The text with entities that stand for one character as these."""

    def meant(found: re.Match[str]) -> str:
        plain = html.unescape(found[0])
        return plain if len(plain) == 1 else found[0]

    return re.sub(r"&#?\w+;", meant, text, flags=re.ASCII)


def letters(text: str) -> list[str]:
    return [sign for sign in text if sign.isalnum()]


EVERY = [chr(point) for point in range(sys.maxunicode + 1)]
SIGNS = [
    each
    for each in EVERY
    if unicodedata.category(each)[0] in "PSZ" and not letters("".join(surface(each)))
]
UNSEEN = [each for each in EVERY if unicodedata.category(each) in {"Cf", "Cc", "Mn", "Me", "Cs"}]
EMOJI = ["😡", "👍🏽", "👩‍💻", "🇩🇪", "1️⃣", "❤️", "🏴‍☠️", ":rage:", "<:x:1>", "<a:party:123456789>"]
WORDS = [
    *["hi", "thanks", "hello", "please", "bye", "why", "how", "is", "my card", "C++", ".NET"],
    *["node.js", "E-49", "R&D", "3.50", "don’t"],
    *["wie geht's", "où est", "¿dónde", "где заказ", "πού είναι;", "איך מבטלים", "كيف ألغي",
      "怎么修改密码", "パスワード", "비밀번호를", "สั่งซื้อ", "पासवर्ड कैसे", "ታሪክ", "გამარჯობა"],
    *["> quoted", "```x = 1```", "https://a.b/c?d", "<@U12AB>", "and also how", "1) one", "2) two",
      "KeyError: 'a'", "-- \nJo", "— Ana", "On 3 May Jo wrote:", "*bold*", "&amp;", "no", "it works"],
]  # fmt: skip
GLUE = st.one_of(
    st.sampled_from(["", " ", "\n", "\r\n", "\u2028", "?", "!", ".", ", ", "…", "? ", ". ", "。"]),
    st.sampled_from(SIGNS),
    st.sampled_from(UNSEEN),
    st.sampled_from(EMOJI),
)
MESSAGES = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.text(st.characters(categories=["L", "N"]), max_size=5), GLUE),
        max_size=40,
    ).map("".join),
    st.lists(st.tuples(st.sampled_from(WORDS), GLUE).map("".join), max_size=80).map("".join),
)  # fmt: skip


@given(MESSAGES)
@example("a" * 4000)
@example("😡" * 900 + "why")
@example("hi " * 40)
@example("> &ap; quoted")
@example("?0:0:0:0?")
@example("No. It works now.")
@example("how is my card? " * 40)
def test_every_letter_is_asked_or_put_aside_for_a_reason(text: str) -> None:
    reading = read(text)

    assert text == "".join(part.text for part in reading.parts)
    asked = "".join(part.text for part in reading.parts if part.skipped is None)
    if Skipped.LOG not in {part.skipped for part in reading.parts}:
        assert letters(unescaped(asked)) == letters("".join(reading.questions))
    assert bool(reading.questions) is (reading.small_talk is None)
    assert all(map(letters, reading.questions))


@given(st.sampled_from(["", " ", "thanks ", "hello! "]), st.lists(GLUE, max_size=4).map("".join))
def test_what_stands_around_a_question_empties_it_never(before: str, after: str) -> None:
    asked = " ".join(read(before + KNOWN + after).questions)

    assert "reset my password" in asked


@given(
    st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from(UNSEEN)), max_size=30).map("".join)
)
def test_signs_alone_are_a_case_of_their_own(text: str) -> None:
    reading = read(text)

    assert SmallTalk.EMPTY is reading.small_talk
    assert () == reading.questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("How do I cancel?😡Where is my bill?", ("How do I cancel?😡", "Where is my bill?")),
        ("“Where is my bill?” she asks", ("“Where is my bill?” she asks",)),
        ("Where is my bill?—Ana", ("Where is my bill?",)),
        ("πού είναι το δέμα μου; πώς πληρώνω εγώ εδώ;", ("πού είναι το δέμα μου;", "πώς πληρώνω εγώ εδώ;")),
        ("क्या आप खुले हैं। मेरा पार्सल कहाँ है?", ("क्या आप खुले हैं। मेरा पार्सल कहाँ है?",)),
        ("is it open?!?! 😡", ("is it open?!?! 😡",)),
        ("> Where is my bill?", ("Where is my bill?",)),
        ("is node.js 3.50 faster than .NET?", ("is node.js 3.50 faster than .NET?",)),
        ("what is an A* search", ("what is an A* search",)),
        ("is this yours: https://a.b/c?", ("is this yours: ?",)),
        ("Q&amp;A: where?", ("Q&A: where?",)),
        ("cheers,\nwhere is my bill?", ("where is my bill?",)),
    ],
)  # fmt: skip
def test_a_mark_ends_a_sentence_whatever_follows(text: str, questions: tuple[str, ...]) -> None:
    assert questions == read(text).questions


@pytest.mark.parametrize(
    "text",
    [
        "can bees be collected in the morning",
        "do you open on Sunday, morning?",
        "is it here by morning?",
        "morning delivery is possible?",
        "can I come by at night",
        "are you open in the evening",
        "is tomorrow a good day",
        "can I send a card that says hi",
        "do you sell salve",
        "habt ihr morgen offen",
        "kann ich am guten Morgen kommen",
        "kommt das morgen",
        "puedo ir por las buenas tardes",
        "venite la buonasera",
    ],
)
def test_a_greeting_is_no_part_cut_out_of_a_question(text: str) -> None:
    assert (text,) == read(text).questions


@pytest.mark.parametrize(
    "text",
    [
        "morning all, where is my order",
        "Morning, where is my order",
        "good morning where is my order",
        "where is my order hope you are well",
    ],
)
def test_a_greeting_around_a_question_is_still_cut_off(text: str) -> None:
    assert ("where is my order",) == read(text).questions
