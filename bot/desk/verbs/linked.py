"""Links of an entry that are buttons: what can't be one is said before it is saved."""

from bot.desk.step.step import Step
from bot.desk.verbs.editing import Change
from bot.errors import BadArgument
from knowledge.entry import Status
from knowledge.text.folding import fold
from knowledge.text.link_buttons import LABEL, MOST, URL, broken, opens, parted, stray
from knowledge.text.steps import choices

SHOWN = 80
"""Characters of an address in what is said of it."""
_OWN = ("solved", "else", "person", "none", "not_mine")
"""Buttons that the desk itself puts below an answer."""


def check(step: Step, change: Change) -> None:
    """Raises BadArgument for links that no platform would take, are too many, or stand elsewhere than at the
    end, where nothing is to press; and for labels that can't be told apart."""
    answer = change.entry.answer
    if change.entry.status is not Status.APPROVED:
        return
    if odd := broken(answer):
        raise BadArgument.of("link_broken", link=odd[0][:SHOWN])
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
    _check_labels(step, [label for label, _ in (*choices(answer), *found)])


def _check_labels(step: Step, labels: list[str]) -> None:
    """Raises BadArgument for two of one label, and for what a button of the desk's own says."""
    wording = step.wording
    own = {fold(wording.label(name, tag)) for tag in wording.languages for name in _OWN}
    seen = set[str]()
    for label in labels:
        plain = fold(label).strip()
        if plain in own:
            raise BadArgument.of("label_own", label=label)
        if plain in seen:
            raise BadArgument.of("label_twice", label=label)
        seen.add(plain)
