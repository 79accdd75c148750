"""Slack as transcripts drive it: what people type on the double, and what they then see there.

Reads what Slack was really sent, block by block, and writes it as any platform's reader sees it.
"""

import html
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands import COMMANDS
from bot.desk.nouns.message import Table
from bot.errors import Refused
from bot.platforms import plain
from knowledge.entry import Entry
from tests.eyes import Shown
from tests.transcripts.script import Posted, Script, attached, without_given_back

from .double import ManualClock
from .double.settings import Call
from .double.shapes import escaped
from .eyes import shown
from .stage import Stage, stage

JSON = dict[str, Any]

_CARD = re.compile(r"Ticket \d+: ")
_STAFF = re.compile(r"^(\w+)(!{1,2}):")
_SHARED = "files.completeUploadExternal"
_METHODS = ("chat.postMessage", "chat.update", "chat.postEphemeral", "response_url", _SHARED)


@dataclass
class SlackDriver:
    """Types into the double; fills `tests.transcripts.script.Driver`."""

    s: Stage
    clock: ManualClock
    zone: ZoneInfo
    read: int = 0
    """How many calls have been read."""
    told: set[tuple[str, str]] = field(default_factory=set)
    """What was shown to one person, once it has been read."""
    slashed: str = ""
    """What staff last typed behind a slash."""

    async def say(self, who: str, words: str) -> None:
        user = self._user(who)
        if words.startswith("/") and words[1:2].isalpha():
            await self.s.d.slash(user, "dm", words[1:])
        else:
            await self.s.d.say(user, "dm", words)
        await self.s.settle()

    async def press(self, who: str, label: str) -> None:
        user = self._user(who)
        alone = [each for each in self.s.d.ephemeral_posts if each["to"] == user]
        for post in sorted([*self.s.dm(user), *alone], key=lambda each: each["ts"], reverse=True):
            if label in _labels(post["blocks"]):
                await self.s.press(user, post["ts"], label)
                return
        raise ValueError(f"{who} has no button {label!r}")

    async def fill(self, who: str, label: str, values: Mapping[str, str]) -> None:
        await self.press(who, label)
        user = self._user(who)
        await self.s.d.until(lambda: self.s.d.views(user))
        await self.s.d.submit(user, values=dict(values))
        await self.s.settle()

    async def staff(self, who: str, line: str, *, lead: bool) -> None:
        """By slash command, or by mention where a slash command would open a form."""
        del lead
        user = self._user(who)
        self.s.d.world.channels[self.s.staff].members.add(user)
        line, files = attached(line)
        self.slashed = line if _lacks_nothing(line) and not files else ""
        if self.slashed:
            await self.s.d.slash(user, self.s.staff, line)
        else:
            given = [(each.name, each.read_bytes()) for each in files]
            await self.s.d.say(user, self.s.staff, f"{self.s.d.mention} {line}", files=given)
        await self.s.settle()

    async def advance(self, span: timedelta) -> None:
        await self.s.app.advance(span)
        await self.clock.advance(span.total_seconds())
        await self.s.settle()

    def posted(self) -> list[Posted]:
        calls = self.s.d.calls[self.read :]
        self.read += len(calls)
        return [self._posted(call) for call in calls if _out(call)]

    def shown(self) -> list[Shown]:
        users = self.s.d.world.users
        return [
            replace(each, readers=frozenset(users[reader].name for reader in each.readers))
            for each in shown(self.s.d)
        ]

    async def entries(self) -> Sequence[Entry]:
        return await self.s.store.read(lambda journal: journal.entries())

    def _user(self, name: str) -> str:
        world = self.s.d.world
        known = next((u.id for u in world.users.values() if u.name == name), None)
        return known or world.add_user(name)

    def _posted(self, call: Call) -> Posted:
        if call.method == _SHARED:
            named = {**call.args, "channel": call.args["channel_id"]}
            return Posted(self._whom(replace(call, args=named)), call.args["initial_comment"])
        blocks = call.args["blocks"]
        lines = list(self._lines(blocks))
        settled = call.method == "chat.update" and not _CARD.match(lines[0])
        if settled or call.args.get("replace_original"):
            return Posted(self._whom(call), "\n".join(lines), edited=True)
        if call.method == "chat.update":
            return Posted(self._whom(call), lines[0])
        posted = Posted(self._whom(call), "\n".join(lines), tuple(_labels(blocks)))
        return without_given_back(posted, filter(None, (self.slashed,)))

    def _whom(self, call: Call) -> str:
        if call.method == "response_url":
            shown = next(
                m
                for m in self.s.d.ephemeral_posts
                if m["text"] == escaped(call.args["text"]) and (m["ts"], m["text"]) not in self.told
            )
            self.told.add((shown["ts"], shown["text"]))
            room, user = self.s.d.world.channels[shown["channel"]], shown["to"]
        else:
            room, user = self.s.d.world.channels[call.args["channel"]], call.args.get("user")
        if room.kind == "im":
            return self.s.d.world.users[room.partner].name
        return f"{self.s.d.world.users[user].name} only" if user else "team"

    # Blocks as lines

    def _lines(self, blocks: list[JSON]) -> Iterator[str]:
        for block in blocks:
            match block["type"]:
                case "rich_text":
                    for element in block["elements"]:
                        yield from self._element(element)
                case "context":
                    yield from (self._words(each["text"]) for each in block["elements"])
                case "actions":
                    opens = (each for each in block["elements"] if "url" in each)
                    yield from (f"{each['text']['text']}: {each['url']}" for each in opens)
                case "table":
                    rows = [tuple(cell["text"].strip() for cell in row) for row in block["rows"]]
                    head, body = rows[0], tuple(rows[1:])
                    yield from plain.table_lines(Table(head=head, rows=body))
                case _:
                    pass

    def _element(self, element: JSON) -> Iterator[str]:
        match element["type"]:
            case "rich_text_quote":
                yield from (f"| {line}" for line in self._text(element).split("\n"))
            case "rich_text_preformatted":
                yield from self._text(element).split("\n")
            case "rich_text_list":
                first = element.get("offset", 0) + 1
                for number, item in enumerate(element["elements"], first):
                    sign = f"{number}." if element["style"] == "ordered" else "-"
                    yield f"{'  ' * element.get('indent', 0)}{sign} {self._text(item)}"
            case _:
                yield from (line for line in self._text(element).split("\n"))

    def _text(self, element: JSON) -> str:
        return self._ids("".join(self._leaf(leaf) for leaf in element["elements"]))

    def _leaf(self, leaf: JSON) -> str:
        match leaf["type"]:
            case "date":
                return self._time(leaf["timestamp"])
            case "user":
                user = self.s.d.world.users.get(leaf["user_id"])
                return f"@{user.name if user else 'lead'}"
            case "link":
                same = leaf["text"] == leaf["url"]
                return str(leaf["text"]) if same else f"{leaf['text']} ({leaf['url']})"
            case _:
                return str(leaf["text"])

    def _words(self, text: str) -> str:
        dates = re.compile(r"<!date\^(\d+)\^[^|]*\|[^>]*>")
        return html.unescape(dates.sub(lambda found: self._time(int(found[1])), text))

    def _time(self, seconds: int) -> str:
        return plain.clock(datetime.fromtimestamp(seconds, UTC).astimezone(self.zone))

    def _ids(self, text: str) -> str:
        """Ids as the console has them, so that transcripts read alike."""
        for user in self.s.d.world.users.values():
            team = {*self.s.settings.slack_staff_users, *self.s.settings.slack_leads}
            known = f"console:staff:{user.name}" if user.id in team else f"console:{user.name}"
            text = text.replace(f"slack:{user.team_id}:{user.id}", known)
            text = text.replace(f"({user.team_id}:{user.id})", f"({known.partition(':')[2]})")
        return text.replace(" on Slack", " on this terminal")


def _lacks_nothing(line: str) -> bool:
    try:
        return COMMANDS.form(line) is None
    except Refused:
        return True


def _out(call: Call) -> bool:
    done = call.status == 200 and bool((call.answer or {}).get("ok"))
    return call.method in _METHODS and done


def _labels(blocks: list[JSON]) -> list[str]:
    return [
        element["text"]["text"]
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if "url" not in element
    ]


@asynccontextmanager
async def slack(script: Script, folder: Path) -> AsyncIterator[SlackDriver]:
    """A fresh workspace with the transcript's settings and staff."""
    named = {("zoe", 1)} | {(m[1], len(m[2])) for line in script.lines if (m := _STAFF.match(line))}
    clock = ManualClock(script.start.timestamp())
    env = {
        "DESK_HOURS": "",
        "SLACK_STAFF_USERS": ",".join(sorted(_id(name) for name, rank in named if rank == 1)),
        "SLACK_LEADS": ",".join(sorted(_id(name) for name, rank in named if rank == 2)),
        **script.settings,
    }
    async with stage(folder, env, clock=clock) as s:
        s.d.world.channels[s.staff].members -= {s.sam, s.lea}  # until they do something there
        driver = SlackDriver(s, clock, s.settings.timezone)
        yield driver
        s.sound()


def _id(name: str) -> str:
    return f"U{name.upper():0>8}"
