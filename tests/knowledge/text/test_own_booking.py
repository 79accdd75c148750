"""What somebody tells of a booking of theirs is told, and no question."""

import pytest

from knowledge.text.own_booking import tells_of_own


@pytest.mark.parametrize(
    "text",
    [
        "hiermit storniere ich meine Reservierung für den 5.12. auf den Namen Schulz",
        "wir kommen 30 min später",
        "ich muss meinen tisch am freitag leider absagen",
        "we have to cancel our table for saturday",
        "I'm going to be 20 minutes late",
        "I'm running late",
        "we will be late for our table",
        "I don't need the birthday cake anymore",
        "ya no necesito la mesa que reservé",
        "llegamos media hora tarde",
        "tenemos que cancelar la reserva del sábado",
        "on va arriver en retard pour notre table de 20h",
        "je n'ai plus besoin de la table",
        "dobbiamo disdire il tavolo di stasera",
        "saremo in ritardo di mezz'ora",
        "der bestellte tisch war weg als wir kamen",
        "the cake we ordered was squashed",
        "i booked a table and it was good but nobody knew of it",
        "la mesa que reservé no estaba libre",
        "la table réservée n'était pas libre",
        "il tavolo prenotato era occupato",
        "tenho que cancelar a reserva de sexta",
    ],
)
def test_it_tells_of_their_own(text: str) -> None:
    assert tells_of_own(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do i cancel my reservation?",
        "I want to cancel my order",
        "can we come later?",
        "wie storniere ich meine reservierung",
        "can i cancel the booking if i am late",
        "quiero cancelar mi pedido",
        "are you open late",
        "I'm interested in late checkout",
        "I'd love a late checkout",
        "we are trying to cancel the appointment but the button fails",
        "I'm not able to cancel my booking",
        "ich möchte später kommen",
        "do you have a table for saturday",
        "I ordered a cake and it was great",
        "i booked a table for two and it was lovely, thank you",
        "der bestellte Kuchen war sehr lecker",
        "la mesa que reservé estaba perfecta",
    ],
)
def test_what_is_asked_wished_for_or_praised_is_not_told(text: str) -> None:
    assert not tells_of_own(text)
