"""Files in a folder of this computer: what customers wrote is for this account alone, as the database is."""

from collections.abc import Iterable
from pathlib import Path

from bot.desk.ports.platform import Enclosed


def written(folder: Path, files: Iterable[Enclosed]) -> list[Path]:
    """Write them, and say where. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_written(folder / each.name, each.data) for each in files]


def _written(path: Path, data: bytes) -> Path:
    path.touch(mode=0o600)
    path.write_bytes(data)
    return path
