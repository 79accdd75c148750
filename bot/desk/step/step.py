"""One step of work, and how it closes: alarms recomputed, cards brought up to date.

Verbs take a Step first. Who acts is in `acting`, what is stored in `remembering`, what is said in
`speaking`; here is what follows from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.nouns.message import (
    Deed,
    Intent,
    Message,
    Outgoing,
    Readership,
    SendKind,
)
from bot.desk.nouns.promise import Promise
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules import promises
from bot.desk.step import daily, events, settling
from bot.desk.step.speaking import Speaking
from bot.desk.words import cards, stages


@dataclass(kw_only=True)
class Step(Speaking):
    """What a verb needs, and what it leaves behind."""

    def finish(self) -> None:
        """Close the step: one alarm for each ticket touched, and its card as it now is."""
        for number in tuple(self._touched):
            ticket = self.in_its_room(self.records.ticket(number))
            ledger = self.records.promises(number)
            due = promises.alarm(ticket, ledger, self.rules_for(ticket))
            ticket = replace(ticket, alarm_at=due.at if due else None)
            card = self.card(ticket, ledger)
            fingerprint = cards.fingerprint(card)
            if ticket.staff_room and fingerprint != ticket.card_text:
                self.post_card(ticket, card)
                ticket = replace(ticket, card_text=fingerprint)
            self.records.save_ticket(ticket)
            for which in daily.naming(self, ticket):
                self.on_list(ticket, which)
        for about in self._over:
            self.take_away(about)
        for told in events.rows(self, self.events):
            self.records.send(told, self.now)

    def card(self, ticket: Ticket, ledger: Sequence[Promise], language: str = "") -> Message:
        """The ticket's card as it should now read, in the desk's language unless another is named."""
        policy = replace(self.policy, language=language or self.policy.language)
        around = cards.around(self.records, ticket, self.wording, policy)
        return cards.card(ticket, ledger, self.wording, policy, around)

    def post_card(self, ticket: Ticket, card: Message) -> str:
        """Post the ticket's card, or change the one that stands; its key, "" without a staff room."""
        if ticket.staff_room is None:
            return ""
        return self.send(
            Outgoing(
                key="",
                place=ticket.staff_room,
                message=stages.carded(card, ticket),
                readership=Readership.STAFF,
                kind=SendKind.CARD,
                ticket=ticket.number,
                intent=Intent(deed=Deed.POST_CARD, at=self.now),
            )
        )

    def take_away(
        self, about: str, choice: settling.Choice | None = None, *, because: str = ""
    ) -> None:
        """Take the buttons about it away that were shown before this step."""
        carriers = settling.settle(self.records, about, self.cause, choice)
        for edit in settling.edits(carriers, self.wording, choice, because=because):
            self.send(edit)
