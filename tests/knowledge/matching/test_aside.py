"""What a question refuses or has done is not offered, and a thing of somebody else's is not answered as one's own."""

import pytest

from bot.desk.nouns.question import Answer, Choices
from bot.desk.rules import answering
from bot.running.building import STARTER
from knowledge.files import read_entries
from knowledge.matching.aside import aside
from knowledge.matching.matcher import Matcher
from knowledge.matching.owner import owners
from knowledge.text.normalise import surface

ENTRIES = tuple(read_entries(STARTER).entries)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    found = Matcher(ENTRIES)
    found.warm_up()
    return found


def shown(matcher: Matcher, text: str) -> tuple[str, set[str]]:
    """What comes of a question, and the entries that it shows."""
    found = matcher.candidates(text, languages=("en",))
    known = answering.guesses(found, {each.id: each for each in ENTRIES})
    match answering.decide(known, matcher.bands):
        case Answer(entry=entry):
            return "answer", {entry}
        case Choices(entries=entries):
            return "choices", set(entries)
        case _:
            return "nothing", set()


REFUSED = """
dont cancel my order!!
DONT DELETE MY ACCOUNT
don’t cancel my order
do NOT delete my account
do not reset my password please
please dont cancel my order
never cancel my order
you must not delete my account
i do not want to delete my account
i didnt want to cancel my order
you should not have cancelled my order
i never wanted to cancel my order
no need to reset my password
do not send me the invoice
please do not change my address!!
i said do not cancel my order
hey, dont cancel my order ok?
whatever you do, do not cancel my order
i am not asking to cancel my order
you were not supposed to cancel my order
i have changed my mind, don't cancel it
hi, please don't cancel the order i placed this morning, i still want it
pls dont delete my profile
we do not wish to return the item
do not refund me
bitte meine Bestellung NICHT stornieren
bitte nicht mein Passwort zurücksetzen
storniert meine Bestellung nicht!!
ich will mein Konto nicht löschen
lösch mein konto bitte nicht
setzt mein passwort nicht zurück
Bitte storniert meine Bestellung auf keinen Fall
ändert meine adresse bitte nicht
no cancelen mi pedido
no borres mi cuenta
no quiero cancelar mi pedido
n'annulez pas ma commande
ne supprimez pas mon compte
je ne veux pas annuler ma commande
""".strip().splitlines()


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_is_neither_given_nor_offered(matcher: Matcher, text: str) -> None:
    assert shown(matcher, text) == ("nothing", set())


@pytest.mark.parametrize(
    ("text", "aside_", "beside"),
    [
        ("i already cancelled my order, where is my refund", "cancel-order", "refund-time"),
        ("i already returned the item, where is my money", "return-item", "refund-time"),
        ("i dont want to cancel, i want to change the address", "cancel-order", "change-address"),
        (
            "i don't want to delete my account, i just want to reset my password",
            "delete-data",
            "reset-password",
        ),
    ],
)
def test_what_is_asked_beside_it_is_offered(
    matcher: Matcher, text: str, aside_: str, beside: str
) -> None:
    kind, entries = shown(matcher, text)

    assert kind == "choices"
    assert beside in entries
    assert aside_ not in entries


@pytest.mark.parametrize(
    "text",
    [
        "i dont want my order anymore",
        "i can't reset my password",
        "i don't know how to reset my password",
        "i don't remember my password",
        "i did not get my invoice",
        "why can't i cancel my order",
        "my password does not work",
        "i do not want to pay with paypal",
        "is there already an invoice",
        "ich kann mein passwort nicht zurücksetzen, bitte helfen",
        "mein passwort funktioniert nicht",
        "no puedo cancelar mi pedido",
        "je ne peux pas annuler ma commande",
        "my orders do not arrive",
    ],
)
def test_what_fails_or_is_missing_is_not_refused(text: str) -> None:
    assert not aside(" ".join(surface(text))).deeds


@pytest.mark.parametrize(
    "text",
    [
        "how do i reset the password of my colleague",
        "can you send me the invoice of my neighbour",
        "reset my router password",
        "how do i reset my router password",
        "how do i reset my gmail password",
        "how do i reset my wife's password",
        "how do i cancel someone else's order",
        "how do i delete my facebook account",
        "can i change the delivery address of another customer",
        "how do i reset the password of the wifi",
        "what is the password of the neighbour's account",
        "how do i reset my email password",
        "cancel the order of my roommate",
        "wie setze ich das passwort meines kollegen zurück",
        "wie setze ich mein router passwort zurück",
        "passwort von meinem freund zurücksetzen",
        "cómo cambio la contraseña de mi vecino",
        "comment réinitialiser le mot de passe de mon collègue",
    ],
)
def test_a_thing_of_others_is_not_answered_as_ones_own(matcher: Matcher, text: str) -> None:
    assert shown(matcher, text)[0] != "answer"


@pytest.mark.parametrize(
    "text",
    [
        "how do i reset my password",
        "how do i reset the password of my account",
        "can you send me the invoice of my last order",
        "i need the invoice for my company",
        "how do i reset my password on my phone",
        "how do i change my email address",
        "email me my password",
        "my wife and i forgot our password",
        "wo finde ich die rechnung meiner bestellung",
        "cómo cambio mi contraseña",
    ],
)
def test_ones_own_is_ones_own(text: str) -> None:
    assert not owners(" ".join(surface(text)))


def test_an_entry_about_others_answers_for_them() -> None:
    (entry,) = [each for each in ENTRIES if each.id == "reset-password"]
    own = entry.__class__(
        id="colleague",
        question="How do I reset the password of a colleague?",
        answer="Open **Team**, choose them, and press *Reset*.",
        variants=("reset the password of my colleague", "my colleague's password"),
    )
    found = Matcher((*ENTRIES, own))
    found.warm_up()

    assert found.candidates("how do i reset the password of my colleague")[0].probability > 0.9
