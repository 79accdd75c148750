"""What was edited or deleted while nobody listened, where history tells it only beside the words.

Looked at once after each gap: what somebody said that is not settled yet, the newest first.
"""

import logging
from datetime import timedelta

from bot.delivery.desk import Wiring
from bot.desk.nouns.inbound import Said
from bot.desk.ports.journal import Journal
from bot.desk.ports.platform import Intake, Platform, Rereading
from bot.errors import DeskError

log = logging.getLogger(__name__)

MOST = 200
"""Messages of a platform that are looked at: each may cost a request."""
SAID = timedelta(days=30)
"""How far back words for an open ticket are looked at."""
ASKED = timedelta(days=2)
"""How far back a question is that its asker may still press a button of."""


async def reread(wiring: Wiring, intake: Intake, platform: Platform) -> bool:
    """Hand on what has changed; False where it can't be known now."""
    if not isinstance(platform, Rereading):
        return True
    now = wiring.clock.now()

    def unsettled(journal: Journal) -> list[Said]:
        return list(journal.unsettled_words(platform.name, now - SAID, now - ASKED, MOST))

    try:
        changed = await platform.changed(await wiring.store.read(unsettled, long=True))
    except DeskError as error:
        log.warning("changes unknown platform=%s: %s", platform.name, type(error).__name__)
        return False
    known = await wiring.store.read(lambda journal: journal.known([each.id for each in changed]))
    for inbound in changed:
        if inbound.id not in known:
            await intake(inbound)
    return True
