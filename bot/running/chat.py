"""Front Desk on Slack, on Discord, or on both in one process.

The store, the desk and the app are those of the terminal; only the platforms differ.
"""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import closing

from bot.commands import forms
from bot.commands.opening import opens
from bot.commands.row import Form, Kind
from bot.commands.suggesting import suggest
from bot.delivery.supervise import supervised
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.message import Message
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.team import Team
from bot.desk.ports.platform import Platform
from bot.desk.step import muting
from bot.desk.words import home
from bot.pages import picture
from bot.platforms import discord, slack, webhook
from bot.platforms.check import Section
from bot.running.app import App
from bot.running.building import front_desk, known_issues, place
from bot.running.learning import keep_learning
from bot.running.options import Options
from bot.running.others import keep_up
from bot.running.standby import opened_in_turn
from bot.running.wall_clock import RealClock
from bot.settings.settings import Settings
from bot.store import OpenStore

PROMPTS = 4
"""Questions that Slack shows at the top of a direct message."""


async def run(settings: Settings) -> None:
    """Run until told to stop."""
    clock = RealClock()
    several = settings.several == "on"
    with closing(await opened_in_turn(settings.database, clock, several=several)) as store:
        app, desk = assembled(settings, store)
        beside = [asyncio.create_task(keep_learning(store, desk, clock))]
        if store.leases:
            keep = supervised("what others change", lambda: keep_up(store, desk, clock), clock)
            beside.append(asyncio.create_task(keep))
        try:
            await app.run()
        finally:
            for each in beside:
                each.cancel()


def assembled(settings: Settings, store: OpenStore) -> tuple[App, FrontDesk]:
    """The app with the platforms that the settings name, and its desk."""
    entries = store.read_now(lambda journal: list(journal.entries()))
    desk = front_desk(settings, entries, staff_rooms(settings))
    desk.refresh(store.read_now(known_issues))
    store.read_now(desk.look_at_teams)
    around = Around(desk, store)
    platforms: list[Platform] = []
    if settings.on_slack:
        platforms.append(around.slack(settings))
    if settings.on_discord:
        platforms.append(around.discord(settings))
    around.app = App(
        store=store,
        desk=desk,
        platforms=platforms,
        couriers=[webhook.Webhooks(settings, RealClock().now)],
        options=Options.of(settings),
    )
    around.platforms = {platform.name: platform for platform in platforms}
    return around.app, desk


def staff_rooms(settings: Settings) -> dict[str, Place]:
    """Where tickets are worked on: one room for all, or each platform's own."""
    if shared := place(settings.staff_room):
        return {"": shared}
    rooms = {
        "slack": settings.slack_staff_channel if settings.on_slack else "",
        "discord": settings.discord_staff_channel if settings.on_discord else "",
    }
    found = {name: Place(platform=name, room=room) for name, room in rooms.items() if room}
    if settings.webhook_token and found:
        found[webhook.Webhooks.name] = next(iter(found.values()))
    return found


class Around:
    """What the platforms ask of the program around them."""

    def __init__(self, desk: FrontDesk, store: OpenStore) -> None:
        self._desk = desk
        self._store = store
        self._clock = RealClock()
        self.app: App | None = None
        self.platforms: dict[str, Platform] = {}

    def slack(self, settings: Settings) -> Platform:
        """Slack, wired."""
        wiring = slack.Wiring(
            now=self._clock.now,
            words=self._desk.wording,
            gap=lambda: self._missed("slack"),
            home=self.home,
            prompts=self.prompts,
            muted=self.muted,
            team_rooms=lambda: self._desk.rooms_of_teams("slack"),
            opens=self.opens,
            asks=self.asks,
        )
        return slack.Slack(settings, wiring)

    def discord(self, settings: Settings) -> Platform:
        """Discord, wired."""
        return discord.Discord(
            settings,
            now=self._clock.now,
            missed=lambda: self._missed("discord"),
            suggest=self.suggest,
            opens=self.opens,
            asks=self.asks,
            blocked=self.blocked,
            muted=self.muted,
            team_rooms=lambda: self._desk.rooms_of_teams("discord"),
            recall=self.recall,
            keep=self.keep,
            wording=self._desk.wording,
            draw=picture.png,
        )

    def _missed(self, platform: str) -> None:
        if self.app:
            self.app.scan_soon(platform)

    async def home(self, person: Person) -> Message:
        """The person's own page."""
        role = await self.platforms[person.platform].role(person)
        visitor = home.Visitor(person=person, role=role, at=self._clock.now())
        rules, wording = self._desk.settable, self._desk.wording
        return await self._store.read(
            lambda journal: home.page(journal, visitor, rules.policy(journal.decided()), wording)
        )

    def prompts(self) -> Sequence[str]:
        """Questions to begin with."""
        return [entry.question for entry in self._desk.library.public_entries()[:PROMPTS]]

    async def suggest(self, kind: Kind, typed: str, person: Person) -> Sequence[tuple[str, str]]:
        """What may be meant by what is being typed."""
        role = await self.platforms[person.platform].role(person)
        return await self._store.read(lambda journal: suggest(journal, kind, typed, person, role))

    async def opens(self, line: str, person: Person) -> bool:
        """Whether a form is opened for somebody."""
        role = await self.platforms[person.platform].role(person)
        return await self._store.read(lambda journal: opens(journal, line, person, role))

    async def asks(self, form: Form) -> Form | None:
        """What a form asks that the team made."""
        return await self._store.read(lambda journal: forms.asked(journal, form))

    async def muted(self, place: Place) -> bool:
        """Whether the desk rehearses there, so that customers see nothing of it."""
        return await self._store.read(
            lambda journal: muting.is_mute(journal, self._desk.policy, place)
        )

    async def blocked(self, person: Person) -> bool:
        """Whether the team listens to somebody no longer."""
        now = self._clock.now()
        if await self._store.read(lambda journal: journal.block_on(person.id, now)) is None:
            return False
        return await self.platforms[person.platform].role(person) < Role.AGENT

    async def recall(self, name: str) -> str:
        """A short text kept for a platform, "" if there is none."""
        return await self._store.read(lambda journal: journal.kept(name))

    async def keep(self, name: str, text: str) -> None:
        """Keep it over restarts."""
        await self._store.write(lambda journal: journal.keep(name, text))


async def checks(settings: Settings, teams: Iterable[Team], *, live: bool) -> list[Section]:
    """What `doctor` can see of the platforms, and of the rooms of `teams` there; `live` makes a few safe
    calls more."""
    rooms: dict[str, dict[str, str]] = {"slack": {}, "discord": {}}
    for team in teams:
        if team.room:
            rooms.setdefault(team.room.platform, {})[team.room.room] = team.name
    found: list[Section] = []
    if settings.on_slack:
        found.append(("Slack", list(await slack.checks(settings, rooms["slack"]))))
        if live:
            found.append(("Slack, live", list(await slack.live(settings))))
    if settings.on_discord:
        found.append(("Discord", list(await discord.checks(settings, rooms["discord"]))))
    if settings.webhooks or settings.webhook_token:
        found.append(("Webhooks", list(await webhook.checks(settings))))
    return found


def manifest(platform: str) -> str:
    """What the platform needs to know of the app, each permission explained."""
    return slack.manifest() if platform == "slack" else discord.manifest()
