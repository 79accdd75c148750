"""That something is not over, said of what is at hand and of nothing that is named."""

import pytest

from knowledge.text.normalise import surface
from knowledge.text.small_talk import not_solved


@pytest.mark.parametrize(
    "text",
    [
        "not solved after all",
        "it's still not fixed",
        "doch nicht gelöst",
        "immer noch nicht gelöst",
        "leider hat es sich nicht erledigt",
        "no está resuelto",
        "sigue sin resolverse",
        "todavía no se ha solucionado",
        "ce n'est toujours pas réglé",
        "non è ancora risolto",
        "ainda não está resolvido",
    ],
)
def test_it_is_not_over(text: str) -> None:
    assert not_solved(surface(text))


@pytest.mark.parametrize(
    "text",
    [
        "the lamp is not fixed",
        "die rechnung ist nicht gelöst",
        "la luz no funciona",
        "solved",
        "is my order not sorted",
        "why is it not fixed",
        "ist gelöst",
    ],
)
def test_what_names_a_thing_or_asks_says_no_such_thing(text: str) -> None:
    assert not not_solved(surface(text))
