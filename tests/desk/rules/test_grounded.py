"""What is said to be near has to do with the question, however likely it is among few."""

from bot.desk.nouns.question import Guess
from bot.desk.rules.answering import GROUND, grounded


def test_a_guess_without_ground_is_not_near() -> None:
    alone = Guess(entry="pay", version=1, probability=0.6, title="How do I pay?", ground=0.0)
    near = Guess(entry="ship", version=1, probability=0.1, title="Do you ship?", ground=GROUND)

    assert grounded([alone, near]) == [near]
