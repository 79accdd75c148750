"""Saved replies of the team: kept by name, with blanks that are filled in for a ticket.

They are the desk's words and nobody's own: who wrote one is not kept. Nothing is sent from here.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from rapidfuzz import process

from bot.desk.nouns.ticket import Ticket
from bot.desk.ports.records import Kept
from bot.desk.step.step import Step
from bot.errors import BadArgument, NotFound, Refused
from knowledge.text.secrets import first_mark, redact

MOST = 200
"""Saved replies of a desk."""
LONGEST = 2000
"""Characters of one."""
_NAME = "snippets"
_CALLED = re.compile(r"[^\W\d][\w-]{0,39}")
_BLANK = re.compile(r"\{\s*([^{}\n]{0,40}?)\s*\}")
_APART = re.compile(r"[^\w-]+")
BLANKS = ("customer", "ticket", "me", "desk")
"""What is filled in for a ticket."""
_SIGNS = re.compile(r"[\[\]()<>`*|\\@#]")
"""What would be more than a name in a customer's name."""


def saved(records: Kept) -> dict[str, str]:
    """All of them by name, in order."""
    known: dict[str, str] = json.loads(records.kept(_NAME) or "{}")
    return dict(sorted(known.items()))


def find(records: Kept, name: str) -> tuple[str, str]:
    """The name and the text of one, blanks and all. Raises NotFound."""
    known, plain = saved(records), name.casefold()
    if plain in known:
        return plain, known[plain]
    near = process.extractOne(plain, list(known), score_cutoff=60)
    if near:
        raise NotFound.of("no_snippet_but", name=name[:40], near=near[0])
    raise NotFound.of("no_snippet", name=name[:40])


def save(step: Step, name: str, text: str) -> str:
    """Keep a text under a name, instead of what was there; return what that was, "" for nothing.

    Raises BadArgument and Refused.
    """
    return _keep(step.records, name, text)


def _keep(records: Kept, name: str, text: str) -> str:
    plain, text = name.casefold(), text.strip()
    _check(plain, text)
    known = saved(records)
    before = known.get(plain, "")
    if not before and len(known) >= MOST:
        raise Refused.of("snippets_full", most=MOST)
    records.keep(_NAME, json.dumps({**known, plain: text}, ensure_ascii=False))
    return before


def _check(name: str, text: str) -> None:
    if not _CALLED.fullmatch(name):
        raise BadArgument.of("snippet_name", name=name[:40])
    if not text:
        raise BadArgument.of("snippet_needs", name=name)
    if len(text) > LONGEST:
        raise BadArgument.of("snippet_long", number=len(text), most=LONGEST)
    unknown = [each[0] for each in _BLANK.finditer(text) if each[1] not in BLANKS]
    if unknown:
        fills = ", ".join(f"{{{each}}}" for each in BLANKS)
        raise BadArgument.of("snippet_blank", blank=unknown[0], known=fills)
    if redact(text)[1] or first_mark(text):  # or one was cut out before
        raise Refused.of("secret_in_snippet", line="reply")


@dataclass(frozen=True)
class Brought:
    """Saved replies of another program, by what would come of each."""

    new: Mapping[str, str]
    """By the name that each would have here."""
    same: int
    left: Mapping[str, str]
    """Those that stay out, each with why."""


def brought(records: Kept, replies: Mapping[str, str]) -> Brought:
    """What would come of them. What is here under a name stays: it may be written anew since."""
    known = saved(records)
    new: dict[str, str] = {}
    left: dict[str, str] = {}
    same = 0
    for called, words in replies.items():
        name, text = _APART.sub("-", called.casefold()).strip("-_")[:40], words.strip()
        try:
            _check(name, text)
        except Refused as why:
            left[called] = str(why)
            continue
        here = {**known, **new}.get(name)
        if here is None and len(known) + len(new) >= MOST:
            left[called] = str(Refused.of("snippets_full", most=MOST))
        elif here is None:
            new[name] = text
        elif here == text:
            same += 1
        else:
            left[called] = f"There is another saved reply {name} here."
    return Brought(new, same, left)


def bring(records: Kept, what: Brought) -> None:
    """Keep those that are new."""
    for name, text in what.new.items():
        _keep(records, name, text)


def drop(records: Kept, name: str) -> tuple[str, str]:
    """Forget one; return its name and text. Raises NotFound."""
    name, text = find(records, name)
    left = {each: words for each, words in saved(records).items() if each != name}
    records.keep(_NAME, json.dumps(left, ensure_ascii=False))
    return name, text


def filled(step: Step, text: str, ticket: Ticket) -> str:
    """A text as this ticket's customer would read it."""
    me = str(step.face(step.actor.name, ticket, ticket.language))
    values = (_plain(ticket.requester.name), str(ticket.number), _plain(me))
    blanks = dict(zip(BLANKS, (*values, step.policy.name), strict=True))
    return _BLANK.sub(lambda found: blanks.get(found[1], found[0]), text)


def _plain(name: str) -> str:
    return " ".join(_SIGNS.sub(" ", name).split())


def mark(words: str) -> str:
    """What tells these words from any others: only what somebody saw is sent."""
    return blake2b(words.encode(), digest_size=4).hexdigest()
