"""`undo`: what one did last is said, and taken back; what can't be is said too."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entry import Entry, Status
from tests.desk.harness import ANA, KIM, SAM, Desk


def test_an_entry_just_added_is_taken_back_and_named() -> None:
    desk = Desk()
    desk.command(SAM, "add Do you sell kayaks? | Yes, three kinds.")

    (told,) = desk.command(SAM, "undo")

    entry = desk.journal.entry("do-you-sell-kayaks")
    assert entry
    assert Status.RETIRED is entry.status
    assert (
        "Taken back what you did last (added; to have it again: restore do-you-sell-kayaks 1)"
        in told
    )


def test_undo_twice_goes_two_steps_back_and_then_says_that_there_is_no_more() -> None:
    desk = Desk()
    first = desk.journal.entry("invoice")
    desk.command(SAM, "edit invoice Under **Billing > Invoices**.")
    desk.command(SAM, "variant invoice where do i find my bills")

    desk.command(SAM, "undo")
    once = desk.journal.entry("invoice")
    desk.command(SAM, "undo")
    twice = desk.journal.entry("invoice")
    (none,) = desk.command(SAM, "undo")

    assert first
    assert once
    assert twice
    assert ("Under **Billing > Invoices**.", first.variants) == (once.answer, once.variants)
    assert (first.answer, first.variants) == (twice.answer, twice.variants)
    assert "There is nothing of yours that I could take back." in none


def test_a_colleagues_act_is_not_taken_back() -> None:
    desk = Desk()
    desk.command(SAM, "edit invoice Under Billing, below.")
    desk.command(KIM, "edit invoice Under Billing, above.")

    (told,) = desk.command(SAM, "undo")

    entry = desk.journal.entry("invoice")
    assert entry
    assert "Under Billing, above." == entry.answer
    assert "invoice was changed since you did." in told


def test_a_claim_is_given_back() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "claim 1")

    desk.command(SAM, "undo")

    assert None is desk.ticket(1).owner


def test_words_that_went_out_are_passed_over_once_that_is_said() -> None:
    desk = Desk()
    first = desk.journal.entry("invoice")
    desk.command(SAM, "edit invoice Under Billing, below.")
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "reply 1 We do.")

    (told,) = desk.command(SAM, "undo")
    between = desk.journal.entry("invoice")
    desk.command(SAM, "undo")
    after = desk.journal.entry("invoice")

    assert first
    assert between
    assert after
    assert 'What you did last was "reply 1", and that can\'t be taken back' in told
    assert "Before that it was: invoice. To take that back: undo" in told
    assert ("Under Billing, below.", first.answer) == (between.answer, after.answer)


def test_nothing_is_named_as_the_next_where_nothing_can_be_taken_back() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "reply 1 We do.")
    desk.command(SAM, "add")

    shown = [*desk.command(SAM, "undo"), *desk.command(SAM, "undo")]

    assert 2 == len(shown)
    assert all('"reply 1", and that can\'t be taken back' in each for each in shown)
    assert not any("To take that back" in each for each in shown)


def test_what_a_colleague_changed_since_is_passed_over() -> None:
    desk = Desk()
    desk.command(SAM, "add Do you sell kayaks? | Yes, three kinds.")
    desk.command(SAM, "edit invoice Under Billing, below.")
    desk.command(KIM, "edit invoice Under Billing, above.")

    (told,) = desk.command(SAM, "undo")
    desk.command(SAM, "undo")

    invoice, kayaks = desk.journal.entry("invoice"), desk.journal.entry("do-you-sell-kayaks")
    assert invoice
    assert kayaks
    assert "Before that it was: do-you-sell-kayaks. To take that back: undo" in told
    assert ("Under Billing, above.", Status.RETIRED) == (invoice.answer, kayaks.status)


def test_what_is_german_to_its_reader_is_german_throughout() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "language de")

    shown = [
        desk.command(SAM, line)[0]
        for line in (
            "queue",
            "due",
            "unanswered",
            "resolve 1",
            "claim 99",
            "why where is my bill",
            "undo",
            "mine",
        )
    ]

    for english in (
        "waiting for us",
        "open.",
        "question",
        "Write:",
        "There is",
        "answers",
        "You have",
    ):
        assert [] == [each for each in shown if english in each], english
    assert "1 offen, 1 warten auf uns." in shown[0]


ACTS = (
    "edit invoice Under **Billing > Invoices**.",
    "edit invoice Under Billing, above.",
    "variant invoice where do i find my bills",
    "retire invoice",
    "restore invoice 1",
    "restore invoice 2",
)


def _said(desk: Desk) -> Entry:
    entry = desk.journal.entry("invoice")
    assert entry
    return replace(entry, version=0)


@given(st.lists(st.sampled_from(ACTS), max_size=3), st.sampled_from(ACTS))
@settings(max_examples=12)
def test_undo_takes_back_what_one_did_last_a_restore_too(before: list[str], last: str) -> None:
    desk = Desk()
    for line in before:
        desk.command(SAM, line)
    stood = _said(desk)
    desk.command(SAM, last)
    done = stood != _said(desk)

    if done:
        desk.command(SAM, "undo")

    assert stood == _said(desk)


@pytest.mark.parametrize("line", ["undo", "undo invoice"])
def test_what_was_taken_back_by_its_name_is_not_taken_back_again(line: str) -> None:
    desk = Desk()
    first = _said(desk)
    desk.command(SAM, ACTS[0])
    desk.command(SAM, ACTS[1])

    desk.command(SAM, line)
    desk.command(SAM, "undo")

    assert first == _said(desk)


@pytest.mark.parametrize(
    "line", ["hold 1 until yesterday: no strings", "incident cancel 7", "clam 1", "claim 99"]
)
def test_right_after_a_refused_command_nothing_is_taken_back_unasked(line: str) -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "claim 1")
    desk.command(SAM, line)
    desk.sent.clear()

    (told,) = desk.command(SAM, "undo")

    assert (
        f"What you wrote last ({line.split(maxsplit=1)[0]}) was refused: it changed nothing" in told
    )
    assert "Before that it was: claim 1." in told
    assert desk.ticket(1).owner == SAM
    assert [] == desk.to(ANA)

    named, *_ = desk.command(SAM, "undo")
    assert "I take back what you did last: claim 1" in named
    assert None is desk.ticket(1).owner


def test_what_was_refused_before_something_was_done_is_forgotten() -> None:
    desk = Desk()
    first = _said(desk)
    desk.command(SAM, ACTS[0])
    desk.command(SAM, "claim 99")
    desk.command(SAM, ACTS[1])

    desk.command(SAM, "undo")
    desk.command(SAM, "undo")

    assert first == _said(desk)


CAN_NOT = ("snippetadd yo Hello there.", "snippetdrop yo", "language de", "raid on 2h")


@pytest.mark.parametrize("line", CAN_NOT)
def test_undo_says_what_it_cannot_take_back_before_it_reaches_past_it(line: str) -> None:
    desk = Desk()
    first = _said(desk)
    desk.command(SAM, "snippetadd yo Hi.")
    desk.command(SAM, ACTS[0])
    stood = _said(desk)
    desk.command(SAM, line)

    told, *_ = desk.command(SAM, "undo")
    between = _said(desk)
    desk.command(SAM, "undo")

    assert stood == between
    assert line.split(maxsplit=1)[0] in told
    assert "invoice" in told
    assert first == _said(desk)


@pytest.mark.parametrize("line", ["snippets", "raid", "help", "status"])
def test_what_only_shows_something_is_nothing_to_take_back(line: str) -> None:
    desk = Desk()
    first = _said(desk)
    desk.command(SAM, ACTS[0])
    desk.command(SAM, line)

    desk.command(SAM, "undo")

    assert first == _said(desk)
