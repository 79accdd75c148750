"""Each program's export: what of it comes in, as what, and what is said of the rest."""

from pathlib import Path
from typing import Any

import pytest

from knowledge.entry import Audience, Entry, Status
from knowledge.files import CannotRead, Exported, past_questions, read_export, told
from tests.knowledge.files.programs.samples import (
    DISCORD,
    HELP_SCOUT,
    SAMPLES,
    SLACK,
    ZENDESK,
    folder_of,
    text_of,
    zip_of,
)


def exported(files: dict[str, Any], known: frozenset[str] = frozenset()) -> Exported:
    found = read_export(zip_of(files), known=known)
    assert found is not None
    return found


def by_id(files: dict[str, Any]) -> dict[str, Entry]:
    return {each.id: each for each in exported(files).loaded.entries}


COMES: dict[str, dict[str, str]] = {
    "zendesk": {
        "zendesk-360001": "Within **30** days.",
        "zendesk-360001-de": "Binnen 30 Tagen.",
        "zendesk-360002": "Ask Kim first.",
        "zendesk-360003": "Not yet.",
    },
    "intercom": {
        "intercom-71": "By **card** or *PayPal*.",
        "intercom-71-de": "Mit Karte.",
        "intercom-72": "Half.",
    },
    "helpscout": {
        "helpscout-5215a": "Press *Log in*.",
        "helpscout-5215b": "The one on duty.",
    },
    "freshdesk": {"freshdesk-80": "3 days.", "freshdesk-81": "Sorry.", "freshdesk-82": "Yes."},
    "qna": {"qna-1": "From **9** to 5.\nNot on Sundays.", "qna-2": "Then you wait."},
    "rasa": {"rasa-opening_hours": "From 9 to 5.", "rasa-faq-prices": "5 EUR."},
    "discordtickets": {"discordtickets-3": "You get it back in **5** days."},
    "modmail": {},  # its snippets are its team's
    "slack": {
        "slack-help-1714550002.000100": "Hi [name], under **Settings** > Export, see "
        "[this page](https://shop.example/export). Ask [name].",
        "slack-help-1714560001.000100": "There is one in both stores, look for Parcel.",
    },
    "discord": {
        "discord-2": "Type /link in the game, and the code here.",
        "discord-12": "Delete the folder cache and start again.",
    },
}
UNREAD = {"zendesk-360003", "freshdesk-82", *COMES["slack"], *COMES["discord"]}
"""What nobody has published there, or was said among people: somebody reads it first."""
STAFF = {"zendesk-360002", "intercom-72", "helpscout-5215b", "freshdesk-81", "freshdesk-82"}
PAST = {
    "discordtickets": ("my refund is late",),
    "modmail": ("where is my rank?",),
    "slack": ("How do I export my data?", "Is there an app for phones?", "What is for lunch?"),
    "discord": ("how do i link my account?", "Map stays black"),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_comes_of_an_export_is_a_draft_where_nobody_has_published_it(kind: str) -> None:
    found = exported(SAMPLES[kind])

    assert found.loaded.problems == ()
    assert {each.id: each.answer for each in found.loaded.entries} == COMES[kind]
    drafts = {each.id for each in found.loaded.entries if each.status is Status.DRAFT}
    assert drafts == UNREAD & COMES[kind].keys()
    staff = {each.id for each in found.loaded.entries if each.audience is Audience.STAFF}
    assert staff == STAFF & COMES[kind].keys()
    assert found.past == PAST.get(kind, ())


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_folder_and_an_archive_are_read_alike(tmp_path: Path, kind: str) -> None:
    packed = tmp_path / "export.zip"
    packed.write_bytes(zip_of(SAMPLES[kind]))
    folder = folder_of(tmp_path / "export", SAMPLES[kind])

    one, other = read_export(packed, kind=kind), read_export(folder)

    assert one is not None
    assert other is not None
    assert (one.program, one.loaded.entries) == (other.program, other.loaded.entries)


def test_where_it_came_from_who_wrote_it_and_when_stay_with_it() -> None:
    entry = by_id(ZENDESK)["zendesk-360001"]

    said = (entry.source, entry.checked_by, str(entry.checked_on), entry.category)
    assert said == (
        "https://shop.example/hc/en-us/articles/360001",
        "Ana Lopez",
        "2024-03-02",
        "Orders",
    )
    assert by_id(ZENDESK)["zendesk-360001-de"].translates == "zendesk-360001"
    assert by_id(HELP_SCOUT)["helpscout-5215a"].variants == ("sign in", "can't get in")
    assert by_id(DISCORD)["discord-2"].source == "https://discord.com/channels/100/200/1"


def test_a_translation_is_read_by_no_more_people_than_its_article() -> None:
    article = {**ZENDESK["articles.json"]["articles"][2]}
    translation = {"id": 1, "source_id": 360002, "source_type": "Article", "locale": "fr",
                   "title": "Deux fois ?", "body": "<p>Kim.</p>"}  # fmt: skip
    alone = {"t.json": {"translations": [translation]}, "a.json": {"articles": [article]}}

    assert by_id(alone)["zendesk-360002-fr"].audience is Audience.STAFF
    article["user_segment_id"] = None
    assert by_id(alone)["zendesk-360002-fr"].audience is Audience.PUBLIC


def test_what_was_internal_or_private_goes_nowhere() -> None:
    for kind in ("modmail", "discordtickets", "slack", "discord"):
        found = exported(SAMPLES[kind])
        words = " ".join((*(str(each) for each in found.loaded.entries), *found.past))

        assert not any(secret in words for secret in ("INTERNAL", "NOTE", "SECRET"))


def test_nobody_who_spoke_is_named() -> None:
    for files in (SLACK, DISCORD):
        for entry in exported(files).loaded.entries:
            words = f"{entry.question} {entry.answer} {' '.join(entry.variants)}".casefold()
            assert not any(name in words for name in ("mara", "tobias", "jolanda", "samira"))


def test_as_long_as_a_collection_is_not_known_to_be_public_it_is_for_staff() -> None:
    alone = {"a.json": HELP_SCOUT["5215a.json"]}
    found = exported(alone)

    assert [each.audience for each in found.loaded.entries] == [Audience.STAFF]
    assert "nothing here says that its collection is public" in "".join(told(found.loaded.notes))


def thanked(number: int) -> list[dict[str, Any]]:
    said = (
        ("U1", f"Where is room {number}?"),
        ("U2", f"It is on floor {number}, to the left."),
        ("U1", "thanks!"),
    )
    return [
        {"user": who, "text": text, "ts": f"17145{number:05}.{place}", "thread_ts": f"17145{number:05}.0"}
        for place, (who, text) in enumerate(said)
    ]  # fmt: skip


def test_a_chat_brings_fifty_at_a_time_and_then_the_next_ones() -> None:
    many = {**SLACK, "help/2024-05-01.json": [each for n in range(70) for each in thanked(n)]}

    first = exported(many)
    ids = frozenset(each.id for each in first.loaded.entries)
    second = exported(many, ids)

    assert (len(ids), len(second.loaded.entries)) == (50, 20)
    assert "20 more replies were marked or thanked" in "".join(told(first.loaded.notes))
    assert not ids & {each.id for each in second.loaded.entries}


def test_a_chats_answer_keeps_its_yes_and_loses_how_somebody_is_reached() -> None:
    asked, answered, glad = thanked(1)
    answered["text"] = (
        "Yes Mel, from 09.00-17.00 until 01.12.2026. Call me on 07700 900123 or mel@post.example"
    )
    found = exported({**SLACK, "help/2024-05-01.json": [asked, answered, glad]})

    [answer] = [e.answer for e in found.loaded.entries if e.answer.startswith("Yes")]
    assert "Yes, from 09.00-17.00 until 01.12.2026. Call me on [number] or [address]" == answer


def test_what_can_not_be_read_ends_the_whole_import() -> None:
    broken = {**ZENDESK, "more.json": '{"articles": [{"id": 1, "title": "Wh'}

    with pytest.raises(CannotRead, match=r"more\.json, line 1: This is not JSON"):
        read_export(zip_of(broken))


def test_what_holds_nothing_is_refused_with_why(tmp_path: Path) -> None:
    for content, why in (
        (b"PK\x03\x04nothing", "This archive is broken"),
        (b"", "This is not JSON"),
        (b"{}", "There is nothing in it"),
        (b"\xff\xfe\xff", "It is not UTF-16-LE text|It is not UTF-16 text"),
    ):
        with pytest.raises(CannotRead, match=why):
            read_export(content, kind="zendesk")
    with pytest.raises(CannotRead, match="no such file"):
        read_export(tmp_path / "none.zip")


OWN = {
    "faq.csv": "question,answer\nHow?,So.\n",
    "faq.md": "# FAQ\n\n## How?\n\nSo.\n",
    "faq.json": '[{"question": "How?", "answer": "So."}]',
    "faq.jsonl": '{"id": "a", "question": "How?", "answer": "So."}\n{"id": "b", "question": "Why?", "answer": "So."}',
    "asked.txt": "How?\nWhy?\n",
}


@pytest.mark.parametrize("name", OWN)
def test_files_of_ones_own_are_no_export(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(text_of(name, OWN[name]), "utf-8")

    assert read_export(tmp_path / name) is None
    assert past_questions(tmp_path / name) is None


def test_a_folder_of_ones_own_may_be_as_deep_as_it_likes(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("docs", *(str(level) for level in range(14)))
    deep.mkdir(parents=True)
    (deep / "faq.md").write_text(OWN["faq.md"], "utf-8")

    assert read_export(tmp_path / "docs") is None
    with pytest.raises(CannotRead, match="nested too deeply"):
        read_export(tmp_path / "docs", kind="zendesk")
