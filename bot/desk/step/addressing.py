"""Whose the desk's words are, in a thread in which several customers have something open."""

from dataclasses import replace

from bot.desk.nouns.message import Line, Mention, Message, Outgoing, Readership, SendKind
from bot.desk.ports.records import Records


def addressed(records: Records, outgoing: Outgoing) -> Outgoing:
    """With its reader's name before it, where others may take it for theirs."""
    place, customer = outgoing.place, outgoing.readership is Readership.CUSTOMER
    among_others = customer and place.thread and not place.private
    posted = outgoing.kind is SendKind.POST and outgoing.to and not outgoing.edits
    if not (among_others and posted) or not _others(records, outgoing):
        return outgoing
    person = records.person(outgoing.to)
    if person is None:
        return outgoing
    line = Line(spans=(Mention(person=person.id, name=person.name), ":"))

    def named(message: Message) -> Message:
        return replace(message, parts=(line, *message.parts))

    other = outgoing.otherwise and named(outgoing.otherwise)
    return replace(outgoing, message=named(outgoing.message), otherwise=other)


def _others(records: Records, outgoing: Outgoing) -> bool:
    """Whether somebody else has an open ticket there."""
    return any(
        each.ticket is not None and records.ticket(each.ticket).is_open
        for each in records.conversations_in(outgoing.place)
        if each.person != outgoing.to
    )
