"""How an outcome is shown to a customer, and what is remembered of it.

An entry is shown word for word, with its title and the day it was last checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.nouns.file import File
from bot.desk.nouns.inbound import Said
from bot.desk.nouns.message import Button, Deed, Link, Links, Markdown, Message, Part, Table
from bot.desk.nouns.question import Guess, Outcome, OutcomeKind, Question
from bot.desk.nouns.ticket import Ticket
from bot.desk.rules import answering
from bot.desk.step.step import Step
from bot.desk.verbs import announcing, earlier, experts, guided
from bot.desk.words import cards
from bot.desk.words.matter import matter
from bot.desk.words.wording import Value
from knowledge.entry import Entry
from knowledge.text.link_buttons import parted
from knowledge.text.reading import read
from knowledge.text.splitting import further
from knowledge.text.steps import above
from knowledge.text.verbatim import SURE

_WITH_MORE = ("solved", "else", "pass")
"""Below an answer to a message that says more: passing all of it on is what a person is asked for."""


@dataclass(frozen=True, kw_only=True)
class Among:
    """Where an outcome stands among those of one message."""

    lead: str = ""
    """Which of several questions is meant."""
    last: bool = True
    """It is the last, and none went to the team: what is to be said of the whole message is said here."""
    besides: tuple[str, ...] = ()
    """What the message asks beside what has an outcome: its answer may say it or not."""
    drops: Ticket | None = None
    """The ticket that was put in other words, and is dropped for the answer to those."""


ALONE = Among()


def ask(
    step: Step, said: Said, text: str, guesses: tuple[Guess, ...], outcome: Outcome
) -> Question:
    """Write a question down, with every candidate and what came of it."""
    kind = answering.kind(outcome)
    files = waiting_files(step)
    shown = getattr(outcome, "entries", None) or (getattr(outcome, "entry", ""),)
    return step.records.add_question(
        Question(
            asked_at=said.at,
            by=step.actor,
            place=step.here,
            message=said.id,
            text=cards.bare(text),
            words=said.words,
            files=tuple(dict.fromkeys((*files, *said.files))),
            language=step.language(),
            outcome=kind,
            guesses=guesses,
            shown=tuple(filter(None, shown)),
            open=kind is not OutcomeKind.ANSWER,
            ask_at=None if kind is OutcomeKind.DONT_KNOW else step.now + step.policy.check_in,
        )
    )


def waiting_files(step: Step) -> tuple[File, ...]:
    """Take what came before without a word: it belongs to what is said now."""
    conversation = step.conversation()
    if conversation.files:
        step.records.save_conversation(replace(conversation, files=()))
    return conversation.files


def answer(step: Step, question: Question, entry_id: str, among: Among = ALONE) -> None:
    """Answer with an approved public entry, or with what is known of an issue."""
    if announcing.instead(step, question, entry_id, among.lead):
        return
    entry = step.library.public(entry_id)
    if entry is None:
        raise LookupError(entry_id)
    first: Value = among.lead or foreign(step, entry)
    step.records.save_question(with_answer(question, entry))
    shown = replace(step.intent(Deed.SHOW_ANSWER), question=question.id, entry=entry.id)
    more = _more(step, question, among) if among.last else None
    drops = _drops(step, among.drops) if among.drops else None
    dropped = drops.parts[0] if drops else None
    message = entry_message(step, "answer", entry, question, lead=first, more=more, dropped=dropped)
    buttons = (*message.buttons, *drops.buttons) if drops else message.buttons
    step.answer(replace(message, buttons=buttons), intent=shown, encloses=entry.files)


def _drops(step: Step, ticket: Ticket) -> Message:
    """The line that says that a ticket is dropped, and the button that takes it up again."""
    return step.wording.say("answer_drops", step.language(), buttons=("reopen",), n=ticket.number)


def asked_besides(text: str, guesses: Sequence[Guess]) -> tuple[str, ...]:
    """What a question asks in further clauses, where no entry has the very words of it all."""
    known = guesses and guesses[0].probability >= SURE
    return () if known else tuple(further(text))


def _more(step: Step, question: Question, among: Among) -> Part | None:
    """A line for a message that says clearly more than was taken from it, unless the team has it."""
    besides = among.besides or asked_besides(question.text, question.guesses)
    says_more = besides or read(question.words).says_more
    if not says_more or question.ticket or _handed_over(step, question):
        return None
    by = step.policy.reply_by(step.now)
    kind = "says_more_asked" if besides else "says_more"
    rest = " / ".join(cards.with_links(each, question.words) for each in besides)
    return step.wording.say(kind, step.language(), by=by, rest=rest).parts[0]


def _handed_over(step: Step, question: Question) -> bool:
    """Whether the message went to the team for another question in it."""
    number = step.conversation().ticket
    asked = step.records.ticket_questions(number) if number else ()
    return any(each.message == question.message for each in asked)


def with_answer(question: Question, entry: Entry) -> Question:
    """The question, its asker having the entry's words for an answer."""
    marks = (earlier.mark(entry.answer), earlier.said_by(entry.id, entry.answer))
    return replace(question, had=(*question.had, *marks))


def without_answer(question: Question, entry: Entry) -> Question:
    """The question, the entry's words not having reached its asker."""
    marks = {earlier.mark(entry.answer), earlier.said_by(entry.id, entry.answer)}
    return replace(question, had=tuple(each for each in question.had if each not in marks))


def entry_message(
    step: Step, kind: str, entry: Entry, asked: Question, *, language: str = "", **facts: Value
) -> Message:
    """A message that holds the entry's words, its title, and when it was checked."""
    chosen = language or step.language()
    leads = guided.buttons(step, entry, asked)
    shown = replace(entry, answer=above(entry.answer) if leads else parted(entry.answer)[0])
    usual = _WITH_MORE if facts.get("more") else None
    said = step.wording.say(
        kind,
        chosen,
        buttons=(*leads, "none") if leads else usual,
        answer=Markdown(text=step.filled(shown, asked.by).answer),
        title=entry.question,
        checked=checked(step, entry, chosen),
        q=asked.id,
        **facts,
    )
    opening = (Links(links=opens),) if (opens := links(entry.answer)) else ()
    return replace(said, parts=(*said.parts, *experts.thanks(step, entry, chosen), *opening))


def links(answer: str) -> tuple[Link, ...]:
    """What an answer leads to by buttons."""
    return tuple(Link(label=label, url=url) for label, url in parted(answer)[1])


def foreign(step: Step, entry: Entry) -> str | None:
    """The honest word that an answer exists in another language only."""
    reader = step.by.language if step.by else ""
    if not reader or entry.language.partition("-")[0] == reader.partition("-")[0]:
        return None
    return step.wording.words("only_in", reader, tongue=step.wording.tongue(entry.language, reader))


def checked(step: Step, entry: Entry, language: str) -> str:
    """When somebody last saw to it that the entry is right; nothing where nobody has said so."""
    if entry.checked_on is None:
        return ""
    kind = "checked_overdue" if entry.overdue(step.now.date()) else "checked"
    return step.wording.words(kind, language, day=step.wording.day(entry.checked_on, language))


def choices(
    step: Step,
    question: Question,
    ids: Sequence[str],
    *,
    kind: str = "choices",
    among: Among = ALONE,
) -> None:
    """The titles that come near and "none of these"."""
    language = step.language()
    shown = titles(step, question, ids)
    kind = "choice" if kind == "choices" and len(shown) == 1 else kind
    more = _more(step, question, among) if among.last else None
    buttons = ("none", "pass") if more else ("none",)
    message = step.wording.say(
        kind, language, buttons=buttons, lead=among.lead or None, more=more, q=question.id
    )
    step.answer(replace(message, buttons=shown + message.buttons))


def titles(step: Step, question: Question, ids: Sequence[str]) -> tuple[Button, ...]:
    """Titles of public entries to press."""
    entries = (entry for entry in map(step.library.public, ids) if entry)
    return tuple(
        step.wording.choice(entry.question, f"pick {question.id} {entry.id}") for entry in entries
    )


PAST = 5
"""Closed tickets that are listed."""


def status(step: Step, theirs: Sequence[Ticket]) -> Message:
    """Somebody's own tickets: the open ones, and how the last others ended."""
    language, now = step.language(), [each for each in theirs if each.is_open]
    message = tickets_table(step, now) if now else step.wording.say("no_tickets", language)
    past = [each for each in theirs if each.closed_at and not each.merged_into][:PAST]
    if not past:
        return message
    rows = tuple(
        (
            str(each.number),
            cards.shorten(matter(step.records, each), 60),
            cards.state_words(each, step.wording, language),
            moment(step, each.closed_at),
        )
        for each in past
    )
    table = Table(head=("", "", "", ""), rows=rows)
    before = step.wording.say("past_tickets", language, table=table)
    return replace(message, parts=(*message.parts, *before.parts))


def tickets_table(step: Step, theirs: Sequence[Ticket]) -> Message:
    """Somebody's own open tickets, each with how it stands and what was promised."""
    language = step.language()
    rows = tuple(
        (
            str(each.number),
            cards.shorten(matter(step.records, each), 60),
            cards.state_words(each, step.wording, language),
            moment(step, cards.open_due(step.records.promises(each.number))),
        )
        for each in theirs
    )
    return step.wording.say("my_tickets", language, table=Table(head=("", "", "", ""), rows=rows))


def closed_then(step: Step, at: datetime, line: str) -> tuple[str, ...]:
    """That nobody is there at a time somebody was given, and the `line` ("{}" in it for the time) that
    gives the next at which the desk opens; nothing where somebody is."""
    hours = step.policy.hours
    if hours.covers(at):
        return ()
    opens = hours.next_opening(at).astimezone(step.zone)
    return (step.put("closed_then", opens=opens, line=line.format(f"{opens:%Y-%m-%d %H:%M}")),)


def moment(step: Step, at: datetime | None) -> str:
    """A time as plain words in the reader's zone, for tables."""
    if at is None:
        return ""
    local = at.astimezone(step.zone)
    return step.wording.moment(local, step.language())
