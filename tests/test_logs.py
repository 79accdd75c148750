"""Log lines are read by people and by programs, and each names the message that it concerns."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

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


def _chained(text: str) -> None:
    try:
        _fails(text)
    except ValueError as error:
        raise KeyError(text) from error


WORDS = st.text(min_size=4).map(lambda text: f"canary {text}") | st.just(
    "canary\n2026-01-01 00:00:00 ERROR bot forged"
)


@given(words=WORDS)
@pytest.mark.parametrize("form", [Lines, JsonLines])
def test_no_traceback_has_words_in_it_or_makes_a_line_of_its_own(
    line: Written, form: type[logging.Formatter], words: str
) -> None:
    log, written, handler = line
    handler.setFormatter(form())
    written.seek(0)
    written.truncate()
    try:
        _chained(words)
    except KeyError:
        log.exception("failed")
    found = written.getvalue()

    assert "canary" not in found
    assert "builtins.ValueError" in found
    assert "test_logs.py" in found
    assert all(each[:1] in {"2", "{", " "} for each in found.splitlines())
    assert 1 == sum(not each.startswith(" ") for each in found.splitlines())


@given(words=TEXTS)
def test_no_message_makes_a_second_line_for_people(line: Written, words: str) -> None:
    log, written, handler = line
    handler.setFormatter(Lines())
    written.seek(0)
    written.truncate()
    with about(words):
        log.warning("%s", words)

    assert 1 == len(written.getvalue().splitlines())


def test_an_error_of_the_system_is_known_by_its_number(line: Written) -> None:
    log, written, handler = line
    handler.setFormatter(Lines())
    try:
        Path("nowhere/canary").read_text("utf-8")
    except OSError:
        log.exception("failed")

    assert "builtins.FileNotFoundError (ENOENT)" in written.getvalue()
    assert "canary" not in written.getvalue()


def test_what_asyncio_says_of_a_lost_task_is_its_first_line(line: Written) -> None:
    record = logging.LogRecord(
        "asyncio", logging.ERROR, "", 0, "never retrieved\nfuture: canary", (), None
    )
    Discreet().filter(record)

    assert "never retrieved" == record.getMessage()
