"""Which ticket somebody says is over, where it is not plainly the one at hand: by their words, or the
only one that is open.

Said in a room or to the desk alone, it counts for whatever they asked anywhere.
"""

from collections.abc import Sequence

from bot.desk.hearing import named
from bot.desk.nouns.ticket import Ticket
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, news, requester
from bot.desk.words import cards
from knowledge.text.normalise import surface
from knowledge.text.weight import weighty

_OVER = frozenset(
    """solved sorted fixed resolved done answered settled finished works worked working found figured
    bought elsewhere forget cancel close withdraw take pull back gelost geklart erledigt behoben gefunden
    resuelto resuelta solucionado solucionada arreglado arreglada quedo resolu resolue regle reglee
    trouve gone back again running up charging normal weg parti sparito sumiu own alone myself ourselves solution losung solucion selbst selber allein solo sola moi meme
    already schon inzwischen ya meanwhile too yes yeah si oui ja all now thanks danke gracias merci""".split()  # noqa: SIM905 - a column of words reads better
)
"""Words that say that it is over, and not what."""


_CALLED = frozenset(
    """one ones question issue problem ticket matter case request frage anfrage sache thema duda pregunta
    consulta tema lo demande souci""".split()  # noqa: SIM905 - as above
)
"""What people call one of several that they asked about."""


def points(text: str) -> bool:
    """Whether words only point at what is meant, and neither name nor call it: "cancel that"."""
    return not _telling(text) and _CALLED.isdisjoint(surface(text))


def unknown(step: Step, text: str) -> list[Ticket]:
    """Their open tickets, where words name one of which none of them tells: which is asked."""
    words = _telling(text)
    if not words or _CALLED.isdisjoint(surface(text)):
        return []
    theirs = [each for each in step.records.tickets_of(step.actor.id) if each.is_open]
    return [] if any(news.about(step, each, words) for each in theirs) else theirs


def names_none(step: Step, words: Sequence[str]) -> bool:
    """Whether words name a thing that none of their tickets tells of: "the tram works again"."""
    named = _telling(" ".join(words))
    tickets = step.records.tickets_of(step.actor.id)
    return bool(named) and not any(news.about(step, each, named) for each in tickets)


def meant(step: Step, here: Ticket | None, text: str, *, solved: bool) -> list[Ticket]:
    """Their open tickets that are meant and are not at hand: the one that has their words; without
    such words, where none is open here, all that are."""
    theirs = [each for each in step.records.tickets_of(step.actor.id) if each.is_open]
    words = _telling(text)
    about = [each for each in theirs if words and news.about(step, each, words)]
    if here and (not words or here in about or not about):
        return []
    if about or here or (words and solved):
        return about
    return theirs


def elsewhere(step: Step) -> bool:
    """ "Yes, solved", where nothing here waits for that: said of what waits for their word elsewhere.
    False for none. Where something was asked here too, it may be of that, and a button says so."""
    mine = [each for each in step.records.tickets_of(step.actor.id) if each.is_open]
    theirs = [each for each in mine if not ledger.ours(each)]
    if len(theirs) == 1 and step.conversation().question is None:
        end(step, theirs, solved=True)
    elif theirs or (mine and step.conversation().question is None):
        theirs = theirs or mine
        ask_which(step, theirs, "sorted")
    return bool(theirs)


def taken_back(step: Step) -> bool:
    """ "Never mind", where nothing was asked here and something is open elsewhere: which is asked."""
    mine = [each for each in step.records.tickets_of(step.actor.id) if each.is_open]
    if mine and step.conversation().question is None:
        ask_which(step, mine, "nevermind")
        return True
    return False


def closed(step: Step, text: str) -> bool:
    """Say that the one ticket that has their words is closed already; False where none has."""
    words = _telling(text)
    theirs = step.records.tickets_of(step.actor.id)
    about = [each for each in theirs if words and news.about(step, each, words)]
    if any(each.is_open for each in about):
        return False
    if about:
        step.whisper("already_closed", n=about[0].number)
    return bool(about)


def end(step: Step, tickets: list[Ticket], *, solved: bool) -> None:
    """The one is over; of several each is a button, for that person alone."""
    if len(tickets) > 1:
        verb = "sorted" if solved else "nevermind"
        ask_which(step, tickets, verb)
        return
    [ticket] = tickets
    if solved and not ledger.unanswered(ticket):
        requester.confirm(step, ticket)
    else:
        requester.withdraw(step, ticket)
    named.point_to(step, ticket)


def ask_which(step: Step, tickets: list[Ticket], verb: str) -> None:
    """Their tickets as buttons; those of elsewhere nobody else reads."""
    buttons = [
        step.wording.choice(f"{each.number}: {cards.title(each)}", f"{verb} {each.number}")
        for each in tickets
    ]
    message = step.wording.say("which_ticket", step.language(), buttons=buttons)
    elsewhere = any(each.place.key != step.here.key for each in tickets)
    step.answer(message, private=elsewhere and not step.here.private)


def _telling(text: str) -> tuple[str, ...]:
    return tuple(each for each in weighty(text) if each not in _OVER)
