"""Who changes their mind within a message is asked for the last that they meant, in any language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.changed_mind import _ANYWHERE, _CLAUSE, _SOFTLY
from knowledge.text.normalise import surface
from knowledge.text.reading import read

FIRST = ("where is my invoice?", "do you ship to Brazil?", "wo ist meine Rechnung?", "¿dónde está mi factura?",
         "où est ma facture ?", "dov'è la mia fattura?", "onde está a minha fatura?", "waar is mijn factuur?",
         "gdzie jest moja faktura?", "faturam nerede?", "my lamp hums", "meine Lampe brummt")  # fmt: skip
LAST = ("how do I reset my password?", "when are you open today?", "wie setze ich mein Passwort zurück?",
        "¿cómo restablezco mi contraseña?", "comment changer mon adresse ?", "come cambio la mia password?",
        "como altero a minha senha?", "hoe wijzig ik mijn adres?", "jak zresetować moje hasło?",
        "şifremi nasıl sıfırlarım?")  # fmt: skip
TURNS = sorted(" ".join(each) for each in _CLAUSE - _SOFTLY)
PIECES = {
    "can I bring my dog? no wait, my cat": "can I bring my cat",
    "can I bring my dog no wait my cat": "can I bring my cat",
    "do you ship to brazil? scratch that, to chile": "do you ship to chile",
    "is the shop open on monday? i meant tuesday": "is the shop open on tuesday",
    "hi, can I pay by card? oh wait no, by paypal": "can I pay by paypal",
    "darf ich meinen Hund mitbringen? nein warte, meine Katze": "darf ich mitbringen meine Katze",
    "posso portare il cane? anzi, il gatto": "posso portare il gatto",
    "posso levar meu cão? quero dizer, meu gato": "posso levar meu gato",
    "mag mijn hond mee? ik bedoel mijn kat": "mag mee mijn kat",
    "puedo llevar a mi perro? no espera, a mi gato": "puedo llevar a mi gato",
}
KEPT = (
    "I can't cancel that order", "how do I change my mind about an order?", "it's slow, I mean really slow",
    "how do i undo a sent message, forget my login and sign out?", "was I wrong? question: where is it",
    "es ist kaputt, besser gesagt es brummt laut beim Einschalten", "what does scratch mean in your game?",
    "where is my invoice? no wait", "the wait is long", "is no wait time included?",
)  # fmt: skip


@given(
    st.sampled_from(FIRST),
    st.sampled_from((" ", ", ", "\n", " - ", "… ", ". ")),
    st.tuples(
        st.sampled_from(("", "sorry, ", "oh ", "ach ", "ups, ")),
        st.sampled_from(TURNS),
        st.sampled_from((" ", ", ", ". ", ": ", "\n", "... ")),
    ),
    st.sampled_from(LAST),
)
def test_the_last_that_was_meant_is_asked(
    first: str, between: str, turning: tuple[str, str, str], last: str
) -> None:
    parted = first[-1] == "?" or between != " "
    around, turn, behind = turning
    message = f"{first}{between}{around}{turn}{behind}{last}"

    reading = read(message)

    assert message == "".join(part.text for part in reading.parts)
    if parted or (turn in {" ".join(each) for each in _ANYWHERE} and not around):
        assert [surface(last)] == [surface(each) for each in reading.questions], message


@given(st.sampled_from(FIRST), st.sampled_from(TURNS), st.sampled_from(LAST), st.sampled_from(LAST))
def test_what_was_asked_before_that_stays(first: str, turn: str, last: str, other: str) -> None:
    reading = read(f"{other} {first} {turn}, {last}")

    asked = " ".join(reading.questions)
    assert " ".join(surface(other)) in " ".join(surface(asked))
    assert " ".join(surface(last)) in " ".join(surface(asked))


@pytest.mark.parametrize(("message", "asked"), PIECES.items())
def test_a_few_words_stand_in_the_place_of_those_before(message: str, asked: str) -> None:
    assert surface(asked) == surface(" ".join(read(message).questions))


@pytest.mark.parametrize("message", KEPT)
def test_what_takes_nothing_back_is_asked_whole(message: str) -> None:
    read_words = [word for each in read(message).questions for word in surface(each)]

    assert len(surface(message)) - len(read_words) <= 2


def test_several_changes_leave_the_last() -> None:
    message = "where is my invoice? no wait, do you ship to Brazil? sorry, wrong question: when are you open today?"

    assert ("when are you open today?",) == read(message).questions
