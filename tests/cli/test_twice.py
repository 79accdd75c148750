"""Another program's export that is brought a second time changes nothing, whatever stands in it."""

import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.bringing import Coming, coming, publish, take_drafts
from bot.desk.ports.journal import Journal
from bot.running import building
from bot.settings.settings import Settings
from bot.store import SqliteStore
from knowledge.files import CannotRead, read_export
from tests.knowledge.files.programs.samples import SAMPLES, zip_of
from tests.knowledge.files.programs.test_properties import changed

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
State = list[tuple[str, int, str]]


def looked(journal: Journal, packed: bytes, kind: str) -> Coming | None:
    """What would come of it; None where that is refused, or where nothing more is in it."""
    here = frozenset(each.id for each in journal.entries())
    try:
        exported = read_export(packed, "en", kind, here)
    except CannotRead:
        return None
    known = building.variables(Settings(), journal.decided(), NOW)
    return coming(journal, exported, known, overwrite=False, in_step=False) if exported else None


def state(journal: Journal) -> State:
    return [(each.id, each.version, each.status) for each in journal.entries()]


def twice(packed: bytes, kind: str, *, shown: bool) -> tuple[State, State, list[str]]:
    """The entries after the first time and after the second, and what came the second time."""

    def work(journal: Journal) -> tuple[State, State, list[str]]:
        once = brought(journal)
        first = state(journal)
        again = brought(journal) if once else None
        came = [*again.found.fresh, *again.found.waiting] if again else []
        return first, state(journal), [each.id for each in came]

    def brought(journal: Journal) -> Coming | None:
        what = looked(journal, packed, kind)
        if what:
            take_drafts(journal, what, NOW)
        if what and shown:
            publish(journal, [*what.ready, *what.found.waiting], NOW)
        return what

    with (
        tempfile.TemporaryDirectory() as folder,
        closing(SqliteStore(Path(folder) / "desk.db", NOW)) as store,
    ):
        return store.write_now(work)


@pytest.mark.parametrize("shown", [False, True])
@pytest.mark.parametrize("kind", SAMPLES)
def test_the_same_export_again_brings_nothing(kind: str, *, shown: bool) -> None:
    first, second, came = twice(zip_of(SAMPLES[kind]), kind, shown=shown)

    assert [] == came
    assert first == second


@given(st.sampled_from(sorted(SAMPLES)), st.data(), st.booleans())
@settings(max_examples=60)  # a store each
def test_nor_does_one_that_was_changed_somewhere(
    kind: str, data: st.DataObject, shown: bool
) -> None:
    first, second, came = twice(zip_of(changed(SAMPLES[kind], data)), kind, shown=shown)

    assert [] == came
    assert first == second
