"""Entries are read from tables and from JSON; a broken row or line is named."""

from pathlib import Path

import pytest

from knowledge.entry import Entry
from knowledge.files import told, write_entries
from tests.knowledge.files.reading import read, said


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
    assert [(problem.unit, problem.line) for problem in loaded.problems] == [("row", 12)]
    assert ['kb.csv, row 502: "no answer?" has no answer. It was left out.'] == told(loaded.notes)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "doesn't name the columns"),
        ("How?,Like this\n", "doesn't name the columns"),
        ("question,answer\n", "kb.csv: There are no questions in it."),
        ("question,notes\nHow?,x\n", "No column is named answer."),
        ("question,answer\nHow?,\n", "row 2: There is no answer."),
        (
            "question,answer\nHow?,By card, or cash.\n",
            "row 2: It has 3 cells, and the first row names 2 columns.",
        ),
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


@pytest.mark.parametrize(
    "cell",
    [
        "#REF!",
        "#NAME?",
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#BEZUG!",
        "#WERT!",
        "#NV",
        "#¡REF!",
        "Err:502",
    ],
)
@pytest.mark.parametrize("row", ["{},Call us.", "How?,{}"], ids=["question", "answer"])
def test_a_cell_that_could_not_be_computed_is_refused(tmp_path: Path, row: str, cell: str) -> None:
    loaded = read(tmp_path, "kb.csv", f"question,answer\n{row.format(cell)}\nWhy?,Thus.\n")

    (problem,) = said(loaded)
    assert problem.startswith(f'kb.csv, row 2: A spreadsheet could not compute "{cell}"')
    assert [one.question for one in loaded.entries] == ["Why?"]


def test_a_formula_in_place_of_its_value_is_refused(tmp_path: Path) -> None:
    loaded = read(tmp_path, "kb.csv", 'question,answer\nHow?,"=VLOOKUP(A1,B:C,2)"\n')

    assert "row 2: A spreadsheet did not compute" in said(loaded)[0]


def test_a_table_of_windows_is_read_and_that_is_said(tmp_path: Path) -> None:
    western = read(tmp_path, "kb.csv", "question;answer\nWo?;Müßig – überall\n", "cp1252")
    eastern = read(tmp_path, "ru.csv", "question;answer\nКак?;Так\n", "cp1251")

    assert [one.answer for one in western.entries] == ["Müßig – überall"]
    assert "kb.csv: It was read as Windows-1252" in str(western.notes[0])
    assert said(eastern) == ["ru.csv, line 2: It is not UTF-8 text. Save it as UTF-8."]


def test_what_stands_in_no_named_column_is_said(tmp_path: Path) -> None:
    loaded = read(tmp_path, "kb.csv", "question,answer,,Answer\nHow?,So.,lost,other\n")

    assert [str(note) for note in loaded.notes] == [
        'kb.csv, row 2: "lost" stands in a column without a name. It was left out.',
        'kb.csv, row 2: "Answer" isn\'t used, as "answer" is.',
    ]


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
