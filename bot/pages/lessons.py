"""What a span has to teach: what to write next, which answers to mend, which nobody sees.

What customers wrote stands in these lists as long as it is kept, and only where the page may show it.
"""

from collections import Counter
from collections.abc import Sequence

from bot.desk.nouns.incident import issue_named
from bot.desk.nouns.listed import Turned
from bot.desk.nouns.parts import Shown
from bot.desk.rules.shares import Share, wilson
from bot.pages import english, groups
from bot.pages.behind import to
from bot.pages.gathering import EARLIER, FEWEST_PEOPLE, READ, TURNED, Gathered
from bot.pages.told import Cell, Told

MOST = 20
"""Rows of a list."""
GONE = "(no longer kept)"
"""In the place of words that were erased, or whose time was up."""
_SOLVED = 3
"""Who solved fewer tickets of a category is not yet named for it."""
_TIMES = 5
"""An answer that was shown fewer times is not judged here."""


def lists(found: Gathered, *, words: bool) -> tuple[Told, ...]:
    """All of them, in the order of the page; without `words` those that have none of a customer."""
    return (
        *((_unanswered(found), _objections(found), _wrong(found)) if words else ()),
        _rising(found),
        _not_it(found),
        _never_shown(found),
        *((*_turned(found), _thanks(found), _members(found), _helpers(found)) if words else ()),
    )


def _unanswered(found: Gathered) -> Told:
    asked = groups.unanswered(found.unanswered)
    rows: list[tuple[Cell, ...]] = []
    for gap in asked[:MOST]:
        since = gap.since.astimezone(found.hours.zone)
        words = kept(gap.questions[-1].text)
        rows.append((words, len(gap.questions), gap.people, f"{since:%-d %b %Y}"))
    return Told(
        key="unanswered",
        title="What to write next",
        note=_first(
            len(asked), "Asked at any time, answered by nobody so far; alike ones together."
        ),
        head=("in these words", "asked", "people", "since"),
        rows=tuple(rows),
        links=tuple(
            ("", to("questions", "unanswered", found.days, of=str(gap.questions[0].id)), "", "")
            for gap in asked[:MOST]
        ),
    )


def _objections(found: Gathered) -> Told:
    """What keeps people is no gap in the guide: somebody has to decide about it."""
    asked = groups.objections(found.objections)
    shown = asked[:MOST]
    return Told(
        key="objections",
        title="What keeps people",
        note=_first(
            len(asked),
            '"Too expensive", "why not", "cheaper elsewhere": what was asked in these days in such '
            f"words, alike ones together; of the newest {READ:,} questions.",
        ),
        head=("in these words", "asked", "people"),
        rows=tuple(
            (kept(group[0].text), len(group), len({each.by for each in group})) for group in shown
        ),
        links=tuple(
            ("", to("questions", "objecting", found.days, of=str(group[0].question)), "")
            for group in shown
        ),
    )


def _turned(found: Gathered) -> tuple[Told, Told]:
    """Wins and failures beside one another, each with the ticket to read."""
    return (
        _tickets(found, found.well, key="went_well", title="What went well"),
        _tickets(found, found.wrong, key="went_wrong", title="What went wrong"),
    )


def _tickets(found: Gathered, turned: Sequence[Turned], *, key: str, title: str) -> Told:
    zone = found.hours.zone
    return Told(
        key=key,
        title=title,
        note=f"In these days, the newest {TURNED}.",
        head=("ticket", "when", "what", "about"),
        rows=tuple(
            (
                each.ticket,
                f"{each.at.astimezone(zone):%-d %b %Y}",
                english.said(f"turned_{each.what}"),
                kept(each.text),
            )
            for each in turned
        ),
        links=tuple((f"ticket?number={each.ticket}", "", "", "") for each in turned),
    )


def _thanks(found: Gathered) -> Told:
    """Who wrote answers, as the report in chat thanks them."""
    wrote = Counter(name for _, name in found.recent.entries_added if kept(name) == name)
    return Told(
        key="thanks",
        title="Thank you",
        note="Who wrote answers in these days.",
        head=("who", "answers written"),
        rows=tuple(sorted(wrote.items())),
        links=tuple(("", to("answers", "written", found.days, of=who)) for who in sorted(wrote)),
    )


def _members(found: Gathered) -> Told:
    """Who of the community helped, as the report in chat thanks them."""
    return Told(
        key="members",
        title="Members who helped",
        note="Whose words helped with a question or went into an answer in these days, and who lets it "
        "be counted.",
        head=("who", "times"),
        rows=tuple(
            sorted((name, count) for name, count in found.members.items() if kept(name) == name)
        ),
    )


def _helpers(found: Gathered) -> Told:
    """Nobody is ranked: names in order of the alphabet, and no number beside them."""
    by: dict[str, list[str]] = {}
    for each in found.helpers:
        if each.tickets >= _SOLVED:
            by.setdefault(each.category or "others", []).append(each.name)
    return Told(
        key="helpers",
        title="Who knows about what",
        note=f"Whose words solved {_SOLVED} tickets and more of a category in these days, as their "
        "customers said. Nobody is ranked.",
        head=("category", "who"),
        rows=tuple((category, ", ".join(sorted(names))) for category, names in sorted(by.items())),
    )


def _wrong(found: Gathered) -> Told:
    wrong = found.recent.wrong_answers
    return Told(
        key="wrong_answers",
        title="Answers that customers called wrong",
        note=_first(
            found.recent.asked.wrong, "What was asked in these days, and what it was answered with."
        ),
        head=("asked", "was answered with"),
        rows=tuple((kept(question), title) for question, title in wrong[:MOST]),
    )


def _rising(found: Gathered) -> Told:
    """What is asked clearly more often than before: by chance it would be so once in 40 times."""
    titles = {each.id: each.question for each in found.guide}
    risen = [
        each
        for each in found.trends
        if each.entry in titles
        and each.people >= FEWEST_PEOPLE
        and wilson(each.asked, each.asked + each.before)[0] > 1 / (1 + EARLIER)
    ]
    return Told(
        key="rising",
        title="Asked more often than before",
        note=_first(
            len(risen),
            f"Questions by the answer that came nearest: in these days, and on average in the {EARLIER} "
            f"spans before them. Only what {FEWEST_PEOPLE} people and more asked, and clearly more often.",
        ),
        head=("answer", "asked", "before"),
        rows=tuple(
            (titles[each.entry], each.asked, f"{each.before / EARLIER:.1f}")
            for each in risen[:MOST]
        ),
        links=tuple(
            ("", to("questions", "nearest", found.days, of=each.entry), "") for each in risen[:MOST]
        ),
    )


def _not_it(found: Gathered) -> Told:
    titles = {each.id: each.question for each in found.guide}
    judged = [each for each in found.shown if _is_entry(each)]
    judged.sort(key=lambda each: (-each.wrong / (each.right + each.wrong), -each.wrong, each.entry))
    return Told(
        key="not_it",
        title="Answers to mend",
        note=_first(
            len(judged),
            f'Shown {_TIMES} times and more, and called "not it": the largest share of those who said '
            "anything first.",
        ),
        head=("answer", "shown", "called wrong"),
        rows=tuple(
            (
                titles.get(each.entry, each.entry),
                each.shown,
                Share(each.wrong, each.right + each.wrong).words(),
            )
            for each in judged[:MOST]
        ),
        links=tuple(
            ("", to("questions", "shown", found.days, of=each.entry), "") for each in judged[:MOST]
        ),
    )


def _is_entry(each: Shown) -> bool:
    """Whether it is an answer that may want mending: what is told of a known issue is none."""
    return bool(each.wrong) and each.shown >= _TIMES and not issue_named(each.entry)


def _never_shown(found: Gathered) -> Told:
    shown = {each.entry for each in found.shown}
    never = [each for each in found.guide if each.id not in shown]
    return Told(
        key="never_shown",
        title="Answers that nobody was shown",
        note=_first(
            len(never),
            "In these days. Perhaps nobody asks, perhaps its words are not the customers'.",
        ),
        head=("answer", "category"),
        rows=tuple((each.question, each.category) for each in never[:MOST]),
    )


def _first(number: int, note: str) -> str:
    return f"{note} The first {MOST} of {number:,}." if number > MOST else note


def kept(text: str) -> str:
    """Words, or that they are no longer kept."""
    return GONE if text in {"", "[erased]"} else text
