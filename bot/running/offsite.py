"""Hands each backup to a command of the owner's, which takes it elsewhere.

No shell reads the command, and it is given none of our secrets.
"""

import asyncio
import logging
import os
import shlex
import signal
import sys
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from bot.settings.settings import Settings

log = logging.getLogger(__name__)

LONGEST = 3000.0
"""Seconds that it may take: the next copy comes after an hour."""
_KEPT = 4096
"""Bytes of what it says that are kept: the last ones, however much it says."""


async def hand_on(command: str, copy: Path, longest: float = LONGEST) -> bool:
    """Run it with the copy's path as its last argument; True when it says that all went well.

    What takes longer than so many seconds is ended, with all that it started.
    """
    secret = {one.metadata["env"] for one in fields(Settings) if one.metadata["secret"]}
    left = {name: value for name, value in os.environ.items() if name not in secret}
    try:
        process = await asyncio.create_subprocess_exec(
            *shlex.split(command),
            str(copy),
            env=left,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,  # so that what a script starts can be ended with it
        )
    except OSError as error:
        log.error("DESK_AFTER_BACKUP can't be run: %s", error.strerror)  # noqa: TRY400
        return False
    return await _ended(process, copy, longest)


async def _ended(process: asyncio.subprocess.Process, copy: Path, longest: float) -> bool:
    said, all_done = b"", False
    try:
        async with asyncio.timeout(longest):
            while process.stderr and (more := await process.stderr.read(_KEPT)):
                said = (said + more)[-_KEPT:]
            await process.wait()
        all_done = True
    except TimeoutError:
        log.error("DESK_AFTER_BACKUP was not done with %s in time", copy.name)  # noqa: TRY400
        return False
    finally:
        if not all_done:
            _end(process)
    if process.returncode:
        last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
        log.error(
            "DESK_AFTER_BACKUP failed with %s: %d %s", copy.name, process.returncode, *last or [""]
        )
    return process.returncode == 0


def _end(process: asyncio.subprocess.Process) -> None:
    """It, and on systems that know groups of processes all that it started."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
