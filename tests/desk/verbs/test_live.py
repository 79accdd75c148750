"""The live queue reads as the books are, and is edited only when they changed."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.message import Message
from bot.desk.verbs import live
from bot.desk.words import cards
from bot.desk.words.live import message
from bot.store import audit
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk

DOES: dict[str, Callable[[Desk], object]] = {
    "ask": lambda desk: desk.say(ANA, "do you ship to brazil?"),
    "ask too": lambda desk: desk.say(BEN, "do you tune harps?"),
    "claim": lambda desk: desk.command(SAM, "claim 1"),
    "reply": lambda desk: desk.command(SAM, "reply 1 No."),
    "hold": lambda desk: desk.command(SAM, "hold 1 until Friday: strings"),
    "away": lambda desk: desk.command(KIM, "away until Friday"),
    "back": lambda desk: desk.command(KIM, "back"),
    "thanks": lambda desk: desk.say(ANA, "thanks, that worked"),
    "wait": lambda desk: desk.wait(timedelta(hours=3)),
}


def look(desk: Desk) -> int:
    """What the loop does every few seconds; how many edits it sent."""
    right = live.untrue(desk.journal, desk.desk.wording, desk.policy, desk.now)
    edits = list(live.set_right(desk.journal, right)) if right else []
    for each in edits:
        desk.journal.send(each, desk.now)
    desk.settle()
    return len(edits)


def shown(desk: Desk) -> Message:
    """As it stands in the room."""
    (post,) = [(out.key, said) for out, said in desk.sent if said.kind == "staff_live"]
    return ([post[1]] + [said for key, said in desk.edits if key == post[0]])[-1]


@given(st.lists(st.sampled_from(sorted(DOES)), max_size=8))
@settings(max_examples=30, deadline=None)
def test_after_each_look_it_is_true_and_a_second_look_changes_nothing(events: list[str]) -> None:
    desk = Desk()
    desk.command(SAM, "livequeue")
    for each in events:
        DOES[each](desk)
        look(desk)
        now = message(desk.journal, desk.desk.wording, desk.policy, desk.now)
        assert cards.fingerprint(now) == cards.fingerprint(shown(desk))
        assert 0 == look(desk)
    assert [] == audit(desk.journal, desk.now)


def test_time_alone_changes_nothing_of_it() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "livequeue")
    desk.now += timedelta(minutes=7)

    assert 0 == look(desk)


def test_no_words_of_customers_stand_in_it() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship harmoniums to brazil?")
    desk.command(SAM, "livequeue")

    assert "harmonium" not in repr(shown(desk))
    assert "ana" not in repr(shown(desk))


def over(desk: Desk) -> list[str]:
    """Posts that say that they are kept true no more."""
    return [key for key, said in desk.edits if said.kind == "staff_live_over"]


def test_a_second_one_takes_the_place_of_the_first_and_off_ends_it() -> None:
    desk = Desk()
    desk.command(SAM, "livequeue")
    desk.command(KIM, "livequeue")
    first, second = (out.key for out, said in desk.sent if said.kind == "staff_live")
    desk.say(ANA, "do you ship to brazil?")
    look(desk)
    assert [first] == over(desk)
    (ended,) = desk.command(SAM, "livequeue off")
    assert [first, second] == over(desk)
    (refused,) = desk.command(SAM, "livequeue off")
    desk.say(BEN, "do you tune harps?")

    assert [second] == [key for key, said in desk.edits if said.kind == "staff_live"]
    assert first != second
    assert "no longer change" in ended
    assert "No queue is kept true" in refused
    assert 0 == look(desk)
