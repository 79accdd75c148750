"""What is said to be near has to do with the question, however likely it is among few."""

from bot.desk.nouns.question import Choices, DontKnow, Guess
from bot.desk.rules.answering import GROUND, decide, declined, grounded
from knowledge.matching.calibration import Bands


def test_a_guess_without_ground_is_not_near() -> None:
    alone = Guess(entry="pay", version=1, probability=0.6, title="How do I pay?", ground=0.0)
    near = Guess(entry="ship", version=1, probability=0.1, title="Do you ship?", ground=GROUND)

    assert grounded([alone, near]) == [near]


def test_a_title_stands_once_with_the_likeliest_that_has_to_do_with_it() -> None:
    first = Guess(
        entry="hives", version=1, probability=0.4, title="Do you repair hives?", ground=0.9
    )
    again = Guess(
        entry="hives-2", version=1, probability=0.4, title="do you repair hives? ", ground=1
    )
    far = Guess(
        entry="hives-3", version=1, probability=0.5, title="Do you repair hives?", ground=0.0
    )

    assert grounded([far, first, again]) == [first]
    offered = decide([far, first, again], Bands(answer=0.8, choices=0.25))
    assert offered == Choices(entries=("hives",))


def test_why_nothing_is_offered_is_said_where_nothing_is_and_only_there() -> None:
    bands = Bands(answer=0.8, choices=0.25)
    for reason, *rest in (
        ("unlikely", (0.2, 0.9), (0.01, 0.0)),
        ("single", (0.27, 0.9)),
        ("even", (0.2, 0.9), (0.2, 0.9)),
        ("ungrounded", (0.27, 0.1), (0.01, 0.0)),
        ("", (0.27, 0.9), (0.01, 0.0)),
    ):
        found = [
            Guess(entry=f"e{at}", version=1, probability=sure, title=f"T{at}", ground=ground)
            for at, (sure, ground) in enumerate(rest)
        ]
        assert declined(found, bands) == reason
        assert isinstance(decide(found, bands), DontKnow) == bool(reason)
