"""What a browser makes of the pages: readable by everybody, in every look, asking for nothing else.

axe is the engine that accessibility checks use; its rules: https://dequeuniversity.com/rules/axe/
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.pages.browsing import LOOKS, browsing, lacking, serving
from tests.pages.sample import fill

PAGES = (
    "results?days=30",
    "board",
    "ticket?number=100",
    "search?words=lamp",
    "questions?which=person",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "desk.db"
    fill(path)
    with serving(path) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    missing = lacking()
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with browsing() as found:
        yield found


@pytest.mark.parametrize("look", LOOKS)
def test_everybody_can_read_it(browser: Any, address: str, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - of the test extra

    # The policy forbids every script, and so that of axe.
    context = browser.new_context(bypass_csp=True, **LOOKS[look])
    page = context.new_page()
    found = []
    for each in PAGES:
        page.goto(address + each)
        for behind in page.locator("summary").all():
            behind.click()
        violations = Axe().run(page).response["violations"]
        found += [
            (each, rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations
        ]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), each
    context.close()

    assert [] == found


def test_what_nobody_could_read_would_be_found(browser: Any) -> None:
    """The control: axe sees a page, and grey on grey on it."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - of the test extra

    context = browser.new_context()
    page = context.new_page()
    page.set_content("<html lang=en><title>x</title><main><h1 style='color:#ccc'>Hm</h1></main>")
    found = [rule["id"] for rule in Axe().run(page).response["violations"]]
    context.close()

    assert found == ["color-contrast"]


def test_it_asks_for_nothing_from_elsewhere_and_breaks_no_policy(
    browser: Any, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for each in PAGES:
        page.goto(address + each)
    context.close()

    assert all(url.startswith((address, "data:,")) for url in asked)
    assert {address + each for each in (*PAGES, "style.css")} <= set(asked)
    assert [] == complaints


def test_it_works_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "results?days=7")
    table = page.locator("details table").nth(1)
    before = table.is_visible()
    page.locator("summary").nth(1).click()
    after = table.is_visible()
    page.get_by_role("link", name="90 days").click()
    here = page.url
    context.close()

    assert (before, after) == (False, True)
    assert here == address + "results?days=90"


def test_who_reads_it_dark_prints_it_light(browser: Any, address: str) -> None:
    """Ink on paper in every look: the words of a ticket stood black on nearly black."""
    papers = set()
    for look in LOOKS.values():
        context = browser.new_context(**look)
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(address + "ticket?number=100")
        of = "getComputedStyle(document.querySelector('{}')).{}"
        quoted = of.format("blockquote", "backgroundColor"), of.format("blockquote", "color")
        papers.add(tuple(page.evaluate(each) for each in quoted))
        context.close()

    assert {("rgb(236, 234, 228)", "rgb(0, 0, 0)")} == papers


def test_a_script_that_came_in_with_words_does_not_run(browser: Any, address: str) -> None:
    """Were there one: the policy stops it, whoever wrote it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "results")
    with pytest.raises(Exception, match="Content Security Policy"):
        page.add_script_tag(content="document.title = 'taken over'")
    title = page.title()
    context.close()

    assert title == "Results of Lamp Shop"
