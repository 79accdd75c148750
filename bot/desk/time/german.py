"""Times as German staff write them, in the words that are read: "morgen 10 Uhr", "bis Freitag".

Pure. What is no German word of a time stays as it was, so that either language can be written, and both.
"""

import re

_WORDS = {
    "until": "bis",
    "for": "für fuer",
    "on": "vom ab",
    "none": "keine keiner keinen kein",
    "at": "um",
    "today": "heute",
    "tomorrow": "morgen",
    "overmorrow": "übermorgen uebermorgen",
    "yesterday": "gestern",
    "next": "nächste nächsten nächster nächstes nächstem naechste naechsten kommende kommenden",
    "this": "diese diesen dieser dieses diesem",
    "week": "woche",
    "month": "monat",
    "monday": "montag montags mo",
    "tuesday": "dienstag dienstags di",
    "wednesday": "mittwoch mittwochs mi",
    "thursday": "donnerstag donnerstags do",
    "friday": "freitag freitags fr",
    "saturday": "samstag samstags sonnabend sonnabends sa",
    "sunday": "sonntag sonntags so",
    "jan": "januar jänner",
    "feb": "februar",
    "mar": "märz maerz mär mrz",
    "may": "mai",
    "jun": "juni",
    "jul": "juli",
    "oct": "oktober okt",
    "dec": "dezember dez",
}
_ENGLISH = {german: word for word, said in _WORDS.items() for german in said.split()}
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*uhr\b(?:\s*(\d{2})\b)?", re.IGNORECASE)
_AM = re.compile(r"(?<!\d)(?<!\d )\bam(?= \S)", re.IGNORECASE)
"""The day's, not the morning's: "am Montag", but "9 am"."""
_TO = re.compile(r"\bbis (?:zum|am)\b", re.IGNORECASE)
_END = re.compile(r"\b(?:bis )?(?:ende des tages|zum ende des tages|feierabend)\b", re.IGNORECASE)


def in_english(text: str) -> str:
    """The same with the German words of a time in English; everything else as it stands."""
    words = _CLOCK.sub(lambda found: f"{found[1]}:{found[2] or found[3] or '00'}", text)
    words = _TO.sub("until", _END.sub("end of day", words))
    words = _AM.sub("on", words)
    return _WORD.sub(lambda found: _ENGLISH.get(found[0].casefold(), found[0]), words)
