"""What somebody says whom the team has blocked: they are told so once, and nobody is bothered.

Heard all the same is that somebody is in danger or was hurt, what is said for as long as a ticket of it
is open, what they say to words of the team, what ends their own tickets, and what they ask about their
own data.
"""

from dataclasses import replace

from bot.desk.boundary import Commands, Heard
from bot.desk.hearing import small_talk, written_to
from bot.desk.nouns.block import Block
from bot.desk.nouns.inbound import Address, Commanded, Edited, Flooded, Said
from bot.desk.step.step import Step
from bot.desk.verbs import requester, serious
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
    if block is None or heard_anyway(step, inbound, heard, commands):
        return ""
    answered = _answers(step, inbound, heard, block)
    if answered is not None:
        return answered
    tells = _speaks(step, inbound) and (unseen or block.told_at is None)
    if not isinstance(inbound, Flooded):
        _count(step, block, told=tells)
    if tells:
        kind = "blocked_until" if block.until else "blocked"
        numbers = ", ".join(
            str(each.number) for each in written_to.tickets(step, block) if each.is_open
        )
        but = step.wording.words("blocked_but", step.language(), numbers=numbers)
        step.whisper(kind, reason=block.reason, until=block.until, but=but if numbers else None)
    return OUTCOME


def _answers(step: Step, inbound: Spoken, heard: Heard | None, block: Block) -> str | None:
    """The outcome of what is said to the team's own words, "" for what goes its usual way; None for all
    else."""
    if isinstance(inbound, Commanded):
        return "" if written_to.command(step, inbound.line, block) else None
    if isinstance(inbound, Edited):
        return "" if written_to.changed(step, inbound, block) else None
    ticket = written_to.words(step, inbound, heard, block) if isinstance(inbound, Said) else None
    if ticket is None or heard is None or not isinstance(inbound, Said):
        return None
    if written_to.presses(step, inbound, heard, block):
        return ""
    small_talk.own_up(step, inbound.secrets, inbound.cut)
    requester.wrote(step, ticket, requester.Words.of(inbound))
    return "ticket"


def heard_anyway(step: Step, inbound: Spoken, heard: Heard | None, commands: Commands) -> bool:
    """Whether somebody is in danger or was hurt, or it is about their own data: that is always heard."""
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
