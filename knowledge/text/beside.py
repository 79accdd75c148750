"""What a message says beside its questions: its statements, in words of weight.

Context of a few words belongs to the question; a story is something that somebody should read.
"""

import re
from collections.abc import Iterable

from knowledge.text.normalise import surface
from knowledge.text.sentences import asks, marked
from knowledge.text.weight import weighty

__all__ = ["MUCH", "puts", "requests", "states", "words_beside"]

MUCH = 12
"""Words of weight beside the questions from which on a message says clearly more than it asks. Two
sentences of context have four to ten. Of 2,500 single questions of banking77, where people tell a
story before they ask, 5 have twelve and 29 have eight."""

FEW = 3
"""Words of weight that make a request beside a question: "also my address is wrong, please change it"."""

_REQUEST = re.compile(
    r"""\W*(?:(?:and|und|y|et)\s+)?(?:also|plus|besides|(?:one|another)\s+(?:more\s+)?thing|außerdem|auch|zudem|también|además|aussi
        |en\s+plus|change|update|correct|cancel|move|delete|remove|send|call|book|add|tell|ändert?|storniert?|löscht?|schickt?
        |ruft?|cambien?|cancelen?|borren?|llámen?me|changez|annulez|supprimez|envoyez|appelez)\b
    | .*\b(?:please|pls|bitte|por\s+favor|svp|stp|s['’]il\s+(?:vous|te)\s+pla[iî]t)\b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""How a clause begins that wants something more of whoever reads it, or what it says in it."""
_CLAUSE = re.compile(r"[,;:–—،，：；]\s|\n")
_STATES = frozenset(
    """i we you he she it they this that the my our your their at told ich wir er sie es das der mein meine unser yo mi nos
    nosotros je j nous mon ma notre eu meu minha io noi mio mia""".split()  # noqa: SIM905
)
"""What follows a word that asks where nothing is asked: "when I came", "was told"."""
_WANTS = frozenset(
    """want wants need needs like wish please not no never cannot brauche brauchen mochte mochten will wollen
    bitte nicht kein keine keinen nie quiero necesito quisiera nunca veux voudrais besoin pas jamais quero preciso
    nao voglio vorrei bisogno non""".split()  # noqa: SIM905 - as above
)
"""What a statement has that is more than context: somebody wants something, or something is wrong."""


def states(sentence: str) -> bool:
    """Whether a sentence is mere context: it states something of who writes, and wants nothing."""
    words = surface(sentence)
    return bool(words) and words[0] in _STATES and _WANTS.isdisjoint(words)


def puts(sentence: str, *, beside_marked: bool) -> bool:
    """Whether a sentence asks: by its mark or, as questions begin; beside ones that have a mark
    "when I came home" asks nothing."""
    words = surface(sentence)
    begins = asks(words) and len(words) >= 4
    return marked(sentence) or (begins and not (beside_marked and words[1] in _STATES))


def words_beside(said: Iterable[str], unread: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of weight in sentences and clauses that ask nothing, and in what is too much to be
    read, each once; those of the questions, and of a message that only states, don't count."""
    sentences = list(said)
    any_marked = any(map(marked, sentences))
    asking = [each for each in sentences if puts(each, beside_marked=any_marked)]
    stated = [each for each in sentences if each not in asking] if asking else []
    questions = [_question(each) for each in asking] if asking else sentences
    stated += [
        each.replace(question, "\n") for each, question in zip(asking, questions, strict=False)
    ]
    asked = {word for each in questions for word in weighty(each)}
    beside = (word for each in (*stated, *unread) for word in weighty(each))
    return tuple(word for word in dict.fromkeys(beside) if word not in asked)


def requests(said: Iterable[str]) -> bool:
    """Whether something is wanted in a sentence that asks nothing, beside one that asks."""
    sentences = list(said)
    any_marked = any(map(marked, sentences))
    asking = [each for each in sentences if puts(each, beside_marked=any_marked)]
    asked = {word for each in asking for word in weighty(each)}
    stated = [each for each in sentences if each not in asking] if asking else []
    return any(
        len({*weighty(each)} - asked) >= FEW and any(map(_REQUEST.match, _CLAUSE.split(each)))
        for each in stated
    )


def _question(sentence: str) -> str:
    """The clauses of a sentence that ask; all of it where none begins as questions do."""
    clauses = [each for each in _CLAUSE.split(sentence) if asks(surface(each))]
    return max(clauses, key=len) if clauses else sentence
