"""What the team writes to the desk where customers read it: commands, and words that are none.

A colleague's words there are never taken for a question of their own, which would be repeated in public.
"""

from bot.desk.boundary import Commands, Heard
from bot.desk.hearing import talk
from bot.desk.nouns.inbound import Address, Said
from bot.desk.step.step import Step
from bot.desk.verbs import accounts


def stands(step: Step) -> bool:
    """Whether what somebody of the team writes here can be read by others than the team."""
    return step.is_staff and not step.here.private and not step.in_staff_room()


def obeys(step: Step, said: Said, commands: Commands) -> bool:
    """Whether a command that names no ticket means the open one of the thread that it stands in."""
    return _unnamed(step, said, commands) and talk.ticket_of_thread(step) is not None


def refused(step: Step, said: Said, heard: Heard, commands: Commands) -> str:
    """Turn away, for their eyes alone, what would be a question of a colleague's: a command for no
    ticket, and words beside a customer's ticket that no entry answers. "" for all else."""
    if _unnamed(step, said, commands):
        step.whisper("staff_no_ticket", name=said.text.split(maxsplit=1)[0].removeprefix("/"))
        return "no_command"
    if not _addressed(step, said) or heard.reading.small_talk or heard.sure(step.library.bands):
        return ""
    asked = [each.requester.id for each in talk.tickets_of_thread(step)]
    if not asked or any(accounts.same(step.records, each, step.actor.id) for each in asked):
        return ""
    step.whisper("staff_no_words")
    return "no_command"


def own_up(step: Step, said: Said, commands: Commands) -> None:
    """Tell somebody whose command said something of a ticket or a person that it can be read."""
    if stands(step) and commands.tells(said.text, step.role):
        step.whisper("staff_stands")


def _unnamed(step: Step, said: Said, commands: Commands) -> bool:
    return _addressed(step, said) and commands.unnamed(said.text, step.role)


def _addressed(step: Step, said: Said) -> bool:
    return said.address is Address.DIRECT and stands(step)
