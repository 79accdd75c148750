"""Names in braces, as answers hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.variables import bare, filled, names

VALUES = {"plan": "Pro, 12 EUR a month", "opening hours": "Mon-Fri 09:00-17:00"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("One: {plan}.", "One: Pro, 12 EUR a month."),
        ("{ Plan }", "Pro, 12 EUR a month"),
        ("Write {opening hours}, {PLAN}", "Write Mon-Fri 09:00-17:00, Pro, 12 EUR a month"),
        (r"Write \{plan}", r"Write \{plan}"),
        ("`{plan}` {plan}", "`{plan}` Pro, 12 EUR a month"),
        ("```\n{plan}\n```\n{plan}", "```\n{plan}\n```\nPro, 12 EUR a month"),
        ("{{plan}} ${plan} {#plan} {% plan %}", "{{plan}} ${plan} {#plan} {% plan %}"),
        ("{unheard of}", "{unheard of}"),
        ('{"plan": 1}', '{"plan": 1}'),
    ],
)
def test_only_a_name_in_braces_outside_code_is_filled_in(answer: str, expected: str) -> None:
    assert expected == filled(answer, VALUES)


def test_an_answer_is_searched_without_what_stands_for_values() -> None:
    found = bare("Write to us {opening hours}, or {plan}.")

    assert "Write to us , or ." == found


@given(st.text(alphabet="{}\\`a \n$#%", max_size=40))
def test_what_is_not_known_stays_as_it_is_written(answer: str) -> None:
    assert answer == filled(answer, {})


@given(st.text(alphabet="{}\\`ab \n", max_size=40))
def test_a_name_that_was_filled_in_is_there_no_more(answer: str) -> None:
    values = dict.fromkeys(names(answer), "x")

    assert not names(filled(answer, values)) or "`" in answer
