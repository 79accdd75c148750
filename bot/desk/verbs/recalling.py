"""Words of the guide that were wrong: whoever was told them hears what is right, once in each place where
they stand.

Staff see who was told what before anybody hears of it, and say so. That it has arrived is known once it
has; what did not arrive has not been said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot.desk.nouns.inbound import Delivered, Recalled
from bot.desk.nouns.message import Deed, Intent, Markdown, Outgoing, Readership
from bot.desk.nouns.question import Question
from bot.desk.nouns.sought import Likely, Sought
from bot.desk.ports.records import Records
from bot.desk.rules.lifecycle import ERASED
from bot.desk.step.step import Step
from bot.desk.verbs.earlier import mark, said_by
from bot.errors import BadArgument, Refused
from knowledge.entry import Entry, Status

SPAN = timedelta(days=90)
"""How far back people are told: on what they read earlier they have acted, or never will."""
AT_ONCE = 20
"""People seen to in one piece of work: whoever writes meanwhile waits for no more than that."""


class Told(StrEnum):
    """How far it is with one of them."""

    NOT = "not"
    """Nobody has told them."""
    GOING = "going"
    """It is on its way to them."""
    ARRIVED = "arrived"
    FAILED = "failed"
    """It did not reach them; it can be sent again."""

    @property
    def left(self) -> bool:
        """Whether they are still to be told."""
        return self in {Told.NOT, Told.FAILED}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody who was told the wrong words, by the last question that they were an answer to."""

    question: Question
    told: Told


def wrong(step: Step, entry: Entry, version: int | None) -> Entry:
    """The version whose words were wrong; without a number the last one that said something else than
    is said now, and that somebody was told. Raises BadArgument, Refused."""
    versions = {each.version: each for each, *_ in step.records.entry_versions(entry.id)}
    if version is not None and version not in versions:
        known = ", ".join(map(str, versions))
        raise BadArgument.of("no_version", entry=entry.id, wanted=version, known=known)
    now = mark(entry.answer) if entry.status is Status.APPROVED else ""
    if version is not None:
        found = versions[version]
        if mark(found.answer) == now:
            raise Refused.of("says_so_still", entry=entry.id, version=version)
        return found
    others = [
        each
        for each in reversed(versions.values())
        if each.status is Status.APPROVED and mark(each.answer) != now
    ]
    if not others:
        raise Refused.of("never_said_otherwise", entry=entry.id)
    return next((each for each in others if readers(step, each)), others[0])


def readers(step: Step, old: Entry) -> list[Reader]:
    """All who were told these words of late, each once in each place, the latest last."""
    found = step.records.who_had(said_by(old.id, old.answer), step.now - SPAN)
    latest = {_where(each): each for each in found if each.by.platform != ERASED}
    told = {_where(each): _told(each, old) for each in found if _told(each, old) is not Told.NOT}
    return [
        Reader(question=each, told=told.get(where, Told.NOT))
        for where, each in sorted(latest.items(), key=lambda pair: pair[1].id)
    ]


def _where(question: Question) -> tuple[str, str]:
    """Who reads there, and where: what stands in another place is wrong there as before."""
    return question.by.id, question.place.key


def _told(question: Question, old: Entry) -> Told:
    for state in (Told.ARRIVED, Told.GOING, Told.FAILED):
        if _sign(state, old) in question.had:
            return state
    return Told.NOT


def _sign(state: Told, old: Entry) -> str:
    """What stands among the marks of a question's answers once it is that far."""
    return mark(f"{state} recall {old.id} {mark(old.answer)}")


def leave(step: Step, old: Entry, words: str) -> None:
    """Have all of them told, some at a time; "" for the entry's words as they are then."""
    step.records.enqueue(
        Recalled(
            id=f"recall:{step.cause}",
            at=step.now,
            entry=old.id,
            version=old.version,
            words=words,
            by=step.actor,
            place=step.place,
        )
    )


def seek(records: Records, recalled: Recalled) -> Sought:
    """The next of those who were told them. Looks through many questions, so it is done by a reader."""
    old = _version(records, recalled.entry, recalled.version)
    since = recalled.at - SPAN
    found = records.who_had(
        said_by(old.id, old.answer), since, after=recalled.after, limit=AT_ONCE + 1
    )
    some = found[:AT_ONCE]
    return Sought(
        found=tuple(Likely(question=each.id, likely=1.0) for each in some),
        through=some[-1].id if some else recalled.after,
        more=len(found) > len(some),
    )


def _version(records: Records, entry: str, version: int) -> Entry:
    return next(e for e, *_ in records.entry_versions(entry) if e.version == version)


def see_to(step: Step, recalled: Recalled, sought: Sought | None) -> str:
    """Tell the next of them, and leave the rest to the next piece of work; `sought` where they were
    looked up before."""
    sought = sought or seek(step.records, recalled)
    old = _version(step.records, recalled.entry, recalled.version)
    entry = step.library.public(old.id)
    words = recalled.words or (entry.answer if entry else "")
    if not words:
        return "nothing"
    told = sum(_tell(step, each, old, words) for each in _questions(step, sought.found))
    if sought.more:
        key = recalled.id.removesuffix(f"/{recalled.after}")
        rest = replace(recalled, id=f"{key}/{sought.through}", after=sought.through)
        step.records.enqueue(rest)
    return f"told {told}"


def _questions(step: Step, found: Iterable[Likely]) -> Iterator[Question]:
    for each in found:
        yield step.records.question(each.question)


def _tell(step: Step, question: Question, old: Entry, words: str) -> bool:
    """Tell one of them of their last such question there, unless they know."""
    if question.by.platform == ERASED:
        return False
    asked = step.records.asked_by(question.by.id, NEWEST)
    theirs = [each for each in asked if _where(each) == _where(question)]
    wrong_words = said_by(old.id, old.answer)
    later = any(each.id > question.id and wrong_words in each.had for each in theirs)
    known = {said_by(old.id, words), _sign(Told.GOING, old), _sign(Told.ARRIVED, old)}
    if later or any(known & set(each.had) for each in (*theirs, question)):
        return False
    _say(step, question, old, words)
    going = _sign(Told.GOING, old)
    step.records.save_question(replace(question, had=(*question.had, going)))
    return True


NEWEST = 100
"""Questions of one person that are looked through."""


def _say(step: Step, question: Question, old: Entry, words: str) -> None:
    day = question.asked_at.astimezone(step.zone).date()
    step.to_asker(
        question,
        "recalled" if question.text else "recalled_unquoted",
        replace(step.intent(Deed.RECALL), entry=old.id, version=old.version, text=words),
        day=step.wording.day(day, question.language),
        answer=Markdown(text=step.filled(replace(old, answer=words), question.by).answer),
    )


def ended(step: Step, intent: Intent, report: Delivered) -> None:
    """It has arrived, or has not: then they may be told again."""
    question = step.records.question(intent.question)
    old = _version(step.records, intent.entry, intent.version)
    before = {_sign(Told.GOING, old), _sign(Told.FAILED, old)}
    left = tuple(each for each in question.had if each not in before)
    arrived = (_sign(Told.ARRIVED, old), mark(intent.text), said_by(old.id, intent.text))
    has = arrived if report.ok else (_sign(Told.FAILED, old),)
    step.records.save_question(replace(question, had=(*left, *has)))
    untold = _untold(question.by.id)
    if not report.ok or step.records.kept(untold):
        step.records.keep(untold, "" if report.ok else old.id)
    ticket = step.records.ticket(question.ticket) if question.ticket else None
    if ticket:
        told = step.filled(replace(old, answer=intent.text), question.by).answer
        what, text = ("recalled", told) if report.ok else ("not_delivered", report.reason)
        step.record(ticket, what, text, internal=not report.ok)
        step.touch(ticket)


def _untold(person: str) -> str:
    return f"untold:{person}"


def back_again(step: Step) -> None:
    """Name whoever writes to the team, once, where words that were to be set right did not reach them."""
    entry = step.records.kept(_untold(step.actor.id))
    room = step.staff_room(step.here.platform) if entry else None
    if room is None:
        return
    step.records.keep(_untold(step.actor.id), "")
    message = step.wording.say(
        "staff_untold",
        step.policy.language,
        who=step.actor.name,
        entry=entry,
        line=step.line(f"recall {entry}"),
    )
    step.send(Outgoing(key="", place=room, message=message, readership=Readership.STAFF))
