"""An entry without a stated language has that of its own words where they show it."""

import pytest

from knowledge.text.language import spoken_in, written_in
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
    assert [language] * len(texts) == [read(each).spoken.language for each in texts]


SHORT = {
    "es": """\
¿Ofrecen vales de regalo?
¿Puedo pagar a plazos?
¿Ofrecen clases de canto?
Estoy muy enfadada, nadie contesta
quiero hablar con una persona
se puede ir con perro
cuándo abren
hola buenas
mi pedido no ha llegado
necesito ayuda urgente
""",
    "it": """\
Posso pagare a rate?
Ciao, mi venite a prendere a casa?
Voglio parlare con una persona
Sono molto delusa, il maestro non è venuto
quanto costa
il pacco non è arrivato
vorrei un rimborso
Quando è il concerto?
""",
    "pt": """\
Onde fica a escola?
Estou muito chateada, ninguém responde
quanto custa uma aula
quero falar com uma pessoa
meu pedido não chegou
posso pagar com cartão?
""",
    "fr": """\
je veux parler à quelqu'un
c'est combien
ma commande n'est pas arrivée
vous êtes ouverts dimanche ?
Est-ce qu’il faut réserver
je suis très déçue
peut-on payer en plusieurs fois ?
nous sommes 6 dont un bébé, samedi 20h
""",
    "de": """\
Ich bin sehr enttäuscht, der Lehrer kam wieder nicht.
Können Erwachsene auch anfangen und was kostet das?
ich möchte meinen Fahrlehrer wechseln
macht ihr auch ebikes
habt ihr montags offen
""",
    "en": """\
I passed!!! thanks to Dave
how much is it
where is the school
can I pay monthly
i want to quit
do you teach guitar
book a lesson
can i bring my dog
so i am late
my order is late
""",
}
REMARKS = {
    "de": """\
Macht ihr auch Raku im Garten?
zeig mir den Verlauf
danke, hat geklappt!
hat funktioniert, super
passt, vielen dank
nochmal bitte
wo finde ich das?
kommt jemand vorbei?
Bietet ihr Kurse an?
Geht das auch samstags?
läuft wieder
alles klar, danke dir
immer noch kaputt
schick mir den Verlauf
gibt es Gutscheine?
nein, geht leider nicht
Verkauft ihr Ton?
Darf man Hunde mitbringen?
Könnt ihr mir helfen?
""",
    "es": """\
gracias, ha funcionado
muchas gracias, ya funciona
muéstrame el historial
envíame la conversación
¿Hacéis también raku en el jardín?
sigue sin funcionar
¿Venden arcilla?
todavía nada
perfecto, solucionado
vale, gracias
""",
    "fr": """\
merci, ça a marché
montre-moi l'historique
envoyez-moi la conversation
ça ne marche toujours pas
parfait, merci beaucoup
Vendez-vous de l'argile ?
toujours rien
d'accord merci
c'est réglé
""",
    "it": """\
grazie, ha funzionato
mostrami la cronologia
mandami la conversazione
Fate anche raku in giardino?
non funziona ancora
perfetto, grazie mille
Vendete argilla?
Offrite corsi?
ancora niente
va bene, grazie
risolto, grazie
""",
    "pt": """\
obrigada, funcionou
mostra-me o histórico
me mostre a conversa
ainda não funciona
perfeito, muito obrigada
Vendem argila?
Oferecem aulas?
ainda nada
resolvido, obrigado
""",
    "en": """\
thanks, that worked
show me the history
send me the transcript
works now, cheers
still nothing
perfect, thank you
still broken
works great
me and a friend want to come
""",
}
"""What is said of a history, of what is on sale, and of whether it works now."""
TROUBLES = {
    "de": """\
mein Fahrrad quietscht beim Bremsen ganz furchtbar
Paket fehlt
Heizung macht komische Geräusche
mein passwort lautet
""",
    "en": """\
parcel missing
lamp flickers all evening
our heater makes strange noises
""",
    "es": """\
no funciona
mi bici chirría al frenar
mi lámpara parpadea
perdí mi recibo
""",
    "fr": """\
ma lampe clignote
il manque un colis
l'écran reste noir
""",
    "it": """\
manca un pacco
lo schermo resta nero
la fattura è sbagliata
""",
    "pt": """\
a lâmpada pisca
falta um pacote
vocês consertam sapatos
a fatura está errada
""",
}
"""Plain short sentences of what is wrong."""
NONE = ("ok", "Catan?", "12345", "parking", "no", "wifi")


@pytest.mark.parametrize("language", SHORT)
def test_what_people_write_to_a_desk_tells_its_language(language: str) -> None:
    told = {text: spoken_in(text).language for text in SHORT[language].splitlines()}

    assert dict.fromkeys(told, language) == told


@pytest.mark.parametrize("language", REMARKS)
def test_a_remark_in_passing_tells_its_language(language: str) -> None:
    told = {text: spoken_in(text).language for text in REMARKS[language].splitlines()}

    assert dict.fromkeys(told, language) == told


@pytest.mark.parametrize("language", TROUBLES)
def test_a_short_trouble_tells_its_language(language: str) -> None:
    told = {text: spoken_in(text).language for text in TROUBLES[language].splitlines()}

    assert dict.fromkeys(told, language) == told


@pytest.mark.parametrize(
    "text", ["Macht ihr auch Raku im Garten?", "zeig mir den Verlauf", "danke, hat geklappt!"]
)
def test_a_german_remark_tells_it_to_who_wrote_in_english_before(text: str) -> None:
    assert spoken_in(text).plainly


@pytest.mark.parametrize("text", NONE)
def test_what_is_in_many_languages_tells_none(text: str) -> None:
    assert not spoken_in(text).language


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("whats ur tax rate", ("en", "")),  # Italians pay at a "rate"
        ("u open now??", ("en", "")),  # the Dutch call people "u"
        ("r u guys open sunday", ("en",)),
        ("thx, sunday works 4 u?", ("en",)),
        ("voy a matarme", ("es", "")),
        ("yo", ("",)),  # a call in English, "I" in Spanish
        ("yo bro my code is broken", ("en",)),
        ("yo necesito ayuda", ("es",)),
        ("teacher aide", ("en", "")),
        ("vas a pagar", ("es", "")),
        ("wos kost da eintritt", ("de", "")),  # as in "o que dá"
        ("is am mondog offa", ("de", "")),
        ("seids ihr am sonntag a do", ("de", "")),
        ("i mecht an tisch", ("de", "")),
        ("uns is a meeple kaputt gegangen, was jetzt", ("de", "")),
    ],
)
def test_one_word_that_another_language_has_too_proves_nothing(
    text: str, languages: tuple[str, ...]
) -> None:
    assert spoken_in(text).language in languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hilfe", "de"),
        ("Hilfe!", "de"),
        ("ayuda", "es"),
        ("aidez-moi", "fr"),
        ("aiuto", "it"),
        ("ajuda", "pt"),
        ("help", "en"),
    ],
)
def test_a_lone_cry_for_help_tells_its_language(text: str, language: str) -> None:
    assert language == spoken_in(text).language


def test_a_yes_of_many_languages_tells_none() -> None:
    assert spoken_in("ja").language == ""
