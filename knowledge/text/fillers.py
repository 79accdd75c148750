"""Fillers: what people put before, after and into a question without asking anything else.

No word that turns or narrows a question: no "not", "now", "first" or "plus".
"""

from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Self

from knowledge.text.normalise import surface

_BEFORE = """
and | so | but | or | also | then | ok | okay | well | right | alright | anyway | anyways | actually | btw | by the way | oh | ah | um | uh | uhm | hm | hmm |
yes | yeah | yep | please | sorry | excuse me | pardon | pardon me | just | quick question | a quick question | just a quick question | one quick question |
question | a question | one question | another question | next question | new question | a new question | different question | a different question | second question | unrelated question | something else | something different | on another note | my question | my question is | the question is | i have a question | i have a quick question | i have another question | i had a question | got a question |
one more thing | one more question | one last thing | one last question | another thing | last thing | lastly | finally | firstly | first of all | secondly | additionally | besides | hi | hey | hello |
can you tell me | could you tell me | can you please tell me | could you please tell me | please tell me | tell me | do you know | do you happen to know | i was wondering | i wonder | i wanted to ask | i want to ask | i would like to know | i want to know | i need to know | just wondering | does anyone know | does anybody know | does someone know | does somebody know | do any of you know | anyone know | anybody know | anyone knows | can anyone tell me | can anybody tell me | can someone tell me | can somebody tell me | could someone tell me | could anyone tell me |
und | aber | oder | also | dann | na | naja | tja | ach | achso | ja | alles klar | bitte | entschuldigung | verzeihung | tut mir leid | kurze frage | nur kurz | eine frage | eine kurze frage | noch eine frage | andere frage | eine andere frage | neue frage | nachste frage | noch was anderes | was anderes | etwas anderes | frage | meine frage | ich habe eine frage | ich habe noch eine frage | ich hatte eine frage | ausserdem | ubrigens | und zwar | sagen sie | sag mal | wissen sie | weiss jemand | weiss wer | weiss einer | weiss hier jemand | weiss irgendjemand | kann mir jemand sagen | kann jemand sagen |
y | e | pero | o | entonces | pues | bueno | vale | ademas | tambien | oye | oiga | perdon | perdona | perdone | disculpa | disculpe | por favor | una pregunta | una pregunta rapida | una duda | otra pregunta | nueva pregunta | otra cosa | otra duda | otro tema | tengo una pregunta | tengo una duda | por cierto | alguien sabe | sabe alguien | alguno sabe | alguien me puede decir | alguien puede decirme | me puede decir alguien |
et | mais | ou | donc | alors | eh bien | euh | ah | oui | d'accord | d accord | aussi | ensuite | puis | sinon | au fait | pardon | excusez moi | desole | s'il vous plait | s il vous plait | svp | stp | une question | petite question | une petite question | une autre question | autre question | nouvelle question | j'ai une question | j ai une question | autre chose | quelqu'un sait | quelqu un sait | est ce que quelqu'un sait | est ce que quelqu un sait | quelqu'un peut me dire | quelqu un peut me dire |
mas | ou | entao | bom | ta | tambem | alem disso | desculpe | desculpa | uma pergunta | uma duvida | outra pergunta | nova pergunta | outra coisa | outro assunto | tenho uma pergunta | tenho uma duvida | a proposito | alguem sabe | alguem pode me dizer | alguem sabe dizer |
ma | allora | quindi | dunque | beh | anche | poi | inoltre | scusi | scusa | scusate | mi scusi | per favore | per cortesia | per piacere | una domanda | una domanda veloce | un'altra domanda | un altra domanda | altra domanda | nuova domanda | un'altra cosa | altra cosa | ho una domanda | a proposito | senta | qualcuno sa | qualcuno sa dirmi | qualcuno puo dirmi | qualcuno mi sa dire
"""
_AFTER = """
please | pls | then | though | anyway | btw | by the way | thanks | thank you | thanks a lot | thank you very much | many thanks | thanks in advance | thank you in advance | cheers | ok | okay | sorry | exactly | do you know | can you tell me | could you tell me | please tell me | just wondering | just asking | too | also | regards | best regards | kind regards |
bitte | danke | vielen dank | danke im voraus | eigentlich | denn | dann | viele grusse | liebe grusse | mit freundlichen grussen | lg | mfg |
por favor | porfa | gracias | muchas gracias | entonces | tambien | saludos | un saludo |
s'il vous plait | s il vous plait | svp | stp | merci | merci beaucoup | merci d'avance | merci d avance | alors | donc | aussi | cordialement |
obrigado | obrigada | muito obrigado | muito obrigada | entao | tambem | atenciosamente | abracos |
per favore | per cortesia | per piacere | grazie | grazie mille | allora | quindi | anche | saluti | cordiali saluti
"""
REACH = 12
"""Words at either end that are looked at."""

Phrase = tuple[str, ...]


class _Phrases(NamedTuple):
    """Fillers, and by the word that they begin with how many words the longest has."""

    whole: frozenset[Phrase]
    longest: dict[str, int]

    @classmethod
    def of(cls, phrases: Set[Phrase]) -> Self:
        longest: dict[str, int] = {}
        for first, *more in phrases:
            longest[first] = max(longest.get(first, 0), 1 + len(more))
        return cls(frozenset(phrases), longest)


def bared(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words without fillers at their ends, the longest first; of several runs the shorter ones
    are tried too, for a question may begin with "so" itself."""
    for start, end in edges(words):
        yield words[start:end]


def edges(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words without fillers at their ends begin and end, as `bared` has them."""
    befores, afters = _phrases()
    starts = _ends(words[:REACH], befores)
    tails = _ends(words[: -REACH - 1 : -1], afters)
    if len(starts) == len(tails) == 1:
        return
    cuts = sorted((start + tail, start, tail) for start in starts for tail in tails)
    for both, start, tail in cuts:
        if 0 < both < len(words):
            yield start, len(words) - tail


def _ends(words: Sequence[str], phrases: _Phrases) -> list[int]:
    """How many words, from the first on, are whole fillers: each number that can be."""
    found = [0]
    for at in found:
        most = phrases.longest.get(words[at], 0) if at < len(words) else 0
        for size in range(1, min(most, len(words) - at) + 1):
            if tuple(words[at : at + size]) in phrases.whole and at + size not in found:
                found.append(at + size)
    return found


@cache
def _phrases() -> tuple[_Phrases, _Phrases]:
    """Those before, and those after with their words turned round, as they are met from the end."""
    before = {phrase for text in _BEFORE.split("|") for phrase in _spellings(text)}
    after = {phrase[::-1] for text in _AFTER.split("|") for phrase in _spellings(text)}
    return _Phrases.of(before), _Phrases.of(after)


def _spellings(text: str) -> set[Phrase]:
    """A filler as it is written and as it is folded; a lone letter is short for a word: "y", "why"."""
    written = tuple(text.split())
    return {written} if written in {("y",), ("e",), ("o",)} else {written, tuple(surface(text))}


EMPTY = frozenset(
    """a an the my your our some any this i we you me us it do does can could would may will shall please just is are am there be
    der die das den dem des ein eine einen einem einer mein meine meinen meinem meiner euer eure dein deine ich man wir ihr du sie es kann konnen konnte
    mochte mochten will darf bitte denn eigentlich mal ist sind gibt gibts habt bei euch
    el la los las un una unos unas mi mis tu tus su sus se yo me puedo puede podeis podria quiero quisiera hay es por favor to
    le les une des mon ma mes vos votre je on vous puis peut pouvez peux veux voudrais est ce que il y svp l d qu""".split()  # noqa: SIM905
)
"""Words that change nothing of a question wherever they stand: articles, owners, "can I"."""
_WISHES = frozenset(
    {
        ("want", "to"),
        ("need", "to"),
        ("like", "to"),
        ("possible", "to"),
        ("you", "have"),
        ("you", "got"),
    }
)
_HAVE_GOT = ("have", "you", "got")
_WAYS = frozenset({"how", "wie", "como", "comment"})
_MEASURES = frozenset(
    """much many long often soon fast far old big large late early viel viele lange oft schnell weit alt gross hoch teuer spat
    longtemps""".split()  # noqa: SIM905
)
"""After these words "how" asks something of its own."""


def bones(words: Sequence[str]) -> tuple[str, ...]:
    """What is left of a question without the words that change nothing, wherever they stand; nothing
    where that is a single word, which may be asked about in many ways."""
    kept = telling(words)
    return kept if len(kept) > 1 else ()


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a question without those that change nothing, wherever they stand."""
    following = [*words[1:], ""]
    wishes = {
        place
        for at, pair in enumerate(pairwise(words))
        if pair in _WISHES
        for place in range(at - ((*words[at - 1 : at], *pair) == _HAVE_GOT), at + 2)
    }
    return tuple(
        word
        for at, word in enumerate(words)
        if at not in wishes
        and word not in EMPTY
        and not (word in _WAYS and following[at] not in _MEASURES)
    )
