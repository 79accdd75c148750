"""Knowledge in and out by the shell, and questions from a file: real processes, real files."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.test_cli import run


def rows(good: int, bad: int) -> str:
    """JSON lines, the bad ones last."""
    lines = [
        json.dumps({"id": f"e{n}", "question": f"Question number {n}?", "answer": "Yes."})
        for n in range(good)
    ]
    lines += [json.dumps({"id": f"bad{n}", "answer": "No question."}) for n in range(bad)]
    return "\n".join(lines)


def test_an_import_with_bad_rows_takes_none_and_names_them(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(rows(997, 3), "utf-8")

    refused = run(tmp_path, "kb", "import", "in.jsonl")
    taken = run(tmp_path, "kb", "import", "in.jsonl", "--skip-bad", "--yes")

    assert 1 == refused.returncode
    assert ["998", "999", "1000"] == re.findall(r"line (\d+)", refused.stderr)
    assert "\n997 new" in taken.stdout


def test_a_question_without_an_answer_is_left_out_and_holds_nothing_back(tmp_path: Path) -> None:
    lines = [rows(2, 0), json.dumps({"question": "No answer?"})]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")

    taken = run(tmp_path, "kb", "import", "in.jsonl")

    assert 0 == taken.returncode
    assert "\n2 new" in taken.stdout
    assert 'in.jsonl, line 3: "No answer?" has no answer. It was left out.' in taken.stdout


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
    assert "\n1 new, 0 changed, 0 as they were" in taken.stdout
    assert "\nHeld back, for somebody to read first: how.\n" in taken.stdout
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
    first = run(tmp_path, "kb", "import", "faq.csv", "--publish", DESK_LANGUAGE="de")
    typed = "/staff sam\nedit do-you-rent-bikes | Not in May.\nretire was-kostet-ein-platten\n"
    run(tmp_path, typed=typed, DESK_LANGUAGE="de")
    (tmp_path / "faq.csv").write_text(FAQ.replace("Bosch", "Bosch und Shimano"), "utf-8")

    again = run(tmp_path, "kb", "import", "faq.csv", "--publish", DESK_LANGUAGE="de")
    on_purpose = run(tmp_path, "kb", "import", "--overwrite", "faq.csv", DESK_LANGUAGE="de")

    assert "Languages, as the words tell where none is stated: 3 de, 1 en.\n" in first.stdout
    assert "\n0 new, 1 changed, 1 as they were" in again.stdout
    assert "Changed: repariert-ihr-e-bikes.\n" in again.stdout
    assert "--overwrite takes the file's words" in again.stdout
    assert re.search(
        r"- do-you-rent-bikes: answer changed by sam on \d{4}-\d\d-\d\d\n", again.stdout
    )
    assert "- was-kostet-ein-platten: retired by sam on" in again.stdout
    assert "\n0 new, 2 changed, 2 as they were" in on_purpose.stdout


def test_what_was_exported_after_a_change_in_chat_may_be_mended_in_the_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "faq.csv").write_text(FAQ, "utf-8")
    run(tmp_path, "kb", "import", "faq.csv", "--publish")
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

        assert "\n0 new, 0 changed, 18 as they were" in again.stdout, again.stderr


def test_doctor_names_the_command_that_adds_a_phrasing(tmp_path: Path) -> None:
    bare = {"id": "hours", "question": "When are you open?", "answer": "9 to 5."}
    (tmp_path / "kb.jsonl").write_text(json.dumps(bare), "utf-8")
    run(tmp_path)
    run(tmp_path, "kb", "import", "kb.jsonl", "--publish")

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
    (tmp_path / "q.jsonl").write_text('{"text": "what about sunday evening"}\n', "utf-8")

    run(
        tmp_path, "ask", "--knowledge", "kb.jsonl", "--questions", "q.jsonl", "--out", "o",
        DESK_WRONG_ANSWERS=wish,
    )  # fmt: skip

    assert outcome == json.loads((tmp_path / "o").read_text("utf-8"))["outcome"]


def test_checking_a_file_obeys_the_desks_language(tmp_path: Path) -> None:
    text = "question,answer\nWie kann ich bezahlen?,Mit Karte oder auf Rechnung.\n"
    (tmp_path / "faq.csv").write_text(text, "utf-8")

    english = run(tmp_path, "kb", "check", "faq.csv")
    german = run(tmp_path, "kb", "check", "faq.csv", DESK_LANGUAGE="de")

    assert "1 de." in english.stdout
    assert "Languages" not in german.stdout


def test_what_stands_in_answers_for_values_is_shown_as_it_reads_and_kept_as_it_is_written(
    tmp_path: Path,
) -> None:
    page = "## Which {0}?\n\nWrite to us {{opening hours}}.\n\n## Why so?\n\nSee {{opning hours}} or \\{{x}}.\n"
    (tmp_path / "faq.md").write_text(page.format("hours"), "utf-8")
    reads = "which-hours: Write to us Mon-Fri 09:00-17:00 (UTC)."
    lacking = "why-so: Nothing stands for {opning hours}. Did you mean {opening hours}?"

    checked = run(tmp_path, "kb", "check", "faq.md", DESK_ZONE="UTC")
    taken = run(tmp_path, "kb", "import", "faq.md", "--publish", DESK_ZONE="UTC")
    run(tmp_path, "kb", "export", "out.jsonl")
    again = run(tmp_path, "kb", "import", "out.jsonl")

    assert [True, True] == [reads in checked.stdout, lacking in checked.stdout]
    assert [True, True] == [reads in taken.stdout, lacking in taken.stdout]
    kept = {
        row["id"]: row
        for row in map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    }
    assert "Write to us {opening hours}." == kept["which-hours"]["answer"]
    assert ("draft", "See {opning hours} or \\{x}.") == (
        kept["why-so"]["status"],
        kept["why-so"]["answer"],
    )
    assert "\n0 new, 0 changed, 2 as they were" in again.stdout
