"""The desk on Slack, end to end: asking in every way there is, and a ticket's whole life.

Through unmodified Bolt, the real store and the real desk; the double notes every mistake.
"""

from pathlib import Path

import pytest

from bot.desk.nouns.ticket import Ending, TicketState

from .stage import KNOWN, UNKNOWN, stage


async def test_a_mention_is_answered_once_in_its_own_thread(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, KNOWN)

        [text] = s.in_thread(ts)
        assert "From the help guide" in text
        assert len(s.d.posts()) == 1
        s.sound()


async def test_a_direct_message_is_answered_flat(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ana, "dm", KNOWN)

        [post] = s.dm(s.ana)
        assert "From the help guide" in post["text"]
        assert "thread_ts" not in post
        s.sound()


async def test_a_slash_command_in_a_room_is_answered_directly_and_says_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.slash(s.ana, s.help, f"ask {KNOWN}")

        [post] = s.dm(s.ana)
        assert "From the help guide" in post["text"]
        assert ["I've answered in our direct messages."] == s.whispers(s.ana)
        assert s.d.posts(s.help) == []
        s.sound()


async def test_an_answer_room_is_answered_only_when_sure_and_nobody_was_first(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        sure = await s.d.say(s.ana, s.answers, KNOWN)
        taken = await s.d.say(s.ben, s.answers, KNOWN)
        await s.d.say(s.ana, s.answers, "I know: settings, then security", taken)
        chat = await s.d.say(s.ben, s.answers, "what a day")
        await s.settle()
        early = len(s.d.posts())
        await s.later(seconds=30)

        assert early == 0
        assert len(s.in_thread(sure, s.answers)) == 1
        assert s.in_thread(taken, s.answers) == []
        assert s.in_thread(chat, s.answers) == []
        s.sound()


async def test_an_answer_room_offers_privately_what_it_does_not_know(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.d.say(s.ana, s.answers, UNKNOWN)
        await s.later(seconds=30)
        [offer] = s.d.ephemerals(s.ana, s.answers)
        public = s.d.posts(s.answers)
        await s.press(s.ana, offer["ts"], "Pass it on")

        assert public == []
        assert "thread_ts" not in offer
        [text] = s.in_thread(ts, s.answers)
        assert "The team has your question" in text
        assert (await s.ticket()).place.thread == ts
        s.sound()


async def test_other_rooms_and_other_peoples_threads_are_left_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.say(s.ana, s.help, KNOWN)
        await s.say(s.ben, s.help, KNOWN, ts)
        await s.say(s.sam, s.staff, KNOWN)

        assert s.d.posts() == []
        assert s.d.ephemeral_posts == []


async def test_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, KNOWN)
        [answer] = s.d.posts(s.help, ts)
        await s.restart()

        await s.press(s.ana, answer["ts"], "That solved it")

        assert "Good. Thank you for telling me." == s.in_thread(ts)[-1]
        s.sound()


async def test_a_thumb_counts_like_the_button(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, KNOWN)
        [answer] = s.d.posts(s.help, ts)

        await s.press(s.ana, answer["ts"], "fd:feedback")

        assert len(s.in_thread(ts)) == 2
        s.sound()


async def test_a_ticket_goes_from_question_to_rating(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        assert "The team has your question: ticket 1" in s.in_thread(ts)[0]

        await s.press(s.sam, card["ts"], "I'll take it")
        assert "Sam" in s.in_thread(ts)[-1] or "sam" in s.in_thread(ts)[-1]
        assert "being worked on" in s.cards()[0]["text"]

        await s.press(s.sam, card["ts"], "Reply")
        await s.submit(s.sam, text="Only on *Wednesdays*.")
        reply = s.d.posts(s.help, ts)[-1]
        assert "sam from the team" in reply["text"]
        assert "Delivered to ana." in s.under(card)

        await s.press(s.ana, reply["ts"], "Yes, solved")
        rating = s.d.posts(s.help, ts)[-1]
        await s.press(s.ana, rating["ts"], "Good")

        ticket = await s.ticket()
        assert (TicketState.CLOSED, Ending.CONFIRMED) == (ticket.state, ticket.ending)
        assert "Thank you, I've noted that." == s.in_thread(ts)[-1]
        assert len(s.cards()) == 1
        s.sound()


async def test_edits_and_deletions_of_the_question_reach_the_team(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()

        await s.d.edit(s.ana, ts, f"{s.d.mention} Can you paint my tricycle?")
        await s.settle()
        await s.d.delete(s.ana, ts)
        await s.settle()

        under = "\n".join(s.under(card))
        assert "ana changed what they wrote" in under
        assert "tricycle" in under
        assert "ana took a message back" in under
        s.sound()


async def test_a_mention_added_by_an_edit_is_heard(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.d.say(s.ana, s.help, KNOWN)
        await s.settle()
        assert [] == s.in_thread(ts)

        await s.d.edit(s.ana, ts, f"{s.d.mention} {KNOWN}")
        await s.settle()

        assert 1 == len(s.in_thread(ts))
        s.sound()


async def test_files_are_known_to_the_ticket_by_name_and_link(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.d.say(s.ana, s.help, f"{s.d.mention} {UNKNOWN}", files=["bike.png"])
        await s.settle()

        [file] = (await s.ticket()).files
        assert "bike.png" == file.name
        assert file.link.startswith("https://")
        assert "bike.png" in s.cards()[0]["text"]
        s.sound()


async def test_app_home_and_prompts_are_shown_and_the_box_asks(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.d.open_home(s.ana)
        home = await s.d.until(lambda: s.d.home(s.ana))
        assert home is not None
        await s.d.open_home(s.ana, "messages")
        await s.d.until(lambda: s.d.world.prompts)
        await s.d.select(s.ana, home["id"], "fd:ask", KNOWN)
        await s.settle()

        [post] = s.dm(s.ana)
        assert "From the help guide" in post["text"]
        s.sound()


async def test_a_reply_that_the_thread_refuses_goes_directly(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ana, UNKNOWN)
        [card] = s.cards()
        await s.d.archive(s.help)

        await s.press(s.sam, card["ts"], "Reply")
        await s.submit(s.sam, text="On Wednesdays.")

        assert "On Wednesdays." in s.dm(s.ana)[-1]["text"]
        assert any("by another way" in text for text in s.under(card))
        s.sound()


async def test_a_question_behind_the_slash_is_a_question(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.slash(s.ana, s.help, "how do i reset my password")
        assert "From the help guide" in s.dm(s.ana)[-1]["text"]


async def test_what_was_typed_behind_the_slash_is_given_back_with_a_refusal(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.slash(s.sam, s.staff, "reply 7 It ships on Monday.")
        told = "\n".join(s.whispers(s.sam))
        assert "There is no ticket 7 here." in told
        assert "It ships on Monday." in told


@pytest.mark.parametrize("words", ["can you help here?", "what can we do about this?"])
async def test_words_that_only_point_ask_what_they_point_at(tmp_path: Path, words: str) -> None:
    async with stage(tmp_path) as s:
        asked = await s.d.say(s.ben, s.help, "Where is my invoice?")
        await s.d.forward(s.ana, asked, s.d.world.dm(s.ana), words)
        await s.settle()
        assert "From the help guide" in s.dm(s.ana)[-1]["text"]


async def test_a_room_that_is_mentioned_without_its_name_is_shown_by_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(
            s.ana, "dm", f"xylophones hum in <#{s.help}> and in <#C0NOWHERE>, and in <#C9|x>"
        )

        name = s.d.world.channels[s.help].name
        text = (await s.ticket()).text
        assert f"in #{name} and in #(a channel that I can't see), and in #x" in text


async def test_who_changes_or_takes_back_their_words_in_a_ticket_gets_a_word(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, UNKNOWN)
        await s.later(minutes=5)
        await s.d.edit(s.ana, ts, f"{s.d.mention} {KNOWN}")
        await s.settle()
        assert "You changed what ticket 1 says." in s.in_thread(ts)[-1]
        [best, *_] = (await s.ticket()).guesses
        assert best.probability > 0.5

        await s.d.delete(s.ana, ts)
        await s.settle()
        assert "You took a message of ticket 1 back." in s.in_thread(ts)[-1]
        await s.slash(s.lea, s.staff, "ticket 1")
        assert "ana: took a message back" in s.whispers(s.lea)[-1]


async def test_what_was_taken_back_is_quoted_nowhere(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, f"{KNOWN} And can you send the nurse to 5 Elm Street on Tuesday?")
        assert "Elm Street" in "".join(s.in_thread(ts))

        await s.d.delete(s.ana, ts)
        await s.settle()

        assert "Elm Street" not in str(s.d.posts(s.help, ts))
        s.sound()


async def test_what_was_erased_is_quoted_nowhere(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.ask(s.ana, f"{KNOWN} And can you send the nurse to 5 Elm Street on Tuesday?")
        assert "Elm Street" in "".join(s.in_thread(ts))

        await s.ask(s.ana, "forgetme")
        await s.ask(s.ana, "forgetme yes")

        assert "Elm Street" not in str(s.d.posts(s.help, ts))
        s.sound()
