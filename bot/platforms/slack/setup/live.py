"""`doctor --live`: a few safe calls with real tokens, for what no double can know of Slack.

Writes one message into the staff channel and takes it away again.
"""

from collections.abc import Awaitable

from bot.desk.nouns.message import Button, Fine, Line, Markdown, Message, Moment, Style, Tone
from bot.platforms.check import Check
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import FAILURES, why
from bot.platforms.slack.saying import render
from bot.platforms.slack.saying.render import Look
from bot.platforms.slack.setup.manifest import WITHOUT
from bot.platforms.slack.words import moment
from bot.platforms.staff import staff_channel
from bot.settings.settings import Settings


async def live(settings: Settings) -> list[Check]:
    """A few safe calls: what no double can know of the real Slack."""
    calls = Calls(token=settings.slack_bot_token, base_url=settings.slack_api_url)
    room, found = staff_channel(settings, "slack"), list[Check]()
    if not room:
        return [Check(ok=False, what="No staff channel to try anything in")]
    message = _sample(str((await calls.web.auth_test())["user"]))

    def when(_: object) -> str:
        return "1 Jan 2026, 00:00 UTC"

    for look in (Look.FULL, Look.RICH, Look.CLASSIC):
        blocks = render.blocks(message, when, look)
        validated = calls.web.blocks_validate(blocks=blocks)
        found.append(await _try(f"Blocks: {look.name.lower()}", validated))
    metadata = {"event_type": "frontdesk_check", "event_payload": {"key": "doctor"}}
    try:
        posted = await calls.web.chat_postMessage(
            channel=room, metadata=metadata, **render.payload(message, when)
        )
    except FAILURES as error:
        return [*found, Check(ok=False, what=f"Posting: {why(error)}", fix="Invite the app.")]
    ts = str(posted["ts"])
    found.append(Check(ok=True, what="Posting to the staff channel"))
    changed = calls.web.chat_update(
        channel=room, ts=ts, **render.payload(message, when, Look.CLASSIC)
    )
    found.append(await _try("Editing", changed))
    found.append(await _read_back(calls, room, ts))
    found.append(await _try("Taking it away", calls.web.chat_delete(channel=room, ts=ts)))
    return found


def _sample(name: str) -> Message:
    at = moment("1767225600.000000")
    return Message(
        kind="answer",
        tone=Tone.ANSWER,
        parts=(
            Line(spans=(f"{name} is trying itself out. This goes away by itself. ", Moment(at=at))),
            Markdown(text="1. **One**\n2. *Two*, [three](https://example.com)\n\n`four`"),
            Fine(spans=("doctor --live",)),
        ),
        buttons=(
            Button(label="Nothing", command="help", style=Style.PRIMARY),
            Button(label="Happens", command="help"),
        ),
    )


async def _try(what: str, call: Awaitable[object]) -> Check:
    try:
        await call
    except FAILURES as error:
        return Check(ok=False, what=f"{what}: {why(error)}", effect="It is done without.")
    return Check(ok=True, what=what)


async def _read_back(calls: Calls, room: str, ts: str) -> Check:
    """Metadata in history is what tells a sent message from a lost one."""
    try:
        answer = await calls.web.conversations_history(
            channel=room, oldest=ts, inclusive=True, limit=5, include_all_metadata=True
        )
    except FAILURES as error:
        return Check(
            ok=False, what=f"Reading history: {why(error)}", effect=WITHOUT["groups:history"]
        )
    keys = [
        ((each.get("metadata") or {}).get("event_payload") or {}).get("key")
        for each in answer["messages"]
        if each["ts"] == ts
    ]
    if keys == ["doctor"]:
        return Check(ok=True, what="What was posted is found in history by its key")
    return Check(
        ok=False,
        what="What was posted is not found in history by its key",
        effect="A message whose sending was unclear is reported to staff instead of looked up.",
        fix="Report this, with the date and the plan of your workspace.",
    )
