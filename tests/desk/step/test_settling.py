"""What was chosen can't be chosen again, and the messages that offered it say so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.message import Message, Outgoing
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.step import settling
from bot.desk.words.buttons import BUTTONS
from tests.desk.harness import ANA, BEN, SAM, Desk, a_policy, room

WORDS = "do you ship a purple harmonium to brazil?"


def press(desk: Desk, who: Person, on: str, line: str) -> list[str]:
    """Press a button of the message with that key, whatever became of it."""
    begun = len(desk.sent)
    desk.journal.take_in(
        Commanded(
            id=f"press:{begun}:{on}:{line}",
            at=desk.now,
            by=who,
            place=room(who),
            line=line,
            pressed=on,
        ),
        desk.now,
    )
    desk.settle()
    return [message.kind for _, message in desk.sent[begun:]]


def last(desk: Desk, kind: str) -> tuple[Outgoing, Message]:
    """The newest message of that kind."""
    return next((out, message) for out, message in desk.sent[::-1] if message.kind == kind)


def changed(desk: Desk, key: str) -> Message | None:
    """What took the place of the message with that key."""
    return next((message for edited, message in desk.edits[::-1] if edited == key), None)


def test_every_button_of_a_question_or_ticket_is_about_it() -> None:
    facts = {
        "q": 5,
        "n": 12,
        "entry": "invoice",
        "person": "slack:T1:U1",
        "code": "ABCD",
        "version": 2,
        "mark": "ab",
        "issue": 3,
        "task": "q5",
        "snippet": "hours",
        "rehearsed": 4,
        "room": "direct",
        "topic": "billing",
        "consulted": 4,
        "held": 7,
        **dict.fromkeys(("among", "till", "last", "right", "wrong"), 1),
    }
    lines = [spec.command.format_map({**facts, "number": 7}) for spec in BUTTONS.values()]
    found = {settling.about(line, "console:ana") for line in lines if line != "resend 7"}

    assert settling.about("resend 7", "console:ana") == ""
    assert found == {
        "question 5",
        "rehearsed 4",
        "room direct",
        "ticket 12",
        "entry invoice",
        "task q5",
        "issue 3",
        "issuestart of console:ana",
        "person slack:T1:U1",
        "link of console:ana",
        "unlink of console:ana",
        "forgetme of console:ana",
        "anyway of console:ana",
        "spot of console:ana",
        "spotcheck of console:ana",
        "myhelp of console:ana",
        "consulted 4",
        "held 7",
        "publish of console:ana",
        "raid of console:ana",
    }


def test_a_choice_is_shown_and_its_buttons_are_gone() -> None:
    desk = Desk()
    desk.say(ANA, "how do i reset my password")
    out, answer = last(desk, "answer")
    press(desk, ANA, out.key, "solved 1")
    after = changed(desk, out.key)

    assert after == replace(answer, buttons=(), chosen="You chose: That solved it")


@pytest.mark.parametrize("line", ["solved 1", "else 1", "person 1"])
def test_a_second_press_is_answered_privately_and_does_nothing(line: str) -> None:
    desk = Desk()
    desk.say(ANA, "how do i reset my password")
    out, _ = last(desk, "answer")
    press(desk, ANA, out.key, "solved 1")
    before = desk.journal.question(1)

    assert press(desk, ANA, out.key, line) == ["settled"]
    assert desk.sent[-1][0].kind == "private"
    assert desk.journal.question(1) == before


def test_of_an_earlier_round_too_though_a_newer_one_offers_the_same() -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.command(SAM, "reply 1 Try this.")
    first, _ = last(desk, "staff_reply")
    press(desk, ANA, first.key, "notsorted 1")
    desk.command(SAM, "reply 1 Then this.")
    second, _ = last(desk, "staff_reply")

    assert press(desk, ANA, first.key, "sorted 1") == ["settled"]
    assert desk.ticket(1).is_open
    assert "confirmed" in press(desk, ANA, second.key, "sorted 1")


@pytest.mark.parametrize(
    "ends", ["merge 1 2", "nevermind 1", "sorted 1"], ids=["merged", "withdrawn", "confirmed"]
)
def test_a_ticket_that_ends_takes_all_its_buttons_along(ends: str) -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.say(
        ANA, "purple glockenspiel, please?", place=Place(platform="console", room="b", private=True)
    )
    offered, _ = last(desk, "handed_over")
    desk.command(SAM, "reply 1 Try this.")
    shown = [
        out.key
        for out, message in desk.sent
        if message.buttons and out.ticket == 1 and message.kind != "card"
    ]
    desk.command(SAM if ends.startswith("merge") else ANA, ends)

    assert not desk.ticket(1).is_open
    assert shown
    assert [key for key in shown if (after := changed(desk, key)) is None or after.buttons] == []
    assert changed(desk, offered.key) is None
    assert press(desk, ANA, shown[0], "sorted 1") == ["settled"]


def test_opened_again_it_loses_what_was_offered_while_it_was_closed() -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.command(ANA, "nevermind 1")
    withdrawn, _ = last(desk, "withdrawn")
    desk.command(SAM, "reopen 1")

    after = changed(desk, withdrawn.key)
    assert after
    assert (after.buttons, after.chosen) == ((), "")


def test_staff_who_act_on_a_message_take_its_buttons_away() -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.command(SAM, "claim 1")
    desk.command(SAM, "release 1")
    free, _ = last(desk, "staff_released")
    desk.command(SAM, "take #1")

    after = changed(desk, free.key)
    assert after
    assert after.chosen == "Sam: I'll take it"
    assert press(desk, SAM, free.key, "claim 1") == ["settled"]


def test_words_in_a_form_opened_from_an_old_message_are_never_turned_away() -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.wait(timedelta(hours=3, minutes=31))
    desk.command(SAM, "claim 1")
    desk.command(SAM, "reply 1", text="Yes, we ship them.")

    assert "staff_reply" in desk.to(ANA)


def test_typed_words_are_heard_though_the_button_of_that_name_is_spent() -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.command(SAM, "reply 1 Try this.")
    desk.say(ANA, "it still does not work")
    desk.command(SAM, "reply 1 Then this.")
    desk.say(ANA, "that solved it")

    assert desk.ticket(1).ending == "confirmed"


def test_a_number_means_the_offers_shown_last_and_a_private_word_changes_none() -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.command(SAM, "reply 1 Try this.")
    first, _ = last(desk, "staff_reply")
    press(desk, ANA, first.key, "notsorted 1")
    desk.command(SAM, "reply 1 Then this.")
    press(desk, ANA, first.key, "notsorted 1")
    desk.say(ANA, "1")

    assert desk.ticket(1).ending == "confirmed"


def test_what_waits_to_leave_leaves_without_its_buttons() -> None:
    desk = Desk()
    desk.say(ANA, WORDS)
    desk.command(SAM, "reply 1 Try this.")
    out, message = last(desk, "staff_reply")
    later = replace(out, key="later", message=message, about="ticket 1")
    desk.journal.send(later, desk.now + timedelta(days=1))
    desk.command(ANA, "sorted 1")
    desk.now += timedelta(days=1)
    desk.settle()

    left = next(message for out, message in desk.sent if out.key == "later")
    assert left.buttons == ()


def test_the_question_whether_to_erase_goes_with_what_it_named() -> None:
    desk = Desk()
    desk.command(ANA, "forgetme")
    out, asked = last(desk, "forget_ask")
    desk.command(ANA, "forgetme yes")
    after = changed(desk, out.key)

    assert after
    assert asked.buttons
    assert (after.kind, after.buttons) == ("forget_agreed", ())


# How many tickets one account may have open


def thread(number: int, *, private: bool = False) -> Place:
    return Place(platform="console", room="help", thread=f"{private}{number}", private=private)


def flooded(desk: Desk, count: int, *, private: bool = False) -> list[list[str]]:
    return [
        desk.say(ANA, f"purple harmonium number {n}, please?", place=thread(n, private=private))
        for n in range(count)
    ]


def test_beyond_the_cap_a_question_is_added_to_an_open_ticket_and_its_asker_told() -> None:
    desk = Desk(policy=a_policy(open_tickets=3))
    told = flooded(desk, 8)

    assert [ticket.number for ticket in desk.journal.open_tickets()] == [1, 2, 3]
    assert all("added this to ticket 3" in each[-1] for each in told[3:])
    assert {out.place for out, m in desk.sent if m.kind == "capped"} == set(
        map(thread, range(3, 8))
    )
    kept = [each.text for each in desk.journal.history(3)]
    assert [n for n in range(3, 8) if not any(f"number {n}" in text for text in kept)] == []
    assert {each.ticket for each in desk.journal.open_questions()} == {1, 2, 3}


def test_the_cap_is_each_account_s_own_and_frees_itself() -> None:
    desk = Desk(policy=a_policy(open_tickets=1))
    desk.say(ANA, WORDS)
    desk.say(BEN, WORDS)
    desk.command(ANA, "nevermind 1")
    desk.say(ANA, WORDS, place=thread(9))

    assert [ticket.number for ticket in desk.journal.open_tickets()] == [2, 3]


def test_what_is_asked_in_private_is_added_to_no_ticket_that_stands_openly() -> None:
    desk = Desk(policy=a_policy(open_tickets=2))
    flooded(desk, 2)
    flooded(desk, 3, private=True)

    private = [each for each in desk.journal.open_tickets() if each.place.private]
    assert len(private) == 2
    kept = "".join(line.text for n in (1, 2) for line in desk.journal.history(n))
    assert kept.count("harmonium") == 2


def test_an_answer_to_a_question_that_was_edited_says_so() -> None:
    desk = Desk()
    desk.say(ANA, "how do i reset my password")
    out, answer = last(desk, "answer")
    desk.edit(ANA, "where is my invoice")
    after = changed(desk, out.key)

    said = "This was to your question as it stood before you changed it."
    assert after == replace(answer, buttons=(), chosen=said)


def test_who_was_hurt_can_close_their_ticket_by_the_button_that_asks() -> None:
    """It is a command's other name; the first, on an older message, is gone by then."""
    desk = Desk()
    desk.say(ANA, "your lamp exploded and i cut my hand")
    desk.command(ANA, "nevermind 1")
    out, _ = last(desk, "mind_changed")

    press(desk, ANA, out.key, "takeback 1")

    assert not desk.ticket().is_open
