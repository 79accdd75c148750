"""What time calls for: the one thing that an alarm is for, done to its ticket, question, issue or colleague.

Each kind of alarm has a step of its own, whose cause keeps it from being done twice.
"""

from collections.abc import Callable
from datetime import datetime

from bot.desk.ports.alarms import Alarm
from bot.desk.ports.records import Records
from bot.desk.step.step import Step
from bot.desk.verbs import absences, follow_up, incidents, team_changes

Begin = Callable[[str], Step]
"""Begins a step of that cause."""


def see_to(begin: Begin, records: Records, alarm: Alarm, now: datetime) -> tuple[Step, str]:
    """Do it, if it is due. The step, which is not finished yet, and the outcome."""
    if alarm.question is not None:
        return _question(begin, records, alarm.question)
    if alarm.incident is not None:
        return _incident(begin, records, alarm.incident, now)
    if alarm.ticket is None:
        return _colleague(begin, records, alarm, now)
    return _ticket(begin, records, alarm.ticket, now)


def _ticket(begin: Begin, records: Records, number: int, now: datetime) -> tuple[Step, str]:
    ticket = records.ticket(number)
    step = begin(f"at:{ticket.number}:{now.isoformat()}")
    due = follow_up.ticket_due(step, ticket)
    if due is None:
        step.touch(ticket)
        return step, "nothing"
    # Several things may be due at one moment after a long stop; none may pass for another.
    which = due.promise.id if due.promise else ticket.rung
    step.cause += f":{due.act.value}:{which}"
    follow_up.act(step, ticket, due)
    return step, due.act.value


def _question(begin: Begin, records: Records, number: int) -> tuple[Step, str]:
    question = records.question(number)
    step = begin(f"ask:{question.id}")
    step.by, step.place = question.by, question.place
    follow_up.ask_once(step, question)
    return step, "asked"


def _incident(begin: Begin, records: Records, number: int, now: datetime) -> tuple[Step, str]:
    step = begin(f"issue:{number}:{now.isoformat()}")
    return step, incidents.tick(step, records.incident(number))


def _colleague(begin: Begin, records: Records, alarm: Alarm, now: datetime) -> tuple[Step, str]:
    """Somebody of the team goes away or is back, or their shift begins."""
    if alarm.shift:
        step = begin(f"shift:{alarm.shift}:{now.isoformat()}")
        team_changes.shift_begins(step, records.shift(alarm.shift))
        return step, "shift"
    step = begin(f"absence:{alarm.absence}:{now.isoformat()}")
    absences.pass_time(step, records.absence(alarm.absence or 0))
    return step, "absence"
