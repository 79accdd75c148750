"""A message that somebody else wrote, handed to a person from its menu."""

from pathlib import Path

from bot.platforms.slack.hearing.bolt import HAND_OFF

from .stage import Stage, stage

WORDS = "My vase came in two pieces."


async def _handed(s: Stage, who: str) -> str:
    ts = await s.d.say(s.ben, s.help, WORDS)
    await s.d.shortcut(who, HAND_OFF, ts)
    await s.settle()
    return ts


async def test_staff_hand_it_over_in_its_authors_name_and_the_card_says_who_did(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        ts = await _handed(s, s.sam)

        ticket, (card,) = await s.ticket(), s.cards()
        assert (f"slack:T0FRONTDESK:{s.ben}", WORDS) == (ticket.requester.id, ticket.text)
        assert "Passed on by: sam" in card["text"]
        assert "The team has your question: ticket 1." in s.in_thread(ts)[0]
        s.sound()


async def test_a_customer_hands_it_over_as_their_own_and_the_words_bear_the_author(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        await _handed(s, s.ana)

        ticket, (card,) = await s.ticket(), s.cards()
        assert f"slack:T0FRONTDESK:{s.ana}" == ticket.requester.id
        assert f"> {WORDS}\n> — ben" == ticket.text
        assert "Passed on by" not in card["text"]


async def test_the_card_of_an_erased_customer_says_of_no_place_that_it_is_closed(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        await _handed(s, s.sam)
        await s.slash(s.lea, s.staff, f"erase <@{s.ben}> yes")

        (card,) = s.cards()
        assert "[erased]" in card["text"]
        assert "Asked in" not in card["text"]
