"""What help desks and site generators export: each remark names its article, nothing is unsaid."""

import json
from pathlib import Path

import pytest

from knowledge.entry import Audience
from knowledge.files import CannotRead, Loaded, read_questions, told
from tests.knowledge.files.reading import read, said

HELP_DESK = {
    "count": 3,
    "next_page": "https://x.example/articles.json?page=2",
    "articles": [
        {"id": 1, "url": "https://x.example/api/1", "html_url": "https://x.example/hc/1",
         "title": "How do I book?", "body": "<p>Ring us.</p>", "user_segment_id": None},
        {"id": 2, "title": "How to complain", "body": "To Dr. Lee.", "user_segment_id": 77},
        {"id": 3, "title": "Do you take insurance?", "body": ""},
    ],
}  # fmt: skip


def exported(tmp_path: Path, data: object) -> Loaded:
    return read(tmp_path, "zen.json", json.dumps(data))


def test_remarks_on_one_long_line_name_the_article(tmp_path: Path) -> None:
    loaded = exported(tmp_path, HELP_DESK)
    notes = told(loaded.notes)

    assert said(loaded) == []
    assert 'zen.json, "Do you take insurance?": It has no answer. It was left out.' in notes
    assert 'zen.json, "How do I book?": Its HTML was turned into Markdown.' in notes
    assert (
        'zen.json, "How to complain": It is for staff only, as "user_segment_id: 77" says.' in notes
    )
    assert [one.audience for one in loaded.entries] == [Audience.PUBLIC, Audience.STAFF]


def test_an_article_without_a_title_is_named_by_its_id(tmp_path: Path) -> None:
    loaded = exported(tmp_path, [{"id": 7, "answer": "A."}, {"id": 8, "answer": "B."}])

    assert [each.partition(":")[0] for each in said(loaded)] == ['zen.json, "7"', 'zen.json, "8"']


def test_people_are_led_to_the_page_and_not_to_the_interface(tmp_path: Path) -> None:
    assert exported(tmp_path, HELP_DESK).entries[0].source == "https://x.example/hc/1"


PAGES = {
    "an address": {"next_page": "https://x.example/2"},
    "a cursor": {"meta": {"has_more": True, "after_cursor": "x"}},
    "links": {"links": {"prev": None, "next": "https://x.example/2"}},
}


@pytest.mark.parametrize("pages", PAGES.values(), ids=PAGES)
def test_further_pages_are_said(tmp_path: Path, pages: dict[str, object]) -> None:
    articles = HELP_DESK["articles"]
    last = {"next_page": None, "meta": {"has_more": False}}

    assert "There are further pages" in "".join(
        told(exported(tmp_path, {**pages, "articles": articles}).notes)
    )
    assert "further pages" not in "".join(
        told(exported(tmp_path, {**last, "articles": articles}).notes)
    )


def test_tabs_beside_each_other_are_lines_of_their_own(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        "join.md",
        '---\ntitle: How do I join?\n---\nLike so:\n\n<Tabs><TabItem value="a">Java: 25565</TabItem>'
        '<TabItem value="b">Bedrock: 19132</TabItem></Tabs>\n',
    )

    assert [line.rstrip() for line in loaded.entries[0].answer.split("\n")] == [
        "Like so:",
        "",
        "Java: 25565",
        "Bedrock: 19132",
    ]


def test_a_part_within_a_sentence_stays_in_it(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.md", "## How?\n\nPress <Key>A</Key> and <Key>B</Key> now.\n")

    assert loaded.entries[0].answer == "Press A and B now."


@pytest.mark.parametrize(
    "column", ["Varianten", "Variants", "Variantes", "Varianti", "Variações", "Formulierungen"]
)
def test_other_phrasings_are_known_in_six_languages(tmp_path: Path, column: str) -> None:
    loaded = read(tmp_path, "f.csv", f"question,answer,{column}\nHow?,So.,In what way?\n")

    assert [one.variants for one in loaded.entries] == [("In what way?",)]


def test_a_quote_that_is_not_closed_swallows_no_past_question(tmp_path: Path) -> None:
    path = tmp_path / "past.csv"
    path.write_text('question,by\nHow?,ana\n"Why,ben\nWhere?,cem\nWhen?,dan\n', "utf-8")

    with pytest.raises(CannotRead, match=r"past\.csv, row 3: The table breaks off here"):
        read_questions(path)
