"""Past questions through the program as people start it: real processes, real files, real databases."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.test_cli import run

STARTER = Path(__file__).parents[2] / "knowledge" / "starter"

_ENTRIES = """question,answer
How do I book a kiln?,Write your name on the list at the door.
When is the studio open?,Every day from nine to nine.
Can I bring my own clay?,"Yes, stoneware only."
How much is a bag of glaze?,Twelve euros.
"""
_PAST = (
    "how do i book a kiln please",
    "How do I book a kiln?",
    "when is the studio open??",
    "thanks a lot!",
    "do you repair bicycle tyres",
    "can you repair bicycle tyres?",
    "repair of bicycle tyres?",
    "my card 4111 1111 1111 1111 was charged for a unicorn",
)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "entries.csv").write_text(_ENTRIES, "utf-8")
    (tmp_path / "past.txt").write_text("\n".join(_PAST), "utf-8")
    return tmp_path


def _rehearse(shop: Path, *more: str, typed: str = "") -> str:
    done = run(shop, "rehearse", "past.txt", "--knowledge", "entries.csv", *more, typed=typed)
    assert 0 == done.returncode, done.stderr
    return done.stdout


def _count(said: str, what: str) -> int:
    line = next(each for each in said.splitlines() if each.strip().startswith(what))
    words = line.removeprefix(f"  {what}").split()
    return 0 if words[0] == "none" else int(words[0])


def test_it_counts_what_would_become_of_each_question(shop: Path) -> None:
    said = _rehearse(shop)

    assert "8 past questions, as 4 entries would meet them:" in said
    assert 3 == _count(said, "answered")
    assert 1 == _count(said, "thanks, greetings, wishes for a person")
    kinds = ("answered", "offered titles to choose from", "thanks, greetings", "told that it")
    assert len(_PAST) == sum(
        int(next(word for word in line.split() if word.isdecimal()))
        for line in said.splitlines()
        if line.strip().startswith(kinds)
    )


def test_what_several_asked_in_vain_is_named_once_with_its_count(shop: Path) -> None:
    said = _rehearse(shop)

    assert "3 times  repair of bicycle tyres?" in said
    assert 1 == said.count("bicycle")


def test_only_the_latest_are_asked_where_so_many_are_wanted(shop: Path) -> None:
    assert "2 past questions" in _rehearse(shop, "--last", "2")


def test_no_secret_of_a_past_question_is_shown(shop: Path) -> None:
    (shop / "past.txt").write_text("is 4111 1111 1111 1111 booked for the kiln\n" * 3, "utf-8")

    assert "4111" not in _rehearse(shop)


def test_wordings_that_would_help_are_proposed_with_what_they_would_bring(tmp_path: Path) -> None:
    questions = ("How do I book a kiln?", "When is the studio open?", "Can I bring my own clay?")
    rows = [json.dumps({"question": each, "answer": "It is so."}) for each in questions]
    (tmp_path / "kb.jsonl").write_text("\n".join(rows), "utf-8")
    asked = [each.format("book my bowl in") for each in _PUT]
    (tmp_path / "past.txt").write_text("\n".join(asked), "utf-8")

    said = run(tmp_path, "rehearse", "past.txt", "--knowledge", "kb.jsonl").stdout

    before, after = _helped(said)
    assert "    for: How do I book a kiln?" in said
    assert after > before


def test_wordings_that_bring_nothing_to_others_are_said_to(tmp_path: Path) -> None:
    """ "8 would be answered instead of 8" stood there once."""
    (tmp_path / "past.txt").write_text("i want to return this\nhello\n", "utf-8")

    said = run(tmp_path, "rehearse", "past.txt", "--knowledge", str(STARTER)).stdout

    assert "of the other 1 question, as many would be answered as now: 0." in said
    assert not re.search(r"\b(\d+) of the other .* instead of \1\b", said), said


_PUT = (
    "want to {}",
    "i want to {}",
    "hi want to {}",
    "can i {}",
    "could we {}",
    "{} please",
    "pls {}",
)


def _helped(said: str) -> tuple[int, int]:
    words = next(line for line in said.splitlines() if line.startswith("With ")).split()
    return int(words[-1].rstrip(".")), int(words[2])


def test_answers_are_judged_by_hand_and_counted(shop: Path) -> None:
    said = _rehearse(shop, "--by-hand", typed="r\nw\ns\n")

    assert "1 of 3: " in said
    assert "right: 1 of 2, too few for a share." in said


def test_who_has_seen_enough_keeps_what_they_judged(shop: Path) -> None:
    said = _rehearse(shop, "--by-hand", typed="r\n")

    assert "right: 1 of 1, too few for a share." in said


def test_the_desks_own_questions_are_asked_again_and_nothing_is_kept_or_sent(
    tmp_path: Path,
) -> None:
    run(tmp_path, typed="how do i rset my pasword\ndo you ship to brazil?\n")
    before = _kept(tmp_path)

    done = run(tmp_path, "rehearse")

    assert "2 past questions, as 18 entries would meet them:" in done.stdout
    assert 1 == _count(done.stdout, "answered")
    assert before == _kept(tmp_path)


def test_a_table_with_german_heads_is_read_as_an_import_reads_it(shop: Path) -> None:
    (shop / "fragen.csv").write_bytes("Nr;Frage\n1;Wo ist mein Käse?\n2;\n".encode("cp1252"))

    done = run(shop, "rehearse", "fragen.csv", "--knowledge", "entries.csv")

    assert 0 == done.returncode
    assert "1 past question, as" in done.stdout


def _kept(folder: Path) -> str:
    return run(folder, "report", "--days", "1").stdout + run(folder, "kb", "check").stdout


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((), "Nobody has asked this desk anything yet."),
        (("nothing.txt", "--knowledge", "entries.csv"), "nothing.txt holds no questions."),
        (
            ("gone.txt", "--knowledge", "entries.csv"),
            "gone.txt can't be read: there is no such file.",
        ),
        (("bin.csv", "--knowledge", "entries.csv"), "bin.csv can't be read: it is not UTF-8 text."),
        (("x.csv", "--knowledge", "entries.csv"), "x.csv, row 1: no column is named question."),
        (("past.txt", "--knowledge", "gone.csv"), "gone.csv"),
        (("past.txt",), "There is no database"),
    ],
)
def test_what_can_not_be_rehearsed_is_said_in_words(
    shop: Path, words: tuple[str, ...], reason: str
) -> None:
    (shop / "nothing.txt").write_text("\n \n", "utf-8")
    (shop / "bin.csv").write_bytes(bytes(range(256)))
    (shop / "x.csv").write_text("a;b\n1;2\n", "utf-8")

    done = run(shop, "rehearse", *words)

    assert 1 == done.returncode
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
