"""Saving a change of an entry: what stands against it first, and what is worth knowing after it.

What another entry contradicts, or what tells everybody a password or what was one customer's alone, is
not saved before somebody says so, with it before their eyes.
Plainer words are offered, never asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.commands.row import Command, Kind, Param, entry
from bot.desk.nouns.message import Fact, Facts, Line, Markdown, Part
from bot.desk.nouns.pending import Held
from bot.desk.step.step import Step
from bot.desk.verbs import (
    editing,
    enclosing,
    guided,
    linked,
    objecting,
    personal,
    replaying,
    variables,
)
from bot.desk.words import flaws
from bot.errors import Refused
from knowledge.entry import Entry, Status
from knowledge.files import check_entry
from knowledge.text.variables import names
from knowledge.upkeep.personal import listed
from knowledge.upkeep.plainness import plainer, remarks
from knowledge.upkeep.review import Pair

_NAMED = {"no": "differs_no", "place": "differs_place", "answer": "differs_answer"}
"""What is no amount, by its label."""
MOST = 3
"""Entries that a change is shown beside."""


def make(step: Step, change: editing.Change, what: str, **facts: str) -> None:
    """Save a change and say what it was, unless something speaks against it: then that is shown."""
    variables.check(step, change)
    guided.check(step, change)
    linked.check(step, change)
    felt = (change.entry,) if replaying.matters(change.entry, change.before) else ()
    replay = replaying.of(step, *felt)
    read = variables.as_read(step, change)
    found, told = objecting.clashes(step, change), objecting.gives_away(read)
    theirs = personal.told_by(step.records, change.entry, change.before)
    doubted = objecting.in_doubt(read)
    worse = replay.against(change.entry.id) if replay and not change.takes_back else []
    twice = "" if found else objecting.same(step, change)
    if found or told or theirs or doubted or worse or twice:
        editing.refuse_secrets(change.entry)
        enclosing.keep(step)
        step.records.hold(step.actor.id, change.held)
        if found:
            _show(step, change.held, found)
        if told:
            _warn(step, change.held, "entry_tells", told)
        if theirs:
            _warn(step, change.held, "entry_personal", listed(theirs))
        if doubted:
            why = (step.put(f"doubt_{each.kind}", words=each.words[:60]) for each in doubted)
            _warn(step, change.held, "entry_unready", "; ".join(why))
        if twice:
            _warn(step, change.held, "entry_twice", twice)
        if replay and worse:
            only = replace(replay, moved=tuple(worse))
            moved = tuple(replaying.listed(step, only))
            _warn(step, change.held, "entry_replayed", replaying.told(step, replay), moved)
        return
    _save(step, change, step.put(f"did_{what}", **facts), replaying.notes(step, replay))


def _save(step: Step, change: editing.Change, what: str, replayed: Sequence[str] = ()) -> None:
    had = editing.shown_before(step, change)
    saved = editing.save(step, change)
    notes = [*replayed, *([editing.old_words(step, saved, had)] if had else [])]
    notes += [step.put("goes_with", files=enclosing.listed(saved))] if _adds_files(change) else []
    notes += [_still_retired(step, saved)] if _stays_retired(change) else []
    notes += change.left_out
    notes += _plain(step, saved) if _reworded(change) else []
    better = plainer(saved.answer, saved.language) if _reworded(change) else saved.answer
    _say_saved(step, saved, what, notes, better)


def _stays_retired(change: editing.Change) -> bool:
    before = change.before
    return before is not None and before.status is change.entry.status is Status.RETIRED


def _still_retired(step: Step, entry: Entry) -> str:
    """Said to whoever writes on in an entry that customers are not shown."""
    return step.put("still_retired", line=step.line(f"approve {entry.id}"))


def _adds_files(change: editing.Change) -> bool:
    """Whether files come beside what else it does; where that is all, it is said already."""
    before = change.before
    return change.entry.files != (before.files if before else ()) and _reworded(change)


def _reworded(change: editing.Change) -> bool:
    """Whether customers will read words that they did not read before."""
    before = change.before
    known = before is not None and before.status is Status.APPROVED
    same = before is not None and known and before.answer == change.entry.answer
    return change.entry.status is Status.APPROVED and not same


def _plain(step: Step, entry: Entry) -> list[str]:
    """What could be plainer in an answer, each with what to write instead."""
    language = step.language()
    lines = []
    for each in remarks(entry.answer, entry.language):
        kind = each.kind or ("" if each.better else "leave")
        better = step.wording.label(f"plain_{kind}", language) if kind else str(each.better)
        found = each.shown or each.found
        told = step.wording.words("entry_plain", language, found=found, better=better)
        lines.append(told)
    return list(dict.fromkeys(lines))


def say_drafted(step: Step, saved: Entry) -> None:
    """That a draft is kept, and what it would do once it is approved."""
    _say_saved(step, saved, step.put("did_drafted"), replaying.notes(step, step.replay))


def _say_saved(
    step: Step, saved: Entry, what: str, notes: Sequence[str] = (), better: str = ""
) -> None:
    """That it is saved, and what deserves a look; `better` is its answer in plainer words."""
    shown = saved.status is Status.APPROVED
    found = [*notes, *_flaws(step, saved)] if shown else notes
    plain = better if better not in {"", saved.answer} else None
    language = step.language()
    message = step.wording.say(
        "entry_saved",
        language,
        buttons=("plainer",) if plain else (),
        text=step.put("saved", what=what, entry=saved.id, version=saved.version),
        warnings=Markdown(text="\n".join(f"- {each}" for each in found)) if found else None,
        plain=(
            Line(spans=(step.wording.words("entry_plainer", language),)),
            Markdown(text=plain),
        )
        if plain
        else None,
        entry=saved.id,
        version=saved.version,
    )
    step.answer(message, private=True)


def _flaws(step: Step, entry: Entry) -> Iterator[str]:
    """What lies near it, and what is wrong with it by itself, to whoever saved it."""
    for pair in objecting.near(step, entry):
        yield of_pair(step, pair)
    if names(entry.answer):
        yield step.put("flaw_reads", answer=step.filled(entry).answer)
    for flaw in check_entry(step.filled(entry)):
        yield flaws.said(flaw, step.put)


def of_pair(step: Step, pair: Pair) -> str:
    """That two entries ask nearly the same, and whether they answer differently."""
    return step.put(
        "flaw_contradicts" if pair.contradicts else "flaw_near",
        one=pair.one.id,
        other=pair.other.id,
        words=pair.phrasings[0],
        others=pair.phrasings[1],
        differs=_differs(step, pair.differs, step.language()),
    )


def _differs(step: Step, differs: Iterable[str], language: str) -> str:
    """What two answers differ in, in words."""
    named = ((word, _NAMED.get(word, "")) for word in differs)
    return ", ".join(step.wording.label(n, language) if n else word for word, n in named)


def _plainer(step: Step, entry: Entry, version: int) -> None:
    """Take the plainer words that were shown below that version."""
    if version != entry.version:
        raise Refused.of("changed_since", entry=entry.id)
    better = plainer(entry.answer, entry.language)
    if better == entry.answer:
        raise Refused.of("no_plainer", entry=entry.id)
    make(step, editing.change_answer(step, entry, better), "plainer")


def _show(step: Step, held: Held, found: list[Pair]) -> None:
    """The change beside what it contradicts."""
    language = step.language()
    mine = _words(step.filled(held.entry), found[0].phrasings[0])
    rows = [step.wording.fact("entry_this", mine, language=language)]
    rows += [
        Fact(label=each.other.id, spans=(_words(each.other, each.phrasings[1]),))
        for each in found[:MOST]
    ]
    differs = dict.fromkeys(word for each in found for word in each.differs)
    message = step.wording.say(
        "entry_contradicts",
        language,
        differs=_differs(step, differs, language),
        facts=Facts(rows=tuple(rows)),
        mark=held.mark,
    )
    step.answer(message, private=True)


def _warn(step: Step, held: Held, kind: str, told: str, moved: tuple[Part, ...] = ()) -> None:
    """What an entry would tell everybody who asks."""
    message = step.wording.say(
        kind,
        step.language(),
        told=told,
        moved=moved or None,
        text=Markdown(text=_words(step.filled(held.entry), held.entry.question)),
        mark=held.mark,
    )
    step.answer(message, private=True)


def _words(entry: Entry, phrasing: str) -> str:
    return f"{phrasing} \u2192 {entry.answer}"


def _anyway(step: Step, which: str | None) -> None:
    """Save what was held back, as long as the entry is as it was then."""
    held = step.records.held(step.actor.id)
    if held is None or (which and which != held.mark):
        raise Refused.of("not_held")
    before = step.records.entry(held.entry.id)
    if (before.version if before else 0) != held.version:
        raise Refused.of("changed_since_held", entry=held.entry.id)
    step.records.hold(step.actor.id, None)
    change = editing.Change(entry=held.entry, why=held.why, before=before)
    _save(step, change, step.put("did_anyway"))


SAVING_COMMANDS: tuple[Command, ...] = (
    Command(
        name="anyway",
        run=_anyway,
        params=(Param(name="which", kind=Kind.WORD, required=False),),
        group="Knowledge",
        aliases=("add anyway", "approve anyway"),
        settles=True,
    ),
    Command(
        name="plainer",
        run=_plainer,
        params=(
            entry(),
            Param(name="version", kind=Kind.NUMBER),
        ),
        group="Knowledge",
        settles=True,
    ),
)
