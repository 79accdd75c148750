"""Words that take what was said for an answer and want nothing more: "ok, I'll pay by card then".

Only what plainly does: where there is any doubt, something is still wanted.
"""

import re

from knowledge.text import intent
from knowledge.text.normalise import surface
from knowledge.text.sentences import puts_question
from knowledge.text.small_talk import SmallTalk, cut, small_talk

_TAKES = frozenset(
    {SmallTalk.THANKS, SmallTalk.OKAY, SmallTalk.YES, SmallTalk.SOLVED, SmallTalk.TRYING}
)
_WANTS = re.compile(
    r"n['’]t\b|\b(?:but|still|not?|cannot|please|pls|need|want|would like|waiting|also|another|else|however|though"
    r"|problem|error|broken|fail\w*|wrong|when|until"
    r"|aber|noch|nicht|kein\w*|bitte|brauche|möchte|will|warte|auch|fehler|kaputt|falsch|wann|bis"
    r"|mais|pas|encore|besoin|attends|aussi|plaît|veux|voudrais"
    r"|pero|todavía|aún|necesito|quiero|espero|también|favor"
    r"|ma|però|non|ancora|bisogno|voglio|vorrei|aspetto|anche|favore"
    r"|mas|não|nao|ainda|preciso|quero|também)\b",
    re.IGNORECASE,
)
"""Words by which, in one of the six languages, something more may be wanted."""


_OWN = {
    "i",
    "i'll",
    "ill",
    "we",
    "we'll",
    "then",
    "ich",
    "wir",
    "dann",
    "je",
    "nous",
    "yo",
    "io",
    "eu",
}
"""Behind a lone "ok": what they do themselves, and not what is to be done for them."""


def accepts(text: str) -> bool:
    """Whether words begin with a thanks or an okay, and nothing in them asks or objects."""
    words = surface(text)
    if small_talk(words) in _TAKES:
        return True
    # "will" is a wish in German alone.
    wants = _WANTS.search(re.sub(r"\b(?:i|we|you|it|that) will\b", "", text, flags=re.IGNORECASE))
    if wants or puts_question(text) or intent.asked(text):
        return False
    before = cut(words)[0] or int(words[1:2] != [] and words[1] in _OWN)
    return before > 0 and small_talk(words[:before]) in _TAKES
