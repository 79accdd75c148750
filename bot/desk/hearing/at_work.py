"""What the team says in its own room without a mention: theirs, unless it can be nothing but a command.

What may have been meant as one is never done on a guess, and never dropped without a word.
"""

from bot.desk.boundary import Unbidden
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step


def obeys(sense: Unbidden, card: Ticket | None) -> bool:
    """Whether such words are obeyed, in a card's thread or beside it."""
    return sense is Unbidden.NUMBERED or (sense is Unbidden.ALONE and card is not None)


def own_up(step: Step, sense: Unbidden, said: Said, card: Ticket | None) -> None:
    """Tell somebody whose command was taken for talk that nothing was done, and how it is."""
    first, _, rest = said.text.partition(" ")
    if sense is not Unbidden.PERHAPS or not (card or rest):
        return
    line = f"@{step.policy.name} {first}"
    step.whisper("staff_noted" if card else "staff_not_done", line=line)
