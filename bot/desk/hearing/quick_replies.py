"""Quick replies: the button that somebody's words press, by number or label, a yes, "that worked".

Only which command is meant; the commands themselves do what the buttons do.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile

from rapidfuzz import fuzz, process, utils

from bot.desk.boundary import Heard
from bot.desk.hearing import leading_on, scores, second_thoughts, talk, verdicts
from bot.desk.hearing.choosing import by_place, by_subject
from bot.desk.nouns.conversation import Conversation, Offer
from bot.desk.nouns.message import Button
from bot.desk.nouns.question import OutcomeKind
from bot.desk.step import settling
from bot.desk.step.step import Step
from bot.desk.verbs import ledger, requester
from knowledge.matching.naming import still_ails
from knowledge.text.kind_no import kind_no
from knowledge.text.normalise import surface
from knowledge.text.ordinals import chosen, refuses_all
from knowledge.text.reading import Reading, SmallTalk
from knowledge.text.signs import signed
from knowledge.text.still_not import BARE, LONGEST, still_not
from knowledge.text.weight import weighty

ALIKE = 88
"""rapidfuzz ratio, 0-100, from which typed words count as a button's label."""

SAYS_YES = frozenset(
    {"solved", "sorted", "notsorted", "pass", "person", "takeback", "forgetme", "erase"}
)
"""Commands of first buttons that a plain yes presses: those of messages that ask or offer. "Ok" to
a promise is neither "never mind" nor "make it urgent"."""
SAYS_SOLVED = frozenset({"solved", "sorted"})
"""Of these, commands that say that it is solved. An ok presses them only where the desk asked: "ok"
to an answer, or to "we look into it", is no word that it is solved."""
SAYS_NOT_SOLVED = frozenset({"notsorted", "else", "none", "notmine", "pass"})
"""Commands that "it doesn't work" presses, and "that's not what I asked"."""
_PLACED = 20
"""Characters of a named place that are said back."""
_POINTING = frozenset(
    """that thats it its me not i let make both are das es so als mit dem eso lo ya al c est ce cela je
    pas isso cosi e non nao""".split()  # noqa: SIM905 - a column of words reads better
)
"""First words of labels that choose nothing by themselves, and what more than a label begins with."""
_AROUND = frozenset(
    """yes yeah yep yup sure ok okay please pls then ja jo klar bitte dann gern gerne si claro vale favor por oui
    ouais svp stp certo va bene sim the my one der die mein meine el mi le mon ma il mio mia meu minha""".split()  # noqa: SIM905 - a column of words reads better
)
"""What stands around the words of a button: "ja, bitte weitergeben", "the lamp one"."""
_THAT_IS = frozenset(
    "that thats that's this is it its it's das ist es c'est cela est eso es questo e isso".split()  # noqa: SIM905
)
"""What stands before them besides: "that's something else"."""
_WHOLE = frozenset({"pick", "link", "unlink", "forgetme", "erase"})
"""Commands of buttons that no single word presses."""
SAYS_NO = frozenset({"nothanks", "notsorted", "none", "notmine", "else", "leaveit", "canwait"})
"""Commands that a plain no presses; never that of a first button ("another look?")."""
_ENDS = frozenset(
    {
        "nevermind",
        "takeback",
        "sorted",
        "reopen",
        "forgetme",
        "erase",
        "unlink",
        "link",
        "leaveit",
        "nothanks",
    }
)
"""Commands that end something, or open it again: no number presses them below words without numbers."""
_ASK = SAYS_YES | SAYS_NO | {"pick", "rate"}
"""Commands of buttons below which a plain yes or no is an answer."""


def picked(step: Step, text: str, reading: Reading) -> str:
    """The command of the button that was typed: its number, its label, a yes or a no, or that it is
    solved or not.

    What the desk always understands here counts too, whether or not it stands there as a button.
    """
    conversation = step.conversation()
    choice = leading_on.chosen(step, text, reading) or second_thoughts.chosen(step, text)
    if choice:
        return choice
    score = "" if reading.not_solved else scores.asked(conversation.offers, text)
    command = (
        score
        or scores.unasked(step, conversation, text, reading)
        or _pressed(step, conversation, text, reading)
    )
    return _asked_once_more(conversation.offers, command)


def asked_here(step: Step, text: str, reading: Reading) -> str:
    """The button of what the desk itself asked here since a person spoke, and whether it is solved
    once the ticket is closed, which nobody would hear else; "" for words to people."""
    conversation, command = step.conversation(), picked(step, text, reading)
    verb = command.partition(" ")[0]
    closed = verb in verdicts.VERBS and talk.open_ticket_here(step, conversation) is None
    return command if closed or verb in {each.verb for each in conversation.offers} else ""


def answered(offers: Sequence[Offer], kind: SmallTalk | None) -> str:
    """The command that a plain yes, ok or no presses; "" for none."""
    link = {each.command.split()[-1]: each.command for each in offers if each.verb == "link"}
    if kind in {SmallTalk.YES, SmallTalk.OKAY}:
        agrees = link.get("yes", "") or (offers[0].command if _is_yes(offers, kind) else "")
        return _asked_once_more(offers, agrees)
    if kind is SmallTalk.NO:
        refuses = next((each.command for each in offers[1:] if each.verb in SAYS_NO), "")
        return _asked_once_more(offers, link.get("no", "") or refuses)
    return ""


def _asked_once_more(offers: Sequence[Offer], command: str) -> str:
    """Whether two accounts are one person's is asked again, where something else is asked too that
    the same words may be meant for."""
    others = any(each.verb in _ASK for each in offers)
    return " ".join(command.split()[:2]) if command.startswith("link ") and others else command


def _pressed(step: Step, conversation: Conversation, text: str, reading: Reading) -> str:
    offers = conversation.offers
    plain = utils.default_process(text[:200])
    if plain.isdecimal() and len(plain) <= 2:
        return _numbered(step, conversation, int(plain))
    placed = by_place(
        text, offers, lambda number: _numbered(step, conversation, number)
    ) or by_subject(text, lambda: _open_picks(step))
    if placed:
        return placed
    plainly = (
        _as_before(step, conversation, text)
        or _none_of_those(step, offers, text)
        or _declines_titles(offers, text, reading)
        or (
            ""
            if _wonders(text, reading) or _declines(offers, text, reading)
            else answered(offers, scores.thumb_up(offers, reading, text) or reading.small_talk)
        )
    )
    if plainly or reading.small_talk is SmallTalk.NO:
        return plainly
    if reading.small_talk is SmallTalk.NEVER_MIND:
        return verdicts.never_mind(step, conversation)
    if reading.small_talk is SmallTalk.SOLVED or reading.not_solved:
        says = SAYS_NOT_SOLVED if reading.not_solved else SAYS_SOLVED
        pressed = next((offer for offer in offers if offer.verb in says), None)
        return (
            verdicts.among(step, conversation, pressed, text)
            if pressed
            else verdicts.verdict(step, conversation, text, solved=not reading.not_solved)
        )
    return bare_words(text[:200], offers) or _labelled(step, conversation, text, plain)


def _wonders(text: str, reading: Reading) -> bool:
    """Whether a yes, an ok or a no is asked, and says none: "yes?"."""
    return "?" in text and reading.small_talk in {SmallTalk.YES, SmallTalk.OKAY, SmallTalk.NO}


def _declines(offers: Sequence[Offer], text: str, reading: Reading) -> bool:
    """Whether a no says that nothing more is wanted: "no thanks", below an answer that asks nothing."""
    shown = bool(offers) and offers[0].verb in SAYS_SOLVED and not offers[0].asked
    return shown and _kind_no(text, reading)


def _declines_titles(offers: Sequence[Offer], text: str, reading: Reading) -> str:
    """The command of such a no below titles: none is wanted, and no ticket is asked for."""
    none = next((each.command for each in offers if each.verb == "none"), "")
    titles = bool(none) and offers[0].verb == "pick"
    return f"nothanks {none.split()[-1]}" if titles and _kind_no(text, reading) else ""


def _kind_no(text: str, reading: Reading) -> bool:
    return kind_no(surface(text)) and reading.small_talk is SmallTalk.NO


def _as_before(step: Step, conversation: Conversation, text: str) -> str:
    """The [Not yet] that "still not" presses where the desk asked whether it is solved. With more words
    than that only below the end of a known issue: a ticket is told them."""
    offers, number = conversation.offers, conversation.question
    if not any(each.asked and each.verb in SAYS_SOLVED for each in offers):
        return ""
    issue = number is not None and step.records.question(number).incident is not None
    if not still_not(text, longest=LONGEST if issue else BARE) and not (issue and still_ails(text)):
        return ""
    return next((each.command for each in offers if each.verb in SAYS_NOT_SOLVED), "")


def _none_of_those(step: Step, offers: Sequence[Offer], text: str) -> str:
    """ "None of these", where it is asked whether what got choices is still open: said of the choices."""
    passes = next((each for each in offers if each.verb == "pass"), None)
    if passes is None or not refuses_all(text):
        return ""
    number = passes.command.split()[-1]
    asked = step.records.question(int(number)) if number.isdigit() else None
    chose = asked is not None and asked.outcome is OutcomeKind.CHOICES and not asked.feedback
    return f"none {number}" if chose else ""


def _numbered(step: Step, conversation: Conversation, number: int) -> str:
    """The button with that number on the newest message that has any; words may stand below it, but
    then nothing ends by it. To the team's words a number is an answer."""
    offers = conversation.offers
    if not settling.shows_numbers(step.here):
        return offers[number - 1].command if 0 < number <= len(offers) and _counted(offers) else ""
    if _answers_team(step, conversation):
        return ""
    command = _newest(step, offers).get(number, "") or _same(step, offers, number)
    ends = command.partition(" ")[0] in _ENDS
    return "" if ends and not offers else command


def _newest(step: Step, offers: Sequence[Offer]) -> dict[int, str]:
    """Number and command of each button of the newest message with numbers. The same button stands on
    older ones too, under a number of its own."""
    shown = step.records.open_to(step.here, step.actor.id)
    latest = [each.outgoing.message.buttons for each in shown][: None if offers else 1]
    numbers: dict[str, int] = {}
    for button in (button for buttons in latest for button in buttons):
        numbers[button.command] = max(button.number, numbers.get(button.command, 0))
    last = {each.command for each in offers} or set(numbers)
    return {number: command for command, number in numbers.items() if command in last}


def _same(step: Step, offers: Sequence[Offer], number: int) -> str:
    """What a number of an older message is, and the place in the newest one too, where the same is
    asked again; "" for what ends."""
    place = offers[number - 1] if 0 < number <= len(offers) else None
    older = {(each.number, each.command) for each in _standing(step)}
    same = place is not None and (number, place.command) in older and place.verb not in _ENDS
    return place.command if place and same else ""


def _answers_team(step: Step, conversation: Conversation) -> bool:
    """Whether the team's words stand there last, without a button."""
    ticket = talk.open_ticket_here(step, conversation)
    return not conversation.offers and ticket is not None and requester.just_told(step, ticket)


def unclear(step: Step, number: str) -> bool:
    """Whether a number may be one of those that stand there, and presses nothing that is shown last:
    it is no detail of a ticket then."""
    if not (number.isdecimal() and settling.shows_numbers(step.here)):
        return False
    highest = max((each.number for each in _standing(step)), default=0)
    return int(number) <= highest and not _answers_team(step, step.conversation())


def _standing(step: Step) -> list[Button]:
    """The buttons of all messages that are open to them here."""
    shown = step.records.open_to(step.here, step.actor.id)
    return [button for each in shown for button in each.outgoing.message.buttons]


def _open_picks(step: Step) -> list[Offer]:
    """The choices of all messages that are open to them here."""
    buttons = _standing(step)
    picks = {each.command: each.label for each in buttons if each.command.startswith("pick ")}
    return [Offer(label=label, command=command) for command, label in picks.items()]


def _counted(offers: Sequence[Offer]) -> bool:
    """Whether somebody who sees no numbers counts the buttons: titles to choose from, how it was,
    whether it is solved, and which matter it is. Beside all else a number is a detail, "2" of them."""
    asks = offers[0].verb == "rate" or offers[0].verb in SAYS_SOLVED
    return asks or any(each.verb in {"pick", "topic", "addto"} for each in offers)


def bare_number(text: str) -> str:
    """The number that is all of a message; "" for any other."""
    plain = utils.default_process(text[:200])
    return plain if plain.isdecimal() else ""


def place_named(text: str) -> str:
    """The number that is all of a message, or the words that only name a place among choices."""
    named = chosen(text)
    placed = named and (named.places or named.number or named.every)
    return bare_number(text) or (text.strip()[:_PLACED] if placed else "")


def is_asked(step: Step, heard: Heard, number: str) -> bool:
    """Whether an entry surely answers a number or a place by itself. A number that stands only in its
    answer, a price or a time, is no question: its wordings have it."""
    if not (number.isdecimal() and heard.sure(step.library.bands)):
        return heard.sure(step.library.bands)
    nearest = (each[0].entry for each in heard.near if each)
    entries = filter(None, map(step.library.get, nearest))
    worded = (words for each in entries for words in (each.question, *each.variants))
    return any(number in surface(words) for words in worded)


def still_open(step: Step) -> tuple[Button, ...]:
    """What there is to choose: the buttons shown last, else all that are open where numbers are shown."""
    last = tuple(
        Button(label=each.label, command=each.command) for each in step.conversation().offers
    )
    if last or not settling.shows_numbers(step.here):
        return last
    return tuple({each.command: replace(each, number=0) for each in _standing(step)}.values())


def _labelled(step: Step, conversation: Conversation, text: str, plain: str) -> str:
    """The button whose label it is, misspelt too; signs and numbers have to be the same."""
    offers, exact = conversation.offers, _exact(text[:200])
    always = _always(step, conversation)
    understood = [each for each in (*offers, *always) if _exact(each.label) == exact]
    labels = [utils.default_process(offer.label) for offer in understood]
    found = process.extractOne(plain, labels, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return understood[found[2]].command if found else ""


def bare_words(text: str, offers: Sequence[Offer]) -> str:
    """The one button that was typed by its command's word or by words of its label; "" for several.

    A title is no label: a word of it may ask something else. What can't be undone takes more than a
    word.
    """
    said = surface(text)
    for words in (said, _inner(said)):
        if not words or "?" in text or set(words) <= _POINTING:
            return ""
        meant = {each.command for each in offers if each.verb not in _WHOLE and _names(words, each)}
        if meant:
            return meant.pop() if len(meant) == 1 else ""
    return ""


def _inner(said: list[str]) -> list[str]:
    """Words of a label without a yes, a please or an article around them: "yes please pass it on"."""
    inner = list(dropwhile((_AROUND | _THAT_IS).__contains__, said))
    return list(dropwhile(_AROUND.__contains__, inner[::-1]))[::-1]


def _names(said: list[str], offer: Offer) -> bool:
    label = surface(offer.label)
    telling = len(said) == 1 and said[0] in label and bool(weighty(said[0]))
    return said == [offer.verb] or said == label[: len(said)] or telling


@lru_cache(maxsize=512)  # of labels, which are the same for every message
def _exact(text: str) -> frozenset[str]:
    """Words that one letter makes another's: "E-49", "C++"."""
    words = surface(text)
    return signed(words) | {word for word in words if any(map(str.isdigit, word))}


def _is_yes(offers: Sequence[Offer], small_talk: SmallTalk | None) -> bool:
    """Whether a plain yes or ok presses the first button; of several choices it presses none."""
    verbs = [offer.verb for offer in offers] or [""]
    if small_talk is SmallTalk.OKAY and verbs[0] in SAYS_SOLVED and not offers[0].asked:
        return False
    if verbs[0] == "pick":  # "ok cool" has heard of the title, and no more
        return small_talk is SmallTalk.YES and verbs.count("pick") == 1
    return verbs[0] in SAYS_YES and small_talk in {SmallTalk.YES, SmallTalk.OKAY}


def _always(step: Step, conversation: Conversation) -> list[Offer]:
    """What can be said at any time about the ticket or the question at hand."""
    ticket, language = talk.open_ticket_here(step, conversation), step.language()
    if ticket:
        n = ticket.number
        words = {
            "sorted": f"sorted {n}",
            "solved": f"sorted {n}",
            "never_mind": f"nevermind {n}",
            "rephrase": f"reword {n}",
            "urgent": f"urgent {n}",
        }
        if not ledger.ours(ticket):  # "doch nicht" to what nobody answered is no "noch nicht"
            words["not_sorted"] = f"notsorted {n}"
    elif conversation.question:
        q = conversation.question
        names = ("solved", "else", "person", "none", "rephrase")
        words = {name: f"{name} {q}" for name in names}
    else:
        words = {"person": "person"}
    return [
        Offer(label=step.wording.label(name, language), command=line)
        for name, line in words.items()
    ]
