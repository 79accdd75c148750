"""A task is declined with a reason that each asker hears once, after somebody read what would be sent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.policy import Handover
from bot.desk.verbs import gaps
from bot.desk.verbs.earlier import mark
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk, a_policy
from tests.desk.verbs.test_gaps import DECLINE, REASON, WAYS, asked, decline, listed, people, told


def test_what_is_declined_is_shown_with_who_would_read_it_before_anybody_does() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(KIM, "take q1")
    [shown] = desk.command(SAM, DECLINE)

    assert "This would be read by: ana, ben." in shown
    assert REASON in shown
    assert "It is with Kim." in shown
    assert [] == told(desk)
    assert 2 == len(desk.journal.open_questions())


def test_only_what_was_shown_last_for_that_task_is_sent_and_once() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, DECLINE)
    shown = f"decline q1 anyway {mark(REASON)}"
    desk.command(SAM, "decline q1 because of another reason")

    for line in (shown, "decline q2 anyway"):
        assert "No reason was shown" in desk.command(SAM, line)[0]
    assert "No reason was shown" in desk.command(KIM, "decline q1 anyway")[0]
    assert [] == told(desk)

    desk.command(SAM, "decline q1 anyway")
    assert "No reason was shown" in desk.command(SAM, "decline q1 anyway")[0]
    assert ["ana", "ben"] == sorted(told(desk))


@pytest.mark.parametrize("words", ["why not?", "that's a pity, why?", "warum?", "¿por qué no?"])
def test_a_why_goes_to_the_team_with_what_was_declined(words: str) -> None:
    desk = asked(Desk(policy=a_policy(handover=Handover.OFFER)), ANA, BEN, leave=True)
    decline(desk)
    desk.say(ANA, words)

    assert desk.ticket(1).text == f"{WAYS[0]}\n{words}"
    assert ["offer", "offer_declined", "declined_question", "person_coming"] == desk.to(ANA)


def test_another_question_after_it_is_one_of_its_own() -> None:
    desk = asked(Desk(policy=a_policy(handover=Handover.OFFER)), ANA, BEN, leave=True)
    decline(desk)
    desk.say(ANA, "where is my invoice?")
    desk.say(BEN, "do you have gift cards?")

    assert "answer" == desk.to(ANA)[-1]
    assert "offer" == desk.to(BEN)[-1]


@given(number=st.integers(2, 4), leave=st.booleans(), again=st.booleans())
@settings(max_examples=16)  # a desk each, and there are few ways
def test_each_who_asked_hears_why_not_once(number: int, *, leave: bool, again: bool) -> None:
    everybody = people(number)
    policy = a_policy(handover=Handover.OFFER) if leave else a_policy()
    desk = asked(Desk(policy=policy), *everybody, leave=leave)
    if again:
        asked(desk, *everybody[:1], leave=leave)
    desk.say(ANA, "do you have gift cards")

    decline(desk)
    decline(desk)

    assert sorted(each.name for each in everybody) == sorted(told(desk))
    assert ["do you have gift cards"] == [each.text for each in desk.journal.open_questions()]


def test_all_of_many_are_told_some_at_a_time() -> None:
    everybody = people(2 * gaps.AT_ONCE + 3)
    desk = asked(Desk(), *everybody)
    decline(desk)

    assert sorted(each.name for each in everybody) == sorted(told(desk))
    assert () == tuple(desk.journal.open_questions())


def test_a_ticket_with_nothing_else_in_it_waits_for_its_customer_then() -> None:
    desk = asked(Desk(), ANA, BEN)
    [heard, *_] = [each for each in decline(desk) if each.startswith("ana")]

    assert REASON in heard
    assert "resolved" == desk.ticket(1).state
    desk.command(ANA, "sorted 1")
    assert "confirmed" == desk.ticket(1).ending


def test_whom_it_does_not_reach_waits_on() -> None:
    desk = asked(Desk(policy=a_policy(handover=Handover.OFFER)), ANA, BEN, leave=True)
    desk.refuse.add(ANA.id)
    decline(desk)
    assert 1 == len(desk.journal.open_questions())
    assert "q1    ana " in listed(desk)

    desk.refuse.clear()
    decline(desk)
    assert ["ana", "ben"] == sorted(set(told(desk)))


def test_a_secret_is_told_to_nobody() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "decline q1 the password is hunter2secret")

    assert [] == told(desk)


def test_the_button_below_what_was_shown_sends_it_once() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, DECLINE)
    _, message = next(each for each in desk.sent[::-1] if each[1].kind == "staff_decline")
    [button] = message.buttons
    desk.command(SAM, button.command)
    assert ["ana", "ben"] == sorted(told(desk))

    desk.command(SAM, button.command)
    assert ["ana", "ben"] == sorted(told(desk))
