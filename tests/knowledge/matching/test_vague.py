"""What says too little, or is about less than an entry, is offered the entry and not given it."""

import pytest

from knowledge.entry import Entry
from knowledge.matching.doubt import HELD
from knowledge.matching.matcher import Matcher
from knowledge.text.leaning import of_it

BASE = {
    "hours": ("What are your opening hours?", "Monday to Friday 9 to 18, the first hour is quiet."),
    "end": ("How do I end my membership?", "Write to us a month before."),
    "price": ("How much is a season card?", "120 EUR."),
    "parts": ("Can I pay in instalments?", "Yes, in three parts."),
    "guest": ("How do I book without an account?", "Press Guest on the first page."),
    "class": ("What does a lesson in class B cost?", "65 EUR."),
    "how": ("How much is it?", "Nothing: our house is free."),
}
VAGUE = [
    "the first",
    "how do i stop it",
    "its my sons",
    "on what day",
    "cuánto cuesta",
    "what did you change",
]
OF_ONE_THING = {
    "is it open": ("When is the hall open?", "From 9 to 22."),
    "is it vegan": ("Do you have vegan waffles?", "Yes, with oat milk."),
    "can i cancel it": ("How do I cancel my booking?", "With the link in our mail."),
}
LESS = [
    "what are your opening hours at christmas",
    "are you open on bank holidays",
    "wann habt ihr an Weihnachten offen",
    "can i pay cash",
    "can i pay with paypal",
    "how do i book with an account",
    "what does a lesson in class BE cost",
]
SURE = {
    "what are your opening hours please": "hours",
    "when are you open on sunday": "hours",
    "how do i book without account": "guest",
    "what does a lesson in class b cost please": "class",
    "how much is it": "how",
    "is it open": "hours",
}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """A small base, fitted."""
    found = Matcher([Entry(id=id, question=q, answer=a) for id, (q, a) in BASE.items()])
    found.refit()
    return found


@pytest.mark.parametrize("text", [*VAGUE, *LESS])
def test_what_says_too_little_or_is_about_less_is_not_sure(matcher: Matcher, text: str) -> None:
    assert all(each.probability <= HELD for each in matcher.candidates(text))


@pytest.mark.parametrize(("text", "entry"), OF_ONE_THING.items(), ids=OF_ONE_THING)
def test_what_has_no_more_than_it_for_an_entrys_thing_is_not_sure(
    text: str, entry: tuple[str, str]
) -> None:
    others = [Entry(id=id, question=q, answer=a) for id, (q, a) in BASE.items() if id != "hours"]
    found = Matcher([*others, Entry(id="one", question=entry[0], answer=entry[1])])
    found.refit()

    best = found.candidates(text)[0]

    assert ("one", True) == (best.entry, best.probability <= HELD)


@pytest.mark.parametrize("text", SURE)
def test_what_an_entry_speaks_of_is_sure(matcher: Matcher, text: str) -> None:
    best = matcher.candidates(text)[0]

    assert (best.entry, best.probability > HELD) == (SURE[text], True)


def test_a_special_day_that_the_answer_names_is_answered() -> None:
    answer = "Monday to Friday 9 to 18. On public holidays we are closed."
    found = Matcher([Entry(id="hours", question=BASE["hours"][0], answer=answer)])
    found.refit()

    assert found.candidates("what are your opening hours at christmas")[0].probability > HELD


@pytest.mark.parametrize("text", ["is it open then?", "when is it open", "do they close on sunday"])
def test_what_is_asked_of_it_is_about_what_was_spoken_of(text: str) -> None:
    assert of_it(text)


@pytest.mark.parametrize("text", ["is it possible to park", "where are you", "and so can i park"])
def test_what_points_at_nothing_is_not(text: str) -> None:
    assert not of_it(text)
