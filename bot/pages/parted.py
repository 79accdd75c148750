"""The charts of the page of results that part a span's questions: by category, by time, by sureness."""

from bot.desk.nouns.parts import Covered
from bot.desk.rules.shares import FEWEST, Share, wilson
from bot.desk.time.week import DAYS
from bot.pages import bars, behind
from bot.pages.gathering import FEWEST_PEOPLE, PART, Gathered, opened
from bot.pages.told import Cell, Told


def covered(found: Gathered) -> Told:
    """How far the guide goes, by category."""
    drawn = [_bar(each) for each in found.covered]
    return Told(
        key="coverage",
        title="What the guide answers",
        note="Questions by the category of the entry that came nearest, and how many were shown an "
        f"answer that they did not call wrong. Categories of fewer than {FEWEST_PEOPLE} people are "
        "joined with what has none.",
        head=("category", "people", "asked", "answered", "in %"),
        rows=tuple(
            (
                _category(each),
                each.people,
                each.asked,
                each.answered,
                _in_percent(each.answered, each.asked),
            )
            for each in found.covered
        ),
        links=tuple(
            (
                *("", ""),
                behind.to("questions", "category", found.days, of=each.category),
                behind.to("questions", "answered", found.days, of=each.category),
                "",
            )
            for each in found.covered
        ),
        chart=(bars.shares("Share of questions that were shown an answer, by category", drawn),),
    )


def _category(covered: Covered) -> str:
    return covered.category or "others"


def _bar(covered: Covered) -> bars.Bar:
    part, total = covered.answered, covered.asked
    if total < FEWEST:
        return bars.Bar(name=_category(covered), said=f"{part} of {total}")
    low, high = wilson(part, total)
    said = f"{Share(part, total).percent} % of {total:,}"
    return bars.Bar(name=_category(covered), said=said, share=part / total, low=low, high=high)


def _in_percent(part: int, total: int) -> Cell:
    return Share(part, total).percent if total >= FEWEST else "too few"


def by_time(found: Gathered) -> Told:
    """When people ask: weekday and part of the day."""
    hours = [f"{n * PART:02}" for n in range(24 // PART)]
    days = [day[:3] for day in DAYS]
    few = f"fewer than {FEWEST_PEOPLE} people"
    rows = tuple(
        (day, *(few if each is None else each for each in row))
        for day, row in zip(DAYS, found.counts, strict=True)
    )
    return Told(
        key="by_time",
        title="When people ask",
        note=f"Questions by weekday and from which hour on, {found.hours.zone.key}. Framed where the "
        f"desk is open; a dot where {few} asked.",
        head=("day", *(f"{each}:00" for each in hours)),
        rows=rows,
        links=tuple(
            (
                "",
                *(
                    ""
                    if each is None
                    else behind.to("questions", "at", found.days, of=f"{day}:{n}")
                    for n, each in enumerate(row)
                ),
            )
            for day, row in enumerate(found.counts)
        ),
        chart=(
            bars.week(
                "Questions by weekday and hour", days, hours, found.counts, opened(found.hours)
            ),
        ),
    )


def said(found: Gathered) -> Told:
    """How sure the desk was, and how often it was right."""
    ways = {0.98: "98 % and more", 0.95: "95 to 98 %", 0.9: "90 to 95 %", 0.8: "80 to 90 %"}
    drawn = []
    for each in found.said:
        name, said = ways.get(each.least, "less than 80 %"), f"{each.right} of {each.judged}"
        if each.judged < FEWEST:
            drawn.append(bars.Bar(name=name, said=said))
            continue
        low, high = wilson(each.right, each.judged)
        drawn.append(
            bars.Bar(name=name, said=said, share=each.right / each.judged, low=low, high=high)
        )
    rows = tuple(
        (bar.name, each.judged, each.right, _in_percent(each.right, each.judged))
        for bar, each in zip(drawn, found.said, strict=True)
    )
    return Told(
        key="calibration",
        title="How sure, and how often right",
        note="Answers that customers judged, by how sure the desk was of them when it gave them. Most "
        "say nothing, and who is annoyed says more: read it as a warning, not as a mark.",
        head=("the desk was sure to", "judged", "right", "in %"),
        rows=rows,
        links=tuple(
            (
                "",
                behind.to("questions", "judged", found.days, of=str(each.least)),
                behind.to("questions", "right", found.days, of=str(each.least)),
                "",
            )
            for each in found.said
        ),
        chart=(bars.shares("How often answers were right, by how sure the desk was", drawn),),
    )
