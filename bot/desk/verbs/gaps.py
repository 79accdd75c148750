"""What the team does about questions that nobody could answer: somebody takes them, or says why not.

Done to all that ask the same, some at a time; whoever asked hears a reason once, where they asked.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.desk.nouns.inbound import Delivered, Does, Tasked
from bot.desk.nouns.message import Deed, Intent, Markdown
from bot.desk.nouns.question import Question
from bot.desk.nouns.sought import Likely, Sought
from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Records
from bot.desk.rules.lifecycle import Event, apply
from bot.desk.step.step import Step
from bot.desk.verbs import beforehand, presence, tickets
from bot.desk.verbs.earlier import DECLINED, NEWEST, mark
from bot.desk.words import cards, gaps
from bot.errors import Refused

AT_ONCE = 20
"""Questions seen to in one piece of work: whoever writes meanwhile waits for no more than that."""
QUOTED = 120
"""Characters of a question that was not meant, perhaps."""


def leave(
    step: Step, question: Question, does: Does, words: str = "", *, sure: bool = False
) -> None:
    """Have it done to all that ask the same; what concerns others only where whoever says so is `sure`.
    Raises Refused where nobody waits for an answer to it."""
    if not question.open:
        raise Refused.of("task_settled", task=f"q{question.id}")
    step.records.enqueue(
        Tasked(
            id=f"task:{step.cause}",
            at=step.now,
            question=question.id,
            does=does,
            words=words,
            sure=sure,
            by=step.actor,
            place=step.place,
            answers=step.answers,
        )
    )


def seek(records: Records, tasked: Tasked) -> Sought:
    """The next of those that ask the same; none at first where that is no task by that name: nobody has
    seen what would be done. Compares all open ones, so it is done by a reader."""
    gap = gaps.around(records, records.question(tasked.question))
    listed = tasked.after or (
        gap.is_called(gaps.open_tickets(records)) and gap.name == f"q{tasked.question}"
    )
    left = [each.id for each in gap.questions if each.open and each.id > tasked.after and listed]
    some = left[:AT_ONCE]
    return Sought(
        found=tuple(Likely(question=each, likely=1.0) for each in some),
        through=some[-1] if some else tasked.after,
        more=len(left) > len(some),
        people=tuple(dict.fromkeys(each.by.name for each in gap.questions if each.open)),
        owner=gap.owner,
    )


def see_to(step: Step, tasked: Tasked, sought: Sought | None) -> str:
    """Do it to the next of them, and leave the rest to the next piece of work; `sought` where they
    were looked up before. At the end whoever said so hears what came of it."""
    sought = sought or seek(step.records, tasked)
    question = step.records.question(tasked.question)
    if not (tasked.after or sought.found) and question.open:
        step.whisper("done", text=_unlisted(step, tasked, question))
        return "nothing"
    if not (tasked.after or tasked.sure) and beforehand.shown(
        step, tasked, sought, list(_open_ones(step, sought))
    ):
        return "asked"
    done, left = tasked.done, dict.fromkeys(tasked.left)
    for question in _open_ones(step, sought):
        if _DOES[tasked.does](step, question, tasked.words):
            done += 1
        else:
            left[question.by.name] = None
    so_far = replace(tasked, done=done, left=tuple(left))
    if sought.more:
        key = tasked.id.removesuffix(f"/{tasked.after}")
        rest = replace(so_far, id=f"{key}/{sought.through}", after=sought.through)
        step.records.enqueue(rest)
    else:
        _say(step, so_far)
    return f"{tasked.does} {done}"


def _unlisted(step: Step, tasked: Tasked, question: Question) -> str:
    """Whose question goes by that number, and the open ticket that may be meant by it."""
    taken_back = step.wording.words("taken_back", step.language())
    words = cards.shorten(cards.bare(question.text), QUOTED) or taken_back
    facts = {"task": f"q{question.id}", "who": question.by.name, "words": words}
    said = [step.put("task_unlisted", **facts)]
    if any(each.number == question.id for each in step.records.open_tickets()):
        line = _FOR_TICKETS[tasked.does].format(number=question.id)
        said.append(step.put("task_or_ticket", n=question.id, line=line))
    return "\n".join(said)


_FOR_TICKETS = {
    Does.TAKE: "take {number}",
    Does.RELEASE: "release {number}",
    Does.DONE: "done {number}",
    Does.DECLINE: "resolve {number} because …",
}
"""What is written to have the like done to a ticket."""


def _open_ones(step: Step, sought: Sought) -> Iterator[Question]:
    known = (step.records.question(each.question) for each in sought.found)
    return (each for each in known if each.open)


def _say(step: Step, tasked: Tasked) -> None:
    name = f"q{tasked.question}"
    lines = [step.put(f"task_{tasked.does}", task=name, count=tasked.done)] if tasked.done else []
    if tasked.left:
        lines.append(step.put("task_left", whom=beforehand.names(step, tasked.left), task=name))
    said = "\n".join(lines) or step.put("task_settled", task=name)
    step.whisper("done", text=said)


def _take(step: Step, question: Question, _: str) -> bool:
    step.records.save_question(replace(question, owner=step.actor))
    return True


def _release(step: Step, question: Question, _: str) -> bool:
    step.records.save_question(replace(question, owner=None))
    return True


def _done(step: Step, question: Question, _: str) -> bool:
    """Over, where its asker has the team's words or took it back; the others wait on."""
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket is None or (ticket.is_open and not ticket.first_response_at):
        return False
    _close(step, question)
    return True


def _close(step: Step, question: Question, *signs: str) -> None:
    had = (*question.had, *signs)
    closed = replace(question, open=False, perhaps_entry="", ask_at=None, had=had)
    step.records.save_question(closed)


def _decline(step: Step, question: Question, words: str) -> bool:
    """Its asker is told why there is no answer, unless they know. It is with whoever said so: that
    way it has a name in the list again where the words arrive nowhere."""
    there = None if presence.standing(step, step.actor) else step.actor
    question, sign = replace(question, owner=there), _sign(words)
    theirs = step.records.asked_by(question.by.id, NEWEST)
    _close(step, question, sign, DECLINED)
    if any(sign in each.had for each in theirs):
        return True
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket and _ends_with_it(step, ticket):
        tickets.propose(step, ticket, words, kind="declined")
    else:
        _tell(step, question, words)
    return True


def _sign(words: str) -> str:
    """What stands among the marks of a question's answers once its asker is told why there is none."""
    return mark(f"declined {words}")


def _ends_with_it(step: Step, ticket: Ticket) -> bool:
    """Whether nothing else is asked in an open ticket, so that there is nothing left to do in it."""
    if any(each.open for each in step.records.ticket_questions(ticket.number)):
        return False
    try:
        apply(ticket, Event.PROPOSE, step.now)
    except Refused:
        return False
    return True


def _tell(step: Step, question: Question, words: str) -> None:
    intent = replace(step.intent(Deed.DECLINE), text=words)
    step.to_asker(
        question,
        "declined_question",
        intent,
        who=step.face(step.actor.name, language=question.language),
        answer=Markdown(text=words),
    )


def ended(step: Step, intent: Intent, report: Delivered) -> None:
    """They know why; where it did not reach them they wait on, and stand in the list again."""
    question = step.records.question(intent.question)
    if not report.ok:
        left = tuple(each for each in question.had if each not in {_sign(intent.text), DECLINED})
        step.records.save_question(replace(question, open=True, had=left))
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket:
        what, text = ("declined", intent.text) if report.ok else ("not_delivered", report.reason)
        step.record(ticket, what, text, internal=not report.ok)
        step.touch(ticket)


_DOES: Mapping[Does, Callable[[Step, Question, str], bool]] = {
    Does.TAKE: _take,
    Does.RELEASE: _release,
    Does.DONE: _done,
    Does.DECLINE: _decline,
}
