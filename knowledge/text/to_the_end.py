"""What is secret to its clause's end: passwords in several words, answers to secret questions.

Words that go on with the sentence end it: "password: sun moon 22 and it fails".
"""

import re

from knowledge.text.folding import fold
from knowledge.text.kind import IGNORE, Kind, bare
from knowledge.text.plain_passwords import NAMES, STOPS, says_how

_MARK = r"\[password removed\]"
_STOP = rf"(?!(?:{'|'.join(sorted(map(re.escape, STOPS), key=len, reverse=True))})(?![\w'’-]))"
_WORD = r"[^\s\[\]|]{0,40}[^\s\[\]|.,;:!?)\"'`»”]"
_REST = rf"(?:[ \t]{{1,2}}{_STOP}{_WORD}){{1,7}}"
_IS = r"(?:\s{0,3}[:=：]|\s{1,3}(?:is|was|ist|war|lautet|es|era|est|é|è)(?:\s{0,2}:)?)\s{1,3}"
_CLAUSE = r"[^\n.;!?\[\]]{1,120}"
_ANSWER = (
    r"(?:(?:secret|security|recovery) answer|answer to (?:my|the) (?:secret|security|recovery) question|(?:sicherheits|geheim)antwort|"
    r"antwort auf (?:die|meine) (?:sicherheits|geheim)frage|respuesta (?:secreta|de seguridad)|respuesta a (?:la|mi) pregunta (?:secreta|de seguridad)|"
    r"r[ée]ponse (?:secr[èe]te|de s[ée]curit[ée])|r[ée]ponse à (?:la|ma) question (?:secr[èe]te|de s[ée]curit[ée])|"
    r"risposta (?:segreta|di sicurezza)|risposta alla (?:mia )?domanda (?:segreta|di sicurezza)|resposta (?:secreta|de seguran[çc]a))"
)
_MADE_OF = (
    r"(?:birth(?:day|date| date)|anniversary|wedding(?: day| date)?|date|name|maiden name|pet|first pet|dog|cat|geburts(?:tag|datum|name)|hochzeits(?:tag|datum)|"
    r"datum|name|mädchenname|haustier|hund|katze|fecha|cumpleaños|aniversario|boda|nombre|mascota|perro|gato|date|anniversaire|"
    r"mariage|nom|chien|chat|data|compleanno|anniversario|nome|cane|gatto|aniversário|casamento|cachorro)"
)
_MADE_OF_SIGNS = (
    "birth", "anni", "wedding", "date", "nam", "pet", "dog", "cat", "geburt", "hochzeit", "datum", "haustier", "hund", "katze",
    "fecha", "cumple", "aniver", "boda", "nombre", "mascota", "perro", "gat", "mariage", "nom", "chien", "chat", "data",
    "complean", "cane", "casamento", "cachorro",
)  # fmt: skip
_ARTICLE = r"(?:my|our|the|mein|meine|der|die|das|mi|la|el|mon|ma|le|il|lo|o|a|minha|meu|mia|mio)"


def _is_answer(found: re.Match[str]) -> bool:
    """Judge what stands behind "my secret answer": anything, unless it says how the answer is."""
    words = found["value"].split()
    if not words or fold(bare(words[0])) in _ASKS:
        return False
    return ":" in found["is"] or "=" in found["is"] or not says_how(words[0])


_ASKS = frozenset(
    "what which where how why was wie wo qué cómo cuál quel comment quale come qual".split()  # noqa: SIM905
)
REST = (
    Kind(
        "password",  # "password = [password removed] w0rd", "la contraseña: [password removed] luna 22"
        ("password removed]",),
        re.compile(
            r"(?:(?<=[:=：])|(?<=[:=：]\s)|(?<=[:=：]\s\s))"
            rf"(?P<value>{_MARK}{_REST})",
            IGNORE,
        ),
        group="value",
    ),
    Kind(
        "password",  # "la clave: la fecha de mi boda, 14 de mayo del 98"
        _MADE_OF_SIGNS,
        re.compile(
            rf"(?<![^\W_]){NAMES}(?:\s{{1,3}}(?:is|ist|es|est|é|è))?\s{{0,3}}[:=：]\s{{0,3}}"
            rf"(?P<value>{_ARTICLE}\s(?:\w{{1,20}}['’]?s?\s){{0,3}}?{_MADE_OF}(?!\w){_CLAUSE})",
            IGNORE,
        ),
        group="value",
    ),
)
"""Judged after all that a password was found by."""
ANSWERS = (
    Kind(
        "secret answer",
        ("answer", "antwort", "respuesta", "réponse", "reponse", "risposta", "resposta"),
        re.compile(rf"(?<![^\W_]){_ANSWER}(?P<is>{_IS})(?P<value>{_CLAUSE})", IGNORE),
        _is_answer,
        "value",
    ),
)
