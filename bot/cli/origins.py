"""Where each setting comes from, as `doctor` says it: the environment, a file, or a command of the team's."""

import os
from collections.abc import Iterator
from pathlib import Path

from bot.desk.ports.journal import Journal
from bot.desk.words.variables import OWN
from bot.locales import own
from bot.platforms.check import Check
from bot.running import building
from bot.settings.adjusting import Adjusting
from bot.settings.loading import sources
from bot.settings.settings import Settings


def given(env_file: Path) -> Check:
    """Where those stand that are given, by name alone: some are secret."""
    found = sources(os.environ, env_file)
    each = ", ".join(f"{name} ({where})" for name, where in found.items())
    return Check(ok=True, what=f"Given: {each}" if each else "Nothing is given: all are defaults")


def own_words(settings: Settings) -> Iterator[Check]:
    """How many sentences are the owner's own, and which can't be said."""
    if number := own.count(settings.own_words):
        yield Check(ok=True, what=f"Sentences of your own: {number}, from {settings.own_words}")
    for problem in own.problems(settings.own_words):
        effect = "Mine is said in its place."
        yield Check(ok=None, what=problem, effect=effect, fix="Mend it, then start anew.")


def decided(settings: Settings, journal: Journal) -> Iterator[Check]:
    """What the team changed by command, over what is given."""
    rules, decided = Adjusting(settings, building.policy), journal.decided()
    found = {name: value for name, value in decided.items() if not name.startswith(OWN)}
    left_out = set(rules.left_out(found))
    for name, value in found.items():
        newest = journal.decisions(name)[0]
        by = f"by command of {newest.by.name}, {newest.at:%Y-%m-%d %H:%M} UTC"
        if name in left_out:
            yield Check(
                ok=None,
                what=f"{name}={value}: {by}, and can't be used with the other settings",
                effect="What is given in the environment counts instead.",
                fix="Change the others back, or set it anew in chat: settings",
            )
        else:
            without = rules.setting(name, found).environment or "nothing"
            yield Check(ok=True, what=f"{name}={value}: {by}; without it: {without}")
