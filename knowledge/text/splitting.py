"""Telling whether one question of a message is several.

"Where is my parcel, do you ship to Norway" is two by its form, whether or not entries know them. Of
"my parcel is late and I forgot my password" only the entries can tell, and "I lost my card and need a
new one" is one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from knowledge.text.beside import puts, states
from knowledge.text.normalise import surface
from knowledge.text.sentences import asks, marked
from knowledge.text.verbatim import SURE
from knowledge.text.weight import weighty

__all__ = [
    "Joint",
    "Look",
    "asks_more",
    "context",
    "joints",
    "points_back",
    "split",
    "stands_alone",
]

Joint = tuple[int, int]
"""Where what joins two questions begins and ends."""

Look = Callable[[str], tuple[str, float]]
"""The entry that answers a text best, and how likely it does."""

FEWEST = 3
"""Words on either side of a break: of "between this and that" nothing is asked alone."""
MANY = 2
"""Breaks that are looked at in one question; each costs two looks."""
LEAST = 0.25
"""Probability that each half needs of its own entry."""
KNOWN = 0.9
"""Probability from which a question that points back is one of its own."""
SHARE = 0.4
"""What each half needs of the whole's: a sure answer is not parted for a vague half."""

_SENTENCE = re.compile(r"[^.?!。？！؟\n]+[.?!。？！؟]*")
_BREAK = re.compile(
    r"""(?:[,;.]|(?<!\s))\s+(?:and|also|plus|und|außerdem|auch|y|también|et|aussi|e|anche|também|en|ook|ve|и)\s+
        (?:(?:also|then|auch|también|aussi)\s+)?
    | ;\s+ | [；،]\s* | (?<=[.?!])\s+ | (?<=[。？！؟])\s* | \n""",
    re.VERBOSE | re.IGNORECASE,
)
"""Blanks are looked along once, from where they begin: what is not read of a message leaves many."""


# By their form

_ALSO = r"also|then|auch|también|además|aussi|anche|ook|außerdem|ayrıca|também|inoltre"
_JOINT = re.compile(
    rf"""(?:[,;.?!，、；]|(?<!\s))\s+
        (?:(?:(?:and|or|plus|und|oder|y|et|ou|e|o|en|ve|oraz|и|i(?=\s(?:czy|jak|gdzie|kiedy|ile)\b)|{_ALSO})\b|[&+])[,:]?\s+)
        (?:(?:{_ALSO})\b[,:]?\s+)?
        | [,;，；、](?=\s?\S)\s? | :\s | (?<=[.?!])\s | (?<=[。？！؟]) | \n""",
    re.VERBOSE | re.IGNORECASE,
)
"""What clauses that ask may be joined by."""
_FURTHER = re.compile(rf"\b(?:{_ALSO})\b", re.IGNORECASE)
"""Words that join what is another question, though it may not begin like one: "y además envían"."""
_WITHIN = re.compile(rf"\s+(?:{_ALSO})\s+", re.IGNORECASE)
"""One of these in the midst of a clause: "kann man auch mit Karte zahlen"."""
_VERBS = frozenset(
    """can could does did is are was were will would should shall may do has have kann konnen ist sind
    haben habt muss darf puis peux est""".split()  # noqa: SIM905 - a column of words reads better
)
_BEFORE_NOUNS = frozenset({"is", "are", "does"})
"""Of these, verbs that ask before any noun: "is shipping free". "Was told" states something."""
_IDLE = frozenset({"do", "have", "has", "may", "habt", "haben"})
"""Of these, verbs that ask before pronouns only: "and have my money back"."""
_WHO = frozenset(
    """i you he she it we they there ich du ihr sie wir man es je tu vous nous on il elle ce""".split()  # noqa: SIM905
)
_WHOSE = frozenset(
    """the a an any my your our their his her this that these those all someone anyone everybody der die
    das mein meine meinen mir c le la les mon ma""".split()  # noqa: SIM905 - as above
)
"""Who stands behind the verb of a question: "do you", "is the"; before it they state something."""
_INVERTED = frozenset({"ihr", "vous"})
"""Of these, who stands behind a verb of any kind: "liefert ihr", "livrez-vous"."""
_LINKS = frozenset(
    """dass weil wenn ob und aber denn da obwohl damit falls als bis sobald wie was wann wo que si
    quand mais donc car comme puisque pour avec sans selon chez ou""".split()  # noqa: SIM905 - as above
)
"""What stands before them where nothing is asked: "wenn ihr"."""
_GRANTED = frozenset(
    """ok okay allowed possible included erlaubt moglich inklusive permitido posible permis possible
    permesso possibile permitido possivel toegestaan mogelijk dozwolone mozliwe""".split()  # noqa: SIM905
)
"""What is asked of a thing in two or three words: "dog ok?"."""
_PARTICLES = frozenset(
    """mi mu miyim muyum misin musun misiniz musunuz miyiz muyuz nerede nereden nasil kac hangi""".split()  # noqa: SIM905
)
"""Turkish: words of a question, wherever they stand in it."""
_POINTS = frozenset(
    "it that this they them those these one so then there he she its their das es dies esto eso ca cela".split()  # noqa: SIM905
)
_MEASURES = frozenset(
    """cost costs price priced fee long take takes last lasts kostet kosten preis lange dauert dauern cuesta
    cuestan precio tarda dura coute coutent prix dure custa preco demora costa prezzo""".split()  # noqa: SIM905
)
"""Words of weight in what is asked of anything: "how much does it cost?"."""
_ENOUGH = 3
"""Words of weight that say what a clause is about, though it points at something too."""


def joints(question: str, look: Look | None = None) -> list[Joint]:
    """What joins the clauses of a question that each ask something of their own."""
    return [
        joint
        for joint, words in _asking(question)
        if not points_back(" ".join(words), question[: joint[0]], look)
    ]


def asks_more(question: str) -> bool:
    """Whether a clause of it asks more of what the one before it asks: "and when does it arrive?"."""
    return bool(_asking(question))


def stands_alone(words: list[str]) -> bool:
    """Whether a question says by itself what it is about."""
    weight = len(weighty(" ".join(words)))
    pointing = words[2:6] if words[1:2] == ["there"] else words[:6]  # "are there gift cards"
    return weight >= _ENOUGH or (weight > 0 and not _POINTS.intersection(pointing))


def points_back(question: str, before: str, look: Look | None) -> bool:
    """Whether a question is about what stands before it, and an entry does not answer it by itself."""
    if stands_alone(surface(question)):
        return False
    known = look is not None and look(question)[1] >= KNOWN
    return not (look and known and _meant_alone(question, before, look))


def _meant_alone(question: str, before: str, look: Look) -> bool:
    """Whether a question that points back asks what it asks by itself, of whatever stands before it.

    "Where is the shop? Can I park there?" asks where to park. "Do you clip nails? How much is it?" asks
    for no other price than that of nails: with these in mind another entry is nearer, or none.
    """
    found, _ = look(question)
    in_mind, chance = look(" ".join((*weighty(before), question)))
    return found == in_mind and chance >= LEAST


def meant(questions: Iterable[str], look: Look) -> Iterator[str]:
    """What each question of a message is looked up as: one that asks how much or how long of what was
    just named with the words of weight of that, if entries have another answer to it then."""
    before = ""
    for question in questions:
        own = set(weighty(question)) - _MEASURES
        light = bool(before and not own) and not stands_alone(surface(question))
        if light and not _meant_alone(question, before, look):
            yield " ".join((*weighty(before), question))
        else:
            yield question
        before = question if own else before


def context(said: Sequence[str], asking: Sequence[int], look: Look | None) -> bool:
    """Whether all sentences beside those that ask only state something of who asks, and the others say by
    themselves what they are about."""
    beside = [sentence for at, sentence in enumerate(said) if at not in asking]
    return (
        look is not None
        and all(states(sentence) and look(sentence)[1] < SURE for sentence in beside)
        and all(stands_alone(surface(said[at])) for at in asking)
    )


_MOST = 60
"""Joints of a question that are looked at: nobody joins so many."""
_CLAUSE = 400
"""Characters of a clause that tell whether it asks."""


def _asking(question: str) -> list[tuple[Joint, list[str]]]:
    """Each further clause that asks behind one that does: what joins it, and its words."""
    found: list[tuple[Joint, list[str]]] = []
    starts, end = [0], len(question)
    for joint in reversed(list(islice(_JOINT.finditer(question), _MOST))):
        words = surface(question[joint.end() : min(end, joint.end() + _CLAUSE)])
        further = _FURTHER.search(joint[0]) and not _WITHIN.fullmatch(joint[0])
        if _asks(words) or (further and _states(words)):
            found.insert(0, (joint.span(), words))
            starts, end = [0], joint.start()
        else:
            starts.append(joint.end())
    begun = any(_asks(surface(question[start : min(end, start + _CLAUSE)])) for start in starts)
    return found if begun else found[1:]


def _asks(words: list[str]) -> bool:
    """Whether a clause is put as a question, by the place of its verb; "dog ok" has none."""
    if len(words) > 1 and words[-1] in _GRANTED and len(words) <= FEWEST:
        return True
    if len(words) < FEWEST:
        return not _PARTICLES.isdisjoint(words[1:])
    first, second = words[:2]
    if first in _VERBS:
        noun = first in _BEFORE_NOUNS and len(weighty(" ".join(words[1:]))) > 1
        return second in _WHO or (second in _WHOSE and first not in _IDLE) or noun
    if asks(words):
        return second not in _WHO | _WHOSE
    inverted = second in _INVERTED and first not in _LINKS
    return inverted or not _PARTICLES.isdisjoint(words[1:])


def _states(words: list[str]) -> bool:
    """Whether a clause begins with a verb of its own, and not with more of the same."""
    return len(words) > 1 and not (_WHO | _WHOSE).intersection(words[:1])


# By what entries know


def split(question: str, look: Look) -> tuple[int, int] | None:
    """Where what joins two questions begins and ends; None for one question. It is two if the halves
    mean different entries, one of them more surely than the whole means any."""
    joints = list(islice((each for each in _joints(question) if _parts(question, each)), MANY))
    if not joints:
        return None
    whole = look(" ".join(question.split()))[1]
    surest, found = whole, None
    for start, end in joints:
        halves = question[:start], question[end:]
        (one, sure), (other, as_sure) = (look(" ".join(half.split())) for half in halves)
        if (
            one != other
            and min(sure, as_sure) >= max(LEAST, SHARE * whole)
            and max(sure, as_sure) > surest
            and _ask(question, start, end, (sure, as_sure))
        ):
            surest, found = max(sure, as_sure), (start, end)
    return found


def _parts(question: str, joint: Joint) -> bool:
    """Whether what joins may part two clauses: an adverb alone only where one begins behind it."""
    start, end = joint
    if not _WITHIN.fullmatch(question, start, end):
        return True
    words = surface(question[end : end + _CLAUSE])
    return _asks(words) or not _WHO.isdisjoint(words[:1])


def _ask(question: str, start: int, end: int, sure: tuple[float, float]) -> bool:
    """Whether both halves ask. In a question that has a mark a mere statement is none of its own,
    unless an entry has its very words; what a word joins shares the mark of its sentence."""
    if not any(map(marked, _SENTENCE.findall(question))):
        return True
    before, after = (_SENTENCE.findall(half) for half in (question[:start], question[end:]))
    if any(map(str.isalnum, question[start:end])) and marked(after[0]):
        before[-1] += "?"
    return all(
        chance >= SURE or any(puts(each, beside_marked=True) for each in half)
        for half, chance in zip((before, after), sure, strict=True)
    )


_NEAR = 120
"""Characters on each side of a break that are counted: few words are enough."""


def _joints(question: str) -> Iterator[tuple[int, int]]:
    """Each possible break, where both sides have words enough."""
    start = 0
    for found in _BREAK.finditer(question):
        before = question[max(start, found.start() - _NEAR) : found.start()]
        sides = before, question[found.end() : found.end() + _NEAR]
        if min(map(_length, sides)) >= FEWEST:
            start = found.end()
            yield found.span()


def _length(text: str) -> int:
    """Words; in scripts without blanks two characters count as one."""
    return sum(1 if word.isascii() or len(word) < 4 else len(word) // 2 for word in surface(text))
