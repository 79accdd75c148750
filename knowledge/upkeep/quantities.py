"""The amounts that a text names, by what they measure: prices, times, days, and numbers of things.

English, German, Spanish and French words; in other languages only clock times, signs of money and per
cent.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from knowledge.text.normalise import surface
from knowledge.upkeep.asking import canonical

Amounts = Mapping[str, Mapping[str, str]]
"""What is measured -> amount in one form -> as it was written."""

_N = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_AND = r"\s*(?:-|–|to|bis|or|oder|and|und|a|à|y|o|et|ou)\s*"
_MONEY = r"€|\$|£|(?:eur|euros?|usd|dollars?|gbp|pounds?|chf|franken)\b"
_UNITS = {
    "minut": 1 / 60, "hour": 1, "stund": 1, "day": 24, "tag": 24, "werktag": 24, "arbeitstag": 24,
    "week": 168, "woch": 168, "month": 720, "monat": 720, "year": 8760, "jahr": 8760,
}  # fmt: skip
"""Hours in a unit of time."""
_ALSO = {
    word: hours
    for hours, words in {
        1 / 60: "min mins minuto minutos",
        1: "h hr hrs std hora horas heure heures",
        24: "dia dias jour jours",
        168: "semana semanas semaine semaines",
        720: "mes meses mois",
        8760: "ano anos an ans annee annees",
    }.items()
    for word in words.split()
}
"""Words that others begin with, or too short for it."""
_DAYS = (
    "monday mondays montag montags lunes lundi lundis|tuesday tuesdays dienstag dienstags martes mardi mardis|wednesday wednesdays mittwoch mittwochs miercoles mercredi mercredis|"
    "thursday thursdays donnerstag donnerstags jueves jeudi jeudis|friday fridays freitag freitags viernes vendredi vendredis|"
    "saturday saturdays samstag samstags sonnabend sabado sabados samedi samedis|sunday sundays sonntag sonntags domingo domingos dimanche dimanches"
)
DAY = {word: str(n) for n, day in enumerate(_DAYS.split("|")) for word in day.split()}
_MONTHS = (
    "january januar jan enero janvier|february februar feb febrero fevrier|march marz mar marzo mars|april apr abril avril|may mai mayo|june juni jun junio juin|july juli jul julio juillet|"
    "august aug agosto aout|september sep septiembre septembre|october oktober oct okt octubre octobre|november nov noviembre novembre|december dezember dec dez diciembre decembre"
)
_MONTH = {word: str(n) for n, names in enumerate(_MONTHS.split("|"), 1) for word in names.split()}
WHEN = frozenset((*DAY, *_MONTH))
"""Names of days and months: two texts that share one need not be about the same."""
_SPELT = {
    word: str(n)
    for n, words in enumerate(
        [
            "one ein eine einen einem einer",
            "two zwei dos deux",
            "three drei tres trois",
            "four vier cuatro quatre",
            "five funf cinco cinq",
            "six sechs seis",
            "seven sieben siete",
            "eight acht ocho huit",
            "nine neun nueve",
            "ten zehn diez dix",
            "eleven elf onze",
            "twelve zwolf doce douze",
        ],
        start=1,
    )
    for word in words.split()
}
_FREE = re.compile(
    r"\b(?:free(?: of charge)?|no charge|costs? nothing|kostenlos|gratis|umsonst|kostenfrei|gratuit[aeos]*)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+|\]\([^)\s]*\)|\S+@\S+")
_DATE = re.compile(r"\b(\d{4}-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.(?:\d{4}|\d\d)?)")
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?:\s*([ap])\.?m\b)?(?:\s*uhr\b)?|\b(\d{1,2})\s*(?:([ap])\.?m\b|(?:uhr\b|o'clock))",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\b(\d{1,2})\s?h\s?(\d\d)?\b", re.IGNORECASE)
"""In French and Spanish a time of day, "17h", "9h30"; elsewhere a length of time."""
_PRICE = re.compile(rf"(?:{_MONEY})\s?({_N})|({_N})(?:{_AND}({_N}))?\s?(?:{_MONEY})", re.IGNORECASE)
_PERCENT = re.compile(rf"({_N})\s?(?:%|per ?cent\b|prozent\b)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"({_N})(?:{_AND}({_N}))?(?:\.|st|nd|rd|th)?\s*(?:working |business |full |volle[nr]? )?([^\W\d_]+)?",
    re.IGNORECASE,
)


def amounts(text: str, tongue: str) -> Amounts:
    """What a text names; each amount counts once, for what it measures. `tongue` is the language, or ""."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    text = _LINK.sub(" ", text)
    hours = ((_HOUR, _hour),) if tongue in {"fr", "es"} else ()
    for pattern, read in (
        (_DATE, _date), (_PRICE, _price), (_PERCENT, _percent), (_CLOCK, _clock), *hours
    ):  # fmt: skip
        for match in pattern.finditer(text):
            for what, amount, written in read(match):
                found[what][amount] = written
        text = pattern.sub(" ; ", text)
    for match in _COUNTED.finditer(_in_digits(text)):
        for what, amount, written in _counted(match, tongue):
            found[what][amount] = written
    for word in surface(text):
        if word in DAY:
            found["day"][DAY[word]] = word
    if not found.get("price") and (free := _FREE.search(text)):
        found["free"]["0"] = free[0]
    return found


def _in_digits(text: str) -> str:
    """Numbers up to twelve as digits."""
    return re.sub(r"[^\W\d_]+", lambda word: _SPELT.get(_fold(word[0]), word[0]), text)


def _fold(word: str) -> str:
    return "".join(surface(word))


def _value(number: str) -> float:
    """A number as it is written in English or German: "1,000.50", "1.000,50", "4,99"."""
    whole = re.sub(r"[.,](?=\d{3}(?!\d))", "", number)
    return float(whole.replace(",", "."))


def _date(found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    yield "date", found[1].replace(" ", ""), found[1]


def _price(found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    for number in filter(None, found.groups()):
        yield "price", f"{_value(number):g}", number


def _percent(found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    yield "percent", f"{_value(found[1]):g}", found[0]


def _clock(found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    hour, minute = int(found[1] or found[4]), int(found[2] or 0)
    half = (found[3] or found[5] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    yield "clock", f"{hour:02}:{minute:02}", found[0].strip()


def _hour(found: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    yield "clock", f"{int(found[1]):02}:{int(found[2] or 0):02}", found[0].strip()


def _counted(found: re.Match[str], tongue: str) -> Iterator[tuple[str, str, str]]:
    word = _fold(found[3] or "")
    unit = next((unit for unit in _UNITS if word.startswith(unit)), "")
    hours = _ALSO.get(word) or _UNITS.get(unit)
    for number in filter(None, (found[1], found[2])):
        value = _value(number)
        if word in _MONTH:
            yield "date", f"{value:g}/{_MONTH[word]}", found[0]
        elif hours:
            yield "span", f"{value * hours:g}", number
        elif word:
            thing = canonical(word, tongue) if tongue else word
            yield f"number of {thing}", f"{value:g}", number
        else:
            yield "number", f"{value:g}", number
