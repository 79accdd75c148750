"""Questions that ask the same stand together."""

import pytest

from knowledge.matching.clusters import alike


def test_questions_that_ask_the_same_are_grouped() -> None:
    texts = [
        "Do you ship to Brazil?",
        "reset my password",
        "can you ship to brazil please",
        "how do I reset the password",
        "shipping to Brazil",
    ]

    assert [[0, 2, 4], [1, 3]] == alike(texts)


def test_every_question_stands_in_exactly_one_group() -> None:
    texts = ["", "😀", "a", "a", "where is it?", "hello"] * 20

    assert list(range(120)) == sorted(at for group in alike(texts) for at in group)


def test_nothing_gives_no_groups() -> None:
    assert [] == alike([])


@pytest.mark.parametrize(
    "texts",
    [
        ["give me someone real", "someone griefed my house"],
        ["can you unban my brother", "can my brother join on xbox"],
        ["how do i change my email", "how do i change my username"],
        ["where is the spawn", "where is the auction house"],
    ],
)
def test_what_shares_only_common_words_stands_apart(texts: list[str]) -> None:
    assert [[0], [1]] == alike(texts)


def test_a_misspelling_stands_with_what_it_means() -> None:
    assert [[0, 1]] == alike(["do you ship to brazil", "do u ship to brasil"])
