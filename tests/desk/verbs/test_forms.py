"""Intake forms: an offer beside a ticket that stands already, late or never; nothing of it where others read."""

from datetime import timedelta

import pytest

from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Commanded
from bot.desk.nouns.intake_form import Detail, FieldKind
from bot.desk.nouns.place import Place
from bot.desk.verbs import intake_forms
from bot.errors import BadArgument
from bot.store import audit
from tests.desk import harness
from tests.desk.harness import ANA, BEN, KIM, LEA, SAM, STAFF_ROOM, Desk

UNKNOWN = "do you tune harps?"
ORDER = Detail(label="Order number", text="4711")


def last(desk: Desk) -> str:
    """What was said last but to the team."""
    found = [(out, said) for out, said in desk.sent if out.place != STAFF_ROOM or out.to]
    return harness.shown(*found[-1])


def with_form() -> Desk:
    desk = Desk()
    desk.command(SAM, 'form all add "Order number" required')
    desk.command(SAM, "form all add Plan: Basic, Pro")
    desk.sent.clear()
    return desk


def asked() -> Desk:
    desk = with_form()
    desk.say(ANA, UNKNOWN)
    return desk


@pytest.mark.parametrize(
    ("words", "label", "kind", "choices", "required"),
    [
        ('"Order number" required', "Order number", "text", (), True),
        ("Order number", "Order number", "text", (), False),
        ("„Bestellnummer“ Pflicht", "Bestellnummer", "text", (), True),
        ("Plan: Basic, Pro required", "Plan", "choice", ("Basic", "Pro"), True),
        ('"Which plan?" Basic, Pro', "Which plan?", "choice", ("Basic", "Pro"), False),
        ("Screenshot file", "Screenshot", "file", (), False),
        ('"Log file"', "Log file", "text", (), False),
        ("Source: Mail, File", "Source", "choice", ("Mail", "File"), False),
    ],
)
def test_a_field_is_read_as_it_is_written(
    words: str, label: str, kind: str, choices: tuple[str, ...], required: bool
) -> None:
    found = intake_forms.read(words)

    assert (label, FieldKind(kind), choices, required) == (
        found.label,
        found.kind,
        found.choices,
        found.required,
    )


@pytest.mark.parametrize(
    "words", ["", "required", "x" * 46, "Plan: one", "Plan: a, A", "Plan: " + "y" * 76 + ", z"]
)
def test_what_can_be_no_field_is_refused(words: str) -> None:
    with pytest.raises(BadArgument):
        intake_forms.read(words)


def test_the_ticket_stands_before_the_form_and_without_it() -> None:
    desk = asked()

    told = last(desk)
    assert "The team has your question: ticket 1." in told
    assert "You'll hear from a person by" in told
    assert "A few details would help the team" in told
    assert UNKNOWN == desk.ticket().text


def test_an_answer_that_is_known_is_given_and_nothing_is_asked() -> None:
    desk = with_form()
    desk.say(ANA, "how do i reset my password")

    assert "details would help" not in last(desk)
    assert [] == desk.journal.open_tickets()


def test_nobody_in_distress_is_asked_for_more() -> None:
    desk = with_form()
    desk.say(ANA, "there is a gas leak in the shop, I smell gas")

    assert not [each for each in desk.to(ANA) if "details would help" in each]


def test_what_is_sent_stands_on_the_card_in_the_history_and_in_my_data() -> None:
    desk = asked()
    desk.command(ANA, "fillin 1 2 sent", field1="4711", field2="Pro")

    assert (ORDER, Detail(label="Plan", text="Pro")) == desk.ticket().details
    assert "Order number: 4711" in desk.texts_of("card")[-1]
    assert "Order number: 4711\nPlan: Pro" in [
        each.text for each in desk.journal.history(1) if each.what == "customer"
    ]
    data = desk.journal.person_data(ANA.id, internal=False)["tickets"]
    assert {"Order number": "4711", "Plan": "Pro"} == data[0]["filled in"]  # type: ignore[index]
    assert audit(desk.journal, desk.now) == []


def test_a_form_that_changed_meanwhile_keeps_its_own_names() -> None:
    desk = asked()
    desk.command(SAM, "form all remove 1")
    desk.command(ANA, "fillin 1 2 sent", field1="4711")

    assert (ORDER,) == desk.ticket().details


def test_what_the_team_needs_and_did_not_get_is_named() -> None:
    desk = asked()
    desk.command(ANA, "fillin 1 2 sent", field2="Pro")

    assert "Not filled in yet: Order number." in last(desk)


def test_field_after_field_each_may_be_passed_over_or_left() -> None:
    desk = asked()
    desk.command(ANA, "fillin 1 2")
    first = last(desk)
    desk.say(ANA, "skip")
    again = last(desk)
    desk.say(ANA, "4711")
    second = last(desk)
    desk.say(ANA, "gold")
    unknown = last(desk)
    desk.say(ANA, "later")

    assert "Question 1 of 2: Order number" in first
    assert "once more" in again
    assert "The team needs this one" in again
    assert "One of: Basic, Pro" in second
    assert "once more" in unknown
    assert (ORDER,) == desk.ticket().details
    assert "I added that to ticket 1" in last(desk)


def test_a_choice_is_taken_by_its_number_and_however_it_is_written() -> None:
    desk = asked()
    desk.command(ANA, "fillin 1 2")
    desk.say(ANA, "4711")
    desk.say(ANA, "2")

    assert (ORDER, Detail(label="Plan", text="Pro")) == desk.ticket().details


def test_a_question_is_answered_and_never_taken_for_a_field() -> None:
    desk = asked()
    desk.command(ANA, "fillin 1 2")
    desk.say(ANA, "how do i reset my password")
    desk.say(ANA, "the harp is very old")

    assert () == desk.ticket().details
    assert "the harp is very old" in [each.text for each in desk.journal.history(1)]


def test_words_of_the_next_day_fill_in_nothing() -> None:
    desk = asked()
    desk.command(ANA, "fillin 1 2")
    desk.wait(timedelta(hours=2))
    desk.say(ANA, "it is a small one")

    assert () == desk.ticket().details


def test_a_ticket_that_was_closed_opens_again_by_what_is_filled_in() -> None:
    desk = asked()
    desk.command(ANA, "nevermind 1")
    closed = desk.ticket().is_open
    desk.command(ANA, "fillin 1 2 sent", field1="4711")

    assert [False, True] == [closed, desk.ticket().is_open]
    assert (ORDER,) == desk.ticket().details


def test_another_cannot_fill_it_in() -> None:
    desk = asked()
    desk.command(BEN, "fillin 1 2 sent", field1="4711")

    assert () == desk.ticket().details


def test_what_is_filled_in_is_said_to_nobody_where_others_read() -> None:
    desk = with_form()
    room = Place(platform="console", room="help", thread="9")
    desk.say(ANA, UNKNOWN, place=room)
    desk.command(ANA, "fillin 1 2 sent", field1="4711", place=room)

    told = [(out, said) for out, said in desk.sent if out.place == room]
    assert (ORDER,) == desk.ticket().details
    assert told
    assert [] == [each for each in told if "4711" in repr(each)]


def test_in_a_room_that_others_read_nobody_is_asked_for_a_field_aloud() -> None:
    desk = with_form()
    room = Place(platform="console", room="help", thread="9")
    desk.say(ANA, UNKNOWN, place=room)
    desk.command(ANA, "fillin 1 2", place=room)
    desk.say(ANA, "4711", place=room)

    assert () == desk.ticket().details


def test_a_file_is_kept_with_the_ticket_and_not_asked_for_again() -> None:
    desk = with_form()
    desk.command(SAM, "form all add Photo file required")
    desk.say(ANA, UNKNOWN)
    photo = File(name="harp.png", link="https://example.org/harp.png")
    sent = {"field1": "4711", "field2": "Pro", "field3": "harp.png"}
    desk._took(
        Commanded(
            id=desk._next(),
            at=desk.now,
            by=ANA,
            place=harness.room(ANA),
            line="fillin 1 3 sent",
            fields=sent,
            files=(photo,),
        )
    )

    assert (photo,) == desk.ticket().files
    assert "Not filled in yet" not in last(desk)
    assert "harp.png" in desk.texts_of("card")[-1]


def test_a_form_is_changed_taken_back_and_looked_up() -> None:
    desk = with_form()
    desk.command(LEA, "form all remove 1")
    desk.command(LEA, "undo")
    back = [each.label for each in desk.journal.forms()[0].fields]
    desk.command(LEA, "form all off")
    none = desk.journal.forms()
    desk.command(KIM, "form all history")

    assert (["Order number", "Plan"], []) == (back, none)
    assert "Lea" in last(desk)
    assert "Plan" in last(desk)


@pytest.mark.parametrize("line", ["form", "form all", 'form all add "Secret" required'])
def test_customers_make_no_forms(line: str) -> None:
    desk = with_form()
    desk.command(ANA, line)

    assert "Only the team can use" in last(desk)


def test_six_things_are_too_many() -> None:
    desk = with_form()
    for each in ("A", "B", "C", "D"):
        desk.command(SAM, f"form all add {each}")

    assert "A form asks 5 things at most" in last(desk)
    assert 5 == len(desk.journal.forms()[0].fields)


def test_who_is_forgotten_is_forgotten_with_what_they_filled_in() -> None:
    desk = asked()
    desk.command(ANA, "fillin 1 2 sent", field1="order-4711-harp")
    desk.command(ANA, "forgetme")
    desk.command(ANA, "forgetme yes")

    assert () == desk.ticket().details
    kept = [
        str(row)
        for table in ("ticket", "history", "inbox", "outbox", "question", "conversation")
        for row in desk.journal.rows(f"SELECT * FROM {table}")  # noqa: S608
    ]
    assert not [each for each in kept if "order-4711-harp" in each]
