"""Compares what is true on the street with what stands in the database.

Lost, doubled, forgotten, told to the wrong people: each finding is one sentence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.nouns.inbound import Commanded, Inbound, Said
from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.message import Deed, Readership, SendKind
from bot.platforms import plain
from bot.store.codec import intent_in, message_in
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
    issues: int = 0
    """Words of known issues that people were told."""
    declined: int = 0
    """Questions of which their askers heard that nobody answers them."""
    aside: int = 0
    """Messages that a person got, since the desk could not work on them."""
    rehearsal: bool = False
    again: int = 0
    """Those that were run again and worked."""


def problems(ground: Ground, street: Street, down: Sequence[Downtime], now: datetime) -> list[str]:
    """Return every broken law."""
    found = _in_any_mode(ground, street, down, now)
    return found + _answered(ground, street)


def rehearsed(ground: Ground, street: Street, down: Sequence[Downtime], now: datetime) -> list[str]:
    """The same of a desk that rehearses: its customers hear nothing instead of one answer each."""
    found = _in_any_mode(ground, street, down, now)
    return found + [
        f"said to a customer in rehearsal: {post.key} ({post.message.kind})"
        for post in street.posts
        if post.outgoing.readership is Readership.CUSTOMER
        and not _by_right(street.said.get(post.outgoing.cause))
    ]


def _by_right(asked: Inbound | None) -> bool:
    """Whether somebody asked for what is theirs, or by a command, which is always told what becomes of it."""
    return isinstance(asked, Commanded) or (isinstance(asked, Said) and asked.text in _THEIRS)


_THEIRS = ("help", "status", "mydata", "link")


def _in_any_mode(
    ground: Ground, street: Street, down: Sequence[Downtime], now: datetime
) -> list[str]:
    street.arrive()
    found = [f"audit: {finding.words()}" for finding in ground.audit(now)]
    found += _heard(ground, street)
    found += _said(ground, street)
    found += _recalled(street)
    found += _told_many(street)
    found += _heard_of_issues(ground, street)
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
    """Of a version that staff take back everybody hears once, however often they say so."""
    told = Counter(
        (post.outgoing.to, post.outgoing.intent.version)
        for post in street.posts
        if post.message.kind == "recalled" and post.outgoing.intent
    )
    return [
        f"doubled: {who} was told {times} times that version {version} was wrong"
        for (who, version), times in told.items()
        if times > 1
    ]


def _told_many(street: Street) -> list[str]:
    """Why a question gets no answer its asker hears once."""
    words: Counter[tuple[str, ...]] = Counter()  # of known issues: _heard_of_issues
    for post in street.posts:
        out = post.outgoing
        if out.readership is not Readership.CUSTOMER or out.key.endswith("/again"):
            continue
        if post.message.kind == "declined_question" and out.intent:
            words["declined", out.to, str(out.intent.question)] += 1
    return [
        f"doubled: {who} was told {times} times: {what}"
        for (what, who, _), times in words.items()
        if times > 1
    ]


Heard = dict[tuple[int, str, str], list[int]]
"""By issue, person and place the words of it that stand there, by number, in the order in which they were
decided: what a platform asked to wait with comes later."""


def _heard_of_issues(ground: Ground, street: Street) -> list[str]:
    """Each word of a known issue each hears once in each place, after which it is told to nobody who was
    told it, or a later one, instead of an answer; and its end reaches all who have it."""
    heard: Heard = {}
    found = []
    decided = dict(ground.journal.rows("SELECT key, seq FROM outbox WHERE key LIKE 'in:%'"))
    for post in sorted(street.posts, key=lambda each: decided.get(each.key, 0)):
        out, intent = post.outgoing, post.outgoing.intent
        if intent is None or intent.deed is not Deed.KNOWN_ISSUE or out.key.endswith("/again"):
            continue
        where = (issue_named(intent.entry), out.to, out.place.key)
        before = heard.setdefault(where, [])
        if out.key.startswith("in:issue:") and any(each >= intent.version for each in before):
            found.append(
                f"doubled: {out.to} heard word {intent.version} of issue {where[0]} before"
            )
        before.append(intent.version)
    return found + _unheard(ground, street, heard)


def _unheard(ground: Ground, street: Street, heard: Heard) -> list[str]:
    """Who has an issue that is over, whom nothing kept the end from, and who has not heard it."""
    over = [each for each in ground.journal.newest_incidents(100) if not each.open]
    refused = {
        (who, place, intent_in(intent).version)
        for who, place, intent in ground.journal.rows(
            "SELECT \"to\", place_key, intent FROM outbox WHERE state <> 'sent' AND intent IS NOT NULL "
            "AND key LIKE 'in:issue:%'"
        )
    }
    return [
        f"untold: {each.by.id} has issue {issue.number} and never heard its end"
        for issue in over
        for each in ground.journal.joined(issue.number)
        if issue.words not in heard.get((issue.number, each.by.id, each.place.key), ())
        and (each.by.id, each.place.key, issue.words) not in refused
    ]


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
