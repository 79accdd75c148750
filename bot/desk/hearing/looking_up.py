"""A message before anything is decided: read, and looked up in the guide.

Only reads, and holds no lock: it may take milliseconds, in any thread.
"""

import time
from dataclasses import replace
from datetime import date

from bot.desk.boundary import Commands, Heard, as_said
from bot.desk.nouns.inbound import Commanded, Said
from bot.desk.nouns.person import Role
from bot.desk.ports.library import Library
from knowledge.text import intent
from knowledge.text.numbered import numbered
from knowledge.text.secrets import without_marks


def look_up(
    library: Library, text: str, language: str, desk_language: str, today: date | None = None
) -> Heard:
    """Read a text and find what may answer each of its questions.

    Entries in the language of the words count first, then those in their author's and the desk's.
    """
    began = time.perf_counter()
    own = without_marks(text)
    reading = library.read(own)
    wanted = tuple(filter(None, (reading.spoken.language, language, desk_language)))
    near = tuple(
        library.guesses(each, languages=wanted, today=today)
        for each in library.matcher.meant(reading.questions)
    )
    took = (time.perf_counter() - began) * 1000
    asked, named = intent.asked(own), numbered(own)
    return Heard(reading=reading, near=near, asked=asked, numbered=named, milliseconds=took)


def asking(command: Commanded, role: Role, commands: Commands) -> Said | None:
    """The words that a command asks: after "ask", or a customer's that names none and is a sentence."""
    return as_said(command) or _sentence(command, role, commands)


def _sentence(command: Commanded, role: Role, commands: Commands) -> Said | None:
    sentence = len(command.line.split()) > 1 and commands.unknown(command.line)
    if not sentence or command.fields or command.pressed or role >= Role.AGENT:
        return None
    return as_said(replace(command, line=f"ask {command.line}"))
