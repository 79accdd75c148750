"""Wrong words that customers were told: staff see who was, and have all of them told what is right."""

from bot.commands.lists import PAGE, heads
from bot.commands.row import Command, Kind, Param, entry, text
from bot.desk.nouns.message import Line, Markdown, Part, Table
from bot.desk.step.step import Step
from bot.desk.verbs import beforehand, recalling
from bot.desk.verbs.recalling import Reader, Told
from bot.desk.words import cards
from bot.errors import Refused
from knowledge.entry import Entry
from knowledge.text.secrets import first_mark, redact

WORDS = 60
"""Characters of a question in the list."""
_STATES = {
    Told.NOT: "recall_not",
    Told.GOING: "recall_going",
    Told.ARRIVED: "recall_arrived",
    Told.FAILED: "recall_failed",
}


def _recall(step: Step, entry: Entry, version: int | None) -> None:
    """Who was told the wrong words, in which, how far it is with each, and what they would read."""
    old = recalling.wrong(step, entry, version)
    found = recalling.readers(step, old)
    if not found:
        raise Refused.of(
            "nobody_was_told", entry=entry.id, version=old.version, days=recalling.SPAN.days
        )
    now = step.library.public(entry.id)
    left = sum(each.told.left for each in found)
    message = step.wording.say(
        "staff_recall",
        step.language(),
        buttons=_buttons(left, shown=bool(now)),
        title=step.put(
            "recall_title",
            count=len(found),
            left=left,
            days=recalling.SPAN.days,
            entry=entry.id,
            version=old.version,
        ),
        old=Markdown(text=step.filled(old).answer),
        table=_table(step, found),
        more=step.put("recall_more", number=len(found) - PAGE) if len(found) > PAGE else None,
        now=_now(step, now, old) if left else None,
        entry=entry.id,
        version=old.version,
    )
    step.answer(message, private=True)


def _now(step: Step, now: Entry | None, old: Entry) -> tuple[Part, ...]:
    """What they would read, or that it is to be written."""
    kind = "recall_now" if now else "recall_retired"
    said = Line(spans=(step.put(kind, entry=old.id, version=old.version),))
    return (said, Markdown(text=step.filled(now).answer)) if now else (said,)


def _buttons(left: int, *, shown: bool) -> tuple[str, ...]:
    if not left:
        return ()
    return ("recall_all", "recall_with") if shown else ("recall_with",)


def _table(step: Step, found: list[Reader]) -> Table:
    rows = tuple(
        (
            each.question.by.name,
            step.wording.day(each.question.asked_at.astimezone(step.zone).date(), step.language()),
            cards.shorten(each.question.text, WORDS)
            or step.wording.words("taken_back", step.language()),
            step.put(_STATES[each.told]),
        )
        for each in reversed(found[-PAGE:])
    )
    return Table(head=heads(step, "from", "when", "question", "told"), rows=rows)


def _recall_all(step: Step, entry: Entry, version: int) -> None:
    """All of them are told what the entry says now."""
    if step.library.public(entry.id) is None:
        raise Refused.of("not_shown_untold", entry=entry.id)
    _leave(step, entry, version, "")


def _recall_with(step: Step, entry: Entry, version: int, words: str) -> None:
    """All of them are told these words, once they were shown. Secrets are nobody's to send to many."""
    about = f"{entry.id}/{version}"
    which = beforehand.SEEN.fullmatch(words)
    if which:
        seen = beforehand.seen(step, beforehand.RECALL, about, which["sign"] or "")
        if not seen:
            raise Refused.of("recall_not_shown", entry=entry.id, version=version)
        _leave(step, entry, version, seen)
        return
    if redact(words)[1] or first_mark(words):  # or one was cut out on its way here
        raise Refused.of("secret_in_recall")
    if not any(map(str.isalnum, words)):
        raise Refused.of("recall_wordless", words=words[:40])
    _, left = _left(step, entry, version)
    message = step.wording.say(
        "staff_recall_with",
        step.language(),
        whom=beforehand.names(step, tuple(dict.fromkeys(each.question.by.name for each in left))),
        answer=Markdown(text=words),
        line=step.line(f"recallwith {entry.id} {version} anyway"),
        entry=entry.id,
        version=version,
        mark=beforehand.keep(step, beforehand.RECALL, about, words),
    )
    step.answer(message, private=True)


def _leave(step: Step, entry: Entry, version: int, words: str) -> None:
    old, left = _left(step, entry, version)
    recalling.leave(step, old, words)
    told = step.put("recall_begun", count=len(left), entry=entry.id, version=version)
    step.whisper("done", text=told)


def _left(step: Step, entry: Entry, version: int) -> tuple[Entry, list[Reader]]:
    """The wrong words, and who is still to be told what is right. Raises Refused where nobody is."""
    old = recalling.wrong(step, entry, version)
    found = recalling.readers(step, old)
    if not found:
        days = recalling.SPAN.days
        raise Refused.of("nobody_was_told", entry=entry.id, version=version, days=days)
    left = [each for each in found if each.told.left]
    if not left:
        raise Refused.of("all_were_told", entry=entry.id, version=version)
    return old, left


def _version(*, required: bool) -> Param:
    return Param(name="version", kind=Kind.NUMBER, required=required)


RECALL_COMMANDS: tuple[Command, ...] = (
    Command(
        name="recall",
        run=_recall,
        params=(entry(), _version(required=False)),
        group="Knowledge",
        looks=True,
    ),
    Command(
        name="recallall",
        run=_recall_all,
        params=(entry(), _version(required=True)),
        group="Knowledge",
        hidden=True,
        settles=True,
    ),
    Command(
        name="recallwith",
        run=_recall_with,
        params=(entry(), _version(required=True), text("words", most=2000)),
        group="Knowledge",
        hidden=True,
    ),
)
