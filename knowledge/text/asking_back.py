"""Whether words only ask whether something means yes or no: "so it's a yes?", "also ja?"."""

import re

from knowledge.text.normalise import surface
from knowledge.text.small_talk import SmallTalk, phrases_of, small_talk

LONGEST = 10
"""Words of such a question."""
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_LIGHT = frozenset(
    """so ok okay then well hm um oh and but or just really wait that thats this it its is are was the a an you mean
    means meaning saying say answer i take
    also dann das es ist heisst heißt ein eine oder und sie meinen aber doch nun
    entonces pues o y que es eso un una sea quiere quieres decir significa la respuesta
    donc alors c ce est un une ou et ca veut dire la reponse
    allora quindi e o un una vuol dire significa la risposta
    entao e ou um uma isso quer dizer significa a resposta""".split()  # noqa: SIM905
)


def asks_yes_or_no(text: str) -> bool:
    """Whether a question holds nothing but a yes or a no, and what leads to it."""
    words = surface(_DRAWN_OUT.sub(r"\1", text))
    if "?" not in text or not 0 < len(words) <= LONGEST:
        return False
    left = [word for word in words if word not in _LIGHT or small_talk([word]) in _SAID]
    known = {each[0] for kind in _SAID for each in phrases_of(kind) if len(each) == 1}
    return bool(left) and known.issuperset(left) and len(words) > len(left)


_SAID = frozenset({SmallTalk.YES, SmallTalk.NO})
