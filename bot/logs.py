"""How the log is written, and what no log may show taken out of each record, whoever wrote it.

Our own lines name ids and never texts; this is the net below those of the libraries.
"""

import json
import logging
import re
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
_PLAIN = logging.Formatter()
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
        record.concerns = f" [{known}]" if known and known not in record.message else ""
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
        record.msg, record.args = self.clean(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True

    def clean(self, text: str) -> str:
        """Return the text without tokens."""
        return self._pattern.sub(HIDDEN, text)
