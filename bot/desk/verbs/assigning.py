"""Giving a ticket to somebody of its team who is there: by turns, or to who has least to do.

Its customer hears of it once that person does something; whoever has it may give it back, and then it is
the turn of the next who has not had it. Whose turn it is is kept, and so is who had it: a restart
changes nothing.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.desk.nouns.message import Mention
from bot.desk.nouns.person import Person
from bot.desk.nouns.team import Team
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules import promises, teams
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.rules.teams import Candidate
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, presence
from bot.desk.words.told import Word

ASSIGNED = "assigned"
"""The event of somebody being given a ticket; its text is their name."""
_HAS_ACTED = {"claimed", "transferred", "reply", "asked back", "promised", "proposed", "held"}
"""Events after which a customer knows of whoever has it."""


def give(step: Step, ticket: Ticket) -> Ticket:
    """Give a ticket that nobody has to the next of its team; the same ticket where there is nobody."""
    return step.records.ticket(ticket.number) if _given(step, ticket) else ticket


def let_go(step: Step, ticket: Ticket, event: str, who: str, why: str = "") -> None:
    """It is everybody's again, and `who` had it: each side is told so, the customer on the desk's turn."""
    silent = is_silent(step, ticket)
    after = step.save(apply(ticket, Event.RELEASE, step.now))
    step.record(after, event)
    kind, for_staff = _LETTING_GO[event]
    word = pass_on(step, after, for_staff, who=who, why=why)
    if ledger.ours(after) and not silent:
        step.to_customer(after, kind, word=word, who=who, by=ledger.due(step, after))


_LETTING_GO = {
    "released": ("released", "staff_released"),
    "owner_away": ("owner_gone", "staff_owner_away"),
    "owner_gone": ("owner_gone", "staff_owner_gone"),
    "owner_left": ("owner_gone", "staff_owner_left"),
}
"""What the customer and the team read of it, by the event in its history."""


def pass_on(step: Step, ticket: Ticket, kind: str, **facts: str) -> Word:
    """Give it to the next, or say in the words of `kind` that it is everybody's: word of that."""
    return Word(_given(step, ticket) or step.to_staff(ticket, kind, **facts))


def give_waiting(step: Step, found: Iterable[Team]) -> None:
    """Give out what waits for somebody in these teams, the oldest first."""
    names = {each.name for each in found}
    for each in step.records.open_tickets():
        if each.team in names and ledger.ours(each):
            _given(step, each)


def give_waiting_to(step: Step, person: Person) -> None:
    """Give out what waits in the teams of somebody who is there from now on; nothing where they aren't."""
    if presence.is_there(step, person):
        give_waiting(step, (each for each in step.teams.values() if each.has(person)))


def _given(step: Step, ticket: Ticket) -> str:
    """The key of the word to whom it was given; "" where nobody is to have it."""
    team = step.team_of(ticket)
    if team is None or ticket.owner or not ticket.is_open:
        return ""
    next_one = teams.next_up(team.assign, _candidates(step, team, ticket))
    if next_one is None:
        return ""
    _had_one(step, team, next_one)
    begins = presence.works_from(step, next_one)
    given = apply(ticket, Event.TRANSFER, step.now, owner=next_one)
    after = step.save(promises.from_begin(given, begins, step.now))
    step.record(after, ASSIGNED, next_one.name)
    who = Mention(person=next_one.id, name=next_one.name)
    if begins == step.now:
        return step.to_staff(after, "staff_assigned", who=who)
    return step.to_staff(after, "staff_assigned_ahead", who=who, when=begins)


def is_silent(step: Step, ticket: Ticket) -> bool:
    """Whether whoever has it was only given it, so that its customer never heard of them."""
    for line in reversed(step.records.history(ticket.number)):
        if line.what == ASSIGNED:
            return True
        if line.what in _HAS_ACTED:
            return False
    return False


def _there(step: Step, team: Team) -> list[Person]:
    """Who of a team is there; where nobody's shift is on, whose begins next of those who aren't away."""
    here = [each for each in team.people if presence.standing(step, each) is None]
    starts = {each.id: presence.works_from(step, each) for each in here}
    first = min(starts.values(), default=None)
    return [each for each in here if starts[each.id] == first]


def _candidates(step: Step, team: Team, ticket: Ticket) -> Sequence[Candidate]:
    """Who may be given it: they are there, and have not given it back."""
    had, there = set(_had_it(step, ticket)), {each.id for each in _there(step, team)}
    order, busy = _order(step, team), _busy(step)
    return [
        Candidate(
            person=each,
            busy=busy.get(each.id, 0),
            last=order.index(each.id) if each.id in order else position - len(team.people),
        )
        for position, each in enumerate(team.people)
        if each.id in there and each.name not in had
    ]


def _had_it(step: Step, ticket: Ticket) -> Iterator[str]:
    """Names of those who were given it, since it last came to its team."""
    for line in reversed(step.records.history(ticket.number)):
        if line.what == "moved":
            return
        if line.what == ASSIGNED:
            yield line.text


def _busy(step: Step) -> dict[str, int]:
    """How many tickets of each person wait for us."""
    counted: dict[str, int] = {}
    for each in step.records.open_tickets():
        if each.owner and ledger.ours(each):
            counted[each.owner.id] = counted.get(each.owner.id, 0) + 1
    return counted


def _order(step: Step, team: Team) -> list[str]:
    """Ids of those who were given one, the longest ago first."""
    return step.records.kept(_key(team)).split()


def _had_one(step: Step, team: Team, person: Person) -> None:
    others = [each for each in _order(step, team) if each != person.id and _known(team, each)]
    step.records.keep(_key(team), " ".join((*others, person.id)))


def _known(team: Team, person_id: str) -> bool:
    return any(each.id == person_id for each in team.people)


def _key(team: Team) -> str:
    return f"{ASSIGNED}:{team.name}"
