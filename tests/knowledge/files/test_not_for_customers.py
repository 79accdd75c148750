"""What nobody meant customers to read is refused or said, in files as in entries that are kept."""

from pathlib import Path

import pytest

from knowledge.entry import Entry, Status
from knowledge.files import check_entry, unready
from tests.knowledge.files.reading import read, said

LOCKS = {
    "a row": ("k.csv", "question,answer\nHow?,So.\nWhere?,The password is Bike4ever!9\n", "row 3"),
    "a line": ("k.md", "## How?\n\nSo.\n\n## Where?\n\nThere.\nThe password is Bike4ever!9\n", "line 8"),
    "a variant": ("k.jsonl", '{"question": "How?", "answer": "So."}\n{"question": "Where?", "answer":'
     ' "There.", "variants": ["my password is Bike4ever!9"]}\n', "line 2"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "place"), LOCKS.values(), ids=LOCKS)
def test_a_secret_is_left_out_with_its_entry(
    tmp_path: Path, name: str, text: str, place: str
) -> None:
    loaded = read(tmp_path, name, text)

    assert [one.question for one in loaded.entries] == ["How?"]
    assert said(loaded) == [
        f"{name}, {place}: It holds what looks like a secret (password). Take it out."
    ]


@pytest.mark.parametrize(
    "answer",
    ["WAHR", "true", "-", "—", "…", "TBD", "tbd.", "ToDo", "n/a", "k. A.", "Loading...", "null"],
)
def test_an_answer_that_is_none_is_flagged(answer: str) -> None:
    (flaw,) = unready([Entry(id="a", question="How?", answer=answer)])

    assert flaw == f'a: The answer is only "{answer}". Write what people should read.'


@pytest.mark.parametrize("answer", ["No.", "18", "Yes", "X", "To do this, ring us.", "Ja."])
def test_a_short_answer_is_an_answer(answer: str) -> None:
    assert unready([Entry(id="a", question="How?", answer=answer)]) == []


def test_what_an_import_says_is_what_a_check_says() -> None:
    entry = Entry(
        id="a",
        question="How?",
        answer=":::caution Age\nSo.\n:::\n\nimport T from 'x'\n\n[m](../m.md)",
    )
    flaws = [each.removeprefix("a: ") for each in unready([entry])]

    assert len(flaws) == 4
    assert set(flaws) <= set(check_entry(entry))


HELD_BACK = {
    "German": ("Veröffentlicht", "FALSCH", "WAHR"),
    "German, a draft": ("Entwurf", "WAHR", "FALSCH"),
    "German, visible": ("Sichtbar", "nein", "ja"),
    "French": ("Publié", "FAUX", "VRAI"),
    "French, a draft": ("Brouillon", "VRAI", "FAUX"),
    "Spanish": ("Publicado", "FALSO", "VERDADERO"),
    "Portuguese": ("Publicado", "não", "sim"),
    "Italian": ("Pubblicato", "FALSO", "VERO"),
    "Polish": ("Opublikowane", "FAŁSZ", "PRAWDA"),
    "English": ("Published", "FALSE", "TRUE"),
}
"""A column, the word in it of an entry that is held back, and of one that is not."""


@pytest.mark.parametrize(("column", "back", "shown"), HELD_BACK.values(), ids=HELD_BACK)
def test_a_table_says_in_many_languages_what_is_shown(
    tmp_path: Path, column: str, back: str, shown: str
) -> None:
    table = f"question,answer,{column}\nHow?,So.,{back}\nWhere?,There.,{shown}\n"

    loaded = read(tmp_path, "k.csv", table)

    assert {"How?": "draft", "Where?": "approved"} == {
        each.question: each.status.value for each in loaded.entries
    }
    assert [f'k.csv, row 2: It is a draft, as "{column}: {back}" says.'] == [
        str(each).partition(" Nobody")[0] for each in loaded.notes
    ]


def test_a_reply_to_one_customer_is_held_back(tmp_path: Path) -> None:
    line = '{"question": "When?", "answer": "Order 4471 comes on 20 May.", "source": "ticket 18"}'
    loaded = read(tmp_path, "k.jsonl", line)

    assert [one.status for one in loaded.entries] == [Status.DRAFT]
    [approved] = read(tmp_path, "k.jsonl", line[:-1] + ', "status": "approved"}').entries
    [flaw] = unready([approved])
    assert '"Order 4471"' in flaw
