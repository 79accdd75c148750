"""What can't be put into a platform's form is known before it is handed over."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from bot.desk.nouns.message import Markdown, Message
from bot.errors import SendUnfit
from bot.platforms.discord.saying import render as discord
from bot.platforms.slack.saying import render as slack

STRANGE = Message(kind="strange", parts=(Markdown(text=cast("str", None)),))


@pytest.mark.parametrize(
    "render",
    [lambda: slack.payload(STRANGE, str), lambda: discord.sheets(STRANGE)],
    ids=["slack", "discord"],
)
def test_a_fault_in_showing_a_message_is_a_definite_failure(render: Callable[[], Any]) -> None:
    with pytest.raises(SendUnfit, match="a fault of mine"):
        render()
