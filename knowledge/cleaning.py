"""Cutting out of a message what is not the asker's own words.

Quotes, signatures, mentions, links, emoji, code and logs; in time that grows with the cut length only.
"""

import html
import re

from knowledge.logs import leads_in, of_machines, telling

HEAD, TAIL = 2000, 800
"""Characters of a long message that are read, at its start and its end."""

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_LABELLED = re.compile(r"<(?:https?|mailto|tel):[^|>\s]*\|([^>]*)>")
_LINK = re.compile(r"<?(?:https?://|www\.|mailto:)[^\s<>]+>?", re.IGNORECASE)
_MENTION = re.compile(r"<[@#!][^>\s]{1,80}>|<a?:\w{1,40}:\d+>|(?<![\w.])@[\w.\-]{2,40}")
_SHORTCODE = re.compile(r"(?<!\d):[a-z0-9_+\-]{2,30}:(?!\d)")
_MARKS = re.compile(r"(?<!\w)[*_~`|]+|[*_~`|]+(?!\w)")
_WROTE = re.compile(
    r"^(?:On .{4,120} wrote:|Am .{4,120} schrieb .{0,80}:|Le .{4,120} a écrit ?:|El .{4,120} escribió:"
    r"|-{2,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht).*)\s*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:--\s*|—\s*|sent from my .{2,40}|get outlook for .{2,20}|gesendet von .{2,40}|enviado desde .{2,40}|envoyé de .{2,40}"
    r"|(?:best|kind|warm|many|with kind|with best)(?: and)?(?: kind)? (?:regards|wishes)[,.!]?"
    r"|regards[,.!]?|sincerely[,.!]?|yours(?: \w+)?[,.!]?|cheers,|br,|best,"
    r"|mit freundlichen grüßen.*|viele grüße.*|liebe grüße.*|lg|mfg"
    r"|saludos[,.!]?|un saludo[,.!]?|atentamente[,.!]?|cordialement[,.!]?|bien à vous[,.!]?)$",
    re.IGNORECASE,
)


def own_words(text: str) -> tuple[list[str], list[str]]:
    """The lines the asker wrote, and the telling lines of what was pasted."""
    if len(text) > HEAD + TAIL:
        text = text[:HEAD] + "\n" + text[-TAIL:]
    if "&" in text:
        text = html.unescape(text)
    pasted: list[str] = []

    def fenced(found: re.Match[str]) -> str:
        pasted.extend(found[0].strip("`").splitlines())
        return "\n"

    lines = _unquoted(_FENCE.sub(fenced, text).splitlines())
    machine = of_machines(lines, code=bool(pasted))
    pasted += [line for line, log in zip(lines, machine, strict=True) if log]
    kept = [
        bare(line)
        for at, line in enumerate(lines)
        if not (machine[at] or (any(machine[at + 1 : at + 3]) and leads_in(line)))
    ]
    return [line for line in kept if line.strip()], telling(pasted)


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without quoted ones, up to a signature or a quoted message below."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        signed = _SIGNED.match(line.strip()) and number >= len(lines) - 8
        if kept and (signed or _WROTE.match(line)):
            break
        quoted = line.lstrip().startswith(">") and not line.lstrip().startswith(">>>")
        if not (quoted or _WROTE.match(line)):
            kept.append(line)
    return kept


def quoted_words(text: str) -> str:
    """What was quoted of others, without the marks and without the line that says whose it is."""
    lines = [line.lstrip() for line in text[: HEAD + TAIL].splitlines()]
    quoted = (line.lstrip("> ") for line in lines if line.startswith(">"))
    return "\n".join(line for line in quoted if not line.startswith("— "))


def bare(line: str) -> str:
    """A line without links, mentions, emoji names and text marks."""
    line = _LABELLED.sub(r"\1", line)
    line = _SHORTCODE.sub(" ", _MENTION.sub(" ", _LINK.sub(" ", line)))
    return _MARKS.sub(lambda found: "" if found[0] != "|" else " ", line)
