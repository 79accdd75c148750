"""Who of the team is there: away until a time, back before it, and the list of those who are away."""

from datetime import datetime
from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row
from bot.desk.nouns.message import Table
from bot.desk.step.step import Step
from bot.desk.verbs import absences, showing


def _away(step: Step, until: datetime) -> None:
    given = absences.leave(step, until)
    told = [step.put("away_until", when=showing.moment(step, until))]
    if given:
        numbers = ", ".join(str(each.number) for each in given)
        told.append(step.put("away_gave", count=len(given), numbers=numbers))
    said(step, "\n".join(told))


def _back(step: Step) -> None:
    absences.back(step)
    said(step, step.put("back_again"))


def _absent(step: Step) -> None:
    found = step.records.absences(step.now)
    title = step.put("are_away", count=len(found)) if found else step.put("nobody_away")
    rows = tuple(
        (each.person.name, showing.moment(step, each.at), showing.moment(step, each.until))
        for each in found
    )
    show(step, title, Table(head=heads(step, "who", "since", "until"), rows=rows))


_team = partial(row, group="Team")

ABSENCE_COMMANDS: tuple[Command, ...] = (
    _team("away", _away, Param(name="until", kind=Kind.UNTIL)),
    _team("back", _back),
    _team("absent", _absent, looks=True),
)
