"""Entries written as Markdown are read: a page with a header for each, or one list of questions.

Mistakes are named with their line and what would be right.
"""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entry import Audience, Entry
from tests.knowledge.files.reading import read, said


def test_a_header_is_yaml_in_which_a_value_is_what_stands_there(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "cancel.md",
        "\ufeff\n---\r\n# a comment\r\nQuestion: 'How to cancel: step by step'\r\nAlso:\r\n"
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


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (
            "question: How to cancel: step by step",
            "a.md, line 2: The header is not YAML here: mapping values are not allowed here. "
            'Put the value in quotes: question: "How to cancel: step by step"',
        ),
        (
            "question: How?\n\tid: x",
            "a.md, line 3: The header is not YAML here: found character '\\t' that cannot start any "
            "token. Check its quotes, colons and indentation.",
        ),
        (
            'question: "How?\nid: x',
            "a.md, line 3: The header is not YAML here: found unexpected end of stream. "
            "Check its quotes, colons and indentation.",
        ),
        (
            "question: How?\nid: a\nid: b",
            'a.md, line 4: "id" stands twice in the header. Take one out.',
        ),
        ("just words", 'a.md, line 2: The header has no keys: "just words". '
         'Write "key: value", each on a line.'),
        ("- lost\n- items", 'a.md, line 2: The header has no keys: "- lost". '
         'Write "key: value", each on a line.'),
        (
            "question: How?\nmore: \u0007",
            "a.md, line 3: The header holds a character that YAML doesn't allow. "
            "Take it out, or write it as \\u… in double quotes.",
        ),
        (
            'question: "\\UFFFFFFFF"',
            "a.md, line 2: The header holds a character that YAML doesn't allow. "
            "Take it out, or write it as \\u… in double quotes.",
        ),
        (
            "question: {en: How}",
            'a.md, line 2: "question" is neither text nor a list of texts. Put it in quotes.',
        ),
        (
            "question: !!python/object/apply:os.system [ls]",
            'a.md, line 2: "question" is neither text nor a list of texts. Put it in quotes.',
        ),
        (
            "x: " + "[" * 5000,
            "a.md, line 1: The header is nested too deeply. Take out what is nested.",
        ),
        (
            "x: " + "y" * 70_000,
            "a.md, line 1: The header has over 64,000 characters. Shorten it.",
        ),
    ],
)  # fmt: skip
def test_a_broken_header_is_refused_in_one_sentence(tmp_path: Path, header: str, says: str) -> None:
    loaded = read(tmp_path, "a.md", f"---\n{header}\n---\nA.\n")

    assert loaded.entries == ()
    assert said(loaded) == [says]


def test_wrong_values_name_what_would_be_right(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "a.md",
        "---\nquestion: How?\naudience: publik\nreview on: 3 Nov\nversion: 0\n"
        "language: English!\n---\nA.\n",
    )

    assert said(loaded) == [
        'a.md, line 1: "english!" is not a language. Write its tag: en, de, pt-br.',
        'a.md, line 1: "publik" is not a known audience. Did you mean public?',
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
    assert said(loaded) == []
    assert [str(note) for note in loaded.notes] == [
        'faq.md, lines 1-3: "Our FAQ" is no question. It was left out.',
        'faq.md, lines 19-20: "About us" is no question. It was left out.',
        'faq.md, line 22: "When are you open?" has no answer. It was left out.',
    ]


TROUBLES = """## Are dogs allowed?
On a lead.

## A piece is missing from a game
Tell the bar.

## Our story
Two friends and a shelf.

## Opening hours
Ten to six.

## Team
Ana and Ben.

## The app crashes on {phone}
Update it.

## Is there parking?
Behind the church.

## Still have a question
Ring us.
"""


def test_a_trouble_among_questions_is_a_draft(tmp_path: Path) -> None:
    loaded = read(tmp_path, "faq.md", TROUBLES)

    assert [(one.question, str(one.status)) for one in loaded.entries] == [
        ("Are dogs allowed?", "approved"),
        ("A piece is missing from a game", "draft"),
        ("Opening hours", "draft"),
        ("The app crashes on {phone}", "draft"),
        ("Is there parking?", "approved"),
    ]
    assert [str(note) for note in loaded.notes if "draft" in note.what] == [
        f'faq.md, line {line}: It is a draft: "{told}" is no question. To use it write in chat: approve ID'
        for line, told in (
            (4, "A piece is missing from a game"),
            (10, "Opening hours"),
            (16, "The app crashes on {phone}"),
        )
    ]
    assert [note.what for note in loaded.notes if "draft" not in note.what] == [
        '"Our story" is no question.',
        '"Team" is no question.',
        '"Still have a question" is no question.',
    ]


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
