"""Transcripts: what people do in column one, what they then see indented below. The specification.

    # a comment
    @ DESK_HANDOVER=offer          a setting, before anything happens
    @ start 2026-11-16 10:00       when it begins (UTC)
    @ edits                        show what becomes of messages whose buttons are settled
    ana: how do i rest my pasword  a customer writes
    ana presses That solved it     a customer presses
    sam!: claim 1                  an agent gives a command; "lea!!:" is a lead
    time: 2h                       time passes
    ben: link CODE                 CODE is the one that was shown last
        ana: Open Settings > …     what each place then shows: "team" is the staff room,
        sam only: …                "X only" is seen by one person

The same files run on every platform; `python -m tests.transcripts --update` writes what was seen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

from bot.desk.time.durations import parse_duration
from bot.locales import read_locales
from knowledge.entry import Entry
from knowledge.text.secrets import redact
from tests.eyes import Confided, Shown, leaks, letters

HERE = Path(__file__).parent
INDENT = "    "
START = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)

_LINE = re.compile(r"^(?P<who>\w+)(?P<staff>!{0,2}): ?(?P<words>.*)$")
_PRESS = re.compile(r"^(?P<who>\w+) presses (?P<label>.+)$")
_FILLS = re.compile(r"^(?P<who>\w+) fills in (?P<label>[^:]+): (?P<values>.+)$")
_ASKED_IN = re.compile(r"\n(?:Asked in|Gefragt in): .*")
_CODE = re.compile(r"\blink ([A-Z2-9]{8})\b")
_NOTE = re.compile(r"note \d+ (?P<words>.+)")
_AGREES, _REFUSES, _PARTS = "Yes, both are mine", "No, that's not me", "Undo the link"
"""What people press for two accounts to be one person's, for them not to be, and no longer."""
_OWN = 16
"""Letters from which on words are somebody's own: "hello" and a button's label are everybody's."""
_FILE = re.compile(r" file:(?P<path>\S+)")
_NUMBERED = re.compile(
    r"(?<=: )(transfer|reply|resolve|promise|guess|reopen|draft|tag|snippet) \d+(?= (?:[A-Z]{3,}|because|tomorrow|\w)|$)"
)
"""A line to type. In a terminal the ticket at hand needs no number, in a room of people it does."""
_GUESSES = re.compile(r"^(Nearly answered: ).*$|\b\d+ %(?=$| {2}\w+$)", re.MULTILINE)


def in_one_calendar(text: str) -> str:
    """With times as in English: a platform's own token of a time has no language in it."""
    for language, table in _TABLES.items():
        row = table["date"]
        parts = {
            "weekday": f"(?P<weekday>{_any_of(row['weekdays'])})",
            "day": r"(?P<day>\d+)",
            "month": f"(?P<month>{_any_of(row['months'])})",
            "time": r"(?P<time>\d\d:\d\d)",
        }
        written = re.compile(
            re.escape(row["moment"]).replace(r"\{", "{").replace(r"\}", "}").format(**parts)
        )
        text = written.sub(partial(_in_english, row), text) if language != "en" else text
    return text


def _any_of(words: str) -> str:
    return "|".join(map(re.escape, words.split()))


def _in_english(row: Mapping[str, str], found: re.Match[str]) -> str:
    english = _TABLES["en"]["date"]
    names = {
        name: english[f"{name}s"].split()[row[f"{name}s"].split().index(found[name])]
        for name in ("weekday", "month")
    }
    return str(english["moment"].format(day=found["day"], time=found["time"], **names))


_TABLES = read_locales()


@dataclass(frozen=True)
class Posted:
    """One message as somebody sees it, in plain words."""

    whom: str
    """ "ana", "team", or "sam only"."""
    text: str
    buttons: tuple[str, ...] = ()
    edited: bool = False
    """It takes the place of a message whose buttons are settled."""

    def lines(self) -> list[str]:
        """As written in a transcript. How near the guesses were is the matcher's business, and where a
        question was asked a terminal doesn't say."""
        text = _NUMBERED.sub(r"\1", _ASKED_IN.sub("", self.text))
        text = _GUESSES.sub(lambda found: f"{found[1] or ''}…", text)
        whom = f"{self.whom}, changed" if self.edited else self.whom
        shown = [f"{whom}: {text}".replace("\n", f"\n{INDENT}{INDENT}")]
        if self.buttons:
            shown.append(INDENT + " ".join(f"[{label}]" for label in self.buttons))
        return "\n".join(shown).split("\n")


def _noted(said: re.Match[str]) -> str:
    """The words of a note; "" of anything else."""
    found = _NOTE.match(said["words"]) if said["staff"] else None
    return found["words"] if found else ""


@dataclass(frozen=True)
class Linked:
    """Whose accounts both have said to be one person's: until they part, each reads the other's."""

    pairs: tuple[frozenset[str], ...] = ()
    asking: str = ""
    """Who has said so alone as yet."""

    def after(self, line: str) -> "Linked":
        """As it is once somebody has pressed this; other lines change nothing."""
        press = _PRESS.match(line)
        who, label = (press["who"], press["label"]) if press else ("", "")
        if label == _PARTS:
            return Linked(tuple(pair for pair in self.pairs if who not in pair))
        if label == _REFUSES:
            return replace(self, asking="")
        if label != _AGREES:
            return self
        if self.asking in {"", who}:
            return replace(self, asking=who)
        return Linked((*self.pairs, frozenset({self.asking, who})))

    def reach(self, people: frozenset[str]) -> frozenset[str]:
        """These people and those they are linked with."""
        return people.union(*(pair for pair in self.pairs if pair & people))


def without_given_back(posted: Posted, typed: Iterable[str]) -> Posted:
    """A refusal without what was typed behind a slash or into a form: platforms show that to nobody,
    so it is given back there to whoever typed it, and a terminal need not."""
    text = posted.text
    for each in typed if posted.whom.endswith(" only") else ():
        quoted = "".join(f"\n| {line}" for line in redact(each)[0].split("\n"))
        text = text.removesuffix(quoted)
    return replace(posted, text=text)


def attached(line: str) -> tuple[str, list[Path]]:
    """A line without the files that it names by their paths, as a terminal takes them; and those."""
    return _FILE.sub("", line), [Path(each["path"]) for each in _FILE.finditer(line)]


class Driver(Protocol):
    """A platform played by a test: people type, the transcript reads what was posted."""

    async def say(self, who: str, words: str) -> None:
        """A customer writes to the desk directly."""
        ...

    async def press(self, who: str, label: str) -> None:
        """A customer presses the newest button with that label."""
        ...

    async def fill(self, who: str, label: str, values: Mapping[str, str]) -> None:
        """A customer presses the newest button with that label, and fills in the form that it brings."""
        ...

    async def staff(self, who: str, line: str, *, lead: bool) -> None:
        """A member of staff gives a command in the staff room."""
        ...

    async def advance(self, span: timedelta) -> None:
        """Time passes."""
        ...

    def posted(self) -> list[Posted]:
        """What was posted or edited since the last call, in order."""
        ...

    def shown(self) -> Iterable[Shown]:
        """All that stands anywhere, and the names of those who can read it there."""
        ...

    async def entries(self) -> Sequence[Entry]:
        """What everybody may read: the knowledge base as it now is."""
        ...


@dataclass
class Script:
    """A transcript, read."""

    path: Path
    settings: dict[str, str] = field(default_factory=dict)
    start: datetime = START
    edits: bool = False
    lines: list[str] = field(default_factory=list)
    """All but what was seen."""
    text: str = ""

    @classmethod
    def read(cls, path: Path) -> "Script":
        """Read a file."""
        script = cls(path, text=path.read_text("utf-8"))
        for line in script.text.splitlines():
            if line.startswith("@ start "):
                moment = datetime.fromisoformat(line.removeprefix("@ start "))
                script.start = moment.replace(tzinfo=UTC)
            elif line == "@ edits":
                script.edits = True
            elif line.startswith("@ "):
                name, _, value = line.removeprefix("@ ").partition("=")
                script.settings[name.strip()] = value.strip()
            if not line.startswith(INDENT):
                script.lines.append(line)
        return script

    async def play(self, driver: Driver) -> str:
        """Do what it says; the whole transcript as it was seen."""
        seen: list[str] = []
        stood: dict[Shown, Linked] = {}
        linked, code = Linked(), "CODE"
        driver.posted()
        for line in self.lines:
            seen.append(line)
            if line.strip() and not line.startswith(("#", "@")):
                await self._do(driver, line.replace("CODE", code))
                posted = [each for each in driver.posted() if self.edits or not each.edited]
                shown = "\n".join(_shown(posted))
                code = next(iter(_CODE.findall(shown)), code)
                seen += shown.replace(code, "CODE").split("\n") if shown else []
                linked = linked.after(line)
                for each in driver.shown():
                    stood.setdefault(each, linked)
        confided = list(self.confided(await driver.entries()))
        found = [
            leak
            for each, then in stood.items()
            for leak in leaks([each], [replace(own, to=then.reach(own.to)) for own in confided])
        ]
        if found:
            raise AssertionError("\n".join((self.path.name, *found)))
        return "\n".join(seen) + "\n"

    def confided(self, entries: Iterable[Entry]) -> Iterator[Confided]:
        """Notes, which are the team's, and what customers write, which is theirs and the team's.

        What several say, what an entry says, and what staff tell anybody is nobody's own.
        """
        said = [found for found in map(_LINE.match, self.lines) if found and found["words"]]
        team = frozenset({"team", *(each["who"] for each in said if each["staff"])})
        told = " ".join(each["words"] for each in said if each["staff"] and not _noted(each))
        common = letters(" ".join((told, *(f"{e.question} {e.answer}" for e in entries))))
        whose: dict[str, set[str]] = {}
        for each in said:
            words = _noted(each) if each["staff"] else each["words"]
            if len(letters(words)) >= _OWN and letters(words) not in common:
                whose.setdefault(words, set()).update({each["who"]} - {"time"})
        for words, people in whose.items():
            yield Confided(words=words, to=team | people)

    async def _do(self, driver: Driver, line: str) -> None:
        press = _PRESS.match(line)
        if press:
            await driver.press(press["who"], press["label"])
            return
        fills = _FILLS.match(line)
        if fills:
            pairs = (each.split(" = ", 1) for each in fills["values"].split(" | "))
            await driver.fill(fills["who"], fills["label"], dict(pairs))
            return
        said = _LINE.match(line)
        if said is None:
            raise ValueError(f"{self.path.name}: what is this? {line}")
        words = said["words"].replace("\\n", "\n")
        if said["who"] == "time":
            await driver.advance(parse_duration(words))
        elif said["staff"]:
            await driver.staff(said["who"], words, lead=len(said["staff"]) == 2)
        else:
            await driver.say(said["who"], words)


def _shown(posted: Iterable[Posted]) -> Iterator[str]:
    """By reader, so that platforms whose rooms are served side by side read the same."""
    order = sorted(posted, key=lambda each: (each.whom == "team", each.whom))
    for each in order:
        yield from (INDENT + line if line else "" for line in each.lines())


def transcripts() -> list[Path]:
    """All transcript files."""
    return sorted(HERE.glob("*.txt"))
