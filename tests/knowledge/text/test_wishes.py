"""What the lists and rules of wishes.toml must hold to, so that most sentences are passed over at once."""

import tomllib

from knowledge.text.wishes import LISTS


def test_each_rule_needs_more_than_light_words() -> None:
    """A sentence without a telling word is weighed by no rule: one of light words would go unheard."""
    rules = tomllib.loads(LISTS.read_text(encoding="utf-8"))["rules"]

    light = [
        rule
        for lines in rules.values()
        for rule in lines
        if set(rule.split()) <= {"light", "article", "only"}
    ]

    assert light == []
