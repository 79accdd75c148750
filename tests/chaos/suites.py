"""All suites, in their order.

Whoever adds one adds it here, and to docs/guarantees.md.
"""

from tests.chaos import g01_desk, g03_power, g04_disk, g05_sends, g06_delivery, g08_time, g20_rights
from tests.chaos.suite import Suite

SUITES: tuple[Suite, ...] = tuple(
    module.SUITE for module in (g01_desk, g03_power, g04_disk, g05_sends, g06_delivery, g08_time, g20_rights)
)
