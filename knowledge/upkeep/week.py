"""The days of the week that a text names: all of "Monday to Friday" and of "weekends", and "Mo" and "Tue" too.

English, German, Spanish and French.
"""

import re

from knowledge.text.normalise import surface
from knowledge.upkeep.asking import canonical
from knowledge.upkeep.quantities import DAY

_SEVERAL = {
    "0123456": r"every ?day|daily|all week|(?:seven|7) days|24/7|jeden tag|täglich|alle tage|todos los días|tous les jours",
    "01234": r"weekdays|(?:during|in) the week|unter der woche|(?:an )?wochentagen|wochentags|entre semana|en semaine",
    "56": r"weekends?|wochenenden?|fin(?:es)? de semana|week-ends?",
}
_SHORT = {
    "en": "mon mo|tue tues tu|wed we|thu thur thurs th|fri fr|sat sa|sun su",
    "de": "mo|di|mi|do|fr|sa|so",
    "es": "lun|mar|mie|jue|vie|sab|dom",
    "fr": "lun|mar|mer|jeu|ven|sam|dim",
}
_SHORTENED = {
    tongue: {word: str(n) for n, day in enumerate(days.split("|")) for word in day.split()}
    for tongue, days in _SHORT.items()
}
_MARK = re.compile("[<>]")
_WORD = re.compile(r"[^\W\d_]+")
_TO = re.compile(
    r"<(\d)>\.?\s*(?:-|–|—|(?:to|till|until|through|thru|bis|al?|hasta|au|à)\b)\s*(?:el |le )?<(\d)>",
    re.IGNORECASE,
)


def with_days_marked(text: str, tongue: str, written: dict[str, str]) -> str:
    """A text with "<0>" for a Monday, all days of "Monday to Friday" among them; and how each is `written`."""
    text = _MARK.sub(" ", text)
    for days, names in _SEVERAL.items():
        for found in re.finditer(rf"\b(?:{names})\b", text, re.IGNORECASE):
            for day in days:
                written.setdefault(day, found[0])
        text = re.sub(
            rf"\b(?:{names})\b", "".join(f"<{day}>" for day in days), text, flags=re.IGNORECASE
        )

    def mark(found: re.Match[str]) -> str:
        word = "".join(surface(found[0]))
        titled = found[0].istitle() and (len(word) > 2 or _listing(found))
        short = titled or tongue in {"es", "fr"}
        day = DAY.get(word) or (_SHORTENED.get(tongue, {}).get(word) if short else None)
        if day is None:
            return found[0]
        written[day] = found[0]
        return f"<{day}>"

    def fill(found: re.Match[str]) -> str:
        first, last = int(found[1]), int(found[2])
        days = [str((first + n) % 7) for n in range((last - first) % 7 + 1)]
        for day in days:
            written.setdefault(day, f"{written[found[1]]}–{written[found[2]]}")
        return "".join(f"<{day}>" for day in days)

    return _TO.sub(fill, _WORD.sub(mark, text))


def _listing(found: re.Match[str]) -> bool:
    """Whether "So", "Do" or "We" stands among days or hours, as no other word of two letters does."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    joined = re.match(r"\.?\s*(?:[-–—+&/,:]|(?:bis|und|to|and)\b|\d|geschlossen|zu\b|$)", after)
    return bool(joined or re.search(r"(?:[-–—+&/,]|\b(?:bis|und|to|and))\s*$", before))


def days_marked(marked: str) -> set[str]:
    """The days that stand in a marked text."""
    return set(re.findall(r"<(\d)>", marked))


def day_words(phrasing: str, tongue: str) -> frozenset[str]:
    """The words of weight that are a day's name."""
    short = _SHORTENED.get(tongue, {})
    return frozenset(
        canonical(word, tongue) for word in surface(phrasing) if word in DAY or word in short
    )
