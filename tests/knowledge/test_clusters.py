"""Questions that ask the same stand together."""

from knowledge.clusters import alike


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
