"""Looks at everything that can be wrong, and says for each what follows from it and how to mend it.

Only looks: nothing is written, nobody is written to.
"""

import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

from bot.cli import origins, server
from bot.desk.nouns.promise import PromiseState
from bot.desk.nouns.team import Team
from bot.desk.ports.journal import Journal
from bot.desk.ports.scans import CATCHING_UP
from bot.desk.rules.expecting import expected
from bot.errors import DeskError
from bot.platforms.check import Check, Section
from bot.running import building
from bot.settings.settings import Settings
from bot.settings.values import Backups, Server
from bot.store import audit, backup, read_only
from bot.store.opening import no_right
from knowledge.entry import Entry, Status
from knowledge.matching.reach import Reach
from knowledge.upkeep.review import review

SAFE_SQLITE = (3, 51, 3)
"""Older ones can damage a write-ahead log with two writers: https://www.sqlite.org/wal.html"""

LATE = timedelta(hours=3)
"""Since the newest backup; one is made every hour."""
_NONE = "No hourly or daily backup was made yet"

SAMPLE_OWNER = "starter pack"

LITTLE = 0.25
"""Share of questions, 0 to 1, below which a knowledge base answers too few of them to rely on."""

TRIED_OUT = 2000
"""Phrasings up to which doctor tries the answers out; it takes some seconds."""


def look(settings: Settings, now: datetime, env_file: Path) -> list[Section]:
    """Everything that can be looked at without a connection."""
    found = [("Settings", list(_settings(settings, env_file)))]
    database = settings.database
    rights = list(_rights(database) if isinstance(database, Path) else server.looked_at(database))
    with ExitStack() as stack:
        try:
            journal = stack.enter_context(read_only(settings.database))
        except DeskError as problem:
            return [*found, ("Database", rights or [_unread(settings.database, problem)])]
        if changed := list(origins.decided(settings, journal)):
            found.append(("Settings changed by command", changed))
        found.append(("Database", [*rights, *_database(settings, journal, now)]))
        found.append(("Knowledge", list(_knowledge(settings, journal, now))))
        if behind := list(_catching_up(settings, journal)):
            found.append(("Catching up", behind))
        found.append(("Promises", list(_promises(settings, journal, now))))
        found.append(("Arrival", list(_arrival(journal))))
    return found


def teams(settings: Settings) -> Sequence[Team]:
    """Those within the desk; none where nothing can be looked at, which is said elsewhere."""
    try:
        with read_only(settings.database) as journal:
            return journal.teams()
    except DeskError:
        return ()


def _rights(database: Path) -> Iterator[Check]:
    """Whether a start could write all that it needs."""
    if lacks := no_right(database):
        what, fix = lacks
        effect = "Front Desk can't start, or take anything in."
        yield Check(ok=False, what=what, effect=effect, fix=fix)


def _unread(database: Path | Server, problem: DeskError) -> Check:
    """Why there is nothing to look at; the problem's own words say what to do."""
    if isinstance(database, Server) or database.exists():
        return Check(ok=None if "yet" in str(problem) else False, what=str(problem))
    return Check(ok=None, what=str(problem), fix="Start Front Desk once: python run_bot.py")


def lines(sections: list[Section]) -> Iterator[str]:
    """As printed: one line a check, effect and fix below those that aren't well."""
    for title, checks in sections:
        yield title
        for check in checks:
            yield f"  {check.mark}  {check.what}"
            if check.ok is not True:
                if check.effect:
                    yield f"      So: {check.effect}"
                if check.fix:
                    yield f"      Fix: {check.fix}"


def broken(sections: list[Section]) -> bool:
    """Whether anything does not work."""
    return any(check.ok is False for _, checks in sections for check in checks)


def _settings(settings: Settings, env_file: Path) -> Iterator[Check]:
    where = [name for name, on in _platforms(settings).items() if on]
    yield Check(ok=True, what=f"Runs on: {', '.join(where) or 'this terminal, no accounts'}")
    yield Check(ok=True, what=f"Hours: {settings.hours.words()}")
    yield origins.given(env_file)
    yield from origins.own_words(settings)
    if env_file.exists() and env_file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield Check(
            ok=None,
            what=f"{env_file} can be read by other users of this computer",
            effect="They could take the tokens and speak as the bot.",
            fix=f"chmod 600 {env_file}",
        )


def _platforms(settings: Settings) -> dict[str, bool]:
    return {"Slack": settings.on_slack, "Discord": settings.on_discord}


def _database(settings: Settings, journal: Journal, now: datetime) -> Iterator[Check]:
    if isinstance(settings.database, Path):
        yield from _file(settings.database, settings.backups, now)
    findings = audit(journal, now)
    for finding in findings:
        yield Check(
            ok=False,
            what=finding.words(),
            effect="Somebody may be waiting without anybody knowing.",
            fix="Look at what is named, then report this: it should not be possible.",
        )
    if not findings:
        yield Check(
            ok=True, what="The books agree: every message, ticket and promise is accounted for"
        )


def _file(database: Path, wanted: Backups, now: datetime) -> Iterator[Check]:
    yield Check(ok=True, what=f"{database} opens and is whole")
    version = sqlite3.sqlite_version_info
    if version < SAFE_SQLITE:
        yield Check(
            ok=None,
            what=f"SQLite {sqlite3.sqlite_version} is older than 3.51.3",
            effect="Front Desk writes through one connection, so its known fault is not met; "
            "a second program writing to the file could meet it.",
            fix="Leave the database to Front Desk alone, or use a Python with a newer SQLite.",
        )
    yield _backups(database, wanted, now)


def _backups(database: Path, wanted: Backups, now: datetime) -> Check:
    last, free = backup.last(database), backup.free_room(database)
    room = f"{free / 1024**2:,.0f} MB free"
    if (wanted.hourly or wanted.daily) and (last is None or now - last > LATE):
        made = f"The newest backup was made {last:%Y-%m-%d %H:%M} UTC" if last else _NONE
        return Check(
            ok=None,
            what=f"{made}; {room}",
            effect="What is lost with the disk or by mistake can't be had back.",
            fix="Start Front Desk, which makes one every hour; or python run_bot.py backup",
        )
    return Check(
        ok=True, what=f"Newest backup: {last:%Y-%m-%d %H:%M} UTC; {room}" if last else room
    )


def _knowledge(settings: Settings, journal: Journal, now: datetime) -> Iterator[Check]:
    entries = [entry for entry in journal.entries() if entry.status is Status.APPROVED]
    if not entries:
        yield Check(
            ok=None,
            what="There are no answers yet",
            effect="Every question goes to the team.",
            fix="python run_bot.py kb import FOLDER, then kb publish; or in chat: add QUESTION | ANSWER",
        )
        return
    yield Check(ok=True, what=f"{len(entries)} approved answers")
    yield from _samples(settings, entries)
    yield from _matching(settings, entries)
    for line in review(entries, now.date()).lines()[:10]:
        yield Check(ok=None, what=line, fix=_fix_of(line))


def _fix_of(finding: str) -> str:
    if "other phrasing" in finding:
        return "In chat: variant ID WORDS, once for each way people put it."
    return "In chat: show ID, then edit, checked or retire."


def _samples(settings: Settings, entries: list[Entry]) -> Iterator[Check]:
    left = [entry.id for entry in entries if entry.owner == SAMPLE_OWNER]
    if left and any(_platforms(settings).values()):
        yield Check(
            ok=None,
            what=f"{len(left)} sample answers of a shop that does not exist are still there",
            effect="Your customers may be given them.",
            fix="kb publish of your own takes them out; or in chat: retire "
            f"{left[0]}, and so the others.",
        )


def _matching(settings: Settings, entries: list[Entry]) -> Iterator[Check]:
    """What these answers can reach: tried out on their own phrasings, each hidden in turn."""
    matcher = building.matcher(settings, entries)
    if matcher.problem:
        yield Check(
            ok=None,
            what=matcher.problem,
            effect="Questions are matched by plain likeness, less well.",
            fix="Install Front Desk again: python -m pip install --force-reinstall .",
        )
    if sum(len(entry.phrasings) for entry in entries) <= TRIED_OUT:
        matcher.refit()
        yield from _reached(matcher.reach())
        tried = expected(matcher, entries)
        yield from (Check(ok=True, what=each) for each in (tried.sentences() if tried else ()))


def _reached(reach: Reach) -> Iterator[Check]:
    """What these answers reach; that few questions find one is no good news."""
    number, tried, *rest = reach.sentences()
    few = reach.answered < LITTLE
    yield Check(ok=True, what=number)
    yield Check(
        ok=None if few else True,
        what=tried,
        effect="Most questions get titles to choose from, or go to the team." if few else "",
        fix="In chat: variant ID WORDS, once for each way people put it." if few else "",
    )
    for sentence in rest:
        yield Check(ok=True, what=sentence)


def _catching_up(settings: Settings, journal: Journal) -> Iterator[Check]:
    """How far the platforms' histories have been looked through since something may have been missed."""
    for name in (name.lower() for name, on in _platforms(settings).items() if on):
        left, _, since = journal.kept(f"{CATCHING_UP}{name}").partition(" ")
        if left not in {"", "0"}:
            yield Check(
                ok=None,
                what=f"{left} direct messages on {name} are still to be looked through for what was "
                f"said around {since[:16].replace('T', ' ')} UTC",
                effect="What was written there meanwhile and never delivered is answered late; rooms and "
                "open tickets go first, then the latest spoken in.",
                fix="Let Front Desk run: about twenty conversations a minute.",
            )


def _promises(settings: Settings, journal: Journal, now: datetime) -> Iterator[Check]:
    late = [
        promise
        for promise in journal.open_promises()
        if promise.state is PromiseState.OPEN and promise.due_at < now
    ]
    for promise in late:
        yield Check(
            ok=False,
            what=f"Ticket {promise.ticket} was promised word by {promise.due_at:%Y-%m-%d %H:%M} UTC",
            effect="The customer waits, and has not been told.",
            fix="Start Front Desk: it tells them at once, and the team too.",
        )
    if not late:
        yield Check(ok=True, what="Nothing overdue")


def _arrival(journal: Journal) -> Iterator[Check]:
    """What is said reaches somebody: the team its tickets, customers what is said in theirs."""
    tickets = journal.open_tickets()
    unseen = [str(each.number) for each in tickets if not each.card]
    cut_off = [str(each.number) for each in tickets if each.unreached_at]
    if unseen:
        yield Check(
            ok=False,
            what=f"Not in the team's room yet, tickets: {', '.join(unseen)}",
            effect="Nobody of the team sees them but in queue; their customers have been told so.",
            fix="See below whether there is a staff room, and whether I may write there.",
        )
    if cut_off:
        yield Check(
            ok=None,
            what=f"Nothing reaches the customers of tickets: {', '.join(cut_off)}",
            effect="What is said there does not count until it arrives.",
            fix="Under its card: resend NUMBER, as the notice has it, or unreachable TICKET to close it.",
        )
    if not unseen and not cut_off:
        yield Check(ok=True, what="Every open ticket reaches the team and its customer")
