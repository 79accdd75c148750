"""All that adds up of a week, as text: numbers by name, and many of them at once in one string of bytes.

To read a year of such weeks takes a tenth of a second.
"""

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable

from bot.desk.nouns.lengths import Lengths
from bot.desk.nouns.parts import Moment, Near, Parts, Said, Shown
from bot.desk.nouns.results import Asked, Closed, End, Opened, Promised, Sums


def sums_out(sums: Sums) -> str:
    """As they are kept."""
    asked, opened, promised, closed = sums.asked, sums.opened, sums.promised, sums.closed
    return json.dumps(
        {
            "ends": dict(asked.ends),
            "asked": [asked.silent, asked.came_back, asked.right, asked.wrong],
            "working": _many(opened.working.micros),
            "calendar": _many(opened.calendar.micros),
            "wordless": opened.wordless,
            "promised": [promised.kept, promised.moved, promised.missed],
            "early": _many(promised.early.micros),
            "closed": [closed.confirmed, closed.unconfirmed],
            "numbers": _many(sorted(closed.numbers)),
            "again": _many(sorted(closed.again)),
            "solved_in": _many(closed.solved_in.micros),
            "ratings": dict(closed.ratings),
        }
    )


def parts_out(parts: Parts) -> str:
    """As they are kept."""
    return json.dumps(
        {
            "near": [
                [entry, near.asked, near.answered, _many(sorted(near.people))]
                for entry, near in parts.near.items()
            ],
            "moments": [
                [*at, moment.asked, sorted(moment.people)] for at, moment in parts.moments.items()
            ],
            "said": [[each.least, each.judged, each.right] for each in parts.said.values()],
            "shown": [
                [each.entry, each.shown, each.right, each.wrong] for each in parts.shown.values()
            ],
            "helped": [[*who, tickets] for who, tickets in parts.helped.items()],
        }
    )


def sums_in(text: str) -> Sums:
    """As they were."""
    told = json.loads(text)
    silent, came_back, right, wrong = told["asked"]
    kept, moved, missed = told["promised"]
    confirmed, unconfirmed = told["closed"]
    return Sums(
        asked=Asked(
            ends={End(how): number for how, number in told["ends"].items()},
            silent=silent,
            came_back=came_back,
            right=right,
            wrong=wrong,
        ),
        opened=Opened(
            working=Lengths(_array(told["working"])),
            calendar=Lengths(_array(told["calendar"])),
            wordless=told["wordless"],
        ),
        promised=Promised(
            kept=kept, moved=moved, missed=missed, early=Lengths(_array(told["early"]))
        ),
        closed=Closed(
            confirmed=confirmed,
            unconfirmed=unconfirmed,
            numbers=frozenset(_array(told["numbers"])),
            again=frozenset(_array(told["again"])),
            solved_in=Lengths(_array(told["solved_in"])),
            ratings=told["ratings"],
        ),
    )


def parts_in(text: str) -> Parts:
    """As they were."""
    told = json.loads(text)
    return Parts(
        near={
            entry: Near(asked=asked, answered=answered, people=frozenset(_array(people)))
            for entry, asked, answered, people in told["near"]
        },
        moments={
            (day, hour): Moment(asked=asked, people=frozenset(people))
            for day, hour, asked, people in told["moments"]
        },
        said={
            least: Said(least=least, judged=judged, right=right)
            for least, judged, right in told["said"]
        },
        shown={
            entry: Shown(entry=entry, shown=shown, right=right, wrong=wrong)
            for entry, shown, right, wrong in told["shown"]
        },
        helped={(entry, who): tickets for entry, who, tickets in told["helped"]},
    )


def _many(numbers: Iterable[int]) -> str:
    return b64encode(array("q", numbers).tobytes()).decode()


def _array(text: str) -> "array[int]":
    found = array("q")
    found.frombytes(b64decode(text))
    return found
