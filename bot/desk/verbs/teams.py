"""Whose a ticket is: proposed by what lies nearest to it, moved by people, and learnt from that.

Nothing is said of a team to a customer but where they picked one. A card that leaves a room leaves no
words of its customer there.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.nouns.message import Outgoing, Readership, SendKind
from bot.desk.nouns.question import Guess, Question
from bot.desk.nouns.team import Routed, Team
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules import teams
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.step.acting import same_room
from bot.desk.step.step import Step
from bot.desk.verbs import assigning, ledger
from bot.errors import Refused
from knowledge.matching.clusters import likest

NEWEST = 200
"""Tickets that staff moved, by which others like them are known."""
MOVED = "moved"
"""The event of a ticket coming to another team; its text is the team's name."""
BY_PEOPLE = {Routed.STAFF, Routed.CUSTOMER}


def proposed(step: Step, text: str, guesses: Sequence[Guess]) -> tuple[str, Routed | None]:
    """Whose a ticket with these words is, and why; ("", None) where nothing points to one team."""
    known = tuple(step.teams.values())
    if not known:
        return "", None
    taught = _like_moved(step, text)
    if taught:
        return taught, Routed.LIKE
    near = _nearest(step, guesses)
    if near:
        return near.name, Routed.ENTRY
    rest = teams.of_rest(known)
    return (rest.name, Routed.REST) if rest else ("", None)


def _nearest(step: Step, guesses: Sequence[Guess]) -> Team | None:
    categories = {
        each.entry: entry.category for each in guesses if (entry := step.records.entry(each.entry))
    }
    return teams.nearest(tuple(step.teams.values()), guesses, categories)


def of_question(step: Step, question: Question) -> Team | None:
    """Whose it is: its ticket's, else by the entries that lie nearest."""
    if question.ticket:
        return step.team_of(step.records.ticket(question.ticket))
    return _nearest(step, question.guesses)


def _like_moved(step: Step, text: str) -> str:
    """Where staff moved the ticket that asked the likest."""
    moved = [each for each in step.records.moved_tickets(NEWEST) if each.team in step.teams]
    found = likest(text, [each.text for each in moved], 1)
    return moved[found[0]].team if found else ""


def propose_anew(step: Step, ticket: Ticket) -> Ticket:
    """Once a ticket has its first words: whose it is by them, unless a person has said so or has it."""
    if ticket.routed in BY_PEOPLE or ticket.owner:
        return ticket
    team, why = proposed(step, ticket.text, ticket.guesses)
    if team == ticket.team:
        return step.save(replace(ticket, routed=why))
    return _come_to(step, ticket, step.teams.get(team), why)


def move(step: Step, ticket: Ticket, team: Team | None) -> Ticket:
    """To another team, or to none, by somebody of the team. Who has it keeps it if they are in that one
    or nobody in particular is; else it is everybody's there, and its customer hears so."""
    if (team.name if team else "") == ticket.team:
        # Said once more it is no guess any longer, and teaches.
        if team is None or ticket.routed is Routed.STAFF:
            raise Refused.of("there_already", n=ticket.number, team=title(step, team))
        return step.save(replace(ticket, routed=Routed.STAFF))
    if ticket.owner and team and team.people and not team.has(ticket.owner):
        ticket = _given_back(step, ticket)
    return _come_to(step, ticket, team, Routed.STAFF if team else None)


def pick(step: Step, ticket: Ticket, team: Team) -> None:
    """Its customer knows what it is about. What a person decided or has in hand stays as it is."""
    step.record(ticket, "picked", team.name, internal=False)
    if ticket.team == team.name or ticket.owner or ticket.routed in BY_PEOPLE:
        return
    _come_to(step, ticket, team, Routed.CUSTOMER)


def title(step: Step, team: Team | None) -> str:
    """What staff call it."""
    return team.name if team else step.put("no_team")


def _given_back(step: Step, ticket: Ticket) -> Ticket:
    who, silent = ticket.owner.name if ticket.owner else "", assigning.is_silent(step, ticket)
    after = step.save(apply(ticket, Event.RELEASE, step.now))
    step.record(after, "released")
    if ledger.ours(after) and not silent:
        step.to_customer(after, "released", who=who, by=ledger.due(step, after))
    return after


def _come_to(step: Step, ticket: Ticket, team: Team | None, why: Routed | None) -> Ticket:
    after = replace(ticket, team=team.name if team else "", routed=why)
    step.record(after, MOVED, after.team)
    return assigning.give(step, to_its_room(step, after))


def to_its_room(step: Step, ticket: Ticket) -> Ticket:
    """The ticket with its card where its team works; where it stood, that it has gone is all that is
    left to read."""
    room, there = step.room_for(ticket), ticket.staff_room
    if room is None or (there and same_room(there, room)):
        return step.save(ticket)
    posted = step.records.card_key(ticket)
    if there and posted:
        gone = step.wording.say("staff_moved", step.policy.language, n=ticket.number)
        step.send(
            Outgoing(
                key="",
                place=there,
                message=gone,
                readership=Readership.STAFF,
                kind=SendKind.CARD,
                ticket=ticket.number,
                edits=posted,
            )
        )
    return step.save(replace(ticket, staff_room=room, card="", card_text=""))
