"""Ratings in people's own words: "10/10", "5 stars", "great", a thumb.

Words alone are one only where somebody was just asked how it was: elsewhere they mean other things.
A score says so by itself.
"""

import re

from knowledge.text.normalise import surface
from knowledge.text.small_talk import closes
from knowledge.text.weight import weighty

_OF = re.compile(
    r"(?<![\d/])(\d{1,2})(?:[.,]\d)?\s*(?:/|out of|of|von|de|sur|su)\s*(5|10|100)(?![\d/])"
)
_STARS = re.compile(
    r"(?<!\d)([0-5])(?:[.,]5)?\s*(?:stars?|sterne?n?|estrellas?|[ée]toiles?|estrelas?|stelle?|sterren|⭐|★)",
    re.IGNORECASE,
)
_SIGNS = {
    "good": "👍😊😀😃😄😁🥰😍❤🎉🙏💯🤩👏🙂",
    "ok": "😐😑🤷",
    "bad": "👎😡😠🤬😞😔🙁☹😭💩",
}
_WORDS = {
    "bad": """bad terrible awful horrible poor worst useless disappointing disappointed rubbish slow unhelpful pathetic
    schlecht schrecklich furchtbar mies enttauschend langsam malo mala pesimo pesima terrible fatal mauvais nul
    horrible decevant ruim pessimo pessima pessimo male scarso slecht kotu berbat rezalet zle slabo okropnie fatalnie плохо ужасно""",
    "ok": """ok okay fine alright average meh decent mediocre geht mittel durchschnittlich regular normal moyen bof
    correct medio discreto normale matig idare srednio przecietnie""",
    "good": """good great excellent perfect amazing awesome fantastic wonderful brilliant superb lovely nice helpful super best
    love loved gut toll prima klasse perfekt spitze hervorragend ausgezeichnet bueno buena excelente genial perfecto
    bien bon tres excellent parfait otimo otima bom boa perfeito buono ottimo ottima perfetto bene goed iyi harika mukemmel super dobrze swietnie swietny wspaniale
    хорошо отлично супер""",
}
LONGEST = 8
"""Words; longer answers say more than a rating."""


def rating_of(text: str) -> str | None:
    """ "good", "ok" or "bad" where a short answer says one, else None."""
    words = surface(text)
    if len(words) > LONGEST:
        return None
    if found := _OF.search(text):
        return _share(int(found[1]) / int(found[2]))
    if found := _STARS.search(text):
        return _share(int(found[1]) / 5)
    if stars := len(re.findall("[⭐★]", text)):
        return _share(min(stars, 5) / 5)
    told = {rating for rating, known in _WORDS.items() if set(words) & set(known.split())}
    told |= set() if words else {each for each, signs in _SIGNS.items() if set(signs) & set(text)}
    if len(told) != 1 or {"not", "no", "nicht", "kein", "pas", "non", "nao", "niet"} & set(words):
        return None
    return told.pop()


def says_more(text: str) -> bool:
    """Whether words say more than how it was: why. "It was okay I guess" does not."""
    scored = without_score(text)
    left = text if scored is None else scored
    known = set(" ".join(_WORDS.values()).split())
    return not closes(surface(left)) and any(word not in known for word in weighty(left))


def without_score(text: str) -> str | None:
    """What is left of a text without its one score, "5 stars"; None where there is none, or several."""
    found = [*_OF.finditer(text), *_STARS.finditer(text)]
    if len(found) != 1:
        return None
    start, end = found[0].span()
    return f"{text[:start]} {text[end:]}"


def _share(share: float) -> str:
    return "good" if share >= 0.75 else "ok" if share >= 0.45 else "bad"
