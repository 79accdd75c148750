"""Whom a report thanks, and who said what could be better and has no answer: no words of theirs."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.desk.nouns.results import Results
from bot.desk.ports.records import Records

Put = Callable[..., str]
"""How a sentence is said to the report's reader: by its name, with its facts."""
LATELY = timedelta(days=90)
"""So far back what could be better is looked for."""


def thanks(
    put: Put, records: Records, results: Results, span: tuple[datetime, datetime]
) -> Sequence[str]:
    """Who wrote answers, and who of the community helped and lets it be counted."""
    wrote = Counter(name for _, name in results.entries_added).most_common()
    lines = [put("report_thanks", who=name, count=count) for name, count in wrote]
    helped = records.helped_in(*span)
    if helped:
        said = ", ".join(f"{name} {count}" for name, count in helped.items())
        lines.append(put("report_members", said=said))
    return lines


def unanswered(put: Put, records: Records, now: datetime) -> Sequence[str]:
    """How many said what could be better, and wait for the team's answer."""
    waits = records.open_feedback(now - LATELY)
    return [put("report_feedback", count=len(waits))] if waits else []
