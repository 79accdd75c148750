"""A team's own room on Slack: only its tickets' cards stand there, and only where nobody else reads."""

from pathlib import Path

from .stage import UNKNOWN, Stage, stage


def _room(s: Stage, *people: str) -> str:
    return s.d.world.add_channel("billing", members=[*people], private=True)


async def _billing_in(s: Stage, room: str) -> str:
    await s.slash(s.lea, s.staff, "team add billing")
    await s.slash(s.lea, s.staff, f"teamroom billing <#{room}|billing>")
    return s.whispers(s.lea)[-1]


async def test_a_ticket_goes_to_its_teams_room_and_leaves_no_words_in_the_other(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as s:
        room = _room(s, s.sam, s.lea)
        assert "its tickets' cards stand there" in await _billing_in(s, room)
        await s.ask(s.ana, UNKNOWN)
        await s.slash(s.sam, s.staff, "move 1 billing")
        (gone,) = s.cards()
        (card,) = s.d.posts(room)

        assert "has gone to another team's room" in gone["text"]
        assert "bitcoin" not in str(gone)
        assert "Ticket 1" in card["text"]
        await s.say(s.sam, room, "a note for ourselves", thread=card["ts"])
        await s.press(s.sam, card["ts"], "I'll take it")
        ticket = await s.ticket()
        assert ticket.owner
        assert any(
            line.what == "note"
            for line in await s.store.read(lambda journal: list(journal.history(1)))
        )
        s.sound()


async def test_what_is_asked_of_lists_there_is_of_that_team_and_stays_there(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        room = _room(s, s.sam, s.lea)
        await _billing_in(s, room)
        await s.ask(s.ana, UNKNOWN)
        await s.slash(s.sam, room, "queue")
        mine = s.d.ephemerals(s.sam, room)[-1]["text"]
        await s.slash(s.sam, room, "queue all")

        assert "Nothing of billing is open." in mine
        assert "1 open" in s.d.ephemerals(s.sam, room)[-1]["text"]
        s.sound()


async def test_nobodys_words_go_where_others_read(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        public = s.d.world.add_channel("lobby", members=[s.sam])
        mixed = s.d.world.add_channel("mixed", members=[s.sam, s.ana], private=True)
        unseen = s.d.world.add_channel("unseen", members=[s.sam], private=True, bot=False)
        told = []
        await s.slash(s.lea, s.staff, "team add billing")
        for each in (public, mixed, unseen):
            await s.slash(s.lea, s.staff, f"teamroom billing <#{each}|x>")
            told.append(s.whispers(s.lea)[-1])

        assert "Everybody can read" in told[0]
        assert "people who are not of the team" in told[1]
        assert "I can't see who reads" in told[2]
        teams = await s.store.read(lambda journal: list(journal.teams()))
        assert [None] == [each.room for each in teams]


async def test_a_restart_knows_the_room(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        room = _room(s, s.sam, s.lea)
        await _billing_in(s, room)
        await s.restart()
        await s.slash(s.sam, room, "teams")

        assert "billing" in s.d.ephemerals(s.sam, room)[-1]["text"]
        s.sound()
