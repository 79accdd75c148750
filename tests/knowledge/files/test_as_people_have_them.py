"""Files as other programs and other people write them are read rightly, or refused in a sentence.

Every row is a kind that somebody reported; what is left out or changed is said with its line.
"""

from pathlib import Path

import pytest

from knowledge.entry import Status
from knowledge.files import Loaded, told
from tests.knowledge.files.reading import read, said


def answers(loaded: Loaded) -> dict[str, str]:
    return {entry.question: entry.answer for entry in loaded.entries}


YAML = {
    "folded quotes": (
        "id: a1\nquestion: 'Printer: the lid won''t close - what\n  first?'\norder: 3",
        ("a1", "Printer: the lid won't close - what first?", ""),
    ),
    "folded block": (
        "id: g7\ntitle: >-\n  How do I clean\n  the head?\ntags:\n  - printer\n  - care",
        ("g7", "How do I clean the head?", "printer, care"),
    ),
    "escapes": ('title: "Say \\"hi\\"\\tto \\u00e9?"', ("page", 'Say "hi" to é?', "")),
    "number as id": ("id: 007\nquestion: How?", ("007", "How?", "")),
    "date as id": ("id: 2026-01-02\nquestion: NO", ("2026-01-02", "NO", "")),
    "flow list": ("question: How?\ntags: [a, 'b, c']", ("page", "How?", "a, b, c")),
    "better word wins": ("title: Menu\nquestion: How?\nslug: how", ("how", "How?", "")),
    "document end": ("question: How?\n...\n", ("page", "How?", "")),
}


@pytest.mark.parametrize(("header", "means"), YAML.values(), ids=YAML)
def test_yaml_means_what_yaml_means(
    tmp_path: Path, header: str, means: tuple[str, str, str]
) -> None:
    end = "" if header.endswith("...\n") else "\n---\n"
    loaded = read(tmp_path, "page.md", f"---\n{header}{end}\nSo.\n")

    assert said(loaded) == []
    assert [(one.id, one.question, one.category, one.answer) for one in loaded.entries] == [
        (*means, "So.")
    ]


def test_toml_is_data(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "page.md",
        '+++\ntitle = "How?"\ndate = 2026-01-02\ntags = ["a", "b"]\nweight = 3\n'
        "[extra]\nx = 1\n+++\nSo.\n",
    )

    assert [(one.question, one.category) for one in loaded.entries] == [("How?", "a, b")]
    assert [note.line for note in loaded.notes] == [3, 5, 6]


def test_broken_toml_is_refused_in_a_sentence(tmp_path: Path) -> None:
    loaded = read(tmp_path, "page.md", '+++\ntitle = "How?"\nweight = \n+++\nSo.\n')

    assert said(loaded) == [
        'page.md, line 3: The header is not TOML here: Invalid value. Write key = "value".'
    ]


@pytest.mark.parametrize(
    "header",
    [
        "draft: true",
        "draft: yes",
        "Draft: 'true'",
        "published: false",
        "published:",
        "publish: no",
        "hidden: true",
        "unlisted: on",
        "private: 1",
        "archived: true",
        "is_draft: true",
        "visible: false",
        "active: 0",
        "status: wip",
        "status: In Review",
        "state: unpublished",
        "visibility: hidden",
        "visibility: members",
        "draft: true\nstatus: approved",
        "draft: true\npublished: true",
    ],
)
def test_what_somebody_kept_back_is_a_draft(tmp_path: Path, header: str) -> None:
    loaded = read(tmp_path, "page.md", f"---\nquestion: How?\n{header}\n---\nSo.\n")

    assert [one.status for one in loaded.entries] == [Status.DRAFT]


@pytest.mark.parametrize(
    "header",
    ["draft: false", "published: true", "hidden: false", "status: published", "state: live",
     "visibility: public", "published: 2024-03-01", "draft:"],
)  # fmt: skip
def test_what_is_published_is_approved(tmp_path: Path, header: str) -> None:
    loaded = read(tmp_path, "page.md", f"---\nquestion: How?\n{header}\n---\nSo.\n")

    assert [one.status for one in loaded.entries] == [Status.APPROVED]


def test_a_draft_says_why_and_holds_for_a_whole_page(tmp_path: Path) -> None:
    loaded = read(tmp_path, "faq.md", "---\ndraft: true\n---\n## How?\n\nSo.\n\n## Why?\n\nThus.\n")

    assert [one.status for one in loaded.entries] == [Status.DRAFT, Status.DRAFT]
    assert [str(note) for note in loaded.notes] == [
        'faq.md, line 2: It is a draft, as "draft: true" says. '
        "Nobody is shown it before it is approved."
    ]


PAGES = {
    "details": (
        "<details>\n<summary>How?</summary>\n\nSo.\n\n</details>\n\n"
        "<details open>\n<summary><b>Why <i>not</i>?</b></summary>\n\nThus.\n\n- a\n\n</details>\n",
        {"How?": "So.", "Why not?": "Thus.\n\n- a"},
    ),
    "details on one line": (
        "<details><summary>How?</summary>So.</details>\n"
        "<details><summary>Why?</summary><p>Th<b>us</b>.</p></details>\n",
        {"How?": "So.", "Why?": "Th**us**."},
    ),
    "details within details": (
        "<details>\n<summary>How?</summary>\n\nSo.\n\n<details>\n<summary>More</summary>\n\n"
        "Deeper.\n\n</details>\n\nEnd.\n\n</details>\n",
        {"How?": "So.\n\n**More**\n\nDeeper.\n\nEnd."},
    ),
    "heading in summary": (
        "<details>\n<summary><h3>How?</h3></summary>\n\nSo.\n</details>\n",
        {"How?": "So."},
    ),
    "sub-headings": (
        "# FAQ\n\n## How?\n\nPick.\n\n### One\n\nA.\n\n#### Two\n\nB.\n\n## Why?\n\nThus.\n",
        {"How?": "Pick.\n\n### One\n\nA.\n\n#### Two\n\nB.", "Why?": "Thus."},
    ),
    "sub-headings first": ("## How?\n\n### One\n\nA.\n\n### Two\n\nB.\n",
                           {"How?": "### One\n\nA.\n\n### Two\n\nB."}),
    "asking sub-heading": ("## How?\n\nSo.\n\n### On a Mac?\n\nThus.\n",
                           {"How?": "So.\n\n### On a Mac?\n\nThus."}),
    "question as title": ("# How?\n\nSo.\n", {"How?": "So."}),
    "page that asks": ("# Questions?\n\n## How?\n\nSo.\n\n## Why?\n\nThus.\n",
                       {"How?": "So.", "Why?": "Thus."}),
    "comment": ("## How?\n\nSo.\n\n<!-- ## Secret?\n\nOld.\n-->\n\n## Why?\n\nThus <!-- old -->.\n",
                {"How?": "So.", "Why?": "Thus ."}),
    "comment never closed": ("## How?\n\nSo.\n\n<!-- ## Secret?\n\nOld.\n", {"How?": "So."}),
    "comments of generators": (
        "## How?\n\nSo.\n\n{% comment %}\n## Old?\n\nX\n{% endcomment %}\n\n{/* ## Older?\n\nX */}\n\n"
        "{# secret #}\n\n[//]: # (secret)\n[comment]: <> (secret)\n\n%% secret\nsecret %%\n",
        {"How?": "So."},
    ),
    "comment in code": ("## How?\n\n`<!--` and\n\n```html\n<!-- x -->\n```\n\n`-->` end.\n",
                        {"How?": "`<!--` and\n\n```html\n<!-- x -->\n```\n\n`-->` end."}),
    "anchors": (
        "## How? {#how}\n\nA.\n\n## <a name='w'></a>Why?\n\nB.\n\n## [What?](#what)\n\nC.\n\n"
        "## 4. Where?\n\nD.\n\n## Q5: **When**?\n\nE.\n\n## (6) `Who`? ##\n\nF.\n\n"
        "## Which? {: .no_toc #which }\n\nG.\n",
        {"How?": "A.", "Why?": "B.", "What?": "C.", "Where?": "D.", "When?": "E.", "Who?": "F.",
         "Which?": "G."},
    ),
    "bold": ("**Q: How?**\nA: So.\n\n**Q: Why?**\n\n**A:** Thus.\n\nMore.\n",
             {"How?": "So.", "Why?": "Thus.\n\nMore."}),
    "bold label": ("**Q:** How?\n**A:** So.\n\n**Q:** Why?\n**A:** Thus.\n",
                   {"How?": "So.", "Why?": "Thus."}),
    "bold and run in": ("**How?** So.\n\n__Why?__ Thus.\n", {"How?": "So.", "Why?": "Thus."}),
    "bold in groups": ("## Money\n\n**How?**\n\nSo.\n\n## Time\n\n**When?**\n\nThen.\n",
                       {"How?": "So.", "When?": "Then."}),
    "labels without bold": ("Q: How?\nA: So.\n\nQ2: Why\nA2: Thus.\n", {"How?": "So.", "Why": "Thus."}),
    "bold in a list": ("1. **How?**\n\n   So.\n\n   - x\n\n2. **Why?**\n   Thus.\n",
                       {"How?": "So.\n\n- x", "Why?": "Thus."}),
    "headings in a list": ("1. ### How?\n\n   So.\n\n2. ### Why?\n\n   Thus.\n",
                           {"How?": "So.", "Why?": "Thus."}),
    "bold in an answer": ("## How?\n\n**Sure?** Yes.\n\n## Why?\n\nThus.\n",
                          {"How?": "**Sure?** Yes.", "Why?": "Thus."}),
    "setext": ("FAQ\n===\n\nHow?\n----\n\nSo.\n\nWhy\nthat?\n---\n\nThus.\n",
               {"How?": "So.", "Why that?": "Thus."}),
    "fences": ("## How?\n\n````md\n```sh\n# no heading?\n```\n## nor this?\n````\n\nEnd.\n\n## Why?\n\n"
               "~~~\n## x?\n~~~\n",
               {"How?": "````md\n```sh\n# no heading?\n```\n## nor this?\n````\n\nEnd.",
                "Why?": "~~~\n## x?\n~~~"}),
    "fence in a list": ("## How?\n\n- a\n\n  ```\n  # no?\n  ```\n\n## Why?\n\nThus.\n",
                        {"How?": "- a\n\n  ```\n  # no?\n  ```", "Why?": "Thus."}),
    "html headings": ("<h2>How?</h2>\n\nSo.\n\n<h2 align='center'>Why?</h2>\n\nThus.\n",
                      {"How?": "So.", "Why?": "Thus."}),
    "rules between": ("## How?\n\nSo.\n\n---\n\n## Why?\n\nThus.\n\n***\n",
                      {"How?": "So.", "Why?": "Thus."}),
    "mark forgotten": ("## How?\n\nSo.\n\n## How do I pay\n\nBy card.\n",
                       {"How?": "So.", "How do I pay": "By card."}),
    "links resolved": ("## How?\n\nSee [the guide][g], [G] and `[g]`.\n\n## Why?\n\nThus.\n\n"
                       '[g]: https://a.example/g "The guide"\n',
                       {"How?": 'See [the guide](https://a.example/g "The guide"), '
                                '[G](https://a.example/g "The guide") and `[g]`.',
                        "Why?": "Thus."}),
    "image by reference": ("## How?\n\n![a][i] [![b][i]][g]\n\n[i]: https://a.example/i.png\n"
                           "[g]: <https://a.example/a b>\n",
                           {"How?": "![a](https://a.example/i.png) "
                                    "[![b](https://a.example/i.png)](https://a.example/a%20b)"}),
    "contents": ("# FAQ\n\n- [How?](#how)\n  - [Why?](#why)\n\n[TOC]\n\n## How?\n\nSo.\n\n"
                 "**[Back to top](#faq)**\n\n## Why?\n\nThus.\n", {"How?": "So.", "Why?": "Thus."}),
    "contents folded in a table": (
        "<details>\n<summary>Contents</summary>\n\n| No. | Question |\n| - | - |\n| 1 | [How?](#how) |"
        "\n\n</details>\n\n1. ### How?\n\n   So.\n\n   **[Top](#faq)**\n\nMore of it.\n",
        {"How?": "So.\n\n\n\nMore of it."},
    ),
    "anchors in an answer": ("## How?\n\nSo.\n\n### One {#one}\n\nA.\n",
                             {"How?": "So.\n\n### One\n\nA."}),
    "emoji about a title": ("## ❓ How? 🚀\n\nSo.\n\n## Why?!\n\nThus.\n",
                            {"❓ How? 🚀": "So.", "Why?!": "Thus."}),
    "labels of all kinds": ("## Q.1 How?\n\nA.\n\n## 1.1. Why?\n\nB.\n\n## Question 3 - Who\n\nC.\n\n"
                            "## Q 4: When\n\nD.\n\n## Where?:\n\nE.\n",
                            {"How?": "A.", "Why?": "B.", "Who": "C.", "When": "D.", "Where?": "E."}),
    "bold in other ways": ("***How?***\n\nSo.\n\n<b>Why?</b>\n\nThus.\n\n<strong>Q: Who</strong>\nWe.\n",
                           {"How?": "So.", "Why?": "Thus.", "Who": "We."}),
    "anchors on their own": ("<a id='a'></a>\n\n## How?\n\nSo.\n\n<a name='b'></a>\n## Why?\n\nThus.\n",
                             {"How?": "So.", "Why?": "Thus."}),
    "comment above the header": ("<!-- licence\n-->\n---\ntitle: How?\n---\nSo.\n", {"How?": "So."}),
    "sentences that look like labels": ("## Who?\n\nF. Scott wrote it.\n\nA. It is.\n",
                                        {"Who?": "F. Scott wrote it.\n\nA. It is."}),
    "html in an answer": ("## How?\n\nPress <kbd>F5</kbd><br>twice, <your name>.\n",
                          {"How?": "Press `F5`  \ntwice, \\<your name>."}),
    "html around Markdown": ("## How?\n\n<div align='center'>\n\n**So** it *is*.\n\n</div>\n\n### One\n\n- a_b_c\n",
                             {"How?": "**So** it *is*.\n\n### One\n\n- a_b_c"}),
    "html and a fence in a fence": ("## How?\n\n<b>So</b>\n\n````md\n```sh\nx\n```\n````\n",
                                    {"How?": "**So**\n\n````md\n```sh\nx\n```\n````"}),
    "fence within a tag": ("## How?\n\n<details>\n<summary>More</summary>\n<p>\n```sh\nx\n\ny\n```\n</p>\n</details>\n\nEnd.\n",
                           {"How?": "**More**\n\n```sh\nx\n\ny\n```\n\n\n\nEnd."}),
    "words that look like a tag": ("## How?\n\nClone <url> now.\n", {"How?": "Clone <url> now."}),
    "title of a page": ("---\ntitle: Frequently asked\nid: faq\n---\n## How?\n\nSo.\n\n## Why?\n\nThus.\n",
                        {"How?": "So.", "Why?": "Thus."}),
    "title and its heading": ("---\ntitle: Refunds\n---\n# Refunds\n\nSo.\n\n## Details\n\nX.\n",
                              {"Refunds": "So.\n\n## Details\n\nX."}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "holds"), PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_page_gives_its_questions(
    tmp_path: Path, text: str, holds: dict[str, str], ends: str
) -> None:
    loaded = read(tmp_path, "faq.md", text.replace("\n", ends))

    assert said(loaded) == []
    assert answers(loaded) == holds


NOTED = {
    "text above": ("Welcome.\n\nRead on.\n\n## How?\n\nSo.\n", ["lines 1-3", "Welcome."]),
    "comment": ("## How?\n\nSo.\n\n<!-- old\n\nrule -->\n", ["lines 5-7", "old rule"]),
    "contents": ("- [How?](#how)\n- [Why?](#why)\n\n## How?\n\nSo.\n", ["lines 1-2", "How?"]),
    "number": ("## 4. How?\n\nSo.\n", ["line 1", "4. How?"]),
    "link of a title": ("## [How?](https://a.example)\n\nSo.\n", ["line 1", "https://a.example"]),
    "html": ("**How?**\nSo it\n<b>is</b>.\n", ["line 3", "Markdown"]),
    "script": ("## How?\n\nSo.\n\n<script>evil()</script>\n", ["line 5", "evil()"]),
    "component": ("## How?\n\n<Note>So.</Note>\n", ["line 3", "<Note>"]),
    "definition": ("## How?\n\nSo.\n\n[x]: https://a.example\n", ["line 5", "https://a.example"]),
    "group": ("## Money\n\nAll of it.\n\n### How?\n\nSo.\n", ["line 3", "All of it."]),
    "no question": ("## How?\n\nSo.\n\n## About\n\nNice.\n", ["lines 5-7", "About"]),
    "answer above": ("---\nquestion: How?\nanswer: X\n---\nSo.\n", ["line 3", "answer"]),
    "nested key": ("---\nquestion: How?\nseo:\n  title: X\n---\nSo.\n", ["line 3", "seo"]),
    "id of a page": ("---\nid: x\n---\n## How?\n\nSo.\n\n## Why?\n\nThus.\n", ["line 1", "id"]),
    "old address": ("---\nquestion: How?\naliases: [/old/]\n---\nSo.\n", ["line 3", "/old/"]),
}


@pytest.mark.parametrize(("text", "says"), NOTED.values(), ids=NOTED)
def test_what_is_left_out_or_changed_is_said(tmp_path: Path, text: str, says: list[str]) -> None:
    loaded = read(tmp_path, "faq.md", text)

    assert said(loaded) == []
    assert any(all(word in line for word in ["faq.md, ", *says]) for line in told(loaded.notes))


def test_what_holds_in_many_places_is_said_once_with_each(tmp_path: Path) -> None:
    loaded = read(tmp_path, "kb.jsonl", '{"question": "A?", "answer": "a", "x": 1}\n' * 2)

    assert told(loaded.notes) == ['kb.jsonl, lines 1, 2: "x" isn\'t used. Take it out if you like.']


TABLES = {
    "separator told": ("\ufeffsep=;\r\nquestion;answer\r\nHow?;Card, cash, or app.\r\n", "utf-8"),
    "separator told in quotes": ('"sep=;"\nquestion;answer\nHow?;Card, cash, or app.\n', "utf-8"),
    "UTF-16": ("question\tanswer\r\nHow?\tCard, cash, or app.\r\n", "utf-16"),
    "UTF-16 BE": ("\ufeffquestion,answer\r\nHow?,\"Card, cash, or app.\"\r\n", "utf-16-be"),
    "UTF-16 unmarked": ("question,answer\r\nHow?,\"Card, cash, or app.\"\r\n", "utf-16-le"),
    "old Mac": ('question,answer\rHow?,"Card, cash, or app."\r', "utf-8"),
    "tab told": ("sep=\t\nquestion\tanswer\nHow?\tCard, cash, or app.\n", "utf-8"),
    "no end": ('question,answer\nHow?,"Card, cash, or app."', "utf-8"),
    "spellings": ('\n"FRAGE (de)",Answer Text\nHow?,"Card, cash, or app."\n', "utf-8"),
    "commas in names": ('"x, y";Frage;Antwort\n;How?;Card, cash, or app.\n', "utf-8"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "encoding"), TABLES.values(), ids=TABLES)
def test_a_table_of_any_program_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    loaded = read(tmp_path, "kb.csv", text, encoding)

    assert said(loaded) == []
    assert answers(loaded) == {"How?": "Card, cash, or app."}
