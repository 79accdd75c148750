"""The running program, both platforms at once: what machines see of it, and what its log holds."""

import asyncio
import json
import re
import socket
from pathlib import Path
from typing import Any

import aiohttp

from tests.chaos.g16_times import Street, a_street
from tests.platforms.discord.double import DiscordDouble
from tests.platforms.slack.double import SlackDouble, faults

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GdOuBl.opens-nothing-it-is-the-doubles-own"  # noqa: S105
CANARIES = [f"canary-{number}-tweets" for number in range(9)]
NAME = "Zebulon"
SHOWN = {
    *("inbox_waiting", "inbox_oldest_seconds", "inbox_dead"),
    *("outbox_waiting", "outbox_oldest_seconds", "outbox_unknown"),
    *("promises_open", "promises_overdue", "listening", "heard_seconds"),
    *("connections", "silent_seconds", "connects_total"),
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def get(port: int, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_machines_see_numbers_and_the_log_holds_nobodys_words(tmp_path: Path) -> None:
    async with SlackDouble() as slack, DiscordDouble(TOKEN) as discord:
        street, port = a_street(slack, discord, tmp_path), free_port()
        street.env |= {"DESK_METRICS_PORT": str(port)}
        street.env |= {"DESK_LOG_LEVEL": "debug", "DESK_LOG_FORMAT": "json"}
        await street.begin()
        try:
            await _talk(street)
            health, page = await get(port, "/healthz"), (await get(port, "/metrics"))[1]
            slack.socket.link_disabled = True
            await slack.disable_link()
            await slack.until(lambda: not slack.connections, within=20)
            ill = await _until_ill(port)
        finally:
            await street.end(20)

    log = (tmp_path / "bot.log").read_text("utf-8")
    found = _values(page)
    assert (200, "ok\n") == health
    assert SHOWN <= {name.partition("{")[0].removeprefix("frontdesk_") for name in found}
    assert 2 == found['frontdesk_connections{platform="slack"}']
    assert 1 == found['frontdesk_connections{platform="discord"}']
    assert found['frontdesk_silent_seconds{platform="discord"}'] < 60
    assert (503, "slack has no connection\n") == ill
    assert "put aside" not in log
    assert "slack" in _followed(log)
    for hidden in (*CANARIES, NAME, TOKEN, slack.bot_token, slack.app_token):
        assert hidden not in log + page


def _followed(log: str) -> set[str]:
    """The platforms of which a message can be followed from being kept to being answered."""
    told: dict[str, set[str]] = {}
    for line in map(json.loads, log.splitlines()):
        if named := re.search(r"^(kept|done|sent) (?:in|out)box=(?:in:)?(\S+)", line["message"]):
            told.setdefault(named[2].partition("/")[0], set()).add(named[1])
    return {each.partition(":")[0] for each, steps in told.items() if len(steps) == 3}


async def _talk(street: Street) -> None:
    """Words in every way in, some of them into trouble."""
    slack, discord, ana, sam = street.slack, street.discord, street.user, street.sam
    slack.world.users[ana].real_name = slack.world.users[ana].name = NAME
    cem, words = discord.add_user(NAME), iter(CANARIES)
    await slack.say(ana, "dm", f"Can you paint my boat? {next(words)}")
    await _handed_over(street)
    slack.faults.add("chat.postMessage", faults.server_error(), faults.error("internal_error"))
    slack.faults.add("chat.postMessage", faults.error("restricted_action"))
    discord.fault("POST /channels/*/messages", status=503, times=1)
    await slack.slash(ana, "dm", f"ask where is it? {next(words)}")
    discord.say(cem, discord.dm(cem), f"Could you mend my sofa? {next(words)}")
    for line in (f"note 1 {next(words)}", f"reply 1 {next(words)}", f"find {next(words)}"):
        await slack.slash(sam, street.staff, line)
    await slack.slash(sam, street.staff, f"nonsense {next(words)}")
    await slack.slash(sam, street.staff, f"add {next(words)} | {next(words)}")
    await asyncio.sleep(2)
    await slack.settled(20)


async def _handed_over(street: Street) -> None:
    """Until there is a ticket in the staff room."""
    asked: list[Any] = []

    def card() -> bool:
        asked[:] = [p for p in street.slack.posts(street.staff) if not p.get("thread_ts")]
        return bool(asked)

    await street.slack.say(street.user, "dm", "let me talk to a person")
    await street.slack.until(card, within=30)


async def _until_ill(port: int) -> tuple[int, str]:
    for _ in range(100):
        answer = await get(port, "/healthz")
        if answer[0] != 200:
            return answer
        await asyncio.sleep(0.1)
    return answer


def _values(page: str) -> dict[str, float]:
    lines = [line for line in page.splitlines() if not line.startswith("#")]
    return {name: float(number) for name, _, number in (line.rpartition(" ") for line in lines)}
