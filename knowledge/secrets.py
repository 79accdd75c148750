"""Finds what must not be stored or shown: tokens, keys, passwords, card numbers.

Pure and linear: a pattern starts once in a run of signs and its pieces are bounded, so 40,000
characters cost milliseconds. Phone numbers, order numbers and dates are left alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class _Kind:
    name: str
    signs: tuple[str, ...]
    """Without any of these in the text, in lower case, the pattern need not be tried."""
    pattern: re.Pattern[str]
    fits: Callable[[re.Match[str]], bool] = lambda _: True
    group: int = 0
    """What of the match is the secret."""


def _luhn(found: re.Match[str]) -> bool:
    digits = [int(sign) for sign in found[0] if sign.isdigit()]
    if not _issued(digits):
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _issued(digits: list[int]) -> bool:
    """Whether the first digits and the length are those of a card that is issued.

    One number in ten passes Luhn by chance; order numbers mostly stop here.
    """
    two, four = digits[0] * 10 + digits[1], int("".join(map(str, digits[:4])))
    size = len(digits)
    return (
        (digits[0] == 4 and size in {16, 19})
        or ((51 <= two <= 55 or 2221 <= four <= 2720) and size == 16)
        or (two in {34, 37} and size == 15)
        or ((two in {62, 64, 65} or four == 6011 or 3528 <= four <= 3589) and size in {16, 19})
        or ((two in {36, 38, 39} or 3000 <= four <= 3059) and size == 14)
    )


def _mixed(found: re.Match[str]) -> bool:
    """Whether a value looks random: digits and letters together."""
    return any(map(str.isdigit, found[2])) and any(map(str.isalpha, found[2]))


# What may follow "password" when no password does: "my password is wrong", "password: how do I".
_COMMON_WORDS = (
    "a an the not no my your wrong incorrect invalid expired reset forgotten forgot lost too "
    "correct old new change changed still always never being it this that what where how when why "
    "i we you please help hello can could does did is are was very just required needed mandatory "
    "optional working rejected accepted blocked locked saved stored empty unknown safe strong weak "
    "broken gone missing and or but in on at of for from by if hidden visible removed none todo "
    "nicht kein keine falsch abgelaufen weg zu mein dein das der die vergessen immer noch wie was "
    "wo ich bitte hilfe zurücksetzen ändern incorrecta incorrecto caducada mala la el mi muy cómo "
    "como olvidada olvidé olvidado no cambiar faux oublié pas trop mon le comment expiré errada "
    "expirada inválida não o minha muito esqueci fout verlopen niet het mijn vergeten"
)
_NO_PASSWORD = frozenset(_COMMON_WORDS.split())


def _after_sign(found: re.Match[str]) -> bool:
    """Judge what stands after "password:": anything but a word that goes on with the sentence."""
    value = found[2].strip(".,;!?…")
    return len(value) >= 3 and value.casefold() not in _NO_PASSWORD


def _after_verb(found: re.Match[str]) -> bool:
    """Judge what stands after "my password is": only what no word or measure looks like."""
    value = found[2].strip(".,;!?…()")
    if len(value) < 4 or value.casefold() in _NO_PASSWORD or value.startswith("http"):
        return False
    if re.fullmatch(r"\d+[-–]\d+", value):
        return False
    words = re.sub(r"(?<=\w)[-'’./](?=\w)", "", value)
    camel = words[1:] != words[1:].lower() and words != words.upper()
    return camel or not words.isalpha()


_WORDS = (
    "password", "passwort", "passcode", "pass code", "pass word", "passphrase", "pass phrase",
    "kennwort", "contraseña", "contrasena", "clave", "mot de passe", "senha", "palavra-passe",
    "wachtwoord", "hasło", "haslo", "пароль", "şifre", "sifre", "parola", "lösenord",
    "adgangskode", "salasana", "heslo", "jelszó", "パスワード", "密码", "密碼", "비밀번호", "pwd", "passwd",
)  # fmt: skip
_NAMED = rf"(?<![^\W_])(?:{'|'.join(_WORDS)})[sm]?"
_VERB = (
    r"(?:\s{1,3}(?:is|was|to|ist|war|lautet|auf|es|era|est|é|è|är|er|on|jest|это)\s{1,3}|"
    r"\s{0,3}(?:は|是)\s{0,3})"
)
_PLACEHOLDER = r"(?!\[[A-Za-z ]{2,20} removed\])"
_START = r"(?<![\w-])"
_I = re.IGNORECASE
_KINDS = (
    _Kind(
        "private key",
        ("private key",),
        re.compile(
            r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?"
            r"(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\Z)",
            re.DOTALL,
        ),
    ),
    _Kind(
        "Slack token",
        ("xox", "xapp-"),
        re.compile(_START + r"(?:xox[a-z](?:[.]xox[a-z])?-|xapp-|xoxe[.-])[\w-]{8,2000}"),
    ),
    _Kind(
        "webhook",
        ("/services/", "/workflows/", "/triggers/", "webhooks/"),
        re.compile(
            r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[\w/]{10,200}|"
            r"https://(?:\w{1,10}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/"
            r"\d{5,25}/[\w-]{20,120}"
        ),
    ),
    _Kind(
        "web token",
        ("eyj",),
        re.compile(_START + r"eyJ[\w-]{5,8000}\.eyJ[\w-]{5,8000}\.[\w-]{5,4000}"),
    ),
    _Kind(
        "Discord token",
        (".",),
        re.compile(
            r"(?<![\w.-])(?:mfa\.[\w-]{60,100}|[MNO][\w-]{22,30}\.[\w-]{6}\.[\w-]{27,45})(?![\w-])"
        ),
    ),
    _Kind(
        "GitHub token",
        ("gh", "github_pat_"),
        re.compile(_START + r"(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{40,255})"),
    ),
    _Kind("GitLab token", ("glpat-",), re.compile(_START + r"glpat-[\w-]{18,300}")),
    _Kind(
        "AWS key",
        ("akia", "asia", "abia", "acca"),
        re.compile(r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b"),
    ),
    _Kind(
        "Stripe key",
        ("k_live_", "k_test_", "whsec_"),
        re.compile(
            _START + r"(?:[srp]k_(?:live|test)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{16,100})"
        ),
    ),
    _Kind(
        "Google key",
        ("aiza", "gocspx-", "ya29."),
        re.compile(_START + r"(?:AIza[\w-]{35}(?![\w-])|GOCSPX-[\w-]{20,60}|ya29\.[\w-]{20,2000})"),
    ),
    _Kind(
        "API key",
        ("sk-", "npm_", "sg.", "pypi-"),
        re.compile(
            _START + r"(?:sk-(?:ant-|proj-)?(?=[\w-]{0,40}\d)[\w-]{20,250}|npm_[A-Za-z0-9]{30,60}|"
            r"SG\.[\w-]{16,30}\.[\w-]{30,60}|pypi-[\w-]{50,250})"
        ),
    ),
    _Kind(
        "password",
        ("://",),
        re.compile(rf"(\w://[^\s/:@]{{1,60}}:){_PLACEHOLDER}([^\s/@]{{1,100}})(?=@)"),
        group=2,
    ),
    _Kind(
        "password",
        _WORDS,
        re.compile(
            rf"({_NAMED}(?:\s{{0,3}}[:=：]|{_VERB})\s{{0,3}})"
            rf"[\"'`«“„]{_PLACEHOLDER}([^\s\"'`»”\n][^\"'`»”\n]{{2,200}})[\"'`»”]",
            _I,
        ),
        group=2,
    ),
    _Kind(
        "password",
        _WORDS,
        re.compile(rf"({_NAMED}\s{{0,3}}[:=：]\s{{0,3}}){_PLACEHOLDER}([^\s\"'`]{{1,4000}})", _I),
        _after_sign,
        2,
    ),
    _Kind(
        "password",
        _WORDS,
        re.compile(rf"({_NAMED}{_VERB}){_PLACEHOLDER}([^\s\"'`]{{1,4000}})", _I),
        _after_verb,
        2,
    ),
    _Kind(
        "PIN",
        ("pin", "cvv", "cvc"),
        re.compile(
            r"(\b(?:pin(?:\s{0,3}[:=]\s{0,3}|\s{1,3}(?:is|ist|es|est)\s{1,3})"
            r"|(?:cvv2?|cvc2?)(?:\s{1,3}code)?(?:\s{1,3}(?:is|ist|es|est))?\s{0,3}[:=]?\s{0,3}))"
            r"(\d{3,4})(?![\w.,:/-]?\d)",
            _I,
        ),
        group=2,
    ),
    _Kind(
        "key",
        ("key", "secret", "token", "schlüssel", "credential"),
        re.compile(
            r"((?:key|secret|token|schlüssel|credential)\w{0,10}[\"']?\s{0,3}(?:[:=]|is\s|ist\s)"
            r"\s{0,3}[\"'`]?)([A-Za-z0-9+/_=-]{20,4000})",
            _I,
        ),
        _mixed,
        2,
    ),
    _Kind("key", ("bearer",), re.compile(r"(\bbearer\s{1,3})([\w.~+/=-]{20,4000})", _I), _mixed, 2),
    _Kind(
        "card number",
        (),
        re.compile(r"(?<![\w.+#-])(?<!\d[ -])\d(?:[ -]?\d){13,18}(?![ -]?\d|\w)"),
        _luhn,
    ),
)


def redact(text: str) -> tuple[str, tuple[str, ...]]:
    """Take secrets out; return the text left and the kinds found, each once.

    "my key is AKIA…" becomes "my key is [AWS key removed]". Never raises, any length.
    """
    kinds: list[str] = []
    folded = text.casefold()
    for kind in _KINDS:
        if kind.signs and not any(sign in folded for sign in kind.signs):
            continue
        text, found = _take_out(kind, text)
        kinds += [kind.name] * found
    return text, tuple(dict.fromkeys(kinds))


def _take_out(kind: _Kind, text: str) -> tuple[str, bool]:
    pieces, end = [], 0
    for found in kind.pattern.finditer(text):
        if kind.fits(found):
            start, stop = found.span(kind.group)
            pieces += [text[end:start], f"[{kind.name} removed]"]
            end = stop
    return "".join([*pieces, text[end:]]), bool(pieces)


def without_marks(text: str) -> str:
    """Take out what `redact` put in, and the words that led up to it, so that the rest can be
    looked up: "my card is [card number removed], refund me" asks nothing about cards."""
    return _MARK.sub(" ", text)


_LED_BY = (
    r"(?:(?:and|und|y|et|e|here is|this is|hier ist)\s{1,3})?"
    r"(?:(?:my|the|our|its|mein|meine|das|die|mi|mis|la|el|su|mon|ma|le|minha|meu|a|o|mia|mio|il|mijn)\s{1,3})?"
    r"(?:(?:new|old|current|credit|debit|bank|visa|master|api|access|secret|private|auth|bearer|"
    r"login|account|user|neues|altes|slack|discord|github|stripe|aws)[\s-]{1,3}){0,2}"
    rf"(?:{'|'.join(_WORDS)}|pin|cvv2?|cvc2?|card|creditcard|karte|kreditkarte|bankkarte|tarjeta|carte"
    r"(?: bancaire)?|cartão|cartao|carta|kaart|kart|карта|key|schlüssel|token|secret|credential)s?"
    r"(?:\s{0,3}(?:number|no|nr|num|nummer|número|numero|numéro|n°|code|details|data)\.?)?"
    r"(?:\s{0,3}[:=]|\s{1,3}(?:is|was|to|ist|war|lautet|auf|es|era|est|é|è|called))?\s{0,3}"
)
_VALID = r"(?:\W{0,4}(?:exp\w{0,8}\W{0,3}|valid\w{0,3}\W{0,3}|g[üu]ltig bis\W{0,3})?(?<!\d)\d{1,2}\s?/\s?\d{2,4}(?![\d/]))?"
"""Until when a card is valid, behind its number."""
_MARK = re.compile(
    rf"(?:(?<!\w){_LED_BY})?[\"']?\[[A-Za-z ]{{2,40}} removed\][\"']?{_VALID}", re.IGNORECASE
)
