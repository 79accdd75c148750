"""Pictures and files of answers, out by `kb export` and in again by `kb import`."""

from hashlib import sha256
from pathlib import Path

import pytest

from bot.cli import enclosures
from bot.errors import KnowledgeError
from knowledge.entry import Entry
from tests.cli.test_cli import run

PLAN, RULES = b"\x89PNG not really", b"# Are there rules?\n\nDoors open at nine.\n"


def _kb(folder: Path, files: dict[str, bytes]) -> Path:
    kb = folder / "kb"
    (kb / "files" / "map").mkdir(parents=True)
    (kb / "map.md").write_text("---\nid: map\nquestion: Where is it?\n---\nIn the yard.\n", "utf-8")
    for name, data in files.items():
        (kb / "files" / "map" / name).write_bytes(data)
    return kb


def test_they_come_in_and_go_out_with_their_entry(tmp_path: Path) -> None:
    _kb(tmp_path, {"plan.png": PLAN, "rules.md": RULES})

    taken = run(tmp_path, "kb", "import", "kb", "--publish")
    again = run(tmp_path, "kb", "import", "kb", "--yes")
    out = run(tmp_path, "kb", "export", "out")

    assert "1 new" in taken.stdout, taken.stderr
    assert "1 as they were" in again.stdout, again.stdout
    assert ", with 2 files of their answers." in out.stdout, out.stderr
    written = {each.name: each.read_bytes() for each in (tmp_path / "out/files/map").iterdir()}
    assert {"plan.png": PLAN, "rules.md": RULES} == written


def test_a_table_without_files_takes_none_away(tmp_path: Path) -> None:
    _kb(tmp_path, {"plan.png": PLAN})
    (tmp_path / "kb.csv").write_text("id,question,answer\nmap,Where is it?,Behind it.\n", "utf-8")

    run(tmp_path, "kb", "import", "kb", "--publish")
    run(tmp_path, "kb", "import", "kb.csv", "--publish", "--overwrite")
    run(tmp_path, "kb", "export", "out")

    assert "Behind it." in (tmp_path / "out/map.md").read_text("utf-8")
    assert PLAN == (tmp_path / "out/files/map/plan.png").read_bytes()


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"setup.exe": b"MZ"}, "can run"),
        ({"film.mp4": bytes(4 * 1024**2 + 1)}, "4 MB at most"),
        ({"empty.txt": b""}, "not empty"),
        ({f"{n}.txt": b"1" for n in range(4)}, "No more than 3 files"),
    ],
    ids=["runs", "large", "empty", "many"],
)
def test_what_goes_with_no_answer_is_refused_before_anything_comes_in(
    tmp_path: Path, files: dict[str, bytes], why: str
) -> None:
    kb = _kb(tmp_path, files)

    with pytest.raises(KnowledgeError, match=why):
        enclosures.read(kb, [Entry(id="map", question="Where is it?", answer="In the yard.")])


def test_the_same_bytes_have_one_mark(tmp_path: Path) -> None:
    kb = _kb(tmp_path, {"a.txt": b"1", "b.txt": b"1"})
    beside = enclosures.read(kb, [Entry(id="map", question="Where is it?", answer="Here.")])

    assert {sha256(b"1").hexdigest(): b"1"} == beside.kept
    assert ["a.txt", "b.txt"] == [each.name for each in beside.entries[0].files]
