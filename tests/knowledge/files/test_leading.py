"""What only leads elsewhere, or has no answer, is left out and said; it stops nothing else."""

from pathlib import Path

import pytest

from knowledge.files import read_entries, told
from tests.knowledge.files.reading import read, said

INDEXES = {
    "list": "# Help\n\n- [Billing](billing.md)\n- [Orders](orders.md)\n",
    "welcome": "# Help\n\nPick a topic:\n\n- [Billing](Billing)\n- [Orders](Orders)\n",
    "wiki links": "Welcome to the wiki.\n\n* [[Home]]\n* [[Billing|Money]] - all about money\n",
    "described": "# Help\n\n- [Billing](billing.md) - invoices and cards\n- [Orders](/orders): where they are\n",
    "groups": "# Summary\n\n- Money\n  - [Invoices](a.md)\n  - [Cards](b.md)\n- Orders\n  - [Cancel](c.md)\n",
    "headings": "## Billing\n\n[Invoices](a.md)\n\n## Orders\n\nSee [Cancel](c.md)\n",
    "addresses": "# Links\n\n- [Shop](https://shop.example)\n- <https://blog.example>\n",
    "title": "---\ntitle: Billing\n---\n- [Invoices](a.md)\n",
    "only a title": "---\ntitle: Billing\nweight: 3\n---\n",
}


@pytest.mark.parametrize("text", INDEXES.values(), ids=INDEXES)
def test_an_index_is_left_out_and_stops_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.md").write_text(text)
    (tmp_path / "pay.md").write_text("---\nquestion: How?\n---\nSo.\n")

    loaded = read_entries(tmp_path)

    assert said(loaded) == []
    assert [one.id for one in loaded.entries] == ["pay"]
    assert any(line.startswith("index.md, line 1: ") for line in told(loaded.notes))


def test_an_index_alone_holds_no_questions(tmp_path: Path) -> None:
    loaded = read(tmp_path, "index.md", INDEXES["list"])

    assert said(loaded) == [
        "index.md: There are no questions in it. Check whether it is the right file."
    ]
    assert told(loaded.notes) == [
        "index.md, line 1: It only leads to other pages. It was left out."
    ]


PAGE = """\
# Money

## Invoices

[All invoices](invoices.md)

## Refunds

Within two weeks.

## Cards

- [Visa](visa.md) - how
- [Other](other.md)

## Cash
"""


def test_a_section_that_only_leads_elsewhere_is_no_entry(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.md", PAGE)

    assert said(loaded) == []
    assert [(one.question, one.answer) for one in loaded.entries] == [
        ("Refunds", "Within two weeks.")
    ]
    assert told(loaded.notes) == [
        'a.md, line 1: "Money" is no question. It was left out.',
        'a.md, lines 3-5: "Invoices" only leads elsewhere. It was left out.',
        'a.md, lines 11-14: "Cards" only leads elsewhere. It was left out.',
        'a.md, line 16: "Cash" has no answer. It was left out.',
    ]


ANSWERS = {
    "a link answers a question": ("## Where are the terms?\n\n[Here](https://a.example)\n",
                                  {"Where are the terms?": "[Here](https://a.example)"}),
    "words and links": ("## Payment\n\nPay with [card](a.md) or [cash](b.md).\n",
                        {"Payment": "Pay with [card](a.md) or [cash](b.md)."}),
    "things with addresses": ("## Cards\n\n- [Visa](https://visa.example): all of them\n- Cash\n",
                              {"Cards": "- [Visa](https://visa.example): all of them\n- Cash"}),
    "a header with the question": ("---\nquestion: Terms\n---\n[Here](https://a.example)\n",
                                   {"Terms": "[Here](https://a.example)"}),
    "code": ("## Install\n\n```\npip install x\n```\n\n[More](a.md)\n",
             {"Install": "```\npip install x\n```\n\n[More](a.md)"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "holds"), ANSWERS.values(), ids=ANSWERS)
def test_what_answers_is_an_entry(tmp_path: Path, text: str, holds: dict[str, str]) -> None:
    loaded = read(tmp_path, "a.md", text)

    assert said(loaded) == []
    assert {one.question: one.answer for one in loaded.entries} == holds


def test_an_entry_by_its_own_header_needs_an_answer(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.md", "---\nquestion: How?\n---\n")

    assert said(loaded) == ["a.md, line 1: There is no answer. Write one, or take this entry out."]
