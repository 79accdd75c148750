"""G4: the disk refuses. No half state, nothing acknowledged that isn't kept, well again by itself.

Each case lets one call of the store fail, or several in a row: full, broken, interrupted, cut short,
not to be read; what SQLite sorts in a file of its own is the store's too.
"""

import json
import subprocess
import sys

from tests.chaos import shim
from tests.chaos.suite import Broken, Control, Figures, Suite, Task

BLOCK = 250


def failing(task: Task, without: str = "") -> Figures:
    """Let calls fail, one after the other. Raises Broken.

    `without`: which safeguard is taken away, as failing_child names them.
    """
    library = shim.built(task.folder)
    folder = task.folder / "disk"
    folder.mkdir()
    first = task.block * BLOCK
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.chaos.failing_child", str(folder), without),
            *(str(first), str(first + task.cases), str(task.seed)),
        ],
        env=shim.environment(library, folder) | {"SQLITE_TMPDIR": str(folder)},
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
            task.tell(int(last["done"]) - first)
    if child.returncode or "failed" not in last:
        raise Broken(f"the desk died (exit {child.returncode}) after {last}", task.seed)
    return Figures({"cases": task.cases, "calls that failed, all well again": int(last["failed"])})


SUITE = Suite(
    name="G4",
    title="disk full, broken, interrupted, cut short, unreadable at the n-th call",
    unit="failing calls",
    run=failing,
    quick=200,
    ci=2_000,
    long=20_000,
    fits=True,
    block=BLOCK,
    per_core=2,
    reason="about 20 cases a second on each core",
    controls=(
        Control(
            name="acknowledged whatever the disk says",
            run=lambda task: failing(task, "care"),
            cases=60,
            finds="lost: ",
        ),
        Control(
            name="a read that fails may end its thread",
            run=lambda task: failing(task, "guard"),
            cases=60,
            finds="somebody waits for ever",
        ),
    ),
)
