"""What a span has to teach: what keeps people, what went well and wrong, who helped; nobody is ranked."""

from collections.abc import Sequence
from datetime import timedelta

from bot.desk.nouns.expert import Allows, Help, Leave
from bot.desk.nouns.person import Person
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.question import Guess
from bot.desk.nouns.ticket import Ending, Happened, TicketState
from bot.desk.ports.journal import Journal
from bot.pages import lessons
from bot.pages.gathering import gather
from bot.pages.told import Cell, Told
from bot.store import in_memory
from knowledge.entry import Entry
from tests.pages.sample import HOURS, NOW
from tests.store.examples import ANA, SAM, a_promise, a_question, a_ticket

DAY = timedelta(days=1)
KIM = Person(id="test:kim", name="Kim")


def told(records: Journal) -> dict[str, Told]:
    found = gather(records, NOW, 7, HOURS)
    return {each.key: each for each in lessons.lists(found, words=True)}


def say(records: Journal, ticket: int, what: str, text: str = "", by: Person = SAM) -> None:
    records.add_happened(
        Happened(
            ticket=ticket,
            at=NOW - DAY,
            by=by.id,
            name=by.name,
            what=what,
            text=text,
            internal=False,
        )
    )


def solved(records: Journal, entry: str, by: Sequence[Person]) -> int:
    """A ticket whose customer said that it is solved, after words of each of those."""
    times = {"opened_at": NOW - 2 * DAY, "closed_at": NOW - DAY, "first_response_at": NOW - 2 * DAY}
    ticket = records.add_ticket(
        a_ticket(state=TicketState.CLOSED, ending=Ending.CONFIRMED, alarm_at=None, **times)
    )
    guess = Guess(entry=entry, version=1, probability=0.2, title="?")
    asked = a_question(asked_at=NOW - 2 * DAY, guesses=(guess,), shown=(), ticket=ticket.number)
    records.add_question(asked)
    for each in by:
        say(records, ticket.number, "reply", "We do.", each)
    say(records, ticket.number, "confirmed")
    return ticket.number


def test_what_keeps_people_is_a_list_of_its_own() -> None:
    records = in_memory()
    for who, text in (
        ("ana", "That lamp is too expensive"),
        ("ben", "the lamp is too expensive!"),
        ("ben", "the lamp is too expensive!"),
        ("eve", "why don't you ship to Brazil?"),
        ("eve", "[erased]"),
        ("jo", "how much is the lamp"),
    ):
        by = Person(id=f"test:{who}", name=who)
        records.add_question(a_question(asked_at=NOW - DAY, by=by, text=text))
    old = a_question(asked_at=NOW - 8 * DAY, text="too expensive for me")
    records.add_question(old)
    found = told(records)["objections"]

    assert [row[1:] for row in found.rows] == [(3, 2), (1, 1)]
    assert found.links[0][1].endswith("which=objecting&of=3")


def test_wins_and_failures_lead_to_their_tickets() -> None:
    records = in_memory()
    good, changed, bad = (solved(records, "", [SAM]) for _ in range(3))
    say(records, good, "rated", "good")
    say(records, changed, "rated", "bad")
    say(records, changed, "rated", "good")
    say(records, bad, "rated", "bad")
    say(records, bad, "reopened")
    late = records.add_ticket(a_ticket(opened_at=NOW - 2 * DAY, text="[erased]")).number
    times = {"made_at": NOW - 2 * DAY, "due_at": NOW - DAY, "ended_at": NOW - DAY}
    records.add_promise(a_promise(late, state=PromiseState.MISSED, told_at=NOW - 2 * DAY, **times))
    found = told(records)

    def went(key: str) -> list[tuple[Cell, Cell]]:
        return sorted((row[0], row[2]) for row in found[key].rows)

    assert went("went_well") == [(good, "rated good"), (changed, "rated good")]
    assert went("went_wrong") == [
        (bad, "opened again within a week"),
        (bad, "rated not good"),
        (late, "a promise was missed"),
    ]
    assert {row[3] for row in found["went_wrong"].rows if row[0] == late} == {"(no longer kept)"}
    assert all(
        links[0] == f"ticket?number={row[0]}"
        for key in ("went_well", "went_wrong")
        for row, links in zip(found[key].rows, found[key].links, strict=True)
    )


def test_who_knows_about_what_is_named_without_a_number() -> None:
    records = in_memory()
    for entry, category in (("invoice", "Payment"), ("way", "Delivery")):
        known = Entry(id=entry, question=f"{entry}?", answer="So.", category=category)
        records.save_entry(known, KIM, NOW - DAY, "added")
    for who in (SAM, KIM):
        records.save_person(who)
    for _ in range(3):
        solved(records, "invoice", [SAM, SAM, KIM])
    for _ in range(2):
        solved(records, "way", [SAM])
    solved(records, "way", [Person(id="test:nobody", name="[erased]")])
    found = told(records)

    assert found["helpers"].rows == (("Payment", f"{KIM.name}, {SAM.name}"),)
    assert found["thanks"].rows == ((KIM.name, 2),)


def test_members_who_helped_stand_there_with_their_leave_alone() -> None:
    records = in_memory()
    for who in (ANA, KIM):
        records.save_person(who)
        for _ in range(2):
            records.add_help(Help(person_id=who.id, entry="way", at=NOW - DAY))
    records.save_leave(Leave(person_id=ANA.id, state=Allows.YES, at=NOW - DAY))

    assert told(records)["members"].rows == ((ANA.name, 2),)


def test_nothing_of_it_is_told_without_the_key() -> None:
    records = in_memory()
    say(records, solved(records, "", [SAM]), "rated", "good")
    found = gather(records, NOW, 7, HOURS)
    keys = {each.key for each in lessons.lists(found, words=False)}

    assert keys == {"rising", "not_it", "never_shown"}
