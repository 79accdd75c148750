"""Somebody is erased, by the whole program: no file holds their words, nor what was said of them.

What does stay is named here, and until when.
"""

import asyncio
import io
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.desk.ports.journal import Journal
from bot.desk.ports.privacy import SeekFirst
from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings
from bot.store import Keeping, SqliteStore, sweep

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
LIFE = (
    "/customer quillfeather",
    "do you ship a purple harmonium to brazil?",
    "person",
    "it is for my uncle wendelin",
    "/staff sam",
    "claim 1",
    "reply 1 the walrus has sailed",
    "note 1 ask the osprey",
    "hold 1 2d | the pelican is ill",
    "promise 1 tomorrow 15:00",
    "queue",
    "ticket 1",
)
WORDS = ("harmonium", "wendelin", "walrus", "osprey", "pelican")
NAME = "quillfeather"


def found(folder: Path, *words: str) -> set[tuple[str, str]]:
    """Which words stand in which files, the log and the backups among them."""
    return {
        (str(each.relative_to(folder)), word)
        for each in folder.rglob("*")
        if each.is_file()
        for word in words
        if word.encode() in each.read_bytes().lower()
    }


async def test_no_file_holds_words_of_the_erased_but_backups_until_they_go(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "desk.db")
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(settings, screen, start=START) as desk:
        for line in LIFE:
            await desk.type(line)
        store = desk.app.store
        await asyncio.to_thread(store.back_up_now, START)
        live = {word for name, word in found(tmp_path, *WORDS) if not name.startswith("backups")}
        for line in (f"/customer {NAME}", "forgetme", "forgetme yes"):
            await desk.type(line)
        await store.write(lambda journal: journal.keep("any", ""))
        at_work = found(tmp_path, *WORDS)
    closed = found(tmp_path, *WORDS)

    assert set(WORDS) == live
    for left in (at_work, closed):
        assert {name.partition("/")[0] for name, _ in left} == {"backups"}


async def test_ids_of_their_messages_go_with_the_inbox_and_copies_with_their_days(
    tmp_path: Path,
) -> None:
    path = tmp_path / "desk.db"
    settings = Settings(database=path)
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(settings, screen, start=START) as desk:
        for line in (*LIFE, f"/customer {NAME}", "forgetme", "forgetme yes"):
            await desk.type(line)
    month = timedelta(days=31)
    with closing(SqliteStore(path, START + month)) as store:
        for day in range(8):
            store.back_up_now(START + timedelta(days=day))
        keeping = Keeping(inbox=timedelta(days=30), outbox=timedelta(days=30))
        await sweep(store, keeping, START + month)
        store.back_up_now(START + month)
    with closing(SqliteStore(path, START + month)):
        pass

    assert not {name for name, _ in found(tmp_path, NAME) if not name.startswith("backups")}


async def test_the_writer_is_given_what_was_found_and_what_came_meanwhile(tmp_path: Path) -> None:
    """Looking for somebody reads through much, beside the writer; the rest is looked for by it."""
    settings = Settings(database=tmp_path / "desk.db")
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(settings, screen, start=START) as desk:
        for line in LIFE:
            await desk.type(line)
        store = desk.app.store
        person = f"console:{NAME}"
        traces = await store.read(lambda journal: journal.traces_of(person), long=True)
        for line in (
            "/staff sam",
            "note 1 the wombat knows",
            f"/customer {NAME}",
            "bring a narwhal",
        ):
            await desk.type(line)

        def erase(journal: Journal) -> None:
            journal.erase_found(traces)
            journal.erase_person(person, asked_by="lead", working_on="", at=START)

        with pytest.raises(SeekFirst):
            await store.write(erase_without)
        await store.write(erase)
        await store.write(lambda journal: journal.keep("any", ""))

    assert set() == found(tmp_path, *WORDS, "wombat", "narwhal", NAME)


def erase_without(journal: Journal) -> None:
    journal.erase_found(None)
    journal.erase_person(f"console:{NAME}", asked_by="lead", working_on="", at=START)
