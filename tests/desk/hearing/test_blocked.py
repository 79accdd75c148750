"""Who is blocked is told once, and takes nobody's time; danger is heard all the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.nouns.inbound import Address, Commanded, Said
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Rating, Turn
from bot.desk.rules.lifecycle import turn
from bot.store import audit
from tests.desk.harness import ANA, BEN, KIM, LEA, SAM, Desk, room

ROOM = Place(platform="console", room="hall")
THREAD = Place(platform="console", room="hall", thread="t1")
ACTS: dict[str, Callable[[Desk], object]] = {
    "asks": lambda desk: desk.say(ANA, "do you ship to peru?"),
    "asks what the guide answers": lambda desk: desk.say(ANA, "how do i reset my password?"),
    "wants a person": lambda desk: desk.say(ANA, "I need a person"),
    "complains": lambda desk: desk.say(ANA, "I want to complain about Sam, he was rude to me"),
    "insults": lambda desk: desk.say(ANA, "you are all idiots"),
    "presses for it": lambda desk: desk.command(ANA, "urgent 1"),
    "says that it isn't solved": lambda desk: desk.command(ANA, "notsorted 1"),
    "opens it again": lambda desk: desk.command(ANA, "reopen 1"),
    "posts where all read": lambda desk: desk.say(
        ANA, "how do i reset my password?", place=ROOM, address=Address.WATCHED
    ),
    "talks in a thread": lambda desk: desk.say(
        ANA, "hello?", place=THREAD, address=Address.OVERHEARD
    ),
    "types a command": lambda desk: desk.say(ANA, "person"),
    "begins like a command": lambda desk: desk.say(ANA, "mydata is none of your business, thieves"),
    "edits": lambda desk: desk.edit(ANA, "do you ship to chile?", "console:1"),
}


def blocked_desk(line: str = "block ana insults") -> Desk:
    """With a ticket of Ana's, and Ana blocked."""
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, line)
    desk.sent.clear()
    return desk


@settings(max_examples=40, deadline=None)
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), min_size=1, max_size=6))
def test_whatever_they_do_nobody_is_bothered_and_they_are_told_once(acts: list[str]) -> None:
    desk = blocked_desk()
    before, history = desk.ticket(1), len(desk.journal.history(1))
    for each in acts:
        ACTS[each](desk)

    spoke = [each for each in acts if each not in {"edits", "posts where all read"}]
    slashed = [each for each in acts if desk_commands(each)]
    assert desk.to_staff() == []
    assert set(desk.to(ANA)) <= {"blocked"}
    assert len(desk.to(ANA)) <= len(slashed) + 1
    assert bool(desk.to(ANA)) or not [each for each in spoke if each != "talks in a thread"]
    assert (before, history) == (desk.ticket(1), len(desk.journal.history(1)))
    assert 1 == len(desk.journal.tickets_of(ANA.id))
    assert audit(desk.journal, desk.now) == []


def desk_commands(act: str) -> bool:
    """What is done behind a slash: no platform shows it to anybody, and each wants its answer."""
    return act in {"presses for it", "says that it isn't solved", "opens it again"}


@pytest.mark.parametrize(
    "words",
    [
        "help theres a fire in the workshop the battery is burning",
        "I want to kill myself",
        "my son was hurt by your bike, he is bleeding",
    ],
)
def test_danger_is_heard_and_so_is_what_follows(words: str) -> None:
    desk = Desk()
    desk.say(ANA, "how do i reset my password?")
    desk.command(SAM, "block ana insults")
    desk.say(ANA, words)
    desk.say(ANA, "we are on the second floor")

    found = [line.what for line in desk.journal.history(1)]
    assert ["asked", "though_blocked", "customer"] == [
        what for what in found if what in {"asked", "though_blocked", "customer"}
    ]
    (called,) = desk.texts_of("staff_harm")
    assert "ana is blocked. For as long as this ticket is open I pass on" in called
    assert "blocked" not in desk.to(ANA)
    assert audit(desk.journal, desk.now) == []


@pytest.mark.parametrize("more", ["it is worse now, the doctor says stitches", "it won't stop"])
def test_who_was_hurt_before_the_block_is_heard_until_their_ticket_is_closed(more: str) -> None:
    desk = Desk()
    desk.say(ANA, "your lamp exploded and i cut my hand")
    desk.command(SAM, "block ana insults")
    desk.sent.clear()
    desk.say(ANA, more)
    unheard = desk.to(ANA)
    desk.command(ANA, "nevermind 1")
    desk.command(ANA, "takeback 1")
    desk.sent.clear()
    desk.say(ANA, "do you ship to peru?")

    assert more in [line.text for line in desk.journal.history(1) if line.what == "customer"]
    assert "blocked" not in unheard
    assert ["blocked"] == desk.to(ANA)
    assert audit(desk.journal, desk.now) == []


def test_what_takes_nobodys_time_they_still_can_do() -> None:
    desk = blocked_desk()
    (data,) = desk.command(ANA, "mydata")
    desk.command(ANA, "nevermind 1")
    (asked,) = desk.say(ANA, "please delete all my data")
    desk.say(ANA, "forgetme yes")

    assert "do you ship to brazil?" in data
    assert "I would erase" in asked
    assert not desk.ticket(1).is_open
    assert desk.journal.blocks(desk.now) == []
    assert "insults" not in repr(desk.journal.blocks_of("erased:1"))


def test_it_is_over_when_its_time_is_and_holds_on_each_of_their_accounts() -> None:
    desk = blocked_desk("block ana for 2 hours insults")
    desk.journal.link(BEN.id, ANA.id)
    desk.say(BEN, "how do i reset my password?")
    told = desk.to(BEN)
    desk.wait(timedelta(hours=2))
    desk.say(BEN, "how do i reset my password?")

    assert ["blocked_until"] == told
    assert ["blocked_until", "answer"] == desk.to(BEN)


def test_the_one_before_gives_way_and_is_remembered() -> None:
    desk = blocked_desk()
    desk.say(ANA, "hello")
    desk.command(KIM, "block ana until Friday: insults again")
    desk.say(ANA, "hello")
    (page,) = desk.command(SAM, "customer ana")
    (unblocked,) = desk.command(SAM, "unblock ana")
    (none,) = desk.command(SAM, "unblock ana")

    assert ["blocked", "blocked_until"] == desk.to(ANA)
    assert "Blocked since Mon 16 Nov, 10:00 by Kim, until Fri 20 Nov, 09:00: insults again" in page
    assert "Was blocked from Mon 16 Nov, 10:00 to Mon 16 Nov, 10:00 by Sam: insults." in page
    assert "ana is heard again." in unblocked
    assert "ana is not blocked." in none
    assert ["blocked", "blocked", "unblocked"] == [
        line.what for line in desk.journal.history(1) if "blocked" in line.what
    ]


@pytest.mark.parametrize("named", ["Kim", "@kim", KIM.id])
def test_nobody_of_the_team_is_blocked(named: str) -> None:
    desk = Desk()
    desk.command(KIM, "queue")
    (refused,) = desk.command(SAM, f"block {named} for 2 hours a slip")

    assert "Kim is of the team, and always heard." in refused
    assert [] == desk.journal.blocks(desk.now)


def test_the_team_is_heard_whoever_blocked_them_and_nobody_blocks_themselves() -> None:
    desk = Desk()
    desk.command(KIM, "queue")
    desk.command(SAM, "block Kim a slip")
    (queue,) = desk.command(KIM, "queue")
    (own,) = desk.command(KIM, "block Kim a slip")
    refused = desk.say(ANA, "hi")
    (named,) = desk.command(SAM, "block 7 spam")

    assert "The queue is empty." in queue
    assert "That is yourself." in own
    assert refused
    assert 'I know nobody called "7"' in named


def test_a_lead_and_an_agent_may_and_a_customer_may_not() -> None:
    desk = Desk()
    desk.say(BEN, "hi")
    (refused,) = desk.command(ANA, "block ben spam")
    desk.command(LEA, "block ben spam")

    assert "Only the team can" in refused
    assert [BEN.id] == [each.person.id for each in desk.journal.blocks(desk.now)]


def test_a_ticket_opened_in_spite_of_it_is_found_out() -> None:
    desk = blocked_desk()
    desk.now += timedelta(minutes=1)
    desk.journal.db.execute("UPDATE ticket SET opened_at = opened_at + 30000000")
    found = audit(desk.journal, desk.now)

    assert ["blocked-and-heard"] == [each.rule for each in found]


def test_what_the_team_passes_on_is_heard() -> None:
    desk = blocked_desk()
    passed_on = Commanded(
        id="console:menu",
        at=desk.now,
        by=ANA,
        place=THREAD,
        line="person",
        quoted="do you ship to peru?",
        passed_on=SAM,
    )
    desk.journal.take_in(passed_on, desk.now)
    desk.settle()

    assert ["person_coming"] == desk.to(ANA)
    assert audit(desk.journal, desk.now) == []


def test_nothing_is_cut_from_a_reason_that_begins_like_a_time() -> None:
    desk = blocked_desk("block ana for spamming the room")
    (block,) = desk.journal.blocks(desk.now)

    assert ("for spamming the room", None) == (block.reason, block.until)


def test_behind_a_slash_and_below_a_button_they_are_told_each_time() -> None:
    desk = blocked_desk()
    told = [desk.command(ANA, "urgent 1"), desk.command(ANA, "person")]
    pressed = replace(
        Commanded(id="console:p", at=desk.now, by=ANA, place=room(ANA), line="urgent 1"),
        pressed="m1",
    )
    desk.journal.take_in(pressed, desk.now)
    desk.settle()

    assert [1, 1] == [len(each) for each in told]
    assert ["blocked", "blocked", "blocked"] == desk.to(ANA)


ANSWERS = {
    "words": lambda desk: desk.say(ANA, "come on Tuesday at ten"),
    "a yes": lambda desk: desk.say(ANA, "yes"),
    "what the guide answers": lambda desk: desk.say(ANA, "how do i reset my password?"),
    "something else": lambda desk: desk.say(ANA, "do you ship to peru?"),
    "a wish for a person": lambda desk: desk.say(ANA, "I need a person"),
    "a press": lambda desk: desk.command(ANA, "details 1", text="on Tuesday"),
    "not solved": lambda desk: desk.command(ANA, "notsorted 1"),
}


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("answer", sorted(ANSWERS))
def test_whom_the_team_wrote_to_is_heard_on_that_ticket_and_opens_nothing(
    answer: str, *, told: bool
) -> None:
    desk = blocked_desk()
    if told:
        desk.say(ANA, "hello?")
    desk.command(SAM, "reply 1 Yes. When shall we come?")
    desk.sent.clear()
    ANSWERS[answer](desk)
    after = desk.ticket(1)
    desk.say(ANA, "and bring a pump")

    assert Turn.OURS is turn(after)
    assert desk.to_staff()
    assert "blocked" not in desk.to(ANA)
    assert "and bring a pump" in [line.text for line in desk.journal.history(1)]
    assert 1 == len(desk.journal.tickets_of(ANA.id))
    assert audit(desk.journal, desk.now) == []


def test_what_they_change_in_an_answer_is_heard_and_in_nothing_else() -> None:
    desk = blocked_desk()
    desk.edit(ANA, "do you ship to chile?", "console:1")
    assert [] == desk.to_staff()
    desk.command(SAM, "reply 1 Yes. When shall we come?")
    desk.say(ANA, "on Tuesday")
    answer = desk.last
    desk.sent.clear()
    desk.edit(ANA, "on Wednesday", answer)

    assert "on Wednesday" in "\n".join(desk.texts_of("staff_edit"))
    assert "on Wednesday" in [line.text for line in desk.journal.history(1)]
    assert "blocked" not in desk.to(ANA)
    assert audit(desk.journal, desk.now) == []


@pytest.mark.parametrize(
    ("words", "line", "told"),
    [
        ("my son was hurt by your bike, he is bleeding", "", "Ticket 1 is urgent: somebody may be"),
        ("do you ship to brazil?", "urgent 1", "Ticket 1 is marked urgent."),
        ("do you ship to brazil?", "", ""),
    ],
)
def test_who_blocks_hears_that_an_open_ticket_is_urgent(words: str, line: str, told: str) -> None:
    desk = Desk()
    desk.say(ANA, words)
    if line:
        desk.command(ANA, line)
    said = "\n".join(desk.command(SAM, "block ana insults"))

    assert told in said
    assert bool(told) == ("urgent" in said)
    assert "Who has their data erased (forgetme) is heard again" in said


def test_who_was_told_that_silence_closed_it_may_open_it_again_and_rate_it() -> None:
    desk = blocked_desk()
    desk.command(SAM, "reply 1 Yes. When shall we come?")
    desk.wait(timedelta(days=30))
    assert not desk.ticket(1).is_open

    desk.command(ANA, "reopen 1")
    assert desk.ticket(1).is_open
    desk.command(ANA, "sorted 1")
    desk.command(ANA, "rate 1 good")

    assert Rating.GOOD is desk.ticket(1).rating
    assert "blocked" not in desk.to(ANA)


def test_what_the_team_wrote_before_the_block_has_one_answer_and_where_all_read_none() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.command(SAM, "reply 1 Yes. When shall we come?")
    desk.command(SAM, "block ana insults")
    (refused,) = desk.say(ANA, "do you ship to peru?", place=ROOM)
    desk.say(ANA, "on Tuesday")
    desk.sent.clear()
    desk.say(ANA, "you idiots")

    assert "What you write on ticket 1, where the team has written to you, I do pass on." in refused
    assert "on Tuesday" in [line.text for line in desk.journal.history(1)]
    assert [] == desk.to_staff()


def test_a_message_that_could_not_be_worked_on_opens_nothing_either() -> None:
    desk = blocked_desk()
    words = Said(id="console:bad", at=desk.now, by=ANA, place=room(ANA), text="boom")
    handed = desk.desk.put_aside(desk.journal, words, Role.CUSTOMER, desk.now, 7)

    assert not handed
    assert 1 == len(desk.journal.tickets_of(ANA.id))
