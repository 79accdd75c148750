"""A real browser for the pages: Debian's Chromium, driven by playwright, in a few looks."""

import asyncio
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.running.loopback import Loopback
from bot.running.pages import Pages
from bot.store.visiting import visiting
from tests.pages.sample import NOW, RULES, a_team

KEY = "k3y"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1100, "height": 800}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1100, "height": 800}},
    "phone": {"color_scheme": "light", "viewport": {"width": 375, "height": 800}},
}
"""How a page is looked at, as playwright's contexts take it."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def lacking() -> str:
    """What is missing for a browser, and how to get it; "" where nothing is."""
    try:
        import axe_playwright_python  # noqa: F401, PLC0415 - of the test extra
        import playwright  # noqa: F401, PLC0415
    except ImportError:
        return "playwright or axe is missing: pip install '.[test]'"
    return (
        ""
        if _program()
        else "chromium is missing: apt-get install -y --no-install-recommends chromium"
    )


def _program() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@contextmanager
def browsing() -> Iterator[Any]:
    """A browser. Nothing is fetched: the system's own is driven."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the test extra

    # Chromium's sandbox refuses to run as root, as containers and many CI machines do.
    alone = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_program(), args=alone)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(database: Path) -> Iterator[str]:
    """Serve the pages of a database from a thread; the address that every page begins with."""
    begun, ports = threading.Event(), list[int]()
    loop = asyncio.new_event_loop()
    end = asyncio.Event()

    async def serve() -> None:
        with visiting(database) as visitor:
            pages = Pages(
                read=visitor.read,
                now=lambda: NOW,
                rules=RULES,
                name="Lamp Shop",
                wish=0.05,
                team=a_team(KEY),
            )
            server = Loopback(pages.routes())
            await server.start(0, "--port")
            ports.append(server.port)
            begun.set()
            await end.wait()
            await server.stop()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    begun.wait(20)
    try:
        yield f"http://127.0.0.1:{ports[0]}/{KEY}/"
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()
        loop.close()
