"""What nobody could answer is a task: listed, taken, given back and done."""

import pytest

from bot.desk.nouns.person import Person
from bot.desk.words.gaps import named
from bot.desk.words.variables import as_written
from tests.desk.harness import ANA, BEN, KIM, MONDAY, SAM, Desk

REASON = "the post doesn't go there"
DECLINE = f"decline q1 because {REASON}"
WAYS = ("do you ship to brazil?", "could you deliver to brazil please", "shipping to Brasil?")


def people(number: int) -> list[Person]:
    return [Person(id=f"console:p{n}", name=f"p{n}") for n in range(number)]


def asked(desk: Desk, *who: Person, leave: bool = False) -> Desk:
    """Each asks the same in words of their own; who leaves wants no person."""
    for n, each in enumerate(who):
        desk.say(each, WAYS[n % len(WAYS)])
        if leave:
            desk.command(each, f"nothanks {desk.journal.asked_by(each.id, 1)[0].id}")
    return desk


def decline(desk: Desk, line: str = DECLINE) -> list[str]:
    """As whoever reads first what would be sent, and then sends it."""
    desk.command(SAM, line)
    return desk.command(SAM, f"decline {line.split()[1]} anyway")


def told(desk: Desk) -> list[str]:
    kinds = ("declined", "declined_question")
    return [each.partition(":")[0] for kind in kinds for each in desk.texts_of(kind)]


def listed(desk: Desk) -> str:
    return desk.command(SAM, "unanswered")[0]


def owners(desk: Desk) -> set[str]:
    return {each.owner.name if each.owner else "" for each in desk.journal.open_questions()}


def test_two_that_ask_the_same_are_a_task_and_one_alone_is_none() -> None:
    desk = asked(Desk(), ANA)
    assert "q1" not in listed(desk)

    asked(desk, BEN)
    assert "q1    2 " in listed(desk)


def test_who_takes_it_has_all_of_it_until_they_give_it_back() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")
    assert {"Sam"} == owners(desk)

    asked(desk, KIM)
    assert "Sam" in listed(desk)
    desk.command(SAM, "release q1")
    assert {""} == owners(desk)


@pytest.mark.parametrize("verb", ["take", "release"])
def test_of_a_colleagues_task_it_is_said_whose_it_is_first(verb: str) -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")

    [said] = desk.command(KIM, f"{verb} q1")
    assert f"q1 is with Sam, so nothing is changed. Ask them; or do it all the same: {verb}" in said
    assert {"Sam"} == owners(desk)

    desk.command(KIM, f"{verb} q1 anyway")
    assert {"Kim" if verb == "take" else ""} == owners(desk)


@pytest.mark.parametrize("verb", ["take", "release"])
def test_so_it_is_of_an_answer_that_a_colleague_looks_after(verb: str) -> None:
    desk = Desk()
    desk.command(SAM, "take invoice")

    [said] = desk.command(KIM, f"{verb} invoice")
    assert "invoice is with Sam" in said
    desk.command(KIM, f"{verb} invoice anyway")

    entry = desk.journal.entry("invoice")
    assert entry
    assert (KIM.id if verb == "take" else "") == entry.owner


def test_a_colleague_who_has_taken_nothing_is_asked_nothing() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")
    desk.command(SAM, "take q1")
    desk.command(SAM, "release q1")
    desk.command(KIM, "take q1")

    assert {"Kim"} == owners(desk)


def test_taking_is_undone_and_declining_is_not() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")
    desk.command(SAM, "undo")
    assert {""} == owners(desk)

    decline(desk)
    assert "can't be taken back" in desk.command(SAM, "undo")[0]


def test_done_is_only_what_the_team_has_answered() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "reply 1 Yes, in ten days.")
    [said] = desk.command(SAM, "done q1")

    assert "ben" in said
    assert "ana" not in said
    assert [BEN.id] == [each.by.id for each in desk.journal.open_questions()]


def test_an_entry_answers_all_who_asked_and_the_task_is_gone() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")
    desk.command(SAM, "add do you ship to brazil? | Yes, in ten days.")
    desk.command(SAM, "askers do-you-ship-to-brazil all")

    assert "now_answered" in desk.to(ANA)
    assert "no question that waits for an answer" in desk.command(SAM, "take q1")[0]


@pytest.mark.parametrize(
    "line", ["take q1", "decline q1 no", "done q1", "release q1", "unanswered"]
)
def test_nothing_of_it_is_a_customers(line: str) -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(BEN, line)

    assert {""} == owners(desk)
    assert [] == told(desk)


@pytest.mark.parametrize("verb", ["take", "release", "done", "decline"])
def test_a_number_that_is_on_no_list_does_nothing_and_shows_whose_it_is(verb: str) -> None:
    """Whoever means ticket 3 and writes q3 has read no word of what they act on."""
    desk = asked(Desk(), ANA, BEN)
    desk.say(KIM, "do you have a phone number")
    reason = " we have none" if verb == "decline" else ""
    for name in ("q3", "q2"):  # alone; of a task that goes by another name
        [said] = desk.command(SAM, f"{verb} {name}{reason}")
        assert f"{name} is not on the list" in said

    assert 'ben asked, "could you deliver to brazil please"' in said
    assert "If you mean ticket 2" in said
    assert [] == told(desk)
    assert {""} == owners(desk)
    assert 3 == len(desk.journal.open_questions())


@pytest.mark.parametrize(
    "line", ["done q1x", "take q1,q2", "release q1x", "decline q1,q2 no", "resolve q1x because"]
)
def test_what_is_nearly_the_name_of_a_task_is_refused_as_such(line: str) -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "claim 1")  # it is at hand: what stands behind the word would be its reason
    desk.sent.clear()

    assert "is no task" in desk.command(SAM, line)[0]
    assert [] == told(desk)
    assert "proposed" not in desk.to(ANA)


def test_beyond_the_last_part_of_the_list_its_last_is_shown() -> None:
    desk = asked(Desk(), ANA, BEN)

    assert listed(desk) == desk.command(SAM, "unanswered 99")[0]


@pytest.mark.parametrize("verb", ["claim", "release", "resolve", "unanswered"])
def test_help_says_how_a_task_is_named(verb: str) -> None:
    assert "q12" in Desk().command(SAM, f"help {verb}")[0]


def test_the_weekly_post_names_tasks_and_no_word_of_a_customer() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")
    [task] = named(desk.journal, desk.now, as_written)

    assert ("q1", 2, SAM.id) == (task.task, task.people, task.owner)
    assert MONDAY == task.since


def test_an_erased_asker_is_no_part_of_it() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")
    desk.command(ANA, "forgetme yes")
    decline(desk, "decline q2 " + REASON)

    assert ["ben"] == told(desk)


def test_an_owner_who_is_erased_is_named_nowhere() -> None:
    desk = asked(Desk(), ANA, BEN)
    desk.command(SAM, "take q1")
    desk.journal.erase_person(SAM.id, asked_by="lead", working_on="", at=desk.now)

    assert not [each for each in desk.journal.open_questions() if each.owner == SAM]


def test_what_one_person_asked_has_a_name_where_no_open_ticket_sees_to_it() -> None:
    """Offered and left, or taken back with the ticket: else it would stand there with nothing to do."""
    desk = Desk()
    desk.say(ANA, "do you tune harpsichords?")
    assert "q1" not in listed(desk)
    desk.command(ANA, "nevermind 1")

    assert "q1" in listed(desk)
    assert "ana" in listed(desk)
    decline(desk)
    assert "q1" not in listed(desk)
