"""An import of a large help desk says on a terminal how far it is, and nothing of that in what it prints."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).parents[2] / "run_bot.py"


def test_many_articles_are_counted_on_a_terminal(tmp_path: Path) -> None:
    articles = [
        {"id": each, "title": f"How do I set part {each}?", "body": f"Open panel {each}.",
         "section_id": 1, "user_segment_id": None}
        for each in range(250)
    ]  # fmt: skip
    (tmp_path / "articles.json").write_text(json.dumps({"articles": articles}), "utf-8")
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, str(RUN), "kb", "import", "articles.json", "--yes"],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=theirs,
            env={**os.environ, "HOME": str(tmp_path)},
            check=True,
        )
        shown = os.read(ours, 65536).decode()
    finally:
        os.close(ours)
        os.close(theirs)

    assert [each.replace("\x1b[K", "") for each in shown.split("\r")] == [
        "",
        "Reading articles.json",
        "Reading 250 articles",
        "",
        "Looking at 0 of 250",
        "Looking at 100 of 250",
        "Looking at 200 of 250",
        "",
    ]
    assert b"Taken in: 250 drafts." in done.stdout
    assert b"Looking" not in done.stdout
