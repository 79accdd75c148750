"""What Slack is sent for any message: well formed, within limits, and pinging nobody by accident."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.message import (
    Button,
    Line,
    Markdown,
    Mention,
    Message,
    Moment,
    Style,
)
from bot.platforms import plain
from bot.platforms.slack.around import home
from bot.platforms.slack.saying import render
from bot.platforms.slack.saying.render import Look
from bot.platforms.slack.words import as_markdown, escape, readable, unescape
from tests.platforms.messages import AT, messages

from .double.blocks import refuse_bad_blocks, refuse_bad_view

NASTY = st.sampled_from(
    [
        "<!channel>",
        "<@U00000SAM>",
        "@here",
        "<#C1|x>",
        "a&b",
        "*b*",
        "`c`",
        "[x](javascript:1)",
        "```",
    ]
)
MESSAGES = messages(NASTY)


def shown(message: Message, look: Look) -> dict[str, Any]:
    return render.payload(message, plain.clock, look)


@given(MESSAGES, st.sampled_from([Look.FULL, Look.RICH, Look.CLASSIC]))
def test_slack_takes_every_message_in_every_look(message: Message, look: Look) -> None:
    payload = shown(message, look)

    if payload["blocks"]:
        refuse_bad_blocks(payload["blocks"], set())
    assert len(payload["text"]) <= 4000


@given(MESSAGES, st.sampled_from(Look))
def test_nothing_in_a_text_pings_or_links(message: Message, look: Look) -> None:
    payload = shown(message, look)

    tokens = set(re.findall(r"<[^>]*>", payload["text"])) | _mrkdwn_tokens(payload)
    assert all(token.startswith("<!date^") for token in tokens)
    kinds = _leaf_kinds(payload.get("blocks", []))
    assert kinds.isdisjoint({"user", "usergroup", "channel", "broadcast"})


def _mrkdwn_tokens(payload: dict[str, Any]) -> set[str]:
    texts = re.findall(r'"type": "mrkdwn", "text": "((?:[^"\\]|\\.)*)"', json.dumps(payload))
    return {token for text in texts for token in re.findall(r"<[^>]*>", json.loads(f'"{text}"'))}


def _leaf_kinds(thing: Any) -> set[str]:
    if isinstance(thing, dict):
        return {str(thing.get("type"))}.union(*map(_leaf_kinds, thing.values()))
    return set().union(*map(_leaf_kinds, thing)) if isinstance(thing, list) else set()


@given(MESSAGES)
def test_home_takes_every_message(message: Message) -> None:
    for look in (Look.FULL, Look.CLASSIC):
        refuse_bad_view(home.page(message, plain.clock, look, "Ask a question"), set())


def test_only_a_mention_pings_and_exactly_that_one() -> None:
    mention = Mention(person="slack:T1:U00000LEA", name="lea")
    message = Message(kind="x", parts=(Line(spans=(mention, ": look <!here>")),))

    payload = shown(message, Look.FULL)

    [section] = payload["blocks"][0]["elements"]
    assert {"type": "user", "user_id": "U00000LEA"} == section["elements"][0]
    assert "<@U00000LEA>: look &lt;!here&gt;" == payload["text"]


def test_times_are_shown_in_the_readers_zone_with_words_for_those_who_cannot() -> None:
    message = Message(kind="x", parts=(Line(spans=("by ", Moment(at=AT))),))

    payload = shown(message, Look.FULL)

    date = payload["blocks"][0]["elements"][0]["elements"][1]
    assert ("date", 1795426200, "Mon 23 Nov, 09:30") == (
        date["type"],
        date["timestamp"],
        date["fallback"],
    )
    assert "Mon 23 Nov, 09:30" in payload["text"]


def test_markdown_keeps_its_shape() -> None:
    text = "Open **Settings**.\n\n1. one\n2. two\n   - deep\n\n> said\n\n```\ncode\n```\n[a](https://x.org)"
    message = Message(kind="x", parts=(Markdown(text=text),))

    elements = shown(message, Look.FULL)["blocks"][0]["elements"]

    kinds = [element["type"].removeprefix("rich_text_") for element in elements]
    assert ["section", "list", "list", "quote", "preformatted", "section"] == kinds
    assert {"bold": True} == elements[0]["elements"][1]["style"]
    assert ("ordered", "bullet", 1) == (
        elements[1]["style"],
        elements[2]["style"],
        elements[2]["indent"],
    )
    assert "https://x.org" == elements[5]["elements"][0]["url"]


def test_what_does_not_fit_is_counted() -> None:
    message = Message(kind="x", parts=(Markdown(text="word " * 5000),))

    payload = shown(message, Look.FULL)

    refuse_bad_blocks(payload["blocks"], set())
    assert "more do not fit here" in json.dumps(payload["blocks"])
    assert "more do not fit here" in payload["text"]


def test_text_alone_says_what_to_write_instead_of_pressing() -> None:
    buttons = (Button(label="That solved it", command="solved 1", number=1),)
    message = Message(kind="x", parts=(Line(spans=("Hi",)),), buttons=buttons)

    assert {"text": "Hi\n[1] That solved it"} == shown(message, Look.TEXT)


def test_every_button_has_words_for_screen_readers_and_its_command() -> None:
    buttons = (
        Button(label="Yes", command="sorted 12", describe="Yes, ticket 12", style=Style.PRIMARY),
        Button(label="No", command="notsorted 12"),
    )
    message = Message(kind="x", parts=(Line(spans=("Hi",)),), buttons=buttons)

    actions = shown(message, Look.FULL)["blocks"][-1]["elements"]

    assert [("sorted 12", "Yes, ticket 12"), ("notsorted 12", "No")] == [
        (each["value"], each["accessibility_label"]) for each in actions
    ]


@given(st.text())
def test_escapes_come_back_as_they_were(text: str) -> None:
    assert text == unescape(escape(text))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@U1> said", "@ana said"),
        (
            "see <https://x.org|the page> &amp; <https://y.org>",
            "see the page (https://x.org) & https://y.org",
        ),
        ("<mailto:a@b.c|a@b.c>", "a@b.c"),
        ("<#C1|help> <!here> <!subteam^S1|@team>", "#help @here @team"),
        ("<!subteam^S1> <!channel>", "@S1 @channel"),
        (
            "<!date^1793610000^{date_short}|2 Nov> <!date^1793610000^{time}>",
            "2 Nov 02 Nov 2026, 09:00 UTC",
        ),
        (
            "<http://x.org|x.org> <https://y.org/|y.org> <tel:+4930|+49 30>",
            "x.org y.org +49 30 (tel:+4930)",
        ),
        (":rage: :wave::skin-tone-3:", ":rage: :wave::skin-tone-3:"),
        ("&lt;b&gt;", "<b>"),
        (
            "<b>Hi</b> <!-- not before May --> <@> 1 <2> 3",
            "<b>Hi</b> <!-- not before May --> <@> 1 <2> 3",
        ),
    ],
)
def test_tokens_are_read_as_words(written: str, read: str) -> None:
    assert read == readable(written, lambda _: "@ana")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*bold* _thin_ ~gone~", "**bold** *thin* ~~gone~~"),
        ("`*not*` 2*3*4", "`*not*` 2*3*4"),
        ("• one\n• two", "- one\n- two"),
        ("<https://x.org|there>", "[there](https://x.org)"),
    ],
)
def test_slacks_marks_become_markdown(written: str, read: str) -> None:
    assert read == as_markdown(written, lambda user: f"@{user}")
