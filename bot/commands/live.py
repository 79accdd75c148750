"""The live queue of the team's room: begun, and ended."""

from bot.commands.desk import said
from bot.commands.row import Command, Kind, Param, row
from bot.desk.step.step import Step
from bot.desk.verbs import live

OFF = "off"


def _live(step: Step, what: str | None) -> None:
    if what == OFF:
        live.end(step)
        said(step, step.put("live_ended"))
    else:
        live.begin(step)
        said(step, step.put("live_begun"))


LIVE_QUEUE: Command = row(
    "livequeue",
    _live,
    Param(name="what", kind=Kind.WORD, required=False, choices=(OFF,)),
    group="Team",
)
