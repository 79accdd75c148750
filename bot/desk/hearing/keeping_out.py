"""Where the desk keeps out, and what reaches it there all the same: a wish for a person, words that
nobody else is there to hear, and those that the platform keeps back.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from bot.desk.boundary import Heard
from bot.desk.hearing import any_news, service, small_talk, talk, watched
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, news, requester
from knowledge.text.intent import Intent
from knowledge.text.normalise import surface
from knowledge.text.weight import weighty

_LOOKED_THROUGH = 50
"""Messages of one person in one place that are looked through for their post."""


def person_asked(step: Step, said: Said, heard: Heard) -> str:
    """Who asks for a person speaks to the desk, also where people speak or it was told to keep out."""
    wanted = heard.asked
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    out = step.conversation().quiet or (ticket is not None and ticket.person_present)
    if not out or said.address is not Address.OVERHEARD:
        return ""
    if wanted is None or wanted.intent is not Intent.PERSON:
        return ""
    if ticket is None:
        return service.person(step, said, heard, wanted)
    talk.note_questions(step, said, heard.reading, heard.near, ticket)
    more = not wanted.alone or bool(weighty(" ".join(wanted.about)))
    requester.asked_for_person(step, ticket, said.words, more=more)
    return "person"


def person_for_post(step: Step, said: Said, heard: Heard) -> str:
    """Who asks for a person below a post of their own that the desk left to people: nobody there may be
    one. "" for all else."""
    wanted = heard.asked
    if wanted is None or wanted.intent is not Intent.PERSON:
        return ""
    own = below_own(step, watched.LEFT)
    return service.person(step, said, heard, wanted) if own else ""


def below_own(step: Step, *outcomes: str) -> bool:
    """Whether words stand below a post of the same person of which one of these came."""
    before = step.records.said_besides(step.here, step.actor.id, None, _LOOKED_THROUGH)
    return any(each.outcome in outcomes for each in before)


def alone_again(step: Step, said: Said, heard: Heard) -> str:
    """Where no person has spoken for longer than a reply may take, and no ticket sees to it, what
    somebody asks the desk hears again. It does nothing itself: always ""."""
    conversation = step.conversation()
    asks = heard.reading.small_talk is None or heard.reading.not_solved or heard.asked
    if said.address is not Address.OVERHEARD or not (conversation.quiet and asks):
        return ""
    spoke = step.records.staff_spoke_at(step.here)
    silent = spoke is None or step.policy.hours.between(spoke, step.now) > step.policy.reply_within
    if silent and talk.open_ticket_here(step, conversation) is None:
        step.records.save_conversation(replace(conversation, quiet=False))
    return ""


def unread(step: Step, said: Said) -> str:
    """Words that the platform kept back are the customer's word all the same; "" for all others."""
    if not said.unread or said.words:
        return ""
    conversation = step.conversation()
    if conversation.ticket:
        number = step.records.ticket(conversation.ticket).merged_into or conversation.ticket
        requester.wrote_unread(step, step.records.ticket(number), said)
        return "ticket"
    if conversation.quiet:
        return "overheard"
    step.reply("unread", desk=step.policy.name)
    return "small_talk"


def spoken_to(step: Step, said: Said) -> tuple[Ticket | None, Sequence[Ticket]]:
    """The ticket that words of the team in a customers' thread count for, and the others there: that
    of whom they name, else whose words they use, else of whom has written last."""
    found = talk.tickets_of_thread(step)
    if len(found) < 2:
        return (found[0] if found else None), ()
    words = set(surface(said.text))
    named = [each for each in found if words.issuperset(surface(each.requester.name))]
    telling = weighty(said.text)
    meant = max(
        named or found,
        key=lambda each: (news.shared(step, each, telling), *_asked_at(step, each)),
    )
    theirs = meant.requester.id
    return meant, [each for each in found if each.requester.id != theirs and ledger.ours(each)]


def told_for_team(step: Step, said: Said, heard: Heard, ticket: Ticket) -> bool:
    """Tell who asks for news, or calls for somebody, how their ticket stands, where the team spoke and
    then had the desk say their last words: it answers for them. False for all else."""
    lines = reversed(step.records.history(ticket.number))
    last = next((each for each in lines if each.what in ledger.GIVES_WORDS), None)
    if not ticket.person_present or last is None or last.message:
        return False
    wanted = heard.asked
    if wanted and wanted.intent is Intent.NEWS:
        return bool(any_news.asked(step, said, heard, wanted))
    calls = small_talk.calls(heard.reading.small_talk, said.text)
    if calls:
        news.tell(step, ticket, said.words)
    return calls


def _asked_at(step: Step, ticket: Ticket) -> tuple[datetime, int]:
    asked = (e.at for e in step.records.history(ticket.number) if e.what in ledger.ASKS_FOR_US)
    return max(asked, default=ticket.opened_at), ticket.number


BESIDE = "spoke_beside"
"""The event of the team's words in a thread counting for another ticket there."""


def say_who_waits(step: Step, ticket: Ticket, others: Sequence[Ticket]) -> None:
    """Tell the team which other tickets of the thread their words did not count for, once for all
    that each customer has written so far."""
    for each in others:
        since = takewhile(
            lambda line: line.what not in ledger.ASKS_FOR_US,
            reversed(step.records.history(each.number)),
        )
        if any(line.what == BESIDE for line in since):
            continue
        step.record(each, BESIDE, str(ticket.number))
        step.to_staff(
            each,
            "staff_spoke_beside",
            who=step.actor.name,
            other=ticket.number,
            name=ticket.requester.name,
            requester=each.requester.name,
            line=step.line(f"reply {each.number}"),
        )
