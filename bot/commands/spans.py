"""How far back a report goes, as people type it: "30", "month", "the last 2 weeks", "export 90"."""

from dataclasses import dataclass

from bot.desk.words.report import LONGEST
from bot.errors import BadArgument, Fact
from knowledge.text.folding import fold

_WORDS = {
    1: "day days today d tag tage tagen heute",
    7: "week weeks weekly w woche wochen wöchentlich",
    30: "month months monthly monat monate monaten monatlich",
    91: "quarter quarters quarterly quartal quartale quartalen",
    365: "year years yearly annual y jahr jahre jahren",
}
"""Days -> what that many are called."""
_DAYS = {fold(word): days for days, words in _WORDS.items() for word in words.split()}
_AROUND = {
    fold(word)
    for word in """for of in over since from the a an last past this previous file as csv
    für der die das den dem im in letzte letzten letzter letztes diese diesen dieser als datei
    vergangene vergangenen""".split()  # noqa: SIM905 - a column of words reads better
}
"""Say nothing of how far."""
_OWN = {fold(word) for word in "me my mine myself own ich mir mein meine meins eigene".split()}  # noqa: SIM905
_EXPORT = {"export", "exports", "exportieren", "csv", "file", "datei"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a report is to be of."""

    days: int = 7
    """1 to `LONGEST`."""
    export: bool = False
    """Its rows, as files."""
    own: bool = False
    """Of whoever asks, and of nobody else."""


def read(words: str, line: Fact) -> Asked:
    """Raises BadArgument, with `line` for an example."""
    said = [each.strip(".,:;!?\"'") for each in fold(words).split()]
    left = [each for each in said if each and each not in _AROUND | _EXPORT | _OWN]
    export, own = (any(each in words for each in said) for words in (_EXPORT, _OWN))
    days = _days(left) if left else Asked.days
    if days is None or not 1 <= days <= LONGEST or (export and own):
        raise BadArgument.of("report_days", most=LONGEST, line=line)
    return Asked(days=days, export=export, own=own)


def _days(said: list[str]) -> int | None:
    """None where it is none."""
    if len(said) == 1 and said[0][0].isdecimal():
        digits = "".join(each for each in said[0] if each.isdecimal())
        said = [digits, said[0].removeprefix(digits)] if said[0] != digits else said
    number, *unit = said if said[0].isdecimal() else ["1", *said]
    if len(number) > 4 or len(unit) > 1:
        return None
    if not unit:
        return int(number)
    return int(number) * _DAYS[unit[0]] if unit[0] in _DAYS else None
