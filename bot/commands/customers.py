"""What customers type: a question, a wish for a person, their own list, their language.

What they press is in `outcomes` and `own_tickets`.
"""

from dataclasses import replace

from bot.commands.row import Command, Kind, Param, for_customers, question, text
from bot.desk.hearing import talk
from bot.desk.nouns.person import CHOSEN
from bot.desk.nouns.question import Question
from bot.desk.step.step import Step
from bot.desk.verbs import experts, issue_news, showing
from bot.desk.words import tongues
from bot.errors import BadArgument

AUTO = "auto"


def _ask(step: Step, question: str) -> None:
    """Never run with a question in it: the desk's entry point takes that as words said."""
    raise BadArgument.of("ask_in_message", words=question[:60])


def _person(step: Step, question: Question | None) -> None:
    conversation = step.conversation()
    if question and conversation.question != question.id:
        step.records.save_conversation(replace(conversation, question=question.id))
    if question and question.feedback:
        step.records.save_question(replace(question, feedback=None))
    talk.want_person(step, step.quoted)


def _status(step: Step) -> None:
    """The person's own questions, wherever they asked them: the open ones, the known issues they have,
    and how others ended."""
    tickets = step.records.tickets_of(step.actor.id)
    message = showing.status(step, tickets)
    issues = [part for each in issue_news.notices(step) for part in each.parts]
    said = message.parts if tickets or not issues else ()  # not "nothing is open"
    step.answer(replace(message, parts=(*issues, *said)), private=True)


def _language(step: Step, tongue: str) -> None:
    """The language of the desk's words, whatever language they write in; "auto": that of theirs."""
    tag = "" if tongue == AUTO else f"{tongue}{CHOSEN}"
    step.by = replace(step.actor, language=tag)
    step.records.save_person(step.by)
    for each in step.records.tickets_of(step.actor.id) if tag else ():
        if each.is_open and each.requester.id == step.actor.id:
            step.save(replace(each, language=step.language()))
    step.whisper("language_set" if tag else "language_auto")


def _stop(step: Step) -> None:
    """Keep out. What is for an open ticket is passed on; without one nothing here is for the desk."""
    conversation = replace(step.conversation(), quiet=True, offers=())
    ticket = talk.open_ticket_here(step, conversation)
    if step.here.private:
        experts.ask_no_more(step)
        step.reply("stopped_private")
    elif ticket:
        step.reply("stopped_ticket", n=ticket.number)
    else:
        conversation = replace(conversation, question=None, ticket=None)
        step.reply("stopped")
    step.records.save_conversation(replace(conversation, offers=step.conversation().offers))


CUSTOMER_COMMANDS: tuple[Command, ...] = (
    for_customers(
        "ask",
        _ask,
        text("question"),
        hidden=False,
        settles=False,
    ),
    for_customers("person", _person, question(required=False), hidden=False),
    for_customers(
        "status",
        _status,
        hidden=False,
        settles=False,
        own=True,
    ),
    for_customers(
        "language",
        _language,
        Param(
            name="tongue",
            kind=Kind.WORD,
            choices=(*tongues.TONGUES, AUTO),
            also=tongues.CALLED,
            others="language_others",
        ),
        hidden=False,
        settles=False,
        own=True,
    ),
    for_customers("stop", _stop, hidden=False, settles=False),
)
