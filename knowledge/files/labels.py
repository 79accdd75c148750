"""What questions and answers stand behind: "Q:", "A1.", "Frage:", "**R:**", in the languages of people.

A single letter that is no Q stands for much else, so it counts only where a question follows it.
"""

import re
from dataclasses import dataclass

_ASKS = (
    "q|question|frage|pregunta|pergunta|domanda|vraag|pytanie|fråga|spørgsmål|spørsmål|kysymys|"
    "otázka|soru|вопрос|питання|問|质问|質問|問題|问题|问|문|질문|سؤال"
)
_LETTERS = "f|p|d|v|в"
_TELLS = (
    "a|r|o|s|о|answer|antwort|respuesta|réponse|reponse|resposta|risposta|antwoord|odpowiedź|svar|"
    "vastaus|odpověď|cevap|ответ|відповідь|答|回答|答案|答え|답|답변|جواب"
)
_COLON = r"\s?\d{0,3}\s?[:：]"
_POINT = r"(?:\s?\d{0,3}[.)]|\.\s?\d{1,3}|\s?\d{0,3}\s?[-–—])"
_LABEL = re.compile(
    rf"(?:{_ASKS}){_COLON}(?![\\/])"
    rf"|(?P<point>(?:{_ASKS}){_POINT}|[\[(](?:{_ASKS})\s?\d{{0,3}}[\])]:?)(?=\s|\Z)"
    rf"|(?P<letter>{_LETTERS})(?:{_COLON}|(?P<points>\d{{1,3}}[.)]))(?=\s|\Z)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:{_ASKS})", re.IGNORECASE)
_MARKED = (
    rf"(?P<bold>\*\*|__)(?:{_TELLS})\s?\d{{0,3}}\s?(?:[:：](?P=bold)|(?P=bold)\s?[:：])"
    rf"|(?:{_TELLS}){_COLON}"
)
_LISTED = r"\s*(?:[-*+]\s+)?"
_ANSWER = re.compile(rf"{_LISTED}(?:{_MARKED})[^\S\n]*", re.IGNORECASE)
_POINTED_ANSWER = re.compile(
    rf"{_LISTED}(?:{_MARKED}|[\[(](?:{_TELLS})\s?\d{{0,3}}[\])]:?"
    rf"|(?P<mark>\*\*|__)?(?:{_TELLS}){_POINT}(?(mark)(?P=mark)))(?=\s)[^\S\n]*",
    re.IGNORECASE,
)
_RUN_IN = re.compile(rf"(?<=[?？؟])\s+(?={_MARKED})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Label:
    """What stands before a question."""

    length: int
    sure: bool
    """It can stand for nothing else."""
    pointed: bool
    """It ends with a point or a bracket, as then its answer's does."""


def label_of(words: str) -> Label | None:
    """Return the label that words begin with; None where there is none, or nothing behind it."""
    found = _LABEL.match(words)
    rest = words[found.end() :] if found else ""
    if not (found and rest.strip(" *_")):
        return None
    return _label(found, len(words) - len(rest.lstrip()))


def only_label(words: str) -> Label | None:
    """Return the label that words are, and nothing else."""
    if _BARE.fullmatch(words.strip()):
        return Label(length=len(words), sure=True, pointed=False)
    found = _LABEL.fullmatch(words.strip())
    return _label(found, len(words)) if found else None


def _label(found: re.Match[str], length: int) -> Label:
    pointed = bool(found["point"] or found["points"])
    return Label(length=length, sure=not found["letter"], pointed=pointed)


def begins_answer(words: str) -> bool:
    """Whether words begin with what stands before an answer."""
    return _ANSWER.match(words) is not None


def without_label(answer: str, *, pointed: bool = False) -> str:
    """Return an answer without the "A:" that it begins with; `pointed`: or the "A." or "A1)"."""
    found = (_POINTED_ANSWER if pointed else _ANSWER).match(answer)
    return answer[found.end() :] if found else answer


def run_in(words: str) -> int:
    """Where an answer with its label begins on the line of its question; -1 for nowhere."""
    found = _RUN_IN.search(words)
    return found.start() if found else -1
