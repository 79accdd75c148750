"""Every word that a customer wrote is there for staff: below the card and in `ticket N`."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.desk.nouns.message import Message
from bot.platforms import plain
from bot.platforms.discord.saying import render as discord_render
from bot.platforms.seen import visible
from bot.platforms.slack.saying import render as slack_render
from bot.platforms.slack.saying.render import Look
from tests.desk.harness import ANA, SAM, Desk
from tests.platforms.discord.double import limits as discord_limits
from tests.platforms.slack.double.blocks import refuse_bad_blocks

LOG = "2026-11-27 03:11:02 ERROR robot.arm: E-STOP code 0x8F at bay"
TRACE = """Traceback (most recent call last):
  File "arm.py", line 12, in move
robot.ArmError: bay blocked"""
SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"))
WORD = st.text(SIGNS, min_size=1, max_size=12)
TOKEN = st.one_of(
    WORD,
    st.integers(0, 10**9).map(str),
    WORD.map(lambda word: f"https://example.com/{word}?q=1"),
    st.sampled_from(
        [
            "@kim",
            "#help",
            ":rage:",
            "<@U1>",
            "<!here>",
            "@everyone",
            "<@1>",
            "*b*",
            "`c`",
            "\\",
            ">",
        ]
    ),
)
BLOCK = st.one_of(
    st.lists(TOKEN, min_size=1, max_size=30).map(" ".join),
    st.tuples(st.sampled_from([LOG, TRACE]), st.integers(1, 9)).map(lambda t: f"{t[0]} {t[1]}"),
    st.lists(TOKEN, min_size=1, max_size=9).map(lambda each: "```\n" + "\n".join(each) + "\n```"),
)
MESSAGE = st.tuples(
    st.lists(BLOCK, min_size=1, max_size=8).map("\n".join), st.integers(1, 400)
).map(lambda t: "\n".join([t[0]] * max(1, min(t[1], 40_000 // len(t[0]))))[:40_000])
UNKNOWN = "do you ship to brazil"


def tokens(text: str) -> set[str]:
    """Words as somebody tells them apart; fences and what nobody sees are none."""
    bare = re.sub("```|\u200b", " ", text)
    return set(visible(bare).split())


def on_slack(message: Message, look: Look) -> str:
    payload = slack_render.payload(message, plain.clock, look)
    if look is Look.TEXT:
        assert len(payload["text"]) <= 40_000
        return slack_unescaped(payload["text"])
    refuse_bad_blocks(payload["blocks"], set())
    return " ".join(slack_texts(payload["blocks"]))


def slack_unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def slack_texts(thing: Any) -> Iterator[str]:
    """What stands in blocks; leaves of one element belong together."""
    if isinstance(thing, list):
        for each in thing:
            yield from slack_texts(each)
    elif isinstance(thing, dict):
        text = thing.get("text")
        if isinstance(text, str):
            yield slack_unescaped(text) if thing.get("type") == "mrkdwn" else text
        for each in thing.values():
            yield from slack_texts(each)


def on_discord(message: Message) -> str:
    shown = []
    for sheet in discord_render.sheets(message):
        view = discord_render.view(sheet)
        body = {"components": [i.to_component_dict() for i in view.children], "flags": 1 << 15}
        assert [] == discord_limits.message_problems(json.loads(json.dumps(body)))
        raw = sheet.text.replace("\u200b", "")
        shown += [raw, re.sub(r"\\(.)", r"\1", raw)]
    return "\n".join(shown)


def everywhere(messages: Iterable[Message]) -> dict[str, set[str]]:
    """What is read in each place that staff may sit in."""
    found = list(messages)
    seen = {f"Slack {look.name}": [on_slack(m, look) for m in found] for look in Look}
    seen["Discord"] = [on_discord(message) for message in found]
    seen["terminal"] = [plain.text(message, plain.clock) for message in found]
    return {place: tokens("\n".join(texts)) for place, texts in seen.items()}


@settings(max_examples=25)
@given(MESSAGE)
def test_every_word_reaches_staff_below_the_card_and_in_the_ticket(words: str) -> None:
    desk = Desk()
    desk.say(ANA, f"{UNKNOWN}\n{words}")
    if not desk.journal.open_tickets():
        assume(desk.journal.questions_of(desk.last))
        desk.command(ANA, "pass 1")
    card = [message for out, message in desk.sent if out.readership == "staff"]
    before = len(desk.sent)
    desk.command(SAM, "ticket 1")
    listed = [message for _, message in desk.sent[before:]]

    wanted = tokens(words)
    for place, seen in [*everywhere(card).items(), *everywhere(listed).items()]:
        assert set() == wanted - seen, place
