"""How each command begins and ends: the settings read, and words for people, never a traceback."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from bot.errors import DeskError, SettingsError
from bot.settings.loading import load
from bot.settings.settings import Settings

ENV_FILE = Path(".env")


def kindly(command: Callable[..., None]) -> Callable[..., None]:
    """End with words and exit code 1 (2 for settings) when something is wrong."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except SettingsError as problem:
            lines = "\n".join(f"  - {each}" for each in problem.problems)
            click.echo(f"Front Desk can't start with these settings:\n{lines}", err=True)
            sys.exit(2)
        except DeskError as problem:
            click.echo(str(problem), err=True)
            sys.exit(1)

    return run


def read_settings() -> Settings:
    """From .env and the environment."""
    return load(os.environ, ENV_FILE)
