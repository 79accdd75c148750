"""Links of an answer that are buttons: found at its end, whatever stands above them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.link_buttons import opens, parted, stray
from knowledge.text.steps import above, choices, plain

LINK = '[Open](https://example.com/a "button")'


@given(st.text(max_size=80))
def test_an_answer_without_any_stays_as_it_is(answer: str) -> None:
    """Word for word."""
    if '"button")' not in answer:
        assert (answer, ()) == parted(answer)


@given(
    st.text(alphabet="ab .\n", max_size=40),
    st.lists(st.sampled_from(["One", "Two", "Zür (1)"]), min_size=1, max_size=3),
)
def test_all_at_the_end_are_found_in_their_order(said: str, labels: list[str]) -> None:
    """And nothing else goes."""
    lines = "\n".join(
        f'[{each}](https://example.com/{n} "button")' for n, each in enumerate(labels)
    )

    text, found = parted(f"{said}\n\n{lines}\n")

    assert [label for label, _ in found] == labels
    assert text.strip() == said.strip()
    assert stray(f"{said}\n\n{lines}") == ()


@pytest.mark.parametrize(
    ("url", "able"),
    [
        ("https://example.com", True),
        ("http://example.com/a?b=c#d", False),
        ("https://en.example.org/wiki/A_(b)", True),
        ("javascript:alert(1)", False),
        ("ftp://example.com/a", False),
        ("https://localhost", False),
        ("https://", False),
        ("example.com", False),
    ],
)
def test_only_addresses_of_the_web_open(url: str, able: bool) -> None:
    """As both platforms take them."""
    assert able == opens(url)


def test_elsewhere_it_is_named() -> None:
    """Nothing would be shown to press."""
    assert (LINK,) == stray(f"Press {LINK} first.\n\nThen wait.")


def test_choices_stand_above_links() -> None:
    """An entry may lead on and out."""
    answer = f"Which?\n\n- [iPhone](entry:iphone)\n\n{LINK}"

    assert choices(answer) == (("iPhone", "iphone"),)
    assert above(answer) == "Which?"
    assert plain(answer) == "Which?\n\n- iPhone\n\n- Open: https://example.com/a"
