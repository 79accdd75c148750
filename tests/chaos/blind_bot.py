"""The bot without the look before a second try: the control of G2, in a process of its own.

Only what finds a message in history is taken away; all else is run_bot.py.
"""

from bot.cli import main
from bot.platforms.discord import Discord
from bot.platforms.slack import Slack


async def _finds_nothing(*_: object) -> None:
    return None


if __name__ == "__main__":
    Slack.find = _finds_nothing  # type: ignore[method-assign, assignment]
    Discord.find = _finds_nothing  # type: ignore[method-assign, assignment]
    main()
