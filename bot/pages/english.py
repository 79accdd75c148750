"""The pages' words for what the report names too: in English, as the pages are."""

from zoneinfo import ZoneInfo

from bot.desk.nouns.lengths import Lengths
from bot.desk.time.hours import Hours
from bot.desk.words.report import Report
from bot.desk.words.wording import Wording
from bot.locales import read_locales

_WORDS = Wording(read_locales())
_REPORT = Report(words=_WORDS, hours=Hours.parse("always", ZoneInfo("UTC")))


def said(name: str) -> str:
    """A sentence without facts, by its name."""
    return _WORDS.said(name)


def half_and_most(spans: Lengths) -> str:
    """Within what half and nine of ten were."""
    return _REPORT.half_and_most(spans)
