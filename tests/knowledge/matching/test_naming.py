"""Whether somebody speaks of what is known to be wrong."""

import pytest

from knowledge.matching.naming import ails_alike, literally, named

WATER = ("Hot water is off", "no baths today", "boiler broken")
FLOOD = ("Salon flooded",)
LOGIN = ("Login is down", "can't log in", "login error")


@pytest.mark.parametrize(
    ("text", "phrasings"),
    [
        ("your dryer is too hot", WATER),
        ("how much for a bath only", WATER),
        ("do you have cold water for the dogs", WATER),
        ("my ring is broken", WATER),
        ("Ich mag Ihren Salon, danke!", FLOOD),
        ("where is the salon?", FLOOD),
        ("I love your salon", FLOOD),
        ("how do i log in", LOGIN),
        ("how do i change my login", LOGIN),
        ("there is an error in my invoice", LOGIN),
        ("", LOGIN),
    ],
)
def test_a_word_in_common_is_too_little(text: str, phrasings: tuple[str, ...]) -> None:
    assert not named(text, phrasings)
    assert not literally(text, phrasings)


@pytest.mark.parametrize(
    ("text", "phrasings"),
    [
        ("is there no hot water?", WATER),
        ("is your boiler broken", WATER),
        ("are you doing baths today", WATER),
        ("when will the hot water be back", WATER),
        ("I heard the salon was flooded, can I still come tomorrow?", FLOOD),
        ("nobody can log in here any more", LOGIN),
        ("cant login since this morning", LOGIN),
        ("is the login down?", LOGIN),
        ("i keep getting a login error", LOGIN),
    ],
)
def test_most_of_what_tells_in_it_is_enough(text: str, phrasings: tuple[str, ...]) -> None:
    assert named(text, phrasings)


@pytest.mark.parametrize(
    ("text", "phrasings"),
    [
        ("can you still groom my dog today? I heard no baths today", WATER),
        ("hey, I want to order but I can't log in, do you know why?", LOGIN),
        ("my dog has knots all over, and is it true: Salon flooded?", FLOOD),
    ],
)
def test_its_very_words_settle_it_whatever_else_is_said(
    text: str, phrasings: tuple[str, ...]
) -> None:
    assert literally(text, phrasings)


def test_a_single_word_is_no_phrasing_to_settle_it() -> None:
    assert not literally("how much is a bath", ("bath",))


WIFI = ("Wifi is down",)
POOL = ("Pool closed today",)


@pytest.mark.parametrize(
    ("text", "phrasings"),
    [
        ("wifi not working again!!", WIFI),
        ("there is no wifi", WIFI),
        ("no internet", WIFI),
        ("can't connect to the wifi", WIFI),
        ("problem with wifi", WIFI),
        ("das wlan geht nicht", WIFI),
        ("no hay wifi", WIFI),
        ("le wifi ne marche pas", WIFI),
        ("il wifi non funziona", WIFI),
        ("o wifi não funciona", WIFI),
        ("login doesn't work", LOGIN),
        ("cold again, hot water not working", WATER),
        ("why is the pool not open", POOL),
    ],
)
def test_that_the_same_is_out_of_order_is_the_same_in_other_words(
    text: str, phrasings: tuple[str, ...]
) -> None:
    assert ails_alike(text, phrasings)


@pytest.mark.parametrize(
    ("text", "phrasings"),
    [
        ("is there wifi", WIFI),
        ("is the wifi free", WIFI),
        ("wifi password?", WIFI),
        ("the shower is broken", WIFI),
        ("my order is not working", WIFI),
        ("how do i log in", LOGIN),
        ("there is an error in my invoice", LOGIN),
        ("when does the pool open", POOL),
        ("the parcel is broken", ("New opening hours",)),
    ],
)
def test_another_thing_or_a_thing_in_order_is_not(text: str, phrasings: tuple[str, ...]) -> None:
    assert not ails_alike(text, phrasings)
