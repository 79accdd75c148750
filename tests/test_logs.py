"""Log lines are read by people and by programs, and each names the message that it concerns."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import Discreet, JsonLines, Lines, about

TEXTS = st.text() | st.sampled_from(
    ["a\nb", "\r\n2026-01-01 ERROR forged", "\u2028", "%s", "\x1b[2J"]
)


@pytest.fixture(scope="module")
def line() -> Iterator[tuple[logging.Logger, io.StringIO, logging.Handler]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(Discreet(("s3cret",)))
    log = logging.getLogger("tests.line")
    log.propagate = False
    log.setLevel(logging.DEBUG)
    log.addHandler(handler)
    yield log, written, handler
    log.removeHandler(handler)


Written = tuple[logging.Logger, io.StringIO, logging.Handler]


@given(text=TEXTS, message=TEXTS, failed=st.booleans())
def test_whatever_is_logged_is_one_line_of_json(
    line: Written, text: str, message: str, failed: bool
) -> None:
    log, written, handler = line
    handler.setFormatter(JsonLines())
    written.seek(0)
    written.truncate()
    with about(message):
        try:
            _fails(text)
        except ValueError:
            log.warning("%s", text, exc_info=failed)

    found = json.loads(written.getvalue())
    assert 1 == written.getvalue().count("\n")
    assert text.replace("s3cret", "[secret]") == found.get("message", "")
    assert message == found.get("about", "")
    assert failed == ("trace" in found)
    assert ("warning", "tests.line") == (found["level"], found["logger"])
    assert datetime.fromisoformat(found["time"]).tzinfo


def _fails(text: str) -> None:
    raise ValueError(text)


def test_a_line_for_people_names_its_message_once(line: Written) -> None:
    log, written, handler = line
    handler.setFormatter(Lines())
    written.seek(0)
    written.truncate()
    with about("slack:T1:C1:17.0"):
        log.info("sent outbox=slack:T1:C1:17.0/1")
        log.info("a retry by the library")
    log.info("of no message")

    lines = [each.split(" tests.line ")[1] for each in written.getvalue().splitlines()]
    assert [
        "sent outbox=slack:T1:C1:17.0/1",
        "a retry by the library [slack:T1:C1:17.0]",
        "of no message",
    ] == lines
