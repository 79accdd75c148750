"""What a command names and its platform alone knows: people of the team, who can read a room, files.

Looked up when the command is worked on, and never kept.
"""

from dataclasses import replace

from bot.delivery.desk import Wiring
from bot.desk.nouns.file import LARGEST, Fetched
from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.person import Role
from bot.desk.ports.platform import Fetching, Guarding


async def looked_up(wiring: Wiring, inbound: Inbound, role: Role) -> Inbound:
    """With what was found. Raises DeskError where it can't be known now."""
    inbound = await _with_files(wiring, inbound, role)
    return await _with_readers(wiring, await _with_team(wiring, inbound, role), role)


async def _with_files(wiring: Wiring, inbound: Inbound, role: Role) -> Inbound:
    """With the bytes of what somebody of the team attached to a command that keeps it."""
    if role < Role.AGENT or not isinstance(inbound, Said | Commanded) or not inbound.files:
        return inbound
    platform: object = wiring.platforms.get(inbound.by.platform)
    if not isinstance(platform, Fetching) or not wiring.desk.keeps_files(inbound):
        return inbound
    some = [each for each in inbound.files if each.size <= LARGEST]
    got = {each: await platform.fetch(each) for each in some}
    fetched = tuple(Fetched(file=each, data=got.get(each, b"")) for each in inbound.files)
    return replace(inbound, fetched=fetched)


async def _with_team(wiring: Wiring, inbound: Inbound, role: Role) -> Inbound:
    """With those of the team whom somebody of it names: they need never have written."""
    name = wiring.desk.colleague(inbound) if role >= Role.AGENT else ""
    if not name or not isinstance(inbound, Said | Commanded):
        return inbound
    platform = wiring.platforms.get(inbound.by.platform)
    found = await platform.colleagues(name) if platform else ()
    return replace(inbound, means=tuple(found))


async def _with_readers(wiring: Wiring, inbound: Inbound, role: Role) -> Inbound:
    """With who can read the room in which a lead would have a team work."""
    room = wiring.desk.room(inbound) if role >= Role.LEAD else None
    if room is None or not isinstance(inbound, Said | Commanded):
        return inbound
    platform: object = wiring.platforms.get(room.platform)
    if not isinstance(platform, Guarding):
        return inbound
    return replace(inbound, readers=await platform.readers(room))
