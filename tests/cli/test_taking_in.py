"""What becomes of the samples when an owner's own entries come, and what an import says of its own."""

from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from bot.cli.bringing import IMPORTER, coming, publish, take_drafts
from bot.cli.kb import findings
from bot.desk.ports.journal import Journal
from bot.desk.verbs.importing import SAMPLE
from bot.running import building
from bot.settings.settings import Settings
from bot.store import SqliteStore
from knowledge.entry import Entry, Status
from knowledge.files import Exported, Loaded

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
OWN = Entry(id="own", question="How?", answer="So.", checked_on=date(2026, 11, 1))


def a_sample(name: str) -> Entry:
    return Entry(id=name, question=f"{name}?", answer="A sample.", owner="starter pack")


def brought(journal: Journal, entries: list[Entry]) -> list[str]:
    """Take entries in and publish them; what is said of the latter."""
    known = building.variables(Settings(), journal.decided(), NOW)
    exported = Exported(program="files", loaded=Loaded(entries=tuple(entries)))
    what = coming(journal, exported, known, overwrite=False, in_step=False)
    take_drafts(journal, what, NOW)
    return publish(journal, [*what.ready, *what.found.waiting], NOW)


def after(tmp_path: Path, *imports: list[Entry]) -> tuple[dict[str, Status], list[list[str]]]:
    """Two samples, the second mended here; then the imports."""

    def work(journal: Journal) -> tuple[dict[str, Status], list[list[str]]]:
        for name in ("refunds", "hours"):
            journal.save_entry(a_sample(name), IMPORTER, NOW, SAMPLE)
        journal.save_entry(a_sample("hours"), IMPORTER, NOW, "answer changed")
        said = [brought(journal, each) for each in imports]
        return {each.id: each.status for each in journal.entries()}, said

    with closing(SqliteStore(tmp_path / "desk.db", NOW)) as store:
        return store.write_now(work)


def test_samples_go_when_own_entries_come_but_for_those_that_somebody_mended(
    tmp_path: Path,
) -> None:
    found, said = after(tmp_path, [OWN], [OWN])

    assert found == {
        "own": Status.APPROVED,
        "refunds": Status.RETIRED,
        "hours": Status.APPROVED,
    }
    gone = (
        "1 sample entry retired, as you have your own now. In chat, restore ID takes one up again."
    )
    assert said == [
        ["Published: own.", gone],
        ["Nothing waits to be published."],
    ]


def test_samples_that_are_in_the_import_stay_and_come_back(tmp_path: Path) -> None:
    found, _ = after(tmp_path, [OWN, a_sample("refunds")])

    assert found["refunds"] is Status.APPROVED

    found, said = after(tmp_path / "again", [OWN], [a_sample("refunds")])

    assert found["refunds"] is Status.APPROVED
    assert said[1][0] == "Published: refunds."


def test_an_import_that_brings_nothing_new_takes_nothing_out(tmp_path: Path) -> None:
    found, _ = after(tmp_path, [a_sample("refunds")])

    assert found["refunds"] is Status.APPROVED


def test_what_nobody_has_checked_is_said(tmp_path: Path) -> None:
    fresh = [
        OWN,
        Entry(id="a", question="A?", answer="a"),
        Entry(id="b", question="B?", answer="b", status=Status.DRAFT),
    ]

    _, (said,) = after(tmp_path, fresh)

    assert said[2:] == [
        "Of 1 no day is known on which somebody checked it, and customers are told none. "
        "Once you have looked at one, in chat: checked ID",
    ]


def test_a_check_says_what_to_type_where_phrasings_are_missing() -> None:
    said = list(findings([OWN], NOW.date(), Settings()))

    assert said[0] == "own: It has no other phrasings. Add how people really ask, 3 or more."
    assert said[1].startswith("To add a phrasing, as one of the team: variant own WORDS.")
    assert "1 entry with 1 phrasing." in said
