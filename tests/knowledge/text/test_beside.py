"""What a message says beside its questions: short context is none of it, a story is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.text.reading import read

CONTEXT = (
    "I lost my phone. How do I reset my password?",
    "My parcel came late and the box was open. How do I return an order?",
    "I bought two lamps in your shop last week. One of them is broken. How do I return it?",
    "Ich habe gestern mein Handy im Zug verloren. Wie setze ich mein Passwort zurück?",
    "Mein Paket kam zu spät an und der Karton war offen. Wie kann ich es zurückgeben?",
    "Ayer compré unas zapatillas en la tienda y me quedan pequeñas. ¿Cómo devuelvo un pedido?",
    "J'ai perdu mon téléphone hier dans le train. Comment changer mon mot de passe ?",
    "Perdi o meu telefone ontem no comboio. Como altero a minha senha?",
    "Ho perso il telefono ieri sul treno. Come cambio la mia password?",
    "where's my refund??? i returned it 3 weeks ago!!! order 4711",
    "My order, which I placed on Monday with the big coupon, has not come yet. Where is it?",
)  # fmt: skip
STORY = (
    "My name is Rosa Lind, I brought in the green Gazelle on Tuesday, the man at the counter said it'd be 80 EUR but "
    "the receipt says 180 and I want that corrected before I pay, and please also check the bell",
    "Ich heiße Rosa Lind, brachte am Dienstag das grüne Rad vorbei, der Mann an der Theke sagte 80 EUR, auf der "
    "Quittung stehen 180, das soll korrigiert werden, und prüft bitte die Klingel",
    "Me llamo Rosa Lind, el martes dejé la bicicleta verde, el hombre del mostrador dijo 80 EUR, el recibo dice 180, "
    "quiero que lo corrijan antes de pagar, y revisen también el timbre",
    "Je m'appelle Rosa Lind, mardi j'ai déposé le vélo vert, l'homme au comptoir a dit 80 EUR, le reçu indique 180, "
    "je veux que ce soit corrigé avant de payer, et vérifiez aussi la sonnette",
    "Chamo-me Rosa Lind, deixei a bicicleta verde na terça, o homem do balcão disse 80 EUR, o recibo diz 180, quero "
    "que isso seja corrigido antes de pagar, e vejam também a campainha",
    "Mi chiamo Rosa Lind, martedì ho portato la bicicletta verde, l'uomo al banco ha detto 80 EUR, la ricevuta dice "
    "180, voglio che sia corretto prima di pagare, e controllate anche il campanello",
)  # fmt: skip
STATEMENTS = (
    "I rode home anyway, 24 km in the rain.",
    "When I came home the wheel fell off.",
    "I want to return the bell!",
    "The opening was late and the shop was full.",
    "I paid by card.",
    "Was told the repair takes a day.",
    "it is in repair for 3 weeks!!!",
)
ASKED = ("How do I pay?", "How do I return an order?", "What are your opening hours?")
TITLES = (*ASKED, "How long does a repair take?", "Do you ride in the rain?")


@pytest.fixture(scope="module")
def shop() -> Matcher:
    """A small base on which the words of a story come near to several entries."""
    matcher = Matcher(
        Entry(id=f"e{at}", question=title, answer="At the counter.")
        for at, title in enumerate(TITLES)
    )
    matcher.warm_up()
    return matcher


@pytest.mark.parametrize("text", CONTEXT)
def test_short_context_belongs_to_its_question(text: str) -> None:
    """In each language that customers are spoken to in."""
    assert not read(text).says_more


@pytest.mark.parametrize("story", STORY)
@pytest.mark.parametrize(
    "form", ["{q} {s}.", "{s}. {q}", "{s}, how do i pay?", "hi! {s}\n{q}\nThanks, Rosa"]
)
def test_a_story_is_more_than_its_question(story: str, form: str) -> None:
    """Before the question, behind it, and in the same sentence."""
    assert read(form.format(q="How do I pay?", s=story)).says_more


def test_what_is_too_long_to_be_read_is_more() -> None:
    """Nobody knows what it says."""
    reading = read("How do I pay? " + " ".join(f"w{at} hinge{at} lamp{at}" for at in range(900)))

    assert reading.says_more


@given(st.sampled_from(ASKED), st.lists(st.sampled_from(STATEMENTS), max_size=4), st.integers(0, 4))
def test_a_statement_beside_a_question_is_none(
    question: str, statements: list[str], at: int
) -> None:
    """Each question of a message that has a mark ends in one or begins as questions do."""
    matcher = Matcher(
        Entry(id=f"e{at}", question=title, answer="At the counter.")
        for at, title in enumerate(TITLES)
    )
    said = [*statements[:at], question, *statements[at:]]

    assert len(matcher.read(" ".join(said)).questions) == 1


def test_two_questions_with_a_story_keep_their_outcomes(shop: Matcher) -> None:
    """The story is part of neither."""
    text = f"How do I pay? What are your opening hours? {STORY[0]}"

    assert shop.read(text).questions == ("How do I pay?", "What are your opening hours?")


@pytest.mark.parametrize(
    "message",
    [
        "do you clip nails? also my old address was wrong in your system",
        "do you clip nails? my address is wrong, please change it to 5 Beach Rd",
        "My address moved, change it to 5 Beach Rd. Do you clip nails?",
        "Schneiden Sie Krallen? Meine Adresse ist falsch, bitte ändern: Strandweg 5",
        "¿Cortan uñas? También mi dirección está mal en su sistema",
        "Vous coupez les griffes ? Aussi mon adresse est fausse chez vous",
    ],
)
def test_a_request_beside_a_question_is_more_than_it_asks(message: str) -> None:
    assert read(message).requests
    assert read(message).says_more


@pytest.mark.parametrize(
    "message",
    [
        "do you clip nails? thanks, please let me know",
        "My dog is old and a bit shy. Do you clip nails?",
        "Can you please change the address on my bill?",
        "Do you clip nails, also those of cats?",
        "please change my address to 5 Beach Rd",
    ],
)
def test_context_and_a_message_of_one_matter_are_no_request_beside_it(message: str) -> None:
    assert not read(message).requests
