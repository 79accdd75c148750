"""Telling what a program wrote from what a person wrote: logs, stack traces, pasted code.

Line by line, by a table of shapes; a new language's traces are a new row.
"""

import re

__all__ = ["asking", "leads_in", "of_machines", "telling"]

_SHAPES = (
    r"at (?:async )?[\w.$<>/\\@:\-]+\s*(?:\[as \w+\]\s*)?(?:\(.*)?$",  # a frame in Java, C#, JavaScript
    r"at [\w.$<>`]+\(.*\) in .*:line \d+",
    r"(?:Caused by|Exception in thread|Unhandled|panic|goroutine)\b.*[:\d]",
    r"\.{3}\s+\d+\s+more",
    r"File \"[^\"]*\", line \d+",  # Python
    r"Traceback \(most recent call last\)",
    r"(?:During handling of the above|The above) exception\b",
    r"(?:goroutine \d+ |\[signal |created by \S+[./(])",  # Go
    r"[\w./*()\[\]$-]+\((?:0x[0-9a-f]+|\.{3}|\{)",
    r"thread '[^']*' panicked at|note: run with .*BACKTRACE",  # Rust
    r"(?:from )?[\w./\\-]+:\d+:in\b",  # Ruby
    r"PHP (?:\w+ )?(?:error|warning|notice):|Stack trace:\s*$|thrown in \S+ on line \d",  # PHP
    r"#\d+ +(?:0x[0-9a-f]|[/\\{]|\S+\()",  # PHP and gdb
    r"(?:[\w.$]+\.)?[A-Z]\w*(?:Error|Exception|Warning|Interrupt)(?::.*)?$",
    # Never a group of words that may hold dots, repeated: that doubles the time with each dot.
    r"[\w.$]+\.\w*(?:[Ee]rror|[Ee]xception)\w*:",
    r"[\[(]?\d{4}[-/.]\d\d[-/.]\d\d[T ,]+\d\d:\d\d",  # a time stamp
    r"\[?\d\d:\d\d:\d\d[\].,: ]",
    r"[\[(]?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL|CRITICAL|NOTICE|SEVERE)[\])]?[\s:|]",
    r"npm (?:ERR!|WARN)\s",
    r"(?:npm|yarn|pip|error|warning|fatal|warn)(?:\[\w+\]|!)?:?\s.*[/\\\d:]",
    r"[\w./\\\-]+:\d+(?::\d+)?:?\s",
    r"(?:exit (?:status|code) \d|Process finished with)",
    r"(?:\$|>>>|%|PS\s\S*>|C:\\\S*>)\s",  # a prompt
    r"[\s{}\[\]();,:^~\-=+*/\\<>|&.]*$",
)
_LOG = re.compile(rf"\s*(?:{'|'.join(f'(?:{shape})' for shape in _SHAPES)})")
_CODE = re.compile(
    r"\s{4,}\S.*[\])};=]\s*$|\s+\w+\(.*\)\s*$"
    r"|\s*(?:return|import|from|def|class|const|let|var|if|for|raise|throw)\b.*[({;:=\]]\s*$"
)
_ASKING = re.compile(r"[?？؟][^\w{}();]*$")
_LEADING_IN = frozenset(
    """this these here is are was what i we get got see saw getting the a an my full whole output log
    logs error errors message trace stacktrace stack traceback console says said say following below
    as it and with from there hier ist sind der die das meldung fehlermeldung ausgabe steht dies
    aqui esta este es el la los registro mensaje salida voici le les message erreur journal""".split()  # noqa: SIM905 - a column of words reads better
)
_TELLING = re.compile(
    r"error|exception|fail|fatal|denied|refused|timed? ?out|not found|invalid|cannot|unable|panic",
    re.IGNORECASE,
)


def asking(line: str) -> bool:
    """Whether a line ends in a question mark, whatever signs come behind it."""
    return _ASKING.search(line) is not None


def of_machines(lines: list[str], *, code: bool) -> list[bool]:
    """Which lines a program wrote: those that look it, and what goes on from them without being
    prose. `code` is whether the message has code at all."""
    found = [
        len(line) > 3
        and bool(_LOG.match(line) or (code and _CODE.match(line)))
        and not asking(line)
        for line in lines
    ]
    worded = [log and any(map(str.isalpha, line)) for log, line in zip(found, lines, strict=True)]
    for at, line in enumerate(lines):
        if line.strip() and not found[at] and any(worded[max(0, at - 2) : at]):
            found[at] = worded[at] = _goes_on(lines[at - 1] if found[at - 1] else "", line)
    return found


def _goes_on(log: str, line: str) -> bool:
    """Whether a line goes on from a log's: what a colon announces, what is set in, mostly signs."""
    if asking(line):
        return False
    return bool(re.search(r"\d:$", log)) or line[0] in " \t" or _of_signs(line)


def _of_signs(line: str) -> bool:
    """Whether half of a line's pieces are no plain words."""
    pieces = line.split()
    return 2 * sum(not piece.strip(",.:;!()'\"").isalpha() for piece in pieces) >= len(pieces)


def leads_in(line: str) -> bool:
    """Whether a line only says that a log follows."""
    words = re.findall(r"\w+", line.lower())
    return len(words) <= 9 and all(word in _LEADING_IN for word in words)


def telling(pasted: list[str]) -> list[str]:
    """The lines of a log that say what went wrong, or else its last lines; the last ones first, times
    and places cut."""
    found = [line for line in pasted if _TELLING.search(line)]
    found = found or [line for line in pasted if any(map(str.isalpha, line))]
    cleaned = [re.sub(r"[^\w\s'.:-]|\d{2,}|\b\w*[/\\]\S*", " ", line) for line in found]
    return [" ".join(line.split())[:200] for line in reversed(cleaned) if line.strip()][:2]
