"""Files that follow a message: to the same reader, behind it, and named where they can't be sent."""

from dataclasses import replace

from bot.desk.nouns.message import Outgoing
from bot.desk.words.wording import Wording
from knowledge.entry import Enclosure


def behind(
    wording: Wording, outgoing: Outgoing, key: str, files: tuple[Enclosure, ...]
) -> Outgoing:
    """What brings them once the message of that key is there."""
    names, language = ", ".join(each.name for each in files), outgoing.message.language
    said = wording.say("enclosed", language, buttons=(), files=names)
    failed = wording.say("enclosed_not", language, buttons=(), files=names)
    return Outgoing(
        key="",
        place=outgoing.place,
        message=replace(said, encloses=files),
        readership=outgoing.readership,
        kind=outgoing.kind,
        to=outgoing.to,
        ticket=outgoing.ticket,
        after=key,
        otherwise=failed,
    )
