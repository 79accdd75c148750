"""The whole desk on Discord, from the question to the rating: real store, real discord.py.

The double checks every request; at the end of each test nothing may have broken Discord's limits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.nouns.rehearsed import Mode
from bot.desk.nouns.ticket import TicketState
from bot.desk.step import muting
from tests.desk.harness import ENTRIES

from .double import CannotDo, Permission
from .harness import Desk, Town


async def test_a_mention_is_answered_in_a_thread_of_its_own(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "How do I reset my password?")

    thread = desk.in_thread(asked)
    seen = desk.double.look(desk.last(thread))
    assert "Open **Settings \\> Security** and choose *Reset password*." in seen.text
    assert "-# From the help guide: How do I reset my password?" in seen.text
    assert ("That solved it", "Something else", "Talk to a person") == seen.buttons
    assert "How do I reset my password?" == thread.name
    assert [] == desk.double.by_bot(place.help)


async def test_a_direct_message_is_answered_there(desk: Desk, place: Town) -> None:
    dm = desk.double.dm(place.ana)
    await desk.say(place.ana, dm, "I forgot my password")

    assert desk.texts(dm)[0].startswith("Open **Settings")


async def test_a_forum_post_is_answered_and_tagged(desk: Desk, place: Town) -> None:
    post = await desk.post(place.ana, "Password", "How do I reset my password?")
    assert ["Open"] == desk.double.tags(post)

    other = await desk.post(place.ben, "Spaceships", "Where are the spaceships kept?")
    assert ["With the team"] == desk.double.tags(other)


async def test_a_post_that_is_opened_again_is_tagged_so_where_the_team_speaks_itself(
    desk: Desk, place: Town
) -> None:
    post = await desk.post(place.ben, "Spaceships", "Where are the spaceships kept?")
    await desk.say(place.sam, post, "In the hangar behind the house.")
    await desk.ask(place.ben, post, "thanks, that solved it")
    assert ["Solved"] == desk.double.tags(post)

    await desk.ask(place.ben, post, "actually it is not there any more")
    assert (await desk.ticket()).is_open
    assert ["With the team"] == desk.double.tags(post)


async def test_a_typed_question_gets_a_private_thread(desk: Desk, place: Town) -> None:
    it = await desk.slash(place.ana, place.help, "ask", question="How do I reset my password?")

    threads = desk.double.threads(place.help)
    assert ["How do I reset my password?"] == [each.name for each in threads]
    assert place.ana.id in threads[0].thread.members  # type: ignore[union-attr]
    assert desk.texts(threads[0])[0].startswith("Open **Settings")
    assert it.ephemeral
    assert [f"<#{threads[0].id}>"] == [each.text for each in desk.whispers(place.ana)]


@pytest.mark.parametrize("line", ["ask", "person"])
async def test_where_it_rehearses_a_command_is_answered_at_once_and_gets_no_thread(
    desk: Desk, place: Town, line: str
) -> None:
    room = f"discord:{place.help.id}"
    await desk.store.write(lambda journal: muting.keep_mode(journal, room, Mode.REHEARSAL))
    before = len(desk.double.threads(place.help))
    asks = {"question": "Where are the spaceships kept?"}
    more: dict[str, Any] = asks if line == "ask" else {}
    await desk.slash(place.ana, place.help, line, **more)

    assert "The team has this." in desk.whispers(place.ana)[-1].text
    assert "They heard nothing from me." in desk.texts(place.staff)[-1]
    assert before == len(desk.double.threads(place.help))


@pytest.mark.parametrize("mode", ["on", "handover", "off"])
async def test_a_lead_who_changes_what_a_room_hears_is_answered(
    place: Town, tmp_path: Path, mode: str
) -> None:
    desk = Desk(place, tmp_path / "led.db", discord_leads=(str(place.sam.id),))
    await desk.start()
    await desk.slash(
        place.sam, place.staff, "rehearsal live", room=f"<#{place.help.id}>", mode=mode
    )

    assert "Thank you, noted." == desk.whispers(place.sam)[-1].text
    assert str(place.help.id) in desk.texts(place.staff)[-1]
    await desk.stop()


async def test_whom_the_team_blocked_gets_no_thread_for_it(desk: Desk, place: Town) -> None:
    await desk.ask(place.ana, place.help, "My parcel has not come yet")
    before = len(desk.double.threads(place.help))
    await desk.slash(
        place.sam, place.staff, "people block", person=str(place.ana.id), reason="insults"
    )
    for _ in range(2):
        await desk.slash(place.ana, place.help, "ask", question="Where are the spaceships kept?")
        assert "The team has blocked you here." in desk.whispers(place.ana)[-1].text

    assert before == len(desk.double.threads(place.help))


async def test_the_card_of_a_typed_question_links_to_its_thread(desk: Desk, place: Town) -> None:
    await desk.slash(place.ana, place.help, "ask", question="Where are the spaceships kept?")
    (thread,) = desk.double.threads(place.help)

    assert (await desk.ticket()).link.endswith(f"/{thread.id}")


async def test_buttons_work_after_a_restart(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "How do I reset my password?")
    await desk.restart()

    answer = desk.last(desk.in_thread(asked))
    it = await desk.press(place.ana, answer, "That solved it")

    assert "deferred_update" == it.kind
    assert "Good. Thank you for telling me." == desk.texts(desk.in_thread(asked))[-1]


async def test_a_ticket_goes_from_the_question_to_the_rating(desk: Desk, place: Town) -> None:
    ana, sam = place.ana, place.sam
    asked = await desk.ask(ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    assert "The team has your question: ticket 1." in desk.texts(thread)[-1]
    assert "<t:" in desk.texts(thread)[-1]
    seen = desk.double.look(desk.card())
    assert "> My parcel has not come yet" in seen.text
    assert "I'll take it" in seen.buttons

    await desk.press(sam, desk.card(), "I'll take it")
    assert "Ticket 1 is yours." in desk.whispers(sam)[-1].text
    assert "**With:** sam" in desk.double.look(desk.card()).text
    assert f"<@{ana.id}> sam" in desk.texts(thread)[-1]

    form = await desk.press(sam, desk.card(), "Reply")
    assert "modal" == form.kind
    await desk.restart()
    await desk.fill(sam, form, text="It comes **tomorrow**.")
    assert "It comes **tomorrow**." in desk.texts(thread)[-1]
    assert [ana.id] == desk.last(thread).mentions
    assert "Delivered to ana." == desk.texts(desk.at_card())[-1]

    await desk.slash(sam, desk.at_card(), "desk resolve")
    await desk.press(ana, desk.last(thread), "Yes, solved")
    assert ("Good", "OK", "Not good", "Reply to the team") == desk.double.look(
        desk.last(thread)
    ).buttons
    await desk.press(ana, desk.last(thread), "Good")

    assert "Thank you, I've noted that." in desk.texts(thread)[-1]
    assert "ana rated ticket 1: good." == desk.texts(desk.at_card())[-1]
    assert TicketState.CLOSED is (await desk.ticket()).state


async def test_words_that_discord_keeps_back_get_a_word_and_a_form(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    await desk.say(place.ana, thread, "It is a blue one.")
    assert "I can't see what you wrote" in desk.texts(thread)[-1]

    form = await desk.press(place.ana, desk.last(thread), "Reply to the team")
    await desk.fill(place.ana, form, text="It is a blue one.")

    assert "> It is a blue one." in desk.texts(desk.at_card())[-1]
    assert "Added to ticket 1." in desk.texts(thread)[-1]


async def test_unseen_words_are_no_silence(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    assert "Here I only get messages that mention me" in desk.texts(thread)[-1]
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="It comes tomorrow.")
    await desk.wait(timedelta(days=1.2))
    unseen = await desk.say(place.ana, thread, "No, it did not come.")

    assert TicketState.PENDING is not (await desk.ticket()).state
    staff = desk.texts(desk.at_card())[-1]
    assert "ana wrote something that I can't see" in staff
    assert unseen.id in staff
    assert "I've told the team" in desk.texts(thread)[-1]
    await desk.say(place.ana, thread, "Hello?")
    assert staff == desk.texts(desk.at_card())[-1]
    await desk.wait(timedelta(days=4))
    assert (await desk.ticket()).is_open
    assert not any("hear back" in text for text in desk.texts(thread)[-4:])


async def test_unseen_words_open_what_silence_closed_but_not_what_was_confirmed(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="It comes tomorrow.")
    await desk.wait(timedelta(days=9))
    assert not (await desk.ticket()).is_open
    assert "Here I only get messages that mention me" in desk.texts(thread)[-1]
    await desk.say(place.ana, thread, "It did not come!")
    assert (await desk.ticket()).is_open

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="It is there now.")
    await desk.press(place.ana, desk.last(thread), "Yes, solved")
    await desk.say(place.ana, thread, "thanks")
    assert not (await desk.ticket()).is_open
    assert "ana wrote something that I can't see" in desk.texts(desk.at_card())[-1]
    assert "Ticket 1 stays closed" in desk.texts(thread)[-1]


async def test_what_the_team_is_told_under_a_deleted_card_stands_in_the_room(
    desk: Desk, place: Town
) -> None:
    dm = desk.double.dm(place.ana)
    await desk.say(place.ana, dm, "My parcel has not come yet")
    desk.double.delete(desk.card())
    await desk.say(place.ana, dm, "It is a blue one.")

    assert ["> It is a blue one." in text for text in desk.texts(place.staff)] == [True]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("desk claim", {"ticket": "1"}),
        ("desk queue", {}),
        ("kb retire", {"entry": "invoice"}),
    ],
    ids=["claim", "queue", "retire"],
)
async def test_staff_commands_are_hidden_and_refused_all_the_same(
    desk: Desk, place: Town, name: str, values: dict[str, str]
) -> None:
    await desk.ask(place.ana, place.help, "My parcel has not come yet")
    with pytest.raises(CannotDo, match="not offered to ben"):
        desk.double.slash(place.ben, place.help, name, values)

    await desk.slash(place.ben, place.help, name, allowed=True, **values)

    assert f'Only the team can use "{name.split()[1]}".' == desk.whispers(place.ben)[-1].text
    assert (await desk.ticket()).owner is None


async def test_somebody_elses_buttons_do_nothing(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)

    await desk.press(place.ben, desk.last(thread), "Never mind")

    assert "Ticket 1 is somebody else's" in desk.whispers(place.ben)[-1].text
    assert TicketState.NEW is (await desk.ticket()).state


async def test_closed_direct_messages_are_told_and_gone_around(desk: Desk, place: Town) -> None:
    dm = desk.double.dm(place.ana)
    await desk.say(place.ana, dm, "My parcel has not come yet")
    desk.double.close_dms(place.ana)

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")

    told = desk.texts(desk.at_card())[-1]
    assert "Delivered to ana, by another way" in told
    private = [t for t in desk.double.threads(place.help) if t.name == "Ticket 1"]
    assert "Tomorrow." in desk.texts(private[0])[-1]
    assert place.ana.id in private[0].thread.members  # type: ignore[union-attr]


async def test_where_thread_and_direct_messages_are_closed_a_private_thread_is_left(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ben, place.help, "My parcel has not come yet")
    desk.double.delete_channel(desk.in_thread(asked))
    desk.double.close_dms(place.ben)

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")

    (private,) = [t for t in desk.double.threads(place.help) if place.ben.id in t.thread.members]  # type: ignore[union-attr]
    assert "Tomorrow." in desk.texts(private)[-1]
    assert "Delivered to ben, by another way" in desk.texts(desk.at_card())[-1]
    assert TicketState.PENDING is (await desk.ticket()).state


async def test_who_lets_nothing_through_anywhere_is_not_tried_for_ever(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ben, place.help, "My parcel has not come yet")
    desk.double.delete_channel(desk.in_thread(asked))
    desk.double.close_dms(place.ben)
    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")
    for each in desk.double.threads(place.help):
        desk.double.delete_channel(each)
    before = desk.double.calls("POST", "/messages")

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="At nine.")

    assert "At nine." in desk.texts(desk.at_card())[-1]
    assert desk.double.calls("POST", "/messages") - before < 8


async def test_no_thread_is_named_by_what_somebody_wrote(listening: Desk, place: Town) -> None:
    """A name is read by all, and neither an edit nor a deletion reaches it."""
    words = "Call me on 0171 5551234, my parcel has not come"
    await listening.ask(place.ben, place.help, words)
    await listening.ask(place.ana, place.help, "How do I reset my password?")
    await listening.slash(
        place.ben, place.help, "ask", question="Who mends a zither in Elm Street 5?"
    )

    names = [each.name for each in listening.double.threads(place.help)]
    assert {"How do I reset my password?", "Ticket 1", "Ticket 2"} == set(names)
    assert 3 == len(names)


async def test_who_has_left_cannot_be_reached_and_staff_are_told(desk: Desk, place: Town) -> None:
    dm = desk.double.dm(place.ana)
    await desk.say(place.ana, dm, "My parcel has not come yet")
    desk.double.leave(place.ana)

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")

    told = desk.texts(desk.at_card())[-1]
    assert (
        "Not delivered to ana: ana's direct messages are closed, or ana has left the server" in told
    )
    assert "It doesn't count as said." in told
    assert "> Tomorrow." in told


async def test_a_locked_thread_is_gone_around_by_a_direct_message(desk: Desk, place: Town) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    desk.double.set_permissions(
        desk.double.bot_role, desk.double.bot_role.permissions & ~Permission.MANAGE_THREADS
    )
    desk.double.lock(thread)

    await desk.slash(place.sam, place.staff, "desk reply", ticket="1", text="Tomorrow.")

    assert "Tomorrow." in desk.texts(desk.double.dm(place.ana))[-1]
    assert "by another way" in desk.texts(desk.at_card())[-1]


async def test_what_closed_messages_refuse_has_not_been_said_until_it_arrives(
    desk: Desk, place: Town
) -> None:
    dm = desk.double.dm(place.ana)
    await desk.say(place.ana, dm, "My parcel has not come yet")
    desk.double.leave(place.ana)
    await desk.slash(place.sam, place.staff, "desk resolve", ticket="1", reason="because it came")
    ticket = await desk.store.read(lambda journal: journal.ticket(1))
    assert (TicketState.OPEN, None) == (ticket.state, ticket.first_response_at)

    desk.double.join(place.ana)
    [number] = re.findall(r"resend (\d+)", desk.texts(desk.at_card())[-1])
    await desk.slash(place.sam, place.staff, "messages resend", number=number)

    ticket = await desk.store.read(lambda journal: journal.ticket(1))
    assert TicketState.RESOLVED is ticket.state
    assert "thinks this is solved" in desk.texts(dm)[-1]


@pytest.mark.parametrize(
    ("title", "line"), [("hi", "status"), ("My data", "mydata"), ("Forget", "forgetme")]
)
async def test_the_title_of_a_post_swallows_no_command(
    desk: Desk, place: Town, title: str, line: str
) -> None:
    post = await desk.post(place.ana, title, line)

    assert [] == desk.texts(post)
    assert desk.texts(desk.double.dm(place.ana))


async def test_a_person_wanted_in_a_post_is_wanted_for_its_title(desk: Desk, place: Town) -> None:
    post = await desk.post(place.ana, "Question about invoice", "person")

    assert "The team knows that you want a person" not in desk.texts(post)[-1]
    assert "You'll hear from a person by" in desk.texts(post)[-1]
    assert "Question about invoice" in desk.double.look(desk.card()).text


async def test_a_form_whose_right_is_gone_by_then_gives_the_words_back(
    desk: Desk, place: Town
) -> None:
    asked = await desk.ask(place.ana, place.help, "My parcel has not come yet")
    thread = desk.in_thread(asked)
    form = await desk.press(place.sam, desk.last(thread), "Reply to the team")
    desk.double.take_role(place.sam, place.role)
    await desk.fill(place.sam, form, text="It is here at mine.")

    [told] = [seen.text for seen in desk.whispers(place.sam)]
    assert "Ticket 1 is somebody else's" in told
    assert "It is here at mine." in told
    await desk.press(place.ben, desk.last(thread), "Never mind")
    assert "Ticket 1 is somebody else's" in desk.whispers(place.ben)[-1].text


async def test_what_was_taken_back_or_erased_is_quoted_nowhere(desk: Desk, place: Town) -> None:
    asked = "How do I reset my password? And can you send the nurse to 5 Elm Street on Tuesday?"
    for who in (place.ana, place.ben):
        ts = await desk.ask(who, place.help, asked)
        thread = desk.in_thread(ts)
        assert "Elm Street" in "".join(desk.texts(thread))

        if who is place.ana:
            desk.double.delete(ts)
            await desk.took(f"discord:{ts.id}:deleted")
        else:
            await desk.ask(who, place.help, "forgetme")
            await desk.ask(who, place.help, "forgetme yes")

        assert "Elm Street" not in "".join(desk.texts(thread))


async def test_the_head_of_a_long_answer_quotes_nothing_that_was_taken_back(
    desk: Desk, place: Town
) -> None:
    """It is parted into several messages; the quote stands in the first, the buttons in the last."""
    lines = [f"Line {number} says what to do with knob number {number}." for number in range(150)]
    long = replace(ENTRIES[0], answer="\n\n".join(lines))
    desk.app._worker._desk.refresh((long,))
    asked = "How do I reset my password? And can you send the nurse to 5 Elm Street on Tuesday?"
    ts = await desk.ask(place.ana, place.help, asked)
    thread = desk.in_thread(ts)
    assert '"How do I reset my password?"' in desk.texts(thread)[0]
    desk.double.delete(ts)
    await desk.took(f"discord:{ts.id}:deleted")

    after = desk.texts(thread)
    assert "Elm Street" not in "".join(after)
    assert after[0].startswith('On "\\[taken back\\]":')
    assert [1] * 150 == ["\n".join(after).count(each) for each in lines]


async def test_answers_to_past_questions_are_checked_by_button(desk: Desk, place: Town) -> None:
    await desk.ask(place.ana, place.help, "How do I reset my password?")
    await desk.slash(place.sam, place.staff, "rehearsal rehearse")
    for label in ("Check 20 answers by hand", "Right"):
        await desk.press(place.sam, desk.double.ephemerals(place.sam)[-1], label)

    assert "right: 1 of 1, too few for a share." in desk.whispers(place.sam)[-1].text
