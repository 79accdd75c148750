"""What was rehearsed in a span, in a sentence for the report: none of it counts as an answer there."""

from datetime import datetime
from functools import partial

from bot.desk.nouns.rehearsed import Tally
from bot.desk.ports.rehearsals import Rehearsals
from bot.desk.rules import standing
from bot.desk.words import shares
from bot.desk.words.wording import Wording


def told(
    records: Rehearsals, since: datetime, until: datetime, words: Wording, language: str
) -> str:
    """ "" where nothing was rehearsed."""
    found = records.tallies(since, until)
    if not found:
        return ""
    every = Tally(
        room="",
        answers=sum(each.answers for each in found),
        choices=sum(each.choices for each in found),
        unknown=sum(each.unknown for each in found),
        right=sum(each.right for each in found),
        wrong=sum(each.wrong for each in found),
    )
    return words.said(
        "rehearsal_report",
        language,
        count=every.asked,
        answers=every.answers,
        choices=every.choices,
        unknown=every.unknown,
        share=shares.said(standing.right(every), partial(words.said, language=language)),
    )
