"""Rehearsal, known issues and recall in Slack's rooms: who reads what, and by which way."""

from pathlib import Path

import pytest

from .stage import KNOWN, UNKNOWN, stage

REHEARSING = {"DESK_MODE": "rehearsal"}


async def test_what_is_asked_in_a_room_is_read_by_the_team_alone(tmp_path: Path) -> None:
    async with stage(tmp_path, REHEARSING) as s:
        asked = await s.ask(s.ana, KNOWN)
        await s.say(s.ana, s.answers, KNOWN)
        await s.later(seconds=30)

        [first, second] = s.cards()
        assert "They heard nothing from me. I would have answered with" in first["text"]
        assert "reset" in second["text"]
        assert [] == s.in_thread(asked)
        assert [] == s.d.posts(s.answers)
        await s.press(s.sam, first["ts"], "Right")
        assert "answers judged: 1, right: 1." in s.whispers(s.sam)[-1]
        s.sound()


@pytest.mark.parametrize("line", [f"ask {UNKNOWN}", "person", "frontdesk"])
async def test_who_asks_by_a_command_is_told_alone(tmp_path: Path, line: str) -> None:
    async with stage(tmp_path, REHEARSING) as s:
        await s.slash(s.ana, s.help, line)

        [told] = s.whispers(s.ana)
        assert "The team has this." in told or "I don't answer anybody here" in told
        assert [] == s.dm(s.ana)
        assert [] == s.d.posts(s.help)
        s.sound()


async def test_a_lead_takes_one_room_live_by_its_mention_and_back(tmp_path: Path) -> None:
    async with stage(tmp_path, REHEARSING) as s:
        await s.slash(s.sam, s.staff, f"live <#{s.help}|help>")
        refused = s.whispers(s.sam)[-1]
        await s.slash(s.lea, s.staff, f"live <#{s.help}|help>")
        asked = await s.ask(s.ana, KNOWN)
        await s.say(s.ben, "dm", KNOWN)
        await s.slash(s.lea, s.staff, f"live <#{s.help}|help> off")
        later = await s.ask(s.ben, KNOWN)

        assert 'Only a lead can use "live".' in refused
        assert ["Thank you, noted."] * 2 == s.whispers(s.lea)
        assert "From the help guide" in s.in_thread(asked)[0]
        assert [] == s.dm(s.ben)
        assert [] == s.in_thread(later)
        s.sound()


async def test_where_only_hand_over_is_heard_the_thread_says_who_has_it(tmp_path: Path) -> None:
    async with stage(tmp_path, {"DESK_MODE": "handover"}) as s:
        asked = await s.ask(s.ana, KNOWN)

        [told] = s.in_thread(asked)
        assert "The team has your question: ticket 1." in told
        assert "guide" not in told
        [card] = s.cards()
        assert "They heard only that the team has it." in s.under(card)[0]
        [below] = s.d.posts(s.staff, card["ts"])
        await s.press(s.sam, below["ts"], "Wrong")
        assert "answers judged: 1, right: 0." in s.whispers(s.sam)[-1]
        s.sound()


async def test_no_customer_is_promised_word_on_a_known_issue_while_it_rehearses(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, REHEARSING) as s:
        await s.slash(s.lea, s.staff, "incident start Login is down | We are looking | 4h")
        await s.ask(s.ana, "login is down")
        await s.later(hours=5)
        await s.slash(s.lea, s.staff, "incident end 1 | It works again")

        assert "no customer is told of it and none is promised anything" in s.whispers(s.lea)[0]
        assert "Known issue 1 is over. No customer had heard of it." == s.whispers(s.lea)[-1]
        assert not [post for post in s.cards() if "promised" in post["text"]]
        assert [] == s.d.posts(s.help)
        s.sound()


async def test_what_is_started_is_heard_in_each_thread_once_and_wrong_words_are_taken_back(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        known = await s.ask(s.ana, KNOWN)
        await s.slash(s.lea, s.staff, "edit reset-password Ask the team")
        await s.slash(s.lea, s.staff, "recallall reset-password 1")
        await s.slash(s.lea, s.staff, "recallall reset-password 1")
        await s.slash(s.lea, s.staff, "incident start Login is down | We are looking")
        down = await s.ask(s.ben, "login is down")
        await s.slash(s.lea, s.staff, "incident end 1 | It works again")

        assert 2 == len(s.in_thread(known))
        assert ["We are looking", "It works again"] == [
            each for each in ("We are looking", "It works again")
            for text in s.in_thread(down) if each in text
        ]  # fmt: skip
        s.sound()


async def test_answers_to_past_questions_are_checked_by_button(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ana, KNOWN)
        await s.slash(s.sam, s.staff, "rehearse")
        await s.press(s.sam, s.d.ephemerals(s.sam)[-1]["ts"], "Check 20 answers by hand")
        await s.press(s.sam, s.d.ephemerals(s.sam)[-1]["ts"], "Right")

        assert "right: 1 of 1, too few for a share." in s.whispers(s.sam)[-1]
        s.sound()
