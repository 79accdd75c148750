"""One person on two platforms: a short code given on one and typed on the other makes them one.

The code is shown to its owner alone, works once, and for a quarter of an hour.
"""

import secrets
from datetime import datetime, timedelta

from bot.commands.row import Command, Kind, Param
from bot.desk.inbound import Standing
from bot.desk.step import Step
from bot.errors import BadArgument

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No letters or digits that are taken for one another."""

LENGTH = 8
VALID = timedelta(minutes=15)


def _link(step: Step, code: str | None) -> None:
    """Without a code: make one. With it: link the two accounts."""
    if code is None:
        fresh = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        until = step.now + VALID
        step.records.keep(f"link:{fresh}", f"{until.isoformat()} {step.actor.id}")
        step.whisper("link_code", code=fresh, by=until)
        return
    owner = _owner(step, code.strip().upper())
    step.records.keep(f"link:{code.strip().upper()}", "")
    step.records.link(step.actor.id, owner)
    step.whisper("linked")


def _owner(step: Step, code: str) -> str:
    until, _, owner = step.records.kept(f"link:{code}").partition(" ")
    if not owner or datetime.fromisoformat(until) < step.now:
        raise BadArgument("That code is not known, or too old. Write link on the other platform.")
    if owner == step.actor.id:
        raise BadArgument("That code is from this same account. Type it on the other platform.")
    return owner


LINKING_COMMANDS: tuple[Command, ...] = (
    Command(
        name="link",
        help="know your accounts on two platforms as one",
        run=_link,
        who=Standing.CUSTOMER,
        params=(
            Param(
                name="code",
                kind=Kind.WORD,
                help="the code that link gave you on the other platform",
                required=False,
            ),
        ),
        group="You",
        own=True,
    ),
)
