"""People do odd things in odd order while time passes; at every step the laws hold."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.desk.nouns.message import Readership
from bot.desk.nouns.person import Person
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Ending, Ticket, TicketState, Turn
from bot.desk.rules import promises
from bot.desk.rules.lifecycle import turn
from bot.desk.step.remembering import DESK
from tests.desk.harness import ANA, BEN, KIM, LEA, SAM, Desk, room, shown

CANARY = "between-us-4711"

WORDS = st.sampled_from(
    [
        "how do i reset my password",
        "where is my invoice?",
        "do you ship to brazil?",
        "my sofa has three legs",
        "hello",
        "thanks",
        "bye",
        "ok",
        "you are stupid",
        "are you a bot",
        "help",
        "",
        "🙂",
        "let me talk to a person",
        "never mind",
        "that solved it",
        "not yet",
        "let me rephrase",
        "none of these",
        "yes",
        "no",
        "ok",
        "thanks",
        "that worked",
        "it still doesn't work",
        "I'll try that",
        "7",
    ]
)
CUSTOMERS = st.sampled_from([ANA, BEN])
STAFF = st.sampled_from([SAM, KIM, LEA])
STAFF_LINES = st.sampled_from(
    [
        "claim {n}",
        "release {n}",
        "transfer {n} kim",
        "transfer {n} sam",
        "reply {n} Try this.",
        "reply {n} Is it for a shop?",
        f"note {{n}} {CANARY}",
        "promise {n} 2h",
        "promise {n} tomorrow 12:00",
        "hold {n} 2d waiting for billing",
        "resume {n}",
        "priority {n} high",
        "resolve {n}",
        "resolve {n} because it went out by post",
        "reopen {n}",
        "guess {n}",
        "guess {n} invoice 1",
        "add Do you ship to Brazil? | Yes, in 10 days.",
        "retire do-you-ship-to-brazil",
        "askers do-you-ship-to-brazil all",
        "asker {n} yes",
        "asker {n} no",
        "merge {n} 1",
        "draft {n}",
        "queue",
        "ticket {n}",
        "unanswered",
        "due",
        "mine",
        "report",
        "entries",
        "review",
    ]
)
CUSTOMER_LINES = st.sampled_from(
    [
        "sorted {n}",
        "notsorted {n}",
        "notmine {n}",
        "nevermind {n}",
        "urgent {n}",
        "canwait {n}",
        "rate {n} good",
        "rate {n} bad",
        "reopen {n}",
        "leaveit {n}",
        "status",
        "person",
        "details {n} more words",
        "claim {n}",
    ]
)
AMONG_STAFF = {"delivered", "note", "priority", "released"}
"""What a customer whose turn it is neither does nor hears of: their silence goes on."""
SPANS = st.sampled_from([1, 20, 60, 180, 600, 1500, 4000, 10000])


class Laws(RuleBasedStateMachine):
    """The desk on its store, everybody at once."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        for member in (SAM, KIM, LEA):
            self.desk.command(member, "queue")

    # What happens

    @rule(who=CUSTOMERS, words=WORDS)
    def customer_says(self, who: Person, words: str) -> None:
        before = len(self.desk.sent)
        self.desk.say(who, words)
        answers = [
            message.kind
            for out, message in self.desk.sent[before:]
            if out.readership is Readership.CUSTOMER and out.to == who.id
        ]
        assert len(answers) == 1, f"{words!r} got {answers}"

    @rule(who=CUSTOMERS, number=st.integers(1, 4))
    def customer_presses(self, who: Person, number: int) -> None:
        offers = self.desk.journal.conversation(room(who), who.id).offers
        if number <= len(offers):
            self.desk.command(who, offers[number - 1].command)

    @precondition(lambda self: self.numbers())
    @rule(who=CUSTOMERS, line=CUSTOMER_LINES, data=st.data())
    def customer_commands(self, who: Person, line: str, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.numbers()))
        mine = self.desk.ticket(number).requester.id == who.id
        before = self.desk.ticket(number)
        self.desk.command(who, line.format(n=number))
        if not mine or line.startswith("claim"):
            assert before.state == self.desk.ticket(number).state

    @precondition(lambda self: self.numbers())
    @rule(who=STAFF, line=STAFF_LINES, data=st.data())
    def staff_command(self, who: Person, line: str, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.numbers()))
        assert self.desk.command(who, line.format(n=number))

    @rule(minutes=SPANS)
    def time_passes(self, minutes: int) -> None:
        self.desk.wait(timedelta(minutes=minutes))

    # What holds

    def numbers(self) -> list[int]:
        rows = self.desk.journal.tickets_of(ANA.id), self.desk.journal.tickets_of(BEN.id)
        return [ticket.number for row in rows for ticket in row]

    def tickets(self) -> list[Ticket]:
        return [self.desk.ticket(number) for number in self.numbers()]

    @invariant()
    def every_open_ticket_has_one_alarm(self) -> None:
        for ticket in self.tickets():
            ledger = self.desk.journal.promises(ticket.number)
            due = promises.alarm(ticket, ledger, self.desk.policy)
            assert ticket.alarm_at == (due.at if due else None)
            assert ticket.is_open == (ticket.alarm_at is not None)

    @invariant()
    def our_turn_has_a_promise_and_only_ours(self) -> None:
        for ticket in self.tickets():
            rows = self.desk.journal.promises(ticket.number)
            waiting = [row for row in rows if row.state is PromiseState.OPEN]
            assert bool(waiting) == (turn(ticket) is Turn.OURS), ticket
            assert all(ticket.alarm_at and ticket.alarm_at <= row.due_at for row in waiting)

    @invariant()
    def no_promise_breaks_in_silence(self) -> None:
        for ticket in self.tickets():
            for row in self.desk.journal.promises(ticket.number):
                if row.state in {PromiseState.KEPT, PromiseState.MOVED, PromiseState.MISSED}:
                    assert row.ended_at
                    assert row.ended_at <= row.due_at

    @invariant()
    def only_a_person_moves_a_time(self) -> None:
        for ticket in self.tickets():
            rows = self.desk.journal.promises(ticket.number)
            for at, row in enumerate(rows):
                if row.state is PromiseState.MOVED:
                    assert any(later.made_by != DESK for later in rows[at + 1 :])

    @invariant()
    def one_time_is_owed_at_once_and_without_a_person_one_new_one(self) -> None:
        for ticket in self.tickets():
            rows = self.desk.journal.promises(ticket.number)
            assert sum(row.state is PromiseState.OPEN for row in rows) <= 1
            assert not [row for row in rows if row.told_at and row.moves > 1]

    @invariant()
    def only_owned_tickets_are_worked_on(self) -> None:
        for ticket in self.tickets():
            if ticket.state is TicketState.NEW:
                assert ticket.owner is None
            if ticket.state is TicketState.OPEN:
                assert ticket.owner is not None

    @invariant()
    def silence_closes_only_after_two_notices_and_is_never_solved(self) -> None:
        for ticket in self.tickets():
            whats = [line.what for line in self.desk.journal.history(ticket.number)]
            for index, what in enumerate(whats):
                if what == "parked":
                    ladder = [w for w in whats[:index] if w not in AMONG_STAFF]
                    assert ladder[-2:] == ["check_in", "last_notice"], ladder
            if ticket.ending is Ending.CONFIRMED:
                assert "confirmed" in whats

    @invariant()
    def nobody_gets_what_is_not_theirs(self) -> None:
        for out, message in self.desk.sent:
            if out.readership is Readership.CUSTOMER:
                assert out.place.room != "staff"
                assert out.to == f"console:{out.place.room}" or out.to.startswith("console:staff")
                assert CANARY not in shown(out, message)


TestLaws = Laws.TestCase
TestLaws.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
