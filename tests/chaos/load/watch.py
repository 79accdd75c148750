"""What a process uses, read from /proc once a second: memory, open files, its share of a core.

Only on Linux; elsewhere the suites of load are skipped.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MB = 2**20
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One look."""

    at: float
    rss: float
    """Megabytes."""
    fds: int
    wal: float
    """Megabytes."""
    cpu: float
    """Seconds of a core since the process began."""
    others: float
    """Seconds of a core that all took which has no part in it, counted from any moment."""


def can_watch() -> bool:
    """Whether there is anything to read."""
    return Path("/proc/self/statm").exists()


def look(pid: int, wal: Path | None = None, beside: Sequence[int] = ()) -> Sample:
    """Look at a process, and at the log beside its database; `beside`: what else has a part in it.

    Raises OSError when one of them has ended.
    """
    proc = Path(f"/proc/{pid}")
    cpu = _cpu(proc)
    return Sample(
        at=time.time(),  # noqa: TID251 - one time for all processes
        rss=int((proc / "statm").read_text().split()[1]) * _PAGE / MB,
        fds=len(os.listdir(proc / "fd")),
        wal=wal.stat().st_size / MB if wal and wal.exists() else 0.0,
        cpu=cpu,
        others=_busy() - cpu - sum(_cpu(Path(f"/proc/{each}")) for each in beside),
    )


def _busy() -> float:
    """Of all cores, with what the machine below took from them: all but idle and waiting for disks.

    https://man7.org/linux/man-pages/man5/proc_stat.5.html
    """
    first = Path("/proc/stat").read_text().partition("\n")[0].split()
    user, nice, system, _, _, irq, softirq, steal = map(int, first[1:9])
    return (user + nice + system + irq + softirq + steal) / _TICKS


def _cpu(proc: Path) -> float:
    fields = (proc / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def fsync_p50(folder: Path, times: int = 60) -> float:
    """Milliseconds of one flush of a page to the disk, in the middle."""
    took = []
    with (folder / "fsync").open("wb") as file:
        for _ in range(times):
            file.write(bytes(4096))
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - began)
    (folder / "fsync").unlink()
    return sorted(took)[times // 2] * 1000
