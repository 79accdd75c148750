"""Who works in tickets or is in a team and is none of the staff any more: a role was taken, a group left.

Looked at in each round, for not every platform tells; who can't be looked up now stays as they are.
"""

import logging
from collections.abc import Sequence

from bot.delivery.desk import Wiring
from bot.desk.nouns.departed import Departed, Gone
from bot.desk.nouns.person import Person, Role
from bot.desk.nouns.place import Place
from bot.desk.ports.journal import Journal
from bot.desk.ports.platform import Intake, Platform, Remembering
from bot.errors import DeskError

log = logging.getLogger(__name__)


async def look(wiring: Wiring, intake: Intake, platform: Platform) -> None:
    """Hand on who left."""
    working = await wiring.store.read(lambda journal: _working(journal, platform.name))
    now = wiring.clock.now()
    if isinstance(platform, Remembering):
        for person in working:
            platform.forget_rights(person)
    for person in working:
        try:
            role = await platform.role(person)
        except DeskError as error:
            log.warning("standing unknown platform=%s: %s", platform.name, type(error).__name__)
            continue
        if role < Role.AGENT:
            await intake(
                Departed(
                    id=f"{person.id}:left:{now.isoformat()}",
                    at=now,
                    gone=Gone.LEFT,
                    place=Place(platform=platform.name, room=""),
                    person=person.id,
                )
            )


def _working(journal: Journal, platform: str) -> Sequence[Person]:
    """Those of a platform who have a ticket or a task, or are in a team."""
    found = [each.owner for each in journal.open_tickets()]
    found += [each.owner for each in journal.open_questions()]
    found += [person for team in journal.teams() for person in team.people]
    return list({each.id: each for each in found if each and each.platform == platform}.values())
