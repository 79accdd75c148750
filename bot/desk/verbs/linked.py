"""Links of an entry that are buttons: what can't be one is said before it is saved."""

from bot.desk.verbs.editing import Change
from bot.errors import BadArgument
from knowledge.entry import Status
from knowledge.text.link_buttons import LABEL, MOST, URL, opens, parted, stray

SHOWN = 80
"""Characters of an address in what is said of it."""


def check(change: Change) -> None:
    """Raises BadArgument for links that no platform would take, are too many, or stand elsewhere than at the
    end, where nothing is to press."""
    answer = change.entry.answer
    if change.entry.status is not Status.APPROVED:
        return
    if elsewhere := stray(answer):
        raise BadArgument.of("link_stray", link=elsewhere[0][:SHOWN])
    found = parted(answer)[1]
    if len(found) > MOST:
        raise BadArgument.of("links_many", most=MOST)
    for label, url in found:
        if len(label) > LABEL:
            raise BadArgument.of("step_long", label=label[:LABEL], most=LABEL)
        if len(url) > URL or not opens(url):
            raise BadArgument.of("link_cannot", url=url[:SHOWN], most=URL)
