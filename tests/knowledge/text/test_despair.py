"""Who may do something to themselves is heard, and whose body fails, of whomever it is told and in whatever order; what only sounds so is not."""

import tomllib
from pathlib import Path

from knowledge.text.intent import Intent, asked

SAID = tomllib.loads(Path("tests/knowledge/despair.toml").read_text(encoding="utf-8"))
NOW = {Intent.DANGER, Intent.DESPAIR, Intent.HARM, Intent.SECURITY}


def _heard(words: str) -> Intent | None:
    return found.intent if (found := asked(words)) else None


def test_who_may_harm_themselves_is_heard_as_that() -> None:
    said = SAID["told"].strip().splitlines()

    assert [] == [each for each in said if _heard(each) is not Intent.DESPAIR]


def test_what_befalls_a_body_is_heard_at_once() -> None:
    said = SAID["bodies"].strip().splitlines()

    assert [] == [each for each in said if _heard(each) not in {Intent.DANGER, Intent.HARM}]


def test_invoices_in_somebodys_name_and_data_sent_astray_are_heard() -> None:
    said = SAID["robbed"].strip().splitlines()

    assert [] == [each for each in said if _heard(each) is not Intent.SECURITY]


def test_what_only_sounds_like_it_is_left_alone() -> None:
    said = SAID["ordinary"].strip().splitlines()

    assert [] == [each for each in said if _heard(each) in NOW]
