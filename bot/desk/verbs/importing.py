"""What an import would change, told apart from what somebody changed here since the last one.

A file knows nothing of what was mended or retired in chat: that stays unless somebody says otherwise.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from bot.desk.nouns.inbound import Published
from bot.desk.nouns.person import Person
from bot.desk.nouns.replay import Moves, Replay
from bot.desk.ports.entries import Entries
from bot.desk.ports.records import Records
from bot.desk.words.variables import Variables, told_unknown
from knowledge.entry import Audience, Entry, Status
from knowledge.files import normal
from knowledge.text.variables import names
from knowledge.upkeep.review import Pair, contradictions

SAMPLE, OUTDONE = "sample", "a sample, own entries came"
"""Reasons of a sample entry's versions: put in at a first start, and taken out again."""
APPROVED, PUBLISHED = "approved", "published"
"""Reasons of versions that customers are shown since: read one by one in chat, or let through in a shell."""
READY = ", ready to publish"
"""How the reason of a draft ends which its source shows to everybody, and nothing in it speaks against."""
_NOT_BY_HAND = frozenset({"imported", SAMPLE, OUTDONE, PUBLISHED})
"""Reasons of versions that nobody wrote here."""
IN_STEP, NO_LONGER = "in step with ", "no longer in "
"""How the reasons of a version begin that a folder brought or took away; its name follows."""
Say = Callable[..., str]
"""How a sentence of the locales is said to whoever imports: by its name, with its facts."""


@dataclass
class Arrived:
    """The entries of an import, each in one of four lists."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    waiting: list[Entry] = field(default_factory=list)
    """Those that customers are shown in other words: these wait until somebody says so."""
    kept: dict[str, str] = field(default_factory=dict)
    """Ids of those that stay as they are here, each with who changed them and how."""

    @property
    def fresh(self) -> list[Entry]:
        """What it brings."""
        return [*self.new, *self.changed]


def arrived(records: Entries, entries: Iterable[Entry], *, overwrite: bool) -> Arrived:
    """Compare entries of a file with those that are here."""
    found = Arrived()
    for entry in entries:
        known = records.entry(entry.id)
        if known and not entry.files:
            entry = replace(entry, files=known.files)  # noqa: PLW2901 -- a file of words says nothing of them
        if known is None:
            found.new.append(entry)
        elif _is_same(records, known, entry):
            found.same.append(entry)
        elif not overwrite and (how := _by_hand(records, entry, known)):
            found.kept[entry.id] = how
        else:
            found.changed.append(entry)
    return found


def _is_same(records: Entries, known: Entry, entry: Entry) -> bool:
    """Whether an entry says here what its file says; that it waits here to be published, or was approved
    since, is no difference."""
    here = replace(known, version=entry.version)
    *_, why = records.entry_versions(known.id)[-1]
    if is_ready(records, known):
        here = replace(here, status=Status.APPROVED)
    elif why == APPROVED:
        here = replace(
            here,
            status=entry.status,
            owner=entry.owner,
            checked_by=entry.checked_by,
            checked_on=entry.checked_on,
            review_on=entry.review_on,
        )
    return normal(here) == normal(entry)


def is_ready(records: Entries, entry: Entry) -> bool:
    """Whether an entry is a draft for no other reason than that an import makes one."""
    return entry.status is Status.DRAFT and records.entry_versions(entry.id)[-1][-1].endswith(READY)


def as_drafted(records: Entries, found: Arrived, *, in_step: bool) -> list[Entry]:
    """Make drafts of what an import brings; return those that could be published as they are. What
    customers are shown already stays as it is and waits; in step it changes with its folder."""
    live = {each.id for each in found.changed if _is_live(records, each)}
    if not in_step:
        found.waiting = [each for each in found.changed if each.id in live]
        found.changed[:] = [each for each in found.changed if each.id not in live]
    ready = [each for each in found.fresh if _is_shown(each) and each.id not in live]
    ids = {each.id for each in ready}
    ready += [each for each in found.same if _waits(records, each)]
    for part in (found.new, found.changed):
        part[:] = [replace(each, status=Status.DRAFT) if each.id in ids else each for each in part]
    return ready


def _waits(records: Entries, entry: Entry) -> bool:
    known = records.entry(entry.id)
    return _is_shown(entry) and known is not None and is_ready(records, known)


def _is_live(records: Entries, entry: Entry) -> bool:
    known = records.entry(entry.id)
    return known is not None and _is_shown(known)


def _is_shown(entry: Entry) -> bool:
    return entry.status is Status.APPROVED


def publish(records: Records, entries: Iterable[Entry], by: Person, now: datetime) -> list[Entry]:
    """Save entries as customers are to be shown them; whoever asked for one is told when the desk runs."""
    shown = []
    for entry in entries:
        stored = records.save_entry(entry, by, now, PUBLISHED)
        shown.append(stored)
        if _is_shown(stored) and stored.audience is Audience.PUBLIC:
            # Not the entry's id, which is made of somebody's words: this one stands in logs.
            mark = sha256(stored.id.encode()).hexdigest()[:12]
            key = f"published:{mark}:{stored.version}"
            records.enqueue(Published(id=key, at=now, entry=stored.id, by=by))
    return shown


@dataclass
class Gone:
    """What a folder had and has no more."""

    retired: list[Entry] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    """Ids of those that somebody changed here since, each with who and how."""


def gone(records: Entries, folder: str, brought: Iterable[Entry]) -> Gone:
    """Entries that are here from that folder and were not brought now, as they are to be: retired."""
    found, ids = Gone(), {each.id for each in brought}
    for entry in records.entries():
        if entry.id in ids or entry.status is Status.RETIRED:
            continue
        if not is_from(records, entry, folder):
            continue
        if how := _by_hand(records, entry, entry):
            found.kept[entry.id] = how
        else:
            found.retired.append(replace(entry, status=Status.RETIRED))
    return found


def is_another(records: Entries, folder: str, brought: Iterable[Entry]) -> bool:
    """Whether a folder has nothing of what is kept in step with one of its name: it is another one, and
    to go by it would leave customers without an answer."""
    ids = {each.id for each in brought}
    known = [
        each.id
        for each in records.entries()
        if each.status is not Status.RETIRED and is_from(records, each, folder)
    ]
    return bool(known) and ids.isdisjoint(known)


def is_from(records: Entries, entry: Entry, folder: str) -> bool:
    """Whether an entry is kept in step with a folder of that name."""
    reasons = (why.removesuffix(READY) for *_, why in records.entry_versions(entry.id))
    return f"{IN_STEP}{folder}" in reasons


def wrong(replay: Replay | None) -> set[str]:
    """Ids of what would answer past questions wrongly by their customers' word."""
    return {each.after for each in replay.of(Moves.WRONG)} if replay else set()


def clashing(
    records: Entries, coming: Iterable[Entry], filled: Callable[[Entry], Entry]
) -> tuple[Pair, ...]:
    """What comes, as customers would be shown it, and answers otherwise than what stays, or than
    something else that comes; `filled` puts in what variables stand for. Samples go when it is shown."""
    new = {each.id: filled(each) for each in coming}
    going = {*new, *(each.id for each in outdone(records, new))}
    stays = [filled(each) for each in records.entries() if each.id not in going]
    return contradictions([*stays, *new.values()], new.values())


def hold_unknown(entries: Iterable[Entry], known: Variables) -> list[Entry]:
    """Entries; as drafts those that name a variable that stands for nothing."""
    return [
        replace(each, status=Status.DRAFT)
        if each.status is Status.APPROVED and known.unknown(each.answer)
        else each
        for each in entries
    ]


def of_variables(say: Say, entries: Iterable[Entry], known: Variables) -> list[str]:
    """Lines that say how entries with variables read, and which names in them stand for nothing."""
    named = [each for each in entries if names(each.answer)]
    reads = (f"{each.id}: {known.filled(each).answer}" for each in named)
    lacking = ((each.id, *one) for each in named for one in told_unknown(known, each.answer))
    return [
        *headed(say("import_reads"), reads),
        *headed(say("import_unknown"), (_lacking(say, *each) for each in lacking)),
    ]


def _lacking(say: Say, entry: str, name: str, near: str) -> str:
    kind = "variable_unknown_near" if near else "variable_unknown"
    plain = f"\\{{{name}}}"
    return f"{entry}: {say(kind, name=f'{{{name}}}', near=f'{{{near}}}', plain=plain)}"


def outdone(records: Entries, own: Collection[str]) -> list[Entry]:
    """The samples as they are to be once customers are shown own entries, whose ids these are: retired,
    unless they are among them or somebody here has changed them.
    """
    if not own:
        return []
    return [
        replace(each, status=Status.RETIRED)
        for each in records.entries()
        if each.id not in own and is_sample(records, each)
    ]


def is_sample(records: Entries, entry: Entry) -> bool:
    """Whether it is one of a first start that nobody has touched."""
    *_, why = records.entry_versions(entry.id)[-1]
    return why == SAMPLE


def told_outdone(say: Say, samples: Sequence[Entry]) -> list[str]:
    """A line that says that they have gone, and how one comes back."""
    return [say("import_samples", count=len(samples))] if samples else []


def headed(head: str, lines: Iterable[object], bullet: str = "- ") -> list[str]:
    """A list below what it is of; nothing, where it is empty."""
    listed = [f"{bullet}{line}" for line in lines]
    return [head, *listed] if listed else []


def _by_hand(records: Entries, entry: Entry, known: Entry) -> str:
    """Who changed an entry here, and how; "" where the file knows of it, or nobody did."""
    _, by, at, why = records.entry_versions(entry.id)[-1]
    why = why.removesuffix(READY)
    if why in _NOT_BY_HAND or why.startswith((IN_STEP, NO_LONGER)):
        return ""
    if entry is not known and entry.version == known.version > 1:
        return ""
    return f"{why} by {by.name if by else 'somebody'} on {at:%Y-%m-%d}"
