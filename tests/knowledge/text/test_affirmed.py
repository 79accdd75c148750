"""A question with a "not" in it asks whether, as the one without it does."""

import pytest

from knowledge.text.affirmed import affirmed


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Can't we make a campfire?", "Can we make a campfire?"),
        ("cant i pay by card", "can i pay by card"),
        ("Won't you refund me?", "Will you refund me?"),
        ("Isn't there wifi?", "Is there wifi?"),
        ("don't you have a shop", "do you have a shop"),
        ("do you not have a shop?", "do you have a shop?"),
        ("can we not bring dogs?", "can we bring dogs?"),
        ("Kann man hier nicht grillen?", "Kann man hier grillen?"),
        ("Gibt es kein WLAN?", "Gibt es ein WLAN?"),
        ("¿No hay wifi?", "¿hay wifi?"),
        ("no se puede hacer fuego?", "se puede hacer fuego?"),
        ("On ne peut pas faire du feu ?", "On peut faire du feu ?"),
        ("Il n'y a pas de wifi ?", "Il y a de wifi ?"),
        ("non si può fumare?", "si può fumare?"),
        ("não há wifi?", "há wifi?"),
    ],
)
def test_it_is_asked_without_its_not(text: str, plain: str) -> None:
    assert affirmed(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Don't send me an invoice",
        "do not cancel my order",
        "can't log in",
        "why can't I log in?",
        "I can't log in, can you help?",
        "isn't working",
        "no hay wifi",
        "il n'y a pas de wifi",
        "es gibt kein WLAN",
        "not what I asked?",
        "",
    ],
)
def test_what_says_that_it_is_not_stays(text: str) -> None:
    assert affirmed(text) == text
