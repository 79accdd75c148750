"""Skipping what is not the asker's own words.

Quotes, signatures, mentions, links, emoji, code and logs; in time that grows with the cut length only.
"""

import re
from itertools import accumulate, pairwise

from knowledge.text.logs import asking, leads_in, of_machines, telling
from knowledge.text.normalise import surface
from knowledge.text.sheet import Sheet, Skipped
from knowledge.text.small_talk import SmallTalk, small_talk

Span = tuple[int, int]

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_LABELLED = re.compile(r"(<(?:https?|mailto|tel):[^|>\s]*\|)[^>]*(>)")
_LINK = re.compile(
    r"<?(?:https?://|(?<!\w)www\.|mailto:)[^\s<>\u3000-\u9fff\uff00-\uffef]*[^\s<>\u3000-\u9fff\uff00-\uffef.,;:!?'\"»”’…)\]}*_~`|]>?",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"<[@#!][^>\s]{1,80}>|<a?:\w{1,40}:\d+>|(?<![\w.])@[\w.\-]{2,40}"
    r"|(?<!\w):[\w+\-]{1,30}:(?!\d)|(?<!\d):[a-z0-9_+\-]{2,30}:(?!\w)"
)
_MARKS = re.compile(r"(?<!\w)[*_~`|]+|[*_~`|]+(?!\w)")
_FLOOD = re.compile(r"([^\w\n]{8})[^\w\n]+(?=[^\w\n]{8})")
_QUOTED = re.compile(r"\s*>(?!>>)>? ?")
CREDIT = "— "
"""What a quoted line begins with that says whose words are quoted."""
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
_NAMED = re.compile(
    r"[?!.…]\W{0,9}?\s*((?:—|–|--|―)\s*[A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_]+(?: [A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_]+)?[.!]?)$"
)
"""A name behind a dash, at the very end: "…?—Ana"."""
_CLOSER = (
    r"(?i:many thanks|thanks(?: a lot| in advance)?|thank you(?: very much| in advance)?|thx|cheers|best"
    r"|(?:best |kind |warm )?(?:regards|wishes)|sincerely|(?:vielen |besten )?dank|danke"
    r"|(?:viele |liebe |beste |mit freundlichen )?grü(?:ß|ss)en?|lg|vg|mfg|(?:muchas )?gracias|(?:un )?saludos?"
    r"|atentamente|merci(?: beaucoup| d['’]avance)?|cordialement|(?:muito )?obrigad[oa]|atenciosamente|abraços?"
    r"|grazie(?: mille)?|(?:cordiali )?saluti)"
)
_CAPITAL = r"[A-ZÀ-ÞА-ЯΑ-Ω][a-zß-ÿа-яά-ώ]+(?:[ -][A-ZÀ-ÞА-ЯΑ-Ω][a-zß-ÿа-яά-ώ.]*)?"
_CLOSED = re.compile(
    rf"[^\w\s]\s*({_CLOSER}\W{{0,3}}{_CAPITAL}\W*)$|[?!.…\n]\W*({_CLOSER}\W{{1,3}}[^\W\d_]{{2,15}}\W*)$"
)
"""Thanks or regards, and the name of who writes, at the very end: "…? Thanks, Bob"."""
_NAME_LENGTH = 60


def cleaned(text: str) -> tuple[Sheet, list[str]]:
    """The message with what the asker did not write skipped, and the telling lines of what was
    pasted."""
    sheet = Sheet(text)
    pasted = _fenced(sheet)
    lines = _unquoted(sheet)
    pasted += _machines(sheet, lines, code=bool(pasted))
    _inline(sheet)
    return sheet, telling(pasted)


def ask_quoted(sheet: Sheet) -> list[str]:
    """Take the words of others for the asker's own; the telling lines of what was pasted there."""
    sheet.take_back(Skipped.QUOTE)
    pasted = _machines(sheet, _lines(sheet.page), code=False)
    _inline(sheet)
    return telling(pasted)


def _lines(page: str) -> list[Span]:
    """Where each line begins and ends, its break included."""
    return list(pairwise(accumulate(map(len, page.splitlines(keepends=True)), initial=0)))


def _fenced(sheet: Sheet) -> list[str]:
    """Skip code between fences; its lines."""
    pasted: list[str] = []
    for found in _FENCE.finditer(sheet.page):
        pasted += found[0].strip("`").splitlines()
        sheet.skip(*found.span(), Skipped.LOG, "\n")
    return pasted


def _unquoted(sheet: Sheet) -> list[Span]:
    """Skip quoted lines, and all from a signature or a quoted message on; the lines left."""
    page = sheet.page
    lines = _lines(page)
    kept: list[Span] = []
    for number, (start, end) in enumerate(lines):
        line = page[start:end].rstrip("\r\n")
        wrote = _WROTE.match(line)
        if kept and wrote:
            sheet.skip(start, len(page), Skipped.QUOTE, "\n")
            break
        signed = kept and number >= len(lines) - 8 and _SIGNED.match(line.strip())
        if signed and not any(asking(page[first:last]) for first, last in lines[number:]):
            sheet.skip(start, len(page), Skipped.SIGNATURE, "\n")
            break
        quoted = _QUOTED.match(line)
        if quoted or wrote:
            if quoted:
                sheet.skip(start, start + quoted.end(), Skipped.MARK)
            if quoted and line.startswith(CREDIT, quoted.end()):
                sheet.skip(start, end, Skipped.NAME)
            sheet.skip(start, end, Skipped.QUOTE, "\n")
        else:
            kept.append((start, end))
    return kept


def _machines(sheet: Sheet, spans: list[Span], *, code: bool) -> list[str]:
    """Skip what a program wrote, and what leads in to it; the lines of the former."""
    page = sheet.page
    lines = [page[start:end].rstrip() for start, end in spans]
    machine = of_machines(lines, code=code)
    for at, (span, line) in enumerate(zip(spans, lines, strict=True)):
        if machine[at] or (any(machine[at + 1 : at + 3]) and leads_in(line)):
            sheet.skip(*span, Skipped.LOG, "\n")
    return [line for line, log in zip(lines, machine, strict=True) if log]


def _inline(sheet: Sheet) -> None:
    """Skip links, mentions, emoji names and text marks."""
    for found in _LABELLED.finditer(sheet.page):
        sheet.skip(*found.span(1), Skipped.LINK)
        sheet.skip(*found.span(2), Skipped.LINK)
    for pattern, why in ((_LINK, Skipped.LINK), (_NAME, Skipped.NAME)):
        for found in pattern.finditer(sheet.page):
            sheet.skip(*found.span(), why)
    page = sheet.page
    for start, end in _lines(page):
        for found in _MARKS.finditer(page, start, end):
            # What stands there once marks nothing: "A*", "~5 days".
            if page.count(found[0][0], start, end) > 1:
                sheet.skip(*found.span(), Skipped.MARK, " " if found[0] == "|" else "")
    for found in _FLOOD.finditer(sheet.page):
        sheet.skip(found.end(1), found.end(), Skipped.MARK)
    page = sheet.page.rstrip()
    for signed in (_NAMED, _CLOSED):
        named = signed.search(page, max(0, len(page) - _NAME_LENGTH))
        if named and not _says_solved(named[named.lastindex or 0]):
            sheet.skip(*named.span(named.lastindex or 0), Skipped.SIGNATURE)


def _says_solved(name: str) -> bool:
    """ "Thank you. Solved." is signed by nobody."""
    return small_talk(surface(name)) is SmallTalk.SOLVED
