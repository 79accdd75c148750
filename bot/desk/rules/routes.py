"""By which routes words that are for one person reach them, the best first.

Decided here for every platform, which carries out those that it has. None of them is read by
anybody else, but for those of staff's own work, which the team may read.
"""

from enum import StrEnum

from bot.desk.nouns.message import Outgoing, Readership, SendKind


class Route(StrEnum):
    """A way to one person."""

    REPLY = "reply"
    """By their own press or command, shown to them alone, for as long as the platform allows it."""
    AT_WORK = "at work"
    """In the staff room: where they are, if they are there."""
    BESIDE = "beside"
    """Where they are, among others, shown to them alone."""
    DIRECT = "direct"
    """In the direct conversation with them."""
    ALONE = "alone"
    """In a thread that is for them alone."""


def to_one(outgoing: Outgoing, *, at_work: bool) -> tuple[Route, ...]:
    """The routes of what only one person may read; the next is for where the one before was refused.

    `at_work`: they are in the staff room. Where others read, staff's work is no more for them than
    a customer's own is. What stays has a fallback that is remembered, and so no route beyond.
    """
    if outgoing.kind is not SendKind.PRIVATE:
        return (Route.REPLY, Route.DIRECT)
    if outgoing.readership is Readership.CUSTOMER:
        return (Route.REPLY, Route.BESIDE, Route.DIRECT, Route.ALONE)
    if at_work:
        return (Route.REPLY, Route.AT_WORK, Route.DIRECT)
    return (Route.REPLY, Route.DIRECT, Route.AT_WORK)


def fallback(outgoing: Outgoing, *, direct: bool) -> Route | None:
    """The one other route of a message that was refused where it was to stand; None for none.

    From a thread, one beneath a direct message too, it leads to the direct conversation, and from
    there (`direct`) to a thread for that person alone. What is private has tried its routes by then.
    """
    if outgoing.kind is not SendKind.POST or not outgoing.to:
        return None
    return Route.ALONE if direct else Route.DIRECT
