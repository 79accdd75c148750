"""Pictures of the pages, for looking at them and for README: python -m tests.pages.pictures FOLDER

Made of the sample, in each look, and as PDF as a reader of the dark page prints it. `--readme` writes those that README shows: the head of the page, and
the charts of the weekly report as Discord gets them.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from bot.desk.nouns.chart import Chart
from bot.desk.words import charts
from bot.desk.words.report import Report
from bot.desk.words.spans import Spans
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.pages import picture
from bot.store import in_memory
from bot.store.journal import SqliteJournal
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
    for number, chart in enumerate(weekly_charts(), start=1):
        if drawn := picture.png(chart):
            (folder / f"weekly-{number}.png").write_bytes(drawn)
    for each in sorted((*folder.glob("*.png"), *folder.glob("*.pdf"))):
        sys.stdout.write(f"{each}: {each.stat().st_size // 1024} kB\n")


def _all(browser: Any, address: str, folder: Path) -> None:
    for look in LOOKS:
        for name, path in PAGES.items():
            _take(browser, look, address + path, path=folder / f"{name}-{look}.png", full_page=True)
    for name, path in PAGES.items():
        _print(browser, address + path, folder / f"{name}.pdf")


def _print(browser: Any, address: str, path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    context.close()


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
    records, report = _sample()
    return report.weekly(records, NOW, NOW)


def weekly_charts() -> tuple[Chart, ...]:
    """And the charts below it."""
    records, report = _sample()
    return charts.of(report, Spans(records=records, now=NOW, hours=HOURS), NOW, 7)


def _sample() -> tuple[SqliteJournal, Report]:
    records = in_memory()
    put_into(records)
    return records, Report(words=Wording(read_locales()), hours=HOURS)


if __name__ == "__main__":
    main(sys.argv[1:])
