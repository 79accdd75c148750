"""What a site generator shows only between two days, or not at all, is a draft outside of them."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entry import Status
from knowledge.files import Loaded, read_entries, write_entries

TODAY = date(2026, 11, 28)

HELD_BACK = {
    "not published yet": ("publishDate: 2030-01-01", "only later"),
    "not published yet, with a time": ('publishDate: "2026-11-29T08:00:00+01:00"', "only later"),
    "lower case, as Hugo reads it too": ("publishdate: 2030-01-01", "only later"),
    "published is a day": ("published: 2030-01-01", "only later"),
    "a page of the future": ("date: 2030-01-01", "only later"),
    "in German": ("veröffentlicht am: 24.12.2026", "only later"),
    "a day in words": ("publish_date: 3 January 2030", "only later"),
    "both": ("status: published\npublishDate: 2030-01-01", "only later"),
    "expired": ("expiryDate: 2020-01-01", "no longer"),
    "expires today": ("expires: 2026-11-28", "no longer"),
    "unpublished": ("unpublishDate: 2020-01-01", "no longer"),
    "never rendered": ("build:\n  render: never", '"build.render: never" says'),
    "rendered for its address only": ("build: {render: link}", '"build.render: link" says'),
    "an older Hugo": ("_build:\n  render: false", "render: false"),
    "listed nowhere": ("build:\n  list: never\n  render: always", '"build.list: never" says'),
    "of parameters": ("params:\n  draft: true\n  colour: red", '"params.draft: true" says'),
    "headless": ("headless: true", '"headless: true" says'),
}
SHOWN = {
    "published": "publishDate: 2020-01-01",
    "published today": "publishDate: 2026-11-28",
    "expires later": "expiryDate: 2030-01-01",
    "overdue for review, which is our own word": "review on: 2020-01-01",
    "rendered": "build:\n  render: always\n  list: local",
    "no day": "date: someday",
    "other groups": "author:\n  active: false",
}


def page(tmp_path: Path, header: str) -> Loaded:
    path = tmp_path / "a.md"
    path.write_text(f"---\nquestion: How do I pay?\n{header}\n---\n\nBy card.\n", "utf-8")
    return read_entries(path, today=TODAY)


@pytest.mark.parametrize(("header", "why"), HELD_BACK.values(), ids=HELD_BACK)
def test_what_is_not_shown_today_is_a_draft_and_said(tmp_path: Path, header: str, why: str) -> None:
    loaded = page(tmp_path, header)

    assert [Status.DRAFT] == [entry.status for entry in loaded.entries], loaded.problems
    assert any(why in str(note) and "It is a draft" in str(note) for note in loaded.notes)


@pytest.mark.parametrize("header", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_today_is_approved(tmp_path: Path, header: str) -> None:
    loaded = page(tmp_path, header)

    assert [Status.APPROVED] == [entry.status for entry in loaded.entries], loaded.problems


def test_toml_tables_and_cells_of_tables_say_it_too(tmp_path: Path) -> None:
    hugo = tmp_path / "a.md"
    hugo.write_text('+++\nquestion = "How?"\n[build]\nrender = "never"\n+++\n\nSo.\n', "utf-8")
    table = tmp_path / "kb.csv"
    table.write_text(
        "question,answer,Publish Date,expires\nHow?,So.,2030-01-01,\nWhy?,So.,,2020-01-01\n"
        "Who?,So.,2020-01-01,2030-01-01\n",
        "utf-8",
    )

    assert [Status.DRAFT] == [one.status for one in read_entries(hugo, today=TODAY).entries]
    assert [Status.DRAFT, Status.DRAFT, Status.APPROVED] == [
        one.status for one in read_entries(table, today=TODAY).entries
    ]


def test_an_overdue_entry_is_exported_and_imported_as_it_is(tmp_path: Path) -> None:
    loaded = page(tmp_path, "review on: 2020-01-01\nchecked on: 2019-01-01")
    for name in ("out", "out.csv", "out.jsonl"):
        write_entries(tmp_path / name, loaded.entries)

        assert read_entries(tmp_path / name, today=TODAY).entries == loaded.entries
