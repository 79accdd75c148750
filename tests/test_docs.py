"""The pages are in step with the code: generated parts, names, settings, paths and links."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.commands.row import Command
from bot.desk.nouns.ticket import Ending, TicketState
from bot.desk.rules.lifecycle import Event
from bot.desk.rules.promises import LADDERS
from bot.settings.settings import Settings
from docs import generated
from tests.chaos.suites import SUITES

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")],
    key=str,
)
GENERATED = [
    page for page in PAGES if page.name in {"architecture.md", "commands.md", "lifecycle.md"}
]
SETTINGS = {one.metadata["env"] for one in fields(Settings)}
_PATH = re.compile(r"`((?:bot|knowledge|tests|docs|\.ci)/[\w./*-]*)`")
_SETTING = re.compile(r"\b(?:DESK|SLACK|DISCORD)_[A-Z_]*[A-Z]\b")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:|entry:)([^)#\s]+)")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", GENERATED, ids=name)
def test_generated_parts_are_in_step(page: Path) -> None:
    """If not: cog -r docs/*.md"""
    checked = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", str(page)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (checked.returncode, checked.stderr), checked.stdout


@pytest.mark.parametrize("row", COMMANDS.rows, ids=lambda row: row.name)
def test_every_command_is_documented(row: Command) -> None:
    usage = row.usage.replace("|", "\\|") if row.hidden else row.usage

    assert f"`{usage}`" in text("docs/commands.md")


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_every_setting_is_documented(setting: str) -> None:
    assert (True, True) == (
        f"`{setting}`" in text("docs/settings.md"),
        f"#{setting}=" in text(".env.example"),
    )


@pytest.mark.parametrize("word", sorted({*TicketState, *Event, *Ending}))
def test_every_state_event_and_ending_is_documented(word: str) -> None:
    assert f"`{word}`" in text("docs/lifecycle.md")


def test_every_rung_is_documented() -> None:
    rungs = sum(len(ladder) for ladder in LADDERS.values())

    assert rungs == len(generated.ladders().splitlines()) - 2


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_settings_that_a_page_names_exist(page: Path) -> None:
    files = {f"{one.metadata['env']}_FILE" for one in fields(Settings) if one.metadata["secret"]}

    assert set() == set(_SETTING.findall(page.read_text("utf-8"))) - SETTINGS - files


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_paths_that_a_page_names_exist(page: Path) -> None:
    named = set(_PATH.findall(page.read_text("utf-8")))

    assert set() == {path for path in named if not list(ROOT.glob(path.rstrip("/")))}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = set(_LINK.findall(page.read_text("utf-8")))

    assert set() == {link for link in links if not (page.parent / link).exists()}


def test_the_pages_name_many_files() -> None:
    assert sum(len(set(_PATH.findall(page.read_text("utf-8")))) for page in PAGES) > 100


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_one_title_and_it_comes_first(page: Path) -> None:
    outside = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    titles = [line for line in outside.splitlines() if line.startswith("# ")]

    assert ([titles[0]] if titles else []) == titles
    assert outside.startswith("# ")


def test_tests_and_suites_that_security_names_exist() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    page = text("SECURITY.md")
    named = re.findall(r"`(test_\w+)`", page)
    missing = [each for each in named if f"def {each}(" not in code]
    suites = {suite.name for suite in SUITES}

    assert len(named) > 25
    assert [] == missing
    assert set() == set(re.findall(r"\bG\d+\b", page)) - suites


def test_every_suite_is_described() -> None:
    described = set(re.findall(r"^- \*\*(G\d+)\*\*", text("docs/guarantees.md"), re.MULTILINE))

    assert {suite.name for suite in SUITES} == described


def test_every_hop_of_the_walk_is_where_the_page_says() -> None:
    walk = text("docs/architecture.md").partition("## Walk it")[2].partition("\n## ")[0]
    hops = re.findall(r"`([\w/]+\.py)` \| `(\w+)`", walk)

    assert len(hops) == 14
    assert [] == [hop for hop in hops if not re.search(rf"def {hop[1]}\(", text(hop[0]))]
