"""Telling whether one question of a message is several.

"Where is my parcel, do you ship to Norway" is two by its form, whether or not entries know them. Of
"my parcel is late and I forgot my password" only the entries can tell, and "I lost my card and need a
new one" is one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from knowledge.text.beside import puts
from knowledge.text.folding import fold
from knowledge.text.leaning import (
    FEWEST,
    LEAST,
    MEASURES,
    Look,
    meant_alone,
    points_back,
    stands_alone,
)
from knowledge.text.normalise import surface
from knowledge.text.sentences import asks, marked
from knowledge.text.stops import INNER, held
from knowledge.text.verbatim import SURE
from knowledge.text.weight import weighty

Joint = tuple[int, int]
"""Where what joins two questions begins and ends."""

MANY = 2
"""Breaks that are looked at in one question; each costs two looks."""
SHARE = 0.4
"""What each half needs of the whole's: a sure answer is not parted for a vague half."""

_SENTENCE = re.compile(r"[^.?!。？！؟\n]+[.?!。？！؟]*")
_BREAK = re.compile(
    r"""(?:[,;.]|(?<!\s))\s+(?:and|also|plus|und|außerdem|auch|y|también|et|aussi|e|anche|também|en|ook|ve|и|[&+/])\s+
        (?:(?:also|then|auch|también|aussi)\s+)?
    | ;\s+ | [；،]\s* | (?<=[.?!])\s+ | (?<=[。？！؟])\s* | \n""",
    re.VERBOSE | re.IGNORECASE,
)
"""Blanks are looked along once, from where they begin: what is not read of a message leaves many."""


# By their form

_ALSO = r"also|then|auch|también|además|aussi|anche|ook|außerdem|ayrıca|também|inoltre"
_JOINT = re.compile(
    rf"""(?:[,;.?!，、；]|(?<!\s))\s+
        (?:(?:(?:and|or|plus|und|oder|y|et|ou|e|o|en|ve|oraz|и|i(?=\s(?:czy|jak|gdzie|kiedy|ile)\b)|{_ALSO})\b|[&+/])[,:]?\s+)
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
    haben habt muss darf puis peux peut faut est""".split()  # noqa: SIM905 - a column of words reads better
)
_GERMAN = frozenset(
    """der das den dem ein eine einen einer man ich ihr es wir sie bei fur mit im zu euch pro mein meine""".split()  # noqa: SIM905
)
"""Small words that tell German's "was kostet das" from English's "was told"."""
_BEFORE_NOUNS = frozenset({"is", "are", "does"})
"""Of these, verbs that ask before any noun: "is shipping free". "Was told" states something."""
_IDLE = frozenset({"do", "have", "has", "may", "habt", "haben"})
"""Of these, verbs that ask before pronouns only: "and have my money back"."""
_SERVES = frozenset(
    """tienen teneis hacen haceis aceptan aceptais venden vendeis envian enviais ofrecen ofreceis reparan reparais
    abren abris estan estais avete fate siete spedite accettate vendete offrite riparate aprite
    consegnate insegnate potete tem vendem fazem aceitam enviam entregam oferecem consertam abrem ficam voces voce ustedes vosotros voi""".split()  # noqa: SIM905
)
"""What begins a question where who is asked is left out, or stands first: "spedite in Norvegia"."""
_THERE = frozenset({"gibt", "gibts"})
"""What asks whether there is something: "gibts Parkplätze". Who states it says "es gibt"."""
_YOU_ALL = re.compile(r"\w{3,}(?:ate|ete|ite)")
_ITALIAN = frozenset("anche il lo gli un una del della dei con per di le in".split())  # noqa: SIM905
"""How Italian verbs end that ask of several, and what tells them from "private": "accordate anche arpe"."""
_WHO = frozenset(
    """i you he she it we they there ich du ihr sie wir man es je tu vous nous on il elle ce""".split()  # noqa: SIM905
)
_WHOSE = frozenset(
    """the a an any my your our their his her this that these those all someone anyone everybody der die
    das mein meine meinen mir c le la les mon ma""".split()  # noqa: SIM905 - as above
)
"""Who stands behind the verb of a question: "do you", "is the"; before it they state something."""
_INVERTED = frozenset({"ich", "ihr", "vous", "wir"})
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


def joints(question: str, look: Look | None = None) -> list[Joint]:
    """What joins the clauses of a question that each ask something of their own, and what stands behind
    an entry's very words, which are answered whatever is asked of it besides."""
    every = _asking(question)
    known = look is not None and bool(every) and look(question[: every[0][0][0]].strip())[1] >= SURE
    return [
        joint
        for at, (joint, words) in enumerate(every)
        if (known and at == 0) or not points_back(" ".join(words), question[: joint[0]], look)
    ]


def further(question: str) -> list[str]:
    """Its clauses that ask more of what the one before them asks: "and when does it arrive?"."""
    joints = [joint for joint, _ in _asking(question)]
    ends = [start for start, _ in joints[1:]] + [len(question)]
    return [question[joint[1] : end].strip() for joint, end in zip(joints, ends, strict=False)]


def meant(questions: Iterable[str], look: Look) -> Iterator[str]:
    """What each question of a message is looked up as.

    One that asks how much or how long of what was just named is looked up with the words of weight of
    that, if entries have another answer to it then. Where nothing is known of what is asked first, more
    of it is not looked up: "do you teach singing, and how much is it?" asks for no other price.
    """
    before = ""
    for question in questions:
        own = set(weighty(question)) - MEASURES
        light = bool(before and not own) and not stands_alone(surface(question))
        if light and not meant_alone(question, before, look):
            yield " ".join((*weighty(before), question))
        else:
            yield _first_asked(question, look)
        before = question if own else before


def _first_asked(question: str, look: Look) -> str:
    """The clause that a question asks first, where no entry knows that; all of it otherwise."""
    joints = [joint for joint, _ in _asking(question)]
    first = question[: joints[0][0]].strip() if joints else ""
    unknown = len(weighty(first)) > 0 and look(first)[1] < LEAST
    return first if unknown else question


_MOST = 60
"""Joints of a question that are looked at: nobody joins so many."""
_CLAUSE = 400
"""Characters of a clause that tell whether it asks."""


def _asking(question: str) -> list[tuple[Joint, list[str]]]:
    """Each further clause that asks behind one that does: what joins it, and its words."""
    found: list[tuple[Joint, list[str]]] = []
    starts, end = [0], len(question)
    for joint in reversed(list(islice(_JOINT.finditer(held(question)), _MOST))):
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
    if len(words) < 2:
        return False
    if (len(words) <= FEWEST and words[-1] in _GRANTED) or words[0] in _THERE:
        return True
    if len(words) < FEWEST:  # "dónde estáis", "tem estacionamento"
        serves = not _SERVES.isdisjoint(words) and (asks(words) or words[0] in _SERVES)
        return serves or not _PARTICLES.isdisjoint(words[1:])
    return _by_its_verb(words) or _leaves_out_who(words) or not _PARTICLES.isdisjoint(words[1:])


def _by_its_verb(words: list[str]) -> bool:
    """Whether its verb stands where questions have it."""
    first, second = words[:2]
    if first == "was" and not _GERMAN.isdisjoint(words[2:]):
        return True
    if first in _VERBS:
        noun = first in _BEFORE_NOUNS and len(weighty(" ".join(words[1:]))) > 1
        return second in _WHO or (second in _WHOSE and first not in _IDLE) or noun
    if asks(words):
        return second not in _WHO | _WHOSE
    return second in _INVERTED and first not in _LINKS


def _leaves_out_who(words: list[str]) -> bool:
    """Whether it begins as questions do that leave out who is asked, or name them first."""
    ends = _YOU_ALL.fullmatch(words[0]) is not None
    return words[0] in _SERVES or (ends and not _ITALIAN.isdisjoint(words[1:]))


def _states(words: list[str]) -> bool:
    """Whether a clause begins with a verb of its own, and not with more of the same."""
    return len(words) > 1 and not (_WHO | _WHOSE).intersection(words[:1])


# By what entries know

_PLACES = frozenset(
    """at in on from im am an auf aus bei beim vom en dans au chez nel nella al no na em""".split()  # noqa: SIM905
)
"""What stands between a thing and where it is."""
_OWNED = _WHOSE | frozenset(
    "mi mis tu su el los las un una il lo gli mio mia miei os um uma meu minha".split()  # noqa: SIM905
)
"""What stands before a thing that is named."""
_THING = 4
"""Words that name one, at most: with more of them something is said of it."""


def split(question: str, look: Look) -> tuple[int, int] | None:
    """Where what joins two questions begins and ends; None for one question. It is two if the halves
    mean different entries, one of them more surely than the whole means any."""
    plain = held(question)
    joints = list(islice((each for each in _joints(plain) if _parts(plain, each)), MANY))
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
            and _ask(plain, start, end, (sure, as_sure))
        ):
            surest, found = max(sure, as_sure), (start, end)
    return found


def _parts(question: str, joint: Joint) -> bool:
    """Whether what joins may part two clauses: an adverb alone, or one behind a date or an abbreviation,
    only where a clause begins behind it; not what joins two things, as in "my apron and towel at the studio"."""
    start, end = joint
    words = surface(question[end : end + _CLAUSE])
    if _WITHIN.fullmatch(question, start, end) or question[:start].endswith(INNER):
        return _asks(words) or not _WHO.isdisjoint(words[:1])
    named = surface(question[max(0, start - _NEAR) : start])[-2:-1]
    return _OWNED.isdisjoint(named) or not _names_a_thing(question[end : end + _CLAUSE])


def _names_a_thing(text: str) -> bool:
    """Whether it names a thing at a place: "towel at the studio", "my towel at the studio"."""
    words = fold(text).split()
    whose = not _OWNED.isdisjoint(words[:1])
    bare = words[1:] if whose else words
    return not _PLACES.isdisjoint(bare[1:2]) and (not whose or len(bare) <= _THING)


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
