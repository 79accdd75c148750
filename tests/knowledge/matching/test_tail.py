"""An entry's own words with more behind them are offered it; who it is for and how urgent changes nothing."""

import pytest

from knowledge.entry import Entry
from knowledge.matching.doubt import HELD
from knowledge.matching.matcher import Matcher

BASE = {
    "price": ("How much does a move cost?", "From 300 euros for two rooms."),
    "hours": ("When is the office open?", "Monday to Friday 9 to 18, in December until 20."),
    "boxes": ("Do you lend boxes?", "Yes, 50 boxes for four weeks."),
    "pay": ("How can I pay?", "In cash, by card or by transfer."),
    "cancel": ("How do I cancel my booking?", "Write to us two days before."),
    "plan": ("How much is the pro plan?", "9 euros a month."),
    "password": ("How do I reset my password?", "Press Forgot on the page where you sign in."),
    "kuendigen": ("Wie kündige ich meinen Vertrag?", "Schriftlich, sechs Wochen vorher."),
    "reserva": ("¿Cómo cambio mi reserva?", "Por correo, un día antes."),
    "abonnement": ("Comment changer mon abonnement ?", "Dans les paramètres."),
}
MORE = [
    "how much does a move cost for a piano",
    "how much does a move cost for my office",
    "do you lend boxes for wine glasses",
    "do you lend boxes to students",
    "how much is the pro plan for students",
    "how much is the pro plan please for schools",
    "how do i reset my password without email",
    "how do i cancel my booking for the van",
    "wie kündige ich meinen vertrag für das fitnessstudio",
    "cómo cambio mi reserva de coche",
    "comment changer mon abonnement pour une association",
    "when does the move cost less",
]
SAME = {
    "how much does a move cost for a friend": "price",
    "how do i cancel my booking asap": "cancel",
    "how do i cancel my booking for my daughter please": "cancel",
    "how do i reset my password for my mum, it's urgent": "password",
    "how do i reset my password today": "password",
    "how can i pay by card": "pay",
    "is the office open on wednesdays": "hours",
    "wie kündige ich meinen vertrag so schnell wie möglich": "kuendigen",
    "wie kündige ich meinen vertrag für meine tochter": "kuendigen",
    "cómo cambio mi reserva para mi hija": "reserva",
    "cómo cambio mi reserva lo antes posible": "reserva",
    "comment changer mon abonnement pour ma mère svp": "abonnement",
}


@pytest.fixture(scope="module", params=[0, 4], ids=["one phrasing", "five phrasings"])
def matcher(request: pytest.FixtureRequest) -> Matcher:
    """The base, each entry also with its question in other frames."""
    frames = ("please: {}", "hello, {}", "{} I am new here", "another thing: {}")[: request.param]
    found = Matcher(
        Entry(
            id=key, question=asked, answer=answer, variants=tuple(f.format(asked) for f in frames)
        )
        for key, (asked, answer) in BASE.items()
    )
    found.refit()
    return found


@pytest.mark.parametrize("text", MORE)
def test_what_asks_of_less_than_an_entry_is_not_given_it(matcher: Matcher, text: str) -> None:
    """What stands behind an entry's words counts where neither these nor the answer have it."""
    assert matcher.candidates(text)[0].probability <= HELD


@pytest.mark.parametrize(("text", "entry"), SAME.items())
def test_who_it_is_for_and_how_urgent_changes_nothing(
    matcher: Matcher, text: str, entry: str
) -> None:
    """What the answer accounts for is answered too."""
    best = matcher.candidates(text)[0]

    assert (best.entry, best.probability >= matcher.bands.answer) == (entry, True)


@pytest.mark.parametrize(
    "answer", ["With your child's school card.", "A girl signs up with her mum."]
)
def test_what_an_entry_speaks_of_is_not_left_out(answer: str) -> None:
    """An entry that makes a difference by it keeps it a part of the question."""
    matcher = Matcher([Entry(id="up", question="How do I sign up?", answer=answer)])

    assert matcher.candidates("how do i sign up for my son")[0].probability < 0.99


@pytest.mark.parametrize(
    "text",
    [
        "is there a class for my son",
        "how much is a ticket for my son",
        "do you ship today",
        "for my son",
    ],
)
def test_where_it_makes_a_difference_it_is_asked(text: str) -> None:
    """Whether there is something for a child, or something today; and urgency that is no circumstance."""
    asked = {"Is there a class?", "How much is a ticket?", "Do you ship?", "What is it?"}
    matcher = Matcher([Entry(id=each, question=each, answer="So.") for each in asked])

    assert all(each.probability < 0.99 for each in matcher.candidates(text))
