"""Scripted trouble: what a test wants to go wrong with a call, and how often.

A fault either stands in for the call or strikes after Slack has accepted it; `accepted` says which.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from .settings import JSON


class Kind(StrEnum):
    """What goes wrong."""

    ANSWER = "answer"
    DROP = "drop"
    HANG = "hang"
    GARBAGE = "garbage"
    DELAY = "delay"


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong with one call."""

    kind: Kind
    accepted: bool = False
    status: int = 200
    body: JSON = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def error(code: str, *, accepted: bool = False) -> Fault:
    """ok:false with this code; `accepted` if the work was done all the same."""
    return Fault(Kind.ANSWER, accepted=accepted, body={"ok": False, "error": code})


def rate_limited(retry_after: int) -> Fault:
    """429 with Retry-After."""
    return Fault(
        Kind.ANSWER,
        status=429,
        body={"ok": False, "error": "ratelimited"},
        headers={"Retry-After": str(retry_after)},
    )


def server_error(status: int = 503, *, accepted: bool = False) -> Fault:
    """A 5xx with no JSON worth reading."""
    body: JSON = {"ok": False, "error": "internal_error"}
    return Fault(Kind.ANSWER, accepted=accepted, status=status, body=body)


def drop_before() -> Fault:
    """The connection breaks; Slack never did the work."""
    return Fault(Kind.DROP)


def drop_after() -> Fault:
    """The connection breaks after Slack did the work: the caller cannot know."""
    return Fault(Kind.DROP, accepted=True)


def hang(*, accepted: bool = False) -> Fault:
    """No answer ever comes."""
    return Fault(Kind.HANG, accepted=accepted)


def delay(seconds: float) -> Fault:
    """The answer comes so much later, and so does the work."""
    return Fault(Kind.DELAY, seconds=seconds)


def delay_after(seconds: float) -> Fault:
    """The work is done at once, the answer comes so much later."""
    return Fault(Kind.DELAY, accepted=True, seconds=seconds)


def garbage(*, accepted: bool = False) -> Fault:
    """200 with a page of HTML, as proxies answer."""
    return Fault(Kind.GARBAGE, accepted=accepted)


@dataclass
class _Script:
    method: str
    fault: Fault
    times: float
    when: Callable[[JSON], bool] | None


class Faults:
    """The scripts still to be played. The first that fits a call is played."""

    def __init__(self) -> None:
        self._scripts: list[_Script] = []

    def add(
        self,
        method: str,
        *faults: Fault,
        times: int | None = 1,
        when: Callable[[JSON], bool] | None = None,
    ) -> None:
        """Let the next calls of `method` ("*" for any) go wrong; `times=None` for all of them.

        Besides Web API methods: "response_url" and "upload".
        """
        count = float("inf") if times is None else times
        self._scripts += [_Script(method, fault, count, when) for fault in faults]

    def clear(self, method: str | None = None) -> None:
        """Forget the scripts, of one method or all."""
        self._scripts = [s for s in self._scripts if method not in (None, s.method)]

    def take(self, method: str, args: JSON) -> Fault | None:
        """The fault that this call meets, if any."""
        for script in self._scripts:
            if script.method in (method, "*") and (script.when is None or script.when(args)):
                script.times -= 1
                if script.times <= 0:
                    self._scripts.remove(script)
                return script.fault
        return None
