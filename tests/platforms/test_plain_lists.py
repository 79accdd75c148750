"""Boxes and addresses as people read them in the terminal."""

import pytest

from bot.platforms.plain import markdown_lines

LINES = {
    "- [x] From 8 years": "☑ From 8 years",
    "- [ ] Younger": "☐ Younger",
    "- [a] b": "- [a] b",
    "1. [x] b": "1. [x] b",
    "Write to <leave@choir.example>.": "Write to leave@choir.example.",
    "[leave@choir.example](mailto:leave@choir.example)": "leave@choir.example",
    "[us](mailto:leave@choir.example)": "us (mailto:leave@choir.example)",
    "[us](https://x.example)": "us (https://x.example)",
}


@pytest.mark.parametrize(("markdown", "line"), LINES.items())
def test_signs_of_markdown_are_not_read(markdown: str, line: str) -> None:
    assert list(markdown_lines(markdown)) == [line]
