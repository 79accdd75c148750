"""Customers' commands by their names in customers' languages: as Discord takes them, and one meaning each."""

import re

from bot.commands import COMMANDS, native
from bot.desk.nouns.person import Role
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.discord.hearing.slash import definitions
from knowledge.text.folding import fold

NAME = re.compile(r"(?:[^\W_]|[-_]){1,32}")
"""https://docs.discord.com/developers/interactions/application-commands#application-command-naming"""
THEIRS = {row.name for row in COMMANDS.visible(Role.CUSTOMER)}
DEFINED = definitions(Wording(read_locales()))


def named(items: list[dict[str, object]], locale: str) -> list[str]:
    """As somebody reads them who has Discord in that language."""
    found = ((each["name"], each.get("name_localizations") or {}) for each in items)
    return [str(names.get(locale, name)) for name, names in found if isinstance(names, dict)]


def test_every_name_is_one_that_discord_takes_and_stands_for_one_thing() -> None:
    locales = {each for item in DEFINED for each in item.get("name_localizations") or {}}
    assert {"de", "es-ES", "es-419", "fr", "it", "pt-BR"} == locales
    for locale in locales:
        lists = [DEFINED, *(item.get("options") or [] for item in DEFINED)]
        for names in (named(each, locale) for each in lists):
            assert len(set(names)) == len(names)
            assert all(n == n.lower() and NAME.fullmatch(n) for n in names if " " not in n)


def test_a_name_in_any_language_is_typed_for_its_command_and_no_other() -> None:
    assert set(native.COMMANDS) <= THEIRS
    for own, each in native.COMMANDS.items():
        for name in each.values():
            for way in {name, name.upper(), fold(name), name.replace("-", " ")}:
                command, rest = COMMANDS.find(way)
                assert command is not None
                assert (own, "") == (command.name, rest)
    assert not set(native.TYPED) & {row.name for row in COMMANDS.rows}


def test_what_commands_take_is_named_as_in_the_table() -> None:
    taken = {param.name for row in COMMANDS.visible(Role.CUSTOMER) for param in row.params}
    assert set(native.OPTIONS) <= taken


def test_a_name_amid_other_words_is_what_somebody_says() -> None:
    for line in ("Mensch, wo ist die Rechnung?", "hilfe mir bitte", "sprache ist mir egal"):
        assert not COMMANDS.knows(line, Role.CUSTOMER)
        assert COMMANDS.find(line)[0] is None


def test_a_group_holds_no_more_commands_than_discord_takes() -> None:
    """It refuses all of them together beyond that, and nobody can type a slash any more."""
    assert {} == {d["name"]: len(d["options"]) for d in DEFINED if len(d.get("options") or []) > 25}
