"""Passwords, in the words that people have for them.

A word for it alone proves nothing: "my password is wrong". What follows has to look like one.
"""

import re

from knowledge.text.kind import IGNORE, Kind, bare, hard, made_up, signed

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
    "expirada inválida must muss debe doit deve see same above below siehe unbekannt gleiche desconocida inconnu sbagliata scaduta "
    "dimenticata persa errata smarrita incorrect perdu caduca não o minha muito esqueci fout verlopen niet het mijn vergeten"
)
NO_PASSWORD = frozenset(_COMMON_WORDS.split())


def _after_sign(found: re.Match[str]) -> bool:
    """Judge what stands after "password:": anything but a word that goes on with the sentence."""
    value = bare(found[2])
    if len(value) < 3 or value.casefold() in NO_PASSWORD:
        return False
    goes_on = "\n" in found[1] and re.match(r"[ \t]+\w", found.string[found.end() :][:9])
    return not (goes_on and value.isalpha())


def _after_verb(found: re.Match[str]) -> bool:
    """Judge what stands after "my password is": only what no word or measure looks like."""
    value = found[2].strip(".,;!?…()")
    if len(value) < 4 or value.casefold() in NO_PASSWORD or value.startswith("http"):
        return False
    if re.fullmatch(r"\d+(?:[-–]\d+|%)", value):
        return False
    words = re.sub(r"(?<=\w)[-'’./](?=\w)", "", value)
    camel = words[1:] != words[1:].lower() and words != words.upper()
    return camel or not words.isalpha()


def _made_up(found: re.Match[str]) -> bool:
    return made_up(found[2])


def _hard(found: re.Match[str]) -> bool:
    return hard(found[2]) and "/" not in found[2] and "://" not in found[1]


def _beside_word(found: re.Match[str]) -> bool:
    """Judge what stands behind a word for it: "tests pass utf8mb4" has nothing to do with one."""
    loose = _SHORT.search(found[1])
    return _made_up(found) and (not loose or hard(found[2]) or _logs_in(found))


def _beside_login(found: re.Match[str]) -> bool:
    """Judge the second half of "bob / Winter!2025xx": words of logging in stand near."""
    user = bare(found[1].rstrip(" :/|"))
    if user.casefold() in _NO_USER or _FILE.search(found[2]) or not _logs_in(found):
        return False
    return signed(found[2]) if found[1].endswith("/") else hard(found[2])


def _logs_in(found: re.Match[str]) -> bool:
    return logs_in(found.string, found.start(), found.end())


def logs_in(text: str, start: int, end: int) -> bool:
    """Whether words of logging in stand near a place in a text."""
    around = f"{text[max(0, start - _NEAR) : start]} | {text[end : end + _NEAR]}"
    return _LOGIN.search(around) is not None


_SHORT = re.compile(r"(?:pass|kw|contra)s?\s+\Z", IGNORE)
_FILE = re.compile(r"\.[a-z]{2,4}\Z", IGNORE)
_NEAR = 60
_NO_USER = frozenset(
    "code error fehler erreur erro errore order ticket ref http https version file url id".split()  # noqa: SIM905
)
_LOGIN = re.compile(
    r"(?<![^\W_])(?:log(?:ged|ging)?[ -]?(?:in|on)|sign(?:ed|ing)?[ -]?in|user(?:name)?s?|"
    r"credentials?|creds|accounts?|zugang\w{0,9}|anmelde?\w{0,9}|einlogg\w{1,6}|benutzer\w{0,7}|nutzer\w{0,7}|"
    r"konto|usuari[oa]|cuenta|acceso|credenciales|iniciar sesi[oó]n|identifiants?|compte|connexion|"
    r"connecter|utilisateur|utilizador|usu[aá]rio|conta|acesso|credenciais|entrar|utente|accesso|"
    r"accedere|credenziali)(?![^\W_])",
    IGNORE,
)

_LOGIN_SIGNS = (
    "log", "sign", "user", "cred", "accou", "zugang", "anmeld", "nutzer", "konto", "usu", "cuenta",
    "acces", "acesso", "iniciar", "identif", "compte", "conn", "utili", "conta", "entrar", "utente",
    "acced",
)  # fmt: skip
"""Without any of these in a text `_LOGIN` finds nothing."""
WORDS = (
    "password", "passwort", "passcode", "pass code", "pass word", "passphrase", "pass phrase",
    "kennwort", "contraseña", "contrasena", "clave", "mot de passe", "mot d passe", "mot 2 passe",
    "senha", "palavra-passe", "palavra passe", "wachtwoord", "hasło", "haslo", "пароль", "şifre",
    "sifre", "parola d'ordine", "parola", "lösenord", "adgangskode", "salasana", "heslo", "jelszó",
    "パスワード", "密码", "密碼", "비밀번호", "pwd", "passwd", "pword", "psw", "pswd", "pwort", "mdp",
    "pasword", "passwrd", "pasword", "passwort", "paswort", "pw",
)  # fmt: skip
SHORT = (
    "pass",
    "kw",
    "contra",
    "paso",
    "login",
    "logindaten",
    "zugangsdaten",
    "credentials",
    "creds",
)
"""Words that mean a password only before what looks like one."""
_NO_MARK = r"(?!password removed\])"
"""Looked at first: of a list there are thousands of marks, each of which names a password."""
_NAMED = rf"(?<![^\W_]){_NO_MARK}(?:{'|'.join(WORDS)})[sm]?"
_ANY = rf"(?<![^\W_]){_NO_MARK}(?:{'|'.join((*WORDS, 'pass', 'kw', 'contra'))})[sm]?(?![^\W_])"
_VERBS = r"is|was|to|ist|war|lautet|auf|es|era|est|é|è|är|er|on|jest|это|heißt"
_STILL = r"still|just|now|currently|noch|immer|jetzt|todavía|toujours|encore|ainda|ancora|this"
_VERB = (
    rf"(?:\s{{1,3}}(?:{_VERBS})(?:\s{{1,3}}(?:{_STILL})){{0,2}}(?:\s{{0,3}}[:=])?\s{{1,3}}|"
    r"\s{0,3}(?:は|是)\s{0,3})"
)
_SIGN = r"\s{0,3}[:=：]\s{0,3}"
_PLACEHOLDER = r"(?!\[[A-Za-z -]{2,20} removed\])"
_VALUE = rf"{_PLACEHOLDER}([^\s\"'`]{{1,4000}})"
_QUOTED = rf"[\"'`«“„]{_PLACEHOLDER}([^\s\"'`»”\n][^\"'`»”\n]{{2,200}})[\"'`»”]"
_MY = r"(?:my|the|mein|das|mi|la|mon|le|minha|a|mia|il)"
_SIGNS = (*WORDS, *SHORT)
_APART = r"(?:\s{0,3}(?:[-–—(]|[-=]{1,2}>|→)\s{0,3}|\s{1,3})"
_QUOTE = r"[\"'`«“„]?"
_LOG_IN = r"(?<![^\W_])(?:log-?in|logindaten|zugangsdaten|credentials|creds)"
PASSWORDS = (
    Kind(
        "password",
        ("://",),
        re.compile(rf"(\w://[^\s/:@]{{1,60}}:){_PLACEHOLDER}([^\s/@]{{1,100}})(?=@)"),
        group=2,
    ),
    Kind(
        "password", WORDS, re.compile(rf"({_NAMED}(?:{_SIGN}|{_VERB})){_QUOTED}", IGNORE), group=2
    ),
    Kind("password", WORDS, re.compile(rf"({_NAMED}{_SIGN}){_VALUE}", IGNORE), _after_sign, 2),
    Kind("password", WORDS, re.compile(rf"({_NAMED}{_VERB}){_VALUE}", IGNORE), _after_verb, 2),
    Kind(
        "password",  # named by a short word, or with neither sign nor verb: "pass: hunter2x"
        _SIGNS,
        re.compile(rf"({_ANY}(?:{_SIGN}|{_VERB}|{_APART}){_QUOTE}){_VALUE}", IGNORE),
        _beside_word,
        2,
    ),
    Kind(
        "password",  # "the password for bob is hunter2x"
        _SIGNS,
        re.compile(
            rf"({_ANY},?(?:\s{{1,3}}[\w'’@.-]{{1,20}}){{1,5}}?{_VERB}{_QUOTE}){_VALUE}", IGNORE
        ),
        _made_up,
        2,
    ),
    Kind(
        "password",  # "hunter2x is my password"
        _SIGNS,
        re.compile(
            rf"((?<!\S){_QUOTE}){_PLACEHOLDER}([^\s\"'`»”]{{5,60}})"
            rf"(?=[\"'`»”]?\s{{1,3}}(?:is|was|ist|war|es|era|est|é|è)\s{{1,3}}{_MY}\s{{1,3}}{_ANY}"
            r"(?!\s{1,3}(?:manager|problem|reset|hint)))",
            IGNORE,
        ),
        _made_up,
        2,
    ),
    Kind(
        "password",  # "I can't log in with bob / Winter!2025xx"
        _LOGIN_SIGNS,
        re.compile(
            rf"((?<!\S)[^\s/:|]{{1,60}}(?:\s{{1,2}}[/|:]\s{{1,2}}|[/|:])){_PLACEHOLDER}(?![|:])"
            r"([^\s/\"'`]{5,100}+)(?![^\s\"'`])"  # possessive: no shorter piece can fit
        ),
        _beside_login,
        2,
    ),
    Kind(
        "password",  # "my login is bob and Winter2025x"
        SHORT,
        re.compile(
            rf"({_LOG_IN}(?:\s{{1,3}}(?:data|details|info|is|are|ist|sind|es|est|é|è)){{0,2}}\s{{0,2}}:?\s{{1,3}}"
            r"\S{1,60}(?:\s{1,2}[/|]\s{1,2}|[/|]|\s{1,2}(?:and|und|y|et|e)\s{1,2}))"
            rf"{_VALUE}",
            IGNORE,
        ),
        _hard,
        2,
    ),
)
