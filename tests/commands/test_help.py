"""Help names what can be typed, and what it shows can be typed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.commands import COMMANDS, arguments, helping
from bot.commands.row import Command
from bot.desk.nouns.message import Deed
from bot.desk.nouns.person import Role
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from tests.desk.harness import LEA, SAM, Desk

VISIBLE = COMMANDS.visible(Role.LEAD)
CODE = "".join(path.read_text("utf-8") for path in Path("bot").rglob("*.py"))
LOCALES = read_locales()
WORDS = Wording(LOCALES)
LABELS = LOCALES["en"]["label"]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("row", VISIBLE, ids=lambda row: row.name)
def test_each_example_gives_the_command_what_it_takes(row: Command, language: str) -> None:
    found, rest = COMMANDS.find(helping.example(WORDS, row, language))

    assert row is found
    given = arguments.split(row, rest)
    assert [] == [each.name for each in row.params if each.required and not given[each.name]]


def test_help_begins_with_seven_commands_and_names_all() -> None:
    text = Desk().command(LEA, "help")[0]

    first = text.partition("All, by group:")[0].strip().splitlines()[1:]
    assert 7 == len(first)
    assert [] == [row.name for row in VISIBLE if not re.search(rf"\b{row.name}\b", text)]


@pytest.mark.parametrize("group", sorted({row.group for row in VISIBLE}))
def test_each_group_is_shown_with_an_example_each(group: str) -> None:
    shown = Desk().command(LEA, f"help {group.casefold()}")[0]

    rows = [row for row in VISIBLE if row.group == group]
    assert [] == [row.name for row in rows if helping.example(WORDS, row) not in shown]


def test_agents_are_not_shown_what_only_leads_can_do() -> None:
    text = "".join(Desk().command(SAM, line)[0] for line in ("help", "help people"))

    assert "persondata" not in text


def test_agents_are_told_that_a_command_is_a_leads() -> None:
    """ "I don't know the command" would be untrue: typed, it says whose it is."""
    assert Desk().command(SAM, "help settings") == Desk().command(SAM, "settings")


def test_all_that_can_happen_to_a_ticket_has_words() -> None:
    events = set(re.findall(r'\.record\(\s*\w+,\s*"([a-z_ ]+)"', CODE))
    assert len(events) > 35
    events |= {Deed.REPLY.value, Deed.ASK_BACK.value, Deed.PROPOSE.value}

    assert [] == sorted(each for each in events if f"event_{each.replace(' ', '_')}" not in LABELS)


def test_nothing_has_words_that_can_t_happen_to_a_ticket() -> None:
    named = {each.removeprefix("event_") for each in LABELS if each.startswith("event_")}

    assert [] == sorted(
        each for each in named if not re.search(f'"{each.replace("_", "[_ ]")}"', CODE)
    )


FOR_CUSTOMERS = [row for row in COMMANDS.rows if row.who is Role.CUSTOMER and not row.hidden]


def kept(language: str) -> set[str]:
    """The sentences of a language as they are read: braces that are meant so stand there twice."""
    said = LOCALES[language]["said"].values()
    return {str(each).replace("{{", "{").replace("}}", "}") for each in said}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("row", COMMANDS.rows, ids=lambda row: row.name)
def test_each_command_and_what_it_takes_is_told_in_words(row: Command, language: str) -> None:
    said = kept(language)
    told = [WORDS.does(row.name, language)]
    told += [WORDS.takes(row.name, param.says, language) for param in row.params]

    assert [] == [words for words in told if words not in said or len(words) > 100]


@pytest.mark.parametrize("language", sorted(set(LOCALES) - {"en"}))
@pytest.mark.parametrize("row", FOR_CUSTOMERS, ids=lambda row: row.name)
def test_customers_are_told_of_theirs_in_their_language(row: Command, language: str) -> None:
    said = kept(language)
    told = [WORDS.does(row.name, language)]
    told += [WORDS.takes(row.name, param.says, language) for param in row.params]

    assert [] == [words for words in told if words not in said]


def test_no_words_are_kept_for_what_no_command_takes() -> None:
    taken = {f"takes_{param.says}" for row in COMMANDS.rows for param in row.params}
    taken |= {f"takes_{row.name}_{param.says}" for row in COMMANDS.rows for param in row.params}
    known = {name for name in LOCALES["en"]["said"] if name.startswith("takes_")}

    assert set() == known - taken


def test_help_is_german_to_who_reads_german() -> None:
    desk = Desk()
    eva = replace(SAM, language="de")

    said = "\n".join(
        "\n".join(desk.command(eva, line))
        for line in (
            "help",
            "help tickets",
            "help reply",
            "help resolve",
            "reply",
            "help knowledge",
        )
    )

    assert "dem Kunden schreiben" in said
    assert not re.search(r"\b(?:the|For example|your words|first day|number of)\b", said)
