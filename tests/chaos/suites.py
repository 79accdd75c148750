"""All suites, in their order.

Whoever adds one adds it here, and to docs/guarantees.md.
"""

from tests.chaos import g01_desk, g03_power, g04_disk
from tests.chaos.suite import Suite

SUITES: tuple[Suite, ...] = (g01_desk.SUITE, g03_power.SUITE, g04_disk.SUITE)
