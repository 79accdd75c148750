"""Questions that ask alike, put together: the lists of what to write next and of what keeps people.

A group is found again by any question of it, so that the number of its rows leads to them.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.desk.nouns.listed import Worded
from bot.desk.nouns.question import Question
from bot.desk.ports.records import Records
from bot.desk.words.gaps import Gap, grouped
from bot.pages.gathering import UNANSWERED, objecting
from knowledge.matching.clusters import alike


def unanswered(questions: Sequence[Question]) -> list[Gap]:
    """What the most people ask first."""
    return sorted(grouped(questions), key=lambda each: -each.people)


def objections(said: Sequence[Worded]) -> list[list[Worded]]:
    """What keeps the most people first."""
    groups = [[said[at] for at in group] for group in alike([each.text for each in said])]
    return sorted(groups, key=lambda group: -len({each.by for each in group}))


def waiting_like(records: Records, question: int) -> list[int]:
    """The questions that wait for an answer and ask what that one does, by number."""
    for gap in grouped(records.newest_open(UNANSWERED)):
        numbers = [each.id for each in gap.questions]
        if question in numbers:
            return numbers
    return []


def objecting_like(records: Records, since: datetime, until: datetime, question: int) -> list[int]:
    """The questions of the span that are kept by what keeps that one, by number."""
    for group in objections(objecting(records, since, until)):
        numbers = [each.question for each in group]
        if question in numbers:
            return numbers
    return []
