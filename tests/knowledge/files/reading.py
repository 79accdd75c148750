"""A file with the given words is read, and what was said of it."""

from pathlib import Path

from knowledge.files import Loaded, read_entries


def read(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Loaded:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read_entries(path)


def said(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]
