"""What people ask of the desk itself: a person, news, a complaint, erasure, or to press on.

An entry that surely answers the same words comes first, news of one's own ticket before that.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.desk.boundary import Commands, Heard
from bot.desk.hearing import (
    any_news,
    asking_back,
    ending,
    grieving,
    harm,
    quick_replies,
    talk,
    verdicts,
)
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.question import Choices, DontKnow, Question
from bot.desk.nouns.ticket import Priority, Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import handover, issue_news, ledger, requester, showing
from bot.desk.words import cards
from bot.desk.words.told import Word
from knowledge.text.folding import fold
from knowledge.text.grave import for_the_boss
from knowledge.text.intent import Asked, Intent
from knowledge.text.intent import asked as understood
from knowledge.text.normalise import surface
from knowledge.text.reading import SmallTalk
from knowledge.text.sentences import puts_question
from knowledge.text.weight import weighty


def asked(step: Step, said: Said, heard: Heard, commands: Commands) -> str:
    """Do what was asked of the desk itself; "" when nothing was."""
    wanted = heard.asked
    quiet = said.address is Address.OVERHEARD and step.conversation().quiet
    took_back = not quiet and ending.took_back(step, heard, commands)
    if wanted is None or quiet or took_back or _presses(step, said, heard, wanted):
        return ""
    if wanted.intent is Intent.NEWS:
        return any_news.asked(step, said, heard, wanted)
    if wanted.intent is Intent.ERASURE and wanted.alone:
        return _erasure(step, said, heard, commands)
    if wanted.intent in {Intent.WITHDRAWAL, Intent.SOLVED}:
        return ending.is_over(step, said, wanted, commands)
    if wanted.intent in _SHOWN and not heard.sure(step.library.bands):
        return _shown(step, wanted, commands)
    act = _ACTS.get(wanted.intent)
    if wanted.intent is Intent.GRIEF and _answered(step, heard, wanted):
        step.reply("grief_heard")
    return act(step, said, heard, wanted) if act and not _answered(step, heard, wanted) else ""


def _answered(step: Step, heard: Heard, wanted: Asked) -> bool:
    """Whether an entry surely answers it; who was hurt or robbed, one only that is about the same; who
    grieves, only what they ask."""
    if wanted.intent is Intent.GRIEF and not any(map(puts_question, heard.reading.questions)):
        return False
    if not heard.sure(step.library.bands) or wanted.intent not in _GRAVEST:
        return heard.sure(step.library.bands)
    best = next((each[0].entry for each in heard.near if each), "")
    entry = step.library.public(best)
    told = (understood(each) for each in entry.phrasings) if entry else ()
    return any(each and each.intent is wanted.intent for each in told)


_GRAVEST = frozenset({Intent.HARM, Intent.SECURITY})


def _presses(step: Step, said: Said, heard: Heard, wanted: Asked) -> bool:
    """Whether it is a button instead. "Forget it, I found it" is no word on an answer: it takes back."""
    back = wanted.intent is Intent.WITHDRAWAL and heard.reading.small_talk is SmallTalk.SOLVED
    return not back and bool(quick_replies.picked(step, said.text, heard.reading))


# A person


def person(step: Step, said: Said, heard: Heard, wanted: Asked) -> str:
    """Somebody on request. What else they wrote goes with it, without the command that it began with."""
    said = replace(said, text=_COMMAND.sub("", said.text))
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    more = not wanted.alone or bool(weighty(" ".join(wanted.about)))
    if not more:
        talk.want_person(step, said.words, said=said)
    elif ticket:
        talk.note_questions(step, said, heard.reading, heard.near, ticket)
        requester.wrote(step, ticket, requester.Words.of(said))
    else:
        handing = handover.Handing(kind="person_coming", said=said)
        handover.hand_over(step, said.words, _questions(step, said, heard), handing)
    if for_the_boss(said.text):
        _tell_a_lead(step, talk.open_ticket_here(step, step.conversation()))
    return "person"


def _tell_a_lead(step: Step, ticket: Ticket | None) -> None:
    """A lead reads who wants whoever is in charge; once a ticket."""
    if ticket and not ticket.escalated:
        after = step.save(replace(ticket, escalated=True))
        step.to_lead(after, "staff_for_lead", who=after.requester.name)


def _questions(step: Step, said: Said, heard: Heard) -> list[Question]:
    """What was asked beside it, kept as asked: nobody has answered it yet."""
    return [
        showing.ask(step, said, _COMMAND.sub("", text), guesses, DontKnow())
        for text, guesses in zip(heard.reading.questions, heard.near, strict=True)
        if weighty(text)
    ]


_COMMAND = re.compile(
    r"\A\s*/?person\b[\s,:–-]+(?!(?:in|who|whom|of|from|at|with|for|to|that|responsible|please)\b)(?=\w)",
    re.IGNORECASE,
)
"""The command's name before a sentence, "person I need to talk about …"; no "person in charge"."""


# A complaint


def _complaint(step: Step, said: Said, heard: Heard, wanted: Asked) -> str:
    """It reaches a lead: on the ticket at hand, or on one of its own where that is with whom it names."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    told = not wanted.alone or bool(wanted.about)
    if ticket and not _names(said.text, ticket):
        requester.complained(step, ticket, said)
        return "complaint"
    kind = "complaint_coming" if told else "complaint_subject"

    def calls(opened: Ticket) -> Word:
        after = step.save(replace(opened, priority=Priority.HIGH, escalated=True))
        return step.to_lead(after, "staff_complaint", who=after.requester.name)

    near = handover.nearest(heard.near)
    handing = handover.Handing(kind=kind, said=said, asks=not told, near=near, calls=calls)
    handover.hand_over(step, said.words, (), handing)
    return "complaint"


def _grave(step: Step, said: Said, heard: Heard, wanted: Asked) -> str:
    harm.to_a_person(step, said, heard, wanted.intent)
    return wanted.intent.value


def _names(text: str, ticket: Ticket) -> bool:
    """Whether words name the person who has the ticket."""
    return ticket.owner is not None and fold(ticket.owner.name) in surface(text)


def _leaving(step: Step, said: Said, _: Heard, __: Asked) -> str:
    """ "Forget it, I'll go elsewhere": the ticket at hand is taken back; "" where none is."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    if ticket is None:
        return ""
    requester.leave(step, ticket, said)
    return "over"


def _wavering(step: Step, said: Said, _: Heard, wanted: Asked) -> str:
    """ "I changed my mind": of what is asked, and whether the ticket at hand is over; nothing is guessed."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    if not wanted.alone or (wanted.about and ticket is None):
        return ""
    if ticket is None:
        asking_back.say_more(step, said)
        return "small_talk"
    requester.said_with_it(step, ticket, said)
    step.reply("mind_changed", n=ticket.number, title=cards.title(ticket))
    return "asked_over"


def _rather_not(step: Step, said: Said, heard: Heard, wanted: Asked) -> str:
    """ "Actually no": whether a ticket that nobody has answered is over is asked; to the team it is an
    answer."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    if not wanted.alone or (ticket and not ledger.unanswered(ticket)):
        return ""
    if ticket is None:
        step.reply("okay")
        return "small_talk"
    return _wavering(step, said, heard, wanted)


# Urgency


def _urgent(step: Step, said: Said, heard: Heard, wanted: Asked) -> str:
    """It presses: the ticket at hand does. "URGENT!!! the site is down" tells a lead of what it is; what
    asks as well, "urgent: where do I park?", is looked up first."""
    ticket = talk.ticket_meant(step, step.conversation(), said.text)
    if ticket and wanted.alone:
        requester.press_for(step, ticket)
        return "urgent"
    if ticket or wanted.alone or "?" in said.text or not _tells(heard):
        return ""

    def calls(opened: Ticket) -> Word:
        after = step.save(replace(opened, priority=Priority.URGENT, escalated=True))
        return step.to_lead(after, "staff_urgent", who=after.requester.name)

    near = handover.nearest(heard.near)
    handing = handover.Handing(kind="person_coming", said=said, near=near, calls=calls)
    handover.hand_over(step, said.words, (), handing)
    return "urgent"


def _tells(heard: Heard) -> bool:
    """Whether something is told besides, and nothing asked."""
    asked = heard.reading.questions
    return any(map(weighty, asked)) and not any(map(puts_question, asked))


_ACTS: Mapping[Intent, Callable[[Step, Said, Heard, Asked], str]] = {
    Intent.HARM: _grave,
    Intent.SECURITY: _grave,
    Intent.GRIEF: grieving.told,
    Intent.LEAVING: _leaving,
    Intent.WAVERING: _wavering,
    Intent.RATHER_NOT: _rather_not,
    Intent.PERSON: person,
    Intent.ASK_NO_MORE: ending.ask_no_more,
    Intent.COMPLAINT: _complaint,
    Intent.URGENT: _urgent,
}


# What is theirs


_SHOWN: Mapping[Intent, str] = {
    Intent.TICKETS: "status",
    Intent.TRANSCRIPT: "transcript",
    Intent.DATA: "mydata",
}
"""Commands that show somebody what is theirs, to them alone."""


def _shown(step: Step, wanted: Asked, commands: Commands) -> str:
    """Who never had a ticket may mean one for the cinema, or a transcript of their marks."""
    has = bool(step.records.tickets_of(step.actor.id))
    if wanted.intent is Intent.TICKETS:
        has = has or bool(issue_news.theirs(step))
    none = wanted.intent is not Intent.DATA and not has
    if none or not wanted.alone:
        return ""
    commands.obey(step, _SHOWN[wanted.intent], {})
    return "command"


# Withdrawal and erasure


def settled(step: Step, said: Said, heard: Heard) -> str:
    """The command of words that end a ticket where people answered it: that it is solved, or a button
    of what the desk asked there since. "" for all else, which is said to people.

    Taking back is left to them too: "never mind" may be an answer to whatever they offered.
    """
    wanted = heard.asked
    solved = wanted is not None and wanted.intent is Intent.SOLVED and wanted.alone
    if heard.reading.small_talk is SmallTalk.SOLVED or solved:
        return verdicts.verdict(step, step.conversation(), said.text, solved=True)
    return quick_replies.asked_here(step, said.text, heard.reading)


def _erasure(step: Step, said: Said, heard: Heard, commands: Commands) -> str:
    """ "Delete all my data" offers just that; an entry that it may mean instead is named below."""
    commands.obey(step, "forgetme", {})
    near = next((each for each in heard.near if each), ())
    best = step.library.public(near[0].entry) if near else None
    if best and heard.sure(step.library.bands):
        choices = Choices(entries=(best.id,))
        question = showing.ask(step, said, said.text, near, choices)
        showing.choices(step, question, (best.id,), kind="erasure_elsewhere")
    return "erasure"
