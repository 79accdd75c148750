"""What is said to words that ask nothing: greetings, thanks, a plain yes, files, secrets.

It is short, and leaves the state of questions and tickets alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.desk.boundary import Heard
from bot.desk.hearing import asking_back, offering, over, talk
from bot.desk.nouns.conversation import Offer
from bot.desk.nouns.file import FileKind
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.message import Button
from bot.desk.nouns.question import DontKnow
from bot.desk.nouns.ticket import Rating, Ticket, TicketState
from bot.desk.step.step import Step
from bot.desk.verbs import csat, ledger, news, requester, showing
from bot.desk.words import cards
from knowledge.text.normalise import surface
from knowledge.text.ratings import rating_of, without_score
from knowledge.text.reading import SmallTalk
from knowledge.text.told_all import told_all

MOST_WAITING = 10
"""Files that wait for what they belong to."""
LONGEST_BUTTON = 2
"""Digits of a button's number."""
MOST_CHOICES = 10
"""Open choices that are shown again."""
_SMALL = {
    SmallTalk.THANKS: "thanks",
    SmallTalk.BYE: "bye",
    SmallTalk.INSULT: "insult",
    SmallTalk.BOT: "bot",
    SmallTalk.YES: "okay",
    SmallTalk.NO: "okay",
    SmallTalk.OKAY: "okay",
    SmallTalk.RATING: "rating_of_nothing",
    SmallTalk.TRYING: "trying",
    SmallTalk.TEST: "tried_out",
    SmallTalk.WAIT: "okay",
    SmallTalk.SOLVED: "okay",
    SmallTalk.NEVER_MIND: "okay",
}


def answer(step: Step, kind: SmallTalk, said: Said) -> None:
    """A short reply; state is left alone."""
    conversation = step.conversation()
    spoken = conversation.question or conversation.ticket
    if kind is SmallTalk.EMPTY and spoken and not said.files:
        kind = _SIGNED.get(rating_of(said.text) or "", kind)
    ticket = talk.open_ticket_here(step, conversation)
    if carries(said, kind):
        set_aside(step, said)
    if _waited_for(step, ticket, kind, said):
        return
    beside(step, said, kind)
    match kind:
        case SmallTalk.GREETING:
            wording = "greeting_again" if conversation.introduced else "greeting"
            step.records.save_conversation(replace(conversation, introduced=True))
            step.reply(wording, desk=step.policy.name)
        case SmallTalk.THANKS | SmallTalk.RATING if ticket and ticket.state in {
            TicketState.PENDING,
            TicketState.RESOLVED,
        }:
            note_score(step, ticket, said.text)
            step.reply("thanks_ticket", n=ticket.number)
        case SmallTalk.YES | SmallTalk.OKAY if conversation.offers:
            agreed(step, ticket, conversation.offers)
        case SmallTalk.SOLVED if ticket is None and over.elsewhere(step):
            pass
        case SmallTalk.NEVER_MIND if ticket is None and over.taken_back(step):
            pass
        case SmallTalk.HELP if "!" in said.text:  # a cry asks for no list of commands
            asking_back.say_more(step, said)
        case SmallTalk.HELP:
            help_customer(step)
        case SmallTalk.EMPTY:
            step.reply(_without_words(step, said))
        case _:
            step.reply(_SMALL[kind], desk=step.policy.name, q=conversation.question or 0)


def _waited_for(step: Step, ticket: Ticket | None, kind: SmallTalk, said: Said) -> bool:
    """Say what still waits, for whom, where these words come out of that."""
    if ticket is None:
        return _offered_again(step, kind, said)
    return _told_early(step, ticket, kind, said) or _pressed(step, ticket, kind, said)


def _offered_again(step: Step, kind: SmallTalk, said: Said) -> bool:
    """Make an offer again that these words say nothing to."""
    nothing = kind in offering.SAYS_NOTHING or _impatient(kind, said.text)
    if not nothing or said.files or carries(said, kind):
        return False
    return offering.again(step, kind) or (calls(kind, said.text) and _chosen_again(step))


def _chosen_again(step: Step) -> bool:
    """Show choices again that nobody has taken, where somebody calls: "hello??"."""
    offers = step.conversation().offers
    waits = bool(offers) and offers[0].verb == "pick"
    if waits:
        agreed(step, None, offers)
    return waits


def _told_early(step: Step, ticket: Ticket, kind: SmallTalk, said: Said) -> bool:
    """Say to "that's it", which nobody has answered yet, that the team has all of it; and ask whether
    what is urgent is over, where small talk says so."""
    all_of_it = told_all(said.text)
    if not ledger.unanswered(ticket) or not (all_of_it or kind is SmallTalk.SOLVED):
        return False
    beside(step, said)
    if all_of_it:
        lead = step.wording.words("all_told", step.language())
        news.tell(step, ticket, said.words, lead=lead)
    else:
        step.reply("mind_changed", n=ticket.number, title=cards.title(ticket))
    return True


def _pressed(step: Step, ticket: Ticket, kind: SmallTalk, said: Said) -> bool:
    """Say how the ticket stands to what is said out of waiting for the team."""
    if not _presses(ticket, kind, said.text):
        return False
    calm = step.wording.words("calm", step.language())
    news.tell(step, ticket, said.words, lead=calm if kind is SmallTalk.INSULT else None)
    return True


_AGREES = frozenset({SmallTalk.YES, SmallTalk.OKAY})
"""What may agree to the team's last words, "I can call you at 5": they read it."""
_SIGNED: Mapping[str, SmallTalk] = {
    Rating.GOOD: SmallTalk.OKAY,
    Rating.OK: SmallTalk.OKAY,
    Rating.BAD: SmallTalk.INSULT,
}
"""What a sign by itself says: a thumb up is an ok, a thumb down that somebody is not happy."""


def note_score(step: Step, ticket: Ticket, text: str) -> None:
    """Keep a score that stands among words which do something else: "now it's solved, 3 stars"."""
    rating = rating_of(text) if without_score(text) is not None else None
    if rating:
        csat.note_rating(step, ticket, Rating(rating))


def beside(step: Step, said: Said, kind: SmallTalk | None = None) -> None:
    """What asks nothing is still read with the ticket that is open here; of a `kind` that may agree to
    the team's last words they read it at once."""
    ticket = talk.open_ticket_here(step, step.conversation())
    if ticket and kind in _AGREES and requester.just_told(step, ticket):
        requester.said_with_it(step, ticket, said)
    elif ticket:
        requester.beside(step, ticket, said)


def _presses(ticket: Ticket, kind: SmallTalk, text: str) -> bool:
    """Whether it is said out of waiting for the team."""
    return kind is SmallTalk.INSULT or (ledger.ours(ticket) and _impatient(kind, text))


def carries(said: Said, kind: SmallTalk | None) -> bool:
    """Whether words without a question hold what the team should see: a link, a log, a name."""
    only = kind is SmallTalk.EMPTY and any(map(str.isalnum, said.text))
    return only or bool(_CARRIED.search(said.text))


_LINK = re.compile(r"https?://\S")
_CARRIED = re.compile(rf"{_LINK.pattern}|```")


def says_something(step: Step, said: Said, heard: Heard, ticket: Ticket | None) -> bool:
    """Whether a message says anything to people: more than small talk, or an answer to theirs."""
    kind = heard.reading.small_talk
    answers = talk.answers_staff(step, ticket, step.conversation(), kind)
    more = bool(
        _shows(said, ticket) or said.quoted or said.secrets or _wants_more(said, kind, ticket)
    )
    return kind is None or more or carries(said, kind) or answers


def _wants_more(said: Said, kind: SmallTalk | None, ticket: Ticket | None) -> bool:
    """Whether "I need some more information" answers the team's last words. "help" is the manual's."""
    waits = ticket is not None and ticket.state is TicketState.PENDING
    return waits and kind is SmallTalk.HELP and len(said.words.split()) > 1


def _shows(said: Said, ticket: Ticket | None) -> bool:
    """Whether files say something. To "did that solve it?" a sticker is a thanks: it opens nothing."""
    solved = ticket is not None and ticket.state is TicketState.RESOLVED
    return any(not solved or each.kind is not FileKind.STICKER for each in said.files)


def set_aside(step: Step, said: Said) -> None:
    """Keep words that ask nothing: what is asked next may be about them, and stands on a card with them."""
    kept = showing.ask(step, said, said.words, (), DontKnow())
    step.records.save_question(replace(kept, open=False))


def _without_words(step: Step, said: Said) -> str:
    """What is said to a message in which nothing is asked; its files wait for what will be."""
    kinds = {each.kind for each in said.files} - {FileKind.STICKER}
    if not kinds:
        return "link_only" if _LINK.search(said.text) else "empty"
    conversation = step.conversation()
    files = tuple(dict.fromkeys((*conversation.files, *said.files)))[-MOST_WAITING:]
    step.records.save_conversation(replace(conversation, files=files))
    return "voice_only" if kinds == {FileKind.VOICE} else "file_only"


def own_up(step: Step, secrets: Sequence[str], cut: int = 0) -> None:
    """Say what of somebody's words was not kept: each kind of secret, and what was too long."""
    for kind in sorted({_SECRETS.get(each, "secret") for each in secrets}):
        step.whisper(kind)
    if cut:
        step.whisper("too_long", count=f"{cut:,}")


_SECRETS = {
    "password": "secret_password",
    "one-time code": "secret_code",
    "recovery code": "secret_code",
    "PIN": "secret_card",
    "card number": "secret_card",
    "security code": "secret_card",
    "expiry date": "secret_card",
    "bank account": "secret_bank",
}
"""Sentence by the kind of secret; all others are keys and tokens."""


def calls(kind: SmallTalk | None, text: str) -> bool:
    """Whether it calls for somebody: "hello??", "???"."""
    return kind is not None and "?" in text and _impatient(kind, text)


def _impatient(kind: SmallTalk, text: str) -> bool:
    """ "Hello? anyone there?", "???"."""
    cries = kind is SmallTalk.HELP and _ABOUT_US.isdisjoint(surface(text)[:1])
    return cries or kind is SmallTalk.GREETING or (kind is SmallTalk.EMPTY and "?" in text)


_ABOUT_US = frozenset("what how was wie que quoi cosa che como comment o".split())  # noqa: SIM905
"""What somebody begins with who asks what the desk can do, and calls for nobody."""


def agreed(step: Step, ticket: Ticket | None, offers: Sequence[Offer]) -> None:
    """A plain yes or ok that presses nothing: what it leaves open is asked, where it leaves that."""
    verb, *values = offers[0].command.split()
    match verb:
        case "sorted" if ticket:
            step.reply("okay_ticket", n=ticket.number)
        case "solved":
            step.reply("okay_answer", q=values[0])
        case "pick":
            asked, pick = step.records.question(int(values[0])), f"pick {values[0]} "
            picks = [offer.command for offer in offers if offer.command.startswith(pick)]
            entries = [command.removeprefix(pick) for command in picks]
            showing.choices(step, asked, entries, kind="which_one")
        case _:
            step.reply("okay")


def pressed_nothing(step: Step, said: Said, number: str, still_open: Sequence[Button]) -> None:
    """A number of no open choice, or of which it is not sure. One too long for a button may be an order's: it is kept."""
    beside(step, said)
    if len(number) > LONGEST_BUTTON:
        set_aside(step, said)
    if still_open:
        step.reply("number_open", number=number[:20], buttons=still_open[-MOST_CHOICES:])
    else:
        step.reply("number_none", number=number[:20])


def help_customer(step: Step) -> None:
    """What can be asked here, and when people are there."""
    language, wording = step.language(), step.wording
    hours = wording.hours(step.policy.hours, language)
    within = wording.length(step.policy.reply_within, language)
    step.reply("help", hours=hours, within=within)
