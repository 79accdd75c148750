"""What is held back: words of the team's list stand in it, or its author's account is new during a raid.

Nothing of it is lost: the team sees it and decides. To an open ticket all words go, for a person reads
those; that somebody is in danger or was hurt is heard whatever stands in it.
"""

from dataclasses import replace
from datetime import timedelta

from bot.desk.boundary import Commands, Heard
from bot.desk.hearing import blocked, revising, talk
from bot.desk.nouns.inbound import Address, Commanded, Edited, Inbound, Said
from bot.desk.nouns.message import Outgoing, Quote, Readership
from bot.desk.nouns.pending import Why
from bot.desk.step.step import Step
from bot.desk.verbs import raid, word_list
from bot.desk.words import cards

QUARANTINED = "quarantined"
"""Its outcome, until somebody decides."""
_AGAIN = timedelta(days=1)
"""So long after it was said it is said to nobody again, while something of theirs is held back."""
_SHOWN = 1000
"""Characters that the team is shown at once; the list and the ticket have the rest."""


def held_back(
    step: Step, inbound: Inbound, heard: Heard | None, commands: Commands, *, unseen: bool
) -> str:
    """The outcome of what is held back; "" for all else. `unseen`: no platform shows to anybody what was
    done, so that it is answered each time."""
    if step.is_staff or step.passed_on or not isinstance(inbound, Said | Commanded | Edited):
        return ""
    if step.records.is_accepted(inbound.id):
        step.cause += "/again"  # a key made the first time would be taken for sent
        return ""
    why, word = _why(step, inbound)
    if why is None or _goes_on(step, inbound, heard, commands):
        return ""
    first = not step.records.held_back_since(step.actor.id, step.now - _AGAIN)
    number = step.records.hold_back(inbound, why)
    if first or unseen:
        standing = raid.standing(step.records, step.now)
        until = standing.until if standing and why is Why.NEWCOMER else None
        step.whisper("held_word" if until is None else "held_newcomer", until=until)
    if first and why is Why.WORD:
        _tell_team(step, inbound, word, number)
    return QUARANTINED


def edited(step: Step, edit: Edited) -> Said | str:
    """A message that is held back says something else now: without the word it is heard, and one of a new
    account waits on as it reads now. "" where it is not held back."""
    heard, left = revising.left(step, edit.message, edit.text)
    held = step.records.quarantined_as(heard)
    if held is None:
        return ""
    said = replace(revising.said(edit, left), id=heard)
    if held.why is Why.NEWCOMER:
        step.records.hold_back(said, held.why)
        return QUARANTINED
    step.records.discard(held.number, step.now)
    return said


def _why(step: Step, inbound: Said | Commanded | Edited) -> tuple[Why | None, str]:
    """For what it is held back, and the word; None where it is not."""
    new = not isinstance(inbound, Edited) and raid.is_new(step, inbound.since)
    if new and step.first_heard:
        raid.noticed(step)
    word = word_list.said(step, _own(inbound))
    if word:
        return Why.WORD, word
    waits = new and raid.standing(step.records, step.now) is not None
    return (Why.NEWCOMER if waits else None), ""


def _own(inbound: Said | Commanded | Edited) -> str:
    """Their own words: what others wrote is not theirs to answer for."""
    if isinstance(inbound, Commanded):
        return "\n".join((inbound.line, *inbound.fields.values()))
    return inbound.text


def _goes_on(
    step: Step, inbound: Said | Commanded | Edited, heard: Heard | None, commands: Commands
) -> bool:
    """Whether it goes its usual way all the same."""
    mine = step.conversation()
    match inbound:
        case Said():
            line = inbound.text
            listens = bool(mine.question or mine.ticket)
            reached = inbound.address is not Address.OVERHEARD or listens
        case Commanded():
            line, reached = inbound.line, not inbound.pressed
        case Edited():
            line, reached = "", inbound.address is not None
    return (
        not reached
        or bool(line and commands.looks(line, step.role))
        or blocked.heard_anyway(step, inbound, heard, commands)
        or talk.open_ticket_here(step, mine) is not None
    )


def _tell_team(step: Step, inbound: Said | Commanded | Edited, word: str, number: int) -> None:
    room = step.staff_room(step.actor.platform)
    if room is None:
        return
    message = step.wording.say(
        "staff_held_word",
        step.policy.language,
        who=step.actor.name,
        word=word,
        held=number,
        quote=Quote(text=cards.shorten(_own(inbound), _SHOWN)),
    )
    step.send(Outgoing(key="", place=room, message=message, readership=Readership.STAFF))
