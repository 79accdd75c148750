"""Slack's payloads as what people did: who, where, how addressed, and what is not heard at all."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.desk.nouns.file import File, FileKind
from bot.desk.nouns.inbound import Address, Deleted, Edited, Reacted, Said, Sign
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.platforms.slack.hearing.listen import found, heard, people_in
from bot.platforms.slack.hearing.presses import carried, identity, pressed
from bot.platforms.slack.knowing.places import Here

HERE = Here(
    team="T1", bot_user="UBOT", bot_id="B1", staff_room="CSTAFF", answer_rooms=frozenset({"CASK"})
)
ANA = Person(id="slack:T1:UANA", name="ana")
SAM = Person(id="slack:T1:USAM", name="sam m")
PEOPLE = {"UANA": ANA, "USAM": SAM}


def message(text: str = "hi", room: str = "CHELP", **more: Any) -> dict[str, Any]:
    event = {"type": "message", "user": "UANA", "text": text, "channel": room}
    return {**event, "ts": "1793610000.000100", **more}


def said(event: dict[str, Any]) -> Said:
    inbound = heard(event, HERE, PEOPLE)
    assert isinstance(inbound, Said)
    return inbound


@pytest.mark.parametrize(
    ("event", "address"),
    [
        (message(room="D1"), Address.DIRECT),
        (message("<@UBOT> hi"), Address.DIRECT),
        ({**message(), "type": "app_mention"}, Address.DIRECT),
        (message(thread_ts="1793600000.000100"), Address.OVERHEARD),
        (message(room="CASK"), Address.WATCHED),
        (message("<@UBOT> hi", room="CASK"), Address.DIRECT),
        (message(room="CSTAFF", thread_ts="1793600000.000100"), Address.OVERHEARD),
    ],
    ids=["dm", "mention", "app-mention", "thread", "answer-room", "mention-there", "card"],
)
def test_how_the_desk_comes_to_hear_a_message(event: dict[str, Any], address: Address) -> None:
    assert address is said(event).address


@pytest.mark.parametrize(
    "event",
    [
        message(),
        message(room="CSTAFF"),
        message("<@UBOT> hi", bot_id="B2"),
        message("<@UBOT> hi", user="UBOT"),
        message("<@UBOT> hi", user="USLACKBOT"),
        message("<@UBOT> hi", subtype="channel_join"),
        message("<@UBOT> hi", subtype="bot_message"),
        {"type": "member_joined_channel", "user": "UANA", "channel": "CHELP"},
    ],
    ids=["room", "staff-room", "bot", "self", "slackbot", "join", "bot-message", "other"],
)
def test_what_is_not_heard(event: dict[str, Any]) -> None:
    assert heard(event, HERE, PEOPLE) is None


def test_an_event_and_a_mention_of_one_post_are_one_message() -> None:
    event = message("<@UBOT> how?")

    assert heard(event, HERE, PEOPLE) == heard({**event, "type": "app_mention"}, HERE, PEOPLE)
    assert "slack:T1:CHELP:1793610000.000100" == said(event).id
    assert datetime(2026, 11, 2, 9, 0, 0, 100, tzinfo=UTC) == said(event).at


def test_a_top_level_post_asks_in_its_own_thread_and_a_dm_is_flat() -> None:
    ts = "1793610000.000100"

    assert Place(platform="slack", room="CHELP", thread=ts) == said(message("<@UBOT> x")).place
    assert Place(platform="slack", room="D1", private=True) == said(message(room="D1")).place


def test_words_lose_the_mention_and_keep_names_but_commands_know_people_by_id() -> None:
    assert "ask @sam m please" == said(message("<@UBOT> ask <@USAM> please")).text
    assert "transfer 1 slack:T1:USAM" == said(message("<@UBOT> transfer 1 <@USAM>")).text
    assert {"UANA", "UBOT", "USAM"} == people_in(message("<@UBOT> ask <@USAM> please"))


def test_files_are_known_by_name_and_link() -> None:
    file = {"name": "a.png", "permalink": "https://x/a", "url_private": "https://x/p"}

    event = message("<@UBOT>", subtype="file_share", files=[file])

    assert (File(name="a.png", link="https://x/a", kind=FileKind.PICTURE),) == said(event).files


def _changed(text: str, before: str, **more: Any) -> dict[str, Any]:
    inner = message(text)
    inner.pop("channel")
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": "CHELP",
        "ts": "1793610009.000000",
        "message": {**inner, "edited": {"user": "UANA", "ts": "1793610008.000000"}, **more},
        "previous_message": {**inner, "text": before},
    }


def test_an_edit_is_heard_once_and_an_unfolded_link_is_none() -> None:
    edited = heard(_changed("new", "old"), HERE, PEOPLE)

    assert isinstance(edited, Edited)
    assert ("slack:T1:CHELP:1793610000.000100:1793610008.000000", "new") == (
        edited.id,
        edited.text,
    )
    assert heard(_changed("same", "same"), HERE, PEOPLE) is None
    assert heard(_changed("new", "old", bot_id="B1"), HERE, PEOPLE) is None


def test_history_gives_the_same_identities_as_events() -> None:
    edited = {"user": "UANA", "ts": "1793610008.000000"}
    stored = message("<@UBOT> new", edited=edited)
    stored.pop("channel")

    told = list(found(stored, "CHELP", HERE, PEOPLE))

    live = heard(_changed("<@UBOT> new", "old"), HERE, PEOPLE)
    assert ["slack:T1:CHELP:1793610000.000100", live.id if live else ""] == [i.id for i in told]


def test_a_deletion_is_heard_whether_replies_stand_below_or_not() -> None:
    gone = {
        "type": "message",
        "subtype": "message_deleted",
        "channel": "CHELP",
        "ts": "1793610009.000000",
        "deleted_ts": "1793610000.000100",
        "previous_message": message(),
    }
    grave = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": "gone"}
    buried = {**grave, "channel": "CHELP", "ts": "1793610000.000100"}

    ids = {event.id for event in (heard(gone, HERE, {}), heard(buried, HERE, {})) if event}

    assert {"slack:T1:CHELP:1793610000.000100:deleted"} == ids
    assert isinstance(heard(gone, HERE, {}), Deleted)


@pytest.mark.parametrize(
    ("name", "sign"), [("eyes", Sign.LOOKING), ("white_check_mark", Sign.DONE), ("tada", None)]
)
def test_two_reactions_mean_something(name: str, sign: Sign | None) -> None:
    item = {"type": "message", "channel": "CHELP", "ts": "1793610000.000100"}
    event = {"type": "reaction_added", "user": "USAM", "reaction": name, "item": item}

    reacted = heard({**event, "event_ts": "1793610001.000000"}, HERE, PEOPLE)

    assert sign == (reacted.sign if isinstance(reacted, Reacted) else None)


def test_a_press_happens_where_the_button_belongs() -> None:
    container = {"type": "message", "channel_id": "CHELP", "message_ts": "2.0"}
    action = {"type": "button", "value": "claim 1", "block_id": "b", "action_id": "fd:0"}

    def thread(**more: Any) -> str:
        place = pressed({"container": {**container, **more}, "actions": [action]}).place
        assert place is not None
        return place.thread

    assert "2.0" == thread()
    assert "1.0" == thread(thread_ts="1.0")
    assert "" == thread(is_ephemeral=True)
    assert "1.5" == carried("at:1.5:abcd")
    assert "slack:i:t1" == identity({"type": "block_actions", "trigger_id": "t1"})
