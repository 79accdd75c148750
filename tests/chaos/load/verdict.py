"""What the platforms saw, held against what the database says; and the times in between.

Lost is what a person said and nobody keeps, or what was decided and stands nowhere.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.platforms.discord.saying.render import nonce
from bot.running.wall_clock import RealClock
from bot.store import audit, read_only
from tests.chaos.suite import Broken

JSON = dict[str, Any]
_SIDES = ("slack", "discord")
ACK = 3.0
"""Seconds that Slack grants for an acknowledgement."""


@dataclass
class Truth:
    """What both doubles wrote down."""

    said: dict[str, JSON] = field(default_factory=dict)
    posts: dict[str, list[JSON]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, folder: Path) -> "Truth":
        """Read it."""
        truth = cls()
        for side in _SIDES:
            with (folder / f"{side}.jsonl").open(encoding="utf-8") as lines:
                for line in lines:
                    truth._take(json.loads(line))
        return truth

    def _take(self, what: JSON) -> None:
        if "said" in what:
            self.said[what["said"]] = what
        else:
            self.posts[what["post"]].append(what)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A row of the inbox."""

    state: str
    outcome: str
    received: float
    done: float | None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A row of the outbox, and the key under which its platform knows it."""

    key: str
    seen_as: str
    cause: str
    """The message that brought it about, where it is for a customer to read."""
    kind: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Answered:
    """How long a message took."""

    at: float
    """When it was said."""
    late: float
    """How late that was: the people's own fault, or the machine's."""
    took: float
    """From its arrival at the desk to its reply's on the platform."""


@dataclass(frozen=True, kw_only=True)
class Times:
    """Seconds, in the order in which the messages were said."""

    acks: Sequence[float]
    """Sent by Slack to acknowledged; the message is on the disk by then."""
    replies: Sequence["Answered"]
    joined: float
    """Share of the messages that were read together with others."""


def judged(folder: Path) -> Times:
    """Compare. Raises Broken with what is lost, doubled, or acknowledged too late."""
    truth = Truth.of(folder)
    taken, replies = _kept(folder / "desk.db")
    problem = next(_problems(truth, taken, replies), "") or _audited(folder / "desk.db")
    if problem:
        raise Broken(problem)
    return _times(truth, taken, replies)


def _kept(database: Path) -> tuple[dict[str, Taken], list[Reply]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as conn:
        inbox = conn.execute("SELECT id, state, outcome, received_at, done_at FROM inbox")
        taken = {
            key: Taken(
                state=state,
                outcome=outcome or "",
                received=received / 1e6,
                done=done / 1e6 if done else None,
            )
            for key, state, outcome, received, done in inbox
        }
        outbox = conn.execute(
            "SELECT key, platform, readership, kind, state FROM outbox WHERE edits = ''"
        )
        replies = [
            Reply(
                key=key,
                seen_as=nonce(key) if platform == "discord" else key,
                cause=_cause(key) if readership == "customer" else "",
                kind=kind,
                state=state,
            )
            for key, platform, readership, kind, state in outbox
        ]
    return taken, replies


def _cause(key: str) -> str:
    """Keys are made of what caused them, and a number."""
    return key.removeprefix("in:").rpartition("/")[0]


def _problems(truth: Truth, taken: dict[str, Taken], replies: list[Reply]) -> Iterator[str]:
    yield from _lost(truth, taken)
    yield from _silent(truth, taken, replies)
    yield from _posted(truth, replies)
    late = [said for said in truth.said.values() if said.get("late")]
    if late:
        yield f"{len(late):,} of {len(truth.said):,} were acknowledged after more than {ACK:.0f} s"


def _lost(truth: Truth, taken: dict[str, Taken]) -> Iterator[str]:
    lost = [key for key in truth.said if key not in taken]
    acked = [key for key in lost if truth.said[key].get("acked")]
    if lost:
        yield (
            f"{len(lost):,} of {len(truth.said):,} messages are lost, "
            f"{len(acked):,} of them acknowledged: {lost[0]}"
        )
    strange = [key for key in taken if key not in truth.said and not key.startswith("desk:")]
    if strange:
        yield f"{len(strange):,} messages were taken in that nobody said: {strange[0]}"


def _silent(truth: Truth, taken: dict[str, Taken], replies: list[Reply]) -> Iterator[str]:
    """Everybody gets an outcome and a reply, or was read together with a later message."""
    answered = {reply.cause for reply in replies}
    for key in truth.said:
        row = taken[key]
        if row.state != "done" or not row.outcome:
            yield f"{key} has no outcome, it is {row.state}"
        elif row.outcome != "joined" and key not in answered:
            yield f"{key} got “{row.outcome}” and no reply"


def _posted(truth: Truth, replies: list[Reply]) -> Iterator[str]:
    known = {reply.seen_as for reply in replies}
    strange = [key for key in truth.posts if key not in known]
    if strange:
        yield f"{len(strange):,} posts were never decided: {strange[0]}"
    for reply in replies:
        times = len(truth.posts.get(reply.seen_as, ()))
        if times > 1:
            yield f"doubled: {reply.key} was posted {times} times"
        elif reply.state not in {"sent", "replaced"}:
            yield f"{reply.key} is {reply.state}"
        elif reply.kind == "post" and reply.state == "sent" and not times:
            yield f"lost: {reply.key} counts as sent and stands nowhere"


def _audited(database: Path) -> str:
    with read_only(database) as journal:
        findings = audit(journal, RealClock().now())
    return findings[0].words() if findings else ""


def _times(truth: Truth, taken: dict[str, Taken], replies: list[Reply]) -> Times:
    first = {
        reply.cause: truth.posts[reply.seen_as][0]["at"]
        for reply in reversed(replies)
        if reply.seen_as in truth.posts
    }
    return Times(
        acks=[said["acked"] - said["sent"] for said in truth.said.values() if said.get("acked")],
        replies=[
            Answered(
                at=said["at"],
                late=said["at"] - said["due"],
                took=first[key] - taken[key].received,
            )
            for key, said in truth.said.items()
            if key in first
        ],
        joined=sum(taken[key].outcome == "joined" for key in truth.said) / max(1, len(truth.said)),
    )


def spread(seconds: Sequence[float]) -> str:
    """p50 and p99, in words."""
    if not seconds:
        return "none"
    return f"p50 {_ms(part(seconds, 0.5))}, p99 {_ms(part(seconds, 0.99))}"


def part(values: Sequence[float], share: float) -> float:
    """The value that so large a share does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"
