"""A message that can't be worked on reaches a person, once; mended, it is worked on again, once."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.delivery.clock import VirtualClock
from bot.delivery.intake import Patience
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.inbound import Address, Commanded, Inbound, Said
from bot.desk.nouns.message import Moment
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import Guess
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.library import Library
from bot.running.app import App
from bot.running.options import Options
from bot.store import SqliteStore
from bot.store.figures import figures
from tests.chaos.a_desk import know, wording
from tests.desk.harness import ENTRIES, MONDAY, a_policy
from tests.recorder import Posted, Recorder
from tests.store.examples import ANA, ANAS_DM, SAM, STAFF_ROOM

INVOICE = "Hello,\nwhere is my invoice?"


class Brittle(Library):
    """Raises for one question until it is mended."""

    broken = True

    def guesses(
        self,
        text: str,
        *,
        languages: tuple[str, ...] = (),
        staff: bool = False,
        today: date | None = None,
    ) -> tuple[Guess, ...]:
        if self.broken and "invoice" in text.casefold():
            raise ValueError(f"no good: {text}\nERROR forged line")
        return super().guesses(text, languages=languages, staff=staff, today=today)


class Office:
    """The whole desk on a real store, with a library that can break."""

    def __init__(self, path: Path, burst: float = 0) -> None:
        self.clock = VirtualClock(MONDAY)
        self.store = SqliteStore(path, MONDAY)
        self.store.write_now(know)
        self.platform = Recorder(staff=STAFF_ROOM, roles={SAM.id: Role.AGENT})
        self.library = Brittle(ENTRIES)
        self.app = App(
            store=self.store,
            desk=FrontDesk(
                policy=a_policy(),
                library=self.library,
                wording=wording(),
                commands=COMMANDS,
                staff_rooms={"": STAFF_ROOM},
            ),
            platforms=[self.platform],
            clock=self.clock,
            options=Options(patience=Patience(burst={"test": timedelta(seconds=burst)})),
        )
        self._count = 0

    async def hears(self, *inbound: Inbound) -> None:
        """Take in, and work until all that fails has failed for good."""
        for each in inbound:
            await self.app.intake(each)
        await self.app.settle()
        await self.app.advance(timedelta(seconds=60))

    def said(self, text: str, **more: object) -> Said:
        self._count += 1
        made = {"by": ANA, "place": ANAS_DM, **more}
        return Said(id=f"test:m{self._count}", at=self.clock.now(), text=text, **made)  # type: ignore[arg-type]

    def commanded(self, line: str, by: Person = SAM, place: Place = STAFF_ROOM) -> Commanded:
        self._count += 1
        return Commanded(
            id=f"test:c{self._count}", at=self.clock.now(), by=by, place=place, line=line
        )

    def rows(self) -> list[tuple[str, str, str]]:
        """(id, state, outcome) of what people did."""
        return self.store.read_now(
            lambda journal: journal.rows(  # type: ignore[attr-defined]
                "SELECT id, state, outcome FROM inbox WHERE id LIKE 'test:%' ORDER BY seq"
            )
        )

    def tickets(self) -> list[Ticket]:
        return list(self.store.read_now(lambda journal: journal.open_tickets()))

    def dead(self) -> int:
        """What the metrics say."""
        now = self.clock.now()
        return self.store.read_now(lambda journal: figures(journal, now)).inbox_dead

    def listed(self) -> list[int]:
        found = self.store.read_now(lambda journal: journal.dead_letters())
        return [each.number for each in found]

    def told(self, place: Place = ANAS_DM) -> list[Posted]:
        return [post for post in self.platform.posted if post.place.room == place.room]

    def kinds(self, place: Place = ANAS_DM) -> list[str]:
        return [post.message.kind for post in self.told(place)]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    built = Office(tmp_path / "desk.db")
    yield built
    await built.app.stop()
    built.store.close()


async def test_its_author_hears_that_a_person_looks_at_it_and_by_when(office: Office) -> None:
    await office.hears(office.said(INVOICE))
    [ticket] = office.tickets()
    promises = office.store.read_now(lambda journal: journal.promises(ticket.number))

    assert office.kinds() == ["put_aside"]
    assert "I couldn't work on that by myself" in office.told()[0].text
    assert "ticket 1.\nYou'll hear from a person by" in office.told()[0].text
    assert str(Moment(at=promises[0].due_at)) in office.told()[0].text
    assert INVOICE == ticket.text
    assert ticket.card
    assert promises[0].due_at >= (ticket.alarm_at or MONDAY)
    assert office.kinds(STAFF_ROOM) == ["card", "staff_put_aside"]
    assert office.rows() == [("test:m1", "dead", "")]
    assert (office.listed(), office.dead()) == ([1], 1)


async def test_staff_see_the_list_and_have_it_worked_on_again_once(office: Office) -> None:
    await office.hears(office.said(INVOICE))
    await office.hears(office.commanded("dead"))
    office.library.broken = False
    await office.hears(office.commanded("replay 1"), office.commanded("replay 1"))
    await office.hears(office.commanded("replay 1"))

    assert office.kinds() == ["put_aside", "answer"]
    assert office.rows()[0] == ("test:m1", "done", "answer")
    assert (office.listed(), office.dead()) == ([], 0)
    assert sorted(office.kinds(STAFF_ROOM)[2:]) == sorted(
        ["queue", "done", "refused", "staff_answered_after_all", "refused"]
    )
    assert [ticket.number for ticket in office.tickets()] == [1]


async def test_what_fails_again_is_put_aside_again_and_told_to_staff_alone(office: Office) -> None:
    await office.hears(office.said(INVOICE))
    await office.hears(office.commanded("replay 1"))

    assert office.kinds() == ["put_aside"]
    assert office.kinds(STAFF_ROOM) == ["card", "staff_put_aside", "done", "staff_put_aside"]
    assert office.listed() == [1]
    assert len(office.tickets()) == 1


async def test_what_has_no_answer_either_stays_with_its_person(office: Office) -> None:
    await office.hears(office.said("my invoice says werewolf"))
    office.library.broken = False
    await office.hears(office.commanded("replay 1"))

    assert office.kinds() == ["put_aside"]
    assert office.kinds(STAFF_ROOM)[-1] == "staff_no_answer_either"
    assert office.rows()[0] == ("test:m1", "done", "ticket")


async def test_an_answer_by_a_person_settles_it(office: Office) -> None:
    await office.hears(office.said(INVOICE))
    await office.hears(office.commanded("reply 1 It is under Billing."))
    office.library.broken = False
    await office.hears(office.commanded("replay 1"))

    assert (office.listed(), office.dead()) == ([], 0)
    assert office.kinds() == ["put_aside", "staff_reply"]
    assert office.kinds(STAFF_ROOM)[-1] == "refused"


async def test_staff_may_settle_it_without_running_it(office: Office) -> None:
    await office.hears(office.said(INVOICE))
    await office.hears(office.commanded("settle 1"))

    assert (office.listed(), office.dead()) == ([], 0)
    assert office.rows()[0] == ("test:m1", "done", "settled")


async def test_with_a_ticket_open_it_goes_there(office: Office) -> None:
    await office.hears(office.said("my frobnicator hums"))
    await office.hears(office.said(INVOICE))
    [ticket] = office.tickets()
    history = office.store.read_now(lambda journal: journal.history(ticket.number))

    assert office.kinds() == ["handed_over", "added"]
    assert INVOICE in [line.text for line in history]


async def test_a_burst_is_put_aside_as_the_one_message_it_is(tmp_path: Path) -> None:
    office = Office(tmp_path / "patient.db", burst=2)
    await office.hears(office.said("hello"), office.said("where is my"), office.said("invoice"))
    [ticket] = office.tickets()
    [aside] = office.store.read_now(lambda journal: journal.dead_letters())
    states = [state for _, state, _ in office.rows()]
    await office.app.stop()
    office.store.close()

    assert ticket.text == "hello\nwhere is my\ninvoice"
    assert isinstance(aside.inbound, Said)
    assert aside.inbound.text == ticket.text
    assert states == ["done", "done", "dead"]


async def test_staff_s_own_words_are_told_to_them_alone(office: Office) -> None:
    await office.hears(office.commanded("ask where is my invoice"))

    assert office.kinds(STAFF_ROOM) == ["staff_put_aside_own"]
    assert office.tickets() == []


async def test_what_nobody_addressed_to_the_desk_is_shown_to_staff_alone(office: Office) -> None:
    room = Place(platform="test", workspace="w", room="help", thread="t1")
    await office.hears(office.said(INVOICE, address=Address.WATCHED, place=room))

    assert office.told(room) == []
    assert office.kinds(STAFF_ROOM) == ["poison"]
    assert office.listed() == [1]


async def test_the_log_has_none_of_its_words(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    await office.hears(office.said(INVOICE))

    assert "inbox row failed id=test:m1: ValueError at test_put_aside.py" in caplog.text
    assert "invoice" not in caplog.text
    assert "forged" not in caplog.text
