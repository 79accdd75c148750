"""An entry without a stated language has that of its own words where they show it."""

import pytest

from knowledge.text.language import written_in
from knowledge.text.reading import read

CLEAR = {
    "Was kostet ein Platten?\nDas macht 18 Euro.": "de",
    "Wann habt ihr geöffnet?\nWir sind von Dienstag bis Freitag da.": "de",
    "Do you rent bikes?\nYes, we do.": "en",
    "Comment puis-je payer ?\nAvec une carte ou en espèces.": "fr",
    "¿Cómo puedo pagar?\nCon tarjeta o en la tienda.": "es",
    "Come posso pagare?\nCon la carta o in contanti, anche per il noleggio.": "it",
    "Как оплатить?\nКартой или наличными.": "ru",
    "支払い方法は?\nカードで払えます。": "ja",
}


@pytest.mark.parametrize(("text", "language"), CLEAR.items())
@pytest.mark.parametrize("desks", ["en", "de", "tr"])
def test_clear_words_tell(text: str, language: str, desks: str) -> None:
    assert written_in(text, desks) == language


@pytest.mark.parametrize(
    "text", ["WiFi?\nfrontdesk-guest", "Preis?\n18 EUR", "", "?\n-", "SSO\nNo."]
)
@pytest.mark.parametrize("desks", ["en", "de", "pt-br"])
def test_words_that_show_nothing_are_the_desks(text: str, desks: str) -> None:
    assert written_in(text, desks) == desks


def test_a_region_is_kept() -> None:
    assert written_in("Como posso pagar?\nCom o cartão ou em dinheiro.", "pt-br") == "pt-br"


ASKED = {
    "es": ("¿Cuánto cuesta alquilar una bicicleta?", "¿A qué hora abren?", "Me caí porque fallaron los frenos"),
    "fr": ("A quelle heure ouvrez-vous ?", "on m'a volé le vélo", "mon compte a été piraté"),
    "de": ("Vermietet ihr Kindersitze?", "Wann habt ihr geöffnet?", "Was kostet das?"),
    "it": ("Avete biciclette?", "Quanto costa?"),
    "pt": ("Vocês têm bicicletas?", "Quanto custa?"),
    "en": ("do you rent bikes", "my dog is limping", "a bike broke", "how much is it", "what's the price"),
}  # fmt: skip


OF_SOMEBODY = {
    "es": ("Su secador quemó a mi perro", "¿Aceptan tarjeta?", "mi perro vomita desde la cita", "mi hijo sangra"),
    "fr": ("Mon chien saigne", "ma fille saigne depuis hier", "Acceptez-vous la carte ?"),
    "de": ("Mein Hund blutet am Ohr", "Mein Kind blutet", "Meine Katze blutet"),
    "it": ("il mio cane sanguina", "Accettate carte?", "mio figlio sanguina"),
    "pt": ("meu cachorro está sangrando", "Aceitam cartão?", "meu filho caiu"),
    "en": ("my dog is bleeding", "my cat had a great chat"),
}  # fmt: skip
"""Whom and what people write of."""


@pytest.mark.parametrize(("language", "texts"), [*ASKED.items(), *OF_SOMEBODY.items()])
def test_a_short_question_tells_too(language: str, texts: tuple[str, ...]) -> None:
    assert [language] * len(texts) == [read(each).language for each in texts]
