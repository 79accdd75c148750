"""Only what happened is said: what could not be delivered has not been given, told or promised."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.nouns.inbound import Delivered
from bot.desk.nouns.message import Mention
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.ticket import Ending, TicketState, Turn
from bot.desk.rules.lifecycle import turn
from bot.desk.words.spans import Spans
from tests.desk.harness import ANA, KIM, LEA, SAM, Desk, a_policy
from tests.pages.sample import HOURS

DAY = timedelta(days=1)


LEAD = Mention(person=LEA.id, name="Lea")


def asked(**more: object) -> Desk:
    """ana's question is with the team."""
    desk = Desk(**more)  # type: ignore[arg-type]
    desk.command(KIM, "queue")
    desk.say(ANA, "do you ship to brazil?")
    return desk


def cut_off(desk: Desk) -> Desk:
    """Nothing reaches ana any more."""
    desk.refuse.add(ANA.id)
    return desk


def not_arrived(desk: Desk) -> list[int]:
    """The numbers of what did not arrive, as the notices name them."""
    rows = desk.journal.rows("SELECT seq FROM outbox WHERE state = 'failed' ORDER BY seq")
    return [seq for (seq,) in rows]


def happened(desk: Desk) -> list[str]:
    return [line.what for line in desk.journal.history(1)]


def test_a_reply_that_was_refused_has_not_been_given() -> None:
    desk = cut_off(asked())
    (promised,) = desk.journal.promises(1)

    desk.command(SAM, "reply 1 Yes, we do.")

    ticket = desk.ticket()
    assert (TicketState.OPEN, SAM, None) == (ticket.state, ticket.owner, ticket.first_response_at)
    assert [promised] == list(desk.journal.promises(1))
    assert "reply" not in happened(desk)
    spans = Spans(records=desk.journal, now=desk.now, hours=HOURS)
    assert 0 == spans.results(desk.now, desk.now + DAY).opened.replied


def test_staff_are_told_why_and_what_to_do_next() -> None:
    desk = cut_off(asked())

    said = desk.command(SAM, "reply 1 Yes, we do.")

    (warned,) = [each for each in said if "Not delivered" in each]
    assert "their messages are closed" in warned
    assert all(word in warned for word in ("[Try again]", "[Hold]", "[Close as unreachable]"))


def test_no_check_in_is_sent_for_a_reply_that_did_not_arrive() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.refuse.clear()

    desk.wait(3 * DAY)

    assert not {"check_in", "last_notice", "parked"} & set(desk.to(ANA))


def test_a_reply_in_the_customers_turn_that_is_refused_makes_it_ours() -> None:
    desk = asked()
    desk.command(SAM, "reply 1 Yes, we do.")
    cut_off(desk).command(SAM, "reply 1 It costs 30 EUR.")

    ticket = desk.ticket()
    assert (TicketState.OPEN, Turn.OURS) == (ticket.state, turn(ticket))
    (owed,) = [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]
    assert owed.told_at is None


def test_what_was_refused_can_be_sent_again_and_counts_once_it_arrives() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.refuse.clear()

    (number,) = not_arrived(desk)

    desk.command(KIM, f"resend {number}")

    assert TicketState.PENDING is desk.ticket().state
    assert "staff_reply" == desk.to(ANA)[-1]
    assert [("reply", "Yes, we do.")] == [
        (line.what, line.text) for line in desk.journal.history(1) if line.what == "reply"
    ]
    refused = desk.command(KIM, f"resend {number}")[0]
    assert f"Message {number} needs no sending" in refused


def test_what_is_sent_again_is_the_message_that_the_notice_names() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    desk.command(SAM, "reply 1 It costs 30 EUR.")
    first, second = not_arrived(desk)
    desk.refuse.clear()

    desk.command(KIM, f"resend {first}")

    # The second is named again once the first has arrived: by then she can be reached.
    assert [f"resend {first}", f"resend {second}", f"resend {second}"] == [
        button.command
        for _, message in desk.sent
        for button in message.buttons
        if button.command.startswith("resend")
    ]
    assert ["Yes, we do."] == [
        line.text for line in desk.journal.history(1) if line.what == "reply"
    ]


def test_a_proposal_that_was_refused_is_no_proposal() -> None:
    desk = cut_off(asked())

    desk.command(SAM, "resolve 1 because we ship there now")

    assert TicketState.OPEN is desk.ticket().state
    assert "proposed" not in [line.what for line in desk.journal.history(1)]


def test_nothing_is_called_solved_before_a_word_was_sent() -> None:
    desk = asked()

    (refused,) = desk.command(SAM, "resolve 1")
    assert "reply TEXT" in refused
    assert "resolve because REASON" in refused
    assert TicketState.NEW is desk.ticket().state

    said = "".join(desk.command(SAM, "resolve 1 because we ship there now"))
    assert "says why:\nwe ship there now" in said
    assert TicketState.RESOLVED is desk.ticket().state


def test_a_reply_that_is_still_on_its_way_may_have_solved_it() -> None:
    desk = asked()
    desk.silent = True
    desk.command(SAM, "reply 1 Yes, we do.")

    assert "thinks this is solved" in "".join(desk.command(SAM, "resolve 1"))


def test_a_lead_reads_since_when_nobody_has_it() -> None:
    desk = asked(policy=a_policy(leads={"console": (LEAD,)}))
    desk.command(SAM, "claim 1")
    desk.wait(timedelta(hours=1))
    desk.command(SAM, "release 1")
    desk.wait(DAY)

    called = desk.texts_of("staff_leads")
    assert called
    assert [text for text in called if "nobody yet  Mon 16 Nov, 11:00" not in text] == []


def test_words_written_while_a_reply_was_on_its_way_are_still_ours_to_answer() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 Yes, we do.")
    desk.say(ANA, "to manaus, I mean")

    arrives(desk, out)

    assert TicketState.OPEN is desk.ticket().state
    assert desk.ticket().first_response_at
    assert [p for p in desk.journal.promises(1) if p.state is PromiseState.OPEN]


def test_a_reply_that_arrives_in_a_closed_ticket_opens_it_no_more() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 Yes, we do.")
    desk.command(ANA, "nevermind 1")

    arrives(desk, out)

    assert Ending.WITHDRAWN is desk.ticket().ending


def test_what_is_unclear_counts_only_once_it_is_found() -> None:
    desk = asked()
    out = on_its_way(desk, "reply 1 Yes, we do.")

    arrives(desk, out, ok=False, unclear=True, reason="It may or may not have arrived.")

    assert TicketState.OPEN is desk.ticket().state
    assert desk.ticket().unreached_at is None
    assert "staff_unclear" in desk.to_staff()

    arrives(desk, out)
    assert TicketState.PENDING is desk.ticket().state


def on_its_way(desk: Desk, line: str) -> str:
    """A staff command whose words don't arrive yet; the key of what is on its way."""
    cut_off(desk)
    desk.silent = True
    desk.command(SAM, line)
    desk.silent = False
    desk.refuse.clear()
    rows = desk.journal.rows("SELECT key FROM outbox WHERE state = 'failed' ORDER BY seq DESC")
    return str(rows[0][0])


def arrives(desk: Desk, key: str, **how: object) -> None:
    report = Delivered(id=f"late:{how}", at=desk.now, ticket=1, key=key, ok=True)
    desk.journal.enqueue(replace(report, **how))  # type: ignore[arg-type]
    desk.settle()


def test_once_a_customer_can_be_reached_again_staff_are_told_what_they_still_lack() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    (number,) = not_arrived(desk)
    desk.refuse.clear()

    desk.say(ANA, "any news?")

    assert desk.ticket().unreached_at is None
    (told,) = desk.texts_of("staff_reached")
    assert "Yes, we do." in told
    assert f"resend {number}." in told


def test_what_was_sent_again_meanwhile_is_not_named_once_they_can_be_reached() -> None:
    desk = cut_off(asked())
    desk.command(SAM, "reply 1 Yes, we do.")
    (number,) = not_arrived(desk)
    desk.refuse.clear()

    desk.command(SAM, f"resend {number}")

    assert [] == desk.texts_of("staff_reached")
