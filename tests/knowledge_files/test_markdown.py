"""Entries written as Markdown are read: a page with a header for each, or one list of questions.

Mistakes are named with their line and what would be right.
"""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entry import Audience, Entry
from tests.knowledge_files.reading import read, said


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
