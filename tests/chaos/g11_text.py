"""G11: text that means harm, through intake, desk and all three renderers.

It breaks nothing, calls nobody, hides no link, brings no note to a customer, and nobody waits for
it: what runs in the event loop is measured in processor time.
"""

import logging
import math
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.commands import COMMANDS
from bot.delivery.intake import Intake, Patience
from bot.desk.nouns.inbound import Address, Commanded, Edited, Inbound, Said
from bot.desk.nouns.message import Markdown, Message, Outgoing, Readership
from bot.desk.nouns.person import Role
from bot.platforms import plain
from bot.platforms.console.render import Printer
from bot.platforms.discord.saying import render as on_discord
from bot.platforms.seen import seen
from bot.platforms.slack.saying import render as on_slack
from bot.platforms.slack.saying.render import Look
from bot.store import codec
from knowledge.text.secrets import redact
from tests.chaos import hostile, models
from tests.chaos.scene import NOTE, Scene
from tests.chaos.shorter import shortest
from tests.chaos.suite import Broken, Control, Figures, Suite, Task, chance
from tests.desk.harness import ANA, BEN, SAM, STAFF_ROOM, room

T = TypeVar("T")

LIMIT_MS = 50.0
YARDS = 20
"""How often the yardstick goes into the limit where nothing else is at work: 2.5 ms on our machines."""
_YARD = "a few plain words, again and again. " * 1_250
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['’][^\W_]+)?")
ENDLESS_SECONDS = 2.0
INTAKE, MATCHING, RENDERING = "intake", "reading and matching", "rendering"
Show = Callable[[Message, "Worst"], Iterator[str]]
"""What platforms would make of a message and should not; writing it is timed."""


def when(at: datetime) -> str:
    """A time as text."""
    return plain.clock(at)


def rendered(message: Message, worst: "Worst") -> Iterator[str]:
    """What all three renderers let through."""
    # Approved entries and staff's replies may have links with words of their own.
    plainly = not any(isinstance(part, Markdown) for part in message.parts)
    for look in Look:
        payload = worst.timed(RENDERING, partial(on_slack.payload, message, when, look))
        yield from models.slack(payload, links=plainly)
    for sheet in worst.timed(RENDERING, partial(on_discord.sheets, message)):
        yield from models.discord(sheet.text, links=plainly)
        yield from models.discord(sheet.fine, links=plainly)
    printer = Printer(ZoneInfo("UTC"))
    yield from models.terminal(worst.timed(RENDERING, partial(printer.block, "desk", message)))


def unescaped(message: Message, _worst: "Worst") -> Iterator[str]:
    """The control: a renderer that writes what it is given, but for hidden signs."""
    yield from unseen_shown(seen(message), _worst)


def unseen_shown(message: Message, _worst: "Worst") -> Iterator[str]:
    """The control: the same, hidden signs too."""
    yield from models.slack({"text": plain.text(message, when)})
    yield from models.discord(plain.text(message, when))


class Endless(Exception):
    """Something took so long that nobody waits for its end."""


class Worst:
    """The longest that anything took, in milliseconds of processor time."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = {}
        self.slow: dict[str, float] = {}
        """The same of the text at hand alone."""

    def timed(self, what: str, work: Callable[[], T]) -> T:
        """Measure. What took too long is measured again: the machine has other work as well."""
        took = float("inf")
        for _ in range(3):
            with ended_after(ENDLESS_SECONDS, what):
                began = time.thread_time()
                result = work()
                took = min(took, (time.thread_time() - began) * 1000)
            if took < LIMIT_MS / 2:
                break
        for kept in (self.milliseconds, self.slow):
            kept[what] = max(took, kept.get(what, 0.0))
        return result

    def figures(self) -> Figures:
        """Rounded up."""
        return Figures(
            {f"ms at worst of {what}": math.ceil(took) for what, took in self.milliseconds.items()}
        )


@contextmanager
def ended_after(seconds: float, what: str) -> Iterator[None]:
    """Raise Endless after so much processor time, where the system can tell us."""
    if not hasattr(signal, "SIGVTALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise Endless(what)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit() -> float:
    """Milliseconds that anything may take just now: what else the machine does costs processor time too,
    since cores share their caches. Never less than LIMIT_MS."""
    yards = []
    for _ in range(5):
        began = time.thread_time()
        sum(len(each[0].casefold()) for each in _WORD.finditer(_YARD))
        yards.append((time.thread_time() - began) * 1000)
    return max(LIMIT_MS, YARDS * min(yards))


def texts(task: Task, show: Show = rendered) -> Figures:
    """Say so many texts. Raises Broken at the first that does harm, cut down as far as it does."""
    logging.disable(logging.CRITICAL)
    trial = Trial(Scene(COMMANDS), show)
    try:
        for number in range(task.cases):
            seed = f"{task.seed}/{task.block}/{number}"
            text = hostile.text(chance(seed))
            if trial.tried(seed, text):
                raise Broken(_told(trial, seed, text), task.seed)
            task.tell(number + 1)
    finally:
        logging.disable(logging.NOTSET)
    return Figures({"texts": task.cases, **trial.worst.figures()})


def _told(trial: "Trial", seed: str, text: str) -> str:
    def wrong(signs: Sequence[str]) -> str:
        return trial.tried(seed, "".join(signs))

    signs, problem = shortest(text, wrong)
    kept = "".join(signs)
    shown = f"{kept[:400]!r}{' and so on' if len(kept) > 400 else ''}"
    return f"{problem}\ntext {seed}, cut down from {len(text)} characters to {len(kept)}: {shown}"


@dataclass
class Trial:
    """What texts are said to, and how that is looked at."""

    scene: Scene
    show: Show
    worst: Worst = field(default_factory=Worst)
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        self.intake = Intake(
            store=None,  # type: ignore[arg-type]
            clock=None,  # type: ignore[arg-type]
            redact=redact,
            patience=Patience(burst={}),
        )

    def tried(self, seed: str, text: str) -> str:
        """Say it; the first thing that is wrong about what came of it, or ""."""
        self.worst.slow.clear()
        try:
            return next(self.said(chance(seed, "way"), text), "")
        except Endless as endless:
            return f"too long: {endless} came to no end in {ENDLESS_SECONDS:.0f} s"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            return f"broke: {error!r}"

    def said(self, dice: Random, text: str) -> Iterator[str]:
        """All that is wrong about what came of it."""
        for inbound, role in _ways(self.scene, dice, text):
            clean = self.worst.timed(INTAKE, partial(self.intake.clean, inbound))
            hear = partial(self.scene.desk.desk.hear, clean)
            heard = self.worst.timed(MATCHING, hear)
            codec.inbound_in(codec.inbound_out(clean))
            for outgoing in self.scene.heard(clean, heard, role):
                for message in filter(None, (outgoing.message, outgoing.otherwise)):
                    yield from self.show(message, self.worst)
                    yield from _leaks(outgoing, message)
        for what in (INTAKE, MATCHING, RENDERING):
            if self.worst.slow.get(what, 0) > LIMIT_MS and self.worst.slow[what] > limit():
                yield f"too long: {what} took {self.worst.slow[what]:.0f} ms"


def _leaks(outgoing: Outgoing, message: Message) -> Iterable[str]:
    if outgoing.readership is Readership.CUSTOMER and NOTE in codec.message_out(message):
        yield f"a note reached a customer: {outgoing.key}"


def _ways(scene: Scene, dice: Random, text: str) -> Iterator[tuple[Inbound, Role]]:
    """A customer says it, in one of many ways; or staff do."""
    at, key = scene.desk.now, "console:try"
    who = dice.choice((ANA, BEN))
    match dice.randrange(6):
        case 0:
            line = dice.choice(("reply 1 ", "note 1 ", "resolve 1 ", "find ", "ask ", "add "))
            yield (
                Commanded(id=key, at=at, by=SAM, place=STAFF_ROOM, line=line + text),
                Role.AGENT,
            )
        case 1:
            yield Commanded(id=key, at=at, by=who, place=room(who), line=text), Role.CUSTOMER
        case 2:
            edited = Edited(id=key, at=at, by=ANA, place=room(ANA), message="console:5", text=text)
            yield edited, Role.CUSTOMER
        case way:
            address = Address.WATCHED if way == 3 else Address.DIRECT
            said = Said(id=key, at=at, by=who, place=room(who), text=text, address=address)
            yield said, Role.CUSTOMER


SUITE = Suite(
    name="G11",
    title="text that means harm, through intake, desk and three renderers",
    unit="texts",
    run=texts,
    quick=1_500,
    ci=50_000,
    long=1_000_000,
    fits=True,
    block=500,
    reason="about 300 texts a second on each core",
    controls=(
        Control(
            name="a renderer without escaping",
            run=lambda task: texts(task, unescaped),
            cases=500,
            finds="mention",
        ),
        Control(
            name="signs that turn a line are shown",
            run=lambda task: texts(task, unseen_shown),
            cases=500,
            finds="shows",
        ),
    ),
)
