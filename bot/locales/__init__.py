"""The bot's sentences, one TOML file a language, and how they are read.

Every file has the keys and placeholders of en.toml; the owner's folder, if any, goes on top.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def read_locales(own: Path | None = None) -> dict[str, Mapping[str, Any]]:
    """Language -> table. `own` is a folder whose files replace single sentences."""
    tables: dict[str, dict[str, Any]] = {}
    for folder in filter(None, (HERE, own)):
        for path in sorted(folder.glob("*.toml")):
            tables.setdefault(path.stem, {}).update(tomllib.loads(path.read_text("utf-8")))
    return dict(tables)
