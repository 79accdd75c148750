"""What buttons are about, and the edits that take them away once it is settled.

Pure but for what it is given to ask. A button's command names its question, ticket or entry; what has
none of its own is about whoever it was shown to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.desk.nouns.conversation import Offer
from bot.desk.nouns.message import Button, Message, Outgoing, Readership, SendKind
from bot.desk.nouns.pending import Carrier
from bot.desk.nouns.place import Place
from bot.desk.ports.outbox import Carriers
from bot.desk.ports.questions import Questions
from bot.desk.words.buttons import BUTTONS
from bot.desk.words.wording import Wording

_FACTS: Mapping[str, str | None] = {
    "{q}": "question",
    "{n}": "ticket",
    "{entry}": "entry",
    "{person}": "person",
    "{issue}": "issue",
    "{task}": "task",
    "{rehearsed}": "rehearsed",
    "{room}": "room",
    "{consulted}": "consulted",
    "{held}": "held",
    "{number}": None,
}


def _kinds() -> Mapping[str, str | None]:
    """Verb -> what its first value is; "" for one that is about its reader, None for a message."""
    found: dict[str, str | None] = {"pick": "question", "topic": "ticket"}
    for spec in BUTTONS.values():
        verb, *values = spec.command.split()
        found[verb] = _FACTS.get(values[0], "") if values else ""
    return found


_KINDS = _kinds()


def verb(line: str, name: str) -> str:
    """What a button calls a command: by what was written if one is called so, else by its name."""
    written = line.partition(" ")[0]
    return written if written in _KINDS else name


def about(line: str, person: str) -> str:
    """What a command settles: "ticket 12"; "" for one that settles nothing."""
    verb, _, rest = line.partition(" ")
    value = rest.partition(" ")[0]
    kind = _KINDS.get(verb)
    if kind is None:
        return ""
    return f"{kind} {value}" if kind and value not in {"", "0"} else f"{kind or verb} of {person}"


def about_message(outgoing: Outgoing) -> str:
    """What its buttons are about; "" for a card, which is kept up to date by itself.

    What would only send a message once more is about the ticket that it belongs to.
    """
    if outgoing.kind is SendKind.CARD or not outgoing.message.buttons:
        return ""
    found = (about(each.command, outgoing.to) for each in outgoing.message.buttons)
    return next(filter(None, found), f"ticket {outgoing.ticket}" if outgoing.ticket else "")


def of_ticket(records: Questions, number: int) -> dict[str, None]:
    """All that is about a ticket: itself, and the questions that became it."""
    asked = records.ticket_questions(number)
    return dict.fromkeys((f"ticket {number}", *(f"question {each.id}" for each in asked)))


def shows_numbers(place: Place) -> bool:
    """Whether a reader sees the numbers: where buttons can't be pressed. Elsewhere people count them."""
    return place.platform == "console"


def numbered(message: Message, *, after: int) -> Message:
    """The message with a number to type for each button, `after` those that stand already."""
    buttons = enumerate(message.buttons, start=after + 1)
    return replace(message, buttons=tuple(replace(each, number=n) for n, each in buttons))


def offers(message: Message) -> tuple[Offer, ...]:
    """Its buttons as they are remembered of a conversation."""
    return tuple(
        Offer(label=each.label, command=each.command, asked=message.asks)
        for each in message.buttons
    )


def pressed_by(line: str, message: Message) -> Button | None:
    """The button of the message that stands for a command line."""
    for button in message.buttons:
        if f"{line} ".startswith(f"{button.command} "):
            return button
    return None


def is_settled(carriers: Sequence[Carrier], line: str, pressed: str) -> bool:
    """Whether a button presses nothing any more: the one of that message, where it is known; else
    wherever it was shown."""
    shown = [each for each in carriers if pressed_by(line, each.outgoing.message)]
    exact = [each for each in shown if each.posted and each.posted == pressed] or shown
    return bool(exact) and all(each.spent for each in exact)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What was chosen, by whom."""

    line: str
    """As the button has it: "pick 5 invoice"."""
    by: str = ""
    """Person id of who chose."""
    staff: str = ""
    """Name of the member of staff who chose; "" for a customer."""
    inbound: str
    """Identity of the press: by it a message that has no id can be changed."""

    def settles(self, outgoing: Outgoing) -> bool:
        """A customer's choice settles all they were offered of it; staff's, what offered staff, or
        themselves, just that."""
        customers = outgoing.readership is Readership.CUSTOMER
        if not self.staff:
            return customers
        theirs = not customers or outgoing.to == self.by
        return theirs and pressed_by(self.line, outgoing.message) is not None


def settle(
    records: Carriers, about: str, cause: str, choice: Choice | None = None
) -> Sequence[Carrier]:
    """Settle the buttons shown before the step of that cause; the messages that carry them."""
    carriers = [
        each
        for each in records.carriers(about)
        if not (each.spent or each.outgoing.key.startswith(f"{cause}/"))
        and (choice is None or choice.settles(each.outgoing))
    ]
    for each in carriers:
        records.spend(each.outgoing.key)
    return carriers


def edits(
    carriers: Sequence[Carrier],
    wording: Wording,
    choice: Choice | None = None,
    *,
    because: str = "",
) -> Iterator[Outgoing]:
    """Each message without its buttons, to take the place of what stands; its key is still to come.

    `because` names a sentence that stands below, where nothing was chosen.
    """
    for carrier in carriers:
        out = carrier.outgoing
        pressed = pressed_by(choice.line, out.message) if choice else None
        unseen = out.kind is SendKind.PRIVATE and not carrier.posted
        if carrier.waits or (unseen and not pressed):
            continue
        note = wording.words(because, out.message.language) if because else ""
        if pressed and choice:
            note = _note(pressed, choice, out, wording)
        yield replace(
            out,
            key="",
            edits=out.edits or out.key,
            message=replace(out.message, buttons=(), chosen=note),
            answers=choice.inbound if unseen and choice else out.answers,
        )


def _note(button: Button, choice: Choice, out: Outgoing, wording: Wording) -> str:
    language, label = out.message.language, button.label
    if choice.staff and out.readership is Readership.STAFF:
        return wording.words("staff_chosen", language, who=choice.staff, label=label)
    return wording.words("chosen", language, label=label)
