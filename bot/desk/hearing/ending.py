"""What somebody says is over, or wants no more of: taken back, solved, or not to be asked about again."""

from dataclasses import replace

from bot.desk.boundary import Commands, Heard
from bot.desk.hearing import any_news, belonging, over, talk, verdicts
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, requester
from bot.desk.words import cards
from knowledge.text.intent import Asked, Intent
from knowledge.text.weight import weighty


def took_back(step: Step, heard: Heard, commands: Commands) -> bool:
    """ "Forget my question, can I ...": what was said last is taken back, and what is asked is asked."""
    if not heard.reading.takes_back or (heard.asked and heard.asked.intent != Intent.WITHDRAWAL):
        return False
    command = verdicts.never_mind(step, step.conversation())
    if command:
        commands.obey(step, command, {})
    return True


def is_over(step: Step, said: Said, wanted: Asked, commands: Commands) -> str:
    """ "Cancel my ticket", "I found it myself": what is meant is over; "" where nothing is.

    Solved before anybody answered is taken back, not solved by us.
    """
    solved = wanted.intent is Intent.SOLVED
    if solved and over.names_none(step, wanted.about):
        return ""
    if solved and "?" in said.text:
        return "news" if wanted.alone and any_news.of_issue(step) else ""
    ticket = talk.open_ticket_here(step, step.conversation())
    elsewhere = over.meant(step, ticket, said.text, solved=solved)
    command = _command(step, said, ticket, solved=solved)
    if solved and ticket and not (command or elsewhere):  # what is urgent is closed by a press
        requester.said_with_it(step, ticket, said)
        step.reply("mind_changed", n=ticket.number, title=cards.title(ticket))
        return "over"
    more = not wanted.alone or weighty(" ".join(wanted.about))
    if more and ticket and command and not elsewhere:
        requester.said_with_it(step, ticket, said)
    if elsewhere and not (command and ticket is None):
        if len(elsewhere) > 1 or not verdicts.asks_first(step, f"nevermind {elsewhere[0].number}"):
            over.end(step, elsewhere, solved=solved)
        return "over"
    return "over" if _ended(step, said, wanted, command, commands) else ""


def _command(step: Step, said: Said, ticket: Ticket | None, *, solved: bool) -> str:
    """The command on the ticket at hand that the words stand for; "" for none. "Cancel that" is what
    was asked last, though nobody has said yet whether it belongs to the ticket."""
    last = verdicts.asked_last(step) if not solved and over.points(said.text) else ""
    back = verdicts.on_ticket(step, ticket, "nevermind", said.text) if ticket else ""
    if not solved:
        return last or back
    verdict = verdicts.verdict(step, step.conversation(), said.text, solved=True)
    untouched = ticket and ledger.unanswered(ticket) and verdict.startswith("sorted")
    return back if untouched else verdict


def _ended(step: Step, said: Said, wanted: Asked, command: str, commands: Commands) -> bool:
    """Whether what was said here, or what it is asked about, is over by that."""
    solved = wanted.intent is Intent.SOLVED
    if solved and over.closed(step, said.text):
        return True
    if solved and (theirs := over.unknown(step, said.text)):
        over.ask_which(step, theirs, "sorted")
        return True
    if not command and wanted.alone and not weighty(" ".join(wanted.about)):
        command = "" if solved else verdicts.never_mind(step, step.conversation())
        if not command:
            step.reply("okay")
            return True
    if command and not verdicts.asks_first(step, command):
        belonging.join_judged(step, command)
        commands.obey(step, command, {})
    return bool(command)


def ask_no_more(step: Step, said: Said, _: Heard, wanted: Asked) -> str:
    """ "Stop asking me": what was asked last is asked about no more, and the ticket that waits for its
    customer is closed, and a press opens it again; "" where the desk asks for nothing."""
    question = talk.last_question(step, step.conversation())
    ticket = talk.open_ticket_here(step, step.conversation())
    if not wanted.alone:
        return ""
    if question and not question.ticket and not (question.feedback and not question.ask_at):
        step.records.save_question(replace(question, ask_at=None))
        step.reply("ask_no_more")
        return "ask_no_more"
    if ticket is None or ledger.ours(ticket):
        return ""
    requester.said_with_it(step, ticket, said)
    if not verdicts.asks_first(step, f"nevermind {ticket.number}"):
        requester.withdraw(step, ticket)
    return "ask_no_more"
