"""A bare app on the street: real delivery over real records, and a desk that repeats what it hears.

For suites of delivery alone, where a whole desk would only cost time.
"""

from typing import cast

from bot.delivery.clock import VirtualClock
from bot.delivery.intake import Patience
from bot.running.app import App
from bot.running.options import Options
from bot.store import SqliteStore
from tests.chaos.sim.fate import Fate
from tests.chaos.sim.ground import Ground, MortalStore
from tests.chaos.sim.street import Life, Street
from tests.delivery.standin import Echo
from tests.desk.harness import MONDAY


class Bare:
    """One app at a time on one ground."""

    def __init__(self) -> None:
        self.clock = VirtualClock(MONDAY)
        self.ground = Ground()
        self.street = Street(clock=self.clock)
        self.open()

    def open(self) -> None:
        """Start, on whatever there is."""
        self.fate = Fate()
        self.life = Life(self.street, self.fate)
        self.app = App(
            store=cast("SqliteStore", MortalStore(self.ground, self.fate)),
            desk=Echo(),
            platforms=[self.life],
            clock=self.clock,
            options=Options(patience=Patience(burst={}), redact=lambda text: (text, ())),
        )

    async def scan(self) -> None:
        """Look through history."""
        await self.app._scanner.scan(self.life)
