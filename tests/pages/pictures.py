"""Pictures of the pages, for looking at them and for README: python -m tests.pages.pictures FOLDER

Made of the sample, in each look. `--readme` writes the two that README shows, the head of the page.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.desk.words.report import Report
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.store import in_memory
from tests.pages.browsing import LOOKS, browsing, lacking, serving
from tests.pages.sample import HOURS, NOW, fill, put_into

PAGES = {
    "results": "results?days=30",
    "board": "board",
    "ticket": "ticket?number=100",
    "search": "search?words=lamp",
    "rows": "questions?days=30&which=person",
}
README = Path(__file__).parents[2] / "docs" / "pictures"
_WIDE = {"width": 960, "height": 800}


def main(arguments: list[str]) -> None:
    """Write them, and say where."""
    if missing := lacking():
        sys.exit(missing)
    if not arguments:
        sys.exit(__doc__)
    for_readme = arguments[0] == "--readme"
    folder = README if for_readme else Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        database = Path(place) / "desk.db"
        fill(database)
        with serving(database) as address, browsing() as browser:
            (_for_readme if for_readme else _all)(browser, address, folder)
    for each in sorted(folder.glob("*.png")):
        sys.stdout.write(f"{each}: {each.stat().st_size // 1024} kB\n")


def _all(browser: Any, address: str, folder: Path) -> None:
    for look in LOOKS:
        for name, path in PAGES.items():
            _take(browser, look, address + path, path=folder / f"{name}-{look}.png", full_page=True)


def _for_readme(browser: Any, address: str, folder: Path) -> None:
    for look in ("light", "dark"):
        context = browser.new_context(color_scheme=look, viewport=_WIDE)
        page = context.new_page()
        page.goto(address + PAGES["results"])
        last = page.locator(".figures > :nth-child(2)").bounding_box()
        clip = {"x": 0, "y": 0, "width": _WIDE["width"], "height": last["y"] + last["height"] + 14}
        page.screenshot(path=folder / f"results-{look}.png", clip=clip, full_page=True)
        context.close()


def _take(browser: Any, look: str, address: str, **how: Any) -> None:
    context = browser.new_context(java_script_enabled=False, **LOOKS[look])
    page = context.new_page()
    page.goto(address)
    page.screenshot(**how)
    context.close()


def weekly() -> list[str]:
    """What the team's room would be told of the week before, as README shows it."""
    records = in_memory()
    put_into(records)
    return Report(words=Wording(read_locales()), hours=HOURS).weekly(records, NOW, NOW)


if __name__ == "__main__":
    main(sys.argv[1:])
