"""What is saved of an entry, and when: nothing that another contradicts, before somebody says so."""

from datetime import timedelta

import pytest

from bot.desk.nouns.person import Person
from bot.locales import read_locales
from knowledge.entry import Entry, Status
from knowledge.files import check_entry
from tests.desk.harness import ANA, BEN, KIM, SAM, Desk, a_policy

YES = "add Do you ship to Brazil? | Yes, we ship to Brazil, 10 days."
SHIP, DELIVER = "do-you-ship-to-brazil", "do-you-deliver-to-brazil"


def desk_with(*lines: str) -> Desk:
    desk = Desk()
    for line in lines:
        desk.command(SAM, line)
    return desk


def answers(desk: Desk, entry_id: str) -> str:
    entry = desk.journal.entry(entry_id)
    return entry.answer if entry and entry.status is Status.APPROVED else ""


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ((YES,), "add Do you deliver to Brazil? | No."),
        ((YES,), "add Do you ship to Brazil? | Yes, 20 days."),
        ((YES, "add Do you deliver to Brazil? | Yes."), f"edit {DELIVER} No."),
        (
            (YES, "add Do you sail there? | No."),
            "variant do-you-sail-there can you ship to brazil?",
        ),
        ((YES, "add Ships? | No."), "set ships question Do you deliver to Brazil?"),
        (("add May I bring my dog? | Yes, two.",), "add Dogs allowed? | No, dogs are not allowed."),
        (("add May I bring my dog? | Yes, two.",), "add Is my dog welcome? | Sorry, no dogs."),
        (("add Are dogs ok? | No.",), "add Can I come with my dog? | Yes, gladly."),
        (
            ("add Darf ich meinen Hund mitbringen? | Ja, zwei.",),
            "add Sind Hunde erlaubt? | Nein, leider nicht.",
        ),
        ((YES, f"edit {SHIP} No.", "add Do you deliver to Brazil? | No."), f"restore {SHIP} 1"),
    ],
)
def test_what_contradicts_another_entry_waits_for_a_word(
    before: tuple[str, ...], line: str
) -> None:
    desk = desk_with(*before)
    known = [(each.id, each.version) for each in desk.journal.entries()]
    [shown] = desk.command(SAM, line)
    assert "Nothing was saved yet" in shown
    assert "[Add anyway]" in shown
    assert known == [(each.id, each.version) for each in desk.journal.entries()]

    [saved] = desk.command(SAM, "add anyway")
    assert "Saved all the same" in saved
    assert known != [(each.id, each.version) for each in desk.journal.entries()]


def test_a_german_desk_is_told_too() -> None:
    desk = Desk(policy=a_policy(language="de"))
    desk.command(SAM, "add Liefert ihr nach Brasilien? | Ja, in 10 Tagen.")
    [shown] = desk.command(SAM, "add Versenden Sie nach Brasilien? | Leider nicht.")

    assert "Noch ist nichts gespeichert" in shown
    assert "ja oder nein" in shown


def test_a_draft_is_compared_once_it_is_approved() -> None:
    desk = desk_with(YES)
    desk.say(ANA, "who feeds the zebra?")
    desk.command(SAM, "draft 1 Do you deliver to Brazil? | No.")
    [shown] = desk.command(SAM, f"approve {DELIVER}")
    assert "Nothing was saved yet" in shown
    assert "" == answers(desk, DELIVER)

    desk.command(SAM, "add anyway")
    assert "No." == answers(desk, DELIVER)


def test_what_contradicted_it_already_is_not_asked_about_again() -> None:
    desk = desk_with(YES, "add Do you deliver to Brazil? | No.", "add anyway")
    for line in (
        f"checked {DELIVER}",
        f"set {DELIVER} category post",
        f"variant {DELIVER} parcels?",
    ):
        assert "Nothing was saved" not in desk.command(SAM, line)[0]


def test_correcting_one_of_them_is_never_held_back() -> None:
    desk = desk_with(YES, "add Do you deliver to Brazil? | No.", "add anyway")
    desk.command(SAM, f"edit {DELIVER} Yes, in 10 days.")

    assert "Yes, in 10 days." == answers(desk, DELIVER)


def test_a_button_saves_what_stood_above_it_and_nothing_written_since() -> None:
    desk = desk_with(YES)
    desk.command(SAM, "add Do you deliver to Brazil? | No.")
    first = desk.sent[-1][1].buttons[0].command
    desk.command(SAM, "add Can you ship to Brazil? | Never.")
    [refused] = desk.command(SAM, first)

    assert "I don't hold that any more" in refused
    assert [] == [each.id for each in desk.journal.entries() if each.answer in {"No.", "Never."}]


def test_what_was_changed_by_a_colleague_meanwhile_is_not_overwritten() -> None:
    desk = desk_with(YES, "add Do you deliver to Brazil? | Yes.", f"edit {DELIVER} No.")
    desk.command(KIM, f"edit {DELIVER} Yes, in 10 days.")
    [refused] = desk.command(SAM, "add anyway")

    assert "was changed since" in refused
    assert "Yes, in 10 days." == answers(desk, DELIVER)


def test_it_is_saved_once_and_by_whoever_wrote_it() -> None:
    desk = desk_with(YES, "add Do you deliver to Brazil? | No.")
    for who in (KIM, SAM, SAM):
        desk.command(who, "add anyway")

    assert 1 == len(desk.journal.entry_versions(DELIVER))


def test_an_import_names_what_contradicts() -> None:
    desk = desk_with(YES)
    [told] = desk.command(SAM, "import question;answer\nDo you deliver to Brazil?;No.")

    assert "These answer otherwise than others do:" in told
    assert SHIP in told


@pytest.mark.parametrize("line", [f"edit {SHIP} Yes, 12 days.", f"retire {SHIP}"])
def test_whoever_corrects_an_answer_hears_how_many_were_shown_it(line: str) -> None:
    desk = desk_with(YES)
    for who in (ANA, ANA, BEN):
        desk.say(who, "do you ship to brazil?")
    [told] = desk.command(SAM, line)

    assert "2 people were shown the old words in the last 30 days, and not told." in told


@pytest.mark.parametrize(
    "line",
    [f"checked {SHIP}", f"variant {SHIP} parcels", f"edit {SHIP} Yes, we ship to Brazil, 10 days"],
)
def test_what_stays_as_it_was_was_shown_wrongly_to_nobody(line: str) -> None:
    desk = desk_with(YES)
    desk.say(ANA, "do you ship to brazil?")
    told = desk.command(SAM, line)

    assert not any("shown the old words" in each for each in told)


def test_who_saw_it_long_ago_does_not_count() -> None:
    desk = desk_with(YES)
    desk.say(ANA, "do you ship to brazil?")
    desk.wait(timedelta(days=31))
    [told] = desk.command(SAM, f"retire {SHIP}")

    assert "shown the old words" not in told


JARGON = "add Can I return boots? | Simply utilize the form. You will hear from us soon."
BOOTS = "can-i-return-boots"


def test_plainer_words_are_offered_and_taken_by_the_version_they_stood_below() -> None:
    desk = Desk()
    [told] = desk.command(SAM, JARGON)
    assert '"soon" → say by when' in told
    assert "Use the form. You will hear from us soon." in told
    assert "Simply utilize" in answers(desk, BOOTS)

    desk.command(SAM, f"plainer {BOOTS} 1")
    assert "Use the form. You will hear from us soon." == answers(desk, BOOTS)
    [refused] = desk.command(SAM, f"plainer {BOOTS} 1")
    assert "was changed since" in refused


@pytest.mark.parametrize("line", [f"checked {BOOTS}", f"variant {BOOTS} returning boots"])
def test_plainness_is_said_of_new_words_only(line: str) -> None:
    desk = desk_with(JARGON)
    [told] = desk.command(SAM, line)

    assert "plainer" not in told
    assert "soon" not in told


def test_plain_words_are_saved_without_a_word() -> None:
    desk = Desk()
    [told] = desk.command(SAM, "add Can I return boots? | Use the form, within 30 days.")

    assert "[Take the plainer words]" not in told


@pytest.mark.parametrize(
    "line",
    [
        "add May I bring my cat? | No, no cats.",
        "add May I bring my dog to the beach? | No.",
    ],
)
def test_what_asks_for_something_else_is_saved_at_once(line: str) -> None:
    desk = desk_with("add May I bring my dog? | Yes, two.")

    assert "Added" in desk.command(SAM, line)[0]


def test_a_phrasing_and_what_an_entry_is_kept_from_do_not_ask_the_same() -> None:
    dog = "may-i-bring-my-dog"
    desk = desk_with("add May I bring my dog? | Yes, two.", f"variant {dog} Can my cat come too")

    [refused] = desk.command(SAM, f"notfor {dog} May I bring my cat?")
    assert f"notfor {dog} Can my cat come too" in refused

    desk.command(SAM, f"notfor {dog} Can my cat come too")
    [refused] = desk.command(SAM, f"variant {dog} Are cats welcome?")
    assert "asks the same" in refused


MARA = Person(id="console:mara", name="Mara Quill")


def drafted(reply: str, question: str = "") -> Desk:
    """A desk with a draft from the reply to Mara's ticket."""
    desk = Desk()
    desk.say(MARA, "when do my bees come? ring 07700 900123")
    desk.command(SAM, f"reply 1 {reply}")
    desk.command(SAM, f"draft 1 {question} | {reply}" if question else "draft 1")
    return desk


def the_draft(desk: Desk) -> Entry:
    [entry] = [each for each in desk.journal.entries() if each.source == "ticket 1"]
    return entry


def test_a_reply_to_one_customer_is_shown_to_nobody_else_before_somebody_says_so() -> None:
    desk = drafted("Sorry Mara, order 4471 is confirmed, bees come on 20 May.")
    draft = the_draft(desk)
    assert draft.answer == "Order 4471 is confirmed, bees come on 20 May."
    assert draft.question == "When do my bees come?"
    assert '"07700 900123", "Sorry Mara,"' in desk.texts_of("draft_bared")[-1]
    assert '"Order 4471"' in desk.texts_of("draft_personal")[-1]

    [shown] = desk.command(SAM, f"approve {draft.id}")
    assert "Nothing was saved yet" in shown
    assert '"Order 4471"' in shown
    assert "07700 900123" not in shown
    assert answers(desk, draft.id) == ""

    told = desk.command(SAM, "approve anyway")
    assert any("Saved all the same" in each for each in told)
    assert answers(desk, draft.id) == draft.answer


@pytest.mark.parametrize("press", [0, 1])
def test_a_button_holds_it_back_as_the_command_does(press: int) -> None:
    desk = drafted("Order 4471 comes on 20 May.", "When do bees come?")
    approve = next(
        button.command
        for _, message in desk.sent
        if message.kind == "draft"
        for button in message.buttons
        if button.command.startswith("approve")
    )
    [shown] = desk.command(SAM, approve)
    assert "Nothing was saved yet" in shown

    if press:
        desk.command(SAM, desk.sent[-1][1].buttons[0].command)
    assert bool(answers(desk, the_draft(desk).id)) is bool(press)


def test_a_draft_for_everybody_is_approved_at_once() -> None:
    desk = drafted("Hi Mara, bees come in May. Cheers, Sam", "When do bees come?")

    told = desk.command(SAM, f"approve {the_draft(desk).id}")
    assert not any("Nothing was saved" in each for each in told)
    assert answers(desk, the_draft(desk).id) == "Bees come in May."


def test_what_is_mended_afterwards_is_looked_at_too() -> None:
    desk = drafted("Bees come in May.", "When do bees come?")
    entry = the_draft(desk).id
    desk.command(SAM, f"approve {entry}")

    for line in (
        f"edit {entry} Bees come in May, those of Mara Quill on the 20th.",
        f"set {entry} question When does order 4471 come?",
        f"variant {entry} where is order 4471?",
    ):
        assert "Nothing was saved yet" in desk.command(SAM, line)[0], line
    assert answers(desk, entry) == "Bees come in May."


def test_what_contradicts_and_is_private_shows_both() -> None:
    desk = drafted("No, order 4471 is not.", "Do you deliver to Brazil?")
    desk.command(SAM, YES)

    shown = "\n".join(desk.command(SAM, f"approve {the_draft(desk).id}"))
    assert "an entry says otherwise" in shown
    assert '"order 4471"' in shown


NOTED = (
    "add Do you tune harps? | Yes.",
    "variant do-you-tune-harps do you tune a harp",
    "notfor do-you-tune-harps do you tune a harp",
    "add Do you tune a harp, please? | Yes, we do.",
    f"edit do-you-tune-harps {'Yes and again. ' * 80}",
)


def test_what_is_worth_a_look_is_said_in_the_language_of_whoever_saves() -> None:
    english, german = Desk(), Desk()
    german.command(SAM, "language de")

    told = [english.command(SAM, line)[-1] for line in NOTED]
    in_german = [german.command(SAM, line)[-1] for line in NOTED]

    assert all("other phrasing" in each for each in told[:2])
    assert [] == [
        each
        for each in in_german
        for word in ("phrasing", "nearly the same", "people read", "Take one out")
        if word in each
    ]


def test_a_flaw_reads_the_same_in_a_terminal_and_in_chat() -> None:
    said = read_locales()["en"]["said"]
    entry = Entry(id="a", question="Q" * 400, answer="word " * 400, variants=("how", "How?"))
    flaws = [*check_entry(entry), *check_entry(Entry(id="b", question="", answer=""))]

    assert {str(each) for each in flaws} == {
        said[f"flaw_{each.kind}"].format(**each.facts) for each in flaws
    }
