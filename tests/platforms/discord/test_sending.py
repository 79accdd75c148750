"""Sends that fail halfway, that are too long, that may not be sent at all.

Each decided message stands exactly once in the end, or staff know in plain words why not.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.nouns.message import (
    Button,
    Fine,
    Line,
    Markdown,
    Mention,
    Message,
    Outgoing,
    Readership,
    SendKind,
    Table,
)
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.errors import SendLater, SendRefused, SendUnclear
from bot.platforms.discord import Discord
from bot.platforms.discord.connection.breaker import Breaker
from bot.platforms.discord.knowing.people import StaffUnknown

from .adapter import MONDAY, QUICK, WORDS, Kept, dm_of, out, run_until, settings_for, stop
from .double import Channel, DiscordDouble, Permission, User, redirect
from .harness import Desk, Town, said_twice

POST = "POST /channels/*/messages"


class Alone:
    """The adapter without a desk."""

    def __init__(self, double: DiscordDouble, staff: Channel, platform: Discord) -> None:
        self.double, self.staff, self.platform = double, staff, platform

    async def send(self, outgoing: Outgoing) -> str:
        return await self.platform.post(outgoing, outgoing.place, outgoing.message)

    async def look(self, outgoing: Outgoing) -> str | None:
        since = self.double.clock() - timedelta(minutes=1)
        return await self.platform.find(outgoing, outgoing.place, since)


@pytest.fixture
async def alone(double: DiscordDouble) -> AsyncIterator[Alone]:
    staff = double.add_text("staff")
    platform = Discord(
        settings_for(double, staff), now=lambda: MONDAY, wording=WORDS, patience=QUICK
    )
    with redirect(double):
        task = await run_until(platform, Kept(), double)
        await double.until(platform._rooms.client.is_ready)
        yield Alone(double, staff, platform)
        await stop(task)
    assert [] == double.violations
    assert [] == said_twice(double)


@pytest.mark.parametrize(
    ("fault", "stands"),
    [
        ({"drop": "after"}, 1),
        ({"drop": "before"}, 0),
        ({"status": 503, "acted": True}, 1),
        ({"status": 503}, 0),
    ],
    ids=["answer lost", "request lost", "done, answered 503", "refused 503"],
)
async def test_an_unclear_send_is_looked_for_and_never_doubled(
    alone: Alone, ana: User, fault: dict[str, Any], stands: int
) -> None:
    outgoing = out(dm_of(alone.double, ana), ana)
    alone.double.fault(POST, **fault)
    with pytest.raises(SendUnclear):
        await alone.send(outgoing)

    found = await alone.look(outgoing)
    assert bool(stands) == (found is not None)
    again = await alone.send(outgoing)

    assert [again] == [m.id for m in alone.double.by_bot(alone.double.dm(ana))]


async def test_a_message_without_its_nonce_is_known_by_its_words(alone: Alone, ana: User) -> None:
    outgoing = out(dm_of(alone.double, ana), ana)
    posted = await alone.send(outgoing)
    alone.double.by_bot()[0].nonce = None

    assert posted == await alone.look(outgoing)
    assert await alone.look(replace(outgoing, key="k/2")) is None


async def test_only_what_is_missing_of_a_long_message_is_sent_again(
    alone: Alone, ana: User
) -> None:
    long = Message(kind="answer", parts=(Markdown(text="\n\n".join(["word " * 100] * 20)),))
    outgoing = out(dm_of(alone.double, ana), ana, message=long)
    fault = alone.double.fault(POST, drop="before", skip=1)
    with pytest.raises(SendUnclear):
        await alone.send(outgoing)
    await alone.look(outgoing)
    await alone.send(outgoing)

    shown = alone.double.by_bot(alone.double.dm(ana))
    assert 1 == fault.used
    assert [3, 0] == [len(shown), len(said_twice(alone.double))]
    assert 2000 == sum(alone.double.look(m).text.count("word") for m in shown)


async def test_a_deleted_message_is_not_sent_again(alone: Alone, ana: User) -> None:
    outgoing = out(dm_of(alone.double, ana), ana)
    await alone.send(outgoing)
    alone.double.delete(alone.double.by_bot()[0])

    assert await alone.send(outgoing) == ""
    assert [] == alone.double.by_bot()


async def test_a_long_wait_is_handed_back(alone: Alone, ana: User) -> None:
    alone.double.fault(POST, retry_after=40.0)
    with pytest.raises(SendLater) as later:
        await alone.send(out(dm_of(alone.double, ana), ana))

    assert later.value.seconds > 39
    assert [] == alone.double.by_bot()


async def test_a_refusal_without_discords_mark_is_waited_out(alone: Alone, ana: User) -> None:
    alone.double.fault(POST, retry_after=1.0, via=False)
    with pytest.raises(SendLater):
        await alone.send(out(dm_of(alone.double, ana), ana))


async def test_a_storm_of_refusals_is_ended_early(alone: Alone, ana: User) -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0], refusals=3)
    for status in (403, 200, 429, 401):
        breaker.count(status)
    with pytest.raises(SendLater) as later:
        breaker.check()
    now[0] = 601.0
    breaker.check()

    assert 600.0 == later.value.seconds


async def test_every_answer_is_counted(alone: Alone, ana: User) -> None:
    alone.double.close_dms(ana)
    with pytest.raises(SendRefused, match="direct messages are closed"):
        await alone.send(out(dm_of(alone.double, ana), ana))

    assert 1 == len(alone.platform._breaker._times) == alone.double.invalid_requests


async def test_only_the_one_person_meant_is_called(alone: Alone, ana: User) -> None:
    double, ben = alone.double, alone.double.add_user("ben")
    room = double.add_text("help")
    asked = double.say(ana, room, "hello")
    place = Place(platform="discord", room=room.id, thread=asked.id)
    text = f"<@{ben.id}> @everyone <@&{double.bot_role.id}> <@{ana.id}>"
    said = Message(kind="staff_reply", parts=(Line(spans=(text,)),))
    await alone.send(out(place, ana, message=said))
    lead = Mention(person=f"discord:{ben.id}", name="ben")
    called = Message(kind="urgent", parts=(Line(spans=(lead, ": look")),))
    at_work = Place(platform="discord", room=alone.staff.id)
    await alone.send(out(at_work, key="k/2", message=called, readership=Readership.STAFF))

    first, second = double.by_bot(double.world.channels[asked.id]) + double.by_bot(alone.staff)
    assert ([ana.id], [], False) == (first.mentions, first.mention_roles, first.mention_everyone)
    assert [ben.id] == second.mentions


async def test_a_settled_message_loses_its_buttons_and_no_word(alone: Alone, ana: User) -> None:
    place = dm_of(alone.double, ana)
    button = Button(label="Yes", command="sorted 1")
    said = Message(
        kind="staff_reply",
        parts=(Markdown(text="many words\n\n" * 700), Fine(spans=("small " * 60,))),
        buttons=(button,),
    )
    posted = await alone.send(out(place, ana, message=said))
    whole = [each.text for each in alone.double.seen(alone.double.dm(ana))]
    settled = replace(said, buttons=(), chosen="You chose: " + "*" * 300)
    change = replace(out(place, ana, key="k/2", message=settled), edits="k")
    await alone.platform.edit(change, place, settled, posted)

    after = alone.double.seen(alone.double.dm(ana))
    assert len(after) == len(whole) > 1
    assert [each.text for each in after[:-1]] == whole[:-1]
    assert after[-1].text.startswith(whole[-1])
    assert "You chose" in after[-1].text
    assert [each.buttons for each in after] == [()] * len(after)


async def test_tables_and_buttons_beyond_the_limits_are_parted(alone: Alone) -> None:
    rows = tuple((str(n), "a question of some length, as they are") for n in range(250))
    table = Message(kind="queue", parts=(Table(head=("n", "question"), rows=rows),))
    place = Place(platform="discord", room=alone.staff.id)
    await alone.send(out(place, message=table, readership=Readership.STAFF))

    shown = "\n".join(alone.double.look(m).text for m in alone.double.by_bot())
    assert 250 == shown.count("a question of some length")


async def test_a_card_is_edited_in_place_and_kept_to_one_message(alone: Alone) -> None:
    place = Place(platform="discord", room=alone.staff.id)
    card = out(place, kind=SendKind.CARD, readership=Readership.STAFF, ticket=1)
    posted = await alone.send(card)
    long = Message(kind="card", parts=(Markdown(text="word " * 2000),))
    await alone.platform.edit(card, place, long, posted)

    assert [posted] == [m.id for m in alone.double.by_bot()]
    with pytest.raises(SendRefused, match="the message is gone"):
        await alone.platform.edit(card, place, long, "1")


async def test_history_that_can_not_be_read_leaves_it_unclear(alone: Alone, ana: User) -> None:
    alone.double.fault("GET /channels/*/messages", status=403)
    with pytest.raises(SendUnclear):
        await alone.look(out(dm_of(alone.double, ana), ana))


async def test_a_room_without_rights_is_named_to_staff(alone: Alone, ana: User) -> None:
    double = alone.double
    room = double.add_text("help")
    asked = double.say(ana, room, "hello")
    double.overwrite(room, double.bot_role, deny=Permission.CREATE_PUBLIC_THREADS)
    await double.until(lambda: alone.platform._rooms.client.get_channel(int(room.id)))
    outgoing = out(Place(platform="discord", room=room.id, thread=asked.id), ana)
    with pytest.raises(SendRefused, match="I lack a permission in #help"):
        await alone.send(outgoing)

    assert dm_of(double, ana) == alone.platform.other_route(outgoing)


async def test_a_command_that_needs_no_answer_stops_looking_busy(desk: Desk, place: Town) -> None:
    await desk.slash(place.sam, place.staff, "desk queue")
    it = await desk.slash(place.ana, place.help, "stop")
    assert 1 == len(desk.whispers(place.ana))

    it = desk.double.slash(place.ana, place.help, "status")
    await desk.double.answered(it)
    await desk.platform._speaking.rest(f"discord:i:{it.id}")

    assert it.message is not None
    assert it.message.deleted


async def test_an_answer_after_a_restart_is_a_message_of_its_own(desk: Desk, place: Town) -> None:
    it = desk.double.slash(place.ana, place.help, "status")
    await desk.double.answered(it)
    desk.platform._tokens._live.clear()
    await desk.app.settle()

    assert ["You have no open questions with the team."] == desk.texts(desk.double.dm(place.ana))


@pytest.mark.parametrize("known_by", ["role", "id", "lead"])
async def test_staff_are_known_by_id(double: DiscordDouble, known_by: str) -> None:
    role = double.add_role("Staff")
    sam = double.add_user("sam", roles=[role])
    changes: dict[str, Any] = {
        "role": {"discord_staff_roles": (role.id,)},
        "id": {"discord_staff_users": (sam.id,)},
        "lead": {"discord_leads": (sam.id,)},
    }[known_by]
    settings = settings_for(double, double.add_text("staff"), **changes)
    platform = Discord(settings, now=lambda: MONDAY, wording=WORDS, patience=QUICK)
    with redirect(double):
        task = await run_until(platform, Kept(), double)
        await double.until(platform._rooms.client.is_ready)
        known = await platform.role(Person(id=f"discord:{sam.id}", name="whoever"))
        stranger = await platform.role(Person(id=f"discord:{role.id}", name="sam"))
        await stop(task)

    assert (Role.LEAD if known_by == "lead" else Role.AGENT) is known
    assert Role.CUSTOMER is stranger


async def test_who_is_staff_is_asked_once_a_minute_and_fails_closed(
    desk: Desk, place: Town
) -> None:
    sam = Person(id=f"discord:{place.sam.id}", name="sam")
    ben = Person(id=f"discord:{place.ben.id}", name="ben")
    for _ in range(5):
        assert Role.AGENT is await desk.platform.role(sam)
    assert 1 == desk.double.calls("GET", "/members/{user_id}")

    desk.double.fault("GET /guilds/*/members/*", status=503)
    with pytest.raises(StaffUnknown):
        await desk.platform.role(ben)
