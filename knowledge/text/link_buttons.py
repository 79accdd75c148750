"""Links of an answer that are shown as buttons: lines at its end, each a link with the title "button".

`[Open the portal](https://example.com/portal "button")`. Other programs show them as the links they are.
"""

import re

MOST = 3
"""Links that stand below one answer: more are no longer read."""
LABEL = 75
"""Characters of one: Slack cuts a button's text there.

https://docs.slack.dev/reference/block-kit/block-elements/button-element
"""
URL = 512
"""Characters of an address: Discord takes no longer one.

https://discord.com/developers/docs/components/reference#button
"""
_LINK = re.compile(
    r'(?:[-*+][ ]+)?\[(?P<label>[^\[\]\n]+)\]\((?P<url>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)[ ]+"button"\)[ \t]*'
)
_NEARLY = re.compile(r'\[[^\[\]\n]*\]\([^\n]*?"button"[ ]*\)')
_WEB = re.compile(r"https://[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?", re.IGNORECASE)


def parted(answer: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The answer without the lines at its end that are such links, and (label, address) of each."""
    lines, found = answer.rstrip().split("\n"), []
    while lines and (not lines[-1].strip() or (link := _LINK.fullmatch(lines[-1].strip()))):
        if lines.pop().strip() and link:
            found.append((link["label"].strip(), link["url"]))
    return ("\n".join(lines), tuple(reversed(found))) if found else (answer, ())


def stray(answer: str) -> tuple[str, ...]:
    """Such links elsewhere than at the end, as they stand: nothing is there to press."""
    return tuple(each[0].strip() for each in _LINK.finditer(parted(answer)[0]))


def broken(answer: str) -> tuple[str, ...]:
    """What is meant for such a link and is none, as it stands: without a label, or with a blank in its
    address."""
    odd = (each[0] for each in _NEARLY.finditer(answer))
    return tuple(
        each for each in odd if not (link := _LINK.fullmatch(each)) or not link["label"].strip()
    )


def opens(url: str) -> bool:
    """Whether it is an address of the web that a button may lead to."""
    return _WEB.fullmatch(url) is not None
