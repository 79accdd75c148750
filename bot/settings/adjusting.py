"""What of the settings may change while the desk runs, and the rules with what was changed.

What is decided by command counts over the environment. What can't be used any more, because the
environment changed under it, is left out rather than that the desk stands still: `doctor` says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.desk.nouns.policy import Policy
from bot.desk.ports.decisions import Setting
from bot.desk.verbs.deciding import SETTABLE
from bot.errors import BadArgument
from bot.settings.agreeing import impossible_times, one_name
from bot.settings.page import words_of
from bot.settings.settings import Settings

_FIELDS = {one.metadata["env"]: one for one in fields(Settings)}


@dataclass(frozen=True)
class Adjusting:
    """The settings as they were read, and what they become."""

    settings: Settings
    make: Callable[[Settings], Policy]
    """The desk's rules, from settings."""
    _made: dict[str, Policy] = field(default_factory=dict)
    """The last ones, by what was decided: asked for in every step of work."""

    def policy(self, decided: Mapping[str, str]) -> Policy:
        """The desk's rules with what was decided."""
        mark = repr(sorted(decided.items()))
        known = self._made.get(mark)
        if known is None:
            known = self.make(self.in_force(decided))
            self._made.clear()
            self._made[mark] = known
        return known

    def in_force(self, decided: Mapping[str, str]) -> Settings:
        """The settings with what was decided of them, as far as it can be used."""
        usable = {name: value for name, value in decided.items() if _usable(name, value)}
        changed = _changed(self.settings, usable)
        return self.settings if any(impossible_times(changed)) else changed

    def setting(self, name: str, decided: Mapping[str, str]) -> Setting:
        """One as it is, in words."""
        one, now = _FIELDS[name], self.in_force(decided)
        said = getattr(self.settings, one.name)
        return Setting(
            value=words_of(getattr(now, one.name)),
            environment=words_of(said),
            given=said != one.default,
            help=one.metadata["help"],
        )

    def check(self, name: str, value: str, decided: Mapping[str, str]) -> None:
        """Raise BadArgument with a sentence where that value, with all else, can't be used."""
        _FIELDS[name].metadata["read"](value)
        usable = {each: said for each, said in decided.items() if _usable(each, said)}
        changed = _changed(self.settings, {**usable, name: value})
        for problem in (*one_name(changed), *impossible_times(changed)):
            raise BadArgument(problem)

    def left_out(self, decided: Mapping[str, str]) -> Iterator[str]:
        """Names of what was decided and can't be used."""
        now = self.in_force(decided)
        for name, value in decided.items():
            if not _usable(name, value) or _changed(now, {name: value}) != now:
                yield name


def _usable(name: str, value: str) -> bool:
    """Whether one may be decided at all, and this version reads its value."""
    if name not in SETTABLE:
        return False
    try:
        _FIELDS[name].metadata["read"](value)
    except BadArgument:
        return False
    return True


def _changed(settings: Settings, values: Mapping[str, str]) -> Settings:
    read: dict[str, Any] = {
        _FIELDS[name].name: _FIELDS[name].metadata["read"](value) for name, value in values.items()
    }
    return replace(settings, **read) if read else settings
