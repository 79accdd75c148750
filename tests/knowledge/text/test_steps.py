"""The choices at the end of a guided entry's answer."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.files import normal, read_pasted
from knowledge.files.markdown import write_markdown
from knowledge.text.steps import above, choices, plain, stray
from knowledge.upkeep.structure import loose_ends

GUIDED = "Which device?\n\n- [iPhone](entry:pair-iphone)\n- [Android](entry:which-android)"


def test_a_list_of_links_to_entries_at_the_end_is_its_choices() -> None:
    found = choices(GUIDED)

    assert (("iPhone", "pair-iphone"), ("Android", "which-android")) == found
    assert "Which device?" == above(GUIDED)
    assert "Which device?\n\n- iPhone\n- Android" == plain(GUIDED)


def test_what_stands_elsewhere_or_leads_elsewhere_is_none() -> None:
    others = (f"{GUIDED}\n\nOr ask us.", "- [Shop](https://shop.example)", "[x](entry:y)", "")

    assert [()] * 4 == [choices(each) for each in others]
    assert list(others) == [plain(each) for each in others]


def test_a_file_keeps_them() -> None:
    entry = normal(Entry(id="pair", question="How do I pair it?", answer=GUIDED))

    loaded = read_pasted(write_markdown(entry))

    assert (entry,) == tuple(loaded.entries)
    assert () == tuple(loaded.problems)


def test_a_choice_that_leads_nowhere_is_named() -> None:
    first = Entry(id="pair", question="How do I pair it?", answer=GUIDED)
    last = Entry(id="pair-iphone", question="How do I pair an iPhone?", answer="So.")

    [found] = loose_ends([first, last])

    assert "which-android" in found


@given(st.text(alphabet="-[]()entry: ax\n", max_size=60))
def test_an_answer_in_words_has_no_choices(answer: str) -> None:
    assert () == choices(plain(answer))


def test_a_link_that_is_no_choice_is_named() -> None:
    inline = "New here? [Novice](entry:novice)"
    before = "Read [this](entry:other) first.\n\n- [Yes](entry:pair-iphone)"

    assert [("[Novice](entry:novice)",), ("[this](entry:other)",), ()] == [
        stray(each) for each in (inline, before, GUIDED)
    ]
    [found] = loose_ends([Entry(id="begin", question="Where do I begin?", answer=inline)])
    assert "begin: [Novice](entry:novice) is no choice" in found
