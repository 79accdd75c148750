"""Whose a ticket is: proposed, shown with why, moved by people and learnt from that; never a guess that
nobody sees."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.question import Guess
from bot.desk.nouns.team import Routed, Team
from bot.desk.rules import teams
from bot.store import audit
from tests.desk.harness import ANA, BEN, ENTRIES, KIM, LEA, SAM, Desk

ROUTED = (replace(ENTRIES[0], category="login"), replace(ENTRIES[1], category="payments"))


def two_teams() -> Desk:
    desk = Desk(entries=ROUTED)
    desk.command(LEA, "team add billing payments")
    desk.command(LEA, "team add technical login")
    desk.sent.clear()
    return desk


def card(desk: Desk) -> str:
    return desk.texts_of("card")[-1]


NAMES = st.sampled_from(["billing", "technical", "shipping"])


@given(st.lists(st.tuples(st.floats(0.01, 1), NAMES), max_size=4))
def test_only_what_points_to_one_team_alone_is_proposed(near: list[tuple[float, str]]) -> None:
    known = [Team(name="billing"), Team(name="technical")]
    near.sort(reverse=True)
    guesses = [
        Guess(entry=str(n), version=1, probability=chance, title=str(n))
        for n, (chance, _) in enumerate(near)
    ]
    found = teams.nearest(known, guesses, {str(n): name for n, (_, name) in enumerate(near)})
    others = [chance for chance, name in near if found and name != found.name]

    assert found is None or near[0][1] == found.name
    assert all(chance <= near[0][0] * teams.RIVAL for chance in others)


def test_the_nearest_answer_says_whose_it_is_and_the_card_says_so() -> None:
    desk = two_teams()
    desk.say(ANA, "I want to talk to a person about the invoice")

    ticket = desk.ticket()
    assert ("billing", Routed.ENTRY) == (ticket.team, ticket.routed)
    assert "Team: billing, by the answer that lies nearest" in card(desk)


def test_who_asks_for_a_person_first_is_taken_by_the_words_that_follow() -> None:
    desk = two_teams()
    desk.say(ANA, "talk to a person")
    before = desk.ticket().team
    desk.say(ANA, "it is about my invoice, it shows the wrong street")

    assert ["", "billing"] == [before, desk.ticket().team]


def test_what_staff_moved_teaches_and_what_they_take_out_does_not() -> None:
    desk = two_teams()
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "move 1 technical")
    desk.say(BEN, "do you also tune a harp?")
    learnt = desk.ticket(2)
    desk.command(SAM, "move 1 none")

    assert ("technical", Routed.LIKE) == (learnt.team, learnt.routed)
    assert desk.ticket(1).team == ""
    assert audit(desk.journal, desk.now) == []


def test_a_customer_picks_where_nothing_points_anywhere() -> None:
    desk = two_teams()
    said = desk.say(ANA, "do you tune harps?")
    desk.command(ANA, "topic 1 technical")
    desk.command(BEN, "topic 1 billing")

    assert any("[Billing] [Technical]" in each for each in said)
    assert ("technical", Routed.CUSTOMER) == (desk.ticket().team, desk.ticket().routed)


def test_what_a_person_decided_stands_against_a_pick() -> None:
    desk = two_teams()
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "move 1 billing")
    desk.command(ANA, "topic 1 technical")

    assert "billing" == desk.ticket().team
    assert "team_picked" in desk.to(ANA)


def test_a_known_answer_is_never_kept_back_for_a_pick() -> None:
    desk = two_teams()
    said = desk.say(ANA, "How do I reset my password?")

    assert "Security" in said[0]
    assert not any("Billing]" in each for each in said)


def test_without_teams_nothing_of_them_is_seen() -> None:
    desk = Desk()
    said = desk.say(ANA, "do you tune harps?")

    assert not any("Team:" in each or "Move" in each or "pick" in each for each in said)
    assert [""] == [each.team for each in desk.journal.open_tickets()]


def test_who_has_a_ticket_keeps_it_in_their_own_team_alone() -> None:
    desk = two_teams()
    desk.command(KIM, "join billing")
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "claim 1")
    desk.command(SAM, "move 1 technical")
    in_technical = desk.ticket().owner
    (moved, *_) = [e for e in desk.command(SAM, "move 1 billing") if "no longer" in e]

    assert SAM == in_technical
    assert desk.ticket().owner is None
    assert "It is no longer with Sam." in moved
    assert "released" in desk.to(ANA)
    assert audit(desk.journal, desk.now) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("team add billing", "a team billing already"),
        ("team add 12", "can't be a team's name"),
        ("team add none", "can't be a team's name"),
        ("team add pay login", "login is technical's already"),
        ("team takes billing technical", "technical is technical's already"),
        ("team assign billing", "assign is one of"),
        ("team assign billing sometimes", "assign is one of"),
        ("team hours billing", "Write the hours like"),
        ("team hours billing Mon 9-", "I can't read"),
        ("team remove shipping", 'There is no team "shipping"'),
        ("team billing payments", "Write one of add, remove"),
        ("leave billing", "is not in billing"),
        ("shift nonsense", "Nobody of the team is called"),
    ],
)
def test_what_can_not_be_is_refused_with_why_and_changes_nothing(line: str, why: str) -> None:
    desk = two_teams()
    before = desk.journal.teams()
    (said,) = desk.command(LEA, line)

    assert why in said
    assert before == desk.journal.teams()


def test_each_change_is_taken_back_with_the_tickets_where_they_were() -> None:
    desk = two_teams()
    desk.say(ANA, "do you tune harps?")
    desk.command(SAM, "move 1 billing")
    before = desk.journal.teams()
    for line in ("team takes billing fees", "team hours billing Mon 9-12", "team remove billing"):
        desk.command(LEA, line)
        assert before != desk.journal.teams()
        desk.command(LEA, "undo")
        assert before == desk.journal.teams()

    assert "billing" in desk.command(SAM, "queue billing")[0] or desk.ticket().team == "billing"


def test_only_leads_change_a_team_and_put_others_into_it() -> None:
    desk = two_teams()
    refused = [desk.command(SAM, line)[0] for line in ("team add pay", "join billing kim")]
    desk.command(SAM, "join billing")
    desk.command(LEA, "join billing kim")
    (billing,) = [each for each in desk.journal.teams() if each.name == "billing"]

    assert all("Only a lead" in each for each in refused)
    assert [SAM, KIM] == list(billing.people)


def test_lists_are_of_one_team_where_it_is_named() -> None:
    desk = two_teams()
    desk.say(ANA, "do you tune harps?")
    desk.say(BEN, "who built the pianos?")
    desk.command(SAM, "move 1 billing")
    lists = {line: desk.command(SAM, line)[0] for line in ("queue billing", "due billing")}
    lists["unanswered billing"] = desk.command(SAM, "unanswered billing")[0]
    every = desk.command(SAM, "queue")[0]

    assert all("harps" in each and "pianos" not in each for each in lists.values())
    assert "harps" in every
    assert "pianos" in every


def test_the_next_one_is_of_ones_own_team() -> None:
    desk = two_teams()
    desk.command(KIM, "join technical")
    desk.say(ANA, "do you tune harps?")
    desk.say(BEN, "who built the pianos?")
    desk.command(SAM, "move 1 billing")

    assert "pianos" in desk.command(KIM, "next")[0]
    assert "harps" in desk.command(SAM, "next")[0]


def test_times_are_by_the_hours_of_the_team() -> None:
    desk = two_teams()
    desk.command(LEA, "team hours technical Tue 09:00-17:00")
    (said, *_) = desk.say(ANA, "I can't reset my password, the page stays empty, a person please")
    ticket = desk.journal.open_tickets()[0]

    assert "technical" == ticket.team
    assert "Tue 17 Nov, 13:00" in said
    assert audit(desk.journal, desk.now) == []
