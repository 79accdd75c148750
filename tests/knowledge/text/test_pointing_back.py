"""Whose a question is that points at what stands before it, and what context does to one."""

import pytest

from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher

SALON = (
    ("hours", "When are you open?", "We are open Tuesday to Saturday, 9:00 to 17:00. Closed on Sunday."),
    ("where", "Where are you?", "At 14 Harbour Lane, behind the lifeboat station."),
    ("groom", "How much does a full groom cost?", "A full groom is £45 for small dogs."),
    ("cats", "Do you groom cats?", "No, we only groom dogs."),
    ("nails", "Do you clip nails?", "Yes, for £10."),
    ("park", "Where can I park?", "On Harbour Lane."),
    ("pay", "How do I pay?", "By card, at the counter."),
    ("vaccinated", "Does my dog have to be vaccinated?", "Yes, against rabies."),
    ("long", "How long does a groom take?", "Two hours."),
)  # fmt: skip


@pytest.fixture(scope="module")
def salon() -> Matcher:
    found = Matcher([Entry(id=key, question=asked, answer=told) for key, asked, told in SALON])
    found.refit()
    return found


@pytest.mark.parametrize(
    "further", ["how much is it", "how much does it cost", "how long does it take"]
)
@pytest.mark.parametrize("joint", ["? ", " and ", "? And ", ", and also ", ". ", "\n"])
@pytest.mark.parametrize("thing", ["Do you clip nails", "Do you trim whiskers"])
def test_no_other_things_price_is_found_for_the_thing_just_named(
    salon: Matcher, thing: str, joint: str, further: str
) -> None:
    questions = salon.read(f"{thing}{joint}{further}?").questions

    found = [salon.candidates(each)[0] for each in salon.meant(questions)]

    assert not [
        each for each in found if each.entry in {"groom", "long"} and each.probability > 0.5
    ]


@pytest.mark.parametrize("joint", ["? ", " and ", "? And "])
@pytest.mark.parametrize(
    ("first", "further", "keys"),
    [
        ("Where are you", "can I park there", ["where", "park"]),
        ("Where is the salon", "can I park there", ["where", "park"]),
        ("Do you sell gift cards", "can I pay there", [None, "pay"]),
    ],
)
def test_what_asks_something_of_its_own_there_is_a_question_of_its_own(
    salon: Matcher, first: str, joint: str, further: str, keys: list[str | None]
) -> None:
    questions = salon.read(f"{first}{joint}{further}?").questions

    found = [salon.candidates(each)[0] for each in questions]

    sure = [each.entry if each.probability > 0.9 else None for each in found]
    assert keys == sure


@pytest.mark.parametrize("asked", ["Where can I park?", "How do I pay?", "Do you groom cats?"])
@pytest.mark.parametrize(
    "beside", ["My dog is vaccinated.", "I have a cat.", "We are on holiday!", "I'm new here."]
)
def test_context_does_not_sink_a_question_that_an_entry_has_the_words_of(
    salon: Matcher, beside: str, asked: str
) -> None:
    for text in (f"{beside} {asked}", f"{asked} {beside}"):
        assert (asked,) == salon.read(text).questions


@pytest.mark.parametrize(
    "text",
    [
        "I want my nails cut today. Where can I park?",
        "My door code does not work. Where can I park?",
        "Please change my address. Where can I park?",
        "where is the museum. Where can I park?",
    ],
)
def test_what_is_more_than_context_is_kept(salon: Matcher, text: str) -> None:
    first = text.partition(".")[0]

    assert first in " ".join(salon.read(text).questions)


@pytest.mark.parametrize("marks", ['""', "''", "“”", "‘’", "„“", "«»"])
@pytest.mark.parametrize("joint", [" - ", " ", ": ", ", "])
def test_what_is_asked_of_a_quoted_answer_is_the_question(
    salon: Matcher, marks: str, joint: str
) -> None:
    quote = f"{marks[0]}We are open Tuesday to Saturday{marks[1]}"

    reading = salon.read(f"{quote}{joint}does that include bank holidays?")

    assert ("does that include bank holidays?",) == reading.questions
    assert salon.candidates(reading.questions[0])[0].probability < 0.5


@pytest.mark.parametrize(
    "text",
    [
        '"We are open on Mondays" - does that include bank holidays?',
        'My screen says "card was declined today", what is wrong?',
        '"We are open Tuesday to Saturday"',
        '"We are open Tuesday to Saturday" - why?',
        'Do you have "Two hours." as a poster?',
    ],
)
def test_other_quotes_are_read(salon: Matcher, text: str) -> None:
    quoted = text.split('"')[1]

    assert quoted in " ".join(salon.read(text).questions)
