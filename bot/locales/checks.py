"""What must hold of every sentence, ours or an owner's: its facts, its lines, its voice, its length.

Each check says in a few words what is wrong, or nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from typing import Any

LABEL = 30
"""Characters of a button that still read well."""
MOST = 75
"""Characters of any label: Slack cuts a button's text there, Discord refuses more than 80.

https://docs.slack.dev/reference/block-kit/block-elements/button-element
"""
BANNED = {
    "en": r"soon|shortly|asap|as soon as possible|in a moment|quickly",
    "de": r"bald|baldmöglichst|demnächst|in kürze|so schnell wie möglich|schnellstmöglich|umgehend"
    r"|zeitnah|gleich|du|dein\w*|dich|dir",
    "es": r"pronto|en breve|enseguida|cuanto antes|lo antes posible|dentro de poco|usted",
    "fr": r"bientôt|sous peu|dès que possible|prochainement|rapidement|tu|toi|ton|tes",
    "pt": r"em breve|logo|assim que possível|o quanto antes|rapidamente|daqui a pouco",
    "it": r"presto|a breve|al più presto|appena possibile|subito|tra poco|prossimamente",
}
"""Times without ground, and the other way to address somebody."""
_TABLES = ("label", "said")
"""Kinds that hold many sentences by name, none of which has lines of its own."""


def holes(template: str) -> set[str]:
    """The facts that a sentence names: {by}, {n}. Raises ValueError for braces that don't close."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def own_lines(words: str) -> list[str]:
    """Line by line what stands alone there, as a quote or a table has to; "" for other lines."""
    return [re.sub(r"^(?!\{\w+\}$).*", "", each) for each in words.split("\n")]


def facts_wrong(words: str, ours: str, language: str) -> str:
    """Facts that are lacking, or that nobody gives."""
    del language
    try:
        found, wanted = holes(words), holes(ours)
    except ValueError:
        return "a brace is opened and not closed, or the other way round"
    lacks = ", ".join(f"{{{each}}}" for each in sorted(wanted - found))
    more = ", ".join(f"{{{each}}}" for each in sorted(found - wanted))
    return "; ".join(filter(None, (lacks and f"it lacks {lacks}", more and f"nobody gives {more}")))


def lines_wrong(words: str, ours: str, language: str) -> str:
    """What is shown as a quote, a table or an answer only where it is alone on its line."""
    del language
    found, wanted = ([each for each in own_lines(text) if each] for text in (words, ours))
    if found == wanted:
        return ""
    return (
        f"each of {', '.join(wanted) or 'its facts'} stands alone on its line there, and no other"
    )


def voice_wrong(words: str, ours: str, language: str) -> str:
    """Times without ground, exclamation marks, the other way to address somebody."""
    del ours
    banned = re.search(rf"\b(?:{BANNED[language]})\b", words, re.IGNORECASE)
    if banned:
        return f'"{banned[0]}" names no time, or is the wrong form of address'
    return "an exclamation mark is no calm voice" if re.search("[!¡]", words) else ""


def spaces_wrong(words: str, ours: str, language: str) -> str:
    """French punctuation that a line could break before."""
    del ours
    wrong = language == "fr" and re.search(" [:;?»]|« ", words)
    return "a no-break space belongs before : ; ? and » and behind «" if wrong else ""


_EVERYWHERE: tuple[Callable[[str, str, str], str], ...] = (facts_wrong, voice_wrong, spaces_wrong)


def wrong(
    at: tuple[str, str], words: str, english: Mapping[str, Any], language: str
) -> Iterator[str]:
    """All that is wrong with a sentence in the place of the English one, at (kind, name)."""
    kind, name = at
    ours, pressed = english[kind][name], buttons(english)
    if not words.strip():
        yield "it says nothing"
        return
    for check in _EVERYWHERE if kind in _TABLES else (*_EVERYWHERE, lines_wrong):
        if found := check(words, ours, language):
            yield found
    most = LABEL if name in pressed else MOST
    if kind == "label" and len(words) > most:
        yield f"it is longer than {most} characters"


def buttons(english: Mapping[str, Any]) -> frozenset[str]:
    """Names of labels that stand on buttons of messages."""
    return frozenset(each for row in english.values() for each in row.get("buttons", ()))


def same_labels(tables: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """(kind, label) of messages with two buttons that read the same."""
    english = tables["en"]
    labels = {**english["label"], **tables[language]["label"]}
    for kind, row in english.items():
        shown = [labels[each].casefold() for each in row.get("buttons", ())]
        yield from ((kind, each) for each in sorted(set(shown)) if shown.count(each) > 1)
