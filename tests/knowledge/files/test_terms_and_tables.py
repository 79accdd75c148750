"""Lists of definitions and tables, in Markdown and in HTML: read where it is plain what asks."""

from pathlib import Path

import pytest

from knowledge.files import told
from tests.knowledge.files.reading import read, said

PAY = [("How do I pay?", "By card."), ("Why?", "So.")]
TERMS = [("Refunds", "Within 14 days."), ("Hours", "9 to 5.")]
READ = {
    "a list in Markdown": ("How do I pay?\n: By card.\n\nWhy?\n: So.", PAY),
    "one with empty lines": ("How do I pay?\n\n:   By card.\n\nWhy?\n\n:   So.", PAY),
    "one without": ("How do I pay?\n: By card.\nWhy?\n: So.", PAY),
    "terms": ("Refunds\n: Within 14 days.\n\nHours\n: 9 to 5.", TERMS),
    "terms in HTML": (
        "<dl>\n<dt>Refunds</dt><dd>Within 14 days.</dd>\n<dt>Hours</dt>\n<dd>9 to 5.</dd>\n</dl>",
        TERMS,
    ),
    "terms below a question that is none of theirs": (
        "## How do I pay?\n\nBy card.\n\n## Words\n\nRefunds\n: Within 14 days.\n\nHours\n: 9 to 5.",
        [("Refunds", "Within 14 days."), ("Hours", "9 to 5."), ("How do I pay?", "By card.")],
    ),
    "a list in HTML": (
        "<dl>\n<dt>How do I pay?</dt>\n<dd>By card.</dd>\n<dt>Why?</dt>\n<dd>So.</dd></dl>",
        PAY,
    ),
    "a list with boxes": (
        "<dl><div><dt>How do I pay?</dt><dd>By card.</dd></div>\n\n"
        "<div><dt>Why?</dt><dd><p>So.</p></dd></div></dl>",
        PAY,
    ),
    "a table with a head": (
        "<table>\n<thead><tr><th>Question</th><th>Answer</th></tr></thead>\n"
        "<tbody><tr><td>How do I pay?</td><td>By card.</td></tr>\n"
        "<tr><td>Why?</td>\n\n<td>So.</td></tr></tbody>\n</table>",
        PAY,
    ),
    "a table without": (
        "<table><tr><td>How do I pay?</td><td>By card.</td></tr>\n"
        "<tr><td><b>Why?</b></td><td>So.</td></tr></table>",
        PAY,
    ),
    "a table whose head says something else": (
        "| Customers say | We say |\n| - | - |\n| How do I pay? | By card. |\n| Why? | So. |",
        PAY,
    ),
    "a table whose head asks too": ("| How do I pay? | By card. |\n| - | - |\n| Why? | So. |", PAY),
}
TEXTS = {
    "not all rows ask": "| Plan | Price |\n| - | - |\n| Why? | x |\n| Large | 3 EUR |",
    "three columns": "| When? | Where? | Who? |\n| - | - | - |\n| Mon? | here | you |",
    "both columns ask": "| You ask | We ask |\n| - | - |\n| Why? | Why not? |",
    "cells over several rows": (
        '<table><tr><td rowspan="2">Why?</td><td>So.</td></tr><tr><td>How?</td><td>x</td></tr></table>'
    ),
    "words beside the cells": "<dl>Mind this:<dt>Why?</dt><dd>So.</dd></dl>",
    "terms in an answer": "Host\n: mail.example\n\nPort\n: 993",
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_it_is_read(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    loaded = read(tmp_path, "faq.md", f"# Help\n\n{text}\n")

    assert said(loaded) == []
    assert [(one.question, one.answer) for one in loaded.entries] == expected


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_another_is_a_text(tmp_path: Path, text: str) -> None:
    loaded = read(tmp_path, "faq.md", f"## How do I set it up?\n\n{text}\n\n## When?\n\nNow.\n")

    assert [one.question for one in loaded.entries] == ["How do I set it up?", "When?"]


def test_several_terms_share_a_text_and_a_term_has_several(tmp_path: Path) -> None:
    in_markdown = "Cancelling\nEnding it\n: Write to us.\n: Or ring.\n\n    Mornings only.\n"
    in_html = (
        "<dl><dt>Cancelling</dt><dt>Ending it</dt><dd>Write to us.</dd>"
        "<dd><p>Or ring.</p><p>Mornings only.</p></dd></dl>\n"
    )
    for text in (in_markdown, in_html):
        (entry,) = read(tmp_path, "faq.md", text).entries

        assert entry.phrasings == ("Cancelling", "Ending it")
        assert entry.answer == "Write to us.\n\nOr ring.\n\nMornings only."


def test_footnotes_come_with_the_answers_that_refer_to_them(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "faq.md",
        "## How do I pay?[^shop]\n\nBy card.[^2] `a[^2]`\n\n## Why?\n\nSo.[^2]\n\n"
        "[^shop]: In shops.\n[^2]: Not in May.\n\n    See [here][h].\n[^3]: Old.\n[^2]: Twice.\n\n"
        "[h]: https://h.example\n",
    )

    note = "Not in May.\n\nSee [here](https://h.example)."
    assert [one.answer for one in loaded.entries] == [
        f"By card.¹ `a[^2]`²\n\n¹ {note}\n\n² In shops.",
        f"So.¹\n\n¹ {note}",
    ]
    assert told(loaded.notes)[1:] == [
        'faq.md, line 13: The footnote "Old." belongs to nothing that was read. It was left out.',
        'faq.md, line 14: The footnote "Twice." has a label that stands above already. '
        "It was left out.",
    ]


def test_a_link_that_is_defined_twice_is_said(tmp_path: Path) -> None:
    loaded = read(
        tmp_path, "faq.md", "## How?\n\n[So][x]\n\n[x]: https://a.example\n[X]: https://b.example\n"
    )

    assert [one.answer for one in loaded.entries] == ["[So](https://a.example)"]
    assert told(loaded.notes) == [
        'faq.md, line 6: The link "https://b.example" has a label that stands above already. '
        "It was left out."
    ]
