"""What a message asks, once greetings, quotes, logs and links are out of it."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import utils


class SmallTalk(StrEnum):
    """Kinds of message that ask nothing of the knowledge base."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    INSULT = "insult"
    BOT = "bot"
    """ "Are you a bot?" """
    HELP = "help"
    PERSON = "person"
    """ "Let me talk to a human." """
    YES = "yes"
    NO = "no"
    EMPTY = "empty"
    """Nothing but blanks, emoji or signs."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A message, read. Either small talk, or one to three questions."""

    questions: tuple[str, ...] = ()
    small_talk: SmallTalk | None = None
    language: str = ""
    """BCP 47 where the words show it, else empty."""


_PLAIN = {
    "hi": SmallTalk.GREETING,
    "hello": SmallTalk.GREETING,
    "thanks": SmallTalk.THANKS,
    "thank you": SmallTalk.THANKS,
    "bye": SmallTalk.BYE,
    "you are stupid": SmallTalk.INSULT,
    "are you a bot": SmallTalk.BOT,
    "help": SmallTalk.HELP,
    "talk to a person": SmallTalk.PERSON,
    "yes": SmallTalk.YES,
    "no": SmallTalk.NO,
}


def read(text: str) -> Reading:
    """Read a message of any length; never raises."""
    plain = utils.default_process(text[:4000])
    if not plain:
        return Reading(small_talk=SmallTalk.EMPTY)
    if plain in _PLAIN:
        return Reading(small_talk=_PLAIN[plain])
    return Reading(questions=(text[:500],))
