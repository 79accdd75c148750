"""One person on two accounts: a code given to one and typed on the other, and both agree.

Nobody is linked by a typed code alone: whoever types it is told whose it is, then its owner is asked
in their own place, and each is asked by name and id, since names can be chosen. A plain "yes" agrees
where nothing else is asked that it may be meant for; else this is asked once more. Rights stay with
each account's own id.
"""

import secrets
from dataclasses import replace
from datetime import timedelta

from bot.commands.row import Command, Kind, Param
from bot.desk.hearing import confiding
from bot.desk.nouns.pending import LinkCode
from bot.desk.nouns.person import Role
from bot.desk.step import settling
from bot.desk.step.step import Step
from bot.desk.verbs import accounts
from bot.errors import BadArgument

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No letters or digits that are taken for one another."""

LENGTH = 8
VALID = timedelta(minutes=15)
_ANSWERS = ("yes", "no")


def _link(step: Step, code: str | None, sure: str | None) -> None:
    """Without a code: make one. With it: ask, or take the answer."""
    if code is None:
        _make(step)
        return
    if code.casefold() in _ANSWERS and sure is None:  # "link no": of whatever they are asked
        asked = step.records.link_asked(step.actor.id, step.now)
        code, sure = (asked[0].code if len(asked) == 1 else code), code.casefold()
    found = _open(step, code.upper())
    mine = found.owner == step.actor.id
    if sure == "no":
        _refuse(step, found, by_owner=mine)
    elif mine and not found.agreed:
        raise BadArgument.of("code_of_same")
    elif mine:
        _agree(step, found, sure)
    else:
        _take(step, found, sure)


def _make(step: Step) -> None:
    """A new code; an earlier one of the same person is no use any more."""
    fresh = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    until = step.now + VALID
    code = LinkCode(owner=step.actor.id, code=fresh, until=until, place=step.here)
    step.records.save_link_code(code, step.now)
    step.whisper("link_code", code=fresh, by=until)


def _open(step: Step, code: str) -> LinkCode:
    """An open code that is the actor's own, or that nobody else has typed."""
    found = step.records.link_code(code, step.now)
    me = step.actor.id
    if found is None or (me != found.owner and found.taker not in {"", me}):
        raise BadArgument.of("code_unknown")
    if me != found.owner and found.owner in step.records.identities(me):
        raise BadArgument.of("linked_already")
    return found


def _take(step: Step, found: LinkCode, sure: str | None) -> None:
    """The code was typed: from now on it is no use to anybody else. Its owner is asked last, once."""
    me, owner = step.actor.id, found.owner
    agreed = found.agreed or (sure == "yes" and found.taker == me)
    taken = replace(found, taker=me, taker_place=step.here, agreed=agreed)
    step.records.save_link_code(taken, step.now)
    who = accounts.named(step, owner, step.language())
    if not agreed:
        ask = step.wording.say("link_ask", step.language(), who=who, code=found.code)
        confiding.tell(step, me, step.here, ask)
        return
    step.whisper("link_waits", who=who, by=found.until)
    if not found.agreed:
        _ask_owner(step, taken)


def _ask_owner(step: Step, found: LinkCode) -> None:
    tongue = accounts.language(step, found.owner)
    who = accounts.named(step, found.taker, tongue)
    ask = step.wording.say("link_ask_owner", tongue, who=who, code=found.code)
    confiding.tell(step, found.owner, found.place, ask)


def _agree(step: Step, found: LinkCode, sure: str | None) -> None:
    if sure is None:
        _ask_owner(step, found)
        return
    step.records.link(found.taker, found.owner)
    ids = step.records.identities(found.owner)
    # Whoever was asked about one of these accounts was not told of the others.
    step.records.end_link_codes(ids)
    for each in ids:
        _forget_questions(step, each)
        place = {found.owner: found.place, found.taker: found.taker_place}.get(each)
        if place:  # where they are found when it is undone
            step.records.save_conversation(step.records.conversation(place, each))
        tongue = accounts.language(step, each)
        confiding.tell(
            step,
            each,
            place,
            step.wording.say("linked", tongue, who=accounts.all_of(step, each, tongue)),
        )


def _refuse(step: Step, found: LinkCode, *, by_owner: bool) -> None:
    """Either says no: the code is void, and both know."""
    step.records.end_link_codes([found.owner])
    step.whisper("link_refused")
    other = found.taker if by_owner else found.owner
    place = found.taker_place if by_owner else found.place
    if other:
        step.over(settling.about("link", other))
        tongue = accounts.language(step, other)
        who = accounts.named(step, step.actor.id, tongue)
        confiding.tell(step, other, place, step.wording.say("link_off", tongue, who=who))


def _unlink(step: Step) -> None:
    """This account stands for itself again; everybody it was linked with is told."""
    ids = step.records.identities(step.actor.id)
    if len(ids) == 1:
        raise BadArgument.of("not_linked")
    step.records.unlink(step.actor.id)
    step.records.end_link_codes(ids)
    for each in ids:
        _forget_questions(step, each)
        tongue = accounts.language(step, each)
        who = accounts.named(step, step.actor.id, tongue)
        here = step.here if each == step.actor.id else None
        confiding.tell(step, each, here, step.wording.say("unlinked", tongue, who=who))


def _forget_questions(step: Step, person: str) -> None:
    """What named the accounts as they were linked before is no question any more."""
    for line in ("unlink", "forgetme"):
        step.over(settling.about(line, person))


LINKING_COMMANDS: tuple[Command, ...] = (
    Command(
        name="link",
        run=_link,
        who=Role.CUSTOMER,
        params=(
            Param(name="code", kind=Kind.WORD, required=False),
            Param(
                name="sure",
                kind=Kind.WORD,
                required=False,
                choices=_ANSWERS,
            ),
        ),
        group="You",
        own=True,
        settles=True,
    ),
    Command(
        name="unlink",
        run=_unlink,
        who=Role.CUSTOMER,
        group="You",
        settles=True,
        own=True,
    ),
)
