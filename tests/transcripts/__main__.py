"""Play transcripts on the console: `python -m tests.transcripts [--update] [NAME …]`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.transcripts.console import console
from tests.transcripts.script import Script, transcripts


async def played(path: Path) -> str:
    """The transcript as the console shows it."""
    script = Script.read(path)
    with tempfile.TemporaryDirectory() as folder:
        async with console(script, Path(folder)) as driver:
            return await script.play(driver)


def main(arguments: list[str]) -> None:
    """Show, or write, what is seen."""
    update = "--update" in arguments
    names = [each for each in arguments if not each.startswith("-")]
    for path in transcripts():
        if names and not any(name in path.name for name in names):
            continue
        seen = asyncio.run(played(path))
        if update:
            path.write_text(seen, "utf-8")
        else:
            sys.stdout.write(seen)


main(sys.argv[1:])
