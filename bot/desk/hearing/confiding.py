"""Telling one person something that only they should see, where they can be reached alone."""

from bot.desk.hearing import talk
from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.step.step import Step


def tell(
    step: Step, person: str, place: Place | None, message: Message, *, typed: bool = True
) -> bool:
    """Tell them there, or where they speak with the desk; False where neither is known.

    Its buttons can be `typed` too, where nothing that they say to others may be taken for it.
    """
    place = place or step.records.spoke_in(person)
    if place is None:
        return False
    if message.buttons and typed and not talk.awaits_answer(step, place, person):
        # What they ask themselves is what their next words are about; else what they were asked
        # before may be.
        message = step.offered(place, person, message, beside=person != step.actor.id)
    step.send(
        Outgoing(
            key="",
            place=place,
            message=message,
            readership=Readership.CUSTOMER,
            kind=SendKind.PRIVATE,
            to=person,
            answers=step.answers if person == step.actor.id else "",
        )
    )
    return True
