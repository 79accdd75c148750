"""Cutting out of a message what is not the asker's own words.

Quotes, signatures, mentions, links, emoji, code and logs; in time that grows with the cut length only.
"""

import html
import re

HEAD, TAIL = 2000, 800
"""Characters of a long message that are read, at its start and its end."""

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_LABELLED = re.compile(r"<(?:https?|mailto|tel):[^|>\s]*\|([^>]*)>")
_LINK = re.compile(r"<?(?:https?://|www\.|mailto:)[^\s<>]+>?", re.IGNORECASE)
_MENTION = re.compile(r"<[@#!][^>\s]{1,80}>|<a?:\w{1,40}:\d+>|(?<![\w.])@[\w.\-]{2,40}")
_SHORTCODE = re.compile(r":[a-z0-9_+\-]{2,30}:")
_MARKS = re.compile(r"[*_~`|]+")
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
_LOG = re.compile(
    r"""^\s*(?:
      at\s+[\w.$<>/\\@:\-]+\s*(?:\(.*)?$            # a frame in Java or JavaScript
    | File\s+"[^"]*",\s+line\s+\d+.*                # a frame in Python
    | Traceback\s+\(most\ recent\ call\ last\).*
    | (?:Caused\ by|Exception\ in\ thread|Unhandled|panic|goroutine|thread\ '[^']*')\b.*[:\d].*
    | \.{3}\s+\d+\s+more.*
    | [\[(]?\d{4}[-/.]\d\d[-/.]\d\d[T ,]+\d\d:\d\d.*    # a time stamp
    | \[?\d\d:\d\d:\d\d[\].,: ].*
    | [\[(]?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL|CRITICAL|NOTICE|SEVERE)[\])]?[\s:|].*
    | (?:[\w.$]+\.)?[A-Z]\w*(?:Error|Exception|Warning|Interrupt)(?::.*)?$
    | [\w.$]+\.\w*(?:error|exception)\w*:.*         # never a group of these repeated: that doubles with each dot
    | (?:npm|yarn|pip|error|warning|fatal|warn)(?:\[\w+\]|\ ERR!|!)?:?\s.*[/\\\d:].*
    | [\w./\\\-]+:\d+(?::\d+)?:?\s.*
    | (?:\$|>>>|\#|%|PS\s\S*>|C:\\\S*>)\s.*
    | \#\d+\s+0x[0-9a-f]+.*
    | [\s{}\[\]();,:^~\-=+*/\\<>|&0-9.]*$
    )""",
    re.VERBOSE,
)
_CODE_LINE = re.compile(
    r"^\s{4,}\S.*[\])};=]\s*$|^\s+\w+\(.*\)\s*$|^\s*(?:return|import|from|def|class|const|let|var|if|for|raise|throw)\b.*[({;:=\]]\s*$"
)
_TELLING = re.compile(
    r"error|exception|fail|fatal|denied|refused|timed? ?out|not found|invalid|cannot|unable|panic",
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

    lines = _FENCE.sub(fenced, text).splitlines()
    kept: list[str] = []
    quoted: list[str] = []
    for number, line in enumerate(lines):
        if _WROTE.match(line):
            break
        if kept and _SIGNED.match(line.strip()) and number >= len(lines) - 8:
            break
        if line.lstrip().startswith(">") and not line.lstrip().startswith(">>>"):
            quoted.append(line.lstrip("> "))
        elif len(line) > 3 and (_LOG.match(line) or (pasted and _CODE_LINE.match(line))):
            pasted.append(line)
        else:
            kept.append(bare(line))
    return [line for line in kept if line.strip()], telling(pasted)


def bare(line: str) -> str:
    """A line without links, mentions, emoji names and text marks."""
    line = _LABELLED.sub(r"\1", line)
    line = _SHORTCODE.sub(" ", _MENTION.sub(" ", _LINK.sub(" ", line)))
    return _MARKS.sub(lambda found: "" if found[0] != "|" else " ", line)


def telling(pasted: list[str]) -> list[str]:
    """The lines of a log that say what went wrong, the last ones first, times and places cut."""
    found = [line for line in pasted if _TELLING.search(line)]
    cleaned = [re.sub(r"[^\w\s'.:-]|\d{2,}|\b\w*[/\\]\S*", " ", line) for line in found]
    return [" ".join(line.split())[:200] for line in reversed(cleaned) if line.strip()][:2]
