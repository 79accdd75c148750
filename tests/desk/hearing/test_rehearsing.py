"""While the desk rehearses, no customer hears a word, and the team sees what they would have heard."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.message import Quote, Readership, SendKind
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import OutcomeKind
from bot.desk.nouns.rehearsed import Mode, Rehearsed, Verdict
from tests.desk.harness import ANA, BEN, LEA, SAM, Desk, a_policy

LOBBY = Place(platform="console", room="lobby")
SAID = (
    *(
        "where is my invoice",
        "hello",
        "thanks",
        "I need a person",
        "1",
    ),
    *("person", "who feeds the zebra?", "this is a scandal, I want to complain", "ticket 1", "?"),
)


def rehearsing(rooms: Mapping[str, Mode] | None = None) -> Desk:
    return Desk(policy=a_policy(mode=Mode.REHEARSAL, rooms=rooms or {}))


def to_customers(desk: Desk) -> list[str]:
    return [m.kind for out, m in desk.sent if out.readership is Readership.CUSTOMER]


@pytest.mark.parametrize("address", [Address.DIRECT, Address.WATCHED])
@pytest.mark.parametrize("place", [None, LOBBY])
def test_who_is_in_danger_is_heard_as_where_the_desk_is_live(
    address: Address, place: Place | None
) -> None:
    heard = []
    for desk in (Desk(), rehearsing()):
        desk.say(ANA, "I cut my hand on your glass, it bleeds a lot", place=place, address=address)
        desk.say(ANA, "what do i do", place=place)
        heard.append((desk.ticket().priority, [m.kind for _, m in desk.sent]))

    assert heard[0] == heard[1]
    assert "staff_harm" in heard[0][1]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(SAID),
            st.sampled_from((ANA, BEN, SAM)),
            st.sampled_from(tuple(Address)),
            st.booleans(),
        ),
        max_size=6,
    )
)
def test_no_customer_hears_a_word(words: list[tuple[str, object, Address, bool]]) -> None:
    desk = rehearsing()
    for text, who, address, openly in words:
        if openly:
            desk.say(who, text, place=LOBBY, address=address)  # type: ignore[arg-type]
        else:
            desk.say(ANA, text, address=address)
        desk.edit(ANA, "where is the invoice?")
        desk.wait(timedelta(hours=5))

    assert [] == to_customers(desk)
    assert [] == list(desk.journal.open_tickets())


@pytest.mark.parametrize(
    "line",
    [
        *(each for each in SAID if each != "ticket 1"),
        "ask where is my invoice",
        "person the oven smokes",
    ],
)
def test_whoever_asks_by_a_command_is_told_alone_what_becomes_of_it(line: str) -> None:
    desk = rehearsing()
    desk.command(BEN, line)
    [told] = [out for out, _ in desk.sent if out.readership is Readership.CUSTOMER]

    shown = [m.kind for _, m in desk.sent].count("staff_rehearsed")
    assert ("rehearsing_passed" if shown else "rehearsing_here") == told.message.kind
    assert (SendKind.PRIVATE, BEN.id) == (told.kind, told.to)
    assert [] == list(desk.journal.open_tickets())


def test_what_is_written_to_a_call_for_a_person_is_shown_to_the_team() -> None:
    desk = rehearsing()
    assert any("the oven smokes" in each for each in desk.command(BEN, "person the oven smokes"))


RIGHTS = ("status", "help", "mydata", "forgetme yes", "language de", "transcript", "unlink")


@pytest.mark.parametrize("who", [ANA, SAM])
@pytest.mark.parametrize("line", [*RIGHTS, "delete all my data"])
def test_what_is_somebodys_by_right_is_done_as_where_it_is_live(line: str, who: Person) -> None:
    heard = []
    for desk in (Desk(), rehearsing()):
        desk.say(who, line)
        if line in RIGHTS:
            desk.command(who, line)
        heard.append([m.kind for out, m in desk.sent if out.to == who.id])

    assert heard[0]
    assert heard[0] == heard[1]


@pytest.mark.parametrize(
    "words",
    [
        ("it is the striped one",),
        ("any news?",),
        ("solved",),
        ("I need a person",),
        ("never mind",),
        ("thanks, that is solved", "no, it is not solved"),
    ],
)
def test_an_open_ticket_goes_on_as_where_it_is_live(words: tuple[str, ...]) -> None:
    heard = []
    for switched in (False, True):
        desk = Desk()
        desk.say(ANA, "who feeds the zebra?")
        if switched:
            desk.command(LEA, "live direct off")
        for each in words:
            desk.say(ANA, each)
        heard.append((desk.ticket(), to_customers(desk)))

    assert (heard[0][0].state, heard[0][1]) == (heard[1][0].state, heard[1][1])


@pytest.mark.parametrize("line", ["sorted 1", "nevermind 1", "notsorted 1", "solved 1", "person 1"])
def test_buttons_that_stand_go_on(line: str) -> None:
    heard = []
    for switched in (False, True):
        desk = Desk()
        desk.say(ANA, "where is my invoice")
        desk.say(ANA, "who feeds the zebra?")
        if switched:
            desk.command(LEA, "live direct off")
        desk.command(ANA, line)
        heard.append(to_customers(desk))

    assert heard[0] == heard[1]


def test_what_is_taken_back_or_changed_stands_in_the_teams_room_no_more() -> None:
    desk = rehearsing()
    desk.say(ANA, "who feeds the zebra?")
    [first] = [out.key for out, _ in desk.sent]
    desk.edit(ANA, "where is my invoice")
    assert (first, "where is my invoice") == (desk.edits[-1][0], quoted(desk, -1))

    desk.take_back(ANA)
    assert (first, "[taken back]") == (desk.edits[-1][0], quoted(desk, -1))


def quoted(desk: Desk, at: int) -> str:
    """What the message put in another's place quotes."""
    [quote] = [each for each in desk.edits[at][1].parts if isinstance(each, Quote)]
    return quote.text


def test_a_post_left_to_people_counts_where_it_would_have_been_offered_help() -> None:
    desk = rehearsing()
    desk.say(ANA, "Can anybody help me? Who feeds the zebra?", place=LOBBY, address=Address.WATCHED)

    assert OutcomeKind.DONT_KNOW is desk.journal.rehearsed(1).outcome
    told = desk.say(ANA, "I need a person", place=LOBBY, address=Address.OVERHEARD)
    assert any("I would have passed it to you" in each for each in told)


def test_a_live_desk_answers_the_same() -> None:
    desk = Desk()
    desk.say(ANA, "where is my invoice")

    assert ["answer"] == to_customers(desk)


@pytest.mark.parametrize(
    ("text", "shown", "outcome"),
    [
        ("where is my invoice", "I would have answered with invoice:", OutcomeKind.ANSWER),
        ("who feeds the zebra?", "I would have said that I don't know", OutcomeKind.DONT_KNOW),
    ],
)
def test_the_team_sees_what_would_have_been_said(
    text: str, shown: str, outcome: OutcomeKind
) -> None:
    desk = rehearsing()
    [told] = desk.say(ANA, text)

    assert told.startswith("team: ana asked:")
    assert text in told
    assert shown in told
    assert "[Right] [Wrong] [Better]" in told
    assert outcome is desk.journal.rehearsed(1).outcome


def test_a_room_of_its_own_mode_is_heard() -> None:
    desk = rehearsing(rooms={"direct": Mode.LIVE})
    desk.say(ANA, "where is my invoice")
    desk.say(BEN, "where is my invoice", place=LOBBY)

    assert ["answer"] == to_customers(desk)
    assert "console:lobby" == desk.journal.rehearsed(1).room


def test_only_a_lead_lets_customers_hear_it() -> None:
    desk = rehearsing()
    desk.command(SAM, "live direct")
    desk.say(ANA, "where is my invoice")
    assert [] == to_customers(desk)

    desk.command(LEA, "live direct")
    desk.say(ANA, "where is my invoice")
    assert ["answer"] == to_customers(desk)

    desk.command(LEA, "live direct off")
    desk.say(ANA, "where is my invoice")
    assert ["answer"] == to_customers(desk)


def test_what_was_begun_live_goes_on() -> None:
    desk = Desk()
    desk.say(ANA, "who feeds the zebra?")
    desk.command(LEA, "live direct off")
    before = len(to_customers(desk))
    desk.command(SAM, "reply 1 Kim does.")

    assert ["staff_reply"] == to_customers(desk)[before:]


@pytest.mark.parametrize("named", ["<#lobby>", "<#lobby|help>", "#help", "Help", "console:lobby"])
def test_a_room_is_named_by_its_key_a_mention_or_its_name(named: str) -> None:
    desk = rehearsing()
    desk.say(BEN, "where is my invoice", place=LOBBY, room="help")
    told = desk.command(LEA, f"live {named}")
    assert any("in #help (console:lobby)." in each for each in told)

    desk.say(BEN, "where is my invoice", place=LOBBY)
    assert ["answer"] == to_customers(desk)


def judged(desk: Desk, right: int, wrong: int = 0) -> None:
    for number in range(right + wrong):
        kept = Rehearsed(
            at=desk.now, room="direct", message=f"m{number}", outcome=OutcomeKind.ANSWER
        )
        verdict = Verdict.RIGHT if number < right else Verdict.WRONG
        desk.journal.add_rehearsed(replace(kept, verdict=verdict))


def test_that_it_is_good_enough_is_said_once_with_the_button() -> None:
    desk = rehearsing()
    judged(desk, 72)
    desk.say(ANA, "where is my invoice")
    told = desk.command(SAM, "judge 73 right")
    assert any("good enough for your wish of 95 %" in each for each in told)
    assert any("[Go live there]" in each for each in told)

    desk.say(BEN, "where is my invoice")
    told = desk.command(SAM, "judge 74 right")
    assert not any("[Go live there]" in each for each in told)

    desk.command(LEA, "live direct")
    desk.say(ANA, "where is my invoice")
    assert ["answer"] == to_customers(desk)


def test_better_words_become_a_draft_and_the_answer_was_wrong() -> None:
    desk = rehearsing()
    desk.say(ANA, "who feeds the zebra?")
    desk.command(SAM, "better 1 Kim does, at noon.")
    [draft] = [each for each in desk.journal.entries() if each.answer == "Kim does, at noon."]

    assert "who feeds the zebra?" == draft.question
    assert Verdict.WRONG is desk.journal.rehearsed(1).verdict


def test_the_report_counts_it_apart() -> None:
    desk = rehearsing()
    desk.say(ANA, "where is my invoice")
    desk.command(SAM, "judge 1 right")
    told = "\n".join(desk.command(LEA, "report 7"))

    assert "Questions asked: 0" in told
    assert "In rehearsal, unheard: 1 question. Would have answered 1" in told
