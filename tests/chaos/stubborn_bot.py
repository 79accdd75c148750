"""The bot deaf to being asked to stop: the control of G16, in a process of its own."""

from bot.cli.cli import main
from bot.running.app import App


def _goes_on(_: App) -> None:
    """Stop nothing."""


if __name__ == "__main__":
    App.stop_soon = _goes_on  # type: ignore[method-assign, assignment]
    main()
