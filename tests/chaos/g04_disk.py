"""G4: the disk refuses. No half state, nothing acknowledged that isn't kept, well again by itself.

Each case lets one call of the store fail, or several in a row: full, broken, interrupted, cut short.
"""

import json
import subprocess
import sys

from tests.chaos import shim
from tests.chaos.suite import Broken, Suite, Task


def failing(task: Task) -> str:
    """Let the first calls fail, one after the other. Raises Broken."""
    library = shim.built(task.folder)
    folder = task.folder / "disk"
    folder.mkdir()
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.chaos.failing_child"),
            *(str(folder), str(task.cases), str(task.seed)),
        ],
        env=shim.environment(library, folder),
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        last: dict[str, str | int] = {}
        for line in child.stdout:
            last = json.loads(line)
            if "broken" in last:
                child.kill()
                raise Broken(str(last["broken"]), task.seed)
            task.tell(int(last["done"]))
    if child.returncode or "figures" not in last:
        raise Broken(f"the desk died (exit {child.returncode}) after {last}", task.seed)
    return str(last["figures"])


SUITE = Suite(
    name="G4",
    title="disk full, broken, interrupted, cut short at the n-th call",
    unit="failing calls",
    run=failing,
    quick=200,
    ci=2_000,
    long=20_000,
    reason="about 40 cases a second",
)
