"""Entries pasted into the chat: drafts, of which `publish` shows customers what nothing speaks against.

An import alone changes nothing that a customer reads.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from bot.commands.lists import PAGE
from bot.commands.row import Command, row, text
from bot.commands.saving import of_pair
from bot.desk.nouns.replay import Replay
from bot.desk.step.step import Step
from bot.desk.verbs import editing, importing, replaying
from bot.desk.verbs.editing import Change
from bot.desk.verbs.importing import OUTDONE, PUBLISHED, READY, Arrived
from bot.desk.words import flaws
from bot.errors import BadArgument, Refused
from knowledge.entry import Entry, Status
from knowledge.files import Loaded, read_pasted, told, unready
from knowledge.files.json_lines import write_json_lines
from knowledge.upkeep.review import Pair
from knowledge.upkeep.structure import told_to_all

PUBLISH = "publish"
_WAITING = "import:waiting"
"""What new words of an import are kept under until somebody publishes them."""


def _import(step: Step, text: str) -> None:
    """Entries pasted as Markdown, a table or JSON; all of them or none."""
    loaded = _read(step, text)
    entries = importing.hold_unknown(loaded.entries, step.variables)
    found = importing.arrived(step.records, entries, overwrite=False)
    ready = importing.as_drafted(step.records, found, in_step=False)
    coming = [*map(replaying.as_shown, ready), *found.waiting]
    samples = importing.outdone(step.records, {each.id for each in coming})
    replay = replaying.of(step, *filter(replaying.matters, coming), *samples)
    clashing = importing.clashing(step.records, coming, step.filled)
    wrong = importing.wrong(replay)
    let = {each.id for each in _unopposed(step, coming, clashing, wrong)}
    for each in found.fresh:
        why = f"imported{READY}" if each.id in let else "imported"
        editing.save(step, Change(entry=each, why=why))
    if found.waiting:
        _keep(step, [*_kept(step), *found.waiting])
    say = partial(flaws.said, put=step.put)
    lines = [step.put("taken_in", count=len(found.fresh))] if found.fresh else []
    lines += [] if found.fresh or found.waiting else [step.put("taken_in_none")]
    lines += replaying.notes(step, replay)
    lines += [step.put("import_samples_then", count=len(samples))] if samples else []
    came = sorted(each.id for each in found.fresh if each.id in wrong)
    lines += [step.put("import_wrong", ids=", ".join(came))] if came else []
    lines += _of_arrived(step, found, let)
    lines += [say(each) for each in loaded.languages(step.policy.language)]
    lines += importing.headed(step.put("import_left_out"), told(loaded.notes, say))
    lines += importing.headed(step.put("import_to_mend"), unready(map(step.filled, loaded.entries)))
    lines += importing.of_variables(step.put, found.fresh, step.variables)
    lines += importing.headed(
        step.put("import_clashing"), (of_pair(step, each) for each in clashing)
    )
    _say(step, lines, len(let))


def _read(step: Step, text: str) -> Loaded:
    """Raises BadArgument, naming what is to be mended."""
    loaded = read_pasted(text, step.policy.language, step.now.date())
    if loaded.problems or not loaded.entries:
        problems = told(loaded.problems, partial(flaws.said, put=step.put)) or [
            step.put("no_entries_in_that")
        ]
        more = len(problems) - PAGE
        rest = [step.put("and_more_to_mend", number=more)] if more > 0 else []
        raise BadArgument("\n".join([step.put("nothing_taken_in"), *problems[:PAGE], *rest]))
    return loaded


def _unopposed(
    step: Step, coming: Iterable[Entry], clashing: Iterable[Pair], wrong: set[str]
) -> list[Entry]:
    """Without those that answer otherwise than another entry, answered somebody wrongly, or tell
    everybody what looks like a password."""
    opposed = wrong.union(*(pair.ids for pair in clashing))
    alone = [each for each in coming if each.id not in opposed]
    return [each for each in alone if not told_to_all(step.filled(each))]


def _of_arrived(step: Step, found: Arrived, ready: set[str]) -> list[str]:
    """What is to be read first, and what stays in the words that are here."""
    held = [each.id for each in found.fresh if each.id not in ready]
    waiting = [each.id for each in found.waiting]
    lines = [step.put("import_changed", ids=_some(found.changed))] if found.changed else []
    lines += [step.put("import_drafts", ids=", ".join(held))] if held else []
    lines += [step.put("import_waiting", ids=", ".join(waiting))] if waiting else []
    kept = (f"{entry_id}: {how}" for entry_id, how in found.kept.items())
    way = step.put("import_by_edit")
    return [*lines, *importing.headed(step.put("import_kept", way=way), kept, "  - ")]


def _some(entries: Iterable[Entry]) -> str:
    return ", ".join(each.id for each in entries)


def _keep(step: Step, waiting: Iterable[Entry]) -> None:
    """New words for what customers are shown: they wait beside it, the newest of each entry."""
    newest = {each.id: each for each in waiting}
    step.records.keep(_WAITING, write_json_lines(list(newest.values())))


def wait_again(step: Step, undone: Iterable[Change]) -> None:
    """New words for what customers are shown wait again after they were taken back."""
    words = [
        each.before
        for each in undone
        if each.before
        and each.before.status is Status.APPROVED
        and each.entry.status is Status.APPROVED
    ]
    if words:
        _keep(step, [*_kept(step), *words])


def _kept(step: Step) -> list[Entry]:
    """Those words; not of entries that somebody has changed here since."""
    text = step.records.kept(_WAITING)
    known = read_pasted(text, step.policy.language).entries if text else ()
    return importing.arrived(step.records, known, overwrite=False).changed


def _publish(step: Step) -> None:
    """Show customers what imports brought and nothing speaks against; what does is named."""
    drafts = [each for each in step.records.entries() if importing.is_ready(step.records, each)]
    coming = [*map(replaying.as_shown, drafts), *_kept(step)]
    if not coming:
        raise Refused.of("publish_none")
    samples = importing.outdone(step.records, {each.id for each in coming})
    replay = replaying.of(step, *filter(replaying.matters, coming), *samples)
    let = _unopposed(
        step, coming, importing.clashing(step.records, coming, step.filled), importing.wrong(replay)
    )
    lines = _save(step, let, samples)
    lines = [*_of_published(step, let, replay), *lines]
    left = {each.id for each in coming} - {each.id for each in let}
    lines += _of_left(step, left, {each.id for each in drafts})
    _say(step, lines, 0)


def _of_left(step: Step, left: set[str], drafts: set[str]) -> list[str]:
    """What something speaks against: drafts, and new words for what customers are shown."""
    first, words = (", ".join(sorted(each)) for each in (left & drafts, left - drafts))
    return [
        *([step.put("import_drafts", ids=first)] if first else []),
        *([step.put("import_opposed", ids=words)] if words else []),
    ]


def _save(step: Step, let: Sequence[Entry], samples: Sequence[Entry]) -> list[str]:
    """Say, of new words, how many read the old ones."""
    known, lines = {each.id: each for each in step.records.entries()}, []
    for each in let:
        change = Change(entry=each, why=PUBLISHED, before=known.get(each.id))
        if had := editing.shown_before(step, change):
            lines.append(editing.old_words(step, each, had))
        editing.save(step, change)
    for each in samples if let else ():
        editing.save(step, Change(entry=each, why=OUTDONE, news=False))
    step.records.keep(_WAITING, "")
    return [*lines, *(importing.told_outdone(step.put, samples) if let else ())]


def _of_published(step: Step, let: Sequence[Entry], replay: Replay | None) -> list[str]:
    shown = [each for each in let if each.status is Status.APPROVED]
    lines = [step.put("published", count=len(shown), ids=_some(shown))] if shown else []
    lines += replaying.notes(step, replay)
    if unchecked := sum(each.checked_on is None for each in shown):
        lines.append(step.put("import_unchecked", number=unchecked))
    return lines


def _say(step: Step, lines: Iterable[str], ready: int) -> None:
    """To whoever imports alone; with the button that shows customers as many as are ready."""
    message = step.wording.say(
        "staff_imported",
        step.language(),
        buttons=(PUBLISH,) if ready else (),
        text="\n".join(lines),
        ready=step.put("import_ready", count=ready) if ready else None,
    )
    step.answer(message, private=True)


_row = partial(row, group="Knowledge", replayed=True)

IMPORT_COMMANDS: tuple[Command, ...] = (
    _row("import", _import, text("text")),
    _row(PUBLISH, _publish, settles=True),
)
