"""The bot's sentences, one TOML file a language, and how they are read.

Every file has the keys and placeholders of en.toml.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

HERE = Path(__file__).parent


@cache
def read_locales() -> Mapping[str, Mapping[str, Any]]:
    """Language -> table; read once by each process, so that nobody may change it."""
    files = sorted(HERE.glob("*.toml"))
    return MappingProxyType({file.stem: tomllib.loads(file.read_text("utf-8")) for file in files})
