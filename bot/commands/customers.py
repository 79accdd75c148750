"""What customers can do, mostly by pressing: each button of `wording.BUTTONS` has its row here.

Whose question or ticket it is has been checked when the values were read.
"""

from dataclasses import replace

from bot.commands.row import Command, Kind, Param, question, text, ticket
from bot.desk.hearing import belonging, talk
from bot.desk.nouns.inbound import CHOSEN, Role
from bot.desk.nouns.question import Feedback, Question
from bot.desk.nouns.ticket import Rating, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import handover, refusing, requester, showing, tickets
from bot.desk.verbs.ledger import due
from bot.desk.verbs.publishing import solved
from bot.desk.words import cards, tongues
from bot.errors import BadArgument


def _feedback(step: Step, question: Question, feedback: Feedback, *, open_: bool) -> Question:
    after = replace(question, feedback=feedback, feedback_at=step.now, open=open_, ask_at=None)
    step.records.save_question(after)
    return after


def _solved(step: Step, question: Question | None) -> None:
    if question:
        solved(step, question)
    else:
        step.reply("solved_thanks")


def _else(step: Step, question: Question | None) -> None:
    """The answer was not it: the next best, without what was shown; else an offer."""
    question = question or talk.last_question(step, step.conversation())
    if question is None:
        step.reply("rephrase")
        return
    after = _feedback(step, question, Feedback.NOT_SOLVED, open_=True)
    _next_best(step, after)


def _none(step: Step, question: Question | None) -> None:
    """None of the choices was it: nobody has answered this."""
    question = question or talk.last_question(step, step.conversation())
    if question is None:
        step.reply("rephrase")
        return
    after = _feedback(step, question, Feedback.NONE_OF_THESE, open_=True)
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket:
        step.records.save_question(replace(after, ticket=ticket.number))
        words = requester.Words(text=after.words, message=after.message)
        requester.wrote(step, ticket, words)
    else:
        refusing.pass_on(step, after)


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


def _pick(step: Step, question: Question, entry: str) -> None:
    """One of the choices: its entry, word for word."""
    if step.library.public(entry) is None:
        step.reply("nothing_else", by=step.policy.reply_by(step.now), q=question.id)
        return
    after = replace(
        question,
        feedback=Feedback.PICKED,
        feedback_at=step.now,
        open=False,
        shown=(entry,),
        ask_at=step.now + step.policy.check_in,
    )
    step.records.save_question(after)
    showing.answer(step, after, entry)


def _person(step: Step, question: Question | None) -> None:
    conversation = step.conversation()
    if question and conversation.question != question.id:
        step.records.save_conversation(replace(conversation, question=question.id))
    if question and question.feedback:
        step.records.save_question(replace(question, feedback=None))
    talk.want_person(step, step.quoted)


def _pass(step: Step, question: Question | None) -> None:
    if question is None or question.ticket:
        talk.want_person(step, "")
    else:
        handover.hand_over(step, "", (question,), handover.Handing(kind="person_coming"))


def _no_thanks(step: Step, question: Question | None) -> None:
    if question:
        step.records.save_question(replace(question, open=True, ask_at=None))
    step.reply("offer_declined")


def _rephrase(step: Step, question: Question | None) -> None:
    if question:
        _feedback(step, question, Feedback.WITHDRAWN, open_=False)
    step.records.save_conversation(replace(step.conversation(), rephrasing=True))
    step.reply("rephrase")


def _reword(step: Step, ticket: Ticket) -> None:
    """What the next words say belongs to the ticket, unless they have an answer."""
    _rephrase(step, None)


def _details(step: Step, ticket: Ticket, text: str) -> None:
    requester.wrote(step, ticket, requester.Words(text=text, message=step.answers))


def _can_wait(step: Step, ticket: Ticket) -> None:
    step.save(requester.heard_from(ticket, step.now))
    step.record(ticket, "can_wait", internal=False, message=step.answers)
    by = due(step, ticket)
    if by is None:
        step.reply("okay")
    else:
        step.reply("can_wait_noted", n=ticket.number, by=by)


def _which(step: Step, verb: str) -> None:
    """Several tickets may be meant: each is a button."""
    ticket = talk.open_ticket_here(step, step.conversation())
    theirs = requester.open_here(step, ticket) if ticket else []
    buttons = [
        step.wording.choice(f"{each.number}: {cards.title(each)}", f"{verb} {each.number}")
        for each in theirs
    ]
    step.reply("which_ticket", buttons=buttons)


def _drop(step: Step, question: Question) -> None:
    """What was asked last is of no matter any more; an older ticket is not meant by that."""
    _feedback(step, question, Feedback.WITHDRAWN, open_=False)
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket:
        step.reply("dropped", n=ticket.number, title=cards.title(ticket))
    else:
        step.reply("okay")


def _leave_it(step: Step, ticket: Ticket) -> None:
    step.save(requester.heard_from(ticket, step.now))
    step.record(ticket, "left_as_is", internal=False, message=step.answers)
    step.reply("left_as_is", n=ticket.number)


def _status(step: Step) -> None:
    """The person's own questions, wherever they asked them: the open ones, and how others ended."""
    step.answer(showing.status(step, step.records.tickets_of(step.actor.id)), private=True)


def _language(step: Step, tongue: str) -> None:
    """The language of the desk's words, whatever language they write in; "auto": that of theirs."""
    tag = "" if tongue == AUTO else f"{tongue}{CHOSEN}"
    step.by = replace(step.actor, language=tag)
    step.records.save_person(step.by)
    step.whisper("language_set" if tag else "language_auto")


def _stop(step: Step) -> None:
    step.records.save_conversation(replace(step.conversation(), quiet=True, offers=()))
    step.reply("stopped")


def _mine(  # noqa: PLR0913 -- a row of the table
    name: str,
    help_: str,
    run: object,
    *params: Param,
    hidden: bool = True,
    settles: bool = True,
    own: bool = False,
) -> Command:
    return Command(
        name=name,
        help=help_,
        run=run,  # type: ignore[arg-type]
        who=Role.CUSTOMER,
        params=params,
        group="You",
        hidden=hidden,
        own=own,
        settles=settles,
    )


_Q = question(required=False)
AUTO = "auto"
WHICH = ("sorted", "notsorted", "nevermind")
"""Commands that may mean one of several tickets."""


def _ask(step: Step, question: str) -> None:
    """Never run with a question in it: the desk's entry point takes that as words said."""
    raise BadArgument(f'I can\'t look up "{question[:60]}" from here. Ask me in a message.')


CUSTOMER_COMMANDS: tuple[Command, ...] = (
    _mine(
        "ask",
        "ask a question",
        _ask,
        text("question", "in your own words"),
        hidden=False,
        settles=False,
    ),
    _mine("person", "talk to a person", _person, _Q, hidden=False),
    _mine(
        "status",
        "your open questions with the team",
        _status,
        hidden=False,
        settles=False,
        own=True,
    ),
    _mine(
        "language",
        "the language that I write to you in",
        _language,
        Param(
            name="tongue",
            kind=Kind.WORD,
            help=f"{', '.join(tongues.TONGUES)}, or auto",
            choices=(*tongues.TONGUES, AUTO),
            also=tongues.CALLED,
            others="language_others",
        ),
        hidden=False,
        settles=False,
        own=True,
    ),
    _mine("stop", "keep the bot out of this thread", _stop, hidden=False, settles=False),
    _mine("solved", "the answer solved it", _solved, _Q),
    _mine("else", "the answer was not it", _else, _Q),
    _mine("none", "none of the choices", _none, _Q),
    _mine("notmine", "what there is an answer to is another question", _not_mine, question()),
    _mine(
        "pick",
        "take one of the choices",
        _pick,
        question(),
        Param(name="entry", kind=Kind.WORD, help="the entry picked"),
    ),
    _mine("pass", "pass the question to the team", _pass, _Q),
    _mine("nothanks", "don't pass it on", _no_thanks, _Q),
    _mine("rephrase", "put the question in other words", _rephrase, _Q),
    _mine("addto", "it belongs to that ticket", belonging.add, question(), ticket()),
    _mine("afresh", "it is a new matter", belonging.afresh, question()),
    _mine("drop", "the last question is of no matter any more", _drop, question()),
    _mine(
        "which",
        "say which ticket is meant",
        _which,
        Param(name="verb", kind=Kind.WORD, help="what to do with it", choices=WHICH),
        settles=False,
    ),
    _mine("nevermind", "take the question back", requester.withdraw, ticket()),
    _mine("unsay", "take back what was added last", requester.unsay, ticket(), settles=False),
    _mine("reword", "put a ticket's question in other words", _reword, ticket()),
    _mine(
        "details",
        "add to the ticket",
        _details,
        ticket(),
        text("text", "what to add"),
        settles=False,
    ),
    _mine("sorted", "it is solved", requester.confirm, ticket()),
    _mine("notsorted", "it is not solved", requester.not_sorted, ticket()),
    _mine("urgent", "it presses", requester.press_for, ticket()),
    _mine("canwait", "it can wait", _can_wait, ticket()),
    _mine(
        "rate",
        "say how it was",
        requester.rate,
        ticket(),
        Param(
            name="rating",
            kind=Kind.RATING,
            help="good, ok or bad",
            choices=tuple(rating.value for rating in Rating),
        ),
        text("text", "what could be better", required=False),
    ),
    _mine("leaveit", "leave the ticket closed", _leave_it, ticket()),
    _mine("reopen", "take a closed ticket up again", tickets.reopen, ticket(), hidden=False),
)
