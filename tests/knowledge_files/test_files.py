"""Entries go into files and come back whole; what can't be read is named with place and cure."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entry import Audience, Entry, Status
from knowledge.files import CannotWrite, Loaded, check_entry, normal, read_entries, write_entries

words = st.text(max_size=40) | st.sampled_from(
    ["- a", "---", "=1+1", "'=x", "''", '"quoted"', "'", "a: b", "[a, b]", "#x", "| ; ,", "\ufeffx",
     "a\u2028b", "\x1c", "@here", "-", "+1", "\ud800", "NO", "22:22", "01234", "a\tb", "`x`"]
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


def read(tmp_path: Path, name: str, text: str) -> Loaded:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return read_entries(path)


def said(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def test_a_header_is_forgiving_and_no_yaml(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "cancel.md",
        "\ufeff\n---\r\n# a comment\r\nQuestion: How to cancel: step by step\r\nAlso:\r\n"
        '  - "cancel: now"\r\n  - 22:22\r\nvariant: NO\r\naliases: [stop, "end it"]\r\n'
        "Not for: cancel a flight\r\nlang: DE_at\r\nChecked on: 2026-11-03T10:00\r\n"
        "tags:\r\n- login\r\n- money\r\n---\r\n\r\nGo to *Settings*.\r\n\r\n---\r\nDone.\r\n\r\n",
    )

    assert said(loaded) == []
    assert loaded.entries == (
        Entry(
            id="cancel",
            question="How to cancel: step by step",
            variants=("cancel: now", "22:22", "NO", "stop", "end it"),
            not_for=("cancel a flight",),
            answer="Go to *Settings*.\n\n---\nDone.",
            language="de-at",
            category="login, money",
            checked_on=date(2026, 11, 3),
        ),
    )


def test_an_unclosed_header_is_an_error_with_its_line(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.md", "\n---\nquestion: How?\n\nLike this.\n")

    assert said(loaded) == ["a.md, line 2: The header is never closed. End it with a line of ---."]


def test_mistakes_in_a_header_name_their_line_and_cure(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.md", "---\n- lost\nquestion: How?\njust words\n---\nA.\n")

    assert said(loaded) == [
        "a.md, line 2: This item belongs to no key. Write a key above.",
        'a.md, line 4: "just words" is not "key: value". Add the key and a colon.',
    ]


def test_wrong_values_name_what_would_be_right(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "a.md",
        "---\nquestion: How?\naudience: publik\nstatus: x\nreview on: 3 Nov\nversion: 0\n"
        "language: English!\n---\nA.\n",
    )

    assert said(loaded) == [
        'a.md, line 1: "english!" is not a language. Write its tag: en, de, pt-br.',
        'a.md, line 1: "publik" is not a known audience. Did you mean public?',
        'a.md, line 1: "x" is not a known status. Write draft or approved or retired.',
        'a.md, line 1: "3 Nov" is not a day (review on). Write it as 2026-11-24.',
        'a.md, line 1: "0" is not a version. Write a whole number from 1 on.',
    ]


def test_unknown_keys_are_left_out_and_said(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.md", "---\nquestion: How?\nlayout:\n- page\n---\nA.\n")

    assert len(loaded.entries) == 1
    assert [str(note) for note in loaded.notes] == [
        'a.md, line 3: "layout" isn\'t used. Take it out if you like.'
    ]


FAQ = """\
# Our FAQ

Welcome.

## Money

### Where is my invoice?
Under *Billing*.

#### On the phone
Tap your name.

### Can I pay by card? ##

```
# no heading?
```

## About us
We are nice.

## When are you open?
"""


def test_a_list_of_questions_gives_an_entry_each(tmp_path: Path) -> None:
    loaded = read(tmp_path, "faq.md", FAQ)

    assert [(one.id, one.question, one.category) for one in loaded.entries] == [
        ("where-is-my-invoice", "Where is my invoice?", "Money"),
        ("can-i-pay-by-card", "Can I pay by card?", "Money"),
    ]
    assert loaded.entries[0].answer == "Under *Billing*.\n\n#### On the phone\nTap your name."
    assert loaded.entries[1].answer == "```\n# no heading?\n```"
    assert said(loaded) == [
        "faq.md, line 22: There is no answer. Write one, or take this entry out."
    ]
    assert [note.what for note in loaded.notes] == ['"About us" is no question.']


def test_a_header_without_question_holds_for_all_questions_below(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "faq.md",
        "---\nlanguage: de\naudience: staff\n---\n## Rabatt\n10 %\n## Lager\nB\n",
    )

    assert [(one.question, one.language, one.audience) for one in loaded.entries] == [
        ("Rabatt", "de", Audience.STAFF),
        ("Lager", "de", Audience.STAFF),
    ]


@pytest.mark.parametrize("text", ["", "just words", "---\nlanguage: de\n---\nwords", "# Title\nx"])
def test_a_file_without_any_question_is_named(tmp_path: Path, text: str) -> None:
    loaded = read(tmp_path, "a.md", text)

    assert loaded.entries == ()
    assert "neither a header with a question" in said(loaded)[0]


@pytest.mark.parametrize("delimiter", list(",;\t|"), ids=["comma", "semicolon", "tab", "pipe"])
def test_a_table_of_any_delimiter_is_read(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["Question", "Antwort", "also", "variant 2", "created_at"],
        ["How?", '"Like\nthis"', '"how so\nhow come"', "why", "2026"],
        [],
        ["'=1+1?", "'two", "", "", ""],
    ]
    loaded = read(tmp_path, "kb.csv", "\ufeff" + "\r\n".join(map(delimiter.join, rows)))

    assert said(loaded) == []
    assert [note.what for note in loaded.notes] == ['The column "created_at" isn\'t used.']
    assert loaded.entries == (
        Entry(
            id="how", question="How?", answer="Like\nthis", variants=("how so", "how come", "why")
        ),
        Entry(id="1-1", question="=1+1?", answer="'two"),
    )


def test_a_written_table_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "kb.csv"

    write_entries(path, [Entry(id="@x", question="=1+1", answer="-2", variants=("+3",))])

    assert path.read_text("utf-8-sig").splitlines()[1].startswith("'@x,'=1+1,'+3,,'-2,")


def test_bad_rows_are_named_by_their_number(tmp_path: Path) -> None:
    rows = [f"Question {n}?,Answer {n}" for n in range(1000)]
    rows[10], rows[500], rows[999] = ",no question", "no answer?,", ","
    rows[20] = 'A "quote"?,fine'
    loaded = read(tmp_path, "kb.csv", "\n".join(["question,answer", *rows]))

    assert len(loaded.entries) == 997
    assert [(problem.unit, problem.line) for problem in loaded.problems] == [
        ("row", 12),
        ("row", 502),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "doesn't name the columns"),
        ("How?,Like this\n", "doesn't name the columns"),
        ('question,answer\nHow?,"never closed\n', "row 2: The table breaks off here"),
        ("question,answer\nHow?\n", "There is no answer"),
        (
            "id,question,answer\nx,A?,1\nx,B?,2\n",
            'The id "x" stands twice, first in kb.csv, row 2.',
        ),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, text: str, says: str) -> None:
    loaded = read(tmp_path, "kb.csv", text)

    assert says in said(loaded)[0]


def test_json_lines_take_phrasings_numbers_and_null(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "kb.jsonl",
        '{"entry": "EMI 1", "phrasings": ["EMI?", "0% EMI"], "answer": "Yes.", "mood": 1}\n\n'
        '{"id": 7, "question": "How?", "variants": [], "answer": "So.", "language": null}\n'
        '{"question": "How?", "variants": ["x"], "answer": "So."}\n',
    )

    assert said(loaded) == []
    assert len(loaded.notes) == 1
    assert loaded.entries == (
        Entry(id="EMI 1", question="EMI?", answer="Yes.", variants=("0% EMI",)),
        Entry(id="7", question="How?", answer="So."),
        Entry(id="how", question="How?", answer="So.", variants=("x",)),
    )


def test_a_json_array_is_read_too(tmp_path: Path) -> None:
    loaded = read(tmp_path, "kb.json", '[\n{"question": "How?",\n "answer": "So."}\n]\n')

    assert [one.question for one in loaded.entries] == ["How?"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{question: x}\n", "line 1: This is not JSON"),
        ('\n"words"\n', "line 2: This is not an object"),
        ('{"question": {"en": "x"}, "answer": "y"}', '"question" is neither text nor a list'),
        ('{"question": "How?"}', "There is no answer"),
        ("[" * 100_000, "nested too deeply"),
        ('{"id": ' + "1" * 5000 + "}", "This is not JSON"),
    ],
    ids=["not json", "no object", "nested", "no answer", "deep", "huge number"],
)
def test_broken_json_lines_are_named(tmp_path: Path, text: str, says: str) -> None:
    loaded = read(tmp_path, "kb.jsonl", text)

    assert loaded.entries == ()
    assert says in said(loaded)[0]


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
    assert [note.file for note in loaded.notes] == ["README.md"]


def test_links_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    folder, secret = tmp_path / "kb", tmp_path / "secret.md"
    folder.mkdir()
    secret.write_text("---\nquestion: How?\n---\nSecret.\n")
    (folder / "link.md").symlink_to(secret)
    (folder / "up").symlink_to(tmp_path)

    loaded = read_entries(folder)

    assert loaded.entries == ()
    assert said(loaded) == ["link.md: It leads out of the folder. Put a real file there."]


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
    ],
)
def test_a_flaw_is_said_with_its_cure(changes: dict[str, object], says: str) -> None:
    assert says in " ".join(check_entry(a_good_entry(**changes)))


def test_an_entry_in_good_shape_has_no_flaw() -> None:
    assert check_entry(a_good_entry()) == ()
