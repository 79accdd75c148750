"""The people of the simulated month: customers who ask, press and fall silent, and a team of four.

Everything is done on the real desk through its two entry points; only the dice decide.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from bot.desk.nouns.message import Message, Outgoing, Readership
from bot.desk.nouns.person import Person
from bot.desk.nouns.ticket import Ticket, TicketState, Turn
from bot.desk.rules.lifecycle import turn
from bot.desk.words import queue
from bot.running.building import starter_entries
from tests.desk.harness import KIM, LEA, MONDAY, PAT, SAM, Desk

SEED = 20261116
SLOT = timedelta(minutes=30)
HOLIDAY = range(7, 19)

KNOWN = (
    "where do i find my invoice", "how long does delivery take", "i forgot my password",
    "how can i return a jacket", "when do i get my money back", "can i cancel my order",
    "when are you open", "i want to change my address",
)  # fmt: skip
UNKNOWN = (
    "do you ship a piano to brazil", "the lamp hums when it is off", "can i rent the blue tent",
    "is the oak table made of oak", "my voucher has two codes", "do you repair old radios",
    "the courier left it with a neighbour who moved", "can you engrave a spoon",
)  # fmt: skip
ANSWERS = ("Yes, we do.", "I have sent you a new one.", "Please write me your order number?")

GIVE_UP = {
    "slipping",
    "slipping_owned",
    "slipped",
    "no_time_left",
    "still_no_time",
    "still_waiting",
}
WORDS = {"staff_reply", "resolved_because"}
NEW_TIME = {"promised", "promise_moved", "on_hold"}


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A message, and when it arrived."""

    at: datetime
    outgoing: Outgoing
    message: Message


class Noted(list[tuple[Outgoing, Message]]):
    """What a desk sent, with the time of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.log: list[Sent] = []

    def append(self, item: tuple[Outgoing, Message]) -> None:
        """Note it."""
        super().append(item)
        self.log.append(Sent(at=self.desk.now, outgoing=item[0], message=item[1]))


@dataclass
class Month:
    """Plays it, or less of it."""

    customers: int = 200
    days: int = 28
    dice: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311
    desk: Desk = field(default_factory=lambda: Desk(entries=tuple(starter_entries())))
    forgotten: set[int] = field(default_factory=set)
    unheard: list[str] = field(default_factory=list)
    """Messages that got no answer at all."""
    asked: int = 0

    def __post_init__(self) -> None:
        self.sent = Noted(self.desk)
        self.desk.sent = self.sent
        self._plan: list[tuple[datetime, int, Person, str]] = []
        self._order = count()
        self._seen = 0

    def play(self) -> None:
        """From Monday on, half an hour at a time."""
        for number in range(self.customers):
            person = Person(id=f"console:c{number}", name=f"c{number}")
            for _ in range(self.dice.randint(1, 3)):
                at = MONDAY + timedelta(hours=self.dice.uniform(0, 24 * (self.days - 4)))
                text = self.dice.choice(KNOWN if self.dice.random() < 0.5 else UNKNOWN)
                self._later(at, person, f"{text}?")
        for slot in range(self.days * 48):
            self.desk.wait(SLOT)
            self._customers()
            self._team(slot // 48)
            self._react()

    def _later(self, at: datetime, person: Person, line: str) -> None:
        heapq.heappush(self._plan, (at, next(self._order), person, line))

    def _customers(self) -> None:
        while self._plan and self._plan[0][0] <= self.desk.now:
            _, _, person, line = heapq.heappop(self._plan)
            if line.startswith("/"):
                self.desk.command(person, line[1:])
                continue
            before = len(self.desk.to(person))
            self.desk.say(person, line)
            self.asked += line.endswith("?")
            if len(self.desk.to(person)) == before:
                self.unheard.append(line)

    def _react(self) -> None:
        """What customers do some hours after they were written to."""
        fresh, self._seen = self.sent.log[self._seen :], len(self.sent.log)
        for each in fresh:
            number, kind = each.outgoing.ticket, each.message.kind
            if each.outgoing.readership is not Readership.CUSTOMER or number is None:
                continue
            lines: Sequence[str] = ()
            if kind in WORDS:
                lines = (f"/sorted {number}",) * 5 + (f"/notsorted {number}", "thanks", "and now?")
            elif kind in GIVE_UP:
                lines = (f"/urgent {number}", "any news?", f"/nevermind {number}")
            if lines and self.dice.random() < (0.7 if kind in WORDS else 0.2):
                at = self.desk.now + timedelta(hours=self.dice.uniform(0.5, 40))
                self._later(at, self.desk.ticket(number).requester, self.dice.choice(lines))

    def _team(self, day: int) -> None:
        if not self.desk.policy.hours.is_open(self.desk.now):
            return
        self._works(SAM, 0.8)
        if day not in HOLIDAY:
            self._works(LEA, 0.5)
        self._forgets(KIM)
        free = self._next(PAT, free=True)
        if free and self.dice.random() < 0.04:
            self.desk.command(PAT, f"claim {free.number}")

    def _works(self, agent: Person, pace: float) -> None:
        ticket = self._next(agent)
        if ticket and self.dice.random() < pace:
            self.desk.command(agent, f"reply {ticket.number} {self.dice.choice(ANSWERS)}")

    def _forgets(self, agent: Person) -> None:
        """Takes things up, gives times, and forgets every third of them."""
        mine = [
            each
            for each in self.desk.journal.open_tickets()
            if each.owner == agent and turn(each) is Turn.OURS and each.number not in self.forgotten
        ]
        free = self._next(agent, free=True)
        if mine and self.dice.random() < 0.3:
            self.desk.command(agent, f"reply {mine[0].number} {self.dice.choice(ANSWERS)}")
        elif free and self.dice.random() < 0.2:
            self.desk.command(agent, f"promise {free.number} 3h")
            if self.dice.random() < 0.35:
                self.forgotten.add(free.number)

    def _next(self, agent: Person, *, free: bool = False) -> Ticket | None:
        lined = queue.in_line(self.desk.journal, self.desk.journal.open_tickets())
        if free:
            return next((each for each, _ in lined if each.state is TicketState.NEW), None)
        return queue.next_of(lined, agent.id)
