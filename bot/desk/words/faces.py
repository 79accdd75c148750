"""What customers read in the place of a team member's name: that name, their team's, or one for all.

Only words to customers take a name from here; the team reads its own people's names everywhere.
"""

from bot.desk.nouns.message import Face
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.team import Team
from bot.desk.words.wording import Value, Wording

OWN, TEAM = "own", "team"
"""Each their own name; the name of the team within the desk that has the ticket."""
_LEFT = frozenset({"released", "lapsed", "owner_gone"})
"""Kinds in which somebody is with a ticket no longer, and the team is."""


def face(
    policy: Policy, wording: Wording, name: str, team: Team | None, language: str
) -> str | Face:
    """What a customer reads of somebody of the team."""
    if policy.staff_name == OWN:
        return name
    shown = policy.staff_name
    if shown == TEAM:
        shown = team.title if team else wording.label("support", language)
    return Face(name=shown, picture=policy.staff_picture)


def in_words(wording: Wording, kind: str, who: Value, language: str) -> Value:
    """As a message of that kind has it: a name that covers everybody does not leave, whoever had it does."""
    if kind not in _LEFT or not isinstance(who, Face):
        return who
    return Face(name=wording.label("whoever_had_it", language))
