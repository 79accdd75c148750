"""A ticket's one card in the staff room, and other ways to show tickets to staff.

Only staff ever see what is made here: it names candidates and probabilities.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import pairwise

from bot.desk.nouns.message import Fact, Facts, Line, Message, Moment, Span
from bot.desk.nouns.policy import Policy
from bot.desk.nouns.promise import Promise, PromiseState
from bot.desk.nouns.question import Question
from bot.desk.nouns.ticket import PASSED_ON, Ending, Ticket, TicketState
from bot.desk.ports.questions import Questions
from bot.desk.ports.records import Records
from bot.desk.rules import answering, promises
from bot.desk.rules.lifecycle import ERASED
from bot.desk.words import attached, folding, precedents, teams, topics, where
from bot.desk.words.wording import Wording
from knowledge.text.another import asked_anew
from knowledge.text.intent import intent_of
from knowledge.text.normalise import surface
from knowledge.text.steps import choices

_TITLE = 60
"""Characters of a ticket's words that name it."""
_JUST_BEFORE = timedelta(hours=1)
"""What was asked so long before a ticket stands on its card."""
ANSWERED = 160
"""Characters of what the team answered to a ticket like this one."""
FILLED = 300
"""Characters of a field that a card shows; its thread has them all."""
BEFORE = 120
"""Characters of what was asked just before, on a card."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """What else the requester asked."""

    theirs: Sequence[Ticket]
    """All their tickets, wherever asked."""
    solved: Sequence[tuple[int, str]]
    """Solved tickets that asked the same, each with what the team answered."""
    before: Sequence[Question]
    """What they asked just before this one, and nobody settled."""
    told: Sequence[str]
    """Titles of the entries that they were told of since they asked."""
    asked_in: Sequence[Fact]
    """Where they asked it."""
    ways: Sequence[str] = ()
    """The steps of guided entries that they took."""
    passed_on: Sequence[str] = ()
    """Who of the team handed their words over for them."""
    willing: tuple[str, int] = ("", 0)
    """Its topic, and how many members may be asked about it."""
    teams: frozenset[str] = frozenset()
    """Names of the teams within the desk."""


def around(records: Records, ticket: Ticket, wording: Wording, policy: Policy) -> Around:
    """As it is now."""
    theirs = records.tickets_of(ticket.requester.id)
    return Around(
        theirs=theirs,
        solved=tuple(precedents.answered(records, ticket)),
        before=asked_before(records, ticket),
        told=tuple(_told(records, ticket)),
        ways=tuple(_ways(records, ticket)),
        asked_in=where.asked_in(ticket, records, wording, policy.language),
        passed_on=tuple(_passed_on(records, ticket)),
        willing=topics.willing(records, ticket),
        teams=frozenset(each.name for each in records.teams()),
    )


def _told(records: Records, ticket: Ticket) -> Iterator[str]:
    """Titles of entries that its questions' askers have in words; not of those on their way."""
    for asked in records.ticket_questions(ticket.number):
        entry = records.entry(asked.told_entry) if asked.told_entry and not asked.open else None
        if entry:
            yield entry.question


def _ways(records: Records, ticket: Ticket) -> Iterator[str]:
    """The steps that its questions' askers were led through, by what they chose; also just before they
    went on in their own words."""
    for asked in (*records.ticket_questions(ticket.number), *asked_before(records, ticket)):
        shown = [each for each in map(records.entry, asked.shown) if each]
        labels = [
            next((label for label, follows in choices(one.answer) if follows == other.id), "")
            for one, other in pairwise(shown)
        ]
        if shown and choices(shown[0].answer) and all(labels):
            yield " \u2192 ".join((shown[0].question, *labels))


def _passed_on(records: Records, ticket: Ticket) -> Iterator[str]:
    yield from dict.fromkeys(
        each.name for each in records.history(ticket.number) if each.what == PASSED_ON
    )


def asked_before(records: Questions, ticket: Ticket) -> Sequence[Question]:
    """What its requester asked just before it, and nobody settled: each message once, and neither the
    ticket's own words nor those of another ticket, which has its own card."""
    found = records.unsettled_before(ticket, ticket.opened_at - _JUST_BEFORE)
    others = [
        each
        for each in found
        if each.words not in ticket.text and each.ticket in {None, ticket.number}
    ]
    return list({each.message: each for each in others}.values())


def card(
    ticket: Ticket,
    ledger: Sequence[Promise],
    wording: Wording,
    policy: Policy,
    around: Around,
) -> Message:
    """The card as it should now read."""
    language = policy.language
    title = wording.words(
        "card_title", language, n=ticket.number, state=state_words(ticket, wording, language)
    )
    return wording.say(
        "card",
        language,
        buttons=_buttons(ticket, around),
        title=Line(spans=(title,)),
        quote=folding.on_card(ticket.text, ticket.requester.name, wording, language),
        facts=Facts(
            rows=(
                *_rows(ticket, ledger, wording, language, around.asked_in),
                *teams.fact(ticket, around.teams, wording, language),
                *_listed("passed_on", around.passed_on, wording, language),
                *_listed("told_of", around.told, wording, language),
                *_listed("way_taken", around.ways, wording, language),
                *_willing(*around.willing, wording, language),
                *_before(around.before, wording, language),
                *_solved(around.solved, wording, language),
                *_elsewhere(ticket, around.theirs, wording, language),
            )
        ),
        n=ticket.number,
    )


def fingerprint(message: Message) -> str:
    """Equal for cards that read the same."""
    return blake2b(repr((message.parts, message.buttons)).encode(), digest_size=12).hexdigest()


def state_words(ticket: Ticket, wording: Wording, language: str = "") -> str:
    """The state, or how it ended."""
    name = f"ending_{ticket.ending}" if ticket.ending else f"state_{ticket.state}"
    if ticket.requester.platform == ERASED and ticket.ending is Ending.WITHDRAWN:
        name = "ending_erased"
    return wording.label(name, language)


def _rows(
    ticket: Ticket,
    ledger: Sequence[Promise],
    wording: Wording,
    language: str,
    asked_in: Sequence[Fact],
) -> list[Fact]:
    def fact(name: str, *spans: Span) -> Fact:
        return wording.fact(name, *spans, language=language)

    owner = ticket.owner.name if ticket.owner else wording.label("nobody", language)
    rows = [fact("from", _requester(ticket, wording, language)), fact("owner", owner)]
    due = open_due(ledger)
    if due:
        rows.append(fact("promised", Moment(at=due)))
    if ticket.state is TicketState.HOLD and ticket.hold_until:
        rows.append(fact("held", f"{ticket.hold_reason}, ", Moment(at=ticket.hold_until)))
    rows += named(ticket, wording, language)
    if ticket.priority != "normal":
        rows.append(fact("priority", wording.label(f"priority_{ticket.priority}", language)))
    if ticket.unreached_at:
        rows.append(fact("unreached", Moment(at=ticket.unreached_at)))
    rows.append(fact("tried", _tried(ticket, wording, language)))
    filled = (Fact(label=d.label, spans=(shorten(d.text, FILLED),)) for d in ticket.details)
    files = attached.facts(ticket.files, wording, language)
    return [*rows, *filled, *asked_in, *(files.rows if files else ())]


def _requester(ticket: Ticket, wording: Wording, language: str) -> str:
    """By name, and by their platform where that is not the one on which it is read."""
    name, platform = ticket.requester.name, ticket.requester.platform
    if ticket.staff_room is None or platform in {ticket.staff_room.platform, ERASED}:
        return name
    on = wording.platform(platform, language)
    return wording.words("account", language, name=name, platform=on)


def named(ticket: Ticket, wording: Wording, language: str) -> list[Fact]:
    """What staff call it, and its tags."""
    known = {"title": ticket.title, "tags": ", ".join(ticket.tags)}
    return [wording.fact(each, words, language=language) for each, words in known.items() if words]


def _listed(name: str, found: Sequence[str], wording: Wording, language: str) -> list[Fact]:
    """Titles or names, each once."""
    words = "; ".join(dict.fromkeys(found))
    return [wording.fact(name, words, language=language)] if words else []


def _willing(topic: str, count: int, wording: Wording, language: str) -> list[Fact]:
    """How many members may be asked, and what shows who they are."""
    words = wording.said("members_willing", language, count=count, topic=topic)
    return [wording.fact("may_be_asked_of", words, language=language)] if count else []


def _before(before: Sequence[Question], wording: Wording, language: str) -> list[Fact]:
    """What they asked just before: the choices they passed over, the answer that was not it."""
    words = "; ".join(shorten(bare(each.words), BEFORE) for each in before)
    return [wording.fact("before", words, language=language)] if words else []


def _solved(solved: Sequence[tuple[int, str]], wording: Wording, language: str) -> list[Fact]:
    """What was answered where the same was asked and solved."""
    words = "; ".join(
        wording.said("answered_in", language, words=shorten(text, ANSWERED), n=number)
        for number, text in solved
    )
    return [wording.fact("solved_like_it", words, language=language)] if words else []


def _elsewhere(
    ticket: Ticket, theirs: Sequence[Ticket], wording: Wording, language: str
) -> list[Fact]:
    """What the same person asked before, on this platform or another."""
    words = [
        f"{each.number} ({state_words(each, wording, language)}): {shorten(bare(each.text), 60)}"
        for each in theirs
        if each.number < ticket.number
    ]
    return [wording.fact("elsewhere", "; ".join(words[:3]), language=language)] if words else []


def _tried(ticket: Ticket, wording: Wording, language: str) -> str:
    near = [
        wording.words("card_tried", language, title=g.title, percent=round(g.probability * 100))
        for g in answering.grounded(ticket.guesses)[:3]
    ]
    return "; ".join(near) or wording.words("card_no_guess", language)


def _buttons(ticket: Ticket, around: Around) -> tuple[str, ...]:
    if ticket.requester.platform == ERASED:
        return ()
    if ticket.state is TicketState.CLOSED:
        return ("add_answer",) if ticket.merged_into else ("reopen", "add_answer")
    names = ["reply", "promise", "hold", "resolve"]
    if ticket.owner is None:
        names.insert(0, "take")
    if answering.grounded(ticket.guesses):
        names.append("guess")
    return (*names, *(("move",) if around.teams else ()), "add_answer")


def open_due(ledger: Sequence[Promise]) -> datetime | None:
    """The earliest time a customer was promised and has not been given yet; None where none stands.

    One that is being moved counts only where no other is open.
    """
    waiting = [each for each in ledger if each.state is PromiseState.OPEN and promises.named(each)]
    staying = [each for each in waiting if each.moving_at is None]
    return min((each.due_at for each in staying or waiting), default=None)


def title(ticket: Ticket) -> str:
    """A ticket's words, shortened to name it in a sentence: not those that only asked for a person, nor
    "new question:"."""
    lines = [line for line in ticket.text.splitlines() if line.strip()]
    telling = next((line for line in lines if intent_of(surface(line)) is None), ticket.text)
    return shorten(bare(telling), _TITLE)


def bare(text: str) -> str:
    """Words as they are said back or named: without "new question:" in front."""
    return asked_anew(text) or text


def quoted(question: Question, most: int) -> str:
    """A question's words as they are said back: with the link that it was searched without."""
    linked = _LINK.search(question.words) and not _LINK.search(question.text)
    return shorten(bare(question.words if linked else question.text), most)


_LINK = re.compile(r"https?://|\bwww\.")
_LINK_AT = re.compile(
    r"(?:\b(?P<before>\w{1,40})\W{1,3})?(?P<link>(?:https?://|\bwww\.)[^\s<>|]*[^\s<>|.,;:!?)])(?:\W{1,3}(?P<after>\w{1,40}))?"
)


def with_links(text: str, words: str) -> str:
    """One question of a message with the links that it was searched without: each again behind the word
    that it stood behind, or before the one that it stood before."""
    for found in _LINK_AT.finditer(words):
        before, link, after = found["before"], found["link"], found["after"]
        if link in text:
            continue
        behind = re.search(rf"\b{re.escape(before)}\b", text) if before else None
        ahead = re.search(rf"\b{re.escape(after)}\b", text) if after and not behind else None
        if behind:
            text = f"{text[: behind.end()]} {link}{text[behind.end() :]}"
        elif ahead:
            text = f"{text[: ahead.start()]}{link} {text[ahead.start() :]}"
    return text


def shorten(text: str, most: int) -> str:
    """One line of at most so many characters, without the fences around code."""
    flat = " ".join(text.replace("```", " ").split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def when(at: datetime, policy: Policy, wording: Wording, language: str) -> str:
    """A time in the desk's zone, for tables, where nothing native can stand: "Mon 23 Nov, 10:00"."""
    return wording.moment(at.astimezone(policy.hours.zone), language)
