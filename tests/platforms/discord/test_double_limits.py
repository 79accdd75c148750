"""The double refuses what Discord refuses, and keeps it on record.

Sent as plain HTTP, because discord.py would not send most of it.
"""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from .double import DiscordDouble

V2 = 1 << 15
Json = dict[str, Any]


def button(number: int, **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "x", "custom_id": f"b{number}"} | more


def row(*inner: Json) -> Json:
    return {"type": 1, "components": list(inner)}


def text(length: int) -> Json:
    return {"type": 10, "content": "x" * length}


def select(count: int) -> Json:
    options = [{"label": f"o{n}", "value": f"o{n}"} for n in range(count)]
    return {"type": 3, "custom_id": "s", "options": options}


async def _send(double: DiscordDouble, method: str, path: str, body: Any) -> int:
    headers = {"Authorization": f"Bot {double.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, double.api_url + path, json=body) as answer,
    ):
        assert answer.status == 204 or "application/json" == answer.headers["Content-Type"]
        return answer.status


REFUSED = {
    "content over 2000": {"content": "x" * 2001},
    "content in a v2 message": {"content": "x", "flags": V2, "components": [text(1)]},
    "embeds in a v2 message": {"embeds": [{"title": "x"}], "flags": V2, "components": [text(1)]},
    "text display without v2": {"components": [text(1)]},
    "41 components": {"flags": V2, "components": [{"type": 17, "components": [text(1)] * 40}]},
    "4001 characters": {"flags": V2, "components": [text(2001), text(2000)]},
    "6 rows": {"components": [row(button(n)) for n in range(6)]},
    "6 buttons in a row": {"components": [row(*(button(n) for n in range(6)))]},
    "custom_id twice": {"components": [row(button(1), button(1))]},
    "custom_id over 100": {"components": [row(button(1, custom_id="x" * 101))]},
    "label over 80": {"components": [row(button(1, label="x" * 81))]},
    "26 options": {"components": [row(select(26))]},
    "select beside a button": {"components": [row(select(2), button(1))]},
    "link with a custom_id": {"components": [row(button(1, style=5, url="https://a.example"))]},
    "embeds over 6000": {"embeds": [{"description": "x" * 3001}] * 2},
    "nonce over 25": {"content": "x", "nonce": "x" * 26},
    "users both parsed and listed": {
        "content": "x",
        "allowed_mentions": {"parse": ["users"], "users": ["1"]},
    },
    "wrong kind of value": {"content": ["x"]},
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
async def test_a_message_beyond_the_limits_is_refused_and_noted(
    double: DiscordDouble, body: Json
) -> None:
    room = double.add_text("help")

    status = await _send(double, "POST", f"/channels/{room.id}/messages", body)

    assert (400, []) == (status, double.messages(room))
    assert double.violations


ALLOWED = {
    "2000 characters": {"content": "x" * 2000},
    "40 components": {"flags": V2, "components": [{"type": 17, "components": [text(100)] * 39}]},
    "25 buttons": {
        "components": [row(*(button(5 * r + c) for c in range(5))) for r in range(5)],
    },
    "25 options": {"components": [row(select(25))]},
    "snowflakes as numbers": {"content": "x", "allowed_mentions": {"parse": [], "users": [12]}},
}


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED.keys())
async def test_a_message_within_the_limits_is_accepted(double: DiscordDouble, body: Json) -> None:
    room = double.add_text("help")

    status = await _send(double, "POST", f"/channels/{room.id}/messages", body)

    assert (200, []) == (status, double.violations)


async def test_an_empty_message_is_refused(double: DiscordDouble) -> None:
    room = double.add_text("help")
    assert 400 == await _send(double, "POST", f"/channels/{room.id}/messages", {"tts": False})


def command(name: str, **more: Any) -> Json:
    return {"name": name, "type": 1, "description": "x"} | more


COMMANDS = {
    "upper case": [command("Ask")],
    "twice": [command("ask"), command("ask")],
    "no description": [command("ask", description="")],
    "over 8000": [
        command(
            "ask",
            options=[
                {"type": 3, "name": f"o{n}", "description": "x" * 100, "choices": choices}
                for n, choices in enumerate(
                    [[{"name": f"{c:050}", "value": f"{c:050}"} for c in range(25)]] * 4
                )
            ],
        )
    ],
    "required after optional": [
        command(
            "ask",
            options=[
                {"type": 3, "name": "a", "description": "x"},
                {"type": 3, "name": "b", "description": "x", "required": True},
            ],
        )
    ],
    "16 context menus": [{"name": f"m{n}", "type": 3} for n in range(16)],
}


@pytest.mark.parametrize("commands", COMMANDS.values(), ids=COMMANDS.keys())
async def test_commands_beyond_the_limits_are_refused(
    double: DiscordDouble, commands: list[Json]
) -> None:
    path = f"/applications/{double.bot.id}/commands"

    assert 400 == await _send(double, "PUT", path, commands)
    assert {} == double.synced()


async def test_forms_and_suggestions_beyond_the_limits_are_refused(double: DiscordDouble) -> None:
    ana, room = double.add_user("ana"), double.add_text("help")
    option = {"type": 3, "name": "entry", "description": "x", "autocomplete": True}
    path = f"/applications/{double.bot.id}/commands"
    assert 200 == await _send(double, "PUT", path, [command("ask", options=[option])])
    field = {"type": 4, "custom_id": "t", "style": 1}
    labels = [
        {"type": 18, "label": "x", "component": field | {"custom_id": f"t{n}"}} for n in range(6)
    ]
    form = {"custom_id": "f", "title": "x", "components": labels}
    choices = [{"name": str(n), "value": str(n)} for n in range(26)]
    asked = double.slash(ana, room, "ask")
    typed = double.autocomplete(ana, room, "ask", "entry", "x")
    statuses = [
        await _send(double, "POST", f"/interactions/{it.id}/{it.token}/callback", body)
        for it, body in (
            (asked, {"type": 9, "data": form}),
            (asked, {"type": 9, "data": form | {"components": labels[:5]}}),
            (typed, {"type": 8, "data": {"choices": choices}}),
            (typed, {"type": 4, "data": {"content": "x"}}),
            (typed, {"type": 8, "data": {"choices": choices[:25]}}),
        )
    ]

    assert [400, 204, 400, 400, 204] == statuses
