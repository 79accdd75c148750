"""The word list: how a word is written in a message doesn't matter, what else it may be does."""

import pytest

from bot.desk.rules.word_list import folded, found


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ('"free crypto"', "get free crypto here"),
        ("\u201efree crypto\u201c", "FREE CRYPTO!"),
        ("'free crypto'", "free-crypto"),
        ("gratis krypto", "Gratis-Krypto für alle"),
        ("gratis krypto", "gratis \u2013 krypto"),
        ("jackpot", "the jack-pot"),
        ("jackpot", "jack\u2010pot"),
        ("jack-pot", "jackpot"),
        ("jack-pot", "a jack pot"),
        ("casino*", "ca-sinos"),
        ("c++ bot", "get c++ bot"),
    ],
)
def test_hyphens_and_quotes_do_not_matter(word: str, text: str) -> None:
    assert folded(word) == found([folded(word)], text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("jackpot", "jack pot"),
        ("free money", "freemoney"),
        ("jackpot", "jackpots"),
        ("pot", "jackpot"),
    ],
)
def test_other_words_are_let_through(word: str, text: str) -> None:
    assert "" == found([folded(word)], text)
