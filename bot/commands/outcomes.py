"""What customers do with what came of a question: an answer, choices, or "I don't know".

Whose question it is has been checked when the values were read.
"""

from dataclasses import replace

from bot.commands.row import Command, Kind, Param, for_customers, question, ticket
from bot.desk.hearing import belonging, offering, talk
from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.step.step import Step
from bot.desk.verbs import guided, handover, issue_news, refusing, requester, showing, together
from bot.desk.verbs.publishing import solved
from bot.desk.words import cards


def _feedback(step: Step, question: Question, feedback: Feedback, *, open_: bool) -> Question:
    after = replace(question, feedback=feedback, feedback_at=step.now, open=open_, ask_at=None)
    step.records.save_question(after)
    return after


def _solved(step: Step, question: Question | None) -> None:
    if question:
        solved(step, question)
    else:
        step.reply("solved_thanks")


def _meant(step: Step, question: Question | None) -> Question | None:
    """The question of the button, or the last one here; where there is none they are asked for it."""
    meant = question or talk.last_question(step, step.conversation())
    if meant is None:
        step.reply("rephrase")
    return meant


def _else(step: Step, question: Question | None) -> None:
    """The answer was not it: the next best, without what was shown; else an offer. A known issue that
    is over, and not for them, goes to their ticket here, and the team hears of it."""
    asked = _meant(step, question)
    if asked is None or (asked.outcome is OutcomeKind.DONT_KNOW and offering.again(step)):
        return
    after = _feedback(step, asked, Feedback.NOT_SOLVED, open_=True)
    over = issue_news.not_over(step, after)
    led = guided.at_end(step.library, after)
    if (over or led) and _to_ticket(step, after):
        return
    if over:
        step.reply("known_issue_not_over", by=step.policy.reply_by(step.now), q=after.id)
    elif led:
        handover.hand_over(step, "", (after,), handover.Handing(kind="person_coming"))
    else:
        _next_best(step, after)


def _none(step: Step, question: Question | None) -> None:
    """None of the choices was it: nobody has answered this."""
    asked = _meant(step, question)
    if asked is None:
        return
    after = _feedback(step, asked, Feedback.NONE_OF_THESE, open_=True)
    if not _to_ticket(step, after):
        refusing.pass_on(step, after)


def _to_ticket(step: Step, asked: Question) -> bool:
    """Add a question to the open ticket here; False where there is none."""
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket:
        step.records.save_question(replace(asked, ticket=ticket.number))
        words = requester.Words(text=asked.words, message=asked.message)
        requester.wrote(step, ticket, words)
    return ticket is not None


def _not_mine(step: Step, question: Question) -> None:
    """What they were told of, once there was an answer, answers another question."""
    refusing.not_theirs(step, question)


def _next_best(step: Step, asked: Question) -> None:
    rest = [
        guess.entry
        for guess in asked.guesses
        if guess.entry not in asked.shown
        and guess.probability >= step.library.bands.choices / 2
        and step.library.public(guess.entry)
    ][:3]
    if rest:
        step.records.save_question(replace(asked, shown=(*asked.shown, *rest)))
        showing.choices(step, asked, rest, kind="something_else")
    else:
        step.reply("nothing_else", by=step.policy.reply_by(step.now), q=asked.id)


def _pick(step: Step, question: Question, entry: str, also: str | None = None) -> None:
    """One of the choices, or several: the entries, word for word."""
    picked = [each for each in (entry, *(also or "").split()) if step.library.public(each)]
    if not picked:
        step.reply("nothing_else", by=step.policy.reply_by(step.now), q=question.id)
        return
    if way := guided.further(step.library, question, picked[0]):
        showing.answer(step, guided.go(step, question, way), way[-1])
        return
    after = replace(
        question,
        feedback=Feedback.PICKED,
        feedback_at=step.now,
        open=False,
        shown=tuple(picked),
        ask_at=step.now + step.policy.check_in,
    )
    step.records.save_question(after)
    for each in picked:
        showing.answer(step, step.records.question(after.id), each)


def _pass(step: Step, question: Question | None) -> None:
    """The question goes to the team; where they took its words back it is asked what it is about."""
    if question is None or question.ticket or not question.words:
        talk.want_person(step, "")
    else:
        asked = (question, *together.refused_too(step, question))
        handover.hand_over(step, "", asked, handover.Handing(kind="person_coming"))


def _no_thanks(step: Step, question: Question | None) -> None:
    """What was offered is not wanted: titles, or that the question is passed on."""
    if question and any(
        each.command == f"none {question.id}" for each in step.conversation().offers
    ):
        _feedback(step, question, Feedback.NONE_OF_THESE, open_=True)
        step.reply("title_declined", by=step.policy.reply_by(step.now), q=question.id)
        return
    if question:
        step.records.save_question(replace(question, open=True, ask_at=None))
    step.reply("offer_declined")


def rephrase(step: Step, question: Question | None) -> None:
    if question:
        _feedback(step, question, Feedback.WITHDRAWN, open_=False)
    step.records.save_conversation(replace(step.conversation(), rephrasing=True))
    step.reply("rephrase")


def _drop(step: Step, question: Question) -> None:
    """What was asked last is of no matter any more; an older ticket is not meant by that."""
    _feedback(step, question, Feedback.WITHDRAWN, open_=False)
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket:
        step.reply("dropped", n=ticket.number, title=cards.title(ticket))
    else:
        step.reply("okay")


_Q = question(required=False)

OUTCOME_COMMANDS: tuple[Command, ...] = (
    for_customers("solved", _solved, _Q),
    for_customers("else", _else, _Q),
    for_customers("none", _none, _Q),
    for_customers("notmine", _not_mine, question()),
    for_customers(
        "pick",
        _pick,
        question(),
        Param(name="entry", kind=Kind.WORD),
        Param(name="also", kind=Kind.TEXT, required=False),
    ),
    for_customers("pass", _pass, _Q),
    for_customers("nothanks", _no_thanks, _Q),
    for_customers("rephrase", rephrase, _Q),
    for_customers("addto", belonging.add, question(), ticket()),
    for_customers("afresh", belonging.afresh, question()),
    for_customers("drop", _drop, question()),
)
