"""Two phrasings that differ only by a sign are two questions; the same one in other dress is one."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.matching.clusters import alike
from knowledge.matching.matcher import Matcher
from knowledge.upkeep.review import near_pairs
from tests.knowledge.matching.test_matcher import SHOP, an_entry

FRAMES = ("is {} supported", "what does {} mean")
FAMILIES = (
    ("C", "C++", "C#"),
    ("NET", ".NET"),
    ("E-49", "E-94", "E49"),
    ("node.js", "node js"),
    ("node.js", "nodejs"),
    ("Q&A", "Q A"),
    ("Q&A", "QA"),
    ('"+"', '"-"', '"*"', '"/"'),
    ("the + button", "the - button"),
    ("50%", "50"),
    ("+5", "-5"),
    ("🔴", "🟢"),
    ("A", "A+", "A*"),
)
CASES = [
    (frame.format(one), frame.format(other))
    for family in FAMILIES
    for one, other in combinations(family, 2)
    for frame in FRAMES
]


def base(*questions: str) -> tuple[Entry, ...]:
    return (*SHOP, *(an_entry(f"e{at}", asked) for at, asked in enumerate(questions)))


def asked(entries: Sequence[Entry], text: str) -> tuple[str, float]:
    matcher = Matcher(entries)
    (question,) = matcher.read(text).questions
    best = matcher.candidates(question)[0]
    return best.entry, best.probability


@pytest.mark.parametrize(("one", "other"), CASES)
def test_what_differs_by_a_sign_is_two_questions(one: str, other: str) -> None:
    entries = base(one, other)

    assert ("e0", 0.99) == asked(entries, one)
    assert ("e1", 0.99) == asked(entries, f"{other}?")


@pytest.mark.parametrize(("one", "other"), CASES)
def test_what_differs_by_a_sign_is_no_double(one: str, other: str) -> None:
    assert () == near_pairs(base(one, other))


def test_two_signs_are_not_one_question_of_many() -> None:
    assert 2 == len(alike(["is c++ supported", "is c# supported"]))


def test_another_sign_is_not_answered_for_sure() -> None:
    entries = base("Do you support C++?")
    matcher = Matcher(entries)

    assert asked(entries, "do you support C#?")[1] < matcher.bands.answer


def test_what_is_not_for_another_sign_stays_for_its_own() -> None:
    entries = (*SHOP, an_entry("cpp", "is C++ supported", not_for=("is C# supported",)))

    assert asked(entries, "is C# supported")[1] < 0.3
    assert ("cpp", 0.99) == asked(entries, "is C++ supported")


@pytest.mark.parametrize("text", ["+", "🔴", "#"])
def test_a_sign_alone_is_a_question_where_it_is_known(text: str) -> None:
    assert ("e0", 0.99) == asked(base(text), text)


DISGUISES = (
    "Ｈｏｗ ｄｏ Ｉ ｒｅｓｅｔ ｍｙ ｐａｓｓｗｏｒｄ？",
    "𝐇𝐨𝐰 𝐝𝐨 𝐈 𝐫𝐞𝐬𝐞𝐭 𝐦𝐲 𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝?",
    "Hоw dо I rеsеt my раsswоrd?",
    "Ηow dο I reset my passwοrd?",
    "how do I re̷s̷e̷t̷ my p̶a̶s̶s̶w̶o̶r̶d̶",
    "\u202ehow do I reset my password\u202c",
    "how do I re\u200bset my pass\u00adword\u2060",
    "how do I reset my password \U0001f3fb👩🏽\u200d💻",
    "ʜᴏᴡ ᴅᴏ ɪ ʀᴇꜱᴇᴛ ᴍʏ ᴘᴀꜱꜱᴡᴏʀᴅ",
    "HOW DO İ RESET MY PASSWORD",
    "¿how do I reset my password?!؟。…;",
)


@pytest.fixture(scope="module")
def shop() -> Matcher:
    return Matcher(SHOP)


@pytest.mark.parametrize("text", DISGUISES)
def test_a_question_in_disguise_is_known_again(shop: Matcher, text: str) -> None:
    (question,) = shop.read(text).questions
    best = shop.candidates(question)[0]

    assert "password" == best.entry
    assert best.probability >= shop.bands.answer


UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202e\u2066\u2069\u034f\ufe0f\U000e0061"


@given(st.lists(st.tuples(st.integers(0, 26), st.sampled_from(UNSEEN)), max_size=12))
def test_what_nobody_sees_changes_nothing(places: list[tuple[int, str]]) -> None:
    text = "How do I reset my password?"
    for at, sign in places:
        text = text[:at] + sign + text[at:]

    assert ("password", 0.99) == asked(SHOP, text)


@pytest.mark.parametrize(
    ("phrasing", "text"),
    [
        ("как отменить заказ", "кaк oтменить зaказ"),
        ("İstanbul şubesi ne zaman açık?", "ISTANBUL SUBESI NE ZAMAN ACIK"),
        ("パスワードを変更するには？", "ﾊﾟｽﾜｰﾄﾞを変更するには"),
        ("मैं अपना पासवर्ड कैसे बदलूं?", "मैं अपना पासवर्ड कैसे बदलूं।"),
        ("איך אני מבטל הזמנה?", "\u202bאיך אני מבטל הזמנה\u202c?"),
        ("πού είναι το δέμα μου;", "ΠΟΥ ΕΙΝΑΙ ΤΟ ΔΕΜΑ ΜΟΥ\u037e"),
        ("สั่งซื้อสินค้าอย่างไร", "สั่งซื้อสินค้าอย่างไร😀"),
    ],
)
def test_every_script_in_other_dress_is_known_again(phrasing: str, text: str) -> None:
    assert ("e0", 0.99) == asked(base(phrasing), text)
