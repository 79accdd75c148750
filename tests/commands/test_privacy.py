"""People see what is kept of them and can have it erased; what was promised is given up aloud."""

import json
import re
from datetime import timedelta

from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Ending
from bot.store import audit
from tests.desk.harness import ANA, BEN, LEA, MONDAY, SAM, STAFF_ROOM, Desk, a_policy, room

ZOE = Person(id="console:u77", name="Zoe Quillfeather", language="en", timezone="Europe/Paris")
HERS = Place(platform="console", room="d77", private=True)
WORDS = "do you ship a purple harmonium to brazil?"


def asks(desk: Desk, who: Person, words: str = WORDS, place: Place | None = None) -> None:
    """A ticket, whatever the matcher thinks of the words."""
    here = place or room(who)
    desk.say(who, words, place=here)
    if desk.journal.conversation(here, who.id).ticket is None:
        desk.command(who, "person", place=here)


def everything(desk: Desk) -> str:
    """All that stands in any column of any table."""
    tables = [
        row[0]
        for row in desk.journal.rows("SELECT name FROM pragma_table_list WHERE type <> 'virtual'")
    ]
    cells = [
        str(cell)
        for table in tables
        if table not in {"sqlite_schema", "sqlite_temp_schema"}
        for row in desk.journal.rows(f'SELECT * FROM "{table}"')  # noqa: S608
        for cell in row
    ]
    return "\n".join(cells)


def test_a_customer_sees_their_words_and_no_note_of_staff() -> None:
    desk = Desk()
    asks(desk, ANA)
    desk.command(SAM, "note 1 between us: she is in a hurry")
    (seen,) = desk.command(ANA, "mydata")

    assert "purple harmonium" in seen
    assert "between us" not in seen
    assert "between us" not in "".join(desk.command(ANA, "mydata export"))
    assert seen.startswith("ana: This is what I keep about you, as ana on this terminal.")


def _joined(parts: list[str]) -> str:
    """What was quoted in each part, one after the other."""
    inner = [
        part.partition("on this terminal:\n")[2].partition("\nThat is part")[0] for part in parts
    ]
    return "".join(re.sub(r"^\| ?", "", each, flags=re.MULTILINE) for each in inner)


def test_a_long_life_comes_in_parts_and_wholly() -> None:
    desk = Desk()
    for number in range(30):
        desk.say(ANA, f"{WORDS} {number}")
    parts = [desk.command(ANA, "mydata export")[0]]
    while found := re.search(r"For the next, write (mydata export \d+)", parts[-1]):
        parts += desk.command(ANA, found[1])

    assert len(parts) > 3
    assert max(map(len, parts)) < 1900
    words = [each["words"] for each in json.loads(_joined(parts))["questions"]]
    assert [f"{WORDS} {number}" for number in range(30)] == words
    assert "messages sent" in desk.command(ANA, "mydata export 99")[0]


def test_a_lead_sees_the_notes_too_and_an_agent_nothing() -> None:
    desk = Desk()
    asks(desk, ANA, "harmonium?")
    desk.command(SAM, "note 1 between us")

    assert "between us" in desk.command(LEA, "persondata ana")[0]
    assert desk.command(SAM, "persondata ana") == ['team: Only a lead can use "persondata".']
    assert desk.command(SAM, "erase ana yes") == ['team: Only a lead can use "erase".']


def test_the_first_word_erases_nothing() -> None:
    desk = Desk()
    asks(desk, ANA)
    (asked,) = desk.say(ANA, "forgetme")

    assert "closed without an answer: 1." in asked
    assert asked.endswith("[Yes, erase it]")
    assert desk.ticket().text == WORDS


def test_erasing_oneself_closes_what_is_open_and_leaves_no_word() -> None:
    desk = Desk()
    desk.say(ZOE, "how do i reset my password", place=HERS)
    asks(desk, ZOE, WORDS, HERS)
    desk.say(ZOE, "it is for my uncle Wendelin", place=HERS)
    for line in ("claim 1", "note 1 Zoe Quillfeather called", "queue", "ticket 1", "unanswered"):
        desk.command(SAM, line)
    desk.command(SAM, "reply 1 Hello Zoe Quillfeather, we do.")
    desk.command(SAM, "draft 1")
    desk.command(ZOE, "mydata", place=HERS)
    desk.say(ZOE, "forgetme", place=HERS)
    said = desk.say(ZOE, "yes", place=HERS)

    assert said[0] == "team: The customer's words have been erased, and ticket 1 is closed."
    assert any(line.startswith("d77: Done. I've erased what I kept") for line in said)
    ticket = desk.ticket()
    assert (ticket.ending, ticket.alarm_at) == (Ending.WITHDRAWN, None)
    assert {each.state for each in desk.journal.promises(1)} <= {
        PromiseState.RELEASED,
        PromiseState.KEPT,
    }
    left = everything(desk).casefold()
    for word in ("harmonium", "wendelin", "quillfeather", "europe/paris"):
        assert word not in left
    assert audit(desk.journal, desk.now) == []


def test_the_card_in_the_staff_room_is_put_right() -> None:
    desk = Desk()
    asks(desk, ANA)
    desk.command(LEA, "erase ana yes")
    card = [message for out, message in desk.sent if message.kind == "card"][-1]

    assert "harmonium" not in repr(card)
    assert "[erased]" in repr(card)
    assert card.buttons == ()
    assert desk.command(SAM, "reply 1 Hello?") == [
        "team: The customer of ticket 1 has been erased. Nobody can be reached through it."
    ]


def test_the_history_says_that_it_was_erased_and_not_taken_back() -> None:
    desk = Desk()
    asks(desk, ANA)
    desk.command(LEA, "erase ana yes")
    shown = "\n".join(desk.command(SAM, "ticket 1"))

    assert "Lea: erased what was kept of the customer" in shown
    assert "took the question back" not in shown


def test_a_customer_erased_by_a_lead_is_told_of_each_ticket_that_was_closed() -> None:
    desk = Desk()
    asks(desk, ANA)
    (asked,) = desk.command(LEA, "erase ana")
    told = desk.command(LEA, "erase ana yes")

    assert (
        "ana on this terminal (ana). Open tickets that would be closed without an answer: 1."
        in asked
    )
    assert "ana: Ticket 1 is closed, and what I kept of it has been erased." in told
    assert any(line.startswith("team: Erased, receipt 1: 1 questions, 1 tickets") for line in told)


def test_who_looks_after_tickets_is_not_erased_from_under_them() -> None:
    desk = Desk()
    asks(desk, ANA)
    desk.command(SAM, "claim 1")
    (said,) = desk.command(LEA, "erase Sam yes")

    assert said == "team: Sam has tickets to look after: 1. Transfer or release them first."


def test_linked_accounts_are_erased_together_and_nobody_else() -> None:
    desk = Desk()
    asks(desk, ANA)
    asks(desk, BEN, "can i pay with a glockenspiel?")
    other = Person(id="discord:9", name="ana.q")
    desk.journal.save_person(other)
    desk.journal.link(other.id, ANA.id)
    desk.command(LEA, "erase ana.q")
    desk.command(LEA, "erase ana.q yes")

    left = everything(desk)
    assert "harmonium" not in left
    assert "glockenspiel" in left
    assert desk.journal.person(other.id) is None
    assert desk.ticket(2).is_open


def test_after_it_they_are_strangers_and_can_ask_anew() -> None:
    desk = Desk()
    asks(desk, ANA)
    desk.command(ANA, "forgetme yes")

    assert desk.command(ANA, "reopen 1") == ["ana: There is no ticket 1 here."]
    assert desk.command(ANA, "status") == ["ana: You have no open questions with the team."]
    asks(desk, ANA)
    assert desk.ticket(2).text == WORDS


def test_published_words_stay_and_a_lead_is_told_where() -> None:
    desk = Desk()
    asks(desk, ANA)
    desk.command(SAM, "reply 1 We do.")
    desk.command(SAM, "draft 1")
    entry = next(each.id for each in desk.journal.entries() if each.source == "ticket 1")
    desk.command(SAM, f"approve {entry}")
    told = "\n".join(desk.command(LEA, "erase ana yes"))

    assert f"Look whether they name anybody: {entry}." in told
    assert "harmonium" in next(e.question for e in desk.journal.entries() if e.id == entry)


def watched(desk: Desk, number: int) -> list[str]:
    post = Said(
        id=f"console:w{number}",
        at=desk.now,
        by=BEN,
        place=Place(platform="console", room="plaza", thread=f"w{number}"),
        text="how do i reset my password",
        address=Address.WATCHED,
    )
    return desk._took(post)


def test_a_room_hears_the_desk_unasked_only_so_often_an_hour() -> None:
    desk = Desk(policy=a_policy(auto_answer_cap=2))
    answered = [len(watched(desk, number)) for number in range(4)]
    desk.wait(timedelta(hours=1, seconds=1))
    later = len(watched(desk, 9))

    assert (answered, later) == ([1, 1, 0, 0], 1)
    assert desk.journal.unasked_answers(STAFF_ROOM, MONDAY) == 0


def test_only_times_that_were_told_are_listed_as_promised() -> None:
    desk = Desk()
    asks(desk, ANA)
    desk.wait(timedelta(days=25))
    rows = desk.journal.promises(1)
    told = [each.due_at for each in rows if each.told_at is not None]

    listed = desk.journal.person_data(ANA.id, internal=False)["tickets"]

    assert len(told) < len(rows)
    assert len(told) == len(listed[0]["promised"])  # type: ignore[index]


def test_who_asked_nothing_is_told_that_there_is_nothing() -> None:
    [said] = Desk().command(ANA, "mydata")

    assert "I have no question and no ticket of yours" in said
    assert "This is what I keep" not in said


def test_a_card_says_that_it_was_erased_and_not_that_the_customer_took_it_back() -> None:
    desk = Desk()
    asks(desk, ANA)

    desk.command(LEA, "erase ana yes")

    assert desk.texts_of("card")[-1].startswith("team: Ticket 1: erased\n")


def test_a_second_card_does_not_repeat_what_the_first_one_holds() -> None:
    desk = Desk()
    asks(desk, ANA)

    asks(
        desk,
        ANA,
        "who paints lutes in chartreuse?",
        Place(platform="slack", room="D1", private=True),
    )

    assert 1 == desk.texts_of("card")[-1].count("purple harmonium")
