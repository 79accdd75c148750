"""Questions without headings: behind labels in any language, in bold, in tables, plain; dense or apart."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.files import read_entries, read_pasted, told
from tests.knowledge.files.reading import read, said

STYLES = {
    "Q: and A:": ("Q: {}", "A: {}"),
    "numbered": ("Q{n}: {}", "A{n}: {}"),
    "with a point": ("Q. {}", "A. {}"),
    "numbered with a point": ("Q{n}. {}", "A{n}. {}"),
    "with a bracket": ("Q{n}) {}", "A{n}) {}"),
    "square brackets": ("[Q] {}", "[A] {}"),
    "a dash": ("Q - {}", "A - {}"),
    "no blank": ("Q:{}", "A:{}"),
    "listed": ("* Q: {}", "* A: {}"),
    "words": ("Question: {}", "Answer: {}"),
    "words with numbers": ("Question {n}: {}", "Answer {n}: {}"),
    "bold": ("**Q: {}**", "A: {}"),
    "bold labels": ("**Q:** {}", "**A:** {}"),
    "italics": ("*Q: {}*", "A: {}"),
    "only questions": ("Q: {}", "{}"),
    "German": ("Frage: {}", "Antwort: {}"),
    "German letters": ("F: {}", "A: {}"),
    "Spanish": ("Pregunta: {}", "Respuesta: {}"),
    "Spanish letters": ("P: {}", "R: {}"),
    "French": ("Question : {}", "Réponse : {}"),
    "Portuguese": ("Pergunta: {}", "Resposta: {}"),
    "Italian": ("Domanda: {}", "Risposta: {}"),
    "Dutch": ("Vraag: {}", "Antwoord: {}"),
    "Polish": ("Pytanie: {}", "Odpowiedź: {}"),
    "Russian": ("Вопрос: {}", "Ответ: {}"),
    "Chinese": ("问： {}", "答： {}"),
    "bold questions": ("**{}?**", "{}"),
}
line = st.lists(st.integers(0, 999).map("w{}w".format), min_size=1, max_size=5).map(" ".join)
pairs = st.lists(st.tuples(line, st.lists(line, min_size=1, max_size=3)), min_size=1, max_size=4)


@pytest.mark.parametrize("name", ["faq.md", "faq.txt"])
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@settings(deadline=None, max_examples=20)
@given(found=pairs, between=st.sampled_from(["\n", "\n\n"]))
def test_each_question_has_its_own_answer(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    style: tuple[str, str],
    found: list[tuple[str, list[str]]],
    between: str,
) -> None:
    asks, tells = style
    text = between.join(
        f"{asks.format(question, n=n)}\n{tells.format(chr(10).join(answer), n=n)}"
        for n, (question, answer) in enumerate(found, 1)
    )
    loaded = read(tmp_path_factory.mktemp("text"), name, text)

    assert said(loaded) == []
    assert [(one.question.rstrip("?"), one.answer) for one in loaded.entries] == [
        (question, "\n".join(answer)) for question, answer in found
    ]


TEXTS = {
    "one line": ("Q: How? A: So.\nQ: Why? A: Thus.\n", {"How?": "So.", "Why?": "Thus."}),
    "answer apart": ("Q: How?\n\nA: So.\nMore.\nQ: Why?\n\nA: Thus.\n",
                     {"How?": "So.\nMore.", "Why?": "Thus."}),
    "words above": ("Our FAQ:\nQ: How?\nA: So.\n", {"How?": "So."}),
    "under headings": ("## Money\nQ: How?\nA: So.\nQ: Why?\nA: Thus.\n\n## Time\n\nQ: When?\nA: Then.\n",
                       {"How?": "So.", "Why?": "Thus.", "When?": "Then."}),
    "in a list": ("- Q: How?\n  A: So.\n- Q: Why?\n  A: Thus.\n", {"How?": "So.", "Why?": "Thus."}),
    "bold and run in, dense": ("**How?** So.\n**Why?** Thus.\n", {"How?": "So.", "Why?": "Thus."}),
    "plain": ("How?\nSo.\n\nWhy?\nThus.\n", {"How?": "So.", "Why?": "Thus."}),
    "plain, apart": ("How?\n\nSo.\n\nWhy?\n\nThus.\n\nMore.\n", {"How?": "So.", "Why?": "Thus.\n\nMore."}),
    "plain, dense": ("How?\nSo.\nWhy?\nThus.\n", {"How?": "So.", "Why?": "Thus."}),
    "numbered, answers listed": ("1. How?\n   - So.\n2. Why?\n   - Thus.\n", {"How?": "- So.", "Why?": "- Thus."}),
    "definitions": ("How?\n: So.\n\nWhy?\n: Thus.\n", {"How?": "So.", "Why?": "Thus."}),
    "a telephone is no question": ("## How?\n\nRing us.\nP: 555 0100\nF: 555 0101\n\n## Why?\n\nP: 1\n",
                                   {"How?": "Ring us.\nP: 555 0100\nF: 555 0101", "Why?": "P: 1"}),
    "within an answer": ("## How?\n\nQ: Sure?\nA: Yes.\n\n## Why?\n\nThus.\n",
                         {"How?": "Q: Sure?\nA: Yes.", "Why?": "Thus."}),
    "a label within an answer": ("Q: How?\nPick.\n\nPlan A: cheap.\n", {"How?": "Pick.\n\nPlan A: cheap."}),
    "a question within an answer": ("How?\nBy card. Is that all?\nYes.\n\nWhy?\nThus.\n",
                                    {"How?": "By card. Is that all?\nYes.", "Why?": "Thus."}),
    "a question in prose": ("---\ntitle: Before you ring\n---\nIs it on?\n\nThen ring us.\n",
                            {"Before you ring": "Is it on?\n\nThen ring us."}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "holds"), TEXTS.values(), ids=TEXTS)
def test_a_text_gives_its_questions(tmp_path: Path, text: str, holds: dict[str, str]) -> None:
    loaded = read(tmp_path, "faq.md", text)

    assert said(loaded) == []
    assert {one.question: one.answer for one in loaded.entries} == holds


TABLE = """\
# Help

## Money

| **Question** | Answer | Also |
| :----------- | :----: | ---- |
| How do I pay? | By card \\| cash.<br>Both work. | pay |
| [Why?](#x) | See [the guide][g]. |
| Wie? | [g]

## Team

| Name | Description |
| --- | --- |
| Jo | Nice |

[g]: https://a.example/g
"""


def test_a_table_of_questions_on_a_page_gives_an_entry_a_row(tmp_path: Path) -> None:
    loaded = read(tmp_path, "faq.md", TABLE)

    assert said(loaded) == []
    assert [(one.question, one.answer, one.category) for one in loaded.entries] == [
        ("How do I pay?", "By card | cash.  \nBoth work.", "Money"),
        ("Why?", "See [the guide](https://a.example/g).", "Money"),
        ("Wie?", "[g](https://a.example/g)", "Money"),
    ]
    assert loaded.entries[0].variants == ("pay",)
    assert 'faq.md, lines 11-15: "Team" is no question. It was left out.' in told(loaded.notes)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("| How? | `a|b` |", "It has 3 cells, and the table's head names 2. Write \\| for a bar within a cell."),
        ("| How? | #REF! |", 'A spreadsheet could not compute "#REF!", the answer. Mend that cell and save the table again.'),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, row: str, says: str) -> None:
    loaded = read(
        tmp_path, "faq.md", f"| Question | Answer |\n| - | - |\n{row}\n| Why? | Thus. |\n"
    )

    assert said(loaded) == [f"faq.md, line 3: {says}"]
    assert [one.question for one in loaded.entries] == ["Why?"]


def test_a_row_without_an_answer_is_left_out_and_named(tmp_path: Path) -> None:
    table = "| Question | Answer |\n| - | - |\n| How? | |\n| Why? | Thus. |\n"
    loaded = read(tmp_path, "faq.md", table)

    assert said(loaded) == []
    assert ['faq.md, line 3: "How?" has no answer. It was left out.'] == told(loaded.notes)
    assert [one.question for one in loaded.entries] == ["Why?"]


def test_a_table_in_an_answer_is_a_text(tmp_path: Path) -> None:
    table = "| Question | Answer |\n| --- | --- |\n| How? | So. |"

    loaded = read(tmp_path, "a.md", f"---\nquestion: What do people ask?\n---\n{table}\n")

    assert [one.answer for one in loaded.entries] == [table]


def test_a_table_may_be_pasted() -> None:
    loaded = read_pasted("| Frage | Antwort |\n| --- | --- |\n| Wie? | So. |")

    assert [(one.question, one.answer) for one in loaded.entries] == [("Wie?", "So.")]


@pytest.mark.parametrize(
    "text",
    [
        "Question,Answer\nHow?,So.\n",
        "Frage\tAntwort\nHow?\tSo.\n",
        '{"How?": "So."}',
        '[\n {"q": "How?", "a": "So."}]',
    ],
)
def test_a_text_may_hold_a_table_or_json(tmp_path: Path, text: str) -> None:
    loaded = read(tmp_path, "kb.txt", text)

    assert [(one.question, one.answer) for one in loaded.entries] == [("How?", "So.")]


def test_a_box_of_a_site_generator_is_no_question(tmp_path: Path) -> None:
    loaded = read(
        tmp_path, "faq.md", '??? question "How?"\n    So.\n\n??? question "Why?"\n    Thus.\n'
    )

    assert "neither a header with a question" in said(loaded)[0]


def test_a_text_without_a_question_is_left_out_of_a_folder_and_said(tmp_path: Path) -> None:
    (tmp_path / "robots.txt").write_text("User-agent: *\n")
    (tmp_path / "faq.txt").write_text("Q: How?\nA: So.\n")

    loaded = read_entries(tmp_path)

    assert [one.question for one in loaded.entries] == ["How?"]
    assert said(loaded) == []
    assert "robots.txt: There are no questions in it. It was left out." in told(loaded.notes)
