"""What keeps abuse away: the word list, raid mode, and what is held back by either."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.commands.desk import said
from bot.commands.lists import heads, show
from bot.commands.row import Command, Kind, Param, row, text
from bot.desk.nouns.message import Table
from bot.desk.nouns.pending import Quarantined, Why
from bot.desk.nouns.person import Role
from bot.desk.rules.word_list import found as found_word
from bot.desk.step.step import Step
from bot.desk.verbs import raid, showing, word_list
from bot.desk.words import cards
from bot.errors import NotFound

_SHOWN = 120
"""Characters of a message in the list."""
_LATEST = 10
"""Times that raid mode was turned on or off, as they are shown."""
_ALL = "all"


def _words(step: Step) -> None:
    """All of them, with who put them there and when."""
    words = word_list.listed(step.records.decided())
    made = [step.records.decisions(f"{word_list.LISTED}{each}")[0] for each in words]
    rows = tuple(
        (word, showing.moment(step, each.at), each.by.name)
        for word, each in zip(words, made, strict=True)
    )
    title = step.put("words_are", count=len(rows)) if rows else step.put("no_words")
    show(step, title, Table(head=heads(step, "word", "since", "by"), rows=rows))


def _block_word(step: Step, words: str) -> None:
    said(step, step.put("word_listed", word=word_list.add(step, words)))


def _unblock_word(step: Step, words: str) -> None:
    word = word_list.drop(step, words)
    said(step, step.put("word_off", word=word, waits=_waiting(step)))


def _waiting(step: Step) -> str:
    """A line on what is held back for words, "" for nothing."""
    count = sum(each.why is Why.WORD for each in step.records.quarantined())
    return step.put("words_held", count=count) if count else ""


def _quarantine(step: Step) -> None:
    found = step.records.quarantined()
    words = word_list.listed(step.records.decided())
    title = step.put("quarantine_has", count=len(found)) if found else step.put("quarantine_empty")
    head = heads(step, "number", "when", "from", "message", "because")
    show(step, title, Table(head=head, rows=tuple(_row(step, each, words) for each in found)))


def _row(step: Step, held: Quarantined, words: Sequence[str]) -> tuple[str, ...]:
    word = found_word(words, held.words) if held.why is Why.WORD else ""
    because = step.put("held_by_word", word=word) if word else step.put(f"held_{held.why.value}")
    return (
        str(held.number),
        showing.moment(step, held.at),
        held.who,
        cards.shorten(held.words, _SHOWN),
        because,
    )


def _accept(step: Step, number: str) -> None:
    if number.casefold() == _ALL:
        count = sum(step.records.accept_all(each, step.now) for each in Why)
        said(step, step.put("accepted_all", count=count))
        return
    if not step.records.accept(_number(number), step.now):
        raise NotFound.of("not_quarantined", number=number[:20])
    said(step, step.put("accepted", number=number))


def _discard(step: Step, number: str) -> None:
    if number.casefold() == _ALL:
        count = sum(step.records.discard_all(each, step.now) for each in Why)
        said(step, step.put("discarded_all", count=count))
        return
    if not step.records.discard(_number(number), step.now):
        raise NotFound.of("not_quarantined", number=number[:20])
    said(step, step.put("discarded", number=number))


def _number(word: str) -> int:
    """0, which nothing has, for what is no number."""
    bare = word.removeprefix("#")
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 16 else 0


def _raid(step: Step, state: str | None, moment: datetime | None) -> None:
    if state == "on":
        until = raid.begin(step, moment)
        age = step.wording.length(step.policy.newcomer, step.language())
        said(step, step.put("raid_on", until=showing.moment(step, until), age=age))
    elif state == "off":
        said(step, step.put("raid_off", count=raid.end(step)))
    else:
        _show_raid(step)


def _show_raid(step: Step) -> None:
    standing = raid.standing(step.records, step.now)
    made = step.records.decisions(raid.RAID)[:_LATEST]
    rows = tuple(
        (showing.moment(step, each.at), each.by.name, "on" if each.value else "off")
        for each in made
    )
    until = showing.moment(step, standing.until) if standing else ""
    title = step.put("raid_is_on" if standing else "raid_is_off", until=until)
    show(step, title, Table(head=heads(step, "when", "who", "raid"), rows=rows))


_people = partial(row, group="People")
_HELD = Param(name="number", kind=Kind.WORD)

QUARANTINE_COMMANDS: tuple[Command, ...] = (
    _people("blockwords", _words, looks=True),
    _people("blockword", _block_word, text("words", most=200), who=Role.LEAD),
    _people("unblockword", _unblock_word, text("words", most=word_list.LONGEST), who=Role.LEAD),
    _people("quarantine", _quarantine, looks=True),
    _people("accept", _accept, _HELD),
    _people("discard", _discard, _HELD),
    _people(
        "raid",
        _raid,
        Param(name="state", kind=Kind.WORD, required=False, choices=("on", "off")),
        Param(name="moment", kind=Kind.MOMENT, required=False),
    ),
)
