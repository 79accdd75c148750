"""Who is told of a known issue, and what of it each has heard: the issue instead of an answer, each
further word once, its end once.

What is to be told leaves some at a time, as all that goes to many does; it has been heard once it has
arrived.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk.nouns.inbound import Announced, Delivered
from bot.desk.nouns.incident import Incident, IncidentWord, WordKind, issue_named
from bot.desk.nouns.message import (
    Deed,
    Intent,
    Markdown,
    Message,
    Outgoing,
    Readership,
)
from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.nouns.sought import Likely, Sought
from bot.desk.ports.library import Library
from bot.desk.ports.records import Records
from bot.desk.rules import answering, promises
from bot.desk.rules.lifecycle import ERASED
from bot.desk.step.step import Step
from bot.desk.verbs.earlier import mark
from bot.desk.words import cards
from bot.desk.words.wording import Value

BEFORE = timedelta(hours=12)
"""How far back those are told who asked before it was known."""
AT_ONCE = 20
"""Questions seen to in one piece of work: whoever writes meanwhile waits for no more than that."""
NEWEST = 100
"""Questions of one person that are looked through."""
SETTLED = frozenset({Feedback.SOLVED, Feedback.WITHDRAWN, Feedback.NOT_SOLVED})
"""What their asker has said of it: they hear no more."""
_ELSE = frozenset({Feedback.WITHDRAWN, Feedback.NOT_SOLVED})
"""Of a question of which its asker has said so nothing is told: of an earlier one they still hear."""
_KINDS = {
    WordKind.START: "known_issue_since",
    WordKind.UPDATE: "known_issue_news",
    WordKind.LATE: "known_issue_late",
    WordKind.END: "known_issue_over",
}


# Instead of an answer


def instead(step: Step, question: Question, entry_id: str, lead: str = "") -> bool:
    """Tell its asker of the known issue that goes by this name among entries, and that they hear how
    it goes on; False for an entry."""
    number = issue_named(entry_id)
    if not number:
        return False
    issue = step.records.incident(number)
    asked = _joining(step, question, issue)
    step.records.save_question(asked)
    message = notice(step, asked, lead)
    step.answer(message, intent=_intent(step, asked, issue, issue.words))
    return True


def notice(step: Step, question: Question, lead: str = "") -> Message:
    """What is told of its known issue now, and how many others have that."""
    issue = step.records.incident(question.incident or 0)
    kind = "known_issue" if issue.open else _KINDS[WordKind.END]
    others = _others(step, step.records.people_with(issue.number) - 1)
    return _message(step, kind, question, issue, lead=lead or None, others=others)


def _joining(step: Step, question: Question, issue: Incident) -> Question:
    """The question, with its issue. Whether it helped is asked once that is over."""
    return replace(
        question,
        incident=issue.number,
        had=(*question.had, told_sign(issue.number, issue.words)),
        shown=(issue.entry_id,),
        outcome=OutcomeKind.ANSWER if not question.ticket else question.outcome,
        ask_at=None if issue.open else step.now + step.policy.check_in,
    )


def _others(step: Step, number: int) -> str | None:
    """How many others have it; nothing where nobody is known to."""
    if number < 1:
        return None
    kind = "known_issue_other" if number == 1 else "known_issue_others"
    return step.wording.words(kind, step.language(), count=number)


def _message(step: Step, kind: str, question: Question, issue: Incident, **facts: Value) -> Message:
    """In its asker's language; what it says of the issue is what holds now, unless `facts` say else."""
    holds: dict[str, Value] = {"by": next_word(issue), "told": issue.told, **facts}
    told, asked = holds.pop("told"), cards.with_links(question.text, question.words)
    return step.wording.say(
        kind,
        question.language,
        buttons=None,
        name=issue.name,
        answer=Markdown(text=str(told)) if told else None,
        question=asked or step.wording.words("taken_back", question.language),
        q=question.id,
        **holds,
    )


def next_word(issue: Incident) -> datetime | None:
    """The time that customers are told; None where there is no ground for one any more."""
    return issue.due_at if promises.named(issue.promise()) else None


def _intent(step: Step, question: Question, issue: Incident, word: int) -> Intent:
    """What is heard by arriving: a word of an issue, as it might be a version of an entry."""
    intent = step.intent(Deed.KNOWN_ISSUE)
    return replace(intent, question=question.id, entry=issue.entry_id, version=word)


def told_sign(number: int, word: int, how: str = "told") -> str:
    """What stands among the marks of a question's answers once its asker was told that word."""
    return mark(f"{how} issue {number} word {word}")


# How it goes on


def leave(step: Step, issue: Incident) -> None:
    """Have all who have it told what is said of it now, some at a time."""
    key = f"{issue.entry_id}:{issue.words}"
    step.records.enqueue(Announced(id=key, at=step.now, incident=issue.number, word=issue.words))


def said(records: Records, number: int) -> list[IncidentWord]:
    """What customers are told of it, in order: its words by number are these."""
    return [each for each in records.incident_words(number) if each.kind is not WordKind.NOTE]


def seek(records: Records, library: Library, announced: Announced) -> Sought:
    """The next of those whom it concerns: all who have it; at the start those who asked the like before
    it was known, which takes a look at each question, and so is done by a reader."""
    issue, after = records.incident(announced.incident), announced.after
    if announced.word == 1:
        library.refresh((issue.as_entry(),))
        since = announced.at - BEFORE
        questions = records.asked_since(since, after=after, limit=AT_ONCE + 1)
        found = (each for each in questions[:AT_ONCE] if _like_it(library, each, issue))
    else:
        questions = records.joined(issue.number, after=after, limit=AT_ONCE + 1)
        found = (each for each in questions[:AT_ONCE])
    return Sought(
        found=tuple(Likely(question=each.id, likely=1.0) for each in found),
        through=questions[:AT_ONCE][-1].id if questions else after,
        more=len(questions) > AT_ONCE,
    )


def _like_it(library: Library, question: Question, issue: Incident) -> bool:
    if question.by.platform == ERASED or question.feedback in SETTLED or question.incident:
        return False
    guesses = library.guesses(question.text, languages=(question.language,))
    found = answering.known_issue(guesses, library.bands)
    return found is not None and found.entry == issue.entry_id


def see_to(step: Step, announced: Announced, sought: Sought | None) -> str:
    """Tell the next of them, and leave the rest to the next piece of work; `sought` where they were
    looked up before."""
    sought = sought or seek(step.records, step.library, announced)
    issue = step.records.incident(announced.incident)
    news = _news(step, issue, announced)
    told = sum(_tell(step, each, news) for each in _questions(step, sought))
    if sought.more:
        key = announced.id.removesuffix(f"/{announced.after}")
        rest = replace(announced, id=f"{key}/{sought.through}", after=sought.through)
        step.records.enqueue(rest)
    return f"told {told}"


def _questions(step: Step, sought: Sought) -> Iterator[Question]:
    for each in sought.found:
        yield step.records.question(each.question)


@dataclass(frozen=True, kw_only=True)
class News:
    """One word of a known issue, as it is told."""

    issue: Incident
    """As it stands by now."""
    number: int
    word: IncidentWord
    was: datetime | None
    """The time that was promised before it."""

    @property
    def kind(self) -> str:
        """The sentence that it is told in."""
        late = self.word.kind is WordKind.LATE and self.was is None
        return "known_issue_still" if late else _KINDS[self.word.kind]


def _news(step: Step, issue: Incident, announced: Announced) -> News:
    words, number = said(step.records, issue.number), announced.word
    was = words[number - 2].due_at if number > 1 else None
    return News(issue=issue, number=number, word=words[number - 1], was=was)


def _tell(step: Step, question: Question, news: News) -> bool:
    """Tell one of them by their last such question in each place, unless they were told there: each
    says "here"."""
    issue, start = news.issue, news.word.kind is WordKind.START
    theirs = step.records.asked_by(question.by.id, NEWEST)
    mine = [each for each in theirs if each.incident == issue.number]
    here = [each for each in mine if each.place.key == question.place.key]
    if start:  # of what has ended or gone on meanwhile they hear as it stands
        tells = issue.open and not mine
    else:
        known = {told_sign(issue.number, each) for each in range(news.number, issue.words + 1)}
        had = {mark for each in (question, *here) for mark in each.had}
        later = [each for each in here if each.id > question.id and each.feedback not in _ELSE]
        tells = known.isdisjoint(had) and not later
    if tells and start:
        _say(step, _joining(step, question, issue), replace(news, number=issue.words))
    elif tells:
        told = (*question.had, told_sign(issue.number, news.number))
        ask_at = question.ask_at if issue.open else step.now + step.policy.check_in
        _say(step, replace(question, had=told, ask_at=ask_at), news)
    return tells


def _say(step: Step, asked: Question, news: News) -> None:
    """Where they asked. Who asked before it was known hears what holds by now."""
    word, facts = news.word, dict[str, Value]()
    if word.kind is not WordKind.START:
        facts = {"told": word.text, "by": word.due_at, "was": news.was}
    step.records.save_question(asked)
    step.over(f"question {asked.id}")
    conversation = step.records.conversation(asked.place, asked.by.id)
    step.records.save_conversation(replace(conversation, question=asked.id))
    message = _message(step, news.kind, asked, news.issue, **facts)
    step.send(
        Outgoing(
            key="",
            place=asked.place,
            message=step.offered(asked.place, asked.by.id, message),
            readership=Readership.CUSTOMER,
            to=asked.by.id,
            report=True,
            intent=_intent(step, asked, news.issue, news.number),
        )
    )


# What arrived


def ended(step: Step, intent: Intent, report: Delivered) -> None:
    """A word of it has arrived, or has not: then the team is told whom it did not reach."""
    number = issue_named(intent.entry)
    question = step.records.question(intent.question)
    told, missed = (told_sign(number, intent.version, how) for how in ("told", "missed"))
    had = tuple(each for each in question.had if each not in {told, missed})
    step.records.save_question(replace(question, had=(*had, told if report.ok else missed)))
    if report.ok:
        return
    issue = step.records.incident(number)
    if issue.place and question.by.platform != ERASED:
        to_team(
            step,
            issue,
            "staff_issue_missed",
            who=question.by.name,
            reason=report.reason,
            number=step.records.number_of(report.key),
        )


def missed(step: Step, issue: Incident) -> list[str]:
    """Names of those whom the last word did not reach."""
    sign = told_sign(issue.number, issue.words, "missed")
    found = (each for each in step.records.joined(issue.number) if sign in each.had)
    return list(dict.fromkeys(each.by.name for each in found))


def to_team(step: Step, issue: Incident, kind: str, **facts: Value) -> None:
    """Tell the team's room something of it."""
    if issue.place is None:
        return
    message = step.wording.say(
        kind, step.policy.language, buttons=None, name=issue.name, issue=issue.number, **facts
    )
    step.send(Outgoing(key="", place=issue.place, message=message, readership=Readership.STAFF))
