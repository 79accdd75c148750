"""`python -m tests.benchmarks.walk FOLDER`: the first day of an owner, on somebody's real questions.

FOLDER holds `kb.jsonl`, a topic a line ({"entry": …, "phrasings": […]}), and `test.jsonl`, what people
wrote ({"text": …, "entry": the topic that answers it, or null}). The base has an entry for each topic
but the five that are asked most, with so many wordings (`--wordings`). It is imported and rehearsed;
of the gaps that are listed, the first five that a topic answers get their entries, and it is rehearsed
again; then the wordings that are proposed are added, if they are the entry's, and counted once more.
What is right goes by the labels. Nothing of FOLDER is copied.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.cli.rehearsal import tried
from bot.desk.front_desk import FrontDesk
from bot.desk.nouns.question import OutcomeKind
from bot.desk.rules.past import Tried, grown, missing, proposed
from bot.desk.rules.shares import Share
from bot.running.building import front_desk
from bot.settings.loading import load
from knowledge.entry import Entry
from knowledge.files import read_entries

LEFT_OUT = 5
"""Topics that the base begins without, those that are asked most; and entries that are written."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What people wrote, and which topic answers it, "" for none."""

    topics: dict[str, list[str]]
    labels: dict[str, str]


def read(folder: Path) -> Asked:
    """Read what stands in a folder; a message that was written twice counts once."""
    topics = {row["entry"]: row["phrasings"] for row in _rows(folder / "kb.jsonl")}
    asked = {
        " ".join(row["text"].split()): row["entry"] or "" for row in _rows(folder / "test.jsonl")
    }
    return Asked(topics=topics, labels={text: label for text, label in asked.items() if text})


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def imported(asked: Asked, topics: Iterable[str], wordings: int) -> list[Entry]:
    """The entries of these topics, as an import reads them from a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "base.jsonl")
        rows = [
            {"id": topic, "question": title, "also": more, "answer": "What we say to this.",
             "language": "en"}
            for topic in topics
            for title, *more in [asked.topics[topic][:wordings]]
        ]  # fmt: skip
        path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        return list(read_entries(path).entries)


def answering(entries: Sequence[Entry]) -> FrontDesk:
    """A desk over them, fitted."""
    desk = front_desk(load({}), entries, {})
    desk.learn(())
    return desk


def row(name: str, done: Sequence[Tried], labels: dict[str, str]) -> str:
    """A line of the table."""
    counts = Counter(each.outcome for each in done)
    answers = [each for each in done if each.outcome == OutcomeKind.ANSWER]
    right = sum(labels[each.text] == each.entry for each in answers)
    cells = (
        name,
        f"{counts[OutcomeKind.ANSWER]} of {len(done)}",
        counts[OutcomeKind.CHOICES],
        counts[OutcomeKind.DONT_KNOW],
        Share(right, len(answers)).words(),
    )
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Walk."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--wordings", type=int, default=4, help="of each entry, its title among them"
    )
    parser.add_argument("--last", type=int, default=4000, help="messages, the latest")
    given = parser.parse_args()
    asked = read(given.folder)
    texts = list(asked.labels)[-given.last :]
    for line in walk(asked, texts, given.wordings):
        sys.stdout.write(f"{line}\n")


def walk(asked: Asked, texts: Sequence[str], wordings: int) -> Iterator[str]:
    """All that is said on the way."""
    often = Counter(asked.labels[text] for text in texts if asked.labels[text])
    left = [topic for topic, _ in often.most_common(LEFT_OUT)]
    begun = [topic for topic in asked.topics if topic not in left]
    yield f"{len(texts)} messages; {sum(not asked.labels[text] for text in texts)} that no topic answers."
    yield "| | answered | offered titles | doesn't know | right, of the answers |"
    yield "| --- | --- | --- | --- | --- |"
    first = tried(answering(imported(asked, begun, wordings)), texts, "Asking")
    yield row(f"{len(begun)} entries", first, asked.labels)
    named = [each.text for each in missing(first)[0]]
    wanted = [asked.labels[text] for text in named]
    written = list(dict.fromkeys(each for each in wanted if each and each not in begun))[:LEFT_OUT]
    entries = imported(asked, [*begun, *written], wordings)
    second = tried(answering(entries), texts, "Asking again")
    yield row(f"{len(entries)}, with those that the gaps named", second, asked.labels)
    own = [each for each in proposed(second, entries) if asked.labels[each.asked] == each.entry.id]
    others = [each for each in second if each.text not in {each.asked for each in own}]
    before = sum(each.outcome == OutcomeKind.ANSWER for each in others)
    third = tried(answering(grown(entries, own)), [each.text for each in others], "And again")
    yield row(f"with {len(own)} of the proposed wordings", third, asked.labels)
    yield f"Of these {len(others)} other messages {before} were answered without the wordings."
    yield f"Gaps listed: {len(named)}; topics among those left out that they named: {len(written)} of {len(left)}."
    yield f"Wordings proposed: {len(proposed(second, entries))}, and by the labels their entry's: {len(own)}."


if __name__ == "__main__":
    main()
