"""All that can be asked, asked where others read: nobody reads there what is not theirs.

By a customer and by a lead, in each kind of place, with direct messages open and closed. Judged by
who can read the place that each message ended up in, from the doubles' own rights and members.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.commands import COMMANDS
from bot.desk.nouns.person import Role
from tests.chaos.scene import NOTE, SECRET
from tests.chaos.suite import Broken
from tests.chaos.surfaces.protected import ASKED, NOTED, line, staff_commands, values
from tests.eyes import Confided, Shown, leaks
from tests.platforms.discord import eyes as on_discord
from tests.platforms.discord.double import Channel, Permission
from tests.platforms.discord.harness import Desk, town
from tests.platforms.slack import eyes as on_slack
from tests.platforms.slack.stage import UNKNOWN, stage

_ERASING = {"erase", "forgetme"}
_MINE: dict[str, dict[str, Any]] = {
    row.name: {p.name: values(row, "")[p.name] for p in row.params if p.required}
    for row in COMMANDS.visible(Role.CUSTOMER)
    if row.own
}
_OWN = [" ".join((name, *given.values())) for name, given in _MINE.items()]
_READING = [
    row.name
    for row in staff_commands()
    if row.group == "Lists" and not any(param.required for param in row.params)
]
_LISTS = [*_READING, "ticket 1", "help", "resolve 99"]
_CODE = re.compile(r"\b[A-HJ-NP-Z2-9]{8}\b")
"""As `link` gives them out: whoever reads one may use it."""


def _commands(person: str) -> list[str]:
    rows = [row for row in COMMANDS.visible(Role.LEAD) if row.name not in _ERASING]
    return [line(row, values(row, person)) for row in rows]


def _judge(shown: Iterable[Shown], ana: str, staff: set[str]) -> None:
    """Raises Broken at the first that somebody reads who may not."""
    everything = list(shown)
    confided = [
        Confided(words=SECRET, to=frozenset({ana} | staff)),
        Confided(words=NOTE, to=frozenset(staff)),
    ]
    found = leaks(everything, confided)
    found += [
        f"{', '.join(sorted(each.readers))} can read a code in {each.where}"
        for each in everything
        if len(each.readers) > 1 and _CODE.search(each.text)
    ]
    if found:
        raise Broken("\n".join(found[:5]))


async def discord_in_the_open(folder: Path, *, careless: bool = False) -> str:
    """Try it all. `careless` answers where it was asked, as if nobody else read there."""
    async with town() as place:
        desk = Desk(place, folder / "open.db", discord_leads=(place.sam.id,))
        await desk.start()
        try:
            if careless:
                whispers = desk.platform._speaking.whispers
                whispers.say = whispers.post  # type: ignore[method-assign, assignment]
            asked = await _on_discord(desk)
            _judge(on_discord.shown(desk.double), place.ana.id, {place.sam.id})
        finally:
            await desk.stop()
    return f"Discord {asked}"


async def _on_discord(desk: Desk) -> int:
    place, double = desk.town, desk.double
    await desk.say(place.ana, double.dm(place.ana), ASKED)
    await desk.say(place.sam, place.staff, f"{double.bot.mention} {NOTED}")
    post = double.new_post(place.ana, place.forum, "My order", "It has not come.")
    await desk.slash(place.ben, place.help, "person")
    private = next(t for t in double.threads(place.help) if t.type == 12)
    double.join_thread(private, place.sam.id)
    everywhere = (post, place.help, private)
    asked = await _ask_on_discord(desk, everywhere, _commands(place.ana.id))
    for closed in (place.ana, place.sam):
        double.close_dms(closed)
    asked += await _ask_on_discord(desk, everywhere, _LISTS)
    double.overwrite(place.help, double.bot_role, deny=Permission.CREATE_PRIVATE_THREADS)
    asked += await _ask_on_discord(desk, everywhere, _LISTS)
    double.token_life = 0.0
    for name, given in _MINE.items():
        await desk.slash(place.ana, place.help, name, **given)
    for name in _READING:
        await desk.slash(place.sam, place.help, f"desk {name}", allowed=True)
    return asked + len(_MINE) + len(_READING)


async def _ask_on_discord(desk: Desk, places: Iterable[Channel], lines: list[str]) -> int:
    asked = 0
    for channel in places:
        others = channel.thread is not None and channel.type == 12
        for who, what in ((desk.town.ana, [] if others else _OWN), (desk.town.sam, lines)):
            for words in what:
                await desk.ask(who, channel, words)
                asked += 1
    return asked


async def slack_in_the_open(folder: Path, *, careless: bool = False) -> str:
    """The same on Slack."""
    async with stage(folder, {"SLACK_LEADS": "U00000SAM"}) as s:
        if careless:
            speaking = s.slack._speaking
            speaking._whispers.say = speaking._post  # type: ignore[method-assign]
        await s.say(s.ana, "dm", ASKED)
        await s.slash(s.ana, "dm", "person")
        await s.slash(s.sam, s.staff, NOTED)
        thread = await s.ask(s.ben, UNKNOWN)
        asked = 0
        for who, lines in ((s.ana, _OWN), (s.sam, _commands(s.ben))):
            for words in lines:
                await s.d.say(who, s.help, f"{s.d.mention} {words}", thread)
                asked += 1
        await s.settle()
        for who in (s.ana, s.sam):
            s.d.world.users[who].refuses_dm = "messages_tab_disabled"
        for who, lines in ((s.ana, _OWN), (s.sam, _LISTS)):
            for words in lines:
                await s.d.say(who, s.help, f"{s.d.mention} {words}")
                await s.d.slash(who, s.help, words)
                asked += 2
        await s.settle()
        for user in (s.ana, s.ben, s.sam):
            await s.d.open_home(user)
        await s.settle()
        _judge(on_slack.shown(s.d), s.ana, {s.sam, s.lea})
    return f"Slack {asked}"
