"""Members who help: nothing is counted, named or asked before they say so, nor after they stop."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.nouns.inbound import Address, Reacted, Sign
from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.store import audit
from tests.desk.harness import ANA, BEN, ENTRIES, SAM, Desk

MO = Person(id="console:mo", name="Mo")
THREAD = Place(platform="console", room="general", thread="1")
ASKED = "do you repair lamps?"


def a_desk() -> Desk:
    desk = Desk(entries=tuple(replace(each, category="billing") for each in ENTRIES))
    desk.say(ANA, ASKED, place=THREAD)
    desk.say(MO, "They do, on Sundays.", place=THREAD, address=Address.OVERHEARD)
    return desk


def reacts(desk: Desk, who: Person, message: str, sign: Sign) -> None:
    desk._took(
        Reacted(
            id=f"{message}:{who.id}", at=desk.now, by=who, place=THREAD, message=message, sign=sign
        )
    )


def credited(desk: Desk) -> bool:
    return any("With thanks to Mo." in each for each in desk.say(BEN, "Where is my invoice?"))


@pytest.mark.parametrize("said", [None, "myhelp unnamed", "myhelp no", "myhelp stop"])
def test_nobody_is_named_who_has_not_said_so(said: str | None) -> None:
    desk = a_desk()
    desk.command(SAM, "credit mo invoice")
    if said:
        desk.command(MO, said)
    assert not credited(desk)

    desk.command(MO, "myhelp yes")

    assert credited(desk) is (said not in {"myhelp no", "myhelp stop"})


@pytest.mark.parametrize("line", ["myhelp stop", "forgetme yes"])
def test_with_stop_and_with_erasure_all_of_it_is_gone(line: str) -> None:
    desk = a_desk()
    desk.command(SAM, "helped mo 1")
    desk.command(SAM, "credit mo invoice")
    desk.command(MO, "myhelp yes")
    desk.command(MO, "myhelp for billing")
    assert credited(desk)
    desk.command(SAM, "askexpert mo 1 Do they?")
    desk.command(MO, "advise 1 They do, I was there.")
    desk.command(MO, line)

    assert not credited(desk)
    assert "Nobody has said yet" in desk.command(SAM, "experts")[0]
    assert [] == desk.journal.rows(
        "SELECT person_id FROM help UNION SELECT person_id FROM consulted"
    )
    assert audit(desk.journal, desk.now) == []


def test_a_check_mark_of_whoever_asked_solves_it_and_asks_the_member_alone() -> None:
    desk = a_desk()
    reacts(desk, ANA, desk.last, Sign.DONE)

    assert not desk.ticket().is_open
    assert ["help_ask"] == desk.to(MO)
    [(out, _)] = [each for each in desk.sent if each[1].kind == "help_ask"]
    assert "private" == out.kind


@pytest.mark.parametrize("who", [BEN, MO])
def test_a_sign_of_anybody_else_says_nothing(who: Person) -> None:
    desk = a_desk()
    reacts(desk, who, desk.last, Sign.DONE)

    assert desk.ticket().is_open
    assert [] == desk.to(MO)


@pytest.mark.parametrize("words", ["thank you Mo", "thanks @Mo!", "danke dir, Mo"])
def test_thanks_by_name_are_the_member_s(words: str) -> None:
    desk = a_desk()
    told = desk.say(ANA, words, place=THREAD, address=Address.OVERHEARD)

    assert ["help_ask"] == desk.to(MO)
    assert 1 == len(told)


def test_nobody_is_asked_who_did_not_offer_nor_shown_what_a_customer_wrote() -> None:
    desk = a_desk()
    desk.command(MO, "hello")
    [refused] = desk.command(SAM, "askexpert mo 1 Do they?")
    assert "Mo has not said" in refused
    desk.command(MO, "myhelp for billing")
    desk.command(SAM, "askexpert mo 1 Do they?")
    [asked] = desk.texts_of("expert_asked")

    assert "Do they?" in asked
    assert ASKED not in asked


def test_a_secret_is_not_passed_on_to_a_member() -> None:
    desk = a_desk()
    desk.command(MO, "myhelp for billing")

    [refused] = desk.command(SAM, "askexpert mo 1 Does sk_live_4eC39HqLyjWDarjtT1zdp7dc work?")

    assert "They were not asked." in refused
    assert [] == desk.texts_of("expert_asked")


def test_what_a_member_knows_the_team_alone_reads() -> None:
    desk = a_desk()
    desk.command(MO, "myhelp for billing")
    desk.command(SAM, "askexpert mo 1 Do they?")
    desk.command(BEN, "advise 1 Never.")
    desk.command(MO, "advise 1 They do, I was there.")

    [told] = desk.texts_of("staff_advised")
    assert told.startswith("team: Mo of the community")
    others = [text for each in (ANA, BEN) for text in desk.to(each)]
    assert "staff_advised" not in others


def test_after_three_times_they_are_asked_once_about_the_topic() -> None:
    desk = a_desk()
    desk.command(MO, "myhelp yes")
    for number in range(2, 7):
        desk.say(ANA, f"the invoice {number} of my bill is wrong, why?")
        desk.command(ANA, "person")
    for number in range(1, 6):
        desk.command(SAM, f"helped mo {number}")

    assert desk.to(MO).count("help_topic") <= 1


def test_a_topic_of_several_words_is_typed_as_it_is_called() -> None:
    desk = Desk(entries=(replace(ENTRIES[0], category="opening hours"),))
    [told] = desk.say(MO, "myhelp for Opening Hours")

    assert "The team may ask you about: opening hours." in told


def test_what_is_for_staff_only_names_no_topic() -> None:
    desk = Desk(entries=(replace(ENTRIES[0], category="billing"),))
    desk.command(SAM, "add How do I refund? | Quietly.")
    desk.command(SAM, "set how-do-i-refund category secret-things")
    desk.command(SAM, "set how-do-i-refund audience staff")
    [told] = desk.command(MO, "myhelp for cats")

    assert "billing" in told
    assert "secret" not in told


def test_a_plain_stop_is_kept_too() -> None:
    desk = a_desk()
    desk.command(MO, "myhelp yes")
    desk.command(MO, "myhelp for billing")
    desk.say(MO, "stop")
    [refused] = desk.command(SAM, "askexpert mo 1 Do they?")

    assert "Mo has not said" in refused
    assert [] == desk.texts_of("expert_asked")


def asked_alone() -> Desk:
    desk = a_desk()
    desk.say(MO, "hello")
    desk.command(SAM, "credit mo invoice")
    desk.command(MO, "myhelp yes")
    desk.command(MO, "myhelp for billing")
    desk.command(SAM, "askexpert mo 1 Do they?")
    return desk


def test_plain_words_of_whom_the_team_asked_are_their_advice_and_no_ticket_of_theirs() -> None:
    desk = asked_alone()
    desk.say(MO, "They do, on the second floor, on Sundays.")

    assert "advised" == desk.to(MO)[-1]
    assert 1 == len(desk.texts_of("staff_advised"))
    assert [1] == [each.number for each in desk.journal.open_tickets()]


@pytest.mark.parametrize("words", ["thanks!", "where is my invoice?", "Do you repair clocks?"])
def test_what_asks_the_desk_or_says_nothing_is_no_advice(words: str) -> None:
    desk = asked_alone()
    desk.say(MO, words)

    assert "advised" not in desk.to(MO)


def test_after_days_plain_words_are_for_the_desk_again() -> None:
    desk = asked_alone()
    desk.wait(timedelta(days=3, minutes=1))
    desk.say(MO, "My lamp arrived broken.")

    assert "advised" not in desk.to(MO)
