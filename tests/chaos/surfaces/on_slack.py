"""Every staff command on the double of Slack: typed, as a slash command, pressed, and sent as a form.

By those who may not: a press and a form can't be made up on Slack, and are made up here.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands import COMMANDS
from bot.commands.row import Command
from bot.desk.nouns.person import Person, Role
from bot.desk.words.wording import Wording
from bot.errors import Refused
from bot.locales import read_locales
from bot.platforms.slack.hearing.forms import Called, modal
from tests.chaos.suite import Broken
from tests.chaos.surfaces.protected import ASKED, NOTED, Guard, line, staff_commands, values
from tests.platforms.slack.double.settings import JSON
from tests.platforms.slack.double.world import Group
from tests.platforms.slack.eyes import shown
from tests.platforms.slack.stage import KNOWN, Stage, stage

_GROUP = "S0000TEAM"
_WAYS = ("typed", "slash", "press", "form")


@dataclass
class Tries:
    """Somebody who tries it all."""

    s: Stage
    user: str
    post: str
    """A message of the bot's that they see."""

    async def give(self, way: str, row: Command) -> None:
        """One command in one way."""
        s, given = self.s, values(row, self.s.ana)
        typed = line(row, given)
        match way:
            case "typed":
                await s.d.say(self.user, s.help, f"{s.d.mention} {typed}")
            case "slash":
                await s.d.slash(self.user, s.help, typed)
            case "press":
                _, payload = s.d._place(self.user, self.post)
                action = {"action_id": "fd:x", "block_id": "x", "type": "button", "value": typed}
                await s.d._send("interactive", {**payload, "actions": [action]})
            case _:
                await s.d._send("interactive", self._form(row, given))

    def _form(self, row: Command, given: dict[str, str]) -> JSON:
        """A form as if it had been opened, filled in."""
        s = self.s
        called = Called(line=row.name, room=s.staff)
        payload: dict[str, Any] = s.d._common("view_submission", self.user)
        try:
            form = COMMANDS.form(row.name)
        except Refused:
            form = None
        view = modal(form, called, words=Wording(read_locales()), language="en") if form else {}
        state = {
            name: {name: {"type": "plain_text_input", "value": v}} for name, v in given.items()
        }
        view = {"callback_id": f"form:{row.name}", "blocks": [], **view, "type": "modal"}
        view |= {"private_metadata": json.dumps(vars(called)), "state": {"values": state}}
        number = len(s.d.deliveries)
        view |= {"id": f"V{number}", "hash": str(number), "team_id": s.d.world.team_id}
        return {**payload, "view": view, "response_urls": []}


async def on_slack(folder: Path, *, open_doors: bool = False) -> str:
    """Try it all. Raises Broken at what somebody could do who may not."""
    env = {"SLACK_STAFF_USERS": "", "SLACK_STAFF_GROUP": _GROUP}
    async with stage(folder, env) as s:
        people = _people(s)
        guard = Guard(s.store, f"slack:{s.d.world.team_id}:{s.ana}")
        post = await _begin(s)
        if open_doors:
            s.slack.role = _staff  # type: ignore[method-assign, assignment]
        await _positive(s, guard)
        for who, user in people.items():
            for way in _WAYS if who not in {"bot", "webhook"} else ("typed",):
                await _all(s, guard, who, way, Tries(s, user, post))
        await _revoked(s, guard)
        return f"Slack {guard.tried:,}"


def _people(s: Stage) -> dict[str, str]:
    world = s.d.world
    found = {
        "customer": s.ben,
        "former staff": world.add_user("kim"),
        "guest": world.add_user("gus"),
        "stranger of another workspace": world.add_user("str", team_id="T0ELSEWHERE"),
        "bot": world.add_user("robo", real_name="Sam", is_bot=True),
        "webhook": world.add_user("hook", real_name="Lea", is_bot=True),
    }
    world.users[found["guest"]].is_restricted = True
    # The guest and the bot are in the group by mistake; rights go by more than that.
    team = [s.sam, found["guest"], found["bot"], found["stranger of another workspace"]]
    world.groups[_GROUP] = Group(_GROUP, "team", team)
    for room in (s.help, s.answers):
        world.channels[room].members |= set(found.values())
    return found


async def _begin(s: Stage) -> str:
    """Ana's ticket with a note in it, and an answer in the help room that all can see."""
    await s.say(s.ana, "dm", ASKED)
    await s.slash(s.ana, "dm", "person")
    await s.slash(s.sam, s.staff, "claim 1")
    await s.slash(s.sam, s.staff, NOTED)
    ts = await s.ask(s.ben, KNOWN)
    return str(s.d.posts(s.help, ts)[0]["ts"])


async def _positive(s: Stage, guard: Guard) -> None:
    """Staff can: else nothing that follows says anything."""
    for text in ("priority 1 high", "priority 1 normal"):
        await guard.look()
        await s.slash(s.sam, s.staff, text)
        if not await guard.changed():
            raise Broken(f"staff's own “{text}” changed nothing on Slack")
    await guard.look()


async def _all(s: Stage, guard: Guard, who: str, way: str, tries: Tries) -> None:
    rows = staff_commands()
    await guard.look()
    for row in rows:
        await tries.give(way, row)
    await s.settle()
    heard = [each.text for each in shown(s.d) if tries.user in each.readers]
    await guard.unchanged(f"{who} on Slack", way, len(rows), heard=heard)


async def _revoked(s: Stage, guard: Guard) -> None:
    """Rights that went between opening a form and sending it; a form sent twice."""
    await s.d.slash(s.sam, s.staff, "reply 1")
    await s.d.until(lambda: s.d.views(s.sam))
    s.d.world.groups[_GROUP].members.remove(s.sam)
    await guard.look()
    await s.submit(s.sam, text="as I was saying")
    await guard.unchanged("staff whose rights went on Slack", "form", 1, heard=())
    s.d.world.groups[_GROUP].members.append(s.sam)
    again = next(d for d in reversed(s.d.deliveries) if d.payload.get("type") == "view_submission")
    await s.d._send("interactive", dict(again.payload))
    await s.settle()
    await guard.unchanged("a form sent again on Slack", "form", 1, heard=())


async def _staff(_: Person) -> Role:
    return Role.LEAD
