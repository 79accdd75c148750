"""What templates need of a message before their patterns are tried."""

from collections.abc import Iterator
from random import Random

from knowledge.text import grievances, harm
from knowledge.text.normalise import surface
from knowledge.text.templates import GAPS, Lists, first_words, may_stand, needed

LISTS = {"kid": "son | daughter | ~ year old"}


def _said(template: str, lists: Lists, chance: Random) -> Iterator[str]:
    """Words that a template may be met by."""
    for step in template.split():
        if step in GAPS or step[0] == "!":
            yield chance.choice(("so", "quite"))
        elif step[0] != "[" or chance.random() < 0.5:
            part = chance.choice(step.strip("[]").split("/"))
            listed = str(lists[part.strip("{}")]).split("|") if part[0] == "{" else []
            way = chance.choice(listed).strip() if listed else part.strip("$,")
            yield from _said(way, lists, chance) if listed else surface(way)


def _templates() -> Iterator[harm._Template | grievances._Template]:
    for ways in harm._templates().harmful.values():
        yield from ways
    for told in grievances._table().by_word.values():
        yield from (each for each, _ in told)


def test_whatever_meets_a_template_has_all_that_it_needs() -> None:
    chance = Random(4)  # noqa: S311
    met = 0

    for each in {id(each): each for each in _templates()}.values():
        said = list(_said(each.text.removeprefix("^ "), each.lists, chance))
        if each.pattern.match(f"{' '.join(said)} "):
            met += 1
            assert may_stand(each.needs, frozenset(said)), each.text

    assert met > 3000


def test_what_may_be_missing_or_anything_is_not_needed() -> None:
    assert needed("lost [my] {kid} today/now", LISTS, surface) == (frozenset({"today", "now"}),)


def test_a_gap_at_the_start_is_told_by_its_sign() -> None:
    assert first_words("{kid}", LISTS, surface) == {"son", "daughter", "~"}
