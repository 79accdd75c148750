"""Words changed or taken back after they were said."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.message import Message, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import Feedback
from bot.platforms import plain
from tests.desk.harness import ANA, BEN, SAM, Desk, room

ASKED = "how do I reset my password"
OTHER = "where is my invoice"
UNKNOWN = "do you ship to brazil, order 88123"


def test_an_edited_question_is_asked_anew_and_the_old_answer_counts_no_more() -> None:
    desk = Desk()
    desk.say(ANA, ASKED)

    said = desk.edit(ANA, OTHER)

    assert ["asked_anew", "answer"] == desk.to(ANA)[-2:]
    assert "Billing" in "\n".join(said)
    assert Feedback.WITHDRAWN is desk.journal.question(1).feedback
    assert OTHER == desk.journal.question(2).words


def test_it_is_asked_anew_later_too_while_nothing_has_come_of_it() -> None:
    desk = Desk()
    desk.say(ANA, ASKED)
    message = desk.last
    desk.wait(timedelta(minutes=30))

    assert desk.edit(ANA, OTHER, message)


def test_what_was_settled_is_asked_anew_for_two_minutes_only() -> None:
    desk = Desk()
    desk.say(ANA, ASKED)
    message = desk.last
    desk.command(ANA, "solved 1")
    desk.wait(timedelta(minutes=3))

    assert [] == desk.edit(ANA, OTHER, message)


def test_an_edit_that_changes_no_word_is_none() -> None:
    desk = Desk()
    desk.say(ANA, ASKED)

    assert [] == desk.edit(ANA, ASKED)


def test_with_a_ticket_staff_see_before_and_after() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)

    told = "\n".join(desk.edit(ANA, "do you ship to chile, order 99"))

    assert "order 88123" in told
    assert "order 99" in told
    assert "do you ship to chile, order 99" == desk.ticket().text
    assert "order 99" in "\n".join(desk.texts_of("card")[-1:])


def test_a_mention_added_by_an_edit_is_heard_once() -> None:
    desk = Desk()
    place = Place(platform="console", room="help", thread="t")

    desk.edit(ANA, ASKED, "console:help:1", place=place)
    again = Said(id="console:help:1", at=desk.now, by=ANA, place=place, text=ASKED)
    desk.journal.take_in(again, desk.now)
    desk.settle()

    assert ["answer"] == desk.to(ANA)


def test_a_mention_added_to_what_was_overheard_is_heard() -> None:
    desk = Desk()
    desk.say(ANA, ASKED, address=Address.OVERHEARD)

    assert [] == desk.to(ANA)
    assert desk.edit(ANA, ASKED + " please")


def test_what_others_changed_changes_nothing() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)

    assert [] == desk.edit(BEN, "nonsense", desk.last)
    assert UNKNOWN == desk.ticket().text


def test_what_was_taken_back_disappears_from_card_lists_and_history() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)

    desk.take_back(ANA)

    assert "staff_deleted" in desk.to_staff()
    assert [] == desk.journal.open_questions()
    shown = [desk.command(SAM, line) for line in ("ticket 1", "queue", "unanswered", "due")]
    assert "88123" not in "\n".join(line for lines in shown for line in lines)
    assert "88123" not in desk.texts_of("card")[-1]
    assert "deleted" in [each.what for each in desk.journal.history(1)]


def test_what_came_near_words_taken_back_goes_with_them() -> None:
    desk = Desk()
    desk.say(ANA, "my invoice has the wrong harmonium on it, who paints it?")
    desk.say(ANA, "talk to a person")
    assert desk.ticket().guesses

    desk.take_back(ANA, desk.journal.history(1)[0].message)

    assert "[taken back]" == desk.ticket().text
    assert ((), ()) == (desk.ticket().guesses, desk.ticket().similar)


def test_a_question_taken_back_is_asked_about_no_more() -> None:
    desk = Desk()
    desk.say(ANA, ASKED)

    desk.take_back(ANA)

    assert "" == desk.journal.question(1).words
    assert [] == desk.wait(timedelta(days=2))


def test_one_message_of_a_burst_is_changed_or_taken_back_alone() -> None:
    desk = Desk()
    first = Said(id="console:a", at=desk.now, by=ANA, place=room(ANA), text="it is order 88123")
    desk.journal.take_in(first, desk.now)
    desk.journal.finish(first.id, "joined", desk.now)
    desk.wait(timedelta(seconds=1))
    desk.say(ANA, f"it is order 88123\n{UNKNOWN}")
    desk.edit(ANA, "it is order 88124", first.id)

    assert f"it is order 88124\n{UNKNOWN}" == desk.ticket().text

    desk.wait(timedelta(seconds=5))
    desk.take_back(ANA, first.id)

    assert UNKNOWN == desk.ticket().text


def test_what_is_taken_back_before_it_was_read_is_not_worked_on() -> None:
    desk = Desk()
    said = Said(id="console:a", at=desk.now, by=ANA, place=room(ANA), text=UNKNOWN)
    desk.journal.take_in(replace(said, place=Place(platform="console", room="z")), desk.now)

    desk.take_back(ANA, said.id)

    assert [] == desk.journal.open_tickets()


TWO = "how do i reset my password? and can you send the nurse to 5 elm street on tuesday?"
THREAD = Place(platform="console", room="help", thread="t")


def standing(desk: Desk) -> dict[str, Message]:
    """What was posted for customers, as it now stands, by key."""
    theirs = {o.key: m for o, m in desk.sent if o.readership is Readership.CUSTOMER}
    return theirs | {key: message for key, message in desk.edits if key in theirs}


def quoting(desk: Desk, words: str) -> list[str]:
    """What of that has these words."""
    texts = [plain.text(message, plain.clock) for message in standing(desk).values()]
    return [text for text in texts if words in text]


def test_words_taken_back_are_quoted_no_more() -> None:
    desk = Desk()
    desk.say(ANA, TWO)
    assert quoting(desk, "elm street")

    desk.take_back(ANA)

    assert [] == quoting(desk, "elm street")
    assert quoting(desk, 'On "[taken back]":')


def test_a_ticket_is_called_by_what_it_says_now() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)
    message = desk.last
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.wait(timedelta(days=3))
    assert quoting(desk, "88123")

    desk.edit(ANA, "do you ship to chile", message)
    assert [] == quoting(desk, "88123")
    assert quoting(desk, '"do you ship to chile"')

    desk.take_back(ANA, message)
    assert [] == quoting(desk, "chile")


def test_words_erased_are_quoted_no_more_where_others_read() -> None:
    desk = Desk()
    desk.say(ANA, TWO, place=THREAD)
    assert quoting(desk, "elm street")
    desk.say(ANA, "forgetme", place=THREAD)

    desk.say(ANA, "forgetme yes", place=THREAD)

    assert [] == quoting(desk, "elm street")


def test_what_is_edited_keeps_its_buttons_until_they_are_settled() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)
    message = desk.last
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.wait(timedelta(days=3))
    (key,) = [key for key, each in standing(desk).items() if each.kind == "check_in"]
    before = standing(desk)[key].buttons

    desk.edit(ANA, "do you ship to chile", message)
    assert before
    assert before == standing(desk)[key].buttons

    desk.command(ANA, "sorted 1")
    assert () == standing(desk)[key].buttons
    assert "chile" in plain.text(standing(desk)[key], plain.clock)

    desk.take_back(ANA, message)
    assert () == standing(desk)[key].buttons
    assert [] == quoting(desk, "chile")


def test_an_answer_that_says_the_same_stays() -> None:
    """Words of an entry are nobody's to take back."""
    desk = Desk()
    desk.say(ANA, "Where is my invoice?")

    desk.take_back(ANA)

    assert quoting(desk, "From the help guide: Where is my invoice?")


def test_cards_of_their_other_tickets_show_no_more_what_was_asked_before() -> None:
    desk = Desk()
    desk.say(ANA, UNKNOWN)
    message = desk.last
    desk.say(ANA, "who paints a harmonium?")
    desk.command(ANA, "afresh 2 1")

    desk.take_back(ANA, message)

    newest = {o.ticket: m for o, m in desk.sent if o.kind is SendKind.CARD}
    assert newest
    assert "88123" not in "".join(plain.text(each, plain.clock) for each in newest.values())
