"""Where words without a mention don't reach the desk: a button that brings a form, and word of it."""

from dataclasses import dataclass, replace

from bot.desk.nouns.message import Button, Line, Message, Outgoing, Readership, Style
from bot.desk.nouns.place import Place
from bot.desk.words.stages import invites
from bot.desk.words.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Inviting:
    """How a customer is told to write on."""

    wording: Wording
    content: bool
    """Whether the bot reads what does not mention it."""

    def with_reply(self, outgoing: Outgoing, place: Place, message: Message) -> Message:
        """Where words without a mention don't reach the desk, a button brings a form for them, and
        nobody is invited to write without being told."""
        deaf = not self.content and bool(place.thread)
        if not deaf or outgoing.readership is not Readership.CUSTOMER or message.kind == "merged":
            return message
        if not outgoing.ticket:
            return self._told_how(message, "mention_only")
        return self.with_button(self._told_how(message, "mention_or_button"), outgoing.ticket)

    def with_button(self, message: Message, ticket: int) -> Message:
        """With the button that brings a form for words to the team."""
        command = f"details {ticket}"
        if any(button.command == command for button in message.buttons):
            return message
        label = self.wording.label("reply_team", message.language)
        extra = Button(label=label, command=command, style=Style.PLAIN)
        return replace(message, buttons=(*message.buttons, extra))

    def _told_how(self, message: Message, how: str) -> Message:
        if not invites(message.kind):
            return message
        words = self.wording.words(how, message.language)
        return replace(message, parts=(*message.parts, Line(spans=(words,))))
