"""Each family of dangers is heard in six languages, and ordinary sentences beside it are left alone."""

import tomllib
from pathlib import Path

import pytest

from knowledge.text.intent import Intent, asked

SAID = tomllib.loads(Path("tests/knowledge/perils.toml").read_text(encoding="utf-8"))
GRAVE = {Intent.DANGER, Intent.DESPAIR, Intent.HARM}


def grave(words: str) -> bool:
    return bool((found := asked(words)) and found.intent in GRAVE)


@pytest.mark.parametrize("family", SAID["told"])
def test_what_somebody_in_danger_writes_is_heard(family: str) -> None:
    said = SAID["told"][family].strip().splitlines()

    assert len(said) >= 30
    assert [] == [each for each in said if not grave(each)]


def test_ordinary_sentences_beside_them_are_left_alone() -> None:
    assert [] == [each for each in SAID["ordinary"].strip().splitlines() if grave(each)]
