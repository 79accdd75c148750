"""Many questions from a file through the matcher, into a file: what `run_bot.py ask` does.

Touches no database: the knowledge base is a path, the result one JSON line a question.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bot.desk.boundary import Heard
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.question import Guess
from bot.desk.rules import answering
from bot.errors import BadArgument
from knowledge import files
from knowledge.files import CannotRead

MOST = 10
"""Candidates a line."""

Row = dict[str, Any]


def read_questions(path: Path) -> list[Row]:
    """Rows with "text": from text (one a line), a table (a column for questions), JSON lines (`text`),
    or what people asked in another program's export.

    Raises BadArgument.
    """
    try:
        past = files.past_questions(path)
        if past is not None:
            return [{"text": text} for text in past]
        rows = files.read_questions(path)
    except CannotRead as problem:
        raise BadArgument(str(problem)) from problem
    if path.suffix.casefold() in {".jsonl", ".ndjson"}:
        return list(_json_rows(path, [row["text"] for row in rows]))
    return [row for row in rows if row["text"].strip()]


def _json_rows(path: Path, lines: list[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            raise BadArgument(
                f"{path}, line {number}: this is not JSON ({problem.msg})."
            ) from problem
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise BadArgument(f'{path}, line {number}: each line needs a field "text".')
        yield row


def judged(desk: FrontDesk, row: Row) -> Row:
    """The row with what the desk would have done."""
    heard = desk.look_up(row["text"])
    best = _merged(heard)
    if (heard.reading.small_talk or heard.asked) and not heard.sure(desk.library.bands):
        outcome = "small_talk"
    else:
        outcome = answering.kind(answering.decide(best, desk.library.bands)).value
    candidates = [
        {"entry": guess.entry, "probability": round(guess.probability, 4)} for guess in best[:MOST]
    ]
    return {
        **row,
        "outcome": outcome,
        "candidates": candidates,
        "milliseconds": round(heard.milliseconds, 3),
    }


def _merged(heard: Heard) -> tuple[Guess, ...]:
    """The candidates of all questions in a message, each entry once at its best."""
    best: dict[str, Guess] = {}
    for guess in (guess for guesses in heard.near for guess in guesses):
        known = best.get(guess.entry)
        if known is None or known.probability < guess.probability:
            best[guess.entry] = guess
    return tuple(sorted(best.values(), key=lambda guess: -guess.probability))


def writable(out: Path) -> None:
    """See that a file can be written before the work for it is done. Raises BadArgument."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.open("a", encoding="utf-8").close()
    except OSError as problem:
        raise BadArgument(f"{out} can't be written: {problem.strerror}.") from problem


def run(desk: FrontDesk, rows: list[Row], out: Path) -> dict[str, int]:
    """Write one line a question; counts by outcome. A progress bar shows on a terminal."""
    counts: dict[str, int] = {}
    with (
        out.open("w", encoding="utf-8") as file,
        click.progressbar(rows, label="Asking", update_min_steps=10) as bar,
    ):
        for row in bar:
            result = judged(desk, row)
            counts[result["outcome"]] = counts.get(result["outcome"], 0) + 1
            file.write(json.dumps(result, ensure_ascii=False) + "\n")
    return counts
