"""What the desk leaves itself to do: askers to be told some at a time, deliveries that have ended,
word to who sends too much at once.
"""

from bot.desk.nouns.departed import Departed
from bot.desk.nouns.inbound import (
    Announced,
    Delivered,
    Flooded,
    Published,
    Recalled,
    Returned,
    Tasked,
)
from bot.desk.nouns.sought import Sought
from bot.desk.ports.library import Library
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from bot.desk.verbs import (
    announcing,
    arriving,
    askers,
    departing,
    gaps,
    publishing,
    recalling,
    returning,
)

Concerns = Published | Recalled | Announced | Tasked
"""What concerns people who have to be looked for among many, by a reader."""
OwnWork = Concerns | Delivered | Returned | Departed | Flooded


def do(step: Step, work: OwnWork, sought: Sought | None) -> str:
    """Do it; returns its outcome. `sought` is whom it may concern."""
    match work:
        case Flooded():
            step.whisper("surplus", at=work.until)
            return "flooded"
        case Delivered():
            return arriving.ended(step, work)
        case Departed():
            return departing.see_to(step, work)
        case Returned():
            return returning.post_missing(step, work.place)
        case Published() | Recalled() | Announced() | Tasked():
            return _see_to(step, work, sought)


def _see_to(step: Step, work: Concerns, sought: Sought | None) -> str:
    match work:
        case Published():
            step.by = work.by
            step.place = work.place or step.staff_room(work.by.platform)
            step.answers = work.answers
            return publishing.see_to(step, work, sought)
        case Recalled():
            step.by, step.place = work.by, work.place
            return recalling.see_to(step, work, sought)
        case Announced():
            return announcing.see_to(step, work, sought)
        case Tasked():
            step.by, step.place, step.answers = work.by, work.place, work.answers
            return gaps.see_to(step, work, sought)


def seek(records: Records, library: Library, concerns: Concerns) -> Sought:
    """Whom it concerns. Takes its time, only reads."""
    match concerns:
        case Recalled():
            return recalling.seek(records, concerns)
        case Announced():
            return announcing.seek(records, library, concerns)
        case Tasked():
            return gaps.seek(records, concerns)
        case Published():
            return askers.seek(records, library, concerns)
