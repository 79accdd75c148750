"""Addresses that lead to a message or a file on Slack or Discord: opened by those who may see them
there, and by nobody else. All other addresses in people's words stay words.
"""

import re
from collections.abc import Iterator

OWN = re.compile(
    r"https://(?:(?:ptb\.|canary\.)?discord\.com/channels/(?:@me|\d+)/\d+(?:/\d+)?(?![\w/@.-])"
    r"|(?:cdn|media)\.discordapp\.(?:com|net)/attachments/[\w./?=&%-]+"
    r"|[a-z0-9-]+(?:\.enterprise)?\.slack\.com/archives/[A-Z0-9]+/p\d+"
    r"(?:\?thread_ts=[\d.]+&cid=[A-Z0-9]+)?(?![\w/@.-]))",
    re.ASCII,
)


def parted(text: str) -> Iterator[tuple[str, bool]]:
    """Somebody's words in pieces, each with whether it is such an address; none is empty."""
    at = 0
    for found in OWN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False
