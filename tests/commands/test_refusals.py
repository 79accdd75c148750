"""What can't be done is said to customers in their own language, as everything else is."""

import pytest

from bot.locales import read_locales
from tests.desk.harness import ANA, BEN, Desk, room

LANGUAGES = ("de", "es", "fr", "it", "pt")
LINES = (
    "queue",
    "erase ben yes",
    "statuss",
    "frobnicate",
    "reopen 1",
    "reopen one",
    "nevermind 77",
    "link ABCDEFGH",
    "unlink",
    "status foo",
    "language klingon",
    "ask",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("line", LINES)
def test_a_refusal_is_in_the_customers_language(line: str, language: str) -> None:
    desk = Desk()
    desk.say(BEN, "my lamp hums since tuesday")
    desk.command(ANA, f"language {language}")

    [told] = desk.command(ANA, line)

    english = {row["text"] for row in read_locales()["en"].values() if "text" in row}
    begins = {text.partition("{")[0] for text in english if len(text.partition("{")[0]) > 3}
    assert not any(told.removeprefix("ana: ").startswith(each) for each in begins)
    assert told.startswith("ana: ")


def test_who_writes_in_german_is_refused_in_german() -> None:
    desk = Desk()
    desk.say(ANA, "wo finde ich denn bitte meine Rechnung?", place=room(ANA))

    assert desk.command(ANA, "queue") == ["ana: „queue“ kann nur das Team benutzen."]
