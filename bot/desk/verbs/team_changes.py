"""Teams within the desk as leads make and change them: written down, in force at once, taken back.

Open tickets go with their team, card and all; of a team that is no more they are the whole desk's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.desk.nouns.person import Person
from bot.desk.nouns.place import Place
from bot.desk.nouns.team import REST, Assign, Shift, Team, TeamChange
from bot.desk.step.acting import same_room
from bot.desk.step.step import Step
from bot.desk.time.week import read_week
from bot.desk.verbs import assigning, presence, teams
from bot.desk.verbs.deciding import before_own
from bot.errors import BadArgument, NotFound, Refused
from knowledge.text.folding import fold

LONGEST = 24
"""Letters of a name or a category."""
MOST = 20
"""Teams, categories of one, people in one."""
NONE, ALL = "none", "all"
_NAME = re.compile(rf"[^\W_](?:[\w-]{{0,{LONGEST - 1}}})")
_TAKEN = {NONE, ALL, REST}


def named(step: Step, name: str) -> Team:
    """The team of that name, however it is written. Raises NotFound."""
    wanted = fold(name.removeprefix("#"))
    found = next((each for each in step.teams.values() if fold(each.name) == wanted), None)
    if found is None:
        raise NotFound.of("no_such_team", name=name[:40], known=known(step))
    return found


def known(step: Step) -> str:
    """Their names, to be read."""
    return ", ".join(step.teams) or step.put("setting_none")


def add(step: Step, name: str, takes: Sequence[str]) -> Team:
    """Begin a team. Raises BadArgument for a name that can't be one, Refused where there is one."""
    plain = name.casefold().removeprefix("#")
    if not _NAME.fullmatch(plain) or plain in _TAKEN or plain.isdecimal():
        raise BadArgument.of("team_name", name=name[:40], longest=LONGEST)
    if any(fold(each) == fold(plain) for each in step.teams):
        raise Refused.of("team_exists", name=plain)
    if len(step.teams) >= MOST:
        raise Refused.of("teams_enough", most=MOST)
    return change(step, Team(name=plain, takes=_checked(step, plain, takes)))


def remove(step: Step, team: Team) -> None:
    """End it."""
    _write(step, team.name, None)


def take(step: Step, team: Team, categories: Sequence[str]) -> Team:
    """Which categories are its own besides its name."""
    return change(step, replace(team, takes=_checked(step, team.name, categories)))


def _checked(step: Step, name: str, categories: Sequence[str]) -> tuple[str, ...]:
    own = (each.casefold() for each in categories if fold(each) != fold(name))
    found = tuple(dict.fromkeys(own))
    if len(found) > MOST or any(len(each) > LONGEST for each in found):
        raise BadArgument.of("team_takes", most=MOST, longest=LONGEST)
    for other in step.teams.values():
        also = {fold(each) for each in (other.name, *other.takes)}
        twice = next((e for e in (name, *found) if other.name != name and fold(e) in also), None)
        if twice:
            raise Refused.of("team_has_that", category=twice, team=other.name)
    return found


def assign(step: Step, team: Team, how: Assign) -> Team:
    """How its tickets are given to people. Raises Refused where nobody is in it."""
    if how is not Assign.OFF and not team.people:
        raise Refused.of("team_empty", team=team.name, line=f"join {team.name}")
    return _given_out(step, change(step, replace(team, assign=how)))


def _given_out(step: Step, team: Team) -> Team:
    """With what waits in it given to people."""
    assigning.give_waiting(step, (team,))
    return team


def keep_hours(step: Step, team: Team, hours: str) -> Team:
    """When it is there; "" for the desk's own. Raises BadArgument."""
    if hours:
        read_week(hours)
    return change(step, replace(team, hours=hours))


def work_in(step: Step, team: Team, room: Place | None) -> Team:
    """Where its cards stand; None for the desk's staff room."""
    for other in step.teams.values():
        if room and other.name != team.name and other.room and same_room(other.room, room):
            raise Refused.of("room_of_team", team=other.name)
    return change(step, replace(team, room=room))


def join(step: Step, team: Team, person: Person) -> Team:
    """Somebody is in it from now on."""
    if team.has(person):
        raise Refused.of("in_team", who=person.name, team=team.name)
    if len(team.people) >= MOST:
        raise Refused.of("team_full", team=team.name, most=MOST)
    return _given_out(step, change(step, replace(team, people=(*team.people, person))))


def leave(step: Step, team: Team, person: Person) -> Team:
    """Somebody is in it no longer; what they have stays theirs."""
    if not team.has(person):
        raise Refused.of("not_in_team", who=person.name, team=team.name)
    return change(step, _without(team, person.id))


def drop(step: Step, person: str) -> None:
    """Somebody is of the desk's staff no longer, and so in none of its teams."""
    for team in tuple(step.teams.values()):
        theirs = [each for each in team.people if each.id == person]
        if theirs:
            _write(step, team.name, _without(team, person), by=theirs[0])


def _without(team: Team, person: str) -> Team:
    left = tuple(each for each in team.people if each.id != person)
    return replace(team, people=left, assign=team.assign if left else Assign.OFF)


def work(step: Step, person: Person, hours: str) -> None:
    """When somebody works each week; "" for whenever the desk is open. Raises BadArgument."""
    begins = presence.shift_begins(step, hours)
    by = None if person.id == step.actor.id else step.actor
    step.records.add_shift(Shift(person=person, hours=hours, at=step.now, by=by, alarm_at=begins))
    assigning.give_waiting_to(step, person)


def shift_begins(step: Step, shift: Shift) -> None:
    """Give out what waits for whoever's shift it is, and wait for its next beginning."""
    newest = step.records.shift_of(shift.person.id)
    counts = newest is not None and newest.number == shift.number
    begins = presence.shift_begins(step, shift.hours) if counts else None
    step.records.save_shift(replace(shift, alarm_at=begins))
    if counts:
        assigning.give_waiting_to(step, shift.person)


def change(step: Step, team: Team) -> Team:
    """As it is from now on."""
    _write(step, team.name, team)
    return team


def take_back(step: Step, name: str, number: int) -> Team | None:
    """As it was before that change. Raises Refused where somebody else made another since."""
    before = before_own(step, step.records.team_changes(name), number)
    team = before.team if before else None
    _write(step, name, team)
    return team


def _write(step: Step, name: str, team: Team | None, by: Person | None = None) -> None:
    made = TeamChange(name=name, team=team, by=by or step.actor, at=step.now)
    step.team_changes.append(step.records.add_team_change(made))
    step.teams = {each.name: each for each in step.records.teams()}
    for ticket in step.records.open_tickets():
        if ticket.team == name:  # it stays so where the team is no more, and may be again
            teams.to_its_room(step, ticket)
