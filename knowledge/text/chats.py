"""What people said to one another, as chats and mailboxes export it or as it is copied out of them.

Such a text is nobody's answer: it is full of names and of what somebody wrote in confidence. It is known
by the heads of its messages, who and when; lists of times and logs of programs have others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.text.kind import IGNORE

_MONTHS = r"(?:jan|feb|mar|m[äa]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{1,4}}[./-]\s?\d{{1,2}}[./-](?:\s?\d{{2,4}})?|{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}\.?\s{_MONTHS}(?:\s\d{{2,4}})?)"
)
_DAY = (
    r"(?:(?:today|yesterday|heute|gestern|hoy|ayer|aujourd['’]hui|hier|oggi|ieri|hoje|ontem|(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)(?:\s(?:at|um|a las|à|alle|às))?)"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?(?:\s?uhr)?"
_DATED = rf"(?:{_DATE}[,T]?(?:\s(?:at|um|alle|à))?\s?{_TIME}|{_TIME},?\s{_DATE}|{_DAY}\s{_TIME})"
_WHEN = rf"(?:(?P<dated>{_DATED})|{_TIME})"
_WHO = r"(?P<who>~?\s?[^\W\d_][^\n:<>\[\](){}|?!]{0,40}?|\+\d[\d\s()-]{6,20})"
_MARKS = r"[\s\u200e\u200f\u202a-\u202e>*_-]{0,6}"
_HEADS = tuple(
    re.compile(rf"{_MARKS}{each}", IGNORE)
    for each in (
        # WhatsApp, Signal, Zoom: "[12.11.26, 09:03:15] Petra: Hi", "12/11/2026, 9:03 AM - Petra: Hi"
        rf"[\[(]?{_WHEN}[\])]?\s{{0,2}}(?:[-–—]\s)?(?:from\s)?{_WHO}(?:\sto\s[\w ]{{1,30}}|\s\([\w ]{{1,30}}\))?\s?:\s",
        # A name before it: "Petra [9:03]: Hi", "Petra (12.11.2026, 09:03): Hi"
        rf"{_WHO},?\s[\[(]{_WHEN}[\])]\s?:\s",
        # As IRC has it: "[09:03] <petra> Hi"
        rf"[\[(]?{_WHEN}[\])]?\s<[@+ ]?(?P<who>[\w.\[\]{{}}|^`-]{{1,30}})>\s",
    )
)
"""What a message begins with, on the line of its words."""
_ABOVE = tuple(
    re.compile(rf"{_MARKS}{each}\s*", IGNORE)
    for each in (
        # Telegram, Slack, Discord, Teams: "Petra, [12.11.2026 09:03]", "Petra  9:03 AM", "petra — Today at 9:03 AM"
        rf"{_WHO}(?:,?\s{{1,3}}[\[(]|\s?[-–—]\s|\s{{2,6}}|,\s){_WHEN}[\])]?:?",
        rf"[\[(]{_WHEN}[\])]\s{{1,2}}{_WHO}",
    )
)
"""What stands on a line of its own above a message."""
_ALONE = re.compile(rf"{_MARKS}[-–—]?\s*[\[(]?{_WHEN}[\])]?\s*", IGNORE)
"""When, below the name of whoever wrote."""
_NAME = re.compile(r"[^\W\d_][^\n:?!.<>|#*]{0,40}\.?")
_ROLE = re.compile(
    r"\W{0,3}(?P<who>customer|client|visitor|user|agent|support|staff|operator|me|you|kunde|kundin|mitarbeiter(?:in)?|"
    r"berater(?:in)?|ich|cliente|agente|soporte|client|conseiller|operatore)\s?:\s",
    IGNORE,
)
_SPOKEN = re.compile(
    rf"{_MARKS}(?P<who>[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]{{1,19}}\.?(?:\s[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]{{0,19}}\.?){{0,2}})\*{{0,2}}:\*{{0,2}}\s"
)
_LABELS = frozenset(
    """question answer frage antwort pregunta respuesta réponse reponse domanda risposta pergunta resposta vraag
    antwoord problem solution problème lösung soluzione solución solução issue fix note tip example beispiel hinweis
    title titel category tags description input output before after yes no pytanie odpowiedź soru cevap""".split()  # noqa: SIM905
)
"""What stands before a colon by turns and is nobody's name."""
_TURNS = 3
_WROTE = re.compile(
    r"(?:on|am|el|le|il)\s.{0,60}\d.{0,80}(?:wrote|schrieb.{0,60}|escribió|a écrit|ha scritto)\s?:\s*|"
    r"(?:from|von|de|da)\s?:\s.{0,80}[\w.+-]+@[\w-]+\.\w+.{0,40}",
    IGNORE,
)
"""What a mailbox puts above somebody's words."""
_LETTER = re.compile(
    r"\W{0,3}(?:from|von|de|da|van)\s?:\s.{0,200}@(?:[^\n]*\n){1,6}?\W{0,3}(?:subject|betreff|objet|asunto|oggetto|"
    r"assunto|onderwerp)\s?:",
    IGNORE,
)
"""The head of a mail at the start of a text."""
_LEVELS = frozenset("info error warn warning debug trace fatal notice critical".split())  # noqa: SIM905
_BEGINS = re.compile(rf"{_MARKS}[\[(]?{_DATED}", IGNORE)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
"""Code that is shown is no conversation, and a log in it no list of messages."""
_LONGEST = 160
"""Characters of a line that may hold a head; it stands at the start."""


@dataclass(frozen=True, kw_only=True)
class _Head:
    who: str
    dated: bool
    line: int


def is_conversation(text: str) -> bool:
    """Whether a text as a whole is what people said to one another."""
    if _LETTER.match(text.lstrip()):
        return True
    lines = _lines(text)
    if _in_turns(lines):
        return True
    heads = list(_heads(lines))
    dated = [each for each in heads if each.dated]
    if len(dated) > 1 and len(dated) * 10 >= len(lines):
        return _speak(dated) or (len({each.who for each in dated}) > 1 and _opens(lines))
    return len(heads) > 2 and len(heads) * 4 >= len(lines) and _speak(heads)


def holds_conversation(text: str) -> str:
    """Return the first head of a piece of one in a text; "" for none."""
    lines = _lines(text)
    heads = list(_heads(lines))
    dated = [each for each in heads if each.dated]
    if len(dated) > 1 or (len(heads) > 2 and _speak(heads)):
        return lines[(dated or heads)[0].line].strip()[:60]
    return ""


def _in_turns(lines: list[str]) -> bool:
    """Whether two speak by turns, each line under a name: "Jim: is it ready?", "Shop: yes", "Jim: thanks".

    Labels of questions and of facts are no names: none is asked something by the other.
    """
    said = [found for line in lines if (found := _SPOKEN.match(line[:_LONGEST]))]
    if len(said) < _TURNS or len(said) * 2 < len(lines):
        return False
    names = [each["who"].casefold() for each in said]
    first, second = names[:2]
    by_turns = first != second and all(
        name == (first, second)[at % 2] for at, name in enumerate(names)
    )
    asks = any("?" in each.string for each in said)
    return by_turns and asks and _LABELS.isdisjoint({first, second})


def _speak(heads: list[_Head]) -> bool:
    """Whether somebody speaks again: in a list of times each line says something else."""
    return len({each.who for each in heads}) < len(heads)


def _opens(lines: list[str]) -> bool:
    return bool(lines) and bool(_BEGINS.match(lines[0]) or next(_heads(lines[:3]), None))


def _lines(text: str) -> list[str]:
    return [line for line in _FENCED.sub("", text).split("\n") if line.strip(" \t\r>-–—")]


def _heads(lines: list[str]) -> Iterator[_Head]:
    for number, line in enumerate(lines):
        begin = line[:_LONGEST]
        head = _head(begin, number) or _above(lines, begin, number)
        if head and head.who not in _LEVELS:
            yield head


def _head(line: str, number: int) -> _Head | None:
    if ("@" in line or line.rstrip()[-1:] == ":") and _WROTE.match(line):
        return _Head(who="@", dated=True, line=number)
    if role := _ROLE.match(line):
        return _Head(who=role["who"].casefold(), dated=False, line=number)
    if not any(map(str.isdigit, line)):
        return None
    found = next(filter(None, (each.match(line) for each in _HEADS)), None)
    return _of(found, number) if found else None


def _above(lines: list[str], line: str, number: int) -> _Head | None:
    """A head on a line of its own; what was said stands below it."""
    below = lines[number + 1][:_LONGEST] if number + 1 < len(lines) else ""
    if not (any(map(str.isdigit, line)) and below) or _fits_alone(below):
        return None
    if found := next(filter(None, (each.fullmatch(line) for each in _ABOVE)), None):
        return _of(found, number)
    alone = _ALONE.fullmatch(line)
    above = lines[number - 1].strip() if number else ""
    if alone and _NAME.fullmatch(above):
        return _Head(who=above.casefold(), dated=bool(alone["dated"]), line=number - 1)
    return None


def _fits_alone(line: str) -> bool:
    return any(each.fullmatch(line) for each in (*_ABOVE, _ALONE))


def _of(found: re.Match[str], number: int) -> _Head:
    who = found["who"].strip(" ~,").casefold()
    return _Head(who=who, dated=bool(found["dated"]), line=number)
