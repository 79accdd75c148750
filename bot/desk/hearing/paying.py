"""Words that held what somebody pays with: what is wanted of us with it no entry of the guide does."""

import re

from bot.desk.nouns.inbound import Said
from knowledge.text.leaning import stands_alone
from knowledge.text.normalise import surface
from knowledge.text.secrets import PAYMENT
from knowledge.text.sentences import puts_question

_BIDS = re.compile(
    r"\b(?:(?:can|could|will|would) (?:you|u)|k(?:ö|oe)nn\w+ (?:sie|ihr)|kannst du|puedes?|pueden"
    r"|pod[ée]is|pouvez|peux[ -]tu|puoi|può|potete|pode[ms]?)\b",
    re.IGNORECASE,
)
"""How somebody is asked to do something."""


def paid_with(said: Said) -> bool:
    """Whether what somebody pays with was cut out of their words."""
    return not PAYMENT.isdisjoint(said.secrets)


def asks_by_itself(text: str) -> bool:
    """Whether it asks something, of nothing that it only points at, and bids nobody do anything."""
    return puts_question(text) and stands_alone(surface(text)) and not _BIDS.search(text)
