"""The house that delivery's tests live in."""

from tests.delivery.conftest import house

__all__ = ["house"]
