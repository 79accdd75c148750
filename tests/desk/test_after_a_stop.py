"""What fell due while nobody was there: each thing is done, each message is sent."""

from datetime import timedelta

from bot.desk.nouns.promise import PromiseState
from tests.desk.harness import ANA, Desk


def test_things_due_at_one_moment_do_not_pass_for_one_another() -> None:
    """A reminder to staff and the word to the customer fall together after a night's stop."""
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(ANA, "person")
    before = len(desk.to(ANA))
    desk.now += timedelta(hours=20)
    desk.wait(timedelta(0))

    (missed,) = [row for row in desk.journal.promises(1) if row.state is PromiseState.MISSED]
    assert desk.to(ANA)[before:] == ["slipped"]
    assert missed.ended_at == desk.now
