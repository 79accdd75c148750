"""Nothing that only the program says is read by anybody: no ids, no names of kinds and states."""

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.person import Person
from tests.desk.harness import LEA, SAM, Desk
from tests.transcripts.test_plain_words import RAW

ZOE = Person(id="slack:T1:U7ZOE", name="zoe")
UMA = Person(id="discord:4242", name="uma")
SAID = (
    "my lamp hums", "where is my invoice?", "is my invoice or my password lost", "thanks", "urgent",
    "that did not help", "forget it", "any news?", "i want to complain", "status", "talk to a human",
    "mydata", "language fr", "help", "1", "2", "yes", "bad",
)  # fmt: skip
DONE = (
    "claim 1", "reply 1 Is it tight?", "reply 1 Turn it.", "hold 1 2h parts", "promise 1 3h", "note 1 hm",
    "resolve 1 because it is old", "release 1", "priority 1 urgent", "tag 1 lamps", "title 1 lamp",
    "merge 2 1", "draft 1 Turn it.", "queue", "mine", "next", "due", "ticket 1", "ticket 2", "customer 1",
    "customer zoe", "unanswered", "report", "erase zoe", "transfer 1 Lea", "guess 1", "reopen 1",
    "show invoice", "why my invoice hums", "dead", "help", "approve draft-1", "resume 1",
)  # fmt: skip


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from((ZOE, UMA)), st.sampled_from(SAID)),
            st.tuples(st.sampled_from((SAM, LEA)), st.sampled_from(DONE)),
        ),
        max_size=12,
    )
)
def test_nobody_reads_an_id_or_a_name_from_the_program(acts: list[tuple[Person, str]]) -> None:
    desk = Desk()
    desk.say(ZOE, "my lamp hums")
    desk.say(UMA, "do you ship sofas?")

    for who, line in acts:
        shown = desk.command(who, line) if who in {SAM, LEA} else desk.say(who, line)
        assert [] == [each for each in shown if RAW.search(each)]


def test_a_card_says_where_somebody_is_whom_it_is_not_read_beside() -> None:
    desk = Desk()

    desk.say(ZOE, "my lamp hums")

    assert "From: zoe on Slack\n" in desk.texts_of("card")[0]
