"""Whether a statement goes on with what was told before, or reports what happened: no question of its own.

"It came broken too" leans on what was said, "we slept in the car" reports; "the wifi is down" does
neither and may be another matter.
"""

import re

from knowledge.text.asking import asks
from knowledge.text.normalise import surface
from knowledge.text.weight import weighty

__all__ = ["adds", "goes_on", "leans", "reports", "wishes"]

LONGEST = 400
"""Letters of a statement that are looked at."""

_GOES_ON = frozenset(
    {"and", "or", "but", "und", "oder", "aber", "why", "y", "o", "et", "ou", "e", "ve", "i"}
)
"""What the next words of one matter begin with; "y" is read as "why"."""
_LEANING = frozenset(
    """it its that this those these them they one ones he she again es das
    dies diese dieser dieses sie ihn ihm davon dazu damit wieder eso esto ello lo la los
    las ca cela ceci le les questo quello isso isto ele ela""".split()  # noqa: SIM905 - a column of words reads better
)
"""Words that lean on what was said before: "it is the green one"."""
_ADDS = re.compile(
    r"\b(?:too|also|either|then|already|afterwards|as well|on top(?: of that)?|after that|auch|dann|danach|ausserdem|obendrein"
    r"|tambien|ademas|luego|encima|aussi|ensuite|en plus|anche|poi|inoltre|per di piu|tambem|depois|alem disso)\b"
)
"""Words that say that more is told of the same."""
_WISHES = re.compile(
    r"^(?:(?:hi|hello|hey|hallo|hola|ciao|bonjour|please|bitte|just|and|ok) )*"
    r"(?:(?:i|we) (?:(?:just|also|only|really) )?(?:need|want|would like|wish|am looking for)|need|want|looking for|would like"
    r"|(?:ich|wir) (?:brauche|brauchen|mochte|mochten|will|wollen|suche|suchen|hatte gern)"
    r"|(?:yo )?(?:quiero|quisiera|necesito|busco|queremos|necesitamos)"
    r"|(?:je|on|nous) (?:veux|voudrais|voudrait|voudrions|cherche|cherchons)|ai besoin"
    r"|(?:vorrei|voglio|cerco|vorremmo|ho bisogno)|(?:eu )?(?:quero|queria|preciso|gostaria|procuro))(?: |$)"
)

_PAST = re.compile(
    r"\b(?:was|were|had|did|came|got|went|said|told|left|broke|found|took|gave|made|kept|fell|paid|sent|bought|lost"
    r"|rang|rained|saw|felt|slept|heard|thought|wrote|stood|cost|ate|drank|drove|spent|brought|caught|forgot|tore|wore|stole"
    r"|(?!\w*eed\b)\w{2,}[^e\W]ed"
    r"|war|waren|wurde|wurden|kam|kamen|ging|gingen|stand|standen|lag|lagen|hatte|hatten|fehlte|konnte|konnten|musste|mussten"
    r"|era|eran|estaba|estaban|fue|fueron|habia|habian|tenia|tenian"
    r"|etais|etait|etaient|avais|avait|avaient|erano|stato|stata|foi|foram|estava|estavam|tinha|tinham|veio)\b"
)
_PERFECT = re.compile(
    r"\b(?:habe?|haben|hat|ist|sind|bin)\b.*\b(?:\w{0,7}ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer)\w{3,}(?:t|en)|\w+iert)\b"
    r"|\b(?:he|ha|han|hemos)\b.{1,20}(?:ado|ido|sto|cho)\b"
    r"|\b(?:ai|as|a|avons|avez|ont) (?:\w+ )?\w+(?:e|ee|es|ees|i|is|u|us|it|ert)\b"
    r"|\b(?:ho|hai|ha|abbiamo|hanno)\b.{1,20}(?:at|it|ut|st|rt|tt)[oaie]\b"
)
_ENDINGS = re.compile(
    r"\b(?!caf|as|aqu|all|ah|qu|porqu|tambi|est|s|m)\w{2,}(?:é|ó|í)\b|\w{2,}(?:aron|ieron|iste|aste)\b"
)
_PORTUGUESE = re.compile(r"\b(?!est|s|v|d|h|l|r)\w{3,}(?:ei|ou|aram|eram)\b")
"""Endings of the past that lose what tells them when they are folded, and those of Portuguese."""


def goes_on(words: list[str]) -> bool:
    """Whether folded words begin as the next ones of one matter do: "and to Peru?"."""
    return words[:1] != [] and words[0] in _GOES_ON and not asks(words[1:])


def adds(text: str) -> bool:
    """Whether a statement says that it tells more of the same: "and the box was open", "cold as well"."""
    words = surface(text[:LONGEST])
    begins = words[:1] != ["i"] and goes_on(words)
    return begins or bool(_ADDS.search(" ".join(words)))


def leans(text: str) -> bool:
    """Whether a statement leans on what was said before: "it is the green one"."""
    return adds(text) or not _LEANING.isdisjoint(surface(text[:LONGEST]))


def reports(text: str) -> bool:
    """Whether a statement tells of what happened: "we paid by card", "ich habe zweimal angerufen"."""
    words = " ".join(surface(text[:LONGEST]))
    written = text[:LONGEST].casefold()
    past = _PAST.search(words) or _PERFECT.search(words)
    return bool(past or _ENDINGS.search(written) or _PORTUGUESE.search(written))


def wishes(text: str) -> bool:
    """Whether somebody says what they want, in the place of a question: "i need an invoice"."""
    words = surface(text[:LONGEST])
    return bool(_WISHES.match(" ".join(words))) and bool(weighty(text))
