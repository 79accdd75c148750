"""Who threatens, exposes or grooms somebody is heard in six languages, and ordinary sentences beside it are left alone."""

import tomllib
from pathlib import Path

import pytest

from knowledge.text.intent import Intent, asked

SAID = tomllib.loads(Path("tests/knowledge/abuse.toml").read_text(encoding="utf-8"))
GRAVE = {Intent.DANGER, Intent.DESPAIR, Intent.HARM}


def grave(words: str) -> bool:
    return bool((found := asked(words)) and found.intent in GRAVE)


@pytest.mark.parametrize("language", SAID["told"])
def test_a_threat_and_who_tells_of_one_is_heard(language: str) -> None:
    said = SAID["told"][language].strip().splitlines()

    assert len(said) >= 30
    assert [] == [each for each in said if not grave(each)]


def test_ordinary_sentences_beside_it_are_left_alone() -> None:
    assert [] == [each for each in SAID["ordinary"].strip().splitlines() if grave(each)]


@pytest.mark.parametrize("words", ["what if somebody posts my address?", "how do I report a user?"])
def test_what_is_only_supposed_is_no_abuse(words: str) -> None:
    assert not grave(words)


def test_an_if_before_a_threat_is_part_of_it() -> None:
    assert grave("if you tell anyone I'll post your address")


def test_no_game_is_pretended_where_somebody_is_hounded() -> None:
    assert grave("somebody on the minecraft server posted my home address")
