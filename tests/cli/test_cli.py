"""The program as people start it: real processes, real files, words instead of tracebacks."""

import asyncio
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.running.terminal import Screen, opened
from bot.settings.settings import Settings

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
    done = run(tmp_path, typed="how do i rest my pasword\n")

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


def rows(good: int, bad: int) -> str:
    """JSON lines, the bad ones last."""
    lines = [
        json.dumps({"id": f"e{n}", "question": f"Question number {n}?", "answer": "Yes."})
        for n in range(good)
    ]
    lines += [json.dumps({"id": f"bad{n}", "question": "No answer?"}) for n in range(bad)]
    return "\n".join(lines)


def test_an_import_with_bad_rows_takes_none_and_names_them(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(rows(997, 3), "utf-8")

    refused = run(tmp_path, "kb", "import", "in.jsonl")
    taken = run(tmp_path, "kb", "import", "in.jsonl", "--skip-bad")

    assert 1 == refused.returncode
    assert ["998", "999", "1000"] == re.findall(r"line (\d+)", refused.stderr)
    assert "997 added" in taken.stdout


def test_what_an_import_leaves_out_is_printed(tmp_path: Path) -> None:
    (tmp_path / "faq.md").write_text(
        "# FAQ\n\n## 1. How?\n\nSo, see {{ site.name }}.\n\n<!-- old -->\n", "utf-8"
    )
    lines = [
        'faq.md, line 1: "FAQ" is no question. It was left out.',
        'faq.md, line 3: "1. How?" was read as "How?".',
        'faq.md, line 5: It is a draft: it holds "{{ site.name }}", which a program that makes '
        "websites would have replaced. Mend it, or write in chat: approve ID",
        'faq.md, line 7: A comment was left out: "<!-- old -->".',
    ]

    checked = run(tmp_path, "kb", "check", "faq.md")
    taken = run(tmp_path, "kb", "import", "faq.md")
    (tmp_path / "bad.md").write_text("---\nquestion: How: so?\n---\nSo.\n", "utf-8")
    refused = run(tmp_path, "kb", "import", "bad.md")

    for printed in (checked.stdout, taken.stdout):
        assert all(f"  - {line}\n" in printed for line in lines)
    assert 0 == checked.returncode
    assert taken.stdout.startswith(
        "1 added, 0 changed, 0 as they were.\nDrafts, shown to nobody before approve ID: how.\n"
    )
    assert 1 == refused.returncode
    assert "1 thing needs mending" in refused.stderr
    assert "bad.md, line 2: The header is not YAML here" in refused.stderr


FAQ = """question,answer
Wann habt ihr geöffnet?,Wir sind von Dienstag bis Freitag da.
Was kostet ein Platten?,Das macht 18 Euro.
Repariert ihr E-Bikes?,"Ja, Bosch."
Do you rent bikes?,"Yes, we do, for 12 EUR a day."
"""


def test_an_import_leaves_what_was_changed_in_chat_since(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(FAQ, "utf-8")
    first = run(tmp_path, "kb", "import", "faq.csv", DESK_LANGUAGE="de")
    typed = "/staff sam\nedit do-you-rent-bikes | Not in May.\nretire was-kostet-ein-platten\n"
    run(tmp_path, typed=typed, DESK_LANGUAGE="de")
    (tmp_path / "faq.csv").write_text(FAQ.replace("Bosch", "Bosch und Shimano"), "utf-8")

    again = run(tmp_path, "kb", "import", "faq.csv", DESK_LANGUAGE="de")
    on_purpose = run(tmp_path, "kb", "import", "--overwrite", "faq.csv", DESK_LANGUAGE="de")

    assert "Languages, as the words tell where none is stated: 3 de, 1 en.\n" in first.stdout
    assert again.stdout.startswith("0 added, 1 changed, 1 as they were.\n")
    assert "Changed: repariert-ihr-e-bikes.\n" in again.stdout
    assert "--overwrite takes the file's words" in again.stdout
    assert re.search(
        r"- do-you-rent-bikes: answer changed by sam on \d{4}-\d\d-\d\d\n", again.stdout
    )
    assert "- was-kostet-ein-platten: retired by sam on" in again.stdout
    assert on_purpose.stdout.startswith("0 added, 2 changed, 2 as they were.\n")


def test_what_was_exported_after_a_change_in_chat_may_be_mended_in_the_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "faq.csv").write_text(FAQ, "utf-8")
    run(tmp_path, "kb", "import", "faq.csv")
    run(tmp_path, typed="/staff sam\nedit do-you-rent-bikes | Not in May.\n")
    run(tmp_path, "kb", "export", "out.jsonl")
    path = tmp_path / "out.jsonl"
    path.write_text(path.read_text("utf-8").replace("in May", "in June"), "utf-8")

    again = run(tmp_path, "kb", "import", "out.jsonl")

    assert "Changed: do-you-rent-bikes.\n" in again.stdout


def test_what_is_exported_is_imported_unchanged(tmp_path: Path) -> None:
    run(tmp_path)
    for path in ("all.csv", "all.jsonl", "folder"):
        run(tmp_path, "kb", "export", path)

        again = run(tmp_path, "kb", "import", path)

        assert "0 added, 0 changed" in again.stdout, again.stderr


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


def test_doctor_names_the_command_that_adds_a_phrasing(tmp_path: Path) -> None:
    bare = {"id": "hours", "question": "When are you open?", "answer": "9 to 5."}
    (tmp_path / "kb.jsonl").write_text(json.dumps(bare), "utf-8")
    run(tmp_path)
    run(tmp_path, "kb", "import", "kb.jsonl")

    said = run(tmp_path, "doctor").stdout

    assert "variant ID WORDS" in said.partition("hours: It has no other phrasings")[2], said


def test_ask_answers_a_file_of_questions(tmp_path: Path) -> None:
    (tmp_path / "kb.jsonl").write_text(
        json.dumps({"id": "hours", "question": "When are you open?", "answer": "9 to 5."})
        + "\n"
        + json.dumps({"id": "price", "question": "What does it cost?", "answer": "5 EUR."}),
        "utf-8",
    )
    (tmp_path / "questions.jsonl").write_text(
        '{"text": "when are you open", "mine": 7}\n{"text": "hello"}\n', "utf-8"
    )

    done = run(
        tmp_path, "ask", "--knowledge", "kb.jsonl", "--questions", "questions.jsonl", "--out", "o"
    )
    first, second = (json.loads(line) for line in (tmp_path / "o").read_text("utf-8").splitlines())

    assert 0 == done.returncode, done.stderr
    assert ("answer", "hours", 7) == (
        first["outcome"],
        first["candidates"][0]["entry"],
        first["mine"],
    )
    assert "small_talk" == second["outcome"]
    assert first["milliseconds"] >= 0


@pytest.mark.parametrize(("wish", "outcome"), [("0.01", "choices"), ("0.3", "answer")])
def test_ask_keeps_the_wish_of_the_settings(tmp_path: Path, wish: str, outcome: str) -> None:
    """Something that comes near is offered by who wants no wrong answer, and answered by who dares."""
    (tmp_path / "kb.jsonl").write_text(
        json.dumps({"id": "price", "question": "What does it cost?", "answer": "5 EUR."})
        + "\n"
        + json.dumps(
            {"id": "hours", "question": "When are you open on Sundays?", "answer": "9 to 5."}
        ),
        "utf-8",
    )
    (tmp_path / "q.jsonl").write_text('{"text": "are you open next sunday at 10"}\n', "utf-8")

    run(
        tmp_path, "ask", "--knowledge", "kb.jsonl", "--questions", "q.jsonl", "--out", "o",
        DESK_WRONG_ANSWERS=wish,
    )  # fmt: skip

    assert outcome == json.loads((tmp_path / "o").read_text("utf-8"))["outcome"]


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
    assert (1, "There is no file nowhere.db.\n") == (missing.returncode, missing.stderr)
    assert "mars" not in run(tmp_path, typed="/staff sam\nqueue\n").stdout


def test_it_says_which_version_it_is(tmp_path: Path) -> None:
    assert re.fullmatch(r"Front Desk \d+\.\d+\.\d+\n", run(tmp_path, "--version").stdout)


def test_checking_a_file_obeys_the_desks_language(tmp_path: Path) -> None:
    text = "question,answer\nWie kann ich bezahlen?,Mit Karte oder auf Rechnung.\n"
    (tmp_path / "faq.csv").write_text(text, "utf-8")

    english = run(tmp_path, "kb", "check", "faq.csv")
    german = run(tmp_path, "kb", "check", "faq.csv", DESK_LANGUAGE="de")

    assert "1 de." in english.stdout
    assert "Languages" not in german.stdout
