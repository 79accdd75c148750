"""Passwords told around the word for it: "the password I use is sunflower", "I typed sunflower as my password",
"how do I change my password? it's rover123 now".

As in plain_passwords, any word there is one unless it says how a password is.
"""

import re
from itertools import islice

from knowledge.text.kind import IGNORE, Kind, made_up
from knowledge.text.plain_passwords import (
    ARTICLE,
    ENDS,
    IS,
    NAMES,
    SHORT,
    SIGNS,
    SOLE,
    STILL,
    TOKEN,
    none_says_how,
)

_NOW = r"(?:now|jetzt|nun|ahora|maintenant|ora|adesso|agora)"
_AND = r"(?:(?:and|but|so|und|aber|y|pero|et|mais|e|ma|mas)\s{1,2})?"
_ONE_OF_MINE = (
    r"(?:,?\s{1,2}(?:(?:that|which|das|dass|was)\s{1,2})?(?:my\s{1,2}\w{2,12}\s{1,2}(?:and\s{1,2})?)?(?:i|we|he|she|ich|wir)(?=['’\s])|"
    r",?\s{1,2}(?:que|qué|che|qu['’]on)(?=\s))"
)
"""How what somebody does with their password begins: "the password I use", "la contraseña que uso"."""
_TYPES = (
    r"(?:typ(?:e|ed|ing)|enter(?:ed|ing)?|put|tr(?:y|ied|ying)|ch(?:oo|o)se|chosen|pick(?:ed)?|set|have|had|took|take|gave|wrote|us(?:e|ed|ing)|"
    r"hab(?:e|en)?|hatte|nehme|nahm|nutze|verwende|benutze|w[äa]hle|gebe|gab|tippe|schreibe|puse|pongo|uso|us[eé]|met[íi]|escrib[íi]|"
    r"mis|mets|utilise|tap[ée]|entr[ée]|choisi|messo|metto|usato|scritto|inserito|digitato|usei|uso|coloquei|pus|digitei|escrevi)"
)
_FILLED = r"(?:(?:in|up|ich|wir|i|we|j['’]?ai|ho|he|immer|always|now|jetzt|just)\s{1,2})"
_DONE = r"(?:eingegeben|eingetippt|genommen|gew[äa]hlt|gesetzt|verwendet|benutzt|genutzt)"
_BESIDE = frozenset(
    """wifi wlan wi-fi site website webseite portal portail app shop netflix spotify login router email mail question frage hinweis
    info link safe tresor bdd wordpress compte admin server invité client boutique forgot lost sender""".split()  # noqa: SIM905
)
"""What a password is for, where a word for it and that is all that is said: "pw wlan"."""
_DOING = re.compile(r"\w{3,}ing", IGNORE)
_NAME = re.compile(rf"(?<![^\W_]){NAMES}(?![^\W_])", IGNORE)
_ANY_NAME = re.compile(rf"(?<![^\W_])(?:{NAMES}|{SHORT})", IGNORE)
_ANY_SIGN = (*SIGNS, "pass", "kw", "contra", "code")
MANY = 300
"""Words for a password, from which on a text is a list: nobody tells of so many in sentences."""
_BEFORE, _AFTER = 300, 1_000
"""Characters around a word for a password, beyond which nothing is told of it."""
_NEAR = 100
"""Characters before "it's rover123" in which the password is named, at most."""


def _told(found: re.Match[str]) -> bool:
    return none_says_how(found["value"])


def _stands_alone(found: re.Match[str]) -> bool:
    """Judge "mdp tournesol": a word or two that is no place to log in to."""
    value = found["value"]
    return none_says_how(value) and value.casefold() not in _BESIDE and not _DOING.fullmatch(value)


def _it_is(found: re.Match[str]) -> bool:
    """Judge "…my password, it's rover123 now": what looks made up, or what it is by now."""
    value = found["value"]
    before = found.string[max(0, found.start() - _NEAR) : found.start()].rpartition("\n")[2]
    if not _NAME.search(before) or _DOING.fullmatch(value) or not none_says_how(value):
        return False
    return made_up(value) or "-" in value or bool(found["now"] or found["then"] or found["by"])


TOLD = (
    Kind(
        "password",  # "the password I use is hunter-two-blue", "la contraseña que uso es girasol"
        SIGNS,
        re.compile(
            rf"(?<![^\W_]){NAMES}{_ONE_OF_MINE}(?:['’\s]{{1,2}}[\w'’]{{1,14}}){{1,6}}?,?\s{{1,2}}{IS}{STILL}{{0,2}}(?:\s{{0,2}}:)?"
            rf"\s{{1,3}}(?P<value>{TOKEN}){ENDS}",
            IGNORE,
        ),
        _told,
        "value",
    ),
    Kind(
        "password",  # "le mot de passe que j'utilise est tournesol"
        ("passe", "mdp"),
        re.compile(
            rf"(?<![^\W_]){NAMES}\s{{1,2}}que\s{{1,2}}j['’]?\s?\w{{2,12}}(?:\s{{1,2}}\w{{1,12}}){{0,3}}?\s{{1,2}}{IS}\s{{1,3}}"
            rf"(?P<value>{TOKEN}){ENDS}",
            IGNORE,
        ),
        _told,
        "value",
    ),
    Kind(
        "password",  # "I typed Rosebud77 as my password", "ich habe Rosebud77 als Passwort"
        SIGNS,
        re.compile(
            rf"(?<![^\W_]){_TYPES}\s{{1,2}}{_FILLED}{{0,2}}(?P<value>{SOLE})[\"'`»”]?\s{{1,2}}(?:in\s{{1,2}})?(?:as|for|als|como|comme|come)\s{{1,2}}"
            rf"(?:{ARTICLE}\s{{1,2}})?{NAMES}(?![^\W_]|\s{{1,3}}(?:manager|reset|hint|tool|vault|safe|check|generator))",
            IGNORE,
        ),
        _told,
        "value",
    ),
    Kind(
        "password",  # "as my password I put Rosebud77", "als Passwort hab ich sonnenblume genommen"
        SIGNS,
        re.compile(
            rf"(?<![^\W_])(?:as|for|als|como|comme|come)\s{{1,2}}(?:{ARTICLE}\s{{1,2}})?{NAMES},?\s{{1,2}}{_FILLED}{{0,2}}{_TYPES}\s{{1,2}}"
            rf"{_FILLED}{{0,2}}(?P<value>{SOLE})(?:{ENDS}|(?=\s{{1,2}}{_DONE}))",
            IGNORE,
        ),
        _told,
        "value",
    ),
    Kind(
        "password",  # "how do I change my password, it's rover123 now", "…aber jetzt ist es sonnenblume"
        SIGNS,
        re.compile(
            rf"(?<=[\s,.;:!?–—-]){_AND}(?:(?P<then>{_NOW})\s{{1,2}})?"
            r"(?:it['’]?s|it is|it was|es ist|es lautet|sie lautet|ist es|lautet es|es|c['’]est|est|è|é)"
            rf"(?:\s{{1,2}}(?P<now>{_NOW}))?\s{{1,2}}(?P<value>{SOLE})(?:(?P<by>\s{{1,2}}{_NOW})(?![^\W_])|{ENDS})",
            IGNORE,
        ),
        _it_is,
        "value",
    ),
    Kind(
        "password",  # "my password used to be [password removed] but now its cheesecake"
        SIGNS,
        re.compile(
            rf"\[password removed\]\W{{1,3}}{_AND}{_NOW}\s{{1,2}}(?:(?:it['’]?s|it is|is|ist es|ist|es|c['’]est|est|è|é)\s{{1,2}})?"
            rf"(?P<value>{SOLE}){ENDS}",
            IGNORE,
        ),
        _told,
        "value",
    ),
    Kind(
        "password",  # "mdp tournesol"
        ("mdp", "pw", "psw"),
        re.compile(
            r"(?:\A|[\n.,;!])\s{0,3}(?:(?:my|mein|mon|mi|the|und|and|et)\s{1,2})?(?:mdp|pw|pwd|passwd|pswd|psw)\s{1,2}"
            rf"(?P<value>{SOLE})(?=\s{{0,2}}(?:\Z|[.,;\n]))",
            IGNORE,
        ),
        _stands_alone,
        "value",
    ),
)
"""Judged after all that is told behind the word for it was taken out."""

_IT = r"(?:it|that|this|es|sie|das|ihn)"
_SINCE = (
    r"(?:\s{1,2}(?:jetzt|nun|heute|gerade|eben|einfach|wieder|mal|schon|now|again|just|back|today))"
)
CHANGED_IT = (
    Kind(
        "password",  # "I changed it to sunflower", "la cambié a girasol"
        (),
        re.compile(
            rf"(?<![^\W_])(?:(?:chang(?:e|ed|ing)|set|reset|switch(?:ed)?|updated?|put|made)\s{{1,2}}{_IT}{_SINCE}{{0,2}}\s{{1,2}}(?:to|into)|"
            r"(?:la|lo|l['’])\s{0,2}(?:ho|he|ai|hemos)?\s{0,2}(?:cambi\w{1,4}|chang\w{1,3}|mis|modifi\w{1,4})\s{1,2}(?:a|por|en|à|in|con)|"
            r"(?:mudei|troquei|alterei|mudei-a)\s{1,2}(?:para|por|pra))"
            rf"\s{{1,2}}(?P<value>{SOLE}){ENDS}",
            IGNORE,
        ),
        _told,
        "value",
    ),
    Kind(
        "password",  # "hab es jetzt auf sonnenblume geändert"
        ("änder", "aender", "gesetzt", "gestellt"),
        re.compile(
            rf"(?<![^\W_]){_IT}{_SINCE}{{0,2}}\s{{1,2}}(?:auf|zu|in)\s{{1,2}}(?P<value>{SOLE})"
            r"(?=\s{1,2}(?:(?:um)?ge[äa]e?ndert|gesetzt|(?:um)?gestellt)(?![^\W_]))",
            IGNORE,
        ),
        _told,
        "value",
    ),
)
"""Judged where a password was spoken of before: by themselves the words may tell of anything."""


def speaks_of_one(text: str) -> bool:
    """Whether a text speaks of a password."""
    return _NAME.search(text) is not None


def near_names(text: str) -> list[tuple[int, int]]:
    """Where a text may tell of a password: the spans around the words for one, in order and apart.

    Empty for a text that speaks of none, and for a list of MANY, which is no sentence.
    """
    folded = text.casefold()
    if not any(sign in folded for sign in _ANY_SIGN):
        return []
    names = list(islice(_ANY_NAME.finditer(text), MANY))
    if len(names) == MANY:
        return []
    spans: list[tuple[int, int]] = []
    for name in names:
        begin, end = max(0, name.start() - _BEFORE), name.end() + _AFTER
        if spans and begin <= spans[-1][1]:
            begin = spans.pop()[0]
        spans.append((begin, end))
    return spans
