"""What a message asks, once greetings, quotes, logs and links are out of it.

Knows entries only by what it is told of a text: without that the same message always reads the same.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from knowledge.cleaning import own_words, quoted_words
from knowledge.language import language_of
from knowledge.normalise import surface
from knowledge.small_talk import SmallTalk, cut, not_solved, small_talk
from knowledge.splitting import Look, split

__all__ = ["Reading", "SmallTalk", "read"]

MOST = 3
MANY = 32
LONGEST = 500
WORDY = 45
"""Words from which on only the sentences that ask, and the ones before them, are kept."""

_SENTENCE = re.compile(
    r"[^.?!。？！؟।\n]*(?:[.?!]+(?=[\s\"')\]]|$)|[.](?=\S)|[!?](?=\w)|[。？！؟।]+|\n|$)"
)
_ALSO = re.compile(
    r"(?i)[,;.]?\s+(?:and also|also|additionally|another question|one more thing|second(?:ly)?|plus)[,:]?\s+"
    r"(?=(?:how|what|where|when|why|who|which|can|could|do|does|is|are|will)\b)"
)
_NUMBER = re.compile(r"(?:^|(?<=\s))[(]?([1-9])[).:]\s+(?=\S)", re.MULTILINE)
_ENDS = ("?", "？", "؟", "。", "!", "！", ".")
_CLAUSE = re.compile(r"[,;:\n–—、，：؛،]+(?=\s|[^\x00-\x7f])|\s-+\s|\n")
_AROUND = frozenset(
    {SmallTalk.GREETING, SmallTalk.THANKS, SmallTalk.HELP, SmallTalk.BYE, SmallTalk.INSULT}
)
_POINTS_AT = frozenset({SmallTalk.EMPTY, SmallTalk.HELP, SmallTalk.GREETING})
"""What is said beside words of others that are the question: nothing, "help?", "hi"."""
_ASKS = frozenset(
    """how what where when why who whom whose which can could do does did is are am will would should
    shall may has have was were whats tell explain wie was wo wann warum wer welche welcher welches
    kann konnen ist sind gibt habt haben como que donde cuando por cual cuales puedo puede hay quien
    comment ou quand pourquoi qui quel quelle quels quelles est peux puis combien quoi onde quando
    quem qual posso come dove perche chi quale hoe wat waar wanneer waarom nasil ne nerede как что где
    когда почему кто можно kya kaise kab kahan kyu""".split()  # noqa: SIM905 - a column of words reads better
)
_POINTS = frozenset(
    "it that this they them those these one so then there he she its their das es dies esto eso ca cela".split()  # noqa: SIM905
)
_EMPTY_ASKS = (
    "what should i do", "what can i do", "what do i do", "what now", "can you help", "can you help me",
    "please help", "any ideas", "any idea", "why", "how", "what happened", "what is wrong", "is that ok",
    "can anyone help", "could you help me", "how come", "what is going on", "why is that", "right",
    "what do i need to do", "is that possible", "is this possible", "how can i fix this", "what to do",
    "was soll ich tun", "was kann ich tun", "que puedo hacer", "que hago", "que faire",
)  # fmt: skip
_EMPTY = frozenset(_EMPTY_ASKS)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A message, read. Either small talk, or one to three questions."""

    questions: tuple[str, ...] = ()
    small_talk: SmallTalk | None = None
    not_solved: bool = False
    """It may be no question but a word on what was answered before: that it is not it."""
    language: str = ""
    """BCP 47 where the words show it, else empty."""


def read(text: str, look: Look | None = None) -> Reading:
    """Read a message of any length; never raises. With `look` a question that is two is split.

    Where somebody only points at the words of others, these are what is asked.
    """
    lines, pasted = own_words(text)
    own = "\n".join(lines)
    words = surface(own)
    kind = small_talk(words)
    if kind is SmallTalk.SOLVED and "?" in own:
        kind = None
    if kind in _POINTS_AT and not pasted and (others := quoted_words(text)):
        return read(others, look)
    if kind is not None and not (pasted and kind in {SmallTalk.EMPTY, SmallTalk.HELP}):
        return Reading(small_talk=kind, language=language_of(words))
    sentences = [part for part in map(_trimmed, _sentences(own)) if part]
    questions = _questions(sentences) if sentences else [" ".join(pasted)]
    questions = [question[:LONGEST] for question in questions[:MOST]]
    if look:
        questions = [part for question in questions for part in split(question, look)]
    return Reading(
        questions=tuple(" ".join(question.split()) for question in questions[:MOST]),
        not_solved=not_solved(words),
        language=language_of(words),
    )


def _sentences(own: str) -> list[str]:
    """Sentences; a line that goes on in the next one keeps its break."""
    own = _NUMBER.sub("\n", _ALSO.sub("? ", own)) if _numbered(own) else _ALSO.sub("? ", own)
    parts = [(found[0].strip(), found.start()) for found in _SENTENCE.finditer(own)]
    if len(parts) > MANY:
        parts = parts[: MANY - 8] + parts[-8:]
    joined: list[str] = []
    for part, at in parts:
        if not part:
            continue
        if not joined or joined[-1].endswith(_ENDS):
            if joined and own[at - 1] == "." and not own[at].isspace():
                joined[-1] += part
            else:
                joined.append(part)
        elif not joined[-1].endswith((":", ",")) and _asks(surface(part)):
            joined.append(part)
        else:
            joined[-1] += "\n" + part
    return joined


def _numbered(own: str) -> bool:
    """Whether a message is a numbered list: its numbers are 1, 2 and on."""
    numbers = [int(found[1]) for found in _NUMBER.finditer(own)]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _trimmed(sentence: str) -> str:
    """A sentence without greetings and thanks around it; empty if nothing is left."""
    words = surface(sentence)
    if not words or small_talk(words) is not None:
        return ""
    sentence = _without_clauses(sentence)
    words = surface(sentence)
    before, after = cut(words)
    if not before and not after:
        return sentence
    mark = "?" if sentence.rstrip().endswith(("?", "？", "؟")) else ""
    return _middle(sentence, words, before, after) + mark


def _without_clauses(sentence: str) -> str:
    """A sentence without whole clauses of small talk at its start and end."""
    for _ in range(4):
        first = _CLAUSE.search(sentence)
        if not first or small_talk(surface(sentence[: first.start()])) not in _AROUND:
            break
        sentence = sentence[first.end() :]
    for _ in range(3):
        every = list(_CLAUSE.finditer(sentence))
        if not every or small_talk(surface(sentence[every[-1].end() :])) not in _AROUND:
            break
        sentence = sentence[: every[-1].start()]
    return sentence.strip()


def _middle(sentence: str, words: list[str], before: int, after: int) -> str:
    """What is left between so many words at the start and the end, as it was written if it can be."""
    wanted = words[before : len(words) - after]
    pieces = sentence.split()
    ends = list(accumulate(len(surface(piece)) for piece in pieces))
    start = bisect_right(ends, before) if before else 0
    end = bisect_left(ends, before + len(wanted)) + 1
    kept = " ".join(pieces[start:end]).rstrip("?？؟ ,")
    return kept if surface(kept) == wanted else " ".join(wanted)


def _asks(words: list[str]) -> bool:
    return bool(words) and words[0] in _ASKS


def _questions(sentences: list[str]) -> list[str]:
    """Join what belongs together: what leads up to a question, and questions that point back."""
    groups: list[list[str]] = []
    lead: list[str] = []
    for sentence in sentences:
        words = surface(sentence)
        marked = sentence.rstrip().endswith(("?", "？", "؟"))
        asks = marked or (_asks(words) and len(words) >= 4)
        points = " ".join(words) in _EMPTY or len(words) < 4 or bool(_POINTS & set(words[:6]))
        if asks and not (groups and points):
            groups.append([*lead, sentence])
            lead = []
        elif asks:
            groups[-1] += [*lead, sentence]
            lead = []
        else:
            lead.append(sentence)
    if not groups:
        return ["\n".join(lead)]
    if lead:
        groups[-1] += lead
    return [_shortened(group) for group in groups]


def _shortened(group: list[str]) -> str:
    """A long group cut down to what asks and what stands just before it."""
    if len(surface(" ".join(group))) <= WORDY:
        return "\n".join(group)
    asking = [at for at, part in enumerate(group) if part.rstrip().endswith(("?", "？", "؟"))]
    if not asking:
        return "\n".join(group)
    kept = sorted({place for at in asking for place in (at - 1, at) if place >= 0})
    return "\n".join(group[at] for at in kept)
