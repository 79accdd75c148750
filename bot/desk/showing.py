"""How an outcome is shown to a customer, and what is remembered of it.

An entry is shown word for word, with its title and the day it was last checked.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk import answering, cards, earlier
from bot.desk.durations import format_duration
from bot.desk.home import when
from bot.desk.inbound import File, Said
from bot.desk.message import Button, Deed, Markdown, Message, Table
from bot.desk.model import Guess, Outcome, OutcomeKind, Question, Ticket
from bot.desk.step import Step
from bot.desk.wording import Value
from knowledge.entry import Entry


def length(span: timedelta) -> str:
    """A duration in plain words."""
    return format_duration(span)


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
            text=text,
            words=said.words,
            files=tuple(dict.fromkeys((*files, *said.files))),
            language=step.language(),
            outcome=kind,
            guesses=guesses,
            shown=tuple(filter(None, shown)),
            open=kind is OutcomeKind.DONT_KNOW,
            ask_at=None if kind is OutcomeKind.DONT_KNOW else step.now + step.policy.check_in,
        )
    )


def waiting_files(step: Step) -> tuple[File, ...]:
    """Take what came before without a word: it belongs to what is said now."""
    conversation = step.conversation()
    if conversation.files:
        step.records.save_conversation(replace(conversation, files=()))
    return conversation.files


def answer(step: Step, question: Question, entry_id: str, *, lead: str = "") -> None:
    """Answer with an approved public entry."""
    entry = step.library.public(entry_id)
    if entry is None:
        raise LookupError(entry_id)
    first: Value = lead or foreign(step, entry)
    step.records.save_question(with_answer(question, entry))
    shown = replace(step.intent(Deed.SHOW_ANSWER), question=question.id, entry=entry.id)
    step.answer(entry_message(step, "answer", entry, question, lead=first), intent=shown)


def with_answer(question: Question, entry: Entry) -> Question:
    """The question, its asker having the entry's words for an answer."""
    return replace(question, had=(*question.had, earlier.mark(entry.answer)))


def entry_message(
    step: Step, kind: str, entry: Entry, asked: Question, *, language: str = "", **facts: Value
) -> Message:
    """A message that holds the entry's words, its title, and when it was checked."""
    chosen = language or step.language()
    return step.wording.say(
        kind,
        chosen,
        buttons=None,
        answer=Markdown(text=entry.answer),
        title=entry.question,
        checked=checked(step, entry, chosen),
        q=asked.id,
        **facts,
    )


def foreign(step: Step, entry: Entry) -> str | None:
    """The honest word that an answer exists in another language only."""
    reader = step.by.language if step.by else ""
    if not reader or entry.language.partition("-")[0] == reader.partition("-")[0]:
        return None
    return step.wording.words("only_in", reader, tongue=step.wording.tongue(entry.language, reader))


def checked(step: Step, entry: Entry, language: str) -> str:
    """When somebody last saw to it that the entry is right."""
    if entry.checked_on is None:
        return step.wording.words("never_checked", language)
    overdue = entry.review_on is not None and entry.review_on < step.now.date()
    kind = "checked_overdue" if overdue else "checked"
    return step.wording.words(kind, language, day=step.wording.day(entry.checked_on, language))


def choices(
    step: Step, question: Question, ids: Sequence[str], *, kind: str = "choices", lead: str = ""
) -> None:
    """The titles that come near and "none of these"."""
    language = step.language()
    shown = titles(step, question, ids)
    kind = "choice" if kind == "choices" and len(shown) == 1 else kind
    message = step.wording.say(kind, language, buttons=("none",), lead=lead or None, q=question.id)
    step.answer(replace(message, buttons=shown + message.buttons))


def titles(step: Step, question: Question, ids: Sequence[str]) -> tuple[Button, ...]:
    """Titles of public entries to press."""
    entries = (entry for entry in map(step.library.public, ids) if entry)
    return tuple(
        step.wording.choice(entry.question, f"pick {question.id} {entry.id}") for entry in entries
    )


def tickets_table(step: Step, theirs: Sequence[Ticket]) -> Message:
    """Somebody's own open tickets, each with how it stands and what was promised."""
    language = step.language()
    rows = tuple(
        (
            str(each.number),
            cards.shorten(each.text, 60),
            cards.state_words(each, step.wording, language),
            moment(step, cards.open_due(step.records.promises(each.number))),
        )
        for each in theirs
    )
    return step.wording.say("my_tickets", language, table=Table(head=("", "", "", ""), rows=rows))


def moment(step: Step, at: datetime | None) -> str:
    """A time as plain words in the desk's zone, for tables."""
    return when(at, step.policy) if at else ""
