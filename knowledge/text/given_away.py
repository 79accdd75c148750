"""What an entry may give away to everybody who asks: the Wi-Fi's password, the code of a door.

Looser than what is cut out of messages: it is only pointed out, and whoever wrote it decides.
"""

import re
from collections.abc import Iterator
from itertools import chain

from knowledge.text.kind import IGNORE, bare, made_up
from knowledge.text.passwords import NO_PASSWORD, WORDS

_VALUE = r"[\"'`«“„*]{0,3}(?P<value>[^\s\"'`»“”*]{3,60})[\"'`»“”*]{0,3}(?=\s*(?:[.,;)!|]|$))"
_BETWEEN = r"(?:[\s-]{1,2}[\w'’.&-]{1,24}){0,5}?"
_SAYS = r"(?:is|lautet|ist|heißt|es|est|è|é|to)"
_PLACE = (
    r"(?:wlan|wi-?fi|wireless|hotspot|gäste|gaste|gast|guest|router|network|netzwerk|door|gate|alarm|safe|"
    r"locker|tür|tor|tresor|zoom|meeting|conference|besprechung|admin|staff|team|intern|vpn|server|portal|"
    r"red|puerta|réseau|porte|portail|rete|porta|rede)"
)
_NAMED = rf"(?<!\w)(?:{'|'.join(WORDS)})s?(?!\w)"
_CODE = (
    r"(?:door|gate|alarm|safe|key ?box|lock ?box|locker|entry|entrance|access|türschloss|tür|tor|alarm|tresor|"
    r"schlüsseltresor|schlüsselbox|zugangs|haustür|puerta|acceso|porte|entrée|accès|porta|accesso|acesso)"
    r"[\s-]{0,2}(?:code|pin|combination|kombination|nummer|clave)"
)
_GOES_ON = r"(?:to|for|and|or|on|at|in|if|when|für|zum|und|oder|para|y|pour|et|per|e)"
_KINDS = (
    re.compile(rf"{_NAMED}{_BETWEEN}\s?[:=]\*{{0,2}}\s*{_VALUE}", IGNORE | re.MULTILINE),
    # The sentence goes on behind it: "password: letmein to get in", "password: hello (small letters)"
    re.compile(
        rf"{_NAMED}\s?[:=]\*{{0,2}}\s*[\"'`«“„*]{{0,3}}(?P<value>[^\s\"'`»“”*.,;]{{3,60}})[\"'`»“”*]{{0,3}}"
        rf"\s+(?:\(|/|{_GOES_ON}(?!\w))",
        IGNORE | re.MULTILINE,
    ),
    re.compile(
        rf"(?:{_PLACE}[\w-]{{0,12}}{_BETWEEN}[\s-]{{0,2}}{_NAMED}|{_NAMED}{_BETWEEN}\s{_PLACE}\w{{0,12}})"
        rf"{_BETWEEN}\s{_SAYS}\s{_VALUE}",
        IGNORE | re.MULTILINE,
    ),
    re.compile(
        rf"(?:{_CODE}|(?:código|code|codice|pin)\s(?:de la|del|de|du|der|della|for the|für das|für die)\s\w{{1,20}})"
        rf"{_BETWEEN}\s?(?:[:=]|{_SAYS})\s*[\"'`*]{{0,3}}(?P<value>#?\d{{3,8}}#?)(?!\w)",
        IGNORE,
    ),
)
_MADE_UP = (
    # Set off by a dash: "Password – **Brezel2024**"
    re.compile(rf"{_NAMED}{_BETWEEN}\*{{0,2}}\s?[-–—]{{1,2}}>?\s?{_VALUE}", IGNORE | re.MULTILINE),
    re.compile(
        rf"(?<!\w)(?:wlan|wi-?fi|wireless|hotspot)[\w-]{{0,12}}\*{{0,2}}\s?(?::|=|[-–—]{{1,2}})\*{{0,2}}\s*{_VALUE}",
        IGNORE | re.MULTILINE,
    ),
)
"""Looser still, for what nothing but a password looks like."""
_WORD = re.compile(rf"{_NAMED}|{_CODE}", IGNORE)
_WHERE = re.compile(rf"(?<!\w){_PLACE}(?!\w)", IGNORE)
_SHORTEST = 4
"""Signs of a cell beside a word for a password."""
_TELLS_WHAT_TO_DO = frozenset(
    """click use go open enter tap press select choose pick visit follow type contact ask write call log
    sign try email message come turn used sent given chosen set made needed entered shown stored good enough
    klicken klicke gehen öffnen geben tippen wählen fragen schreiben rufen nutzen verwenden nötig notwendig
    haz pulsa ve abre usa cliquez allez ouvrez utilisez clique abra fai apri clicca mindestens minimum
    maximum letters numbers characters digits buchstaben ziffern zeichen settings string text optional""".split()  # noqa: SIM905
)
"""What else goes on behind "password:": what somebody does about one, or what it is made of."""
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
"""Code that is shown tells how a password is set, and not which it is."""
_STANDS_FOR = re.compile(r"[{<\[$%(]|[A-Z]+(?:_[A-Z]+)+\W*\Z")
"""A name in the place of a value: {password}, DB_PASSWORD."""


def given_away(text: str) -> str:
    """Return what looks like a password or a code that the text tells everybody; "" for none."""
    text = _FENCED.sub("", text)
    plain = (found["value"] for kind in _KINDS for found in kind.finditer(text))
    shown = (found["value"] for kind in _MADE_UP for found in kind.finditer(text))
    values = (*map(_value, plain), *(each for each in map(_value, shown) if made_up(each)))
    return next(filter(None, (*values, *_in_tables(text))), "")


def answered(question: str, answer: str) -> str:
    """Return the password or code that an answer is, where its question asks which it is; "" for none.

    "Wi-Fi password?" with "Sunflower22!": the word for it stands in the one and the value in the other.
    """
    words = answer.split()
    if len(words) > _FEW or _ASKS_ELSE.search(question):
        return ""
    values = [each for each in map(_value, words) if each]
    if re.search(_NAMED_WITHIN, question, IGNORE):
        alone = (each for each in values if len(words) == 1 and len(each) >= _SHORTEST)
        return next(chain(filter(made_up, values), alone), "")
    if _CODE_OF_DOOR.search(question):
        return next((each for each in words if _NUMBER.fullmatch(each.rstrip(".,!"))), "")
    return ""


_FEW = 7
"""Words of an answer that says little but the value."""
_NAMED_WITHIN = rf"(?:{'|'.join(WORDS)})s?(?!\w)"
_ASKS_ELSE = re.compile(
    r"(?<!\w)(?:how|where|why|when|who|can|could|may|do|does|did|must|should|reset|chang\w*|forg\w*|lost|long|many|minimum|wo|warum|wann|"
    r"wer|kann|darf|muss|lang|viele?|vergess\w*|(?:zurück)?setz\w*|änder\w*|cómo|dónde|puedo|olvid\w*|cambi\w*|comment|où|oubli\w*)(?!\w)",
    IGNORE,
)
"""Words by which a question asks something else about a password than which it is."""
_CODE_OF_DOOR = re.compile(
    rf"(?:{_CODE})|(?<!\w)(?:code|pin|kombination|combination|código|codice)(?!\w).{{0,40}}"
    r"(?:door|gate|alarm|safe|locker|key|tür|tor(?!\w)|tresor|schloss|eingang|garage|keller|puerta|porte|porta|entr)",
    IGNORE,
)
_NUMBER = re.compile(r"[#*]?\d{3,8}[#*]?")


def _value(words: str) -> str:
    """What may be a password in some words; "" where it can't."""
    value = "" if _STANDS_FOR.match(words) else bare(words.strip("*_`| "))
    never = value.casefold() in NO_PASSWORD | _TELLS_WHAT_TO_DO or re.match(r"\W*\w+://|.*@", value)
    return "" if never else value


def _in_tables(text: str) -> Iterator[str]:
    """Yield the cells beside a word for it, or below one, that may be one."""
    head: list[str] = []
    for line in text.split("\n") if "|" in text else ():
        cells = [cell.strip(" *_`") for cell in line.strip().strip("|").split("|")]
        if len(cells) < 2 or not line.strip():
            head = []
            continue
        for at, cell in enumerate(cells):
            above = head[at] if at < len(head) else ""
            beside = cells[at - 1] if at else ""
            if re.search(r"[\s/]", cell) or not _value(cell) or _WORD.search(cell):
                continue
            near = f"{above} {beside}"
            whose = f"{near} {' '.join(head)} {' '.join(cells[:at])}"
            named, placed = _WORD.search(near), _WHERE.search(whose)
            if (named and placed and len(cell) >= _SHORTEST) or (
                (named or _WHERE.search(near)) and made_up(cell)
            ):
                yield _value(cell)
        head = head or cells
