"""Hands each backup to a command of the owner's, which takes it elsewhere.

No shell reads the command, and it is given none of our secrets.
"""

import asyncio
import logging
import os
import shlex
from dataclasses import fields
from pathlib import Path

from bot.settings.settings import Settings

log = logging.getLogger(__name__)

LONGEST = 3000.0
"""Seconds that it may take: the next copy comes after an hour."""


async def hand_on(command: str, copy: Path) -> bool:
    """Run it with the copy's path as its last argument; True when it says that all went well."""
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
        )
    except OSError as error:
        log.error("DESK_AFTER_BACKUP can't be run: %s", error.strerror)  # noqa: TRY400
        return False
    return await _ended(process, copy)


async def _ended(process: asyncio.subprocess.Process, copy: Path) -> bool:
    try:
        async with asyncio.timeout(LONGEST):
            _, said = await process.communicate()
    except TimeoutError:
        log.error("DESK_AFTER_BACKUP was not done with %s in time", copy.name)  # noqa: TRY400
        return False
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
        log.error(
            "DESK_AFTER_BACKUP failed with %s: %d %s", copy.name, process.returncode, *last or [""]
        )
    return process.returncode == 0
