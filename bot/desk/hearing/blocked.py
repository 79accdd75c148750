"""What somebody says whom the team has blocked: they are told so once, and nobody is bothered.

Heard all the same is that somebody is in danger or was hurt, what is said for as long as a ticket of it
is open, what ends their own tickets, and what they ask about their own data.
"""

from dataclasses import replace

from bot.desk.boundary import Commands, Heard
from bot.desk.nouns.block import Block
from bot.desk.nouns.inbound import Address, Commanded, Edited, Flooded, Said
from bot.desk.step.step import Step
from bot.desk.verbs import serious
from knowledge.text.intent import Intent

Spoken = Said | Commanded | Edited | Flooded
"""What somebody does that the desk would act upon."""
OUTCOME = "blocked"
_HEARD = frozenset({Intent.DANGER, Intent.DESPAIR, Intent.HARM, Intent.ERASURE, Intent.DATA})
_STILL = frozenset({"mydata", "forgetme", "language", "sorted", "nevermind"})
"""Commands that take nobody's time."""


def unheard(
    step: Step,
    inbound: Spoken,
    heard: Heard | None,
    commands: Commands,
    *,
    unseen: bool,
) -> str:
    """The outcome of what nobody is to hear; "" for all else. `unseen`: no platform shows to anybody
    what was done, so that it is answered each time."""
    if step.is_staff or step.passed_on:
        return ""
    block = step.records.block_on(step.actor.id, step.now)
    if block is None or _heard(step, inbound, heard, commands):
        return ""
    tells = _speaks(step, inbound) and (unseen or block.told_at is None)
    if not isinstance(inbound, Flooded):
        _count(step, block, told=tells)
    if tells:
        kind = "blocked_until" if block.until else "blocked"
        step.whisper(kind, reason=block.reason, until=block.until)
    return OUTCOME


def _heard(step: Step, inbound: Spoken, heard: Heard | None, commands: Commands) -> bool:
    if heard and heard.asked and heard.asked.intent in _HEARD:
        return True
    match inbound:
        case Said():
            still = _may(inbound.text) and commands.knows(inbound.text, step.role)
        case Commanded():
            still = _may(inbound.line)
        case _:
            still = False
    return still or _in_danger(step)


def _may(line: str) -> bool:
    word = line.strip().removeprefix("/").partition(" ")[0]
    return word.casefold() in _STILL


def _in_danger(step: Step) -> bool:
    """Whether they have an open ticket in which somebody may be in danger, from before the block or since."""
    theirs = step.records.tickets_of(step.actor.id)
    return any(each.is_open and serious.is_serious(step, each) for each in theirs)


def _speaks(step: Step, inbound: Spoken) -> bool:
    """Whether it is said to the desk, and not only where the desk hears."""
    match inbound:
        case Commanded():
            return True
        case Said():
            mine = step.conversation()
            called = inbound.address is Address.DIRECT
            listens = inbound.address is Address.OVERHEARD and (mine.question or mine.ticket)
            return called or bool(listens)
        case _:
            return False


def _count(step: Step, block: Block, *, told: bool) -> None:
    at = block.told_at or (step.now if told else None)
    step.records.save_block(replace(block, unheard=block.unheard + 1, told_at=at))
