"""Taking back one's own last act: which it was is said, and what can be taken back is.

Changes of entries and of who has a ticket can be; words that went out to a customer can't.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.commands import deeds, importing, settings
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
_ENTRIES = "entries"
"""Several of one command: they are taken back together."""
_IMPORTS = frozenset({"import", "publish"})
_FINAL = frozenset({"erase", "forgetme"})
"""Commands after which nothing comes back, though they leave entries in other words."""
_KEPT_BEFORE = frozenset({_DECISION, _TEAM, _FORM, _ABSENCE})
"""Changes of which what was before them is kept."""
_DONE = "done"
"""Stands for a command that can't be taken back: what was before it is, once that was said."""
_REFUSED = "refused"
"""Stands for a command that changed nothing: whoever undoes may mean that one."""
_ON_PEOPLE = {"block", "unblock"}


def did(step: Step, command: Command, values: Mapping[str, object]) -> None:
    """Remember what somebody of the team did, as they can take it back, or that they can't."""
    if not step.is_staff or command.looks or command.name == "undo":
        return
    first = next(iter(values.values()), None)
    acts = [] if command.name in _FINAL else _changes(step, command, first)
    if not acts and deeds.only_shows(command, values):
        return
    acts = acts or list(_on_what(command, first))
    if not acts and command.replayed:  # held back until somebody says to save it all the same
        refused(step, command, "")
        return
    acts = acts or [f"{_DONE} {deeds.named(command, first)} {command.name}"]
    done = [each for each in _acts(step) if not each.startswith(_REFUSED)]
    _keep(step, [*done, *acts])


def _changes(step: Step, command: Command, first: object) -> list[str]:
    """What a command has left that has versions of its own."""
    own = [f"{e.id}:{e.version}" for e in step.entries if not issue_named(e.id)]
    if len(own) > 1 or (own and command.name in _IMPORTS):
        acts = [f"{_ENTRIES} {','.join(own)} {command.name}"]
    else:
        acts = [f"{_ENTRY} {each.replace(':', ' ')}" for each in own]
    issues = filter(None, (issue_named(each.id) for each in step.entries))
    how = command.name if command.hidden else first
    acts += [f"{_ISSUE} {number} {how}" for number in issues]
    acts += [f"{_DECISION} {each.number} {each.name}" for each in step.decisions]
    acts += [f"{_TEAM} {each.number} {each.name}" for each in step.team_changes]
    acts += [f"{_FORM} {each.number} {each.category}" for each in step.form_changes]
    if command.name == _AWAY:
        who = first if isinstance(first, Person) else step.actor
        acts.append(f"{_ABSENCE} {step.records.absences_of(who.id)[0].number} {_AWAY}")
    return acts


def refused(step: Step, command: Command | None, line: str) -> None:
    """Remember that what somebody of the team wrote last changed nothing."""
    if not step.is_staff or (command and (command.looks or command.name == "undo")):
        return
    name = command.name if command else line.strip().partition(" ")[0][:_NAME]
    before = [each for each in _acts(step) if not each.startswith(_REFUSED)]
    if before and name:
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
    """Take back what whoever acts did last; `obey` carries a line out for them. What can't be taken
    back is named, and passed over by the next undo."""
    acts = _acts(step)
    if not acts:
        raise Refused.of("nothing_to_undo")
    if acts[-1].startswith(_REFUSED) or _final(step, acts[-1]):
        _pass_over(step, acts)
        return
    _take_back(step, acts[-1], obey)
    _keep(step, acts[:-1])


def _pass_over(step: Step, acts: list[str]) -> None:
    """Say what was refused or can't be taken back, and what is taken back next, if anything is."""
    told = list[str]()
    if acts[-1].startswith(_REFUSED):
        *acts, nothing = acts
        told.append(step.put("undo_refused", name=nothing.split(" ", 2)[1]))
    left = list(acts)
    while left and (why := _final(step, left[-1])):
        if len(left) == len(acts):
            told.append(step.wording.refusal(why, step.language()))
        left.pop()
    if between := [_line(each) for each in acts[len(left) : -1][::-1]]:
        told.append(step.put("undo_passed", lines=", ".join(between)))
    told.append(step.put("undo_before", line=_line(left[-1])) if left else step.put("undo_by_id"))
    step.whisper("done", text="\n".join(told))
    _keep(step, left or acts)


def _final(step: Step, act: str) -> Refused | None:
    """Why an act can't be taken back; None where it can."""
    kind, what, how = act.split(" ", 2)
    try:
        if kind == _ENTRY:
            _unwritten(step, what, int(how))
        elif kind == _ENTRIES:
            _all_unwritten(step, what, how)
        elif kind == _ISSUE and how in _ISSUES:
            incidents.check_undone(step, step.records.incident(int(what)), liked=how == "like")
        elif kind in _KEPT_BEFORE or how in INVERSE:
            return None
        elif mend := deeds.MENDS.get(how):
            raise Refused.of("cannot_undo_but", line=_line(act), mend=mend.format(what=what))
        else:
            raise Refused.of("cannot_undo", line=_line(act))
    except Refused as why:
        return why
    return None


def _take_back(step: Step, act: str, obey: Callable[[str], None]) -> None:
    kind, what, how = act.split(" ", 2)
    if kind == _ENTRY:
        _unwrite(step, what, int(how))
    elif kind == _ENTRIES:
        _unwrite_all(step, what, how)
    elif kind == _ISSUE:
        _ISSUES[how](step, step.records.incident(int(what)))
        step.whisper("done", text=step.put("issue_undone", n=what))
    elif kind == _DECISION:
        _undecide(step, how, int(what))
    elif kind == _ABSENCE:
        absences.call_off(step, step.records.absence(int(what)))
        step.whisper("done", text=step.put("away_undone"))
    elif kind == _TEAM:
        team = team_changes.take_back(step, how, int(what))
        told = "team_undone" if team else "team_gone"
        step.whisper("done", text=step.put(told, team=how))
    elif kind == _FORM:
        form = intake_forms.take_back(step, how, int(what))
        step.whisper("done", text=step.put("form_undone" if form else "form_gone", name=how))
    else:
        step.whisper("done", text=step.put("undo_of", line=_line(act)))
        obey(f"{INVERSE[how]} {what}")


def _undecide(step: Step, decided: str, number: int) -> None:
    """A setting, a variable or a word of the list as it was before that decision."""
    if decided.startswith(OWN):
        value = variables.take_back(step, decided, number)
        told, name = "variable_undone" if value else "variable_gone", decided.removeprefix(OWN)
        text = step.put(told, name=f"{{{name}}}", value=value)
    elif decided.startswith(word_list.LISTED):
        told = "word_listed" if word_list.take_back(step, decided, number) else "word_off"
        text = step.put(told, word=decided.removeprefix(word_list.LISTED), waits="")
    else:
        deciding.take_back(step, decided, number)
        now = settings.shown(step, decided)
        text = step.put("setting_undone", name=deciding.short(decided), now=now)
    step.whisper("done", text=text)


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
    return how if what == "-" or kind in {_PERSON, _ABSENCE, _ENTRIES} else f"{how} {what}"


def _unwrite(step: Step, entry_id: str, version: int) -> None:
    """An entry as it was before that version."""
    change = _unwritten(step, entry_id, version)
    why = {each.version: why for each, _, _, why in step.records.entry_versions(entry_id)}[version]
    make(step, replace(change, news=True), "undone", why=why, line=f"restore {entry_id} {version}")


def _unwritten(step: Step, entry_id: str, version: int) -> editing.Change:
    """Raises Refused where somebody changed it since."""
    change = _before(step, entry_id, version, again=False)
    if change is None:
        raise Refused.of("changed_by_another", entry=entry_id, n=version - 1)
    return change


def _unwrite_all(step: Step, acts: str, how: str) -> None:
    """All entries of one command as they were before it, but those that somebody changed since."""
    changes, left = _all_unwritten(step, acts, how)
    for change in changes:
        variables.check(step, change)
    for change in changes:
        editing.save(step, change)
    if how == importing.PUBLISH:
        importing.wait_again(step, changes)
    step.whisper("done", text="\n".join(_told(step, changes, left, how)))


def _all_unwritten(step: Step, acts: str, how: str) -> tuple[list[editing.Change], list[str]]:
    """What becomes of them, and those that were changed since. Raises Refused where all were."""
    changes, left = list[editing.Change](), list[str]()
    for each in acts.split(","):
        entry_id, _, version = each.rpartition(":")
        change = _before(step, entry_id, int(version), again=how == importing.PUBLISH)
        if change is None:
            left.append(entry_id)
        else:
            changes.append(change)
    if not changes:
        raise Refused.of("all_changed_since", line=how, entries=", ".join(left))
    return changes, left


def _before(step: Step, entry_id: str, version: int, *, again: bool) -> editing.Change | None:
    """An entry as it was before that version, None where it was changed since; `again` with the reason
    that it had then, by which it waits to be published."""
    found = {each.version: (each, why) for each, _, _, why in step.records.entry_versions(entry_id)}
    now, then = step.records.entry(entry_id), found[version][0]
    if now is None or replace(now, version=version) != then:
        return None
    known = found.get(version - 1)
    back = known[0] if known else replace(then, status=Status.RETIRED)
    why = known[1] if known and again else f"undone version {version}"
    return editing.Change(entry=back, why=why, before=now, news=False, takes_back=True)


def _told(step: Step, changes: list[editing.Change], left: list[str], how: str) -> Iterator[str]:
    """How many came back, and what customers are shown since."""
    yield step.put("undone_all", line=how, count=len(changes))
    shown = [(editing.is_shown(each.before), editing.is_shown(each.entry)) for each in changes]
    if gone := shown.count((True, False)):
        yield step.put("undone_gone", count=gone)
    if again := shown.count((False, True)):
        yield step.put("undone_again", count=again)
    if left:
        yield step.put("undone_left", entries=", ".join(left))


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
