"""Text, components, commands and payloads as pure functions: nothing here needs a server.

What people wrote stays inert whatever it is made of; what is sent stays within Discord's limits.
"""

from __future__ import annotations

import json
import re
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS
from bot.commands.row import Command, Form, Kind
from bot.desk.nouns.message import (
    Button,
    Mention,
    Message,
    Style,
)
from bot.desk.nouns.person import Role
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.discord import words
from bot.platforms.discord.connection.refusals import problem
from bot.platforms.discord.hearing import forms, slash
from bot.platforms.discord.saying import render
from bot.platforms.discord.setup.manifest import RIGHTS, manifest, permissions
from tests.platforms.messages import messages

from .double import limits as discord_limits

NASTY = st.text(
    alphabet=st.sampled_from(list("ab1 \n*_~|`[]()<>#@:/\\-+.!&?=éhttps")), max_size=300
) | st.lists(
    st.sampled_from(
        [
            "@everyone",
            "<@1>",
            "<@&2>",
            "<#3>",
            "https://x.y",
            "[a](http://b)",
            "```",
            "> ",
            "||",
            "\\",
        ]
    )
).map("".join)


@given(NASTY)
def test_nothing_that_somebody_wrote_pings_or_links(text: str) -> None:
    shown = words.inert(text)

    assert not re.search(r"<[@#:]", shown)
    assert not re.search(r"@(everyone|here)", shown, re.IGNORECASE)
    assert not re.search(r"(?<!\\)https?://", shown)
    assert not re.search(r"(?<!\\)(\\\\)*[*_`~|\[\]]", shown.replace("\u200b", ""))


@given(NASTY)
def test_what_was_written_can_be_read_back(text: str) -> None:
    shown = words.inert(text).replace("\u200b", "")

    assert text == re.sub(r"\\(.)", r"\1", shown)


@given(NASTY, NASTY)
def test_only_addresses_of_messages_and_files_can_be_opened(before: str, after: str) -> None:
    own = "https://discord.com/channels/1571/2602/4711"
    file = "https://cdn.discordapp.com/attachments/15/26/my_photo.png?ex=6a1&is=69f&hm=0c"

    slack = "https://acme.slack.com/archives/C02A/p1793610000000100?thread_ts=1793610000.000100&cid=C02A"

    for link in (own, file, slack):
        shown = words.spans((f"{before} {link} {after}",))
        assert f" {link} " in shown
        rest = shown.replace(f" {link} ", " ", 1)
        assert not re.search(r"(?<!\\)https?://", rest)
        assert not re.search(r"@(everyone|here)", shown, re.IGNORECASE)


@pytest.mark.parametrize(
    "link",
    [
        "https://discord.com.evil.example/channels/1/2/3",
        "https://discord.com/channels/1/2/3@evil.example",
        "https://discord.com/channels/1/2/3.evil.example",
        "https://discord.com/oauth2/authorize?client_id=1",
        "https://discord.gg/abc",
        "https://cdn.discordapp.com.evil.example/attachments/1/2/a",
        "https://acme.slack.com.evil.example/archives/C02A/p179",
        "https://acme.slack.com/archives/C02A/p179@evil.example",
        "https://acme.slack.com/files/U1/F1/a.exe",
    ],
)
def test_what_only_looks_like_one_stays_inert(link: str) -> None:
    assert not re.search(r"(?<!\\)https?://", words.spans((link,)))


NAMES = words.Names(people={"1": "Kim"}, roles={"2": "Leads"}, rooms={"3": "help"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@1> and <@!1>, <@&2> in <#3>", "@Kim and @Kim, @Leads in #help"),
        ("<@7> <@&8> <#9>", "@7 @8 #9"),
        ("<:rage:1234> <a:party_1:99>", ":rage: :party_1:"),
        (
            "at <t:1793610000:R> or <t:1793610000>",
            "at 02 Nov 2026, 09:00 UTC or 02 Nov 2026, 09:00 UTC",
        ),
        ("<t:99999999999999999:f>", "<t:99999999999999999:f>"),
        (
            "try </desk ask:55> in <id:browse>, see <https://x.org/a?b=1>",
            "try /desk ask in #browse, see https://x.org/a?b=1",
        ),
        ("`<@1>` ```\n<#3>\n```", "`<@1>` ```\n<#3>\n```"),
        ("a < b > c <b> <@x>", "a < b > c <b> <@x>"),
    ],
)
def test_tokens_are_read_as_words(written: str, read: str) -> None:
    assert read == words.readable(written, NAMES)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("```py\nprint(1)```", "```\nprint(1)```"),
        ("see ```json\n{}\n``` please", "see ```\n{}\n``` please"),
        ("```c++\nint a;\nint b;\n```", "```\nint a;\nint b;\n```"),
        ("```py```", "```py```"),
        ("```py\n```", "```py\n```"),
        ("```two words\nmore```", "```two words\nmore```"),
        ("```\npy\nmore```", "```\npy\nmore```"),
    ],
)
def test_the_language_of_code_is_no_line_of_it(written: str, read: str) -> None:
    assert read == words.readable(written, NAMES)


MESSAGES = messages(NASTY, Mention(person="discord:5", name="lead"))


def components_of(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    return [item.to_component_dict() for item in view.children]


@given(MESSAGES)
async def test_every_message_fits_into_discords_limits(message: Message) -> None:
    for sheet in render.sheets(message, mention="<@5>"):
        view = render.view(sheet)
        body = {"components": components_of(view), "flags": 1 << 15}

        assert view.is_finished()
        assert [] == discord_limits.message_problems(json.loads(json.dumps(body)))


async def test_buttons_carry_exactly_their_command() -> None:
    button = Button(label="I'll take it", command="claim 12", style=Style.PRIMARY)
    sheet = render.sheets(Message(kind="card", parts=(), buttons=(button,)))[0]
    row = components_of(render.view(sheet))[0]

    assert ("claim 12", 1) == (row["components"][0]["custom_id"], row["components"][0]["style"])


def test_a_nonce_is_the_same_for_the_same_part_and_fits() -> None:
    first, second = render.nonce("in:discord:1/1"), render.nonce("in:discord:1/1", 1)

    assert first == render.nonce("in:discord:1/1")
    assert first != second
    assert 24 == len(first) == len(second)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("# Title\n\ntext", "### Title\ntext\n"),
        ("a **bold** _word_ and ~~gone~~", "a **bold** *word* and ~~gone~~\n"),
        ("1. one\n2. two\n   - deep", "1. one\n2. two\n  - deep"),
        (
            "see [here](https://x.y) or https://a.b/c_d",
            "see [here](<https://x.y>) or https://a.b/c_d\n",
        ),
        ("[bad](javascript:alert)", "\\[bad\\](javascript:alert)\n"),
        ("`a*b`", "`a*b`\n"),
        ("```` a``<@1> ````", "`` a`\u200b`<@1> ``\n"),
        ("```\nx = 1\n```", "```\nx = 1\n```"),
        ("> said\n> so", "> said\n> so\n"),
        ("5 * 3 <@1> @everyone", "5 \\* 3 \\<\u200b@1\\> @\u200beveryone\n"),
    ],
    ids=[
        *("heading", "styles", "lists", "links", "unsafe link", "code", "code with backticks"),
        *("block", "quote", "signs"),
    ],
)
def test_markdown_is_discords_own(markdown: str, shown: str) -> None:
    assert shown == "\n".join(words.markdown(markdown))


def test_commands_come_from_the_table_and_fit() -> None:
    defined = slash.definitions(Wording(read_locales()))
    names = {each["name"] for each in defined}
    subs = {sub["name"] for each in defined for sub in each.get("options", ()) if sub["type"] == 1}

    assert [] == discord_limits.command_problems(defined)
    assert all(len(each.get("options", ())) <= 25 for each in defined)
    assert {row.name for row in COMMANDS.visible(Role.LEAD)} <= names | subs


def test_a_change_of_the_table_is_noticed() -> None:
    rows = COMMANDS.visible(Role.LEAD)
    whole, less = (
        slash.definitions(Wording(read_locales()), rows),
        slash.definitions(Wording(read_locales()), rows[:-1]),
    )

    assert slash.fingerprint(whole) == slash.fingerprint(slash.definitions(Wording(read_locales())))
    assert slash.fingerprint(whole) != slash.fingerprint(less)


@pytest.mark.parametrize(
    "row", [row for row in COMMANDS.rows if row.params], ids=lambda row: row.name
)
async def test_every_command_has_a_form_that_discord_takes(row: Command) -> None:
    form = Form(command=row, line=row.name, params=row.params)
    modal = forms.modal(form, Wording(read_locales()), "de").to_dict()

    assert [] == discord_limits.modal_problems(modal)
    assert f"form:{row.name}" == modal["custom_id"]


def test_a_sent_form_is_read_whatever_its_shape() -> None:
    label = {"type": 18, "component": {"type": 4, "custom_id": "text", "value": "Hello"}}
    row = {"type": 1, "components": [{"type": 4, "custom_id": "reason", "value": "because"}]}
    select = {"type": 18, "component": {"type": 3, "custom_id": "field", "values": ["owner"]}}
    empty = {"type": 18, "component": {"type": 4, "custom_id": "left", "value": ""}}

    assert {"text": "Hello", "reason": "because", "field": "owner"} == forms.fields(
        {"components": [label, row, select, empty]}
    )


def test_a_person_option_becomes_an_id_and_a_ticket_may_be_left_out() -> None:
    data = {
        "name": "desk",
        "options": [
            {
                "name": "transfer",
                "type": 1,
                "options": [{"name": "person", "type": 6, "value": "77"}],
            }
        ],
    }
    typed = slash.read(data)
    assert typed is not None
    assert {"person": "discord:77"} == typed.given
    assert slash.form(typed, ticket_known=True) is None
    asked = slash.form(typed, ticket_known=False)
    assert asked is not None
    assert [Kind.TICKETS] == [param.kind for param in asked.params]


def test_a_refusal_without_words_still_says_its_code() -> None:
    class Answer:
        status, reason = 400, "Bad Request"

    answer: Any = Answer()  # not a response, whatever types are installed beside
    error = discord.HTTPException(answer, {"code": 99999, "message": "New"})

    assert "Discord refused it (code 99999)" == str(problem(error))


def test_the_invite_asks_for_what_is_explained_and_no_more() -> None:
    assert 395137109056 == permissions().value
    text = manifest("42")
    assert "client_id=42&scope=bot+applications.commands&permissions=395137109056" in text
    assert all(why.split(",")[0] in text for why in RIGHTS.values())
    assert not permissions().administrator


@pytest.mark.parametrize(
    "text", ["<a@everyone>", "https://x.org/@here", "[x](https://a.b/@everyone)"]
)
def test_an_address_calls_nobody(text: str) -> None:
    assert "@everyone" not in (shown := "".join(words.markdown(text)))
    assert "@here" not in shown
