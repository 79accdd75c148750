"""Public holidays of countries and regions, a year at a time.

The only place that imports the holidays library, and only once a date is asked for.
"""

import importlib
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from rapidfuzz import process

from bot.errors import BadArgument


def parse_regions(text: str) -> tuple[str, ...]:
    """Read "DE-BY", "US", "GB-SCT", several with commas. Raises BadArgument."""
    regions = tuple(dict.fromkeys(region for region in text.upper().replace(",", " ").split()))
    known = _library().list_supported_countries() if regions else {}
    for region in regions:
        country, _, part = region.partition("-")
        if country not in known:
            raise BadArgument(
                f'No holidays are known for "{country}". Write a country\'s two letters, '
                "such as DE, and if need be its region: DE-BY."
            )
        if part and part not in known[country]:
            near = process.extract(part, known[country], limit=12)
            parts = ", ".join(sorted(f"{country}-{name}" for name, _, _ in near))
            hint = f"It has {parts} and more." if len(known[country]) > 12 else f"It has {parts}."
            raise BadArgument(
                f'"{country}" has no region "{part}". '
                + (hint if near else f"Write only {country}: its holidays don't differ by region.")
            )
    return regions


def holiday_calendar(regions: tuple[str, ...]) -> Callable[[date], bool]:
    """Return what says of a day whether it is a holiday in any of the regions."""

    def is_holiday(day: date) -> bool:
        return day in _dates(regions, day.year)

    return is_holiday


@cache
def _dates(regions: tuple[str, ...], year: int) -> frozenset[date]:
    dates: set[date] = set()
    for region in regions:
        country, _, part = region.partition("-")
        dates.update(_library().country_holidays(country, subdiv=part or None, years=year))
    return frozenset(dates)


@cache
def _library() -> Any:
    """Import it late: it takes a fifth of a second, and many desks name no region."""
    return importlib.import_module("holidays")
