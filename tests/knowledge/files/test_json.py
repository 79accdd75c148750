"""JSON as help desks and programs export it is read with its lines, or refused in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.entry import Audience, Status
from knowledge.files import told
from tests.knowledge.files.reading import read, said

ONE = {"question": "How?", "answer": "So."}
SHAPES: dict[str, Any] = {
    "array": [ONE],
    "object": ONE,
    "wrapper": {"count": 1, "faqs": [ONE], "next": None},
    "wrapper within": {"data": {"items": [ONE]}},
    "map": {"How?": "So."},
    "map within": {"faq": {"How?": "So."}},
    "map to objects": {"How?": {"answer": "So.", "tags": ["x"]}},
    "objects around texts": [
        {"title": {"rendered": "How?"}, "content": {"rendered": "<p>So.</p>"}}
    ],
    "by id": {"x1": ONE},
    "short names": [{"q": "How?", "a": "So."}],
    "other language": [{"Frage": "How?", "Antwort": "So."}],
    "humps": [{"questionText": "How?", "answerText": "So."}],
    "texts as list": [{"question": "How?", "answer": ["So."]}],
    "FAQPage": {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "How?",
                "acceptedAnswer": {"@type": "Answer", "text": "<p>So.</p>"},
            }
        ],
    },
    "questions": [{"questions": ["How?", "In what way?"], "answer": "So."}],
    "HTML in the title": [{"title": "<b>How</b>&#63;", "body": "<p>So.</p><!-- x -->"}],
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("indent", [None, 2], ids=["plain", "pretty"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_every_shape_gives_the_entry(
    tmp_path: Path, shape: Any, indent: int | None, encoding: str
) -> None:
    text = json.dumps(shape, indent=indent)
    loaded = read(tmp_path, "kb.json", text, encoding)

    assert said(loaded) == []
    assert [(one.question, one.answer) for one in loaded.entries] == [("How?", "So.")]


def test_groups_are_categories(tmp_path: Path) -> None:
    groups = {"Money": [ONE], "Time": {"When?": "Then."}}
    listed = [{"title": "Money", "items": [ONE]}, {"category": "Time", "faq": [{**ONE, "id": "x"}]}]

    by_key = read(tmp_path, "a.json", json.dumps(groups))
    by_title = read(tmp_path, "b.json", json.dumps(listed))

    assert ["Money", "Time"] == [one.category for one in by_key.entries]
    assert ["Money", "Time"] == [one.category for one in by_title.entries]


def test_a_help_desk_s_export_keeps_what_it_says_of_each(tmp_path: Path) -> None:
    articles = [
        {"id": 360000000001, "title": "How?", "body": "<p>So&nbsp;<b>it</b> is.</p><ul><li>a</li></ul>",
         "locale": "en-us", "label_names": ["money", "time"], "draft": False,
         "html_url": "https://help.example.com/1"},
        {"id": 2, "title": "Why?", "body": "<p>Thus.</p>", "draft": True},
        {"id": 3, "title": "Who?", "body": "<p>We.</p>", "user_segment_id": 7, "vote_sum": 3.5},
        {"id": 4, "title": "When?", "body": "", "body_markdown": "*Now*"},
    ]  # fmt: skip
    loaded = read(tmp_path, "kb.json", json.dumps({"articles": articles}, indent=1))

    first, second, third, fourth = loaded.entries
    assert ("360000000001", "So **it** is.\n\n- a", "money, time", "en-us") == (
        first.id,
        first.answer,
        first.category,
        first.language,
    )
    assert first.source == "https://help.example.com/1"
    assert [Status.APPROVED, Status.DRAFT, Status.APPROVED] == [
        one.status for one in (first, second, third)
    ]
    assert third.audience is Audience.STAFF
    assert fourth.answer == "*Now*"
    lines = told(loaded.notes)
    assert any("Markdown" in line and line.startswith("kb.json, lines 3, ") for line in lines)
    assert any('"vote_sum"' in line for line in lines)


HTML = {
    "entities": ("<p>a &amp; b &lt;c&gt; &#8364;</p>", "a & b \\<c> €"),
    "breaks": ("<div>a<br/>b</div>", "a  \nb"),
    "headings": ("<h2>A</h2><p>b</p>", "## A\n\nb"),
    "numbered": ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"),
    "link": ('<p><a href="https://a.example/x">here</a></p>', "[here](https://a.example/x)"),
    "image": ('<p><img src="https://a.example/i.png" alt="i"></p>', "![i](https://a.example/i.png)"),
    "image in letters": ('<p>a <img src="data:image/png;base64,AAAA" alt="i"></p>', "a i"),
    "code": ('<pre><code class="language-sh">a &lt; b\n\n\nc</code></pre>', "```sh\na < b\n\n\nc\n```"),
    "fences in code": ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"),
    "backticks in code": ("<p><code>a`b</code></p>", "`` a`b ``"),
    "table": ("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>", "| a |\n| --- |\n| 1 |"),
    "video": ('<p>See</p><iframe src="https://v.example/1"></iframe>',
              "See\n\n[https://v.example/1](https://v.example/1)"),
    "script": ("<p>a</p><script>x()</script><style>p{}</style>", "a"),
    "fold": ("<details><summary>More</summary><p>a</p></details>", "**More**\n\na"),
    "stars": ("<p>2 * 3 * 4 _x_</p>", "2 \\* 3 \\* 4 \\_x\\_"),
    "inside words": ("Press <kbd>F5</kbd> or <em>this</em>", "Press `F5` or *this*"),
    "never closed": ("<p>a<p>b <b>c", "a\n\nb **c**"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "means"), HTML.values(), ids=HTML)
def test_html_is_markdown_of_the_same_text(tmp_path: Path, body: str, means: str) -> None:
    loaded = read(tmp_path, "kb.json", json.dumps([{"title": "How?", "body": body}]))
    again = read(tmp_path, "kb.json", json.dumps([{"title": "How?", "body": means}]))

    assert said(loaded) == []
    assert [one.answer for one in loaded.entries] == [means]
    assert [one.answer for one in again.entries] == [means]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", 'kb.json, line 1: There are no questions in it. Write {"question"'),
        ("\n", "kb.json: There are no questions in it."),
        ('{"error": "not found"}', "line 1: There are no questions in it."),
        ('{"x": {"y": [1, 2]}}', "line 1: There are no questions in it."),
        ('[\n1,\n"x"]', "line 2: This is not an object."),
        ('{\n"question": "How?",\n"answer": "So."\n', "line 4: This is not JSON: Expecting ',' delimiter."),
        ('{"question": "A?", "answer": "a", "answer": "b"}', 'line 1: This is not JSON: "answer" stands twice'),
        ('[\n{"question": "How?",\n"answer": {"en": 1}}]', 'line 2: "answer" is neither text nor a list'),
        ('[{"question": "How?", "answer": "' + "<div>" * 500 + 'x"}]', "line 1: Its HTML is nested too deeply."),
        ('{"question": "How?", "answer": "a"}\n{"question": "How?" "answer": "b"}', "line 2: This is not JSON"),
        ('{"a":' * 50_000, "line 1: This is not JSON: it is nested too deeply."),
    ],
)  # fmt: skip
def test_what_is_no_knowledge_is_refused_with_its_line(
    tmp_path: Path, text: str, says: str
) -> None:
    loaded = read(tmp_path, "kb.json", text)

    assert says in said(loaded)[0]


def test_line_ends_of_any_kind_are_read(tmp_path: Path) -> None:
    loaded = read(
        tmp_path, "kb.json", '[{"question": "How?", "body": "So.\\r\\rMore {% comment\\r\\nq"}]'
    )

    assert [one.answer for one in loaded.entries] == ["So.\n\nMore {% comment\nq"]
