"""What settings can't be taken together, each of which could be alone: the desk's times."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from bot.desk.time.hours import instant
from bot.errors import DeskError
from bot.settings.settings import Settings
from knowledge.text.folding import fold


def one_name(settings: Settings) -> Iterator[str]:
    """That nobody could tell the team's name from the desk's own."""
    if fold(settings.staff_name) == fold(settings.name):
        yield (
            f'"{settings.staff_name}" is what the desk itself is called, so customers couldn\'t tell a '
            "person's words from its own. Give the team another name."
        )


def impossible_times(settings: Settings) -> Iterator[str]:
    """What can't be of the desk's times, taken together; a sentence each."""
    if settings.remind_before >= settings.reply_within:
        yield (
            "DESK_REMIND_BEFORE is not shorter than DESK_REPLY_WITHIN, so the team would be "
            "reminded before a promise is made. Make it shorter, for example a quarter of it."
        )
    if settings.tell_before >= settings.remind_before:
        yield (
            "DESK_TELL_BEFORE is not shorter than DESK_REMIND_BEFORE, so the customer would hear "
            "of a delay before the team. Make it shorter."
        )
    if settings.holidays and settings.hours_text == "always":
        yield (
            "DESK_HOURS=always never closes, and DESK_HOLIDAYS closes it. Take DESK_HOLIDAYS out, "
            'or write the hours as "Mon-Sun 00:00-24:00".'
        )
    if settings.holidays or settings.closed_days:
        starts = [
            instant(datetime.combine(each.first, time()), settings.timezone)
            for each in settings.closed_days
        ]
        try:
            for start in (datetime(2026, 1, 1, tzinfo=UTC), *starts):
                settings.hours.next_opening(start)
        except DeskError:
            yield (
                "Every opening of DESK_HOURS is a holiday of DESK_HOLIDAYS or one of DESK_CLOSED_DAYS. "
                "Change one of them."
            )


def no_server(settings: Settings) -> Iterator[str]:
    """Say that a file has one program that works on it."""
    if settings.several == "on" and isinstance(settings.database, Path):
        yield (
            "DESK_SEVERAL is on, but DESK_DATABASE is a file, which only one copy can work on. Name a "
            "PostgreSQL server there, or take DESK_SEVERAL out."
        )


def no_door(settings: Settings) -> Iterator[str]:
    """Say where other programs may open tickets, and nothing listens."""
    if settings.webhook_token and not settings.metrics_port:
        yield (
            "DESK_WEBHOOK_TOKEN is set, but DESK_METRICS_PORT is 0, so nobody listens. Set a port, or "
            "take the token out."
        )
