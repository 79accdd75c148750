"""What the team's room missed while the app was out of it is posted once it is let in again."""

from pathlib import Path

from bot.store import audit

from .double import faults
from .stage import UNKNOWN, Stage, stage

NOT_YET = "It is saved as ticket {}, but I haven't reached the team's room yet."
THERE = "The team has your question: ticket {}."


async def _thrown_out(s: Stage) -> None:
    await s.d.leave(s.d.world.bot_user, s.staff)
    await s.settle()


async def _invited(s: Stage) -> None:
    await s.d.join(s.d.world.bot_user, s.staff)
    await s.settle()


async def test_the_cards_are_posted_at_once_and_what_was_said_is_put_right(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _thrown_out(s)
        await s.say(s.ben, "dm", "Do you tune zithers?")
        await s.ask(s.ana, UNKNOWN)
        (told,) = s.dm(s.ben)
        assert NOT_YET.format(1) in told["text"]

        await s.later(minutes=10)
        await _invited(s)

        (told,) = s.dm(s.ben)
        assert THERE.format(1) in told["text"]
        assert ["Ticket 1:", "Ticket 2:"] == [each["text"][:9] for each in s.cards()]
        s.sound()


async def test_what_was_put_right_stays_so_when_its_buttons_go(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await _thrown_out(s)
        await s.say(s.ben, "dm", "Do you tune zithers?")
        await _invited(s)
        await s.say(s.ben, "dm", "never mind")
        assert not (await s.ticket()).is_open

        assert THERE.format(1) in s.dm(s.ben)[0]["text"]
        assert [] == await s.store.read(lambda journal: audit(journal, s.clock.now()))


async def test_without_the_event_the_next_look_posts_them(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.options.events.discard("member_joined_channel")
        await _thrown_out(s)
        await s.say(s.ben, "dm", "Do you tune zithers?")
        await s.scan()
        assert [] == s.cards()

        await _invited(s)
        await s.scan()
        await s.scan()

        assert 1 == len(s.cards())
        assert THERE.format(1) in s.dm(s.ben)[0]["text"]


async def test_below_a_card_that_stands_is_said_once_where_all_of_it_is(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ben, "dm", "Do you tune zithers?")
        before = s.under(s.cards()[0])
        await _thrown_out(s)
        await s.say(s.ben, "dm", "It is an old zither, with a crack.")
        assert "I haven't reached the team's room yet" in s.dm(s.ben)[-1]["text"]
        await _invited(s)
        await s.scan()
        assert "I've told the team" in s.dm(s.ben)[-1]["text"]

        new = s.under(s.cards()[0])[len(before) :]
        missed = "While I couldn't post in this room, something happened here."
        assert [f"{missed} All that was said stands in: ticket 1"] == new
        assert 1 == len(s.cards())


async def test_a_ticket_that_was_closed_meanwhile_stands_as_closed(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ben, "dm", "Do you tune zithers?")
        await _thrown_out(s)
        await s.say(s.ben, "dm", "never mind")
        assert not (await s.ticket()).is_open
        assert "waiting for somebody" in s.cards()[0]["text"]
        await _invited(s)

        (card,) = s.cards()
        assert "waiting for somebody" not in card["text"]


async def test_with_nothing_missed_nothing_is_posted(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.say(s.ben, "dm", "Do you tune zithers?")
        before = s.d.posts(s.staff)
        await _thrown_out(s)
        await _invited(s)

        assert before == s.d.posts(s.staff)


async def test_a_card_that_is_only_late_puts_right_what_was_said(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        late = faults.rate_limited(60)
        s.d.faults.add("chat.postMessage", late, when=lambda args: args["channel"] == s.staff)
        await s.say(s.ben, "dm", "Do you tune zithers?")
        await s.later(seconds=30)
        assert NOT_YET.format(1) in s.dm(s.ben)[0]["text"]

        await s.later(seconds=60)

        (told,) = s.dm(s.ben)
        assert THERE.format(1) in told["text"]
        s.sound()
