"""Who speaks, where, and in which language: taken into the step before anything else is done."""

from dataclasses import replace

from bot.desk.boundary import Heard
from bot.desk.nouns.inbound import Commanded, Edited, Flooded, Reacted, Said
from bot.desk.nouns.person import CHOSEN, Person
from bot.desk.step.step import Step
from bot.desk.words import where
from knowledge.text.language import NOT_SHOWN, Spoken

ByPerson = Said | Commanded | Edited | Reacted | Flooded
"""What somebody did, and so says who and where."""


def take(step: Step, inbound: ByPerson, heard: Heard | None = None) -> None:
    """Take them into the step, and remember them and what their room is called."""
    known = step.records.person(inbound.by.id)
    spoken = heard.reading.spoken if heard else NOT_SHOWN
    step.by = replace(inbound.by, language=_language(known, spoken) or inbound.by.language)
    step.place = inbound.place
    step.answers = inbound.id
    step.first_heard = known is None
    step.link = "" if isinstance(inbound, Reacted | Flooded) else inbound.link
    if isinstance(inbound, Said) and inbound.room:
        where.remember(step.records, inbound.place, inbound.room)
    if known != step.by:
        step.records.save_person(step.by)


def _language(known: Person | None, spoken: Spoken) -> str:
    """The words' own language counts for more than the profile's; for more than that of their words
    before it does where it shows plainly. What they chose stays. "" where none of these is known."""
    kept = known.language if known else ""
    stays = kept.endswith(CHOSEN) or (kept and not spoken.plainly)
    return kept if stays else spoken.language or kept
