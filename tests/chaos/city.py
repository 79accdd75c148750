"""A Slack and a Discord with people in them, for a real bot in a process of its own: for G2.

Both doubles live in this process and hold the truth.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.platforms.discord.double import Channel, DiscordDouble, User
from tests.platforms.slack.double import SlackDouble, faults

WORDS = (
    "How do I reset my password?",
    "Where is my invoice?",
    "Can you paint my bicycle purple?",
    "let me talk to a person",
    "thanks, that is kind",
    "it has three wheels, by the way",
)
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GdOuBl.opens-nothing-it-is-the-doubles-own"  # noqa: S105


@dataclass
class City:
    """Both doubles, with people in them."""

    slack: SlackDouble
    discord: DiscordDouble
    env: dict[str, str]
    slackers: list[str]
    help: str
    members: list[User]
    said: set[str] = field(default_factory=set)
    """Identities of all that was said, as the inbox knows them."""

    async def say(self, dice: Random) -> None:
        """Somebody says something somewhere."""
        words = dice.choice(WORDS)
        if dice.random() < 0.5:
            await self.on_slack(dice.choice(self.slackers), words, public=dice.random() < 0.3)
        else:
            self.on_discord(dice.choice(self.members), words)

    async def on_slack(self, user: str, words: str, *, public: bool = False) -> None:
        """In a direct message, or in the help channel with a mention."""
        room = self.help if public else self.slack.world.dm(user)
        text = f"{self.slack.mention} {words}" if public else words
        ts = await self.slack.say(user, room, text)
        self.said.add(f"slack:{self.slack.world.team_id}:{room}:{ts}")

    def on_discord(self, user: User, words: str) -> None:
        """In a direct message."""
        message = self.discord.say(user, self.discord.dm(user), words)
        self.said.add(f"discord:{message.id}")

    def asked(self) -> int:
        """How many requests both have had."""
        return len(self.slack.calls) + len(self.discord.requests)

    def posted(self) -> int:
        """How many posts have reached them."""
        on_slack = len(self.slack.calls_of("chat.postMessage"))
        return on_slack + self.discord.calls("POST", "/messages")

    def silence(self) -> None:
        """The next post arrives, and no answer to it comes."""
        self.slack.faults.add("chat.postMessage", faults.hang(accepted=True))
        self.discord.fault("POST /channels/*/messages", hang="after")

    def speak(self) -> None:
        """Answer as before."""
        self.slack.faults.clear("chat.postMessage")
        self.discord.faults.clear()

    def posts(self) -> int:
        """How many messages people see."""
        return len(self.slack.posts()) + len(self.discord.by_bot())

    def keys(self) -> Counter[str]:
        """How often each decided message is seen on Slack."""
        return Counter(_key(post) for post in self.slack.posts())

    def nonces(self) -> Counter[str]:
        """The same on Discord, by nonce."""
        return Counter(str(m.nonce) for m in self.discord.by_bot() if m.nonce is not None)


def founded(slack: SlackDouble, discord: DiscordDouble, folder: Path) -> City:
    """Return both with people and rooms, and the settings of a bot for them."""
    slackers = [slack.world.add_user(name) for name in ("ana", "ben")]
    sam = slack.world.add_user("sam")
    help_room = slack.world.add_channel("help", members=[*slackers, sam])
    staff = slack.world.add_channel("desk", members=[sam], private=True)
    members = [discord.add_user(name) for name in ("cem", "dia")]
    room: Channel = discord.add_text("front-desk")
    env = settings(slack, discord, folder) | {
        "SLACK_STAFF_CHANNEL": staff,
        "SLACK_STAFF_USERS": sam,
        "DISCORD_STAFF_CHANNEL": room.id,
        "DISCORD_STAFF_USERS": discord.add_user("sam").id,
    }
    return City(slack, discord, env, slackers, help_room, members)


def settings(slack: SlackDouble, discord: DiscordDouble, folder: Path) -> dict[str, str]:
    """What leads a bot to both doubles; its database is in the folder."""
    return {
        "DESK_DATABASE": str(folder / "desk.db"),
        "DESK_HOURS": "always",
        "DESK_BACKUPS": "0",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
    }


def _key(post: dict[str, object]) -> str:
    metadata = post.get("metadata")
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    return str(payload.get("key", "")) if isinstance(payload, dict) else ""
