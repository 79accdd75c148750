"""What may be decided by command, what was, and what rules follow from it.

A part of the records, and what knows the settings: the desk itself reads no environment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.desk.nouns.decision import Decision
from bot.desk.nouns.policy import Policy


class Decisions(Protocol):
    """What was decided: a part of the records."""

    def decided(self) -> Mapping[str, str]:
        """What counts now over the environment, by the setting's name there."""
        ...

    def decisions(self, name: str) -> Sequence[Decision]:
        """All that was ever decided of one, the newest first."""
        ...

    def add_decision(self, decision: Decision) -> Decision: ...


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One of them, as it is."""

    value: str
    """What counts, in words; "" for none."""
    environment: str
    """What counts without a decision: what the environment says, or the default."""
    given: bool
    """Whether the environment says it, or nobody did."""
    help: str


class Settable(Protocol):
    """The settings that may change while the desk runs. Secrets are none of them."""

    def policy(self, decided: Mapping[str, str]) -> Policy:
        """The desk's rules. What is decided and can't be used (any more) is left out."""
        ...

    def setting(self, name: str, decided: Mapping[str, str]) -> Setting:
        """One as it is."""
        ...

    def check(self, name: str, value: str, decided: Mapping[str, str]) -> None:
        """Raise BadArgument with a sentence where that value, with all else, can't be used."""
        ...


@dataclass(frozen=True)
class Settled:
    """Rules that nobody changes: what a desk has that was made from no settings."""

    rules: Policy

    def policy(self, decided: Mapping[str, str]) -> Policy:
        """Those rules."""
        del decided
        return self.rules

    def setting(self, name: str, decided: Mapping[str, str]) -> Setting:
        """Nothing is known of it but what was decided."""
        return Setting(value=decided.get(name, ""), environment="", given=False, help="")

    def check(self, name: str, value: str, decided: Mapping[str, str]) -> None:
        """Nothing more can be said of it."""
