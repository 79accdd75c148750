"""Passwords that are plain words: "my password is sunflower", "mein Passwort lautet Sonnenblume".

Any word behind one's own password is one, unless it says how a password is: plain_passwords.toml.
"""

import re
import tomllib
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.text.folding import fold
from knowledge.text.kind import IGNORE, Kind, bare
from knowledge.text.passwords import NO_PASSWORD, WORDS, logs_in

MISSPELT = (
    r"p(?=a?s)[as]{1,5}[wvo]{1,3}[aeiour]{0,3}[dt]",  # pasword, passwrod, passowrd, psswrd, passwird
    r"contra[sczx]{1,2}[eè]?(?:ñ|n|ni|ny|gn|ñi|nh){1,2}[ea]{1,2}",
    r"(?:contase|constrase|conrtase|cotrase|contrse)[nñ]a",
    r"mots?\s?(?:de|d|2|des|du)?\s?pas{1,2}e{0,2}s?",
    r"ken{1,2}wor[td]",
    r"(?:sehna|cenha|senhha)",
    r"pw[ds]?",
)
"""As people misspell the words for it."""
NAMES = rf"(?:{'|'.join((*map(re.escape, WORDS), *MISSPELT))})"
SIGNS = (*WORDS, "pas", "pss", "psa", "contra", "conta", "const", "conrt", "cotra", "mot", "kenw", "kennw", "cenha", "sehna")  # fmt: skip
"""Without any of these in a text, in lower case, none of the words for it stands there."""
SHORT = r"(?:pass|kw|contra|code word|codeword)"
_FOR_ALL = frozenset({"clave", "parola", "code word", "codeword"})
"""Words for it that mean much else: theirs are meant only after "my"."""
_MINE = frozenset(
    "my our mein meine meinem meinen unser mi mis mon ma notre mia mio minha meu meus".split()  # noqa: SIM905
)
_YOURS = frozenset(
    """your ur his her their no any every each a an dein deine ihr ihre euer tu tus su vuestra ton votre leur tuo tua suo sua
    vostra seu sua kein keine ningun aucun""".split()  # noqa: SIM905
)
"""Before a word for it, they speak of somebody else's, or of passwords as such."""
_ASKED = re.compile(
    r"(?:what(?:ever|'s|s)?|which|whether|how(?:\s\w{1,12})?|was|welches|wie|cu[aá]l|qué|quel|quelle|quale|qual)"
    r"(?:\s{1,2}(?:is|ist|es|est|è|é))?(?:\s{1,2}\w{1,7})?\s{1,2}\Z",
    IGNORE,
)
IS = (
    r"(?:is|was|=|will be|would be|should be|has (?:always )?been|used to be|ist|war|sei|lautet|lautete|heißt|hei[sß]{1,2}t|es|era|est|"
    r"c'?est|c|était|etait|é|è|eh|jest|это)"
)
_BETWEEN = (
    r"(?:\s{1,2}(?:for|of|on|at|in|to|für|fuer|fur|zu|von|vom|bei|beim|im|am|zum|para|de|del|da|do|pour|du|di|per|su|"
    r"sur|en|em|no|na)(?:\s{1,2}[\w'’@.-]{1,20}){1,4}?)?"
)
STILL = (
    r"(?:\s{1,2}(?:still|just|now|currently|simply|literally|called|always|actually|like|noch|immer|jetzt|einfach|nur|todav[ií]a|"
    r"simplemente|toujours|encore|juste|ainda|apenas|ancora|sempre|semplicemente))"
)
ENDS = (
    r"(?=[\"'`»”]?\s{0,3}(?:\Z|[.,;!)\n/|]|\?|[^\w\s'’\"-]|\s(?:-|and|und|y|et|e|ed|but|aber|pero|mais|mas|ma|so|also|please|pls|plz|bitte|"
    r"por favor|svp|per favore|can|could|why|how|help|i|im|it|its|u|you|what|when|because|bc|cause|ich|es|warum|wie|kann|hilfe|weil|no|"
    r"je|il|ça|ca|io|eu|or|oder|with|for|mit)(?!\w)))"
)
_ONE = r"[^\W_][^\s\"'`»”.,;:!?()\[\]/|]{2,60}"
TOKEN = rf"(?!\[)[\"'`«“„]?({_ONE}(?:\s{{1,2}}{_ONE}){{0,5}}?)"
SOLE = rf"(?!\[)[\"'`«“„]?({_ONE})"
_CHANGED = (
    r"(?:chang\w{0,3}|set|reset|updated?|made|make|switch(?:ed)?|cambi\w{1,4}|mud\w{1,4}|modifi\w{1,4}|mis|met\w{0,3}|alter\w{1,4}|"
    r"troqu?\w{1,3}|setz\w{1,2}|änder\w{1,2}|aender\w{1,2}|hab\w{0,2})"
)
_USED = r"(?:us(?:e|ed|ing)|with|through|mit|nutze|verwende|con|uso|usando|avec|utilise|com)"
ARTICLE = r"(?:the|my|das|dem|mein|meinem|la|mi|el|le|mon|il|mia|a|o|minha)"
_PARTICIPLE = re.compile(
    r"\w{3,}ed|\w{3,}[ai]ble|\w{2,}n't|(?:\w{0,5}ge|ver|be|ent|er|zer)\w{3,}(?:t|en)|\w{2,}[aiu]d[ao]s?|\w{2,}(?:at|it|ut)[aoei]|\w{2,}iert"
)
_FRENCH = re.compile(r"\w{2,}(?:é|ée|és|ées)", IGNORE)
_READ = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_FUNCTION = frozenset(_READ["function"]["words"].split())
_STATES = frozenset(_READ["states"]["words"].split()) | {fold(each) for each in NO_PASSWORD}
STOPS = _FUNCTION | _STATES
"""Folded words that go on with a sentence, or say how a password is."""
_LONG = sorted(each for each in _STATES if len(each) >= 5)
_SLIPS = 1
PHRASE = 4
"""Words of a passphrase, from which on none of them tells that it is none."""
_LETTERS = re.compile(r"[^\w-]")


def says_how(word: str, *, lenient: bool = True) -> bool:
    """Whether a word says how a password is, or goes on with a sentence: it is none.

    Not lenient behind what only a password follows ("lautet"): there a participle may be one.
    """
    plain = _LETTERS.sub("", fold(bare(word)))
    if len(plain) < 3 or plain in _FUNCTION or plain in _STATES:
        return True
    return lenient and bool(_PARTICIPLE.fullmatch(plain) or _FRENCH.fullmatch(word))


def _misspelt(word: str) -> bool:
    """Whether a word that stands alone there is nearly one that says how a password is."""
    plain = _LETTERS.sub("", fold(bare(word)))
    near = process.extractOne(plain, _LONG, scorer=OSA.distance, score_cutoff=_SLIPS)
    return len(plain) >= 5 and near is not None


def _plain(found: re.Match[str]) -> bool:
    """Judge a word behind "my password is"."""
    if _of_others(found) or _ASKED.search(found.string[max(0, found.start() - 40) : found.start()]):
        return False
    return _is_phrase(found) or none_says_how(found["value"], lenient=not found["only"])


def _is_phrase(found: re.Match[str]) -> bool:
    """Whether it is a passphrase of several words behind the word for one or behind a colon, "correct
    horse battery staple": any of them alone may say how one is."""
    words = [_LETTERS.sub("", fold(bare(each))) for each in found["value"].split()]
    between = found.string[found.end("name") : found.start("value")]
    named = "phrase" in fold(found["name"]) or ":" in between
    return named and len(words) >= PHRASE and not _FUNCTION.intersection(words)


def _of_others(found: re.Match[str]) -> bool:
    """Whether it is somebody else's password, or passwords as such, that are spoken of."""
    before = found.string[max(0, found.start() - 30) : found.start()].split()
    nearest = fold(before[-1]) if before else ""
    if fold(found["name"]) in _FOR_ALL:
        return not _MINE.intersection(map(fold, before[-2:]))
    return nearest in _YOURS or nearest in {"what", "which", "whose", "welches"}


def none_says_how(words: str, *, lenient: bool = True) -> bool:
    each = words.split()
    if any(one.isdigit() and len(one) < 4 for one in each):
        return False
    if len(each) == 1 and _misspelt(words):
        return False
    return not any(says_how(one, lenient=lenient) for one in each)


def _changed_to(found: re.Match[str]) -> bool:
    return none_says_how(found["value"])


def _leads(found: re.Match[str]) -> bool:
    """Judge "sunflower is my password": one plain word that begins a clause."""
    return none_says_how(found["value"]) and fold(found["value"]) not in _ASKS


def _short(found: re.Match[str]) -> bool:
    """Judge "pass: sunflower": a ticket for the bus is one too."""
    before = found.string[max(0, found.start() - 30) : found.start()].rstrip(" ")
    begins = not before or not before[-1].isalnum() or fold(before.split()[-1]) in _MINE | _AND
    sign = found["only"] in {":", "=", "："}
    near = logs_in(found.string, found.start(), found.end())
    return (near or (sign and begins)) and none_says_how(found["value"])


def _beside_user(found: re.Match[str]) -> bool:
    return not says_how(found["user"]) and none_says_how(found["value"])


_USER = r"(?:user(?:name)?|login|e?-?mail|benutzer(?:name)?|nutzer|usuario|correo|utilisateur|identifiant|utente|usu[aá]rio)"
_ASKS = frozenset(
    "what which where who how this that here why wie was wo hier das eso cual cuál quel quelle qual".split()  # noqa: SIM905
)
_AND = frozenset("the and und y et e with mit".split())  # noqa: SIM905
_ONLY = r"(?P<only>\s{1,3}(?:lautet|lautete|is called|se llama|s'appelle|si chiama)|\s{0,3}[:=：])"
PLAIN = (
    Kind(
        "password",  # "my pasword is sunflower", "the pw's sunflower", "mein Passwort lautet Sonnenblume"
        SIGNS,
        re.compile(
            rf"(?<![^\W_])(?P<name>{NAMES}){_BETWEEN}(?:{_ONLY}|\s{{1,3}}{IS}|['’]s){STILL}{{0,2}}(?:\s{{0,2}}:)?\s{{1,3}}"
            rf"(?P<value>{TOKEN}){ENDS}",
            IGNORE,
        ),
        _plain,
        "value",
    ),
    Kind(
        "password",  # "pass: sunflower", "kw ist Sonnenblume" beside a login
        ("pass", "kw", "contra", "code"),
        re.compile(
            rf"(?<![^\W_])(?P<name>{SHORT})(?P<only>\s{{0,3}}[:=：]|\s{{1,3}}{IS}|['’]s)\s{{0,3}}(?P<value>{SOLE}){ENDS}",
            IGNORE,
        ),
        _short,
        "value",
    ),
    Kind(
        "password",  # "I changed my password to sunflower", "Passwort auf Sonnenblume geändert"
        SIGNS,
        re.compile(
            rf"(?<![^\W_]){_CHANGED}\s{{1,2}}(?:[\w'’]{{1,12}}\s{{1,2}}){{0,3}}?{NAMES}\s{{1,2}}(?:to|into|auf|in|zu|a|por|en|para|pour|em)"
            rf"\s{{1,2}}(?P<value>{SOLE})(?:{ENDS}|(?=\s{{1,2}}(?:geändert|gesetzt|gestellt)))",
            IGNORE,
        ),
        _changed_to,
        "value",
    ),
    Kind(
        "password",  # "sunflower is my password", "sonnenblume ist mein Passwort"
        SIGNS,
        re.compile(
            rf"(?:\A|[.,;:!?\n]|(?<!\w)(?:and|und|y|et|e|as|ok|hi|hello|yes)\s)\s{{0,3}}(?P<value>{SOLE})[\"'`»”]?\s{{1,2}}"
            rf"(?:is|was|ist|war|es|era|est|é|è|eh)\s{{1,2}}{ARTICLE}\s{{1,2}}{NAMES}{ENDS}",
            IGNORE,
        ),
        _leads,
        "value",
    ),
    Kind(
        "password",  # "weil mein Passwort Sonnenblume ist"
        SIGNS,
        re.compile(
            rf"(?<![^\W_])mein\s{{1,2}}{NAMES}\s{{1,2}}(?P<value>{SOLE})\s{{1,2}}(?:ist|lautet|war){ENDS}",
            IGNORE,
        ),
        _changed_to,
        "value",
    ),
    Kind(
        "password",  # "I log in with the password sunflower"
        SIGNS,
        re.compile(
            rf"(?<![^\W_]){_USED}\s{{1,2}}(?:{ARTICLE}\s{{1,2}})?{NAMES}\s{{1,2}}(?P<value>{SOLE}){ENDS}",
            IGNORE,
        ),
        _changed_to,
        "value",
    ),
    Kind(
        "password",  # "I use sunflower as my password"
        SIGNS,
        re.compile(
            rf"(?<![^\W_]){_USED}\s{{1,2}}(?P<value>{SOLE})\s{{1,2}}(?:as|for|als|como|comme|come)\s{{1,2}}"
            rf"(?:{ARTICLE}\s{{1,2}})?{NAMES}{ENDS}",
            IGNORE,
        ),
        _changed_to,
        "value",
    ),
    Kind(
        "password",  # "user bob password sunflower"
        SIGNS,
        re.compile(
            rf"(?<![^\W_]){_USER}\s{{0,2}}(?:[:=]|\s(?:is|ist|es|est|è|é))?\s{{1,2}}(?P<user>[^\s,]{{2,60}}),?\s{{1,2}}"
            rf"(?:(?:and|und|y|et|e)\s{{1,2}})?(?:{NAMES}|{SHORT})\s{{1,2}}(?P<value>{SOLE}){ENDS}",
            IGNORE,
        ),
        _beside_user,
        "value",
    ),
    Kind(
        "password",  # "pw sunflower user bob"
        SIGNS,
        re.compile(
            rf"(?<![^\W_])(?:{NAMES}|{SHORT})\s{{1,2}}(?P<value>{SOLE}),?\s{{1,2}}(?:(?:and|und|y|et|e)\s{{1,2}})?"
            rf"{_USER}\s{{0,2}}[:=]?\s{{0,2}}(?P<user>[^\s,]{{2,60}}){ENDS}",
            IGNORE,
        ),
        _beside_user,
        "value",
    ),
    Kind(
        "password",  # "it says my password is wrong but it's sunflower"
        SIGNS,
        re.compile(
            rf"(?<![^\W_]){NAMES}\s[^.!?\n]{{3,60}}?(?<!\w)(?:but|aber|pero|mais|mas|ma)\s{{1,2}}"
            rf"(?:it['’]?s|it is|es ist|es lautet|es|c['’]est|é|è)\s{{1,2}}(?P<value>{SOLE}){ENDS}",
            IGNORE,
        ),
        _changed_to,
        "value",
    ),
)
"""Judged after all that looks made up was taken out."""
