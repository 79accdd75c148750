"""Known issues: started, spoken of, ended by the team; and what time does to the word that is owed.

All who have one hear each word and the end of it; who that is and what arrived is in `announcing`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.nouns.incident import Incident, IncidentWord, WordKind
from bot.desk.nouns.promise import PromiseState
from bot.desk.rules import promises
from bot.desk.rules.promises import Act
from bot.desk.step.step import Step
from bot.desk.verbs import announcing
from bot.errors import Refused
from knowledge.text.language import written_in
from knowledge.text.normalise import surface
from knowledge.text.secrets import first_mark, redact


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the team has to say."""

    text: str
    entry: str = ""
    """Id of the entry whose words these are; "" for words of their own."""
    by: datetime | None = None
    """By when they say more; None for the desk's own reply time."""


def start(step: Step, name: str, phrasings: Sequence[str], told: Told) -> Incident:
    """From now on like questions are told of it. Raises Refused."""
    _check(name, *phrasings, told.text)
    for each in step.records.open_incidents():
        if surface(each.name) == surface(name):
            raise Refused.of("issue_known", n=each.number)
    issue = step.records.add_incident(
        Incident(
            name=name,
            phrasings=tuple(phrasings),
            told=told.text,
            entry=told.entry,
            language=written_in(f"{name}\n{told.text}", step.policy.language),
            by=step.actor,
            place=step.staff_room(step.actor.platform),
            started_at=step.now,
            since=step.now,
            due_at=told.by or step.policy.reply_by(step.now),
        )
    )
    return _said(step, issue, WordKind.START, told.text)


def update(step: Step, issue: Incident, told: Told) -> Incident:
    """A further word: it keeps what was promised, and promises the next. Raises Refused."""
    _check_open(issue)
    _check(told.text)
    due = told.by or step.policy.reply_by(step.now)
    after = replace(_worded(step, issue, due), told=told.text, entry=told.entry, moves=0)
    _settle(step, issue, PromiseState.KEPT)
    return _said(step, after, WordKind.UPDATE, told.text)


def end(step: Step, issue: Incident, text: str) -> Incident:
    """It is over: all who have it are asked whether it is for them. Raises Refused."""
    _check_open(issue)
    _check(text)
    _settle(step, issue, PromiseState.KEPT)
    after = replace(_worded(step, issue, issue.due_at), told=text, ended_at=step.now)
    return _said(step, after, WordKind.END, text)


def note(step: Step, issue: Incident, text: str) -> None:
    """For the team alone."""
    step.records.add_incident_word(
        IncidentWord(
            incident=issue.number, at=step.now, by=step.actor, kind=WordKind.NOTE, text=text
        )
    )


def like(step: Step, issue: Incident, words: str) -> Incident:
    """Another way people put it. Raises Refused."""
    _check_open(issue)
    _check(words)
    if surface(words) in map(surface, (issue.name, *issue.phrasings)):
        raise Refused.of("issue_has_phrasing", n=issue.number)
    return _save(step, replace(issue, phrasings=(*issue.phrasings, words)))


def unlike(step: Step, issue: Incident) -> None:
    """Without the last of those. Raises Refused."""
    check_undone(step, issue, liked=True)
    _save(step, replace(issue, phrasings=issue.phrasings[:-1]))


def withdraw(step: Step, issue: Incident) -> None:
    """It was none, and nobody has heard of it. Raises Refused where somebody has."""
    check_undone(step, issue, liked=False)
    _settle(step, issue, PromiseState.RELEASED)
    _save(step, replace(issue, ended_at=step.now))
    announcing.to_team(step, issue, "staff_issue_withdrawn", who=step.actor.name)


def check_undone(step: Step, issue: Incident, *, liked: bool) -> None:
    """Raises Refused where neither its start nor, if `liked`, a phrasing of it can be taken back."""
    _check_open(issue)
    if not liked and _heard(step, issue):
        raise Refused.of("issue_told", n=issue.number, line=f"incident end {issue.number} | …")


def _check_open(issue: Incident) -> None:
    if not issue.open:
        raise Refused.of("issue_is_over", n=issue.number)


def _check(*words: str) -> None:
    """Secrets are nobody's to send to many."""
    if any(redact(each)[1] or first_mark(each) for each in words):  # or one was cut out before
        raise Refused.of("secret_in_recall")


def _worded(step: Step, issue: Incident, due: datetime) -> Incident:
    """With one more word, and the next owed by then."""
    return replace(issue, words=issue.words + 1, since=step.now, due_at=due, reminded_at=None)


def _said(step: Step, issue: Incident, kind: WordKind, text: str) -> Incident:
    """Write it down, with what it promises, and have it told."""
    owed = announcing.next_word(issue) if issue.open else None
    step.records.add_incident_word(
        IncidentWord(
            incident=issue.number,
            at=step.now,
            by=step.by,
            kind=kind,
            text=text,
            due_at=owed,
            state=PromiseState.OPEN if owed else None,
        )
    )
    announcing.leave(step, issue)
    return _save(step, issue)


def _save(step: Step, issue: Incident) -> Incident:
    """Store it with its alarm; questions are matched with it from then on, or no more."""
    due = promises.due_of(issue.promise(), step.policy) if issue.open else None
    issue = replace(issue, alarm_at=due.at if due else None)
    step.records.save_incident(issue)
    step.entries.append(issue.as_entry())
    return issue


def _settle(step: Step, issue: Incident, state: PromiseState) -> None:
    """What became of the time that was promised: one that nobody was told was no promise."""
    told = _heard(step, issue)
    for each in step.records.incident_words(issue.number):
        if each.due_at and each.state is PromiseState.OPEN:
            late = state is PromiseState.KEPT and step.now > each.due_at
            became = PromiseState.MISSED if late else state
            ended = replace(each, state=became if told else PromiseState.RELEASED)
            step.records.save_incident_word(replace(ended, ended_at=step.now))


def _heard(step: Step, issue: Incident) -> bool:
    """Whether any customer has been told of it: to nobody else anything is promised."""
    return bool(step.records.joined(issue.number, limit=1))


def reckon_anew(step: Step) -> None:
    """When time next does something to each that goes on, by the rules as they now are."""
    for issue in step.records.open_incidents():
        _save(step, issue)


def tick(step: Step, issue: Incident) -> str:
    """What time does to the word that is owed: the team is reminded before, then all who have it hear
    that there is none."""
    due = promises.due_of(issue.promise(), step.policy) if issue.open else None
    if due is None or due.at > step.now:
        _save(step, issue)
        return "nothing"
    step.cause += f":{due.act}:{issue.words}"
    if due.act is Act.REMIND_STAFF:
        kind = "staff_issue_due" if _heard(step, issue) else "staff_issue_due_unheard"
        announcing.to_team(step, issue, kind, by=issue.due_at)
        _save(step, replace(issue, reminded_at=step.now))
    else:
        _slip(step, issue)
    return due.act.value


def _slip(step: Step, issue: Incident) -> None:
    """No word came: as with any promise a new time is named once, and a lead called after that."""
    slip = promises.slip(issue.promise())
    due = step.policy.reply_by(step.now, slip.after)
    after = replace(_worded(step, issue, due), moves=issue.moves + 1)
    _settle(step, issue, PromiseState.MISSED)
    after = _said(step, after, WordKind.LATE, "")
    lead = step.policy.leads.get(issue.place.platform, ()) if issue.place else ()
    called = (lead[0] if lead else "Leads") if slip.calls_lead else "Team"
    by = announcing.next_word(after)
    kind = "staff_issue_slipped" if by else "staff_issue_no_time"
    kind = kind if _heard(step, issue) else "staff_issue_slipped_unheard"
    announcing.to_team(step, after, kind, lead=called, by=by)
