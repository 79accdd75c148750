"""How the log is written, and what no log may show taken out of each record, whoever wrote it.

Our own lines name ids and never texts; this is the net below those of the libraries.
"""

import errno
import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

HIDDEN = "[secret]"
# Tokens by their form, should one turn up that no setting knows: Slack's, and Discord's.
_FORMS = (
    r"xox[a-z]-[\w-]{8,}",
    r"xapp-[\w-]{8,}",
    r"[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}",
)
_SIGNS = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160))}
_SIGNS |= {ord("\n"): "\\n", ord("\r"): "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""What would begin another line, or colour this one, as code has it."""
_CHAIN = 5
"""Errors that led to one another, at most."""
_OURS = ("bot", "knowledge")
"""At DEBUG other people's libraries would log whole messages, and every turn of their own."""

_about: ContextVar[str] = ContextVar("about", default="")


@contextmanager
def about(message: str) -> Iterator[None]:
    """What is logged inside concerns this message, known by the id under which it came in."""
    before = _about.set(message)
    try:
        yield
    finally:
        _about.reset(before)


def begin(level: int, secrets: tuple[str, ...], *, as_json: bool) -> None:
    """Write the log to standard error from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else Lines())
    handler.addFilter(Discreet(secrets))
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler])
    for name in _OURS:
        logging.getLogger(name).setLevel(level)


class Lines(logging.Formatter):
    """A line for people, with the id of the message that it concerns."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s%(concerns)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        """Name the message, unless the line does so itself."""
        known = getattr(record, "about", "")
        concerns = f" [{known}]" if known and known not in record.message else ""
        record.message = record.message.translate(_SIGNS)
        record.concerns = concerns.translate(_SIGNS)
        return super().formatMessage(record)


class JsonLines(logging.Formatter):
    """A line for programs: one JSON object, whatever stands in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Put it together."""
        at = datetime.fromtimestamp(record.created, UTC)
        found = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "about": getattr(record, "about", ""),
            "trace": record.exc_text or record.stack_info or "",
        }
        return json.dumps({name: text for name, text in found.items() if text}, ensure_ascii=False)


class Discreet(logging.Filter):
    """Put on a handler, it keeps tokens out of what that handler writes."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        known = sorted(map(re.escape, filter(None, secrets)), key=len, reverse=True)
        self._pattern = re.compile("|".join((*known, *_FORMS)))

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        record.about = _about.get()
        said = record.getMessage()
        if record.name == "asyncio":  # below its first line it shows what an error said
            said = said.partition("\n")[0]
        record.msg, record.args = self.clean(said), ()
        if record.exc_info:
            record.exc_text = trace(record.exc_info[1])
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True

    def clean(self, text: str) -> str:
        """Return the text without tokens."""
        return self._pattern.sub(HIDDEN, text)


def trace(error: BaseException | None) -> str:
    """Where it failed, the error that it began with first: lines of code, and kinds of errors.

    What an error says may hold what somebody wrote; of those that can't, a number says what it was.
    """
    chain: list[BaseException] = []
    while error is not None and error not in chain and len(chain) < _CHAIN:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(line for each in reversed(chain) for line in _steps(each))


def _steps(error: BaseException) -> Iterator[str]:
    yield f"  {type(error).__module__}.{type(error).__qualname__}{_number(error)}"
    for step in traceback.extract_tb(error.__traceback__):
        yield f"    {step.filename}:{step.lineno} ({step.name})"


def _number(error: BaseException) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError) and error.errno is not None:
        name = errno.errorcode.get(error.errno, str(error.errno))
    return f" ({name})" if name else ""
