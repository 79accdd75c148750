"""Ratings in people's own words: "10/10", "5 stars", "great", a thumb.

Words alone are one only where somebody was just asked how it was: elsewhere they mean other things.
A score says so by itself.
"""

import re
from collections.abc import Sequence

from knowledge.text.normalise import surface
from knowledge.text.sentences import asks
from knowledge.text.small_talk import closes
from knowledge.text.weight import weighty

_OF = re.compile(
    r"(?<![\d/])(\d{1,2})(?:[.,]\d)?\s*(?:/|out of|of|von|de|sur|su)\s*(5|10|100)(?![\d/])"
)
_STARS = re.compile(
    r"(?<!\d)([0-5])(?:[.,]5)?\s*(?:stars?|sterne?n?|estrellas?|[ée]toiles?|estrelas?|stelle?|sterren|⭐|★)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?<!\w)(?:nota|voto|puntuaci[oó]n)(?:\s*(?:de|:))?\s*(10|\d)(?:[.,]\d)?(?![\d.,/%€$]|\s*(?:de|su|/))",
    re.IGNORECASE,
)
"""Marks out of ten; a German "Note 1" is the best and a French "note" is out of twenty."""
_SIGNS = {
    "good": "👍😊😀😃😄😁🥰😍❤🎉🙏💯🤩👏🙂",
    "ok": "😐😑🤷",
    "bad": "👎😡😠🤬😞😔🙁☹😭💩",
}
_WORDS = {
    "bad": """rude late unfriendly impolite unfreundlich unhoflich lento lenta lentos lentas grosero grosera lent lente impoli impolie
    tarde tardaron lentissimo scortese traag bad terrible awful horrible poor worst useless disappointing disappointed rubbish slow unhelpful pathetic
    schlecht schrecklich furchtbar mies enttauschend langsam malo mala pesimo pesima terrible fatal mauvais nul
    horrible decevant ruim pessimo pessima pessimo male scarso slecht kotu berbat rezalet zle slabo okropnie fatalnie плохо ужасно""",
    "ok": """ok okay fine alright average meh decent mediocre geht mittel durchschnittlich regular normal moyen bof
    correct medio discreto normale matig idare srednio przecietnie""",
    "good": """friendly quick fast polite kind competent professional freundlich nett schnell hoflich kompetent hilfreich
    amable amables rapido rapida atentos gentil gentils gentille sympa sympas rapide rapides aimable aimables efficace
    gentile gentili veloce simpatico simpatica rapidos atenciosos vriendelijk snel good great excellent perfect amazing awesome fantastic wonderful brilliant superb lovely nice helpful super best
    love loved gut toll prima klasse perfekt spitze hervorragend ausgezeichnet bueno buena excelente genial perfecto
    bien bon tres excellent parfait otimo otima bom boa perfeito buono ottimo ottima perfetto bene goed iyi harika mukemmel super dobrze swietnie swietny wspaniale
    хорошо отлично супер""",
}
LONGEST = 8
"""Words; of longer answers the first clause says how it was, and the rest why."""
FIRST = 4
"""Words of such a clause: "not so good, nobody told me anything for hours"."""
_NOT = frozenset(
    {"not", "no", "nicht", "kein", "keine", "pas", "non", "nao", "niet", "never", "hardly"}
)
_BUT = frozenset(
    """but though although however yet aber doch jedoch obwohl pero aunque mais mas porem pourtant
    ma maar ama но""".split()  # noqa: SIM905 - a column of words reads better
)
_CLAUSE = re.compile(r"[,.;:!\n–—]+(?:\s+|$)|\s-+\s")


def rating_of(text: str) -> str | None:
    """ "good", "ok" or "bad" where an answer says one, else None: a question says none. Praise and
    blame together, and praise with a but, are "ok"; "not good" is bad, and "not bad" is "ok"."""
    words = surface(text)
    if "?" in text or "？" in text or asks(words):
        return None
    if len(words) > LONGEST:
        first = surface(_CLAUSE.split(text.strip(), maxsplit=1)[0])
        return _told(first) if len(first) <= FIRST and _only_rates(first) else None
    share = _scored(text)
    if share is not None:
        return _share(share)
    return _told(words) if words else _signed(text)


def _signed(text: str) -> str | None:
    signs = {each for each, known in _SIGNS.items() if set(known) & set(text)}
    return signs.pop() if len(signs) == 1 else None


def _scored(text: str) -> float | None:
    """The share of the best score there is, 0 to 1, where a text gives a score."""
    if found := _OF.search(text):
        return int(found[1]) / int(found[2])
    for pattern, best in ((_STARS, 5), (_MARK, 10)):
        if found := pattern.search(text):
            return int(found[1]) / best
    stars = len(re.findall("[⭐★]", text))
    return min(stars, 5) / 5 if stars else None


_KNOWN = {rating: frozenset(words.split()) for rating, words in _WORDS.items()}


def _told(words: Sequence[str]) -> str | None:
    """What words say of how it was; a no turns only the word it stands before."""
    if not _ASKS_FOR.isdisjoint(words):
        return None
    told = _ratings(words)
    if len(told) > 1 or (told == {"good"} and not _BUT.isdisjoint(words[1:])):
        return "ok"
    return told.pop() if told else None


def _ratings(words: Sequence[str]) -> set[str]:
    return {each for at, word in enumerate(words) if (each := _of_a_word(words, at, word))}


_ASKS_FOR = frozenset(
    "need want looking brauche suche quiero necesito busco veux besoin cherche preciso cerco".split()  # noqa: SIM905
)
""" "I need a good lamp" rates nothing."""


def _of_a_word(words: Sequence[str], at: int, word: str) -> str | None:
    said = next((rating for rating, known in _KNOWN.items() if word in known), None)
    if said is None or _NOT.isdisjoint(words[max(at - _TURNED, 0) : at]):
        return said
    return {"good": "bad", "bad": "ok", "ok": "bad"}[said]


_TURNED = 3
"""Words up to which a no stands before what it turns: "not really that good"."""


def _only_rates(words: Sequence[str]) -> bool:
    known = frozenset().union(*_KNOWN.values(), _NOT, _AROUND)
    return all(word in known for word in words)


_AROUND = frozenset(
    """so very really that it was at all pretty quite too rather overall only a bit sehr echt war es das
    ganz zu leider muy demasiado fue estuvo tres trop c'est c etait tout muito foi molto troppo era
    erg was het""".split()  # noqa: SIM905 - as above
)
"""What stands around such a word and says no more."""


def says_more(text: str) -> bool:
    """Whether words say more than how it was: why. "It was okay I guess" does not."""
    scored = without_score(text)
    left = text if scored is None else scored
    known = frozenset().union(*_KNOWN.values(), _NOT)
    return not closes(surface(left)) and any(word not in known for word in weighty(left))


def both(text: str) -> bool:
    """Whether words praise and blame: "good, but slow" says why by itself."""
    return len(_ratings(surface(text))) > 1


def without_score(text: str) -> str | None:
    """What is left of a text without its one score, "5 stars"; None where there is none, or several."""
    found = [*_OF.finditer(text), *_STARS.finditer(text), *_MARK.finditer(text)]
    if len(found) != 1:
        return None
    start, end = found[0].span()
    return f"{text[:start]} {text[end:]}"


def _share(share: float) -> str:
    return "good" if share >= 0.75 else "ok" if share >= 0.45 else "bad"
