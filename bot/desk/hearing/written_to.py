"""Whether what a blocked person says is said to words of the team, which wait for it: it is passed on.

Of all that they say there, only what belongs to that ticket is heard: it opens and asks nothing else.
"""

from bot.desk.boundary import Heard
from bot.desk.hearing import quick_replies, service, small_talk
from bot.desk.nouns.block import Block
from bot.desk.nouns.inbound import Address, Edited, Said
from bot.desk.nouns.ticket import Ending, Ticket, Turn
from bot.desk.rules.lifecycle import turn
from bot.desk.step.step import Step
from bot.desk.verbs import requester

_ON_IT = frozenset({"notsorted", "reopen", "rate", "details", "leaveit", "sorted", "nevermind"})
"""Commands of buttons below the team's words, and below what the desk asks of them later."""
_ENDS = frozenset({Ending.CONFIRMED, Ending.UNCONFIRMED})


def tickets(step: Step, block: Block) -> list[Ticket]:
    """Their tickets on which they are heard, the newest first."""
    theirs = step.records.tickets_of(step.actor.id)
    return [each for each in theirs if _written_to(step, each, block)]


def _written_to(step: Step, ticket: Ticket, block: Block) -> bool:
    """Whether the team has written to them there since the block, or waits for them."""
    if ticket.is_open and turn(ticket) is Turn.CUSTOMER:
        return True
    since = False
    for line in step.records.history(ticket.number):
        since = line.what != "blocked" and (since or requester.of_team(line))
        since = since and line.at >= block.at
    return since and (ticket.is_open or ticket.ending in _ENDS)


def command(step: Step, line: str, block: Block) -> bool:
    """Whether a command is about one of those tickets: "notsorted 1"."""
    verb, _, rest = line.strip().removeprefix("/").partition(" ")
    number = rest.partition(" ")[0]
    return verb.casefold() in _ON_IT and number in {
        str(each.number) for each in tickets(step, block)
    }


def changed(step: Step, edit: Edited, block: Block) -> bool:
    """Whether an edit changes what stands on one of those tickets."""
    heard = step.records.burst(edit.message)[-1]
    ticket = step.records.ticket_of_message(heard)
    return ticket is not None and ticket.number in {each.number for each in tickets(step, block)}


def words(step: Step, said: Said, heard: Heard | None, block: Block) -> Ticket | None:
    """The ticket that words are for; None where they are for none."""
    if heard is None or said.address is Address.WATCHED:
        return None
    mine = [each for each in tickets(step, block) if each.ending is not Ending.CONFIRMED]
    here = step.conversation().ticket
    found = [each for each in mine if here == each.number]
    # Words said to the desk alone are for what the team wrote, wherever it stands.
    alone = said.place.private and said.address is Address.DIRECT
    return next(iter(found or (mine if alone else [])), None)


def presses(step: Step, said: Said, heard: Heard, block: Block) -> bool:
    """Whether words are a button below what the team wrote, or ask nothing ("thanks")."""
    if not small_talk.says_something(step, said, heard, words(step, said, heard, block)):
        return True
    typed = service.settled(step, said, heard) or quick_replies.picked(
        step, said.text, heard.reading
    )
    return command(step, typed or said.text, block)
