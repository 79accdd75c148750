"""Every kind of message on Discord, and every place in one where words stand: none of them gets lost.

The lists are discord.py's and Discord's own description of its API: a new kind must be decided.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from bot.desk.nouns.file import FileKind
from bot.desk.nouns.inbound import Said
from bot.platforms.discord.hearing import parts
from bot.platforms.discord.hearing.kinds import PLACES, TYPES
from bot.platforms.kind import Heard

from .adapter import MONDAY, Kept, adapter, run_until, stop
from .double import Channel, Message, Upload
from .double.schema import FILE
from .harness import Desk, Town

SCHEMAS: dict[str, Any] = json.loads(FILE.read_text("utf-8"))["components"]["schemas"]
NO_WORDS = {
    *("type", "mentions", "mention_roles", "mention_channels", "mention_everyone", "timestamp"),
    *("edited_timestamp", "flags", "id", "channel_id", "author", "pinned", "tts", "nonce"),
    *("application", "application_id", "webhook_id", "message_reference", "position", "resolved"),
    *("stickers", "interaction", "lobby_member"),
}
"""Fields of a message in which nothing is said; `stickers` and `interaction` are older names."""


def test_every_type_of_discords_is_decided() -> None:
    described = {each["const"] for each in SCHEMAS["MessageType"]["oneOf"]}

    assert described | {each.value for each in discord.MessageType} == set(TYPES)


def test_every_field_in_which_something_may_be_said_is_decided() -> None:
    fields = set(SCHEMAS["MessageResponse"]["properties"])

    assert fields - NO_WORDS == set(PLACES) & fields
    assert {"message_snapshots", "poll", "sticker_items", "attachments"} <= fields


@asynccontextmanager
async def ears(place: Town) -> AsyncIterator[Kept]:
    """The adapter alone, with nobody behind it."""
    platform, kept = adapter(place.double), Kept()
    task = await run_until(platform, kept, place.double)
    yield kept
    await stop(task)


async def heard(place: Town, kept: Kept, message: Message) -> Said:
    await place.double.until(lambda: f"discord:{message.id}" in kept.ids)
    [found] = [each for each in kept.heard if each.id == f"discord:{message.id}"]
    assert isinstance(found, Said)
    return found


async def test_each_type_is_heard_as_decided(place: Town) -> None:
    double, dm = place.double, place.double.dm(place.ana)
    async with ears(place) as kept:
        for kind in TYPES:
            double.of_type(place.ana, dm, kind, str(kind))
        await heard(place, kept, double.say(place.ana, dm, "the end"))

    words = {str(kind) for kind, each in TYPES.items() if each.heard is Heard.WORDS}
    assert words | {"the end"} == {each.text for each in kept.heard if isinstance(each, Said)}


async def test_a_type_that_discord_may_yet_invent_is_heard_if_it_has_words(place: Town) -> None:
    double, dm = place.double, place.double.dm(place.ana)
    async with ears(place) as kept:
        await heard(place, kept, double.of_type(place.ana, dm, 199, "hello"))


async def test_words_are_found_wherever_they_stand(place: Town) -> None:
    double, ana, dm = place.double, place.ana, place.double.dm(place.ana)
    shot = Upload("shot.png", b"x" * 2048, "image/png")
    origin = double.say(place.ben, place.help, "It *broke*\non Friday", files=[shot])
    async with ears(place) as kept:
        forward = await heard(place, kept, double.forward(ana, origin, dm))
        poll = await heard(place, kept, double.ask_poll(ana, dm, "Which size?", ["S", "L"]))
        [sticker] = (await heard(place, kept, double.stick(ana, dm, "Wave"))).files
        [voice] = (await heard(place, kept, double.speak(ana, dm, 12.4))).files

    assert ("", "> It *broke*\n> on Friday") == (forward.text, forward.quoted)
    assert ["shot.png"] == [each.name for each in forward.files]
    assert "Which size?\n- S\n- L" == poll.text
    assert ("Wave", FileKind.STICKER) == (sticker.name, sticker.kind)
    assert (FileKind.VOICE, 12) == (voice.kind, voice.seconds)


async def test_a_file_in_private_says_when_its_link_ends_and_elsewhere_the_message_is_linked(
    place: Town,
) -> None:
    double, ana = place.double, place.ana
    shot = Upload("shot.png", b"x" * 2048, "image/png")
    async with ears(place) as kept:
        alone = await heard(place, kept, double.say(ana, double.dm(ana), "see", files=[shot]))
        asked = double.say(ana, place.help, f"{double.bot.mention} see", files=[shot])
        seen = await heard(place, kept, asked)

    link = f"https://discord.com/channels/{place.help.guild_id}/{place.help.id}/{asked.id}"
    [private], [public] = alone.files, seen.files
    assert (link, link, None) == (seen.link, public.link, public.until)
    assert ("", FileKind.PICTURE, 2048) == (alone.link, private.kind, private.size)
    assert private.link.startswith("http")
    assert MONDAY + timedelta(hours=24) == private.until


async def test_what_somebody_calls_the_desk_to_is_quoted_with_a_name(
    listening: Desk, place: Town
) -> None:
    double = listening.double
    asked = double.say(place.ben, place.help, "My parcel has not come yet")
    words = f"{double.bot.mention} can you help?"
    called = await listening.say(place.ana, place.help, words, reply_to=asked)
    found = await heard(place, listening.kept, called)

    assert "can you help?" == found.text
    assert "> My parcel has not come yet\n> — ben" == found.quoted
    assert "My parcel has not come yet" in (await listening.ticket()).text


@pytest.mark.parametrize(
    ("url", "until"),
    [
        ("https://cdn/x.png?ex=6911a100&is=1&hm=2&", datetime(2025, 11, 10, 8, 23, 28, tzinfo=UTC)),
        ("https://cdn/x.png", None),
        ("https://cdn/x.png?ex=soon", None),
        ("https://cdn/x.png?ex=ffffffffffffffffff", None),
    ],
    ids=["signed", "unsigned", "no-number", "far-off"],
)
def test_a_link_says_itself_when_it_ends(url: str, until: datetime | None) -> None:
    assert until == parts.expiry(url)


# With the whole desk


@pytest.mark.parametrize("what", ["sticker", "voice", "file", "empty mention", "poll", "forward"])
async def test_what_has_no_words_gets_an_outcome_in_words(
    desk: Desk, place: Town, what: str
) -> None:
    double, ana, dm = desk.double, place.ana, desk.double.dm(place.ana)
    room: Channel = dm
    match what:
        case "sticker":
            sent = double.stick(ana, dm, "Wave")
        case "voice":
            sent = double.speak(ana, dm, 3)
        case "file":
            sent = double.say(ana, dm, "", files=[Upload("a.bin", b"x", None)])
        case "poll":
            sent = double.ask_poll(ana, dm, "The parcel is", ["Small", "Large"])
        case "forward":
            sent = double.forward(ana, double.say(place.ben, place.help, "It broke"), dm)
        case _:
            sent = double.say(ana, place.help, double.bot.mention)
    await desk.took(f"discord:{sent.id}")

    room = desk.in_thread(sent) if what == "empty mention" else dm
    assert 1 == len(desk.texts(room))


async def test_what_the_team_asked_for_reaches_the_history(desk: Desk, place: Town) -> None:
    double, ana, dm = desk.double, place.ana, desk.double.dm(place.ana)
    await desk.say(ana, dm, "My parcel has not come yet")
    origin = double.say(place.ben, place.help, "It is at the depot")
    for sent in (
        double.forward(ana, origin, dm),
        double.stick(ana, dm, "Wave"),
        double.speak(ana, dm, 3),
        double.say(ana, dm, "", files=[Upload("shot.png", b"x", "image/png")]),
        double.ask_poll(ana, dm, "The parcel is", ["Small", "Large"]),
    ):
        await desk.took(f"discord:{sent.id}")

    history = await desk.store.read(lambda journal: journal.history(1))
    told = "\n".join(line.text for line in history if line.what == "customer")
    for words in ("> It is at the depot", "[Wave]", "[voice-message.ogg]", "[shot.png]", "- Large"):
        assert words in told
    card = double.look(desk.card()).text
    assert "voice-message.ogg (voice message 0:03, 400 B)" in card
    assert "the link works until" in card
    assert "a direct message that only they can open" in card


async def test_a_forwarded_message_is_handed_to_a_person_with_its_words(
    desk: Desk, place: Town
) -> None:
    double = desk.double
    sent = double.forward(place.ana, double.say(place.ben, place.help, "It broke"), place.help)
    await desk.menu(place.ana, "Hand to a person", sent)

    ticket = await desk.ticket()
    assert "> It broke" in ticket.text
    assert ticket.link.endswith(f"/{place.help.id}/{sent.id}")
