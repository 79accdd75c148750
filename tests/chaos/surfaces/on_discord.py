"""Every staff command on the double of Discord: typed, as a slash command, pressed, and sent as a form.

By those who may not: a press and a form can't be made up on Discord, and are made up here.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.commands.row import Command
from bot.desk.nouns.person import Person, Role
from bot.platforms.discord.hearing.forms import PREFIX
from tests.chaos.suite import Broken
from tests.chaos.surfaces.protected import ASKED, NOTED, Guard, line, staff_commands, values
from tests.platforms.discord.double import CannotDo, Channel, Interaction, Message, User, payloads
from tests.platforms.discord.double.interaction import COMMAND, COMPONENT, MODAL
from tests.platforms.discord.double.wire import Json
from tests.platforms.discord.eyes import shown
from tests.platforms.discord.harness import Desk, town

_WAYS = ("typed", "slash", "press", "form")
_BUTTON, _LABEL, _INPUT = 2, 18, 4


@dataclass
class Tries:
    """Somebody who tries it all."""

    desk: Desk
    user: User
    room: Channel
    post: Message
    """A message of the bot's."""

    async def give(self, way: str, row: Command) -> None:
        """One command in one way."""
        double, given = self.desk.double, values(row, self.desk.town.ana.id)
        if way == "typed":
            where = "" if self.room.is_dm else f"{double.bot.mention} "
            message = double.say(self.user, self.room, f"{where}{line(row, given)}")
            if not self.user.bot:
                await self.desk.took(f"discord:{message.id}")
            return
        it = self._made(way, row, given)
        if it is not None:
            await self.desk.did(it)

    def _made(self, way: str, row: Command, given: dict[str, str]) -> Interaction | None:
        double = self.desk.double
        if way == "slash":
            try:
                told = double._command(self.user, self.room, row.name, given, allowed=True)
            except CannotDo:
                return None  # what it lacks there is asked in a form, which has its own turn
            return double._send(COMMAND, self.user, self.room, told)
        if way == "press":
            pressed: Json = {
                "custom_id": line(row, given)[:100],
                "component_type": _BUTTON,
                "id": 1,
            }
            shown = payloads.message(double.world, self.post)
            return double._send(
                COMPONENT, self.user, self.room, pressed, source=self.post, message=shown
            )
        fields = [
            {"type": _LABEL, "component": {"type": _INPUT, "custom_id": name, "value": value}}
            for name, value in given.items()
        ]
        sent: Json = {"custom_id": PREFIX + row.name, "components": fields}
        return double._send(MODAL, self.user, self.room, sent)


async def on_discord(folder: Path, *, open_doors: bool = False) -> str:
    """Try it all. Raises Broken at what somebody could do who may not."""
    async with town() as place:
        desk = Desk(place, folder / "discord.db")
        people = _people(desk)
        await desk.start()
        try:
            post = await _begin(desk)
            guard = Guard(desk.store, f"discord:{place.ana.id}")
            await _positive(desk, guard)
            if open_doors:
                desk.platform.role = _staff  # type: ignore[method-assign, assignment]
            for who, (user, room) in people.items():
                for way in _WAYS if not user.bot else ("typed",):
                    await _all(desk, guard, who, way, Tries(desk, user, room, post))
            await _revoked(desk, guard)
        finally:
            await desk.stop()
    return f"Discord {guard.tried:,}"


def _people(desk: Desk) -> dict[str, tuple[User, Channel]]:
    double, place = desk.double, desk.town
    kim = double.add_user("kim", roles=[place.role])
    double.take_role(kim, place.role)
    stranger = double.add_user("str", joined=False)
    robo, hook = double.world.add_user("Sam", bot=True), double.world.add_user("Lea", bot=True)
    for each in (robo, hook):  # a bot in the staff role is still no staff
        double.join(each, roles=[place.role])
    return {
        "customer": (place.ben, place.help),
        "former staff": (kim, place.help),
        "guest": (double.add_user("gus"), place.help),
        "stranger without the server": (stranger, double.dm(stranger)),
        "bot": (robo, place.help),
        "webhook": (hook, place.help),
    }


async def _begin(desk: Desk) -> Message:
    """Ana's ticket with a note in it, and an answer that all can see."""
    place, double = desk.town, desk.double
    await desk.say(place.ana, double.dm(place.ana), ASKED)
    await desk.say(place.sam, place.staff, f"{double.bot.mention} claim 1")
    await desk.say(place.sam, place.staff, f"{double.bot.mention} {NOTED}")
    asked = await desk.ask(place.ben, place.help, "I forgot my password")
    return desk.last(desk.in_thread(asked))


async def _positive(desk: Desk, guard: Guard) -> None:
    """Staff can: else nothing that follows says anything."""
    await guard.look()
    words = f"{desk.double.bot.mention} priority 1 high"
    await desk.say(desk.town.sam, desk.town.staff, words)
    if not await guard.changed():
        raise Broken("staff's own “priority 1 high” changed nothing on Discord")


async def _all(desk: Desk, guard: Guard, who: str, way: str, tries: Tries) -> None:
    rows = staff_commands()
    await guard.look()
    for row in rows:
        await tries.give(way, row)
    await asyncio.sleep(0.05)
    await desk.app.settle()
    texts = [each.text for each in shown(desk.double) if tries.user.id in each.readers]
    await guard.unchanged(f"{who} on Discord", way, len(rows), heard=texts)


async def _revoked(desk: Desk, guard: Guard) -> None:
    """Rights that went between opening a form and sending it."""
    place, double = desk.town, desk.double
    words = f"{double.bot.mention} priority 1 low"
    await desk.say(place.sam, place.staff, words)  # their rights are known now
    double.take_role(place.sam, place.role)
    await guard.look()
    reply = next(row for row in staff_commands() if row.name == "reply")
    await Tries(desk, place.sam, place.help, desk.card()).give("form", reply)
    await guard.unchanged("staff whose rights went on Discord", "form", 1, heard=())


async def _staff(_: Person) -> Role:
    return Role.LEAD
