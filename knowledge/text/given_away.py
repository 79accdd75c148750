"""What an entry may give away to everybody who asks: the Wi-Fi's password, the code of a door.

Looser than what is cut out of messages: it is only pointed out, and whoever wrote it decides.
"""

import re

from knowledge.text.kind import IGNORE, bare
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
_TELLS_WHAT_TO_DO = frozenset(
    """click use go open enter tap press select choose pick visit follow type contact ask write call log
    sign try email message come turn used sent given chosen set made needed entered shown stored good enough
    klicken klicke gehen öffnen geben tippen wählen fragen schreiben rufen nutzen verwenden nötig notwendig
    haz pulsa ve abre usa cliquez allez ouvrez utilisez clique abra fai apri clicca mindestens minimum
    maximum letters numbers characters digits buchstaben ziffern zeichen settings""".split()  # noqa: SIM905
)
"""What else goes on behind "password:": what somebody does about one, or what it is made of."""
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
"""Code that is shown tells how a password is set, and not which it is."""
_STANDS_FOR = re.compile(r"[{<\[$%(]|[A-Z]+(?:_[A-Z]+)+\W*\Z")
"""A name in the place of a value: {password}, DB_PASSWORD."""


def given_away(text: str) -> str:
    """Return what looks like a password or a code that the text tells everybody; "" for none."""
    text = _FENCED.sub("", text)
    for kind in _KINDS:
        for found in kind.finditer(text):
            value = "" if _STANDS_FOR.match(found["value"]) else bare(found["value"])
            if (
                value
                and value.casefold() not in NO_PASSWORD | _TELLS_WHAT_TO_DO
                and not re.match(r"\W*\w+://|.*@", value)
            ):
                return value
    return ""
