"""How knowledge changes: each change is a new version with author, time and reason.

A verb says what the change would be; `save` makes it. What gets approved is announced to those who
asked for it, through the desk's own inbox.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from bot.desk.nouns.event import Event, EventType
from bot.desk.nouns.pending import Held
from bot.desk.nouns.question import Feedback
from bot.desk.step.step import Step
from bot.desk.verbs import askers, enclosing, personal, replaying
from bot.desk.verbs.earlier import mark, said_by
from bot.errors import BadArgument, Refused
from knowledge.entry import Audience, Entry, Status
from knowledge.files import cleaned, free_id
from knowledge.text.language import written_in
from knowledge.text.normalise import surface
from knowledge.upkeep.asking import ways
from knowledge.upkeep.personal import bared, generalised, listed, ticket_of
from knowledge.upkeep.structure import cut_out, secret_in

REVIEW_EVERY = timedelta(days=365)
"""How long an entry counts as checked."""
LATELY = timedelta(days=30)
"""Whoever was shown words within it counts when they are corrected."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What an entry would become, not saved yet."""

    entry: Entry
    why: str
    """The reason, as the history has it."""
    before: Entry | None = None
    """The entry as it is; None for a new one."""
    news: bool = True
    """It may answer what people asked in vain."""
    left_out: tuple[str, ...] = ()
    """What of the words was left out or read otherwise, such as HTML."""
    takes_back: bool = False
    """It only takes back what was done last: customers had just that before."""

    @property
    def held(self) -> Held:
        """As it is kept until somebody says to save it all the same."""
        at = self.before.version if self.before else 0
        known = _mark(f"{self.entry}{at}")
        return Held(entry=self.entry, why=self.why, version=at, mark=known)


def add(step: Step, question: str, answer: str) -> Change:
    """A new approved entry, written and checked by the person acting."""
    question, answer, left_out = cleaned(question, answer)
    fresh = _fresh(step, question, answer, Status.APPROVED, "")
    return Change(entry=fresh, why="added", left_out=left_out)


def draft(step: Step, question: str, answer: str, *, source: str) -> Entry:
    """A new entry that nobody is shown until it is approved; what was cut out of it is said, and what
    was said to one customer alone."""
    whom = personal.customer(step.records, source)
    (question, asked), (answer, said) = generalised(question, whom), bared(answer, whom)
    variants = personal.asked_alike(step.records, question) if ticket_of(source) else ()
    fresh = replace(_fresh(step, question, answer, Status.DRAFT, source), variants=variants)
    replaying.of(step, replaying.as_shown(fresh))
    saved = save(step, Change(entry=fresh, why="drafted"))
    if marks := cut_out(saved):
        step.whisper("draft_cut", marks=marks, entry=saved.id)
    if taken := (*asked, *said):
        step.whisper("draft_bared", words=listed(taken))
    if theirs := personal.in_it(step.records, saved):
        step.whisper("draft_personal", words=listed(theirs), entry=saved.id)
    return saved


def from_source(step: Step, source: str, question: str) -> Entry | None:
    """What was drafted from there already; with a question only what asks the same."""
    asked = surface(generalised(question, personal.customer(step.records, source))[0])
    found = (
        each
        for each in step.records.entries()
        if each.source == source and each.status is not Status.RETIRED
    )
    return next((each for each in found if not asked or surface(each.question) == asked), None)


def _fresh(step: Step, question: str, answer: str, status: Status, source: str) -> Entry:
    question, answer = question.strip(), answer.strip()
    if not question or not answer:
        raise BadArgument.of("entry_needs")
    today = step.now.date()
    return Entry(
        id=free_id(question, (each.id for each in step.records.entries())),
        question=question,
        answer=answer,
        status=status,
        language=written_in(f"{question}\n{answer}", step.policy.language),
        owner=step.actor.id,
        checked_by=step.actor.name if status is Status.APPROVED else "",
        checked_on=today if status is Status.APPROVED else None,
        review_on=next_review(step),
        source=source,
    )


def next_review(step: Step) -> date:
    """A year on from today."""
    return (step.now + REVIEW_EVERY).date()


def save(step: Step, change: Change) -> Entry:
    """Store the next version; when it is news to people who asked, they are seen to."""
    refuse_secrets(change.entry)
    enclosing.keep(step)
    stored = step.records.save_entry(change.entry, step.actor, step.now, change.why)
    step.entries.append(stored)
    if is_shown(stored) or (change.before and is_shown(change.before)):
        step.events.append(_event(stored))
    for words in set(stored.not_for) - set(change.before.not_for if change.before else ()):
        _disown(step, stored, words)
    if change.news and is_shown(stored):
        # Not the entry's id, which is made of somebody's words: this one stands in logs.
        key = f"published:{_mark(stored.id)}:{stored.version}"
        step.records.enqueue(askers.owed_word(step, stored, key))
    return stored


def _event(entry: Entry) -> Event:
    """What other programs are told; drafts, whose ids are made of a customer's words, they never see."""
    facts: dict[str, str | int | bool] = {"id": entry.id, "version": entry.version}
    facts |= {"status": str(entry.status), "language": entry.language}
    shown = {"question": entry.question} if is_shown(entry) else {}
    return Event(type=EventType.ENTRY, facts=facts, words=shown)


def _disown(step: Step, entry: Entry, words: str) -> None:
    """Whoever had it for an answer to these words waits for another one, and isn't asked whether it
    helped."""
    asked = surface(words)
    for each in step.records.who_had(said_by(entry.id, entry.answer), step.now - LATELY):
        if surface(each.text) == asked and each.feedback is not Feedback.WITHDRAWN:
            step.records.save_question(replace(each, open=True, told_entry="", ask_at=None))


def is_shown(entry: Entry | None) -> bool:
    """Whether customers are shown it."""
    public = entry is not None and entry.audience is Audience.PUBLIC
    return public and entry is not None and entry.status is Status.APPROVED


def refuse_secrets(entry: Entry) -> None:
    """Raise Refused for an entry that surely holds a secret, or would show that one was cut out."""
    if secret := secret_in(entry):
        raise Refused.of("secret_in_it", what=secret)
    if entry.status is Status.APPROVED and (marks := cut_out(entry)):
        raise Refused.of("cut_out_there", marks=marks, entry=entry.id)


def change_answer(step: Step, entry: Entry, answer: str) -> Change:
    """New words for an entry, checked today by whoever wrote them."""
    _, answer, left_out = cleaned(entry.question, answer)
    if not answer:
        raise BadArgument.of("entry_needs")
    after = _checked(step, replace(entry, answer=answer))
    return Change(entry=after, why="answer changed", before=entry, left_out=left_out)


def approve(step: Step, entry: Entry) -> Change:
    """From draft to what people are shown."""
    if entry.status is Status.APPROVED:
        raise Refused.of("approved_already", entry=entry.id)
    after = _checked(step, replace(entry, status=Status.APPROVED))
    return Change(entry=after, why="approved", before=entry)


def check(step: Step, entry: Entry) -> Change:
    """Say that an entry is still right."""
    return Change(entry=_checked(step, entry), why="checked", before=entry)


def _checked(step: Step, entry: Entry) -> Entry:
    return replace(
        entry,
        checked_by=step.actor.name,
        checked_on=step.now.date(),
        review_on=next_review(step),
    )


def add_variant(entry: Entry, words: str) -> Change:
    """Another way people put it."""
    if words in entry.phrasings:
        raise Refused.of("has_phrasing", entry=entry.id)
    kept = tuple(each for each in entry.not_for if each != words)
    if same := _asks_the_same(entry, words, kept):
        raise Refused.of("kept_from_same", entry=entry.id, same=same)
    after = replace(entry, variants=(*entry.variants, words), not_for=kept)
    return Change(entry=after, why="phrasing", before=entry)


def add_not_for(entry: Entry, words: str) -> Change:
    """A question that looks like it and is not answered by it."""
    if words in entry.not_for:
        raise Refused.of("kept_already", entry=entry.id)
    kept = tuple(each for each in entry.variants if each != words)
    if same := _asks_the_same(entry, words, kept):
        raise Refused.of("phrasing_same", entry=entry.id, same=same)
    after = replace(entry, not_for=(*entry.not_for, words), variants=kept)
    return Change(entry=after, why="not for", before=entry, news=False)


def _asks_the_same(entry: Entry, words: str, others: Sequence[str]) -> str:
    """Which of an entry's other phrasings asks just that; "" for none."""
    asked = set(ways(words, entry.language))
    return next((each for each in others if asked & set(ways(each, entry.language))), "")


def retire(entry: Entry) -> Change:
    """Show it to nobody any more; it can be restored."""
    if entry.status is Status.RETIRED:
        raise Refused.of("retired_already", entry=entry.id)
    after = replace(entry, status=Status.RETIRED)
    return Change(entry=after, why="retired", before=entry)


def restore(step: Step, entry: Entry, version: int | None) -> Change:
    """Take an earlier version up again, as a new one. Without a number: the one before."""
    versions = {each.version: each for each, *_ in step.records.entry_versions(entry.id)}
    wanted = version or entry.version - 1
    if entry.status is Status.RETIRED and version is None:
        wanted = max(
            (n for n, each in versions.items() if each.status is not Status.RETIRED), default=0
        )
    if wanted not in versions and version is None:
        raise Refused.of("no_earlier_version", entry=entry.id)
    if wanted not in versions:
        known = ", ".join(str(number) for number in versions)
        raise BadArgument.of("no_version", entry=entry.id, wanted=wanted, known=known)
    return Change(
        entry=versions[wanted],
        why=f"restored version {wanted}",
        before=entry,
        takes_back=wanted == entry.version - 1,
    )


def set_field(entry: Entry, name: str, value: str) -> Change:
    """Change one of the other fields; refused with what would be right."""
    match name:
        case "question":
            after = replace(entry, question=value)
        case "audience":
            if value.casefold() not in set(Audience):
                raise BadArgument.of("one_of", name="audience", known="public, staff")
            after = replace(entry, audience=Audience(value.casefold()))
        case "language":
            after = replace(entry, language=_language(value))
        case "review":
            after = replace(entry, review_on=_day(value))
        case "category" | "owner" | "source" | "translates":
            after = replace(entry, **{name: value})  # type: ignore[arg-type]
        case _:
            raise BadArgument.of("no_field", name=name[:40], known=", ".join(FIELDS))
    return Change(entry=after, why=f"{name} changed", before=entry)


FIELDS = ("question", "audience", "language", "review", "category", "owner", "source", "translates")


def shown_before(step: Step, change: Change) -> int:
    """How many people were lately shown words that the change takes out of the guide."""
    old = change.before
    same = (
        is_shown(change.entry) and old is not None and mark(old.answer) == mark(change.entry.answer)
    )
    if old is None or not is_shown(old) or same:
        return 0
    return step.records.people_who_had(said_by(old.id, old.answer), step.now - LATELY)


def old_words(step: Step, entry: Entry, had: int) -> str:
    """How many were shown the words that it had, and the line that tells them."""
    return step.put("shown_old_words", count=had, days=LATELY.days, entry=entry.id)


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise BadArgument.of("no_language_tag", words=value[:20])
    return value.casefold()


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadArgument.of("no_day", words=value[:20]) from None


def _mark(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:12]
