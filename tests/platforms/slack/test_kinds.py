"""Every kind of message on Slack, and every place in one where words stand: none of them gets lost.

Payloads are in Slack's own shape; the lists are Slack's, so that a new kind must be decided.
"""

from pathlib import Path
from typing import Any

import pytest

from bot.desk.nouns.file import FileKind
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.person import Person
from bot.platforms.kind import Heard, Kind
from bot.platforms.slack.hearing.kinds import PLACES, SUBTYPES
from bot.platforms.slack.hearing.listen import heard, people_in
from bot.platforms.slack.knowing.places import Here

from .double import SlackDouble, kinds
from .stage import KNOWN, UNKNOWN, stage

HERE = Here(team="T1", bot_user="UBOT", bot_id="B1", url="https://acme.slack.com/")
PEOPLE = {
    "UANA": Person(id="slack:T1:UANA", name="ana"),
    "UBEN": Person(id="slack:T1:UBEN", name="ben"),
}

SLACKS_LIST = """
assistant_app_thread bot_message channel_archive channel_convert_to_private channel_convert_to_public
channel_join channel_leave channel_name channel_posting_permissions channel_purpose channel_topic
channel_unarchive document_mention ekm_access_denied file_comment file_mention file_share group_archive
group_join group_leave group_name group_purpose group_topic group_unarchive me_message message_changed
message_deleted message_replied pinned_item reminder_add reply_broadcast thread_broadcast unpinned_item
bot_add bot_remove huddle_thread sh_room_created slackbot_response tombstone tabbed_canvas_updated
channel_canvas_updated app_conversation_join
""".split()  # noqa: SIM905 - a column of words reads better


def message(text: str = "", room: str = "D1", **more: Any) -> dict[str, Any]:
    event = {"type": "message", "user": "UANA", "text": text, "channel": room}
    return {**event, "ts": "1793610000.000100", **more}


def heard_of(payload: dict[str, Any]) -> Said:
    inbound = heard({**message(), **payload}, HERE, PEOPLE)
    assert isinstance(inbound, Said)
    return inbound


def said(**more: Any) -> Said:
    inbound = heard(message(**more), HERE, PEOPLE)
    assert isinstance(inbound, Said)
    return inbound


def test_every_subtype_of_slacks_is_decided() -> None:
    assert set(SLACKS_LIST) <= set(SUBTYPES)


@pytest.mark.parametrize(
    ("subtype", "kind"), SUBTYPES.items(), ids=lambda each: str(each) or "none"
)
def test_each_subtype_is_heard_as_decided(subtype: str, kind: Kind) -> None:
    event = message("hello", **({"subtype": subtype} if subtype else {}))
    if kind.heard is Heard.CHANGE:
        return  # these have shapes of their own, and tests in test_listen

    assert (kind.heard is Heard.WORDS) == isinstance(heard(event, HERE, PEOPLE), Said)


def test_a_kind_that_slack_may_yet_invent_is_heard_if_somebody_typed_it() -> None:
    typed = message("hello", subtype="hologram", client_msg_id="1-2-3")

    assert isinstance(heard(typed, HERE, PEOPLE), Said)
    assert heard(message("hello", subtype="weather_changed"), HERE, PEOPLE) is None


SHARE = {
    "is_share": True,
    "is_msg_unfurl": True,
    "author_name": "Ben",
    "channel_name": "general",
    "text": "The export of <@UBEN> fails\nwith E42",
    "from_url": "https://acme.slack.com/archives/C1/p1",
}
CLIP = {
    "id": "F1",
    "name": "audio_message.m4a",
    "mimetype": "audio/mp4",
    "subtype": "slack_audio",
    "duration_ms": 12_400,
    "size": 48_000,
    "transcription": {"status": "complete", "preview": {"content": "my export fails"}},
}
SNIPPET = {
    "id": "F2",
    "name": "trace.txt",
    "mimetype": "text/plain",
    "mode": "snippet",
    "preview": "KeyError: 'id'",
}
PAGE = {"from_url": "https://x.y", "title": "A page", "text": "its words"}
APP_PAGE = {"is_app_unfurl": True, "app_unfurl_url": "https://x.y", "text": "its words"}
TABLE = {
    "blocks": [
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": "order"}, {"type": "raw_text", "text": "state"}],
                [{"type": "raw_text", "text": "A-17"}, {"type": "raw_number", "value": 5}],
            ],
        }
    ],
    "fallback": "[no preview available]",
}
RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "ask "},
                {"type": "user", "user_id": "UBEN"},
                {"type": "emoji", "name": "wave"},
                {"type": "link", "url": "https://a.b", "text": "here"},
            ],
        },
        {
            "type": "rich_text_list",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "one <1>"}]}
            ],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "so"}]},
    ],
}
PICTURE = {"id": "F3", "name": "a.png", "mimetype": "image/png", "permalink": "https://x/a"}

STANDS: dict[str, tuple[dict[str, Any], str, str, list[str]]] = {
    "text": ({"text": "how &amp; why"}, "how & why", "", []),
    "blocks": ({"blocks": [RICH]}, "ask @ben:wave:here (https://a.b)\n• one <1>\n> so", "", []),
    "attachments: blocks": (
        {"text": "see", "attachments": [TABLE]},
        "see\norder | state\nA-17 | 5",
        "",
        [],
    ),
    "files: transcription": ({"files": [CLIP]}, "my export fails", "", ["audio_message.m4a"]),
    "attachments: is_share": (
        {"attachments": [SHARE]},
        "",
        "> The export of @ben fails\n> with E42\n> — Ben, #general",
        [],
    ),
    "attachments: is_msg_unfurl": (
        {"text": "look", "attachments": [{**SHARE, "is_share": False}]},
        "look",
        "> The export of @ben fails\n> with E42\n> — Ben, #general",
        [],
    ),
    "files: preview": (
        {"files": [SNIPPET]},
        "",
        "> KeyError: 'id'\n> — trace.txt",
        ["trace.txt"],
    ),
    "files": ({"text": "it", "files": [PICTURE]}, "it", "", ["a.png"]),
    "attachments: files": (
        {"attachments": [{**SHARE, "text": "", "files": [PICTURE]}]},
        "",
        "",
        ["a.png"],
    ),
    "attachments: from_url": (
        {"text": "<https://x.y>", "attachments": [PAGE]},
        "https://x.y",
        "",
        [],
    ),
    "attachments: is_app_unfurl": (
        {"text": "<https://x.y>", "attachments": [APP_PAGE]},
        "https://x.y",
        "",
        [],
    ),
    "root": ({"text": "a", "root": {"text": "b"}, "subtype": "thread_broadcast"}, "a", "", []),
    "room": ({"text": "a", "room": {"id": "R1", "name": "b"}}, "a", "", []),
    "metadata": ({"text": "a", "metadata": {"event_payload": {"b": "c"}}}, "a", "", []),
    "reactions": ({"text": "a", "reactions": [{"name": "eyes", "count": 1}]}, "a", "", []),
}


def test_every_place_where_words_can_stand_has_a_case() -> None:
    assert set(PLACES) == set(STANDS)


@pytest.mark.parametrize("place", STANDS)
def test_words_reach_the_desk_from_where_they_stand(place: str) -> None:
    payload, text, quoted, files = STANDS[place]

    found = heard_of(payload)

    assert (text, quoted, files) == (found.text, found.quoted, [each.name for each in found.files])


def test_names_in_words_of_others_are_asked_for_too() -> None:
    assert {"UANA", "UBEN"} == people_in(message(attachments=[SHARE]))


def test_a_call_in_words_of_others_calls_nobody() -> None:
    shared = {**SHARE, "text": "<@UBOT> hello"}

    assert heard(message(room="C1", attachments=[shared]), HERE, PEOPLE) is None


def test_files_are_told_apart_and_linked_where_staff_can_open_them() -> None:
    [clip] = said(files=[CLIP]).files
    [alone] = said(files=[PICTURE]).files
    [shown] = said(files=[PICTURE], text="<@UBOT>", room="C1").files

    assert (FileKind.VOICE, 12, 48_000) == (clip.kind, clip.seconds, clip.size)
    assert ("", "https://x/a") == (alone.link, shown.link)


def test_a_message_is_linked_as_slack_links_it() -> None:
    top = said(text="<@UBOT> hi", room="C1")
    below = said(text="<@UBOT> hi", room="C1", thread_ts="1793600000.000100")

    assert "https://acme.slack.com/archives/C1/p1793610000000100" == top.link
    inside = "?thread_ts=1793600000.000100&cid=C1"
    assert f"https://acme.slack.com/archives/C1/p1793610000000100{inside}" == below.link
    assert "" == said(text="hi").link


def test_in_a_direct_message_of_several_only_a_mention_calls() -> None:
    group = {"room": "G1", "channel_type": "mpim"}
    called = said(text="<@UBOT> hi", **group)

    assert heard(message("hi", **group), HERE, PEOPLE) is None
    assert (Address.DIRECT, False, "") == (called.address, called.place.private, called.link)
    assert called.place.thread


# With the whole desk


async def test_a_forwarded_question_is_answered(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        asked = await s.d.say(s.ben, s.help, KNOWN)
        await s.d.forward(s.ana, asked, "dm")
        await s.settle()

        [answer] = s.dm(s.ana)
        assert "Reset" in answer["text"] or "password" in answer["text"]
        s.sound()


@pytest.mark.parametrize("what", ["clip", "picture", "canvas", "empty mention", "only a page"])
async def test_what_has_no_words_gets_an_outcome_in_words(tmp_path: Path, what: str) -> None:
    async with stage(tmp_path) as s:
        more, text, files = {}, "", None
        match what:
            case "clip":
                more = kinds.clip(s.d.world, s.ana, seconds=12)
            case "picture":
                files = ["a.png"]
            case "canvas":
                more = kinds.canvas(s.d.world, s.ana, "Our plan")
            case "empty mention":
                text = s.d.mention
            case _:
                text, more = "https://x.y", kinds.page("https://x.y", "A page", "its words")
        room = s.help if what == "empty mention" else "dm"
        ts = await s.d.say(s.ana, room, text, files=files, more=more)
        await s.settle()

        told = s.in_thread(ts) if room == s.help else [post["text"] for post in s.dm(s.ana)]
        assert 1 == len(told)
        assert "sentence" in told[0]
        s.sound()


async def test_what_the_team_asked_for_reaches_the_history(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.ask(s.ana, UNKNOWN)
        thread = next(iter(s.d.world.channels[s.help].messages))
        elsewhere = await s.d.say(s.ben, s.answers, "It broke on Friday")
        room = s.d.world.channels[s.answers]
        share = kinds.forwarded(s.d.world, room, room.messages[elsewhere])
        clip = kinds.clip(s.d.world, s.ana, seconds=7, transcript="it is the blue one")
        for more in (share, clip, kinds.snippet(s.d.world, s.ana, "trace.txt", "KeyError: 'id'")):
            await s.d.say(s.ana, s.help, "", thread, more=more)
        await s.d.say(s.ana, s.help, "", thread, files=["shot.png"])
        await s.settle()

        history = await s.store.read(lambda journal: journal.history(1))
        told = "\n".join(line.text for line in history if line.what == "customer")
        for words in (
            *("> It broke on Friday\n> — Ben, #answers", "it is the blue one"),
            *("> KeyError: 'id'", "[shot.png]", "[audio_message.m4a]"),
        ):
            assert words in told
        names = [file.name for file in (await s.ticket()).files]
        assert ["audio_message.m4a", "trace.txt", "shot.png"] == names


async def test_a_workflow_is_nobody_who_asks(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        ts = await s.d.run_workflow(s.help, f"{s.d.mention} {UNKNOWN}")
        await s.settle()

        assert [] == s.in_thread(ts)
        assert [] == s.cards()


async def test_a_direct_message_of_several_is_a_room_with_readers(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        group = s.d.world.add_group_dm([s.ana, s.ben])
        await s.say(s.ana, group, "hello all")
        asked = await s.ask(s.ana, UNKNOWN, group)
        missed = await s.d.say(s.ben, group, f"{s.d.mention} {KNOWN}", event=False)
        await s.scan()

        assert 1 == len(s.in_thread(asked, group))
        assert 1 == len(s.in_thread(missed, group))
        assert "" == (await s.ticket()).link
        s.sound()


async def test_an_app_installed_before_group_messages_still_scans(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        s.d.options.scopes -= {"mpim:read", "mpim:history"}
        missed = await s.d.say(s.ana, s.help, f"{s.d.mention} {KNOWN}", event=False)
        await s.scan()

        assert 1 == len(s.in_thread(missed))


def test_the_doubles_shapes_are_told_apart_as_slacks_are() -> None:
    double = SlackDouble()
    ana = double.world.add_user("ana")
    clip = kinds.clip(double.world, ana, seconds=3)

    assert "slack_audio" == clip["files"][0]["subtype"]
    assert kinds.workflow_post(double.world, "x")["bot_profile"]["is_workflow_bot"]
