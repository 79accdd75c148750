"""Known issues as the team has them: start one, say how it goes on, end it, look at it.

Customers who have it hear each word but the notes; nothing else here reaches them.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.commands.lists import heads, show
from bot.commands.reading import number_of
from bot.commands.rehearsing import quiet
from bot.commands.row import Command, Kind, Param, row, text
from bot.desk.nouns.incident import Incident, IncidentWord
from bot.desk.nouns.message import Markdown, Table
from bot.desk.step.step import Step
from bot.desk.time.until import parse_by
from bot.desk.verbs import announcing, incidents, issue_news, showing
from bot.desk.verbs.incidents import Told
from bot.desk.words import cards
from bot.errors import BadArgument, Refused

START, UPDATE, END, NOTE, LIKE, SHOW = "start", "update", "end", "note", "like", "show"
NEWEST = 30
"""Known issues in the list."""
PHRASINGS = " / "
"""Parts a name from other ways people put it."""
_UPDATED, _UPDATED_NOBODY = "issue_updated", "issue_updated_nobody"
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb "


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands behind the verb: its parts, as typed."""

    issue: str
    words: str
    by: str

    def numbered(self) -> "Typed":
        """With the number alone in the first part: "3 It is back | 14:00" needs no bar behind it."""
        number, _, more = self.issue.partition(" ")
        if not more:
            return self
        by = self.words if not self.by else self.by
        words = more if not self.by else f"{more} | {self.words}"
        return Typed(issue=number, words=words, by=by)


def _incident(
    step: Step,
    what: str | None,
    issue: str | None = None,
    words: str | None = None,
    by: str | None = None,
) -> None:
    """All of them, or what is to be done with one."""
    typed = Typed(issue=issue or "", words=words or "", by=by or "")
    if what is None:
        _list(step)
    elif what == START:
        _start(step, typed)
    else:
        _with(step, what, typed.numbered())


def _list(step: Step) -> None:
    """Those that go on first, each with how many have it."""
    found = sorted(step.records.newest_incidents(NEWEST), key=lambda each: not each.open)
    rows = tuple(
        (
            str(each.number),
            cards.shorten(each.name, 50),
            showing.moment(step, each.started_at),
            str(step.records.people_with(each.number, ever=True)),
            _stands(step, each),
        )
        for each in found
    )
    goes_on = sum(each.open for each in found)
    title = step.put("issues", count=goes_on) if goes_on else step.put("no_issue_now")
    head = heads(step, "number", "issue", "since", "people", "next_word")
    show(step, title if found else step.put("no_issues"), Table(head=head, rows=rows))


def _stands(step: Step, issue: Incident) -> str:
    """By when the next word is owed, or that it is over."""
    if not issue.open:
        return step.put("issue_over")
    by = announcing.next_word(issue)
    return showing.moment(step, by) if by else step.wording.label("turn_late", step.language())


def _start(step: Step, typed: Typed) -> None:
    name, *phrasings = (each.strip(_QUOTES) for each in typed.issue.split(PHRASINGS))
    if not name or not typed.words:
        raise BadArgument.of("issue_needs")
    told = _told(step, typed)
    started = incidents.start(step, name, [each for each in phrasings if each], told)
    somewhere, everywhere = quiet(step)
    said = _owed(step, "issue_started_unheard" if everywhere else "issue_started", started)
    partly = step.put("issue_unheard") if somewhere and not everywhere else ""
    step.whisper("done", text="\n".join(filter(None, (said, partly))))
    kind = "staff_issue_unheard" if everywhere else "staff_issue"
    announcing.to_team(step, started, kind, who=step.actor.name, by=started.due_at)


def _told(step: Step, typed: Typed) -> Told:
    """Words, or those of an entry that is named by its id alone; and by when there are more."""
    by = _moment(step, typed.by)
    entry = step.records.entry(typed.words.casefold())
    if entry is None:
        return Told(text=typed.words, by=by)
    if step.library.public(entry.id) is None:
        raise Refused.of("not_shown", entry=entry.id)
    return Told(text=step.filled(entry).answer, entry=entry.id, by=by)


def _moment(step: Step, words: str) -> datetime | None:
    if not words:
        return None
    return parse_by(words, now=step.now, zone=step.zone, hours=step.policy.hours)


def _owed(step: Step, name: str, issue: Incident) -> str:
    """What was done, and by when the next word is owed."""
    count = step.records.people_with(issue.number)
    by = issue.due_at.astimezone(step.zone)
    line = f"incident update {issue.number} | TEXT | {{}}"
    owed = step.put(
        name if count or name != _UPDATED else _UPDATED_NOBODY, n=issue.number, count=count, by=by
    )
    return "\n".join((owed, *showing.closed_then(step, by, line)))


def _with(step: Step, what: str, typed: Typed) -> None:
    issue = step.records.incident(number_of(typed.issue, "other_issue"))
    if what == SHOW:
        _show(step, issue)
        return
    if not any(map(str.isalpha, typed.words)):
        raise BadArgument.of("issue_needs_words", line=f"incident {what} {issue.number}")
    if what == UPDATE:
        _say(step, issue, _told(step, typed))
    elif what == END:
        _over(step, issue, typed.words)
    elif what == NOTE:
        incidents.note(step, issue, typed.words)
        step.whisper("done", text=step.put_alone("issue_noted", n=issue.number))
    else:
        incidents.like(step, issue, typed.words.strip(_QUOTES))
        step.whisper("done", text=step.put("issue_phrasing", n=issue.number))


def _say(step: Step, issue: Incident, told: Told) -> None:
    step.whisper("done", text=_owed(step, _UPDATED, incidents.update(step, issue, told)))


def _over(step: Step, issue: Incident, words: str) -> None:
    count = step.records.people_with(issue.number)
    incidents.end(step, issue, words)
    ended = "issue_ended" if count else "issue_ended_nobody"
    step.whisper("done", text=step.put(ended, n=issue.number, count=count))


def _show(step: Step, issue: Incident) -> None:
    """All that was said of it, who said what, whom the last word did not reach, and for whom it is not over."""
    rows = tuple(_line(step, each) for each in step.records.incident_words(issue.number))
    missed = announcing.missed(step, issue)
    ails = dict.fromkeys(each.by.name for each in issue_news.ailing(step, issue))
    message = step.wording.say(
        "staff_issue_shown",
        step.language(),
        buttons=None if issue.open else (),
        title=step.put(
            "issue_title",
            n=issue.number,
            name=issue.name,
            count=step.records.people_with(issue.number),
            stands=_stands(step, issue),
        ),
        phrasings=step.put("issue_phrasings", words=PHRASINGS.join(issue.phrasings))
        if issue.phrasings
        else None,
        told=Markdown(text=issue.told),
        table=Table(head=heads(step, "when", "from", "what", "message", "next_word"), rows=rows),
        missed=step.put("issue_missed", whom=", ".join(missed)) if missed else None,
        ails=step.put("issue_not_over", whom=", ".join(ails)) if ails else None,
        issue=issue.number,
    )
    step.answer(message, private=True)


def _line(step: Step, word: IncidentWord) -> tuple[str, ...]:
    state = f", {step.put(f'word_{word.state}')}" if word.state else ""
    return (
        showing.moment(step, word.at),
        word.by.name if word.by else step.policy.name,
        step.put(f"word_{word.kind}"),
        cards.shorten(word.text, 60),
        f"{showing.moment(step, word.due_at)}{state}",
    )


def _pressed_start(step: Step, name: str, words: str, by: str | None = None) -> None:
    _start(step, Typed(issue=name, words=words, by=by or ""))


def _pressed_update(step: Step, issue: int, words: str, by: str | None = None) -> None:
    told = _told(step, Typed(issue=str(issue), words=words, by=by or ""))
    _say(step, step.records.incident(issue), told)


def _pressed_end(step: Step, issue: int, words: str) -> None:
    _over(step, step.records.incident(issue), words)


_row = partial(row, group="Issues")
_by = text("by", required=False, most=100)
_issue = Param(name="issue", kind=Kind.NUMBER)

INCIDENT_COMMANDS: tuple[Command, ...] = (
    _row(
        "incident",
        _incident,
        Param(
            name="what",
            kind=Kind.WORD,
            required=False,
            choices=(START, UPDATE, END, NOTE, LIKE, SHOW),
        ),
        text("issue", required=False, most=300),
        text("words", required=False, most=2000),
        _by,
    ),
    _row(
        "issuestart",
        _pressed_start,
        text("name", most=300),
        text("words", most=2000),
        _by,
        hidden=True,
    ),
    _row("issueupdate", _pressed_update, _issue, text("words", most=2000), _by, hidden=True),
    _row("issueend", _pressed_end, _issue, text("words", most=2000), hidden=True),
)
