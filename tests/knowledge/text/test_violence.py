"""Violence that is threatened, and somebody who does not move, are heard in six languages, and what stands near is not."""

import tomllib
from pathlib import Path

import pytest

from knowledge.text.intent import Intent, asked

SAID = tomllib.loads(Path("tests/knowledge/violence.toml").read_text(encoding="utf-8"))
GRAVE = {Intent.DANGER, Intent.DESPAIR, Intent.HARM}


def grave(words: str) -> bool:
    return bool((found := asked(words)) and found.intent in GRAVE)


@pytest.mark.parametrize("language", SAID["told"])
def test_violence_and_who_does_not_move_are_heard(language: str) -> None:
    assert [] == [each for each in SAID["told"][language].strip().splitlines() if not grave(each)]


def test_ordinary_sentences_beside_them_are_left_alone() -> None:
    assert [] == [each for each in SAID["ordinary"].strip().splitlines() if grave(each)]
