"""Rehearsal as the team has it: how each room stands, what it thinks of what would have been said, and
the word by which a lead has customers hear the desk.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.commands.lists import heads
from bot.commands.row import Command, Kind, Param, row, text
from bot.commands.saving import say_drafted
from bot.desk.nouns.message import Markdown, Message, Outgoing, Readership, Table
from bot.desk.nouns.person import Role
from bot.desk.nouns.place import Place
from bot.desk.nouns.question import OutcomeKind
from bot.desk.nouns.rehearsed import Mode, Rehearsed, Tally, Verdict
from bot.desk.rules import standing
from bot.desk.rules.standing import Standing
from bot.desk.step import muting
from bot.desk.step.step import Step
from bot.desk.verbs import editing
from bot.desk.words import shares, where
from bot.errors import BadArgument, Refused
from knowledge.upkeep.personal import FROM_MESSAGE

SPAN = timedelta(days=90)
"""How far back judgements count."""
_ROOM = re.compile(rf"[a-z]+:[\w-]{{1,40}}|{muting.DIRECT}")
ON, HANDOVER, OFF = "on", "handover", "off"
_MODES = {ON: Mode.LIVE, HANDOVER: Mode.HANDOVER, OFF: Mode.REHEARSAL}
"""What is said of a room, and its mode then."""


def _rehearsal(step: Step) -> None:
    """Each room that rehearses or did, and how it stands with the owner's wish."""
    tallies = _tallies(step)
    lines = [line for each in tallies.values() for line in _stands(step, each)]
    rows = tuple(
        (
            _called(step, each.room),
            step.put(f"mode_{_mode(step, each.room)}"),
            str(each.asked),
            str(each.answers),
            str(each.choices),
            str(each.unknown),
            _share(each),
        )
        for each in tallies.values()
    )
    head = heads(step, "room", "mode", "asked", "answered", "offered", "unknown", "right")
    ready = next((each.room for each in tallies.values() if _is_ready(step, each)), "")
    message = step.wording.say(
        "staff_rehearsal",
        step.language(),
        buttons=("go_live",) if ready else (),
        title=step.put("rehearsal_rooms" if rows else "rehearsal_none"),
        table=Table(head=head, rows=rows) if rows else None,
        lines=Markdown(text="\n".join(lines)) if lines else None,
        room=ready,
    )
    step.answer(message, private=True)


def _share(tally: Tally) -> str:
    return f"{tally.right}/{tally.judged}"


def _tallies(step: Step) -> dict[str, Tally]:
    """By room; those that are set to rehearse are among them, though nobody has asked there yet."""
    found = {
        each.room: each
        for each in step.records.tallies(step.now - SPAN, step.now + timedelta(seconds=1))
    }
    set_so = (room for room, mode in step.policy.rooms.items() if mode is not Mode.LIVE)
    return {**{room: Tally(room=room) for room in set_so}, **found}


def quiet(step: Step) -> tuple[bool, bool]:
    """Whether customers hear nothing of the guide somewhere, and whether they do so everywhere."""
    rooms = {muting.DIRECT, *step.policy.rooms, *_tallies(step)}
    modes = {step.policy.mode, *(_mode(step, each) for each in rooms)}
    return modes != {Mode.LIVE}, Mode.LIVE not in modes


def _mode(step: Step, room: str) -> Mode:
    return muting.mode_in(step.records, step.policy, room)


def _is_ready(step: Step, tally: Tally) -> bool:
    good = standing.stands(tally, step.policy.wrong_answers) is Standing.GOOD
    return good and _mode(step, tally.room) is not Mode.LIVE


def _stands(step: Step, tally: Tally) -> Iterator[str]:
    """Whether it is good enough, how sure that is, and what is next; of rooms that rehearse."""
    if _mode(step, tally.room) is Mode.LIVE:
        return
    wish = step.policy.wrong_answers
    stands = standing.stands(tally, wish)
    yield step.put(
        f"rehearsal_{stands}",
        room=_called(step, tally.room),
        share=shares.said(standing.right(tally), step.put),
        judged=tally.judged,
        right=tally.right,
        wish=f"{100 * (1 - wish):g} %",
        more=standing.lacks(tally, wish),
        line=f"live {tally.room}",
    )


def _judge(step: Step, number: int, verdict: str) -> None:
    """What somebody of the team thinks of one; the newest word counts."""
    judged = step.records.rehearsed(number)
    before = _tally(step, judged.room)
    step.records.save_rehearsed(replace(judged, verdict=Verdict(verdict)))
    if judged.outcome is not OutcomeKind.ANSWER:
        step.whisper("done", text=step.put("rehearsal_noted"))
        return
    after = _tally(step, judged.room)
    stands = " ".join(_stands(step, after)) or step.put("rehearsal_noted")
    step.whisper("done", text=stands)
    if _is_ready(step, after) and not _is_ready(step, before):
        _tell(step, _ready(step, after))


def _tally(step: Step, room: str) -> Tally:
    return _tallies(step).get(room) or Tally(room=room)


def _ready(step: Step, tally: Tally) -> Message:
    return step.wording.say(
        "staff_rehearsal",
        step.policy.language,
        buttons=("go_live",),
        title=" ".join(_stands(step, tally)),
        table=None,
        lines=None,
        room=tally.room,
    )


def _better(step: Step, number: int, answer: str) -> None:
    """What it should have said: a draft, and the answer that it had was wrong."""
    judged: Rehearsed = step.records.rehearsed(number)
    words = step.records.words_of(judged.message)
    if not words:
        raise Refused.of("rehearsed_gone", n=number)
    drafted = editing.draft(step, words, answer, source=FROM_MESSAGE)
    step.records.save_rehearsed(replace(judged, verdict=Verdict.WRONG))
    say_drafted(step, drafted)


def _live(step: Step, room: str, mode: str | None) -> None:
    """Have customers of a room hear the desk, or no longer."""
    named = _meant(step, room)
    if not _ROOM.fullmatch(named):
        known = ", ".join(_called(step, each) for each in _tallies(step)) or muting.DIRECT
        raise BadArgument.of("no_room_named", words=room[:40], known=known)
    kept = _MODES[mode or ON]
    muting.keep_mode(step.records, named, kept)
    said = step.wording.said(
        f"rehearsal_is_{kept}", step.policy.language, room=_called(step, named), who=step.actor.name
    )
    _tell(step, step.wording.say("done", step.policy.language, text=said))
    step.whisper("done", text=step.put("rehearsal_noted"))


def _meant(step: Step, words: str) -> str:
    """The room that is named: by its key, by a mention of it, or by the name of one that is listed."""
    named = muting.named(words, step.here.platform)
    if named:
        return muting.room_of(named)
    listed = {_name(step, each).casefold(): each for each in _tallies(step)}
    listed.pop("", None)
    return listed.get(words.removeprefix("#").casefold(), words)


def _called(step: Step, room: str) -> str:
    """As people read it: "#help (slack:C0123ABCD)"."""
    name = _name(step, room)
    return f"#{name} ({room})" if name else room


def _name(step: Step, room: str) -> str:
    platform, _, at = room.partition(":")
    here = step.here
    workspace = here.workspace if here.platform == platform else ""
    place = Place(platform=platform, workspace=workspace, room=at)
    return where.room_name(step.records, place) if at else ""


def _tell(step: Step, message: Message) -> None:
    """In the team's room."""
    there = step.staff_room(step.here.platform)
    if there:
        step.send(Outgoing(key="", place=there, message=message, readership=Readership.STAFF))


_row = partial(row, group="Rehearsal")

REHEARSAL_COMMANDS: tuple[Command, ...] = (
    _row("rehearsal", _rehearsal, looks=True),
    _row(
        "live",
        _live,
        Param(name="room", kind=Kind.ROOM),
        Param(name="mode", kind=Kind.WORD, required=False, choices=(ON, HANDOVER, OFF)),
        who=Role.LEAD,
        settles=True,
    ),
    _row(
        "judge",
        _judge,
        Param(name="number", kind=Kind.NUMBER),
        Param(name="verdict", kind=Kind.WORD, choices=tuple(Verdict)),
        hidden=True,
        settles=True,
    ),
    _row(
        "better",
        _better,
        Param(name="number", kind=Kind.NUMBER),
        text("answer"),
        hidden=True,
        replayed=True,
        settles=True,
    ),
)
