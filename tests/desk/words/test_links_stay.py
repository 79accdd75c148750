"""What somebody asked is said back with the links that it was searched without."""

import pytest

from bot.desk.words.cards import with_links


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("do you sell in green", "hi, do you sell https://a.example/7 in green?", "do you sell https://a.example/7 in green"),
        ("broken since monday", "https://a.example/7 broken since monday", "https://a.example/7 broken since monday"),
        ("is this right", "is this right: www.a.example/b?c=1", "is this right www.a.example/b?c=1"),
        ("when are you open", "do you sell https://a.example/7? and when are you open", "when are you open"),
        ("see https://a.example/7", "see https://a.example/7", "see https://a.example/7"),
        ("where is my invoice", "where is my invoice", "where is my invoice"),
    ],
)  # fmt: skip
def test_a_link_stands_where_it_stood(text: str, words: str, expected: str) -> None:
    assert expected == with_links(text, words)
