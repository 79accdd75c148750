"""A question that only nearly is an entry's own is offered the entry, and not given it."""

import pytest

from bot.desk.rules.answering import GROUND
from knowledge.entry import Entry
from knowledge.matching.doubt import HELD, differs
from knowledge.matching.manner import manner_of
from knowledge.matching.matcher import Matcher
from knowledge.text.normalise import surface

BASE = {
    "brazil": ("Do you ship to Brazil?", "Yes, we ship to Brazil, it takes 10 days."),
    "invoice": ("Where is my invoice?", "Open My orders and press Invoice."),
    "book": ("How do I book a court?", "Press Book in the app, up to a week ahead."),
    "day": ("How much is a day pass?", "A day pass costs 14 EUR."),
    "pets": ("May I bring my dog?", "Dogs on a lead are welcome."),
}
NEAR = {
    "do you ship to argentina": "brazil",
    "versendet ihr nach Argentinien, nicht Brasilien": "brazil",
    "i do not want an invoice": "invoice",
    "how do i cancel a court": "book",
    "why is there an invoice": "invoice",
    "how much is a month pass for the sauna": "day",
}
OWN = {
    "do you ship to brazil please": "brazil",
    "where is the invoice please": "invoice",
    "how can i book a court?": "book",
    "how much is the day pass": "day",
}


def matcher() -> Matcher:
    """Five entries of one phrasing each, fitted."""
    entries = [Entry(id=id, question=q, answer=a) for id, (q, a) in BASE.items()]
    found = Matcher(entries)
    found.refit()
    return found


@pytest.mark.parametrize("text", NEAR)
def test_a_near_miss_is_held_below_an_answer(text: str) -> None:
    found = {each.entry: each.probability for each in matcher().candidates(text)}

    assert found.get(NEAR[text], 0.0) <= HELD


@pytest.mark.parametrize(
    ("known", "asked", "stands"),
    [
        ("Do you ship to Brazil?", "do you ship to peru", False),
        ("Do you ship to Brazil?", "shipping to brasil please", True),
        ("Do you ship to Brazil?", "do you ship abroad", True),
        ("Kann ich mit PayPal bezahlen?", "kann ich mit klarna bezahlen", False),
        ("How do I install version 2?", "how do i install version 5", False),
        ("Is there an app for Android?", "is there an app for my iphone", False),
        ("Are the pancakes gluten free?", "are the pancakes vegan", False),
        ("Can I export my notes as PDF?", "can i export my notes as csv", False),
        ("Do students get a discount?", "is it cheaper for students", True),
        ("Do students get a discount?", "do seniors get a discount", False),
    ],
)
@pytest.mark.parametrize("others", [0, 4])
def test_what_names_another_place_or_product_is_not_even_offered(
    known: str, asked: str, stands: bool, others: int
) -> None:
    entries = [Entry(id=id, question=q, answer=a) for id, (q, a) in list(BASE.items())[1:]]
    found = Matcher([Entry(id="own", question=known, answer="Yes."), *entries[:others]])

    grounds = {each.entry: each.ground for each in found.candidates(asked)}

    assert (grounds.get("own", 0.0) >= GROUND) is stands


@pytest.mark.parametrize("text", OWN)
def test_who_asks_in_other_words_is_not_held(text: str) -> None:
    best = matcher().candidates(text)[0]

    assert (best.entry, best.probability > HELD) == (OWN[text], True)


DOES = [
    ("What happens if you damage my clothes?", "what happens if i damage your clothes"),
    ("Do you sell boxes?", "can i sell my boxes to you"),
    ("Do you teach adults?", "may i teach at your school"),
    ("Where can I buy tickets?", "do you buy tickets"),
    ("Kauft ihr alte Bücher an?", "kann ich bei euch alte Bücher kaufen"),
    ("Vendez-vous des vélos ?", "je voudrais vous vendre mon vélo"),
    ("¿Vendéis vino?", "quiero venderos mi vino"),
]
DOES_TOO = [
    ("Do you sell boxes?", "i want to buy boxes, do you sell them"),
    ("Do you sell boxes?", "where can i buy boxes"),
    ("Do you buy old books?", "i have old books, would you buy them"),
    ("Verkauft ihr Gutscheine?", "kann ich einen Gutschein kaufen"),
    ("Do you sell boxes?", "can i see the boxes you sell"),
]


@pytest.mark.parametrize(("known", "asked"), DOES)
def test_another_who_sells_buys_or_teaches_is_another_question(known: str, asked: str) -> None:
    assert manner_of(asked).turns_round(manner_of(known))


@pytest.mark.parametrize(("known", "asked"), DOES_TOO)
def test_the_other_side_of_one_deal_is_the_same_question(known: str, asked: str) -> None:
    assert not manner_of(asked).turns_round(manner_of(known))


def test_who_would_sell_what_the_desk_sells_is_not_answered_though_the_words_are_its_own() -> None:
    asked = [("boxes", "Do you sell moving boxes?"), ("hours", "When are you open?")]
    found = Matcher([Entry(id=id, question=text, answer="So.") for id, text in asked])
    found.refit()

    assert found.candidates("can i sell my moving boxes to you")[0].probability <= HELD
    assert found.candidates("do you sell moving boxes please")[0].probability > found.bands.answer


@pytest.mark.parametrize(
    ("entry", "question"),
    [
        ("Can I pay by card?", "can I pay cash"),
        ("Can I pay by card?", "do you accept cash?"),
        ("Kann ich mit Karte zahlen?", "kann ich bar zahlen"),
        ("How do I change the tax rate?", "do you charge VAT?"),
        ("How do I change the tax rate?", "are your prices with tax"),
        ("How do I change the tax rate?", "what is the tax"),
        ("How do I reset the alarm?", "do you have an alarm"),
        ("Wie ändere ich den Steuersatz?", "ist die Steuer dabei"),
    ],
)
def test_another_means_and_whether_something_is_so_are_doubted(entry: str, question: str) -> None:
    known = Entry(id="one", question=entry, answer="Yes.")

    assert differs(" ".join(surface(question)), known)


@pytest.mark.parametrize(
    ("entry", "question"),
    [
        ("Can I pay by card?", "do you take credit cards"),
        ("How do I change the tax rate?", "is it possible to change the tax rate"),
        ("How do I change the tax rate?", "can i change the tax"),
        ("How do I reset my password?", "do you reset passwords"),
    ],
)
def test_the_same_asked_in_another_way_is_not_doubted(entry: str, question: str) -> None:
    known = Entry(id="one", question=entry, answer="Yes.")

    assert not differs(" ".join(surface(question)), known)
