"""The program as people start it: real processes, real files, words instead of tracebacks."""

import asyncio
import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings
from tests.chaos import golden

ROOT = Path(__file__).parents[2]


def run(
    folder: Path, *arguments: str, typed: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """Run run_bot.py in a folder of its own."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DESK_", "SLACK_", "DISCORD_"))
    }
    return subprocess.run(
        [sys.executable, str(ROOT / "run_bot.py"), *arguments],
        cwd=folder,
        env={**clean, **env},
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_piped_session_has_no_prompts_and_no_colour(tmp_path: Path) -> None:
    done = run(tmp_path, typed="how do i rset my pasword\n")

    assert 0 == done.returncode, done.stderr
    assert "12 sample answers loaded" in done.stdout
    assert "choose Reset password" in done.stdout
    assert "\x1b[" not in done.stdout
    assert "you >" not in done.stdout


def test_the_team_reads_who_types_as_a_third_person(tmp_path: Path) -> None:
    done = run(tmp_path, typed="do you ship to brazil?\nperson\n/staff sam\nclaim 1\n")

    assert "team> visitor asks for a person on ticket 1." in done.stdout
    assert "desk to visitor> sam from the team is on this now." in done.stdout


def test_a_second_start_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    run(tmp_path, typed="do you ship to brazil?\n")

    again = run(tmp_path, typed="status\n/staff sam\nqueue\n")

    assert "everything is as you left it" in again.stdout
    assert 2 == again.stdout.count("do you ship to brazil?")


def test_the_first_screen_says_what_it_does_not_know_as_long_as_it_does_not(tmp_path: Path) -> None:
    first = run(tmp_path, typed="/staff sam\nadd Do you ship to Brazil? | Yes, within ten days.\n")

    again = run(tmp_path)

    assert "Do you ship to Brazil?          (it doesn't know this one)" in first.stdout
    assert "Where is my invoice?" in again.stdout
    assert "(it doesn't know this one)" not in again.stdout


async def test_alarms_that_fell_due_while_it_was_down_fire_at_the_next_start(
    tmp_path: Path,
) -> None:
    settings = Settings(database=tmp_path / "data" / "frontdesk.db")
    screen = Screen(source=io.StringIO(), out=io.StringIO(), prompts=False)
    async with opened(settings, screen, start=datetime(2026, 3, 2, 10, tzinfo=UTC)) as first:
        await first.type("do you ship to brazil?")

    later = await asyncio.to_thread(run, tmp_path)

    assert "nobody yet" in later.stdout
    assert "that time has passed. I'm sorry" in later.stdout


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-1-2-abc", "SLACK_APP_TOKEN is not"),
        ("DESK_REPLY_WITHIN", "soon", "DESK_REPLY_WITHIN"),
        ("DESK_TIMEZONE", "Europe/Berln", "Europe/Berlin"),
        ("DESK_HOURS", "whenever", "DESK_HOURS"),
    ],
)
def test_settings_that_cannot_be_used_are_named_with_the_fix(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    done = run(tmp_path, **{name: value})

    assert 2 == done.returncode
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_an_old_python_is_told_kindly(tmp_path: Path) -> None:
    source = (ROOT / "run_bot.py").read_text("utf-8").replace("(3, 11)", "(3, 99)")
    (tmp_path / "run_bot.py").write_text(source, "utf-8")

    done = subprocess.run(
        [sys.executable, "run_bot.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert 2 == done.returncode
    assert "needs Python 3.99 or newer" in done.stderr


def test_missing_packages_are_told_with_the_command(tmp_path: Path) -> None:
    source = (ROOT / "run_bot.py").read_text("utf-8")
    (tmp_path / "run_bot.py").write_text(source, "utf-8")

    done = subprocess.run(
        [sys.executable, "-S", "-E", "run_bot.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 2 == done.returncode
    assert "One step is missing" in done.stderr
    assert "pip install" in done.stderr


def test_a_damaged_database_is_reported_and_left_alone(tmp_path: Path) -> None:
    run(tmp_path)
    database = tmp_path / "data" / "frontdesk.db"
    content = bytearray(database.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    database.write_bytes(content)

    done = run(tmp_path)

    assert 1 == done.returncode
    assert "damaged" in done.stderr
    assert bytes(content) == database.read_bytes()


def test_doctor_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    before = run(tmp_path, "doctor")
    run(tmp_path)
    (tmp_path / ".env").write_text("DESK_NAME=Desk\n", "utf-8")
    (tmp_path / ".env").chmod(0o644)

    after = run(tmp_path, "doctor")

    assert "There is no database" in before.stdout
    assert 0 == after.returncode
    assert "chmod 600" in after.stdout
    assert "Nothing overdue" in after.stdout


def test_the_tour_is_the_one_in_the_docs(tmp_path: Path) -> None:
    done = run(tmp_path, "demo")

    assert 0 == done.returncode, done.stderr
    assert done.stdout.strip() in (ROOT / "docs" / "tour.md").read_text("utf-8")


def test_a_backup_is_made_and_put_back_and_what_was_there_is_kept(tmp_path: Path) -> None:
    run(tmp_path, typed="do you ship to brazil?\n")
    made = run(tmp_path, "backup")
    (copy,) = (tmp_path / "data" / "backups").iterdir()
    run(tmp_path, typed="can i have a discount on mars\n")
    back = run(tmp_path, "restore", str(copy))
    missing = run(tmp_path, "restore", "nowhere.db")

    assert f"Made and checked: data/backups/{copy.name}" in made.stdout
    assert "What was there before is kept: data/backups/frontdesk-replaced-" in back.stdout
    assert "Its books agree" in back.stdout
    said = f"There is no file nowhere.db. The newest copy is data/backups/{copy.name}.\n"
    assert (1, said) == (missing.returncode, missing.stderr)
    assert "mars" not in run(tmp_path, typed="/staff sam\nqueue\n").stdout


def test_it_is_said_that_a_copy_holds_who_was_erased_since(tmp_path: Path) -> None:
    run(tmp_path, typed="do you ship to brazil?\n")
    run(tmp_path, "backup")
    (copy,) = (tmp_path / "data" / "backups").iterdir()
    before = run(tmp_path, "restore", str(copy))
    run(tmp_path, typed="forgetme yes\n")
    back = run(tmp_path, "restore", str(copy))

    assert "erased" not in before.stdout
    assert (
        "1 person was erased after that copy was made: their words are in it again." in back.stdout
    )


def test_of_a_lost_database_nothing_is_said_to_be_kept(tmp_path: Path) -> None:
    """Its log alone opens nothing; and who was erased since the copy, nobody knows any more."""
    run(tmp_path, typed="do you ship to brazil?\n")
    run(tmp_path, "backup")
    (copy,) = (tmp_path / "data" / "backups").iterdir()
    database = tmp_path / "data" / "frontdesk.db"
    database.unlink()
    database.with_name("frontdesk.db-wal").write_bytes(b"left behind")
    back = run(tmp_path, "restore", str(copy))

    assert "is kept" not in back.stdout
    assert "Who was erased after that copy was made is in it again." in back.stdout


def test_a_backup_is_made_of_a_database_that_is_still_to_be_brought_up_to_date(
    tmp_path: Path,
) -> None:
    """By whoever has put the new files in place, and wants one before the first start."""
    golden.laid(1, tmp_path / "data" / "frontdesk.db")
    made = run(tmp_path, "backup")
    (copy,) = (tmp_path / "data" / "backups").iterdir()
    run(tmp_path, "upgrade")
    back = run(tmp_path, "restore", str(copy))

    assert (0, True) == (made.returncode, "from an older Front Desk" in made.stdout)
    assert (0, True) == (back.returncode, "Its books agree" in back.stdout)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can do what is refused here"
)
@pytest.mark.parametrize("command", ["backup", "upgrade", "restore copy.db"])
def test_root_makes_nothing_that_the_desk_s_own_account_could_not_use(
    tmp_path: Path, command: str
) -> None:
    """A folder of backups that is root's would end the backups every hour."""
    database = tmp_path / "data" / "frontdesk.db"
    golden.laid(1, database)
    os.chown(database, 12345, -1)
    refused = run(tmp_path, *command.split())

    assert 1 == refused.returncode
    assert f"sudo -u '#12345' {sys.executable} run_bot.py {command}" in refused.stderr
    assert [database] == list(database.parent.iterdir())


def test_it_says_which_version_it_is(tmp_path: Path) -> None:
    assert re.fullmatch(r"Front Desk \d+\.\d+\.\d+\n", run(tmp_path, "--version").stdout)
