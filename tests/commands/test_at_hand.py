"""Which tickets a line means: by number, several of them, or the one at hand."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import COMMANDS, handing
from bot.commands.row import TICKETS as TICKETS_TAKEN
from bot.desk.nouns.inbound import Person, Place, Role
from bot.desk.nouns.promise import Promise, PromiseKind
from bot.desk.nouns.ticket import Priority, Ticket, TicketState, Turn
from bot.desk.rules.lifecycle import turn
from bot.desk.words import queue
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.plain import table_lines
from tests.desk.harness import ANA, BEN, KIM, MONDAY, SAM, Desk, a_policy

WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=120)


def two_tickets() -> Desk:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")
    desk.say(BEN, "can you fix my sofa?")
    return desk


def card_of(desk: Desk, number: int) -> Place:
    return Place(platform="console", room="staff", thread=desk.ticket(number).card)


@pytest.mark.parametrize("named", ["1,2", "1, 2", "#1,#2", "2,1", "1 ,2", "1,2,2"])
def test_several_customers_get_the_same_words(named: str) -> None:
    desk = two_tickets()

    shown = desk.command(SAM, f"reply {named} It will be Friday.")

    told = [each for each in shown if "It will be Friday." in each]
    assert ["ana", "ben"] == sorted(each.partition(":")[0] for each in told)


def test_where_one_of_several_is_unknown_nobody_hears_anything() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply 1,2,9 It will be Friday.")

    assert ["team: There is no ticket 9 here. Nothing was done or sent for any of them."] == shown


def test_a_time_that_has_passed_today_is_not_taken_for_the_one_in_a_week() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, f"promise 1 {MONDAY - timedelta(minutes=20):%a %H:%M}")

    assert 1 == len(shown)
    assert f"write {MONDAY + timedelta(days=7, minutes=-20):%Y-%m-%d %H:%M}" in shown[0]


def test_where_one_of_several_can_take_no_reply_nobody_hears_anything() -> None:
    desk = two_tickets()
    desk.journal.save_ticket(replace(desk.ticket(2), merged_into=1))

    shown = desk.command(SAM, "reply 1,2 It will be Friday.")

    assert ["team: Ticket 2 was merged into ticket 1. Use that one."] == shown


def test_in_a_cards_thread_a_number_that_begins_the_words_is_not_another_ticket() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply 2 weeks at most", place=card_of(desk, 1))

    assert 1 == len(shown)
    assert "This is the thread of ticket 1." in shown[0]
    assert "reply 1: 2 weeks at most" in shown[0]
    assert "reply #2 weeks at most" in shown[0]


def test_in_a_cards_thread_another_ticket_can_be_meant_on_purpose() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply #2 We do.", place=card_of(desk, 1))

    assert any(each.startswith("ben: ") and "We do." in each for each in shown)


@pytest.mark.parametrize("named", ["2:", "#2", "#2:", "2,", "2)", "2"])
def test_a_number_with_a_sign_behind_it_is_that_ticket(named: str) -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {named} We do.")

    assert [] == [each for each in shown if each.startswith("ana: ")]
    assert any(each.startswith("ben: ") and "We do." in each for each in shown)


def test_a_note_goes_to_the_ticket_that_it_names_with_a_colon() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    assert "team: Noted on ticket 2, for the team only." in desk.command(SAM, "note 2: private")


@pytest.mark.parametrize(
    "words",
    [
        *("three hello", "Three, hello", "drei: hallo", "zwei hallo", "twenty-two hello"),
        *("ticket 2 hello", "Ticket #2: hello", "ticket two hello", "nr. 2 hello", "to 2: hello"),
        *("2. hello", "2:hello", "(2) hello", "1-2 hello", "1/2 hello", "2; hello", "# 2 hello"),
        *("1 2 hello both", "1 and 2 hello both", "1 und 2 hallo", "1, 2 and 9 hello", "1 & 2 hi"),
        *("1, 2 3 hello", "² hello", "\u200b2 hello", "einundzwanzig hallo", "2,,1 hello"),
    ],
)
def test_words_that_begin_like_a_number_go_to_nobody(words: str) -> None:
    desk = two_tickets()
    desk.say(KIM, "what colour is the sky on mars?")
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {words}")

    assert 1 == len(shown), shown
    assert "reply 1" in shown[0]


def test_words_that_begin_with_a_number_are_sent_behind_a_colon() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    for words in ("2 weeks", "two weeks", "1 and 2 are right"):
        shown = desk.command(SAM, f"reply 1: {words}")
        assert any(each.startswith("ana: ") and words in each for each in shown)


@pytest.mark.parametrize("words", ["No one knows yet.", "Ticket is with us.", "A4 fits.", "tenor"])
def test_words_that_name_no_ticket_go_to_the_one_at_hand(words: str) -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {words}")

    assert any(each.startswith("ana: ") and words in each for each in shown)


@settings(max_examples=25)
@given(
    st.sampled_from(["", "#", "(", "'", "ticket ", "nr ", "\u200b", "- "]),
    st.sampled_from(["2", "02", "２", "٢", "②", "2nd", "2,1", "two", "zwei"]),
    st.sampled_from(["", ":", ")", ",", ".", ";", "/", " 1", " and 1", "-1", "!"]),
)
def test_words_beginning_like_a_number_reach_no_ticket_but_the_one_named(
    before: str, number: str, behind: str
) -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, f"reply {before}{number}{behind} hello")

    told = [each for each in shown if each.startswith("ana: ")]
    assert [] == told or "1" in f"{number}{behind}"


def test_in_a_cards_thread_a_list_is_not_other_tickets() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "reply 2,1 weeks", place=card_of(desk, 1))

    assert 1 == len(shown)
    assert "This is the thread of ticket 1." in shown[0]


def test_in_a_terminal_the_ticket_dealt_with_last_is_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 2")

    shown = desk.command(SAM, "reply We do.")

    assert any(each.startswith("ben: ") and "We do." in each for each in shown)
    assert any("On its way to ben (ticket 2)" in each for each in shown)


def test_what_a_colleague_deals_with_is_at_hand_for_nobody_else() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 2")

    (told,) = desk.command(KIM, "reply We do.")

    assert told.startswith("team: Which ticket do you mean? Nothing was done.")
    assert "reply 1 We do.  (ana: do you ship to brazil?)" in told
    assert "reply 2 We do.  (ben: can you fix my sofa?)" in told


TAKES_A_TICKET = [
    each.name
    for each in COMMANDS.rows
    if each.params and each.params[0].kind in TICKETS_TAKEN and each.who is Role.AGENT
]


@pytest.mark.parametrize("name", TAKES_A_TICKET)
def test_no_command_takes_one_ticket_for_another_once_another_was_shown(name: str) -> None:
    """Whatever takes a ticket asks which, and does nothing, for either."""
    desk = two_tickets()
    desk.command(SAM, "claim 1")
    desk.say(BEN, "it is the left leg of the sofa")
    before = desk.ticket(1), desk.ticket(2)

    (told,) = desk.command(SAM, name)

    assert "Which ticket do you mean? Nothing was done." in told
    assert f"{name} 1" in told
    assert f"{name} 2" in told
    assert before == (desk.ticket(1), desk.ticket(2))


def test_what_the_same_customer_wrote_since_leaves_their_ticket_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")
    desk.say(ANA, "to rio, if that matters")

    desk.command(SAM, "hold until Friday: we ask the carrier")

    assert TicketState.HOLD is desk.ticket(1).state


def test_after_several_at_once_none_is_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "reply 1,2 We are looking at it.")

    (told,) = desk.command(SAM, "resolve")

    assert "Which ticket do you mean?" in told


def test_the_only_ticket_shown_is_at_hand_and_named() -> None:
    desk = Desk()
    desk.say(ANA, "do you ship to brazil?")

    shown = desk.command(SAM, "promise tomorrow 12:00")

    assert any("I'm telling ana (ticket 1)" in each for each in shown)


def test_a_refusal_shows_lines_without_the_number_of_the_ticket_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    (told,) = desk.command(SAM, "resolve")

    assert "Write: reply TEXT, or say why, which they read: resolve because REASON" in told


def test_in_a_room_of_several_people_lines_show_the_number() -> None:
    team = Place(platform="chat", room="team")
    desk = Desk(staff_rooms={"": team})
    desk.say(ANA, "do you ship to brazil?")

    (told,) = desk.command(SAM, "resolve 1", place=team)
    (asked,) = desk.command(SAM, "resolve", place=team)

    assert "Write: reply 1 TEXT" in told
    assert "ticket is missing (number of the ticket, or several: 3,5,9)." in asked


def test_the_next_ticket_is_shown_with_lines_to_type() -> None:
    desk = two_tickets()

    desk.command(SAM, "next")

    commands = [button.command for button in desk.sent[-1][1].buttons]
    assert ["claim", "reply", "promise", "hold", "resolve"] == commands[:5]


HANDED = (
    "assign 1 to kim", "assign 1 kim please", "give 1 to @kim", "give ticket 1 to kim", "give kim 1",
    "transfer #1 Kim", "hand 1 over to kim, thanks", "assign 1: kim", "give 1 an Kim bitte", "assign 1 to Kim.",
)  # fmt: skip


@pytest.mark.parametrize("line", HANDED)
def test_a_ticket_is_handed_on_in_peoples_own_words(line: str) -> None:
    desk = two_tickets()

    shown = desk.command(SAM, line)

    assert KIM == desk.ticket(1).owner, shown
    assert None is desk.ticket(2).owner


def test_the_ticket_at_hand_is_handed_on_without_its_number() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    desk.command(SAM, "give it to kim")

    assert KIM == desk.ticket(1).owner


def test_several_are_handed_to_oneself() -> None:
    desk = two_tickets()

    desk.command(SAM, "assign 1 and 2 to me")

    assert [SAM, SAM] == [desk.ticket(1).owner, desk.ticket(2).owner]


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=40))
def test_nobody_but_the_one_named_is_handed_a_ticket(words: str) -> None:
    """Words around a name are no name: whoever is found is a word of the line."""
    _, name = handing.parted(f"1 {words}")

    assert all(each in words for each in name.split())


def test_what_staff_ask_for_themselves_is_not_about_the_ticket_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    shown = desk.command(SAM, "person")

    assert [] == [each for each in shown if each.startswith("ana: ")]


def test_a_ticket_given_away_is_not_at_hand() -> None:
    desk = two_tickets()
    desk.command(SAM, "claim 1")

    desk.command(SAM, "assign 2 Kim")

    assert "ana" in " ".join(desk.command(SAM, "reply We do."))


def test_a_ticket_goes_to_somebody_of_the_team_who_never_wrote() -> None:
    desk = two_tickets()

    desk.command(SAM, "assign 1 Kim")

    assert KIM == desk.ticket(1).owner


def test_a_ticket_goes_to_no_customer() -> None:
    desk = two_tickets()

    shown = desk.command(SAM, "assign 1 ben")

    assert None is desk.ticket(1).owner
    assert 'Nobody of the team is called "ben".' in shown[0]


TICKETS = st.builds(
    Ticket,
    number=st.integers(1, 99_999),
    state=st.sampled_from([each for each in TicketState if each is not TicketState.CLOSED]),
    requester=st.builds(Person, id=st.just("console:x"), name=WORDS),
    place=st.just(Place(platform="console", room="x")),
    text=WORDS,
    title=st.just("") | WORDS,
    tags=st.lists(st.from_regex(r"[a-z]{1,24}", fullmatch=True), max_size=8).map(tuple),
    opened_at=st.just(MONDAY),
    state_since=st.just(MONDAY),
    rung_at=st.just(MONDAY),
    owner=st.none() | st.builds(Person, id=st.just("console:staff:y"), name=WORDS),
    priority=st.sampled_from(list(Priority)),
)
DUE = st.none() | st.integers(-5000, 500_000).map(lambda m: MONDAY + timedelta(minutes=m))
LINED = st.lists(st.tuples(TICKETS, DUE), min_size=1, max_size=8)


@given(LINED, st.sampled_from(["en", "de"]))
def test_no_list_of_tickets_is_wider_than_a_terminal(
    lined: list[queue.Lined], language: str
) -> None:
    table = queue.table(lined, Wording(read_locales()), a_policy(language=language))

    assert max(map(len, table_lines(table))) <= queue.WIDTH


class Owed:
    """What the order asks of the records."""

    def __init__(self, promised: list[Promise]) -> None:
        self._promised = promised

    def open_promises(self) -> list[Promise]:
        return self._promised


@given(LINED)
def test_what_is_due_first_stands_first_and_the_customers_turn_last(
    made: list[queue.Lined],
) -> None:
    numbered = [(n, ticket, due) for n, (ticket, due) in enumerate(made, start=1)]
    tickets = [replace(ticket, number=n) for n, ticket, _ in numbered]
    owed = Owed([_promise(n, due) for n, _, due in numbered if due])

    lined = queue.in_line(owed, tickets)  # type: ignore[arg-type]

    theirs = [turn(ticket) is Turn.CUSTOMER for ticket, _ in lined]
    assert sorted(theirs) == theirs
    for (one, due), (other, later) in pairwise(lined):
        if turn(one) is turn(other) and (due is None) is (later is None):
            assert due is None or later is None or due <= later
        elif turn(one) is turn(other):
            assert (due is None) is (turn(one) is Turn.OURS)


def _promise(number: int, due: object) -> Promise:
    return Promise(
        ticket=number,
        kind=PromiseKind.REPLY,
        to="console:x",
        made_at=MONDAY,
        made_by="desk",
        due_at=due,  # type: ignore[arg-type]
    )


def test_no_line_is_proposed_that_reaches_the_ticket_dealt_with_last() -> None:
    desk = Desk()
    desk.say(ANA, "does the quantum flux capacitor support werewolves")
    desk.command(SAM, "claim 1")

    (told,) = desk.command(SAM, "reply 2 No kayaks, sorry.")

    assert "There is no ticket 2 here." in told
    assert "reply 1:" not in told


def test_where_no_ticket_is_open_the_number_is_asked_for() -> None:
    desk = Desk()

    (told,) = desk.command(SAM, "hold until Friday: the part is ordered")

    assert "team: No ticket is open here that you could mean. Write its number: hold 12 …" == told


def test_a_list_shows_what_a_ticket_is_about_and_not_that_a_person_was_wanted() -> None:
    desk = Desk()
    desk.say(ANA, "talk to a person")
    desk.say(ANA, "my lamp is broken")

    (told,) = desk.command(SAM, "queue")

    assert "my lamp is broken" in told
    assert "talk to a person" not in told.casefold()
