"""Where customers hear of hand-overs alone, they read no entry, whatever they write, and the team has it."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.inbound import Address
from bot.desk.nouns.message import Readership
from bot.desk.nouns.policy import Handover
from bot.desk.nouns.rehearsed import Mode
from tests.desk.harness import ANA, BEN, ENTRIES, LEA, Desk, a_policy
from tests.desk.hearing.test_rehearsing import LOBBY, SAID

WRITTEN = (*SAID, "and where is my invoice? i need it", "how do i reset my password", "2", "none of these")  # fmt: skip


def handing_over(handover: Handover = Handover.NOW) -> Desk:
    return Desk(policy=a_policy(mode=Mode.HANDOVER, handover=handover))


def told(desk: Desk) -> list[str]:
    return [m.kind for out, m in desk.sent if out.readership is Readership.CUSTOMER]


def shown(desk: Desk) -> list[str]:
    return [m.kind for _, m in desk.sent if m.kind in {"staff_would_have", "staff_rehearsed"}]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(WRITTEN), st.sampled_from((ANA, BEN)), st.booleans()), max_size=6
    ),
    st.sampled_from(tuple(Handover)),
)
def test_nobody_reads_an_entry_or_that_there_is_none(
    words: list[tuple[str, object, bool]], handover: Handover
) -> None:
    desk = handing_over(handover)
    for text, who, watched in words:
        if watched:
            desk.say(who, text, place=LOBBY, address=Address.WATCHED)  # type: ignore[arg-type]
        else:
            desk.say(who, text)  # type: ignore[arg-type]
            desk.edit(who, "where is the invoice?")  # type: ignore[arg-type]
        desk.wait(timedelta(minutes=20))

    kinds = {"answer", "choices", "choice", "handed_over", "offer", "offer_watched", "which_one"}
    assert set() == kinds & set(told(desk))
    read = " ".join(str(m) for out, m in desk.sent if out.readership is Readership.CUSTOMER)
    assert [] == [each.id for each in ENTRIES if each.answer in read]


def test_what_is_asked_goes_to_the_team_with_what_would_have_been_said() -> None:
    desk = handing_over(Handover.OFFER)
    desk.say(ANA, "how do i reset my password")
    desk.say(BEN, "who feeds the zebra?")

    assert ["person_coming", "person_coming"] == told(desk)
    assert ["staff_would_have", "staff_would_have"] == shown(desk)
    assert [1, 2] == [each.number for each in desk.journal.open_tickets()]
    assert [("direct", 1, 1)] == [
        (each.room, each.answers, each.unknown)
        for each in desk.journal.tallies(desk.now - timedelta(1), desk.now + timedelta(1))
    ]


def test_what_turns_out_a_new_question_is_passed_on_too() -> None:
    desk = handing_over()
    desk.say(ANA, "who feeds the zebra?")
    desk.say(ANA, "and where is my invoice? i need it")
    desk.say(ANA, "New question")

    assert ["person_coming", "which_matter", "person_coming"] == told(desk)


def test_a_post_in_an_answer_room_is_left_to_people_and_shown_to_the_team() -> None:
    desk = handing_over()
    desk.say(ANA, "where is my invoice?", place=LOBBY, address=Address.WATCHED)

    assert [] == told(desk)
    assert ["staff_rehearsed"] == shown(desk)


def test_a_lead_switches_a_room_between_all_three() -> None:
    desk = Desk(policy=a_policy())
    for word, kind in (("handover", "person_coming"), ("off", ""), ("on", "answer")):
        desk.command(LEA, f"live direct {word}")
        desk.sent.clear()
        desk.say(BEN, "how do i reset my password")
        assert [kind] * bool(kind) == told(desk)[:1]
        desk.say(BEN, "never mind")
