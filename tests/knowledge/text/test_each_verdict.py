"""What is said of several answers by their place."""

import pytest

from knowledge.text.each_verdict import verdicts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first one helped, the second didn't", {1: True, 2: False}),
        ("first yes, second no", {1: True, 2: False}),
        ("die erste Antwort hat geholfen, die zweite leider nicht", {1: True, 2: False}),
        ("la primera no, la segunda me ayudó", {1: False, 2: True}),
        ("la première m'a aidé mais pas la deuxième", {1: True, 2: False}),
        ("la prima ha aiutato, la seconda no", {1: True, 2: False}),
        ("a primeira ajudou, a segunda não", {1: True, 2: False}),
        ("the last one worked", {-1: True}),
    ],
)
def test_each_place_has_its_verdict(text: str, expected: dict[int, bool]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the first floor is closed, the second isn't",
        "first i pressed it, second no",
        "the first one helped, how do i return it",
        "did the first one help?",
        "der erste Kurs war gut, der zweite nicht",
        "the first one helped, the first one didn't",
        "it helped",
    ],
)
def test_what_says_more_has_none(text: str) -> None:
    assert verdicts(text) == {}
