"""Which program wrote an export, and how it is read: a row each."""

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.files.programs import (
    discord,
    discord_tickets,
    freshdesk,
    help_scout,
    intercom,
    modmail,
    qna_maker,
    rasa,
    slack,
    zendesk,
)
from knowledge.files.programs.article import Export
from knowledge.files.programs.bundle import Bundle
from knowledge.files.programs.talk import Known


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program and its export."""

    kind: str
    """What `--as` takes, and what ids begin with."""
    name: str
    fits: Callable[[Bundle], bool]
    read: Callable[[Bundle, Export, Known], None]


def _plainly(read: Callable[[Bundle, Export], None]) -> Callable[[Bundle, Export, Known], None]:
    """Of a program whose articles are read whatever is here."""
    return lambda bundle, export, _: read(bundle, export)


PROGRAMS = (
    Program(kind=slack.KIND, name="a Slack export", fits=slack.fits, read=slack.read),
    Program(
        kind=discord.KIND,
        name="a room of DiscordChatExporter",
        fits=discord.fits,
        read=discord.read,
    ),
    *(
        Program(kind=each.KIND, name=name, fits=each.fits, read=_plainly(each.read))
        for each, name in (
            (discord_tickets, "an export of Discord Tickets"),
            (modmail, "Modmail's snippets or logs"),
            (zendesk, "articles of Zendesk Guide"),
            (intercom, "articles of Intercom"),
            (help_scout, "articles of Help Scout Docs"),
            (freshdesk, "articles of Freshdesk"),
            (qna_maker, "a table of QnA Maker"),
            (rasa, "training data of Rasa"),
        )
    ),
)
"""In the order in which they are tried."""
KINDS = {each.kind: each for each in PROGRAMS}


def program_of(bundle: Bundle) -> Program | None:
    """Return the program that an export is from; None for none that is known."""
    return next((each for each in PROGRAMS if each.fits(bundle)), None)
