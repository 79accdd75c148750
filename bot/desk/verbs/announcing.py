"""Who is told of a known issue, and what of it each has heard: the issue instead of an answer, each
further word once, its end once.

What is to be told leaves some at a time, as all that goes to many does; it has been heard once it has
arrived.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.nouns.inbound import Announced, Delivered
from bot.desk.nouns.incident import Incident, issue_named
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
from bot.desk.nouns.word_kind import WordKind
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
_SETTLED = {Feedback.SOLVED, Feedback.WITHDRAWN, Feedback.NOT_SOLVED}
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
    kind = "known_issue" if issue.open else _KINDS[WordKind.END]
    others = step.records.people_with(number) - 1
    message = _message(step, kind, asked, issue, lead=lead or None, others=_others(step, others))
    step.answer(message, intent=_intent(step, asked, issue, issue.words))
    return True


def _joining(step: Step, question: Question, issue: Incident) -> Question:
    """The question, with its issue. Whether it helped is asked once that is over."""
    return replace(
        question,
        incident=issue.number,
        had=(*question.had, _sign(issue.number, issue.words)),
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


def _sign(number: int, word: int, how: str = "told") -> str:
    """What stands among the marks of a question's answers once its asker was told that word."""
    return mark(f"{how} issue {number} word {word}")


# How it goes on


def leave(step: Step, issue: Incident, kind: WordKind, was: datetime | None = None) -> None:
    """Have all who have it told what is said of it now, some at a time. `was`: the time that passes."""
    step.records.enqueue(
        Announced(
            id=f"issue:{issue.number}:{issue.words}",
            at=step.now,
            incident=issue.number,
            word=issue.words,
            kind=kind,
            told=issue.told,
            next_by=next_word(issue),
            was=was,
            by=issue.by,
            place=issue.place,
        )
    )


def seek(records: Records, library: Library, announced: Announced) -> Sought:
    """The next of those whom it concerns: all who have it; at the start those who asked the like before
    it was known, which takes a look at each question, and so is done by a reader."""
    issue, after = records.incident(announced.incident), announced.after
    if announced.kind is WordKind.START:
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
    if question.by.platform == ERASED or question.feedback in _SETTLED or question.incident:
        return False
    guesses = library.guesses(question.text, languages=(question.language,))
    found = answering.known_issue(guesses, library.bands)
    return found is not None and found.entry == issue.entry_id


def see_to(step: Step, announced: Announced, sought: Sought | None) -> str:
    """Tell the next of them, and leave the rest to the next piece of work; `sought` where they were
    looked up before."""
    sought = sought or seek(step.records, step.library, announced)
    issue = step.records.incident(announced.incident)
    told = sum(_tell(step, each, issue, announced) for each in _questions(step, sought))
    if sought.more:
        key = announced.id.removesuffix(f"/{announced.after}")
        rest = replace(announced, id=f"{key}/{sought.through}", after=sought.through)
        step.records.enqueue(rest)
    return f"told {told}"


def _questions(step: Step, sought: Sought) -> Iterator[Question]:
    for each in sought.found:
        yield step.records.question(each.question)


def _tell(step: Step, question: Question, issue: Incident, announced: Announced) -> bool:
    """Tell one of them by their last such question, unless they know."""
    theirs = step.records.asked_by(question.by.id, NEWEST)
    mine = [each for each in theirs if each.incident == issue.number]
    if announced.kind is WordKind.START:
        if issue.open and not mine:
            _say(step, _joining(step, question, issue), issue, announced, issue.words)
        return issue.open and not mine
    known = {_sign(issue.number, word) for word in range(announced.word, issue.words + 1)}
    later = any(each.id > question.id for each in mine)
    if later or any(known & set(each.had) for each in (question, *mine)):
        return False
    had = (*question.had, _sign(issue.number, announced.word))
    ask_at = question.ask_at if issue.open else step.now + step.policy.check_in
    heard = replace(question, had=had, ask_at=ask_at)
    _say(step, heard, issue, announced, announced.word)
    return True


def _say(step: Step, asked: Question, issue: Incident, announced: Announced, word: int) -> None:
    """Where they asked. Who asked before it was known hears what holds by now."""
    kind, facts = _KINDS[announced.kind], dict[str, Value]()
    if announced.kind is not WordKind.START:
        facts = {"told": announced.told, "by": announced.next_by, "was": announced.was}
    if announced.kind is WordKind.LATE and announced.was is None:
        kind = "known_issue_still"
    step.records.save_question(asked)
    step.over(f"question {asked.id}")
    conversation = step.records.conversation(asked.place, asked.by.id)
    step.records.save_conversation(replace(conversation, question=asked.id))
    message = _message(step, kind, asked, issue, **facts)
    step.send(
        Outgoing(
            key="",
            place=asked.place,
            message=step.offered(asked.place, asked.by.id, message),
            readership=Readership.CUSTOMER,
            to=asked.by.id,
            report=True,
            intent=_intent(step, asked, issue, word),
        )
    )


# What arrived


def ended(step: Step, intent: Intent, report: Delivered) -> None:
    """A word of it has arrived, or has not: then the team is told whom it did not reach."""
    number = issue_named(intent.entry)
    question = step.records.question(intent.question)
    told, missed = (_sign(number, intent.version, how) for how in ("told", "missed"))
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
    sign = _sign(issue.number, issue.words, "missed")
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
