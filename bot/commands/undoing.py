"""Taking back one's own last act: which it was is said, and what can be taken back is.

Changes of entries and of who has a ticket can be; words that went out to a customer can't.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.commands import settings
from bot.commands.row import TICKETS, Command, Kind, entry, row
from bot.commands.saving import make
from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.person import Person
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import (
    absences,
    deciding,
    editing,
    incidents,
    intake_forms,
    team_changes,
    variables,
    word_list,
)
from bot.desk.words.variables import OWN
from bot.errors import Refused
from knowledge.entry import Entry, Status

INVERSE = {"claim": "release", "hold": "resume", "block": "unblock"}
"""Commands on tickets and people that another one takes back."""
_NAME = 20
"""Characters of a name that no command has."""
_KEPT = 20
"""Acts of one person that are remembered, the newest last."""
_ENTRY, _TICKET, _ISSUE, _PERSON = "entry", "ticket", "issue", "person"
_DECISION, _TEAM, _FORM, _ABSENCE = "decision", "team", "form", "absence"
_ISSUES = {"start": incidents.withdraw, "issuestart": incidents.withdraw, "like": incidents.unlike}
"""Of a known issue what can be taken back, as long as no customer has heard of it."""
_AWAY = "away"
_REFUSED = "refused"
"""Stands for a command that changed nothing: whoever undoes may mean that one."""
_ON_PEOPLE = {"block", "unblock"}


def did(step: Step, command: Command, first: object) -> None:
    """Remember what somebody of the team did, as they can take it back."""
    if not step.is_staff or command.looks or command.name == "undo":
        return
    acts = [f"{_ENTRY} {e.id} {e.version}" for e in step.entries if not issue_named(e.id)]
    issues = filter(None, (issue_named(each.id) for each in step.entries))
    how = command.name if command.hidden else first
    acts += [f"{_ISSUE} {number} {how}" for number in issues]
    acts += _on_what(command, first)
    acts += [f"{_DECISION} {each.number} {each.name}" for each in step.decisions]
    acts += [f"{_TEAM} {each.number} {each.name}" for each in step.team_changes]
    acts += [f"{_FORM} {each.number} {each.category}" for each in step.form_changes]
    if command.name == _AWAY:
        who = first if isinstance(first, Person) else step.actor
        acts.append(f"{_ABSENCE} {step.records.absences_of(who.id)[0].number} {_AWAY}")
    if acts:
        done = [each for each in _acts(step) if not each.startswith(_REFUSED)]
        _keep(step, [*done, *acts])


def refused(step: Step, command: Command | None, line: str) -> None:
    """Remember that what somebody of the team wrote last changed nothing."""
    if not step.is_staff or (command and (command.looks or command.name == "undo")):
        return
    name = command.name if command else line.strip().partition(" ")[0][:_NAME]
    before = _acts(step)
    if before and name and not before[-1].startswith(_REFUSED):
        _keep(step, [*before, f"{_REFUSED} {name} -"])


def _on_what(command: Command, first: object) -> Iterator[str]:
    """An act on what a command names first: tickets, a task, somebody."""
    kind = command.params[0].kind if command.params else None
    if kind in TICKETS:
        named = first if isinstance(first, tuple) else (first,)
        numbers = ",".join(str(each.number) for each in named if isinstance(each, Ticket))
        if numbers:
            yield f"{_TICKET} {numbers} {command.name}"
    elif kind is Kind.TASK and isinstance(first, Question):
        yield f"{_TICKET} q{first.id} {command.name}"
    elif command.name in _ON_PEOPLE and isinstance(first, Person):
        yield f"{_PERSON} {first.id} {command.name}"


def last(step: Step, obey: Callable[[str], None]) -> None:
    """Take back what whoever acts did last; `obey` carries a line out for them."""
    *before, newest = _acts(step) or [""]
    if not newest:
        raise Refused.of("nothing_to_undo")
    kind, what, how = newest.split(" ", 2)
    if kind == _REFUSED:
        step.whisper("done", text=step.put("undo_refused", name=what, line=_line(before[-1])))
    elif kind == _ENTRY:
        _unwrite(step, what, int(how))
    elif kind == _ISSUE and how in _ISSUES:
        _ISSUES[how](step, step.records.incident(int(what)))
        step.whisper("done", text=step.put("issue_undone", n=what))
    elif kind == _DECISION and how.startswith(OWN):
        value = variables.take_back(step, how, int(what))
        told = "variable_undone" if value else "variable_gone"
        step.whisper("done", text=step.put(told, name=f"{{{how.removeprefix(OWN)}}}", value=value))
    elif kind == _DECISION and how.startswith(word_list.LISTED):
        told = "word_listed" if word_list.take_back(step, how, int(what)) else "word_off"
        word = how.removeprefix(word_list.LISTED)
        step.whisper("done", text=step.put(told, word=word, waits=""))
    elif kind == _DECISION:
        deciding.take_back(step, how, int(what))
        now = settings.shown(step, how)
        step.whisper("done", text=step.put("setting_undone", name=deciding.short(how), now=now))
    elif kind == _ABSENCE:
        absences.call_off(step, step.records.absence(int(what)))
        step.whisper("done", text=step.put("away_undone"))
    elif kind == _TEAM:
        team = team_changes.take_back(step, how, int(what))
        told = "team_undone" if team else "team_gone"
        step.whisper("done", text=step.put(told, team=how))
    elif kind == _FORM:
        left = intake_forms.take_back(step, how, int(what))
        step.whisper("done", text=step.put("form_undone" if left else "form_gone", name=how))
    elif how in INVERSE:
        step.whisper("done", text=step.put("undo_of", line=_line(newest)))
        obey(f"{INVERSE[how]} {what}")
    else:
        raise Refused.of("cannot_undo", line=_line(newest))
    _keep(step, before)


def _line(act: str) -> str:
    """An act as it was written, nearly: somebody's id is nothing to read."""
    kind, what, how = act.split(" ", 2)
    if kind == _ENTRY:
        return what
    if kind == _ISSUE:
        return f"incident {how.removeprefix('issue')} {what}"
    if kind == _DECISION and how.startswith(word_list.LISTED):
        return how.replace(word_list.LISTED, "blockword ", 1)
    if kind == _DECISION:
        return how.replace(OWN, "var ", 1) if how.startswith(OWN) else deciding.line(how)
    if kind in {_TEAM, _FORM}:
        return f"{kind} {how}"
    return how if kind in {_PERSON, _ABSENCE} else f"{how} {what}"


def _unwrite(step: Step, entry_id: str, version: int) -> None:
    """An entry as it was before that version; unless somebody changed it since."""
    found = {each.version: (each, why) for each, _, _, why in step.records.entry_versions(entry_id)}
    now, (then, why) = step.records.entry(entry_id), found[version]
    if now is None or replace(now, version=version) != then:
        raise Refused.of("changed_by_another", entry=entry_id, n=version - 1)
    known = found.get(version - 1)
    back = known[0] if known else replace(then, status=Status.RETIRED)
    change = editing.Change(
        entry=back, why=f"undone version {version}", before=now, takes_back=True
    )
    make(step, change, "undone", why=why, line=f"restore {entry_id} {version}")


def _undo_of(step: Step, entry: Entry) -> None:
    make(step, editing.restore(step, entry, None), "restored")


def command(undo: Callable[[Step, Entry | None], None]) -> Command:
    """The row of the table."""
    return row("undo", undo, entry(required=False), group="Knowledge")


def run(step: Step, named: Entry | None, obey: Callable[[str], None]) -> None:
    """Of an entry its last change; else one's own last act."""
    if named:
        _undo_of(step, named)
        _forget(step, named)
    else:
        last(step, obey)


def _forget(step: Step, named: Entry) -> None:
    """One's own last act on that entry is taken back by it, and is not to be taken back again."""
    acts = _acts(step)
    own = [n for n, each in enumerate(acts) if each.startswith(f"{_ENTRY} {named.id} ")]
    if own:
        del acts[own[-1]]
        _keep(step, acts)


def _acts(step: Step) -> list[str]:
    return step.records.kept(_name(step)).splitlines()


def _keep(step: Step, acts: list[str]) -> None:
    step.records.keep(_name(step), "\n".join(acts[-_KEPT:]))


def _name(step: Step) -> str:
    return f"undo:{step.actor.id}"
