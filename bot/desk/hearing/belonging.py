"""Whether words belong to the open ticket at hand, to none yet, or to one that has to be asked for.

What is asked while a ticket waits is a question of its own; where that is unclear its writer decides,
by a button. Nothing is guessed, and nothing lost meanwhile.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from bot.desk.boundary import Heard
from bot.desk.hearing import talk, verdicts
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.message import Button
from bot.desk.nouns.question import Answer, Choices, DontKnow, Question
from bot.desk.nouns.ticket import Ending, Ticket
from bot.desk.rules import answering
from bot.desk.step.step import Step
from bot.desk.verbs import handover, news, requester, serious, showing, thread
from bot.desk.words import cards
from knowledge.text.another import asked_anew
from knowledge.text.fillers import bared
from knowledge.text.folding import fold
from knowledge.text.leaning import stands_alone
from knowledge.text.normalise import surface
from knowledge.text.sentences import asks, puts_question
from knowledge.text.still_not import needed_again
from knowledge.text.telling_on import adds, goes_on, leans, reports, wishes
from knowledge.text.weight import weighty
from knowledge.upkeep.quantities import WHEN

BRIEF = 3
"""Words of a question that goes on from a reply, whatever it asks: "how long?", "price?"."""
_BRIEFLY = frozenset(
    """how what when where why who price cost wie was wann wo warum wer preis kosten cuanto cuanta cuantos
    cuando donde como quien precio combien quand comment pourquoi prix quanto quando dove come onde""".split()  # noqa: SIM905
)
"""Words of which a brief question has one."""
TELLING = 3
"""Words of weight with which any statement may be another matter."""
PLENTY = 6
"""Words of weight of which none is the ticket's: so much is no detail of it."""
GROUNDED = 0.3
"""How much of a statement an entry has to account for, that it may be about that entry."""
_OF_THEIRS = frozenset(
    """i me we us need needed ich mir mich wir uns braucht brauchen benotigen yo nos necesita necesitan
    je j moi nous besoin eu preciso io noi serve""".split()  # noqa: SIM905 - a column of words reads better
)
"""Words of a question that may be about what was written already: "do you need the receipt"."""


_SOMEBODY = frozenset(
    """somebody someone anybody anyone jemand alguien quelqu quelqu'un qualcuno alguem ktos birisi""".split()  # noqa: SIM905
)
"""Whoever asks for one asks after the team: "when will somebody look"."""


_ANOTHER = re.compile(
    r"\b(?:another|new|different|other|next|second|unrelated|one more) (?:question|q|topic|matter|thing)\b"
    r"|\bsomething (?:else|different)\b|\bon another note\b|\b(?:btw|by the way)\b"
    r"|\b(?:andere|neue|nachste|zweite|weitere|noch (?:eine|ne)) frage\b|\b(?:et)?was anderes\b|\bubrigens\b"
    r"|\b(?:otra|nueva) (?:pregunta|duda|cosa)\b|\botro tema\b|\bpor cierto\b"
    r"|\b(?:autre|nouvelle) (?:question|chose)\b|\bau fait\b"
    r"|\b(?:altra|nuova) (?:domanda|cosa)\b|\ba proposito\b"
    r"|\b(?:outra|nova) (?:pergunta|duvida|coisa)\b|\boutro assunto\b"
)
"""How somebody says themselves that what they ask is another matter."""


class Matter(Enum):
    """What words are to the open ticket."""

    ITS = auto()
    OTHER = auto()
    UNCLEAR = auto()


def pressing(step: Step, said: Said) -> Ticket | None:
    """The ticket in which somebody was in danger or hurt a short while ago, for what its customer then
    says to the desk where nothing of theirs is open: "5 Elm Street, second floor"."""
    here = talk.open_ticket_here(step, step.conversation())
    if here or step.is_staff or said.address is not Address.DIRECT:
        return None
    theirs = step.records.tickets_of(step.actor.id)
    return next((each for each in theirs if each.is_open and serious.presses(step, each)), None)


def matter(step: Step, ticket: Ticket, said: Said, heard: Heard) -> Matter:
    """Whether words belong to the ticket. In a thread they do, unless they have a sure answer; whoever
    says that they ask something new does so, however like the ticket's it is worded."""
    awaited = handover.awaits_subject(step, ticket)
    anew = _says_of_what(surface(asked_anew(said.text))) and not awaited
    if ticket.person_present or step.conversation().rephrasing or anew:
        return Matter.OTHER
    if awaited:
        return Matter.ITS
    sure = Matter.OTHER if heard.sure(step.library.bands) else Matter.ITS
    replied = ticket.first_response_at is not None
    if heard.reading.not_solved or step.here.thread:
        return Matter.ITS if replied and not heard.reading.not_solved else sure
    shares = _shares(step, ticket, said.text)
    if not _puts_question(said, heard):
        return _told_beside(said, heard, step, shares, replied)
    if shares:
        return sure if replied else _unless_known(step, heard)
    return _asked_beside(step, said, heard, replied=replied)


def _puts_question(said: Said, heard: Heard) -> bool:
    """Whether something is asked, behind thanks and whatever else people lead with: "ok thanks, another
    question: can i ..."."""
    asked = (surface(each) for each in heard.reading.questions)
    return puts_question(said.text) or any(
        asks(each) or any(_asks_behind([*words]) for words in bared(each)) for each in asked
    )


def _asks_behind(words: list[str]) -> bool:
    """Whether words behind a filler ask. "Sorry was angry" leaves out who: it tells."""
    told = words[0] in _HELPS and _WHO.isdisjoint(words[1:2])
    return asks(words) and not told


_HELPS = frozenset(
    """can could do does did is are am will would should shall may has have had was were
    kann konnen ist sind hat haben war""".split()  # noqa: SIM905
)
_WHO = frozenset(
    """i we you u he she it they there the a an any this that these those my our your one
    ich wir ihr sie er es man das die der dein euer""".split()  # noqa: SIM905
)
"""What stands behind one of those in a question."""


def _told_beside(said: Said, heard: Heard, step: Step, shares: bool, replied: bool) -> Matter:
    """What is not put as a question, "the wifi is down": after a reply it answers that, but for what
    an entry surely answers; before one an entry that lies near makes it unclear, unless it goes on
    with what was told, or reports what happened; somebody who says what they want asks for it."""
    sure, wish = heard.sure(step.library.bands), wishes(said.text)
    if replied:
        return Matter.UNCLEAR if sure and not shares else Matter.ITS
    if sure:
        return Matter.ITS if adds(said.text) and not wish else Matter.OTHER
    if shares or not _tells_of_itself(said.text) or reports(said.text):
        return Matter.ITS
    near = _unless_known(step, heard) is Matter.OTHER
    grounded = any(each.ground >= GROUNDED for guesses in heard.near for each in guesses[:1])
    if not (near and grounded):
        return Matter.ITS
    return Matter.OTHER if wish else Matter.UNCLEAR


def _tells_of_itself(text: str) -> bool:
    """Whether a statement leans on nothing that was said before: no pronoun, no number of an order."""
    return bool(weighty(text)) and not leans(text) and not any(map(str.isdigit, text))


def _asked_beside(step: Step, said: Said, heard: Heard, *, replied: bool) -> Matter:
    """A question that has none of the ticket's words: another one, where it says of what."""
    known = _unless_known(step, heard)
    questions = [surface(each) for each in heard.reading.questions]
    alone = not goes_on(surface(said.text)) and any(_says_of_what(each) for each in questions)
    brief = all(len(each) <= BRIEF and not _BRIEFLY.isdisjoint(each) for each in questions)
    if replied and (
        not alone or brief
    ):  # "And on Mondays?" goes on from the reply, whatever it is like
        return Matter.ITS
    called = all(
        len(each) == 1 for each in questions
    )  # "hello? sam?", or a word that nothing answers
    if (
        heard.sure(step.library.bands)
        or not alone
        or called
        or (known is Matter.OTHER and not replied)
    ):
        return known
    theirs = not _OF_THEIRS.isdisjoint(surface(said.text)) and len(weighty(said.text)) < PLENTY
    unclear = (theirs or replied) and not _ANOTHER.search(fold(said.text))
    return Matter.UNCLEAR if unclear else Matter.OTHER


def _says_of_what(words: list[str]) -> bool:
    """Whether a question says what it is about, and does not go on from words before: "and to Peru?"."""
    told = bool(weighty(" ".join(words))) and stands_alone(words)
    return told and not goes_on(words) and _SOMEBODY.isdisjoint(words)


def _unless_known(step: Step, heard: Heard) -> Matter:
    outcomes = (answering.decide(near, step.library.bands) for near in heard.near)
    nothing = all(isinstance(outcome, DontKnow) for outcome in outcomes)
    return Matter.ITS if nothing else Matter.OTHER


def _shares(step: Step, ticket: Ticket, text: str) -> bool:
    words = weighty(text)
    if len(words) >= PLENTY:
        words = tuple(each for each in words if each not in WHEN)
    what = tuple(each for each in words if each not in WHEN)
    return news.about(step, ticket, words) or news.leaves_nothing(step, ticket, what)


def overhear(step: Step, ticket: Ticket, said: Said, heard: Heard) -> None:
    """Let the team read a statement that was taken for another matter: it may be of this one too.
    "Check out time" states nothing."""
    bare = len(surface(said.text)) <= BRIEF and not reports(said.text)
    asked = _puts_question(said, heard) or bool(asked_anew(said.text))
    if not (asked or bare or ticket.person_present or step.conversation().rephrasing):
        requester.beside(step, ticket, said)
        thread.words(step, ticket, "staff_overheard", said.words, who=ticket.requester.name)


def ask_which(step: Step, ticket: Ticket, said: Said, heard: Heard) -> None:
    """Ask whether it is the ticket's matter or a new one. Unanswered it stays an open question, which
    the team reads meanwhile."""
    requester.beside(step, ticket, said)
    thread.words(step, ticket, "staff_which", said.words, who=ticket.requester.name)
    question = showing.ask(step, said, said.words, next(iter(heard.near), ()), DontKnow())
    due = step.now + step.policy.check_in
    step.records.save_question(replace(question, ask_at=due))
    step.records.save_conversation(replace(step.conversation(), question=question.id))
    step.reply("which_matter", n=ticket.number, title=cards.title(ticket), q=question.id)


def something_new(
    step: Step, ticket: Ticket, said: Said, heard: Heard, titles: Sequence[Button]
) -> tuple[Button, ...]:
    """Below words that were added, beside titles: a button for those that may be another matter."""
    itself = ticket.first_response_at is None and _tells_of_itself(said.text)
    itself = itself or len(weighty(said.text)) >= TELLING
    if not titles and (not itself or _shares(step, ticket, said.text)):
        return ()
    question = showing.ask(step, said, said.words, next(iter(heard.near), ()), DontKnow())
    step.records.save_question(replace(question, ticket=ticket.number, open=False))
    language = step.language()
    label = step.wording.label("new_question", language)
    return (*titles, step.wording.choice(label, f"afresh {question.id}"))


def join(step: Step, ticket: Ticket) -> None:
    """Its writer goes on with the ticket, and has not said whose what they asked last is: the
    ticket's, which the team has read beside it."""
    question = talk.last_question(step, step.conversation())
    if question and verdicts.asked_beside(step, ticket, question):
        step.records.save_question(replace(question, ticket=ticket.number, ask_at=None))


def join_judged(step: Step, command: str) -> None:
    """Join the ticket at hand where a command says whether that is solved."""
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket and command in {f"{verb} {ticket.number}" for verb in verdicts.VERBS}:
        join(step, ticket)


def add(step: Step, question: Question, ticket: Ticket) -> None:
    """It is the ticket's matter."""
    step.records.save_question(replace(question, ticket=ticket.number, ask_at=None))
    files = question.files
    words = requester.Words(text=question.words, message=question.message, files=files)
    requester.wrote(step, ticket, words)


def afresh(step: Step, question: Question) -> None:
    """It is a new matter: it gets its own outcome, and a ticket it was added to lets go of it."""
    number = question.ticket
    question = replace(question, ticket=None, open=True, ask_at=None)
    step.records.save_question(question)
    left = talk.left(step, question.text, question.guesses)
    match talk.outcome_of(step, left):
        case Answer(entry=entry):
            showing.answer(step, replace(question, shown=(entry,), open=False), entry)
        case Choices(entries=ids):
            step.records.save_question(replace(question, shown=ids))
            showing.choices(step, question, ids)
        case DontKnow():
            handover.hand_over(step, "", (question,))
    if number:
        ticket = step.records.ticket(number)
        step.record(ticket, news.OTHER_MATTER, question.words)
        step.to_staff(ticket, "staff_other_matter", who=ticket.requester.name)


def reopens(step: Step, said: Said, heard: Heard) -> bool:
    """Whether words go to the closed ticket of this conversation.

    In a thread any real reply does. In a flat room new questions come too: there, only what
    nothing else answers, after a ticket that was closed for silence; after one that was taken back
    only what says nothing by itself: "no, i still need it"; after one that was confirmed what tells
    of the same: "it hums again".
    """
    number = step.conversation().ticket
    if number is None or heard.reading.small_talk or step.conversation().rephrasing:
        return False
    ticket = step.records.ticket(number)
    if step.here.thread or ticket.is_open:
        return not ticket.is_open
    if heard.sure(step.library.bands):
        return False
    light = not any(weighty(each) for each in heard.reading.questions) or needed_again(said.text)
    if ticket.ending is Ending.CONFIRMED:
        told = () if puts_question(said.text) else weighty(said.text)
        return bool(told) and news.about(step, ticket, told)
    return ticket.ending is Ending.UNCONFIRMED or (ticket.ending is Ending.WITHDRAWN and light)
