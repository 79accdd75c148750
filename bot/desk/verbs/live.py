"""The live queue: posted once in the team's room, edited from then on whenever it is no longer true."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.nouns.message import Message, Outgoing, Readership
from bot.desk.nouns.place import Place
from bot.desk.nouns.policy import Policy
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from bot.desk.words import cards, live
from bot.desk.words.wording import Wording
from bot.errors import Refused

KEPT = "live queue"
"""Under this name it is kept where one stands."""


@dataclass(frozen=True, kw_only=True)
class Live:
    """One that stands in a room."""

    place: Place
    key: str
    """Of the post, which edits change."""
    looks: str
    """Its fingerprint, as it was last sent."""
    edits: int = 0


def begin(step: Step) -> None:
    """Post it in the team's room; one that stood there says that it is over."""
    room = step.staff_room(step.here.platform)
    if room is None:
        raise Refused.of("no_staff_room")
    message = live.message(step.records, step.wording, step.policy, step.now)
    key = step.send(_outgoing(room, message))
    others = _without(step, room)
    _keep(step.records, [*others, Live(place=room, key=key, looks=cards.fingerprint(message))])


def end(step: Step) -> None:
    """Edit it no more than to say that it is over. Raises Refused where none stands."""
    room = step.staff_room(step.here.platform)
    if room is None or all(each.place != room for each in standing(step.records)):
        raise Refused.of("no_live_queue")
    _keep(step.records, _without(step, room))


def _without(step: Step, room: Place) -> list[Live]:
    """Those of other rooms; the one of this room says where it stands that it is over."""
    found = standing(step.records)
    for each in found:
        if each.place == room:
            over = step.wording.say("staff_live_over", step.policy.language)
            step.send(replace(_outgoing(room, over), edits=each.key))
    return [each for each in found if each.place != room]


def standing(records: Records) -> tuple[Live, ...]:
    """All that are kept true."""
    return tuple(_read(line) for line in records.kept(KEPT).splitlines())


def untrue(records: Records, wording: Wording, policy: Policy, now: datetime) -> Message | None:
    """How it has to read now, where one stands that doesn't; None mostly."""
    found = standing(records)
    if not found:
        return None
    message = live.message(records, wording, policy, now)
    looks = cards.fingerprint(message)
    return message if any(each.looks != looks for each in found) else None


def set_right(records: Records, message: Message) -> Iterator[Outgoing]:
    """The edits that make each read so; they are remembered as sent."""
    after = [_after(each, cards.fingerprint(message)) for each in standing(records)]
    for each, before in zip(after, standing(records), strict=True):
        if each != before:
            edit = _outgoing(each.place, message)
            yield replace(edit, key=f"{each.key}:{each.edits}", edits=each.key)
    _keep(records, after)


def _after(each: Live, looks: str) -> Live:
    return each if each.looks == looks else replace(each, looks=looks, edits=each.edits + 1)


def _outgoing(room: Place, message: Message) -> Outgoing:
    return Outgoing(key="", place=room, message=message, readership=Readership.STAFF)


def _keep(records: Records, found: Iterable[Live]) -> None:
    lines = (
        "\t".join((each.place.platform, each.place.room, each.key, each.looks, str(each.edits)))
        for each in found
    )
    records.keep(KEPT, "\n".join(lines))


def _read(line: str) -> Live:
    platform, room, key, looks, edits = line.split("\t")
    return Live(place=Place(platform=platform, room=room), key=key, looks=looks, edits=int(edits))
