"""Reads the settings from `.env` and the environment.

All problems are reported at once, in plain words: what is wrong, where it stands, how to mend it.
Nothing is read at import, and no token is ever repeated.
"""

import io
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, fields
from pathlib import Path
from typing import Any

from dotenv.parser import parse_stream
from rapidfuzz import fuzz, process

from bot.desk.nouns.policy import Handover
from bot.errors import BadArgument, SettingsError
from bot.settings.agreeing import impossible_times, no_door, no_server, one_name
from bot.settings.page import dotenv_example, in_words, settings_page
from bot.settings.settings import Settings
from bot.settings.values import Backups, StaffRoom
from bot.settings.webhooks import disagreeing
from knowledge.text.secrets import redact

__all__ = ["Backups", "Handover", "Settings", "StaffRoom", "load"]

_OURS = ("DESK_", "SLACK_", "DISCORD_")
_FILE = "_FILE"
"""Behind the name of a secret: the file in which it stands."""
_NAMED = re.compile(r"\$\{\w+\}|^\$[A-Za-z_]\w*(?=/|$)")
"""What a shell, or another program that reads such a file, would put another variable's value for."""
_ALIKE = 85
"""From this likeness (0-100) on a name is taken for a slip of the finger."""
_ROUGHLY = 65
"""Enough to guess at a name that is surely meant as a setting."""


@dataclass(frozen=True)
class _Given:
    """The text of a setting and where it stands."""

    text: str
    where: str


def load(env: Mapping[str, str], dotenv_path: Path | None = None) -> Settings:
    """Read all settings; the environment goes before the file, and empty means not set.

    Raises SettingsError with every problem found, one sentence or two each.
    """
    problems: list[str] = []
    given = _given(env, dotenv_path, problems)
    swapped = _swapped(given)
    readable = [one for one in fields(Settings) if not (swapped and one.metadata["secret"])]
    settings = Settings(**dict(_read_values(readable, given, problems)))
    problems += [*swapped, *_contradictions(settings, set(given))]
    if problems:
        raise SettingsError(tuple(redact(problem)[0] for problem in problems))
    return settings


def sources(env: Mapping[str, str], dotenv_path: Path | None = None) -> Mapping[str, str]:
    """Where each setting stands that is given at all: "the environment", ".env, line 3"."""
    return {name: found.where for name, found in _given(env, dotenv_path, []).items()}


def _given(
    env: Mapping[str, str], dotenv_path: Path | None, problems: list[str]
) -> dict[str, _Given]:
    """The texts of all that are given, and what is wrong with their names and files."""
    in_file = _read_file(dotenv_path, problems) if dotenv_path else {}
    names = [one.metadata["env"] for one in fields(Settings)]
    names += [each + _FILE for each in _secrets()]
    for name, found in in_file.items():
        if name not in names:
            problems += _unknown(name, found.where, names, in_file=True)
    for name in env:
        if name not in names and name.startswith(_OURS):
            problems += _unknown(name, "the environment", names, in_file=False)
    given = {name: found for name, found in in_file.items() if name in names}
    given |= {name: _Given(env[name].strip(), "the environment") for name in names if env.get(name)}
    given = {name: found for name, found in given.items() if found.text}
    given |= dict(_in_files(given, env.get("CREDENTIALS_DIRECTORY", ""), problems))
    return given


def _read_file(path: Path, problems: list[str]) -> dict[str, _Given]:
    """Read a .env file without expanding `$` in it: what is written is what counts."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        problems.append(f"{path} is not UTF-8 text. Save it as UTF-8.")
        return {}
    except OSError as error:
        problems.append(f"{path} can't be read: {error.strerror}. Check the file's permissions.")
        return {}
    found: dict[str, _Given] = {}
    for binding in parse_stream(io.StringIO(text)):
        written = binding.original.string
        line = binding.original.line + written[: -len(written.lstrip())].count("\n")
        where = f"{path}, line {line}"
        if binding.error or (binding.key and binding.value is None):
            problems.append(
                f"{where}: this is not NAME=value. Check the name, the = and the quotes."
            )
        elif binding.key in found and binding.value:
            problems.append(
                f"{binding.key} stands twice, the second time in {where}. Take one of them out."
            )
        elif binding.key and binding.value:
            found[binding.key] = _Given(binding.value.strip(), where)
    return found


def _secrets() -> list[str]:
    return [one.metadata["env"] for one in fields(Settings) if one.metadata["secret"]]


def _in_files(
    given: dict[str, _Given], credentials: str, problems: list[str]
) -> Iterator[tuple[str, _Given]]:
    """Secrets in files of their own: where NAME_FILE points, or among the service manager's."""
    for name in _secrets():
        pointer = given.pop(name + _FILE, None)
        lent = Path(credentials, name)
        if pointer and name in given:
            problems.append(f"{name} and {name}{_FILE} are both set. Take one of them out.")
        elif pointer:
            yield from _in_file(name, Path(pointer.text), pointer.where, problems)
        elif credentials and name not in given and lent.exists():
            yield from _in_file(name, lent, "CREDENTIALS_DIRECTORY", problems)


def _in_file(
    name: str, path: Path, where: str, problems: list[str]
) -> Iterator[tuple[str, _Given]]:
    try:
        text = path.read_text("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        problems.append(f"{name}{_FILE} ({where}): {path} can't be read: {why}.")
        return
    if text:
        yield name, _Given(text, str(path))
    else:
        problems.append(f"{name}{_FILE} ({where}): {path} is empty. Put the value there.")


def _unknown(name: str, where: str, names: Sequence[str], *, in_file: bool) -> list[str]:
    """Say that a name is not a setting. The environment holds names of other programs too, some
    of which begin like ours: there only what is nearly a setting counts.
    """
    ours = in_file and name.upper().startswith(_OURS)
    near = process.extractOne(
        name.upper(), names, scorer=fuzz.ratio, score_cutoff=_ROUGHLY if ours else _ALIKE
    )
    if near:
        return [f"{name} ({where}) is not a setting. Did you mean {near[0]}?"]
    if ours:
        return [f"{name} ({where}) is not a setting. All of them stand in docs/settings.md."]
    return []


def _read_values(
    readable: list[Field[Any]], given: Mapping[str, _Given], problems: list[str]
) -> Iterator[tuple[str, Any]]:
    for one in readable:
        if (env := one.metadata["env"]) in given:
            if not one.metadata["secret"] and (named := _NAMED.search(given[env].text)):
                problems.append(
                    f"{env} ({given[env].where}): {named[0]} would not be filled in, as a value is what "
                    "stands there. Write out what it stands for."
                )
                continue
            try:
                yield one.name, one.metadata["read"](given[env].text)
            except BadArgument as refusal:
                problems.append(f"{env} ({given[env].where}): {refusal}")


# What each setting can't see alone ----------------------------------------------------------------


def _contradictions(settings: Settings, there: set[str]) -> Iterator[str]:
    yield from _half_slack(there)
    yield from _half_discord(there)
    yield from _homeless_tickets(there, settings.staff_room)
    yield from _elsewhere(there, "DESK_STAFF_ROOM", settings.staff_room)
    yield from _elsewhere(there, "DESK_WEEKLY_ROOM", settings.weekly_room)
    yield from one_name(settings)
    yield from impossible_times(settings)
    yield from disagreeing(settings)
    yield from no_door(settings)
    yield from no_server(settings)
    if settings.own_words != Settings.own_words and not settings.own_words.exists():
        yield f"DESK_OWN_WORDS: there is no file {settings.own_words}. Write it, or take this out."


def _half_slack(there: set[str]) -> Iterator[str]:
    tokens = {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}
    rest = sorted(name for name in there - tokens if name.startswith("SLACK_"))
    if len(tokens & there) == 1:
        (one,), (missing,) = tokens & there, tokens - there
        hint = (
            "Make one under Basic Information > App-Level Tokens with connections:write (xapp-…)."
            if missing == "SLACK_APP_TOKEN"
            else "It stands under OAuth & Permissions (xoxb-…)."
        )
        yield f"{one} is set, but {missing} is not; Slack needs both. {hint}"
    elif rest and not tokens & there:
        yield (
            f"{', '.join(rest)} {'is' if len(rest) == 1 else 'are'} set, but not SLACK_BOT_TOKEN "
            "and SLACK_APP_TOKEN. Set both to run on Slack, or take the others out."
        )


def _half_discord(there: set[str]) -> Iterator[str]:
    rest = sorted(name for name in there if name.startswith("DISCORD_"))
    if rest and "DISCORD_TOKEN" not in there:
        yield (
            f"{', '.join(rest)} {'is' if len(rest) == 1 else 'are'} set, but not DISCORD_TOKEN. "
            "Set it to run on Discord, or take the others out."
        )


def _swapped(given: Mapping[str, _Given]) -> list[str]:
    bot, app = given.get("SLACK_BOT_TOKEN"), given.get("SLACK_APP_TOKEN")
    if bot and app and bot.text.startswith("xapp-") and app.text.startswith("xoxb-"):
        return ["SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped. Exchange the two values."]
    return []


def _homeless_tickets(there: set[str], staff_room: StaffRoom | None) -> Iterator[str]:
    """Say where tickets have no room, or a room where nobody has a right to work them."""
    running = {"slack": "SLACK_BOT_TOKEN", "discord": "DISCORD_TOKEN"}
    running = {platform: token for platform, token in running.items() if token in there}
    rooms = {platform for platform in running if f"{platform.upper()}_STAFF_CHANNEL" in there}
    if staff_room:
        rooms = {staff_room.platform}
    elif running and not rooms and "DESK_STAFF_ROOM" not in there:
        names = " or ".join(f"{platform.upper()}_STAFF_CHANNEL" for platform in running)
        yield (
            f"Tickets have no room: set {names} to the id of the channel in which your team works."
        )
    for platform in sorted(rooms & set(running)):
        lists = _STAFF_LISTS[platform]
        if not there & set(lists):
            yield (
                f"Nobody is staff on {platform.title()}, so nobody could answer. "
                f"Set {' or '.join(lists[:2])} to the ids of your team."
            )


def _elsewhere(there: set[str], env: str, room: StaffRoom | None) -> Iterator[str]:
    """Say where a room is on a platform on which nobody is."""
    tokens = {"slack": "SLACK_BOT_TOKEN", "discord": "DISCORD_TOKEN"}
    if room and tokens[room.platform] not in there:
        name = room.platform.title()
        yield (
            f"{env} is on {name}, but the desk doesn't run there. Set {name}'s tokens, or choose "
            "another room."
        )


_STAFF_LISTS = {
    "slack": ("SLACK_STAFF_USERS", "SLACK_STAFF_GROUP", "SLACK_LEADS"),
    "discord": ("DISCORD_STAFF_USERS", "DISCORD_STAFF_ROLES", "DISCORD_LEADS"),
}


def main() -> None:
    """Print the settings in force without any secret; with `--docs` write their documentation.

    Prints every problem and ends with 2 when the settings can't be used.
    """
    if sys.argv[1:] == ["--docs"]:
        Path(".env.example").write_text(dotenv_example(), "utf-8")
        Path("docs/settings.md").write_text(settings_page(), "utf-8")
        return
    try:
        settings = load(os.environ, Path(".env"))
    except SettingsError as error:
        sys.stderr.write("\n".join(("The settings can't be used:", *error.problems, "")))
        raise SystemExit(2) from None
    sys.stdout.write(in_words(settings))


if __name__ == "__main__":
    main()
