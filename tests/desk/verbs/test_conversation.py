"""A ticket read back whole and in order, and what a new one shows of those that were solved before."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.message import Message
from bot.desk.nouns.pending import Spoken
from bot.desk.nouns.ticket import Happened
from bot.desk.verbs import conversation
from bot.platforms import plain
from tests.desk.harness import ANA, BEN, KIM, LEA, MONDAY, SAM, Desk


def solved(desk: Desk) -> None:
    """Ana's ticket, answered by Sam; she said that it was solved."""
    desk.say(ANA, "Ana Quillfeather here: can you repair a bamboo bicycle?")
    desk.command(SAM, "reply 1 Dear Ana, bamboo frames we do repair.")
    desk.command(ANA, "sorted 1")


def card_shown(desk: Desk, number: int) -> str:
    return desk.command(KIM, "next")[0] if number == 2 else ""


def test_a_new_ticket_shows_what_was_answered_to_one_like_it() -> None:
    desk = Desk()
    solved(desk)
    desk.say(BEN, "do you repair bamboo bicycles")

    assert "Solved like it: Dear Ana, bamboo frames we do repair. (ticket 1)" in card_shown(desk, 2)


def test_the_other_customers_own_words_are_not_on_it() -> None:
    desk = Desk()
    solved(desk)

    shown = desk.say(BEN, "do you repair bamboo bicycles")

    assert "Quillfeather" not in " ".join(shown)


def test_what_is_not_like_it_is_not_on_it() -> None:
    desk = Desk()
    solved(desk)
    desk.say(BEN, "do you ship to brazil?")

    assert "Solved like it" not in card_shown(desk, 2)


def test_whose_ticket_is_erased_is_erased_from_cards_like_it() -> None:
    desk = Desk()
    solved(desk)
    desk.say(BEN, "do you repair bamboo bicycles")

    desk.command(LEA, "erase ana")
    desk.command(LEA, "erase console:ana yes")

    assert "bamboo frames we do repair" not in card_shown(desk, 2)
    kept = desk.journal.rows("SELECT count(*) FROM outbox WHERE message LIKE '%frames we do%'")
    assert 0 == kept[0][0]


def test_the_team_reads_the_desks_own_words_where_they_were_said() -> None:
    desk = Desk()
    desk.say(ANA, "can you repair a bamboo bicycle?")
    desk.command(SAM, "claim 1")
    desk.command(SAM, "note 1 asking the workshop")
    desk.command(SAM, "reply 1 We can.")
    desk.say(ANA, "and what does it cost?")

    shown = "\n".join(desk.command(KIM, "ticket 1"))

    order = (
        "can you repair a bamboo bicycle?",
        "I won't guess",
        "Sam: took it",
        "Sam from the team is on this now",
        "asking the workshop",
        "We can.",
        "and what does it cost?",
        "Added to ticket 1",
    )
    assert sorted(map(shown.index, order)) == [shown.index(each) for each in order]


def test_what_did_not_arrive_is_not_shown_as_read() -> None:
    desk = Desk(refuse={ANA.id})
    desk.say(ANA, "can you repair a bamboo bicycle?")

    shown = "\n".join(desk.command(KIM, "ticket 1"))

    assert "Front Desk: (not delivered so far)" in shown


LINES = st.lists(st.tuples(st.booleans(), st.integers(0, 3)), max_size=30)


@given(LINES)
def test_the_order_is_that_of_writing_whatever_the_clock_says(made: list[tuple[bool, int]]) -> None:
    """A clock that stands still, or is set back, changes nothing."""
    history: list[Happened] = []
    spoken: list[Spoken] = []
    wrote: list[tuple[str, int]] = []
    number = 0
    for spoke, minutes in made:
        at = MONDAY + timedelta(minutes=minutes)
        if spoke:
            number += 1
            message = Message(kind="x", parts=())
            spoken.append(Spoken(number=number, at=at, message=message, arrived=True))
            wrote.append(("said", number))
        else:
            line = len(history)
            history.append(
                Happened(ticket=1, at=at, by="x", name="x", what=str(line), behind=number)
            )
            wrote.append(("line", line))

    read = conversation.in_order(history, spoken)

    assert wrote == [
        ("said", each.number) if isinstance(each, Spoken) else ("line", int(each.what))
        for each in read
    ]


SAID = st.lists(
    st.sampled_from(
        (
            "thanks", "hello", "are you a bot?", "ok", "yes", "no", "bye", "you are useless", "any news?",
            "urgent", "42", "???", "danke", "forget it", "it hums more now", "hm", "that did not help",
            "can it wait?", "please hurry", "gracias", "/canwait 1", "!claim 1", "!reply 1 Is it tight?",
            "!reply 1 Turn it.", "!promise 1 2h", "👍",
        )
    ),
    max_size=6,
)  # fmt: skip
ASKS_NOTHING = {
    "thanks",
    "hello",
    "are you a bot?",
    "bye",
    "danke",
    "gracias",
    "it hums more now",
}


@given(SAID)
def test_all_that_the_customer_was_told_about_it_stands_in_it_in_order(lines: list[str]) -> None:
    desk = Desk()
    desk.say(ANA, "my lamp hums")
    heard = ["my lamp hums"]
    for line in lines:
        if line[0] in "!/":
            desk.command(SAM if line[0] == "!" else ANA, line[1:])
        elif desk.ticket().is_open:
            desk.say(ANA, line)
            heard += [line] if line in ASKS_NOTHING else []

    told = [m for out, m in desk.sent if out.to == ANA.id and m.kind not in {"staff_reply", "done"}]
    shown = "\n".join(desk.command(KIM, "ticket 1"))

    assert _in_order(shown, [first_line(each) for each in told]), shown
    assert _in_order(shown, heard), shown


def first_line(message: Message) -> str:
    return plain.text(replace(message, buttons=()), plain.clock).split("\n")[0]


def _in_order(shown: str, words: list[str]) -> bool:
    at = 0
    for each in words:
        at = shown.find(each, at)
        if at < 0:
            return False
        at += len(each)
    return True
