"""Comments that word processors export reach nobody, and what may be a title of its own is named."""

from pathlib import Path

import pytest

from knowledge.files import told
from tests.knowledge.files.reading import read, said

GOOGLE = (
    '<html><head><style type="text/css">.c0{font-weight:700}.c4{font-weight:400}ol{margin:0}</style></head>'
    '<body class="c5 doc-content"><h2 class="c2"><span class="c0">Do you bake bread?</span></h2>'
    '<p class="c1"><span class="c4">Yes, </span><span class="c0">daily</span><span>.</span></p>'
    '<p class="c1"><span class="c0">Can I order a cake?</span></p>'
    '<p class="c1"><span>Three days ahead<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> by phone'
    '<sup><a href="#cmnt2" id="cmnt_ref2">[b]</a></sup>.</span></p>'
    '<div class="c9"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Maria: still three??</span></p><p>and why</p></div>'
    '<div class="c9"><p><a href="#cmnt_ref2" id="cmnt2">[b]</a><span>Kim: 0171 2345678</span></p></div></body></html>'
)
WORD = (
    "<html><head><style>.f{font-weight:bold}</style></head><body><h2>Do you bake bread?</h2><p>Yes<span "
    'class=MsoCommentReference><a class=msocomanchor href="#_msocom_1" name="_msoanchor_1">[PK1]</a></span>, <b>daily</b>.</p>'
    '<p class="f">Can I order a cake?</p><p>Three days ahead by phone.</p>'
    "<div style='mso-element:comment-list'><div class=msocomtxt id=_com_1><p class=MsoCommentText>"
    '<a href="#_msoanchor_1">[PK1]</a>Maria: still three?? and why</p></div></div></body></html>'
)
TEXT = "Do you bake bread?\nYes, **daily**[a].\n\nCan I order a cake?\nThree days ahead by phone.[b]\n\n[a]Maria: still three??\nand why\n[b]Kim: 0171 2345678\n"


@pytest.mark.parametrize(("name", "text"), [("g.html", GOOGLE), ("w.html", WORD), ("g.txt", TEXT)])
def test_comments_and_their_marks_reach_nobody(tmp_path: Path, name: str, text: str) -> None:
    loaded = read(tmp_path, name, text)

    words = "\n".join(f"{each.question}\n{each.answer}" for each in loaded.entries)
    assert [] == said(loaded)
    assert "**daily**" in words
    assert "Three days ahead by phone." in words
    assert [] == [each for each in ("Maria", "Kim", "why", "[", "cmnt", "PK1") if each in words]
    assert any("A comment was left out" in line and "Maria" in line for line in told(loaded.notes))


def test_brackets_without_a_comment_below_are_words(tmp_path: Path) -> None:
    loaded = read(
        tmp_path, "a.txt", "Which one?\nTake x[a] or x[b].\n\nWhere?\nThere.\n\n[a] is left.\n"
    )

    assert "Take x[a] or x[b]." == loaded.entries[0].answer
    assert "[a] is left." in loaded.entries[1].answer


def test_bold_by_a_rule_of_style_is_bold_and_a_normal_word_in_it_is_not(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "a.html",
        "<style>p.x, .y{font-weight:bold}.n{font-weight:400}</style><h2>How?</h2><p class=x>All of it.</p>"
        '<p class=x>This <span class=n>not</span></p><p><span class="y n">no</span> '
        '<span style="font-weight:600">yes</span></p><h2 class=y>Why?</h2><p>So.</p>',
    )

    assert "**All of it.**\n\nThis not\n\nno **yes**" == loaded.entries[0].answer
    assert ["How?", "Why?"] == [each.question for each in loaded.entries]


SWALLOWED = {
    "in bold by a class": ("a.html", GOOGLE, '"Can I order a cake?"'),
    "in bold": ("a.md", "## When?\n\nAt 9.\n\n**Parking**\n\nBehind the house.\n\n## Where?\n\nThere.\n", '"Parking"'),
    "in bold on its line": ("a.md", "## When?\n\nAt 9.\n\n**Cakes**\nYes.\n\n## Where?\n\nThere.\n", '"Cakes"'),
    "a question in bold": ("a.md", "## When?\n\nAt 9.\n\n**Cakes?**\n\nYes.\n\n## Where?\n\nThere.\n", '"Cakes?"'),
    "a number alone": ("a.md", "## When?\n\nAt 9.\n\n3) Parking\n\nBehind.\n\n## Where?\n\nThere.\n", '"Parking"'),
    "the next number": ("a.txt", "1) When?\nAt 9.\n\n2) Parking\nBehind.\n\n3) Where?\nThere.\n", '"Parking"'),
    "the next number in a list": ("a.md", "1. When?\n\n   At 9.\n\n2. Parking\n\n   Behind.\n\n3. Where?\n\n   There.\n", '"Parking"'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "title"), SWALLOWED.values(), ids=SWALLOWED)
def test_what_may_be_a_title_of_its_own_is_named(
    tmp_path: Path, name: str, text: str, title: str
) -> None:
    loaded = read(tmp_path, name, text)

    [line] = [line for line in told(loaded.notes) if "read as part of the answer to" in line]
    assert f"{title}: read as part" in line
    assert line.endswith("Make a heading of what is a question of its own.")


@pytest.mark.parametrize(
    "answer",
    [
        "1. Open it.\n2. Close it.",
        "**Note:** bring it.",
        "**Bring it.**",
        "It is **free**\nfor all.",
        "Take these:\n\n3. of the red ones.",
        "**Note** bring it.",
    ],
)
def test_what_belongs_to_an_answer_is_not_named(tmp_path: Path, answer: str) -> None:
    loaded = read(tmp_path, "a.md", f"## How?\n\nSo.\n\n{answer}\n\n## Where?\n\nThere.\n")

    assert [] == told(loaded.notes)
