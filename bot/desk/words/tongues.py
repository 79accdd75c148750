"""The languages that the desk writes to people in, and what people call them.

Each has a file in `bot/locales`; no other language is promised to anybody.
"""

from collections.abc import Mapping

from knowledge.text.folding import fold

_NAMES: Mapping[str, str] = {
    "de": "Deutsch German alemán allemand tedesco alemão",
    "en": "English Englisch inglés anglais inglese inglês",
    "es": "español Spanish Spanisch castellano espagnol spagnolo espanhol",
    "fr": "français French Französisch francés francese francês",
    "it": "italiano Italian Italienisch italien",
    "pt": "português Portuguese Portugiesisch portugués portugais portoghese",
}
"""A language's name in itself, then as speakers of the others call it."""
TONGUES = tuple(_NAMES)
CALLED: Mapping[str, str] = {
    fold(name): tag for tag, names in _NAMES.items() for name in names.split()
}
"""What people may write instead of a tag: "german", "francais"."""


def in_words() -> str:
    """All of them, each in its own words: "Deutsch (de), English (en)"."""
    return ", ".join(f"{names.split()[0]} ({tag})" for tag, names in _NAMES.items())
