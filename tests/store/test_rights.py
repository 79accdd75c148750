"""What an account may not write to is said with what to do, at a start and by doctor."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import doctor
from bot.errors import StoreError
from bot.settings.settings import Settings
from bot.store import SqliteStore

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
NOBODY = 65534

pytestmark = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="Windows has other rights")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a database, both to be read by everybody."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        found = Path(name)
        with closing(SqliteStore(found / "desk.db", NOW)):
            pass
        (found / "desk.db").chmod(0o444)
        found.chmod(0o755)
        yield found
        found.chmod(0o755)


@contextmanager
def without_rights() -> Iterator[None]:
    """As an account that owns nothing here."""
    me = os.geteuid()
    os.seteuid(NOBODY if me == 0 else me)
    try:
        yield
    finally:
        os.seteuid(me)


def looked(path: Path) -> list[str]:
    with without_rights():
        sections = dict(doctor.look(Settings(database=path), NOW, Path("none.env")))
    return list(doctor.lines([("", sections["Database"])]))


def test_a_folder_that_cannot_be_written_in(folder: Path) -> None:
    folder.chmod(0o555)
    what = (
        f"This account may not write in the folder {folder}, where the database belongs with its log "
        "and its backups."
    )

    for path in (folder / "desk.db", folder / "new.db", folder / "data" / "new.db"):
        with without_rights(), pytest.raises(StoreError) as refused:
            SqliteStore(path, NOW)

        assert str(refused.value).startswith(f"{what} As its owner: chmod u+rwx {folder};")
        assert any(what in line for line in looked(path))


def test_a_database_that_cannot_be_written_to(folder: Path) -> None:
    path = folder / "desk.db"
    folder.chmod(0o777)

    found = looked(path)

    assert any(f"This account may not write to the database {path}." in line for line in found)
    assert any(f"chmod u+rw {path}" in line for line in found)
    if os.geteuid() == 0:
        with without_rights(), pytest.raises(StoreError, match="may not write to the database"):
            SqliteStore(path, NOW)
