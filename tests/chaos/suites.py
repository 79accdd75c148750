"""All suites, in their order.

Whoever adds one adds it here, and to docs/guarantees.md.
"""

from tests.chaos import (
    g01_desk,
    g02_kill,
    g03_power,
    g04_disk,
    g05_sends,
    g06_delivery,
    g07_sockets,
    g08_time,
    g11_text,
    g12_load,
    g13_overload,
    g14_soak,
    g16_times,
    g17_several,
    g18_backup,
    g19_upgrade,
    g20_rights,
)
from tests.chaos.suite import Suite

SUITES: tuple[Suite, ...] = (
    g01_desk.SUITE,
    g02_kill.SUITE,
    g03_power.SUITE,
    g04_disk.SUITE,
    g05_sends.SUITE,
    g06_delivery.SUITE,
    g07_sockets.SUITE,
    g08_time.SUITE,
    g11_text.SUITE,
    g12_load.SUITE,
    g13_overload.SUITE,
    g14_soak.SUITE,
    g16_times.SUITE,
    g17_several.SUITE,
    g18_backup.SUITE,
    g19_upgrade.SUITE,
    g20_rights.SUITE,
)
