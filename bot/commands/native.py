"""What customers' commands and what they take are called in customers' languages: as Discord shows them,
and as they may be typed anywhere.

The team's commands have one name each: what one types in a thread, another reads in the history.
"""

from collections.abc import Mapping

from bot.commands.arguments import taken
from bot.commands.row import Command
from knowledge.text.folding import fold

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "ask": {"de": "frage", "es": "preguntar", "fr": "demander", "it": "chiedi", "pt": "perguntar"},
    "person": {"de": "mensch", "es": "persona", "fr": "personne", "it": "persona", "pt": "pessoa"},
    "status": {"es": "estado", "fr": "statut", "it": "stato", "pt": "situação"},
    "language": {"de": "sprache", "es": "idioma", "fr": "langue", "it": "lingua", "pt": "idioma"},
    "transcript": {
        "de": "verlauf",
        "es": "conversación",
        "fr": "conversation",
        "it": "conversazione",
        "pt": "conversa",
    },
    "reopen": {
        "de": "wiederöffnen",
        "es": "reabrir",
        "fr": "rouvrir",
        "it": "riaprire",
        "pt": "reabrir",
    },
    "link": {
        "de": "verknüpfen",
        "es": "vincular",
        "fr": "relier",
        "it": "collegare",
        "pt": "vincular",
    },
    "unlink": {
        "de": "trennen",
        "es": "desvincular",
        "fr": "délier",
        "it": "scollegare",
        "pt": "desvincular",
    },
    "mydata": {
        "de": "meine-daten",
        "es": "mis-datos",
        "fr": "mes-données",
        "it": "miei-dati",
        "pt": "meus-dados",
    },
    "forgetme": {
        "de": "vergiss-mich",
        "es": "olvídame",
        "fr": "oubliez-moi",
        "it": "dimenticami",
        "pt": "esqueça-me",
    },
    "myhelp": {
        "de": "meine-hilfe",
        "es": "mi-ayuda",
        "fr": "mon-aide",
        "it": "mio-aiuto",
        "pt": "minha-ajuda",
    },
    "stop": {"de": "stopp"},
    "help": {"de": "hilfe", "es": "ayuda", "fr": "aide", "it": "aiuto", "pt": "ajuda"},
}
"""Command -> language -> name. "stop" is understood in all of them, "status" in German too; Germans
write theirs with two p."""
OPTIONS: Mapping[str, Mapping[str, str]] = {
    "question": {
        "de": "frage",
        "es": "pregunta",
        "fr": "question",
        "it": "domanda",
        "pt": "pergunta",
    },
    "tongue": {"de": "sprache", "es": "idioma", "fr": "langue", "it": "lingua", "pt": "idioma"},
    "part": {"de": "teil", "es": "parte", "fr": "partie", "it": "parte", "pt": "parte"},
    "code": {"es": "código", "it": "codice", "pt": "código"},
    "sure": {"de": "sicher", "es": "seguro", "fr": "sûr", "it": "sicuro", "pt": "certeza"},
    "what": {"de": "was", "es": "qué", "fr": "quoi", "it": "cosa", "pt": "o-quê"},
    "topic": {"de": "thema", "es": "tema", "fr": "sujet", "it": "tema", "pt": "tema"},
    "command": {
        "de": "befehl",
        "es": "comando",
        "fr": "commande",
        "it": "comando",
        "pt": "comando",
    },
}
"""What they take, by its name in the table."""


def _typed() -> dict[str, str]:
    """A name as it may be typed, folded -> the command; hyphens may be blanks."""
    names = ((fold(name), own) for own, each in COMMANDS.items() for name in each.values())
    return {way: own for name, own in names for way in (name, name.replace("-", " "))}


TYPED: Mapping[str, str] = _typed()


_MOST = max(len(each.split()) for each in TYPED)
"""Words of the longest name."""


def begun(names: Mapping[str, Command], line: str) -> tuple[Command, str] | None:
    """The command that a line begins with in its writer's language, alone or with what it takes behind it;
    with other words it may be part of what they say, and is none."""
    words = line.strip().removeprefix("/").split()
    for many in range(min(len(words), _MOST), 0, -1):
        command = names.get(TYPED.get(fold(" ".join(words[:many])), ""))
        rest = " ".join(words[many:])
        if command and (not rest or taken(command, rest) or is_helped_with(names, command, rest)):
            return command, rest
    return None


def is_helped_with(names: Mapping[str, Command], command: Command, rest: str) -> bool:
    """Whether it is help with a command, by its name in whatever language."""
    return command.name == "help" and (rest.casefold() in names or fold(rest) in TYPED)
