"""Entries go into files and come back whole; what can't be read is named with place and cure."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entry import Audience, Entry, Status
from knowledge.files import (
    CannotWrite,
    check_entry,
    normal,
    read_entries,
    read_pasted,
    write_entries,
)
from knowledge.upkeep.structure import secret_in
from tests.knowledge.files.reading import said

words = st.text(max_size=40) | st.sampled_from(
    ["- a", "---", "=1+1", "'=x", "''", '"quoted"', "'", "a: b", "[a, b]", "#x", "| ; ,", "\ufeffx",
     "a\u2028b", "\x1c", "@here", "-", "+1", "\ud800", "NO", "22:22", "01234", "a\tb", "`x`", "&ap;",
     "&amp;amp;", "Q: how?"]
)  # fmt: skip
answers = st.lists(words, min_size=1, max_size=5).map("\n".join) | st.sampled_from(
    ["---\nid: x\n---", "\n\n  code\n", "a\r\nb\rc", "## heading?\n\ntext", "```\n# x\n```"]
)
days = st.none() | st.dates()
entries = st.builds(
    Entry,
    id=words,
    question=words,
    answer=answers,
    variants=st.lists(words, max_size=3).map(tuple),
    not_for=st.lists(words, max_size=2).map(tuple),
    language=st.sampled_from(["en", "de", "pt-br", "zh-hant"]),
    translates=words,
    category=words,
    audience=st.sampled_from(Audience),
    status=st.sampled_from(Status),
    owner=words,
    checked_by=words,
    checked_on=days,
    review_on=days,
    source=words,
    version=st.integers(1, 999_999_999),
)
collections = (
    st.lists(entries.map(normal), max_size=4, unique_by=lambda entry: entry.id)
    .map(lambda found: [one for one in found if one.id and one.question and one.answer])
    .filter(bool)
    .filter(lambda found: not any(map(secret_in, found)))  # no import takes a secret
)


@pytest.mark.parametrize("name", ["kb", "kb.csv", "kb.jsonl"])
@settings(deadline=None)
@given(found=collections)
def test_what_is_written_is_read_back_whole(
    tmp_path_factory: pytest.TempPathFactory, name: str, found: list[Entry]
) -> None:
    path = tmp_path_factory.mktemp("files") / name

    write_entries(path, found)
    loaded = read_entries(path)

    assert loaded.problems == ()
    assert loaded.notes == ()
    assert sorted(found, key=lambda one: one.id) == sorted(loaded.entries, key=lambda one: one.id)


@pytest.mark.parametrize("name", ["kb", "kb.csv", "kb.jsonl"])
@pytest.mark.parametrize("words", ["a &ap; b", "&amp;amp;", "a<br>b?", "What does <b>x</b> do?"])
def test_a_question_that_looks_like_html_is_read_back_whole(
    tmp_path: Path, name: str, words: str
) -> None:
    entry = a_good_entry(question=words, variants=(words,), answer="&ap; &amp;amp;")
    write_entries(tmp_path / name, [entry])

    loaded = read_entries(tmp_path / name)

    assert (entry,) == loaded.entries
    assert loaded.notes == ()


@pytest.mark.parametrize("name", ["kb.csv", "kb.jsonl"])
def test_an_answer_about_html_is_read_back_whole(tmp_path: Path, name: str) -> None:
    """In a page of Markdown a comment reaches nobody, whoever wrote it."""
    entry = a_good_entry(answer="<p>Write <b>so</b>.</p>\n<!-- or not -->")
    write_entries(tmp_path / name, [entry])

    assert (entry,) == read_entries(tmp_path / name).entries


@pytest.mark.parametrize("name", ["kb", "kb.csv", "kb.jsonl"])
@pytest.mark.parametrize(
    "texts",
    [
        {"not_for": ("PW", "000a0")},
        {"variants": ("password", "hunter2")},
        {"variants": ("my password",), "not_for": ("Abc123!x",)},
        {"question": "password", "answer": "000a0"},
    ],
    ids=["not for", "variants", "across fields", "question and answer"],
)
def test_texts_beside_each_other_are_no_secret_together(
    tmp_path: Path, name: str, texts: dict[str, Any]
) -> None:
    entry = a_good_entry(**texts)
    write_entries(tmp_path / name, [entry])

    assert (entry,) == read_entries(tmp_path / name).entries


@given(entries)
def test_the_kept_form_of_an_entry_stays_as_it_is(entry: Entry) -> None:
    assert normal(entry) == normal(normal(entry))


@pytest.mark.parametrize("name", ["any.md", "any.csv", "any.jsonl", "any.json"])
@settings(deadline=None)
@given(content=st.binary(max_size=200) | st.text("-:#\n ?\"',[]{}qa=", max_size=60).map(str.encode))
def test_no_content_whatever_raises(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)

    loaded = read_entries(path)

    assert all(str(problem) for problem in loaded.problems)


def test_a_folder_is_read_with_its_subfolders(tmp_path: Path) -> None:
    (tmp_path / "login").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "login" / "reset.md").write_text("---\nquestion: How?\n---\nSo.\n")
    (tmp_path / ".git" / "x.md").write_text("never read")
    (tmp_path / "README.md").write_text("never read")
    (tmp_path / "notes.txt").write_text("never read")

    loaded = read_entries(tmp_path)

    assert [one.id for one in loaded.entries] == ["reset"]
    assert said(loaded) == []
    assert [note.file for note in loaded.notes] == ["README.md", "notes.txt"]


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    folder, secret = tmp_path / "kb", tmp_path / "secret.md"
    folder.mkdir()
    secret.write_text("---\nquestion: How?\n---\nSecret.\n")
    (folder / "link.md").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path)

    loaded = read_entries(folder)

    assert loaded.entries == ()
    assert said(loaded) == ["link.md: It leads out of the folder. Put a real file there."]


def test_nothing_is_waited_for_and_what_is_passed_over_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    (folder / "far").mkdir(parents=True)
    (folder / "good.md").write_text("---\nquestion: How?\n---\nSo.\n")
    os.mkfifo(folder / "pipe.md")
    os.mkfifo(tmp_path / "pipe.csv")
    (folder / "round.md").symlink_to(folder / "round.md")
    (folder / "null.md").symlink_to("/dev/zero")
    (folder / "link").symlink_to(folder / "far")
    (folder / "table.csv").write_text("question,answer\n")

    loaded = read_entries(folder)

    assert [one.id for one in loaded.entries] == ["good"]
    assert said(loaded) == [
        "null.md: It leads out of the folder. Put a real file there.",
        "pipe.md: It is no ordinary file. Put a real file there.",
        "round.md: It leads out of the folder. Put a real file there.",
    ]
    assert [note.file for note in loaded.notes] == ["link", "table.csv"]
    assert said(read_entries(tmp_path / "pipe.csv")) == [
        "pipe.csv: It is no ordinary file. Put a real file there."
    ]
    assert said(read_entries(Path("/dev/null"))) == [
        "null: I can't read such a file. I read .md .markdown .mdx .txt .text .html .htm .csv .tsv .jsonl .ndjson .json."
    ]


def test_what_lies_among_drafts_is_a_draft(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "_drafts" / "a.md").write_text("---\nquestion: How?\n---\nSo.\n")

    loaded = read_entries(tmp_path)

    assert [one.status for one in loaded.entries] == [Status.DRAFT]
    assert "as its folder says" in str(loaded.notes[0])


def test_binary_files_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\nquestion: How?\n---\nx\x00y")
    (tmp_path / "b.md").write_bytes(b"\xff\xfe\x00")

    assert said(read_entries(tmp_path)) == [
        "a.md, line 4: It is no text. Save it as UTF-8 text.",
        "b.md, line 1: It is not UTF-16 text. Save it as UTF-8.",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# FAQ\n\n## How?\n\nSo.", "a page"),
        ("```\n## How?\n\nSo.\n```", "in a box"),
        ("```csv\nquestion;answer\nHow?;So.\n```", "a table in a box"),
        ('+++\ntitle = "How?"\n+++\nSo.', "TOML"),
        ("**Q: How?**\nA: So.", "bold"),
        ("Q: How?\nA: So.", "labels"),
        ("<details><summary>How?</summary>So.</details>", "folded"),
        ('{"How?": "So."}', "a map"),
        ("question\tanswer\nHow?\tSo.", "cells"),
        ("Our FAQ\n\n## How?\n\nSo.", "words above"),
    ],
)
def test_what_is_pasted_is_told_by_how_it_looks(text: str, kind: str) -> None:
    loaded = read_pasted(text)

    assert said(loaded) == [], kind
    assert [(one.question, one.answer) for one in loaded.entries] == [("How?", "So.")]


def test_what_is_no_file_of_entries_is_named(tmp_path: Path) -> None:
    (tmp_path / "big.md").write_text("---\nquestion: How?\n---\n" + "x" * 1_000_000)
    (tmp_path / "latin.md").write_bytes(b"---\nquestion: Caf\xe9?\n---\nx")
    (tmp_path / "kb.zip").write_bytes(b"PK")
    (tmp_path / "kb.docx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()

    assert said(read_entries(tmp_path)) == [
        "big.md: It is larger than 1 MB. Split it up.",
        "latin.md, line 2: It is not UTF-8 text. Save it as UTF-8.",
    ]
    assert "Unpack it" in said(read_entries(tmp_path / "kb.zip"))[0]
    assert "I read .md" in said(read_entries(tmp_path / "kb.docx"))[0]
    assert "holds no .md file" in said(read_entries(tmp_path / "empty"))[0]
    assert "no such file" in said(read_entries(tmp_path / "nowhere.csv"))[0]


def test_ids_that_make_one_file_name_get_two(tmp_path: Path) -> None:
    ids = ["A b", "a-b", "ä B", "../../etc/passwd", "readme", "日本"]
    found = [Entry(id=name, question="How?", answer="So.") for name in ids]

    files = write_entries(tmp_path / "kb", found)

    assert {file.parent for file in files} == {tmp_path / "kb"}
    assert len({file.name for file in files}) == len(ids)
    assert sorted(ids) == sorted(one.id for one in read_entries(tmp_path / "kb").entries)


def test_a_folder_with_other_entries_is_not_written_into(tmp_path: Path) -> None:
    write_entries(tmp_path, [Entry(id="old", question="How?", answer="So.")])
    write_entries(tmp_path, [Entry(id="old", question="How?", answer="Otherwise.")])

    with pytest.raises(CannotWrite, match=r"old\.md"):
        write_entries(tmp_path, [Entry(id="new", question="How?", answer="So.")])

    assert [one.answer for one in read_entries(tmp_path).entries] == ["Otherwise."]


def test_an_unknown_ending_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="folder"):
        write_entries(tmp_path / "kb.xlsx", [])


def a_good_entry(**changes: object) -> Entry:
    known = {
        "id": "x",
        "question": "How do I pay?",
        "answer": "By card.",
        "variants": ("pay", "paying", "can i pay by card"),
    }
    return Entry(**(known | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"answer": "word " * 121}, "121 words"),
        ({"answer": "言葉" * 130}, "130 words"),
        ({"answer": " "}, "no answer"),
        ({"question": ""}, "no question"),
        ({"question": "why " * 60}, "longer than 200 characters"),
        ({"variants": ()}, "no other phrasings"),
        ({"variants": ("pay",)}, "1 other phrasing."),
        ({"variants": ("pay", "Pay?", "paying")}, "twice"),
        ({"not_for": ("PAY!",)}, 'both a phrasing and under "not for"'),
        ({"answer": "Log in with password: hunter2"}, "looks like a secret (password)"),
        ({"answer": "```\ncode"}, "never closes it"),
        ({"translates": "x"}, "translation of itself"),
        ({"answer": "Ask {{ site.owner }}."}, '"{{ site.owner }}", which a program that makes'),
        ({"answer": "{% include x.md %}"}, '"{% include x.md %}"'),
        ({"answer": ":::tip\nSo.\n:::"}, '":::tip"'),
        ({"answer": "!!! note\n    So."}, '"!!! note"'),
        ({"answer": '<Tabs groupId="os">'}, "<Tabs groupId="),
        ({"answer": "So.</Note>"}, '"</Note>"'),
        ({"answer": "import Tabs from '@theme/Tabs'"}, "import Tabs from"),
        ({"answer": "Costs {props.price}."}, '"{props.price}"'),
        ({"answer": "[[toc]]\n\nSo."}, '"[[toc]]"'),
        ({"answer": "So.[^1]"}, '"[^1]"'),
        ({"answer": "So.\n{: .note}"}, '"{: .note}"'),
        ({"answer": ".. note:: So."}, '".. note:: So."'),
        ({"answer": "#REF!"}, "It holds #REF!"),
        ({"question": "#NAME?"}, "It holds #NAME?"),
        ({"answer": "See [this](../x.md)."}, 'It links to "../x.md", which leads nowhere'),
        ({"answer": "![i](images/x.png)"}, 'It links to "images/x.png"'),
    ],
)
def test_a_flaw_is_said_with_its_cure(changes: dict[str, object], says: str) -> None:
    assert says in " ".join(check_entry(a_good_entry(**changes)))


@pytest.mark.parametrize(
    "answer",
    [
        "By card.",
        "Write `{{ x }}` or `:::`.",
        "```\n{% x %}\n```",
        "Clone <URL> or <your name>.",
        "#help, #1! and issue #REFUND",
        "[mail](mailto:a@b.example) or <https://a.example>",
    ],
)
def test_an_entry_in_good_shape_has_no_flaw(answer: str) -> None:
    assert check_entry(a_good_entry(answer=answer)) == ()


def test_every_leftover_is_named_with_its_line() -> None:
    flaws = check_entry(a_good_entry(answer="Ask {{ site.owner }}.\n\nSee [[Billing]].\n:::tip"))

    lines = {"{{ site.owner }}": 1, "[[Billing]]": 3, ":::tip": 4}
    for left, line in lines.items():
        assert any(f'"{left}"' in flaw and f"(line {line} of the answer)" in flaw for flaw in flaws)
