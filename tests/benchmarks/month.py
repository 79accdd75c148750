"""What came of a month at a desk with 200 customers and four agents; the people are in `month_people`.

`python -m tests.benchmarks.month` prints it, `--write` puts it into docs/month.md. What became of each
promise is judged anew from what arrived and when, beside what the ledger says.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from bot.desk.nouns.message import Line, Message, Readership, SendKind
from bot.desk.nouns.promise import Promise, PromiseState
from bot.desk.nouns.ticket import Ticket
from bot.desk.words.cards import shorten
from bot.locales import read_locales
from bot.store import audit
from tests.benchmarks.month_people import GIVE_UP, NEW_TIME, WORDS, Month, Sent
from tests.benchmarks.store import say
from tests.desk.harness import ROLES

PAGE = Path(__file__).parents[2] / "docs" / "month.md"
BEGIN, END = "<!-- month -->\n", "<!-- /month -->\n"
SILENT = "broken in silence"


def summary(month: Month) -> Iterator[str]:
    """The report, as Markdown."""
    journal, log = month.desk.journal, month.sent.log
    numbers = sorted({each.outgoing.ticket for each in log if each.outgoing.ticket})
    tickets = [journal.ticket(number) for number in numbers]
    ends = Counter(str(each.ending or each.state) for each in tickets)
    yield f"{month.customers} customers asked {month.asked} questions in {month.days} days; {len(tickets)} became tickets."
    yield f"Messages without an outcome: {len(month.unheard)}."
    found = [each.words() for each in audit(journal, month.desk.now)]
    yield f"Rules of the database that are broken: {len(found)}."
    yield ""
    yield from _table(("Tickets ended", "number"), sorted(ends.items()))
    yield from _room(log, tickets)
    yield from _repeated(log)
    yield from _promises(month)


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(map(str, head))} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
    yield ""


_BY_TIME = {"staff_remind", "staff_nudge", "staff_lapsed", "staff_hold_over", "staff_parked", "staff_slipped", "staff_no_time"}  # fmt: skip
_LISTS = {"staff_due", "staff_leads"}
_OF_STAFF = {"staff_delivered", "staff_released"}


def _kind(each: Sent) -> str:
    kind = each.message.kind
    for name, kinds in (("lists", _LISTS), ("from time alone", _BY_TIME), ("receipts", _OF_STAFF)):
        if kind in kinds:
            return name
    return "cards" if each.outgoing.kind is SendKind.CARD else "what customers wrote or pressed"


def _room(log: Sequence[Sent], tickets: Sequence[Ticket]) -> Iterator[str]:
    shown = [
        each
        for each in log
        if each.outgoing.readership is Readership.STAFF
        and each.outgoing.kind is not SendKind.PRIVATE
    ]
    cards = {each.outgoing.ticket for each in shown if each.outgoing.kind is SendKind.CARD}
    others = [each for each in shown if each.outgoing.kind is not SendKind.CARD]
    kinds = Counter(map(_kind, others))
    rows = [("cards", len(cards)), *sorted(kinds.items())]
    yield from _table(("Posts in the staff room", "number", "for each ticket"), (
        (name, many, f"{many / len(tickets):.2f}") for name, many in rows
    ))  # fmt: skip
    daily = Counter(
        (each.outgoing.ticket, each.at.date())
        for each in others
        if _kind(each) == "from time alone"
    )
    yield f"Most posts that time alone made in one ticket and day: {max(daily.values(), default=0)}."
    yield ""


def _repeated(log: Sequence[Sent]) -> Iterator[str]:
    """Sentences of the desk's own that one customer read again, apart from answers and greetings."""
    told = [
        each
        for each in log
        if each.outgoing.readership is Readership.CUSTOMER and each.outgoing.to not in ROLES
    ]
    mostly = Counter(each.outgoing.to for each in told)
    yield f"Messages to one customer: {median(mostly.values()):.0f} in the middle, {max(mostly.values())} at most."
    yield ""
    times = Counter((each.outgoing.to, each.message.kind, _words(each.message)) for each in told)
    kinds: dict[str, list[int]] = {}
    for (_, kind, _), many in times.items():
        kinds.setdefault(kind, []).append(many)
    slips = [(_begins(k), sum(many), max(many)) for k, many in kinds.items() if k in GIVE_UP]
    others = [(_begins(k), sum(many), max(many)) for k, many in kinds.items() if k not in GIVE_UP]
    head = ("said", "the same words to one customer, at most")
    yield from _table(("Word that nobody kept a time", *head), sorted(slips))
    most = sorted(others, key=lambda row: -row[2])[:6]
    yield from _table(("What else was repeated most", *head), most)


def _begins(kind: str) -> str:
    """How the sentence of a kind begins; what is filled in there is left out."""
    row = read_locales()["en"][kind]
    said = (_HOLE.sub("\u2026", " ".join(row.get(name, "").split())) for name in ("text", "fine"))
    return shorten(next(filter(None, (each.strip("\u2026 ,") for each in said))), 60)


_HOLE = re.compile(r"\{\w+\}")


def _words(message: Message) -> str:
    spans = (part.spans for part in message.parts if isinstance(part, Line))
    return " ".join(str(span) for each in spans for span in each)


def judged(month: Month) -> list[tuple[Promise, str]]:
    """Every time that was given and has ended, and what became of it."""
    numbers = sorted({each.outgoing.ticket for each in month.sent.log if each.outgoing.ticket})
    return [
        (row, _truly(month, month.desk.ticket(number), row))
        for number in numbers
        for row in month.desk.journal.promises(number)
        if row.told_at and row.state is not PromiseState.OPEN
    ]


def _promises(month: Month) -> Iterator[str]:
    rows = judged(month)
    found = Counter((str(row.state), truth) for row, truth in rows)
    yield from _table(("The ledger says", "what arrived says", "number"), (
        (*pair, many) for pair, many in sorted(found.items())
    ))  # fmt: skip
    silent = sum(many for (_, truth), many in found.items() if truth == SILENT)
    yield f"Times given to customers that ended: {len(rows)}; broken in silence: {silent}."


def _truly(month: Month, ticket: Ticket, row: Promise) -> str:
    """What became of it, judged by what its customer had read by its time."""
    read = [
        each
        for each in month.sent.log
        if each.outgoing.ticket == ticket.number
        and each.outgoing.readership is Readership.CUSTOMER
        and row.made_at <= each.at <= row.due_at
    ]
    history = [line for line in month.desk.journal.history(ticket.number) if line.at <= row.due_at]
    if any(each.message.kind in WORDS for each in read):
        return "a person wrote by then"
    if any(each.message.kind in NEW_TIME for each in _since_told(read, row)):
        return "a person gave another time"
    if any(
        line.what in {"withdrawn", "confirmed", "merged"} and line.at >= row.made_at
        for line in history
    ):
        return "the customer needed it no more"
    if any(each.message.kind in GIVE_UP and row.due_at in each.message.times() for each in read):
        return "nobody acted, and it was told before"
    return SILENT


def _since_told(read: Sequence[Sent], row: Promise) -> Sequence[Sent]:
    """What they read after the words that gave them the time."""
    told = next((at for at, each in enumerate(read) if row.due_at in each.message.times()), -1)
    return read[told + 1 :]


def main() -> None:
    """Play it, and say what came of it."""
    month = Month()
    month.play()
    report = "\n".join(summary(month)) + "\n"
    if "--write" in sys.argv:
        head, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(f"{head}{BEGIN}{report}{END}{rest.partition(END)[2]}", "utf-8")
    say(report)


if __name__ == "__main__":
    main()
