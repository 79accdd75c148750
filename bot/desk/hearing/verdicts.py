"""Whether what is at hand is solved, or taken back: the command of words that say so.

Only which command is meant, and of which ticket or question; "" where nothing waits for such a word.
"""

from bot.desk.hearing import talk
from bot.desk.nouns.conversation import Conversation, Offer
from bot.desk.nouns.question import Feedback, OutcomeKind, Question
from bot.desk.nouns.ticket import Ending, Priority, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, news, requester
from knowledge.text.told_all import told_all
from knowledge.text.weight import weighty

VERBS = frozenset({"sorted", "notsorted"})
"""Commands that say of a ticket whether it is solved."""


def verdict(step: Step, conversation: Conversation, text: str, *, solved: bool) -> str:
    """What says whether what is at hand is solved; "" where nothing is. Of several tickets the one
    that the words name is meant, or whose customer has the next move; else it is asked for."""
    ticket, question = _at_hand(step, conversation), talk.last_question(step, conversation)
    verb = "sorted" if solved else "notsorted"
    if ticket:
        return _on_its_ticket(step, ticket, verb, text)
    unsure = _closed_for_silence(step, conversation) if solved else None
    if unsure and not (question and question.ask_at and question.asked_at > unsure.opened_at):
        return f"sorted {unsure.number}"
    if not question:
        return ""
    if question.ticket:
        return "" if solved else f"notsorted {question.ticket}"
    if question.ask_at or (question.feedback is Feedback.SOLVED and not solved):
        return f"{'solved' if solved else 'else'} {question.id}"
    return ""


def _on_its_ticket(step: Step, ticket: Ticket, verb: str, text: str) -> str:
    """The command on the ticket at hand. Solved before anybody answered is taken back; "that's it"
    says that all is told, and what is urgent is closed by no small talk: "" for these."""
    command = on_ticket(step, ticket, verb, text)
    if command != f"sorted {ticket.number}" or not ledger.unanswered(ticket):
        return command
    is_early = ticket.priority is Priority.URGENT or told_all(text)
    return "" if is_early else f"nevermind {ticket.number}"


def among(step: Step, conversation: Conversation, offer: Offer, text: str) -> str:
    """What "it works now" says below a button that says so of a ticket: of several the one that words
    name, or which is asked. What the desk asked itself is what they answer."""
    ticket = talk.open_ticket_here(step, conversation)
    if ticket is None or offer.asked or offer.verb not in VERBS:
        return offer.command
    several = len(requester.open_here(step, ticket)) > 1
    return on_ticket(step, ticket, offer.verb, text) if several else offer.command


def _closed_for_silence(step: Step, conversation: Conversation) -> Ticket | None:
    """The ticket of this conversation, if nobody has said yet whether it was solved."""
    ticket = step.records.ticket(conversation.ticket) if conversation.ticket else None
    return ticket if ticket and ticket.ending is Ending.UNCONFIRMED else None


def refused(step: Step, command: str) -> Question | None:
    """The question of which a command says that its answer was not it, as it stands."""
    verb, _, number = command.partition(" ")
    return step.records.question(int(number)) if verb == "else" and number.isdigit() else None


def never_mind(step: Step, conversation: Conversation) -> str:
    """What takes back what was said last, and no older ticket; "" where nothing is."""
    ticket = talk.open_ticket_here(step, conversation)
    if last := asked_last(step):
        return last
    if ticket is None:
        return ""
    added = requester.last_added(step, ticket)
    return f"{'unsay' if added else 'nevermind'} {ticket.number}"


def asked_last(step: Step) -> str:
    """What drops the question that was asked last, after all that was said to the ticket here and in
    none itself; "" where there is none."""
    conversation = step.conversation()
    question = talk.last_question(step, conversation)
    if question is None or question.feedback or question.ticket:
        return ""
    ticket = talk.open_ticket_here(step, conversation)
    return f"drop {question.id}" if _later(step, question, ticket) else ""


def asks_first(step: Step, command: str) -> bool:
    """Ask whether a ticket that presses is to be closed, which a passing word would close; once."""
    verb, _, number = command.partition(" ")
    if verb != "nevermind" or not number.isdigit():
        return False
    return requester.asks_first(step, step.records.ticket(int(number)))


def on_ticket(step: Step, ticket: Ticket, verb: str, text: str) -> str:
    """The command on the ticket at hand, or of several on the one that words name, or whose customer
    has the next move; where it may be any, what asks which. "" for one that is ours to go on with."""
    several = requester.open_here(step, ticket)
    words = weighty(text)
    named = [each for each in several if words and news.about(step, each, words)]
    theirs = [each for each in several if not ledger.ours(each)]
    found = next((each[0] for each in (several, named, theirs) if len(each) == 1), None)
    if found is None and ticket in several:
        return f"which {verb}"
    found = found or ticket
    return "" if verb == "notsorted" and ledger.ours(found) else f"{verb} {found.number}"


def _later(step: Step, question: Question, ticket: Ticket | None) -> bool:
    """Whether it was asked after the last words of the ticket's customer."""
    history = step.records.history(ticket.number) if ticket else ()
    said = [line.at for line in history if line.what in ledger.ASKS_FOR_US]
    return question.asked_at >= max(said, default=ticket.opened_at if ticket else question.asked_at)


def _at_hand(step: Step, conversation: Conversation) -> Ticket | None:
    """The open ticket, unless an answer came after it that still waits for a word."""
    ticket, question = (
        talk.open_ticket_here(step, conversation),
        talk.last_question(step, conversation),
    )
    later = ticket and question and question.ask_at and question.asked_at >= ticket.state_since
    beside = ticket and question and asked_beside(step, ticket, question)
    return None if later and not beside else ticket


def asked_beside(step: Step, ticket: Ticket, question: Question) -> bool:
    """Whether it was asked whose a question is, the ticket's or nobody's yet, and not said since: the
    team has read it beside the ticket, and no answer was shown to it."""
    answered = question.outcome is OutcomeKind.ANSWER
    if answered or question.ticket or question.feedback or not question.ask_at:
        return False
    history = step.records.history(ticket.number)
    return any(
        each.what == requester.BESIDE and each.message == question.message for each in history
    )
