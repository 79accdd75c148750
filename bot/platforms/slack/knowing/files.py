"""What somebody attached, fetched from where Slack keeps it."""

from urllib.parse import urlsplit

from bot.desk.nouns.file import LARGEST, File
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import FAILURES

_HOST = ".slack.com"
_OK = 200


async def fetch(calls: Calls, file: File) -> bytes:
    """All of it; b"" where it can't be had, as without the permission files:read.

    https://docs.slack.dev/reference/objects/file-object
    """
    try:
        told = (await calls.web.files_info(file=file.key))["file"]
        url, size = str(told.get("url_private_download") or ""), int(told.get("size") or 0)
        if size > LARGEST or not _is_slacks(calls, url):
            return b""
        data = await _got(calls, url)
    except FAILURES:
        return b""
    return data if len(data) == size else b""  # without the right to it Slack answers with a page


async def _got(calls: Calls, url: str) -> bytes:
    session = calls.web.session
    if session is None:
        return b""
    asked = {"Authorization": f"Bearer {calls.web.token}"}
    async with session.get(url, headers=asked, allow_redirects=False) as answer:
        return await answer.read() if answer.status == _OK else b""


def _is_slacks(calls: Calls, url: str) -> bool:
    """The token goes to nobody else."""
    host = urlsplit(url).hostname or ""
    return host.endswith(_HOST) or host == urlsplit(calls.web.base_url).hostname
