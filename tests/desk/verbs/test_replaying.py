"""The last questions, asked again before the guide is changed: what is said, and what waits for a word."""

from dataclasses import replace

import pytest

from bot.desk.nouns.question import Feedback
from bot.desk.nouns.replay import Moves
from bot.desk.verbs import replaying
from knowledge.entry import Status
from tests.desk.harness import ANA, BEN, ENTRIES, LEA, SAM, Desk

_, INVOICE = ENTRIES
LAMPS = "add Do you repair lamps? | Yes, for 20 euros."


def asked(*texts: str, judged: Feedback | None = None) -> Desk:
    """A desk whose customers have asked these, and said that of the answers."""
    desk = Desk(replays=True)
    for text in texts:
        desk.say(ANA, text)
    for each in desk.journal.newest_asked(10):
        desk.journal.save_question(replace(each, feedback=judged, feedback_at=desk.now))
    return desk


def versions(desk: Desk) -> dict[str, int]:
    return {each.id: each.version for each in desk.journal.entries()}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LAMPS, "1 would be answered that was not"),
        ("edit invoice Under Orders.", "1 would get these words instead of the old ones"),
        ("retire invoice", "1 would be answered no longer"),
        ("set invoice audience staff", "1 would be answered no longer"),
        (
            'import [{"question": "Do you repair lamps?", "answer": "Yes."}]',
            "1 would be answered that was not",
        ),
        ("learn Do you repair lamps? | Yes.", "1 would be answered that was not"),
    ],
)
def test_what_a_change_does_to_past_questions_is_said(line: str, said: str) -> None:
    desk = asked("where is my invoice", "do you repair lamps?")
    told = "\n".join(desk.command(SAM, line))

    assert f"Of the last 2 questions: {said}." in told


def test_what_another_entry_answers_is_not_taken_from_it_unseen() -> None:
    desk = asked("where is my invoice", judged=Feedback.SOLVED)
    *_, held = desk.command(SAM, "variant reset-password where is my invoice")
    assert (
        "Nothing was saved yet. Of the one question so far: 1 would be answered no longer." in held
    )
    assert "- where is my invoice (invoice)" in held
    assert 1 == versions(desk)["reset-password"]

    [listed] = desk.command(SAM, "preview")
    assert "- where is my invoice (invoice)" in listed

    desk.command(SAM, "anyway")
    assert 2 == versions(desk)["reset-password"]


def test_what_an_entry_asks_already_is_said_before_it_is_there_twice() -> None:
    desk = Desk()
    desk.command(SAM, LAMPS)
    *_, held = desk.command(SAM, LAMPS)
    assert "Nothing was saved yet: do-you-repair-lamps asks just that already." in held
    assert "do-you-repair-lamps-2" not in versions(desk)

    desk.command(SAM, "anyway")
    assert "do-you-repair-lamps-2" in versions(desk)


def test_what_a_customer_said_of_an_answer_makes_another_wrong() -> None:
    other = replace(INVOICE, id="other", question="Where can I find invoices?")
    retired = replace(INVOICE, status=Status.RETIRED)
    for said, shown, wrong in (
        (Feedback.SOLVED, "invoice", 1),
        (None, "invoice", 0),
        (Feedback.SOLVED, "other", 0),
        (Feedback.NOT_SOLVED, "other", 1),
    ):
        desk = asked("where is my invoice", judged=said)
        [question] = desk.journal.newest_asked(1)
        found = replaying.replayed(
            desk.desk.library, [retired, other], [replace(question, shown=(shown,))]
        )

        assert found
        assert (wrong, 1 - wrong) == (len(found.of(Moves.WRONG)), len(found.of(Moves.CHANGED)))


def test_what_is_only_for_the_team_is_not_tried() -> None:
    desk = asked("where is my invoice")
    told = "\n".join(desk.command(SAM, "set invoice owner console:staff:kim"))

    assert "question" not in told.split("\n")[0]


def test_a_run_that_only_tries_changes_nothing() -> None:
    desk = asked("where is my invoice", "do you repair lamps?")
    heard = len(desk.sent)
    told = desk.command(SAM, LAMPS)

    assert {"invoice": 1, "reset-password": 1, "do-you-repair-lamps": 1} == versions(desk)
    assert len(desk.sent) - heard == len(told)
    assert 1 == sum("Added:" in each for each in told)


def test_the_guide_that_answers_is_left_as_it_was() -> None:
    desk = asked("where is my invoice")
    library = desk.desk.library
    retired = replace(INVOICE, status=Status.RETIRED)
    replayed = replaying.replayed(library, [retired], desk.journal.newest_asked(10))

    assert replayed
    assert 1 == len(replayed.moved)
    assert library.public("invoice")
    assert "invoice" == library.guesses("where is my invoice")[0].entry


def test_nothing_is_said_where_nobody_has_asked() -> None:
    told = "\n".join(Desk(replays=True).command(SAM, LAMPS))

    assert "Added" in told
    assert "Of the" not in told


def test_a_draft_of_a_ticket_has_the_words_of_others_and_nobodys_own() -> None:
    desk = Desk(replays=True)
    desk.say(ANA, "Hi, I'm ana, can you polish the brass handle of order #44812?")
    desk.say(BEN, "can you polish brass handles")
    desk.command(LEA, "reply 1 Hi ana, yes, for 10 euros.")
    told = "\n".join(desk.command(LEA, "draft 1"))
    [entry] = [each for each in desk.journal.entries() if each.status is Status.DRAFT]

    assert "Can you polish the brass handle of order?" == entry.question
    assert ("can you polish brass handles",) == entry.variants
    assert "Yes, for 10 euros." == entry.answer
    assert "Of the last 2 questions: 1 would be answered that was not." in told


def test_a_question_that_was_asked_often_is_listed_once_with_how_often() -> None:
    desk = asked(*["where is my invoice"] * 4, "how do I get my invoice")

    [listed] = desk.command(SAM, "preview invoice")

    assert 1 == listed.count("where is my invoice")
    assert "- where is my invoice × 4 (invoice)" in listed
    assert "- how do I get my invoice (invoice)" in listed
