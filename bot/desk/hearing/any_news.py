"""Whether words ask how a ticket of theirs stands, of which one, and what they are told then.

What says more than that, or speaks of something that no ticket of theirs holds, is no ask for news.
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.desk.boundary import Heard
from bot.desk.hearing import small_talk, talk
from bot.desk.nouns.inbound import Address, Said
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import earlier, follow_up, issue_news, ledger, news, showing
from knowledge.text.intent import Asked
from knowledge.text.normalise import surface
from knowledge.text.weight import telling, weighty


def asked(step: Step, said: Said, heard: Heard, wanted: Asked) -> str:
    """How their ticket stands; "" when they have none here, or say more than that."""
    about = tuple(each for each in weighty(" ".join(wanted.about)) if each not in _REPLIES)
    waits = not _REPLIES.isdisjoint(wanted.about)
    afresh = said.address is Address.DIRECT and step.conversation().question is None
    if wanted.alone and not about and of_issue(step, afresh=afresh):
        return "news"
    theirs = _readable(step) or (_open(step) if about or waits or afresh else [])
    if not theirs:
        return _nothing_waits(step, heard, about) if wanted.alone else ""
    on = [each for each in theirs if about and news.about(step, each, about)]
    meant = bool(on) or not about or not _MATTERS.isdisjoint(wanted.about)
    if meant and _says_more(step, wanted.about, on or theirs):
        return ""
    if not (wanted.alone and meant) or (about and not on and heard.sure(step.library.bands)):
        return ""
    here = talk.open_ticket_here(step, step.conversation())
    if here and not ledger.ours(here) and not _HOW_LONG.isdisjoint(pairwise(surface(said.text))):
        return ""  # the team wrote last: how long what they speak of takes is theirs to say
    if on or here or len(theirs) == 1:
        news.tell(step, on[0] if on else here or theirs[0], said.words)
    else:
        step.answer(showing.tickets_table(step, theirs), private=True)
    return "news"


def of_issue(step: Step, *, afresh: bool = False) -> bool:
    """Say how the known issue stands that was spoken of last; False where none was. `afresh`, where
    nothing was asked here, that is any that goes on for them, unless a ticket of theirs does too."""
    question = issue_news.last_spoken_of(step)
    if question is None and afresh and not _open(step):
        question = next(iter(issue_news.theirs(step)), None)
    if question:
        issue_news.tell(step, question)
    return question is not None


def _says_more(step: Step, about: Sequence[str], tickets: Sequence[Ticket]) -> bool:
    """Whether words around an ask for news tell what none of these tickets holds: "and the harp is
    old". What stands right before "problem" or "ticket" names it."""
    named = {word for word, after in pairwise(about) if after in _MATTERS}
    known = named | _MATTERS | _REPLIES
    return any(
        word not in known and not any(news.about(step, each, (word,)) for each in tickets)
        for word in telling(about)
    )


_HOW_LONG = frozenset(
    {("how", "long"), ("wie", "lange"), ("cuanto", "tiempo"), ("de", "temps"), ("how", "soon")}
)
_MATTERS = frozenset(
    """problem problems issue issues ticket question request case report complaint message matter
    anliegen frage anfrage problema pregunta solicitud consulta probleme demande question dossier
    pedido pergunta chamado domanda richiesta vraag probleem""".split()  # noqa: SIM905 - as above
)
"""What people call what they wrote to a desk about."""


_REPLIES = frozenset(
    """answer answers reply replies response antwort ruckmeldung respuesta contestacion reponse
    resposta risposta antwoord""".split()  # noqa: SIM905 - as above
)
"""What people wait for from a desk: it says nothing of which ticket."""


def _readable(step: Step) -> list[Ticket]:
    """Their open tickets, newest first: all of them where nobody else reads, else those asked here."""
    anywhere = _open(step)
    return [each for each in anywhere if step.here.private or each.place.key == step.here.key]


def _open(step: Step) -> list[Ticket]:
    """Their open tickets, newest first, wherever they asked: of those of elsewhere only they are told."""
    return [each for each in step.records.tickets_of(step.actor.id) if each.is_open]


def _nothing_waits(step: Step, heard: Heard, about: tuple[str, ...]) -> str:
    """ "And?" of somebody who waits for nothing: whether what they asked last is still open, or what it
    is about."""
    if about or heard.sure(step.library.bands):
        return ""
    question = talk.last_question(step, step.conversation())
    if question and question.ask_at and earlier.unsettled(step, question):
        follow_up.ask_once(step, question)
    elif question:
        step.reply("say_more", q=question.id)
    else:
        small_talk.help_customer(step)
    return "small_talk"
