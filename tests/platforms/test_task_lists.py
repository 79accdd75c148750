"""A task's box is a box wherever an answer is shown."""

import json

import pytest

from bot.desk.nouns.message import Markdown, Message
from bot.platforms import plain
from bot.platforms.discord import words
from bot.platforms.slack.saying.render import Look, payload

ANSWER = "Before you leave:\n\n- [x] book\n- [ ] pay **now**\n- [a] stays\n1. [x] stays"
MESSAGE = Message(kind="answer", parts=(Markdown(text=ANSWER),))


@pytest.mark.parametrize("look", list(Look))
def test_slack_shows_boxes(look: Look) -> None:
    shown = json.dumps(payload(MESSAGE, plain.clock, look), ensure_ascii=False)

    assert "☑ book" in shown
    assert "☐ pay" in shown
    assert "[a] stays" in shown


def test_discord_shows_boxes() -> None:
    shown = "\n".join(words.markdown(ANSWER))

    assert "- ☑ book" in shown
    assert "- ☐ pay **now**" in shown
    assert "☑ stays" not in shown
