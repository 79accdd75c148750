"""A token is changed while customers write: nothing of what they write is lost, nothing said twice."""

import asyncio
from collections import Counter
from pathlib import Path

from bot.store import read_only
from bot.store.journal import SqliteJournal
from tests.chaos.city import TOKEN
from tests.chaos.g16_times import Street, a_street
from tests.platforms.discord.double import DiscordDouble
from tests.platforms.slack.double import SlackDouble

NEW = "xoxb-the-new-one-opens-nothing"
ASKED = ("where is my invoice?", "how do i rest my pasword", "do you ship to brazil?")


_CAME = """
SELECT body ->> 'text', max(outbox.state = 'sent'), max(outbox.state = 'pending'), count(*)
FROM inbox JOIN outbox ON outbox.key LIKE 'in:' || inbox.id || '/%'
WHERE inbox.kind = 'Said' AND outbox.readership = 'customer' GROUP BY inbox.id ORDER BY inbox.id
"""
_LATEST = "SELECT max(due_at) - max(queued_at) FROM outbox WHERE due_at IS NOT NULL"


def came(folder: Path) -> list[tuple[str, int, int, int]]:
    """What was said, whether it was answered, whether the answer waits, and how many there are."""
    with read_only(folder / "desk.db") as journal:
        assert isinstance(journal, SqliteJournal)
        return journal.rows(_CAME)


def longest_wait(folder: Path) -> float:
    """In seconds, of what waits to go out."""
    with read_only(folder / "desk.db") as journal:
        assert isinstance(journal, SqliteJournal)
        return float(journal.rows(_LATEST)[0][0] or 0) / 1e6


def keys(street: Street) -> list[str]:
    """Of all that stands on Slack."""
    posts = [post for post in street.slack.posts() if post.get("metadata")]
    return [post["metadata"]["event_payload"]["key"] for post in posts]


async def test_nothing_is_lost_when_a_token_is_changed(tmp_path: Path) -> None:
    """One is asked with the old token, one after it was revoked, one between stop and start."""
    token = tmp_path / "slack_bot_token"
    async with SlackDouble() as slack, DiscordDouble(TOKEN) as discord:
        street = a_street(slack, discord, tmp_path)
        token.write_text(slack.bot_token + "\n", "utf-8")
        del street.env["SLACK_BOT_TOKEN"]
        street.env |= {"SLACK_BOT_TOKEN_FILE": str(token), "DESK_BURST": "0"}
        await street.begin()
        try:
            await slack.say(street.user, "dm", ASKED[0])
            await slack.until(lambda: bool(keys(street)), within=20)
            slack.bot_token = NEW
            await slack.say(street.user, "dm", ASKED[1])
            await asyncio.sleep(1)
            await street.end(20)
            await slack.say(street.user, "dm", ASKED[2])
            token.write_text(NEW, "utf-8")
            await street.begin()
            async with asyncio.timeout(60):
                while [1] != [sent for text, sent, *_ in came(tmp_path) if text == ASKED[2]]:  # noqa: ASYNC110
                    await asyncio.sleep(0.2)
            await street.end(20)
        finally:
            await street.kill()

    log = (tmp_path / "bot.log").read_text("utf-8")
    assert [(text, 1, 1) for text in ASKED] == [
        (text, sent + waits, count) for text, sent, waits, count in came(tmp_path)
    ]
    assert longest_wait(tmp_path) <= 305
    assert [1] * len(keys(street)) == list(Counter(keys(street)).values())
    assert NEW not in log
