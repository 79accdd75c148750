"""The choices of a guided entry: a list at the end of its answer, each a link to the entry that follows.

`- [iPhone](entry:reset-on-iphone)`, a line each; what stands above them asks which. Links that are buttons
stand below them.
"""

import re

from knowledge.text import link_buttons

MOST = 5
"""Choices that fit below a message, beside those of the desk."""
LABEL = 75
"""Characters of one: Slack cuts a button's text there.

https://docs.slack.dev/reference/block-kit/block-elements/button-element
"""
_CHOICE = r"[-*+][ ]+\[(?P<label>[^\[\]\n]+)\]\(entry:(?P<entry>[\w-]+)\)[ \t]*"
_LINE = re.compile(_CHOICE)
_LIST = re.compile(
    rf"(?:(?:^|\n){_CHOICE.replace('?P<label>', '?:').replace('?P<entry>', '?:')})+\s*\Z"
)

_STRAY = re.compile(r"\[[^\[\]\n]+\]\(entry:[^)\s]*\)")


def choices(answer: str) -> tuple[tuple[str, str], ...]:
    """(label, id of the entry that follows) of each, in order; none for an entry that leads nowhere."""
    found = _LIST.search(link_buttons.parted(answer)[0])
    lines = _LINE.finditer(found[0]) if found else ()
    return tuple((each["label"].strip(), each["entry"]) for each in lines)


def above(answer: str) -> str:
    """What is said before the choices, and before links that are buttons."""
    said, _ = link_buttons.parted(answer)
    return _LIST.sub("", said).rstrip() if choices(answer) else said


def stray(answer: str) -> tuple[str, ...]:
    """Links to entries that are no choice, as they stand elsewhere than in the list at the end: customers
    would see nothing to press."""
    return tuple(_STRAY.findall(above(answer)))


def plain(answer: str) -> str:
    """The answer with its choices, and links that are buttons, as words: for where nothing can be pressed."""
    found, (_, links) = choices(answer), link_buttons.parted(answer)
    if not found and not links:
        return answer
    told = (f"- {label}" for label, _ in found), (f"- {label}: {url}" for label, url in links)
    return "\n\n".join(filter(None, (above(answer), *map("\n".join, told))))
