"""Telling by its first words whether a sentence asks."""

__all__ = ["asks"]

_ASKS = frozenset(
    """how what where when why who whom whose which can could do does did is are am will would should
    shall may has have was were whats tell explain wie was wo wann warum wer welche welcher welches
    kann konnen ist sind gibt habt haben soll sollte sollen darf como que donde cuando por cual cuales cuanto cuanta cuantos cuantas puedo puede hay quien
    comment ou quand pourquoi qui quel quelle quels quelles est peux puis combien quoi onde quando quanto quanta quanti quante quantos quantas
    quem qual posso come dove perche chi quale hoe wat waar wanneer waarom nasil ne nerede как что где
    когда почему кто можно czy jak gdzie kiedy ile dlaczego kto jaki jaka jakie ktory kya kaise kab kahan
    kyu""".split()  # noqa: SIM905 - a column of words reads better
)
_AFTER_EST = frozenset({"ce", "il", "elle", "ca"})

_DENIES = frozenset("can could do does did will would have has had".split())  # noqa: SIM905
_ASKED_OF = frozenset(
    """i we you u he she it they there the a an any all this that these those my our your one people somebody
    anybody someone anyone everybody everyone""".split()  # noqa: SIM905
)
"""What stands behind "can't" in a question; "can't log in" and "doesn't start" leave out who, and tell."""

_BEFORE = frozenset(
    """at by for from in on since to until with ab an auf bei bis fur mit seit um von zu a avec de depuis
    jusqu par pour con desde en hasta para por da di fino per ate com em""".split()  # noqa: SIM905
)
_ASKS_BEHIND = frozenset(
    """what which whom whose how wann welche welchem welchen welcher wem wen wo wie quand quel quelle quels quelles
    qui combien cuando cuanto cuanta cuantos cuantas quantos quantas cual quien donde quando quanto quanti quale quali chi dove qual
    quem onde""".split()  # noqa: SIM905
)


_SPANS = frozenset(
    """edad hora horas dia dias fecha precio ciudad idade data preco cidade ora ore eta giorno giorni data
    prezzo""".split()  # noqa: SIM905
)
"""What is asked of behind "que" and "che", which mean "that" as well: "desde qué edad"."""


def asks(words: list[str]) -> bool:
    """Whether a sentence begins as questions do, "from which age" too. "C'est pour ..." tells, "est-ce que
    ..." asks."""
    if words[1:2] == ["not"] and words[0] in _DENIES and words[2:3]:
        return words[2] in _ASKED_OF
    if words[:1] == ["est"]:
        return not _AFTER_EST.isdisjoint(words[1:2])
    if not words or words[0] in _ASKS:
        return bool(words)
    behind = words[1:2] if words[0] in _BEFORE else []
    that = behind in (["que"], ["che"]) and not _SPANS.isdisjoint(words[2:3])
    return that or not _ASKS_BEHIND.isdisjoint(behind)
