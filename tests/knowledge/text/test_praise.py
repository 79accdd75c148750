"""Who says what they liked is thanked; who asks, refuses, accepts or reports something beside it is heard."""

import pytest

from knowledge.text.reading import SmallTalk, read

LIKED = """
your groomer was so lovely, thank you!!
Thank you, Rex looks gorgeous! See you in March
Best groomer in town ❤️
Merci beaucoup, c'était super !
gracias, estuvo genial
Thank you, my hair looks great
Grazie, è stato bellissimo
Obrigada, foi maravilhoso
Danke, euer Team war so freundlich!
Your staff were amazing with my mother
we loved your class, thanks
you did a great job, thank you
the best pizza in the city, thank you
Best pizza in town!
""".strip().splitlines()

KIND = """
I passed!!! 🎉🎉 thanks to Dave
See you tomorrow!
Good morning, happy new year to everyone! 🎆
Merry Christmas!
Thank you for the great lesson yesterday!
Vielen Dank für die tolle Stunde gestern!
Ich habe bestanden!!! Danke an Frau Klein
Frohe Weihnachten und einen guten Rutsch!
Bis morgen!
Danke für Ihre Hilfe, schönes Wochenende!
¡Muchas gracias por la clase de ayer!
¡He aprobado! Gracias a Marta 🎉
¡Feliz Navidad a todos!
¡Hasta el lunes!
¡Feliz año nuevo!
Merci beaucoup pour votre aide !
J'ai réussi mon examen !!! Merci à Paul 🎉
Joyeux Noël à toute l'équipe !
À demain !
Bonne année à tous !
Grazie mille per la bellissima lezione di ieri!
Ho passato l'esame!!! Grazie a Luca
Buon Natale a tutti!
A domani!
Buon anno e grazie di tutto!
Muito obrigada pela aula de ontem!
Passei no exame!!! Obrigado ao João 🎉
Feliz Natal para todos!
Até amanhã!
Feliz ano novo e obrigado por tudo!
Thanks again for your quick reply
I passed the theory test today 🎉
my son passed his driving test!!
See you on Monday, thank you!
""".strip().splitlines()
"""Thanks, news, wishes and goodbyes: nobody has to do anything about them."""

MORE = """
thanks for the answer, it does not work
thanks for your offer, I will take it
Thank you for the lesson yesterday, I left my bag
thanks for the info, the invoice is wrong
thank you for nothing
thanks for sending me the invoice
thanks to Dave I missed my test
thanks to you I failed!
I passed the theory test, what now
I passed
I passed the theory test! When can I start driving
my dad passed away!
see you in court!
see you tomorrow, I need a bike
bis Montag
hasta el lunes
Happy new year! When do the lessons start
merry christmas, are you open tomorrow
do you have lessons in the christmas holidays
can I come on new year
lessons in the happy holidays
Vielen Dank für die Stunde, ich habe meine Noten vergessen
Danke für die Info, die Rechnung fehlt
Ich habe bestanden, wie geht es weiter
Frohe Weihnachten! Wann beginnt der Kurs
Gracias por la clase, me falta la factura
He aprobado, ¿y ahora qué
Merci pour votre réponse mais ça ne marche pas
Grazie per la lezione, manca la fattura
Obrigada pela aula, falta a fatura
Thank you, can I come in March?
your groomer was not great
your groomer was lovely but I was charged twice
thanks, Monday is perfect
thanks, 3pm is great
your offer is great
the price is great
Thank you, Rex looks sad
thanks, the parcel looks damaged
what is the best shampoo in town
best time to visit
best club in town
mejor club de la ciudad
Rex looks gorgeous
thank you, nobody was lovely
your groomer was lovely, please book me again
thanks, it was the wrong size
la meilleure chambre est à quel prix
""".strip().splitlines()


@pytest.mark.parametrize("words", LIKED)
def test_who_liked_it_is_thanked(words: str) -> None:
    assert read(words).small_talk in {SmallTalk.THANKS, SmallTalk.BYE}
    assert not read(words).questions


@pytest.mark.parametrize("words", KIND)
def test_kind_words_ask_for_nothing(words: str) -> None:
    said = read(words)

    assert said.small_talk in {SmallTalk.THANKS, SmallTalk.BYE, SmallTalk.GREETING}
    assert not said.questions


@pytest.mark.parametrize("words", MORE)
def test_what_is_said_beside_it_is_heard(words: str) -> None:
    assert read(words).small_talk is not SmallTalk.THANKS
    assert read(words).questions
