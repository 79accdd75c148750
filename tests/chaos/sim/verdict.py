"""Compares what is true on the street with what stands in the database.

Lost, doubled, forgotten, told to the wrong people: each finding is one sentence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.nouns.inbound import Inbound, Said
from bot.desk.nouns.message import SendKind
from bot.platforms import plain
from bot.store.codec import message_in
from tests.chaos.sim.ground import Ground
from tests.chaos.sim.scenario import CANARY, POISON, own_words
from tests.chaos.sim.street import HELP, STAFF_ROOM, Street, is_card
from tests.chaos.sim.untrue import untrue
from tests.eyes import Confided, Shown, leaks

Downtime = tuple[datetime, datetime]


@dataclass(kw_only=True)
class Verdict:
    """How a story ended."""

    problems: list[str]
    deaths: int
    posts: int
    said: int
    where: Counter[str] = field(default_factory=Counter)
    unclear: int = 0
    recalled: int = 0
    """Words that people were told to be wrong."""
    aside: int = 0
    """Messages that a person got, since the desk could not work on them."""
    again: int = 0
    """Those that were run again and worked."""


def problems(ground: Ground, street: Street, down: Sequence[Downtime], now: datetime) -> list[str]:
    """Return every broken law."""
    street.arrive()
    found = [f"audit: {finding.words()}" for finding in ground.audit(now)]
    found += _heard(ground, street)
    found += _said(ground, street)
    found += _answered(ground, street)
    found += _recalled(street)
    found += _promised(ground, street, down, now)
    found += _private(street)
    found += untrue(ground, street)
    return found


def _heard(ground: Ground, street: Street) -> list[str]:
    rows = dict(ground.journal.rows("SELECT id, state FROM inbox WHERE id LIKE 'test:%'"))
    found = []
    for key, inbound in street.said.items():
        owed = isinstance(inbound, Said) or key in street.acked
        if owed and key not in rows:
            found.append(f"lost: {key} was never taken in")
        elif rows.get(key, "done") == "dead" and poisonous(inbound):
            continue
        elif rows.get(key, "done") != "done":
            found.append(f"lost: {key} is {rows[key]}")
    found += [f"never said: {key}" for key in rows if key not in street.said]
    return found


def _said(ground: Ground, street: Street) -> list[str]:
    # An edit posts nothing: it changes what stands.
    rows = ground.journal.rows("SELECT key, state, kind FROM outbox WHERE edits = ''")
    times = Counter(post.key for post in street.posts)
    found = []
    for key, state, kind in rows:
        if times[key] > 1:
            found.append(f"doubled: {key} was posted {times[key]} times")
        if kind == SendKind.CARD:
            continue
        if state == "sent" and not times[key]:
            found.append(f"lost: {key} counts as sent and was never posted")
        at_most_once = kind == SendKind.PRIVATE and state == "unknown"
        refused = state == "failed" and key in street.refused
        if state != "sent" and not at_most_once and not refused:
            found.append(f"lost: {key} is {state} at the end")
    known = {key for key, _, _ in rows}
    found += [f"never decided: {key} was posted" for key in times if key not in known]
    cards = Counter(post.outgoing.ticket for post in street.posts if is_card(post))
    changed = ground.journal.rows(
        "SELECT edits, message FROM outbox WHERE edits <> '' AND state = 'sent' ORDER BY seq"
    )
    stands = {key: message_in(message) for key, message in changed}
    bare = {key for key, message in stands.items() if not message.buttons}
    found += [
        f"left standing: the buttons of {post.key}"
        for post in street.posts
        if post.key in bare and post.message.buttons
    ]
    return found + [f"doubled: {n} cards of ticket {t}" for t, n in cards.items() if n > 1]


def _answered(ground: Ground, street: Street) -> list[str]:
    """Whoever wrote to the desk alone got exactly one answer to each question."""
    found = []
    rows = ground.journal.rows(
        "SELECT key, message_kind FROM outbox "
        "WHERE readership = 'customer' AND edits = '' AND key LIKE 'in:%' AND key NOT LIKE '%/again'"
    )
    answers: dict[str, list[str]] = {}
    for key, kind in rows:
        answers.setdefault(key.partition("/")[0].removeprefix("in:"), []).append(kind)
    for key, inbound in street.said.items():
        if not isinstance(inbound, Said) or not inbound.place.private:
            continue
        got = answers.get(key, [])
        if "answer" in got and "withdrawn" in got:
            got.remove("withdrawn")  # put anew it has its answer; the old words' ticket is over
        if poisonous(inbound):
            found += _of_poison(ground, key, got)
            continue
        most = 2 if "? and" in inbound.text else 1
        if not 1 <= len(got) <= most:
            found.append(f"not one answer to {key} ({inbound.text!r}): {got}")
    return found


def _recalled(street: Street) -> list[str]:
    """Of the one version that staff take back everybody hears once, however often they say so."""
    told = Counter(post.outgoing.to for post in street.posts if post.message.kind == "recalled")
    return [f"doubled: {who} was told {times} times" for who, times in told.items() if times > 1]


def poisonous(inbound: Inbound) -> bool:
    """Whether the desk can't work on it until it is mended."""
    return isinstance(inbound, Said) and inbound.text == POISON


def _of_poison(ground: Ground, key: str, got: list[str]) -> list[str]:
    """A person has it, of whom its author heard once; run again it is answered once at most."""
    state = dict(ground.journal.rows("SELECT id, state FROM inbox WHERE id = ?", (key,))).get(key)
    aside = ground.journal.rows(
        "SELECT message_kind FROM outbox WHERE readership = 'customer' AND substr(key, 1, ?) = ? "
        "AND key NOT LIKE '%/again' AND edits = ''",  # what failed, sent once more by staff
        (len(f"aside:{key}:"), f"aside:{key}:"),
    )
    if len(aside) > 1 or len(got) > 1 or not (aside or got):
        return [f"not one outcome of {key}: {aside}, {got}"]
    if state == "dead" and (got or ground.journal.ticket_of_message(key) is None):
        return [f"put aside, and no person has it: {key}"]
    return []


def _promised(ground: Ground, street: Street, down: Sequence[Downtime], now: datetime) -> list[str]:
    """What passed untold could not be told: the app was down, or the customer out of reach.

    What was missed and told before it passed breaks no word; `untrue` sees that it was told.
    """
    found = []
    out_of_reach = {
        ticket
        for ticket, key in ground.journal.rows(
            "SELECT ticket, key FROM outbox WHERE readership = 'customer' AND ticket IS NOT NULL"
        )
        if key in street.refused
    }
    rows = ground.journal.rows(
        "SELECT id, ticket, due_at, state, ended_at FROM promise ORDER BY id"
    )
    windows = [(_cell(begin), _cell(end)) for begin, end in down]
    for number, ticket, due, state, ended in rows:
        if state == "open" and due < _cell(now):
            found.append(f"forgotten: promise {number} of ticket {ticket} passed")
        excused = ticket in out_of_reach or any(begin <= due <= end for begin, end in windows)
        if state == "missed" and ended >= due and not excused:
            found.append(f"broken in silence: promise {number} of ticket {ticket} was missed")
    return found


def _private(street: Street) -> list[str]:
    """Judged by who can read the place that each message stands in, not by whom it names."""
    staff = street.readers(STAFF_ROOM)
    customers = street.readers(HELP) - staff
    confided = [Confided(words=own_words(each), to=staff | {each}) for each in customers]
    confided.append(Confided(words=CANARY, to=staff))
    shown = [
        Shown(
            text=plain.text(post.message, plain.clock),
            where=f"{post.place.key} ({post.key})",
            readers=street.readers(post.place),
        )
        for post in street.posts
    ]
    return leaks(shown, confided)


def _cell(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)
