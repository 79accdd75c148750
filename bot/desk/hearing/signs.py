"""What a sign below a message means: staff's are commands typed for them, and a thumb below what the
desk asked or answered presses the button for whoever it was said to. Below a member's words whoever
asked says by one that they helped. Nobody else's count.
"""

from bot.desk.hearing import helped, talk
from bot.desk.hearing.quick_replies import SAYS_SOLVED
from bot.desk.nouns.inbound import Reacted, Sign
from bot.desk.nouns.ticket import TicketState
from bot.desk.step.step import Step

_VERBS = {Sign.LOOKING: "claim", Sign.DONE: "resolve"}


_THUMBS = {Sign.GOOD: 0, Sign.BAD: 1}
"""Which button: of an answer, and of a word on whether it is solved, the first is that it is, the
second that it is not."""


def meant(step: Step, reacted: Reacted) -> str:
    """The command: looking claims, done proposes once that it is solved; "" for nothing."""
    solved = helped.by_sign(step, reacted)
    if solved or reacted.sign in _THUMBS:
        return solved or _voted(step, reacted)
    known = step.records.ticket_of_message(reacted.message) or talk.ticket_of_thread(step)
    ticket = known or step.records.ticket_of_card(reacted.place)
    asked = ticket and ticket.state is TicketState.RESOLVED and reacted.sign is Sign.DONE
    if ticket is None or asked or not step.is_staff:
        return ""
    return f"{_VERBS[reacted.sign]} {ticket.number}"


def _voted(step: Step, reacted: Reacted) -> str:
    """The button below that message which a thumb presses, while it waits to be pressed."""
    if not step.is_staff and step.records.block_on(step.actor.id, step.now):
        return ""
    for each in step.records.open_to(step.here, step.actor.id):
        buttons = [button.command for button in each.outgoing.message.buttons]
        below = each.posted and reacted.message.endswith(f":{each.posted}")
        if below and len(buttons) > 1 and buttons[0].partition(" ")[0] in SAYS_SOLVED:
            return buttons[_THUMBS[reacted.sign]]
    return ""
