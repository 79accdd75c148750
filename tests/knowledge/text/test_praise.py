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
das war richtig super
ihr seid die besten
ihr seid echt klasse
super gemacht
richtig guter kuchen
die torte war der hammer
hat alles super geklappt
bin total begeistert von euch
echt starke leistung
hammer service
mega zufrieden
top laden
wir waren sehr zufrieden
kann euch nur empfehlen
weiter so
bravissimi
siete i migliori
servizio impeccabile
tutto perfetto
è andato tutto benissimo
siamo contentissimi
la torta era buonissima
che bella esperienza
complimenti
complimenti a tutti
ottimo lavoro
consigliatissimo
vous êtes au top
vous êtes les meilleurs
c'était vraiment super
j'ai adoré
on a adoré le gâteau
le gâteau était délicieux
très bon service
équipe géniale
bravo à toute l'équipe
je recommande vivement
tout était parfait
excellent accueil
au top
je suis ravie
sois los mejores
sois geniales
qué pasada de servicio
me ha encantado
nos encantó todo
la tarta estaba buenísima
todo perfecto
un servicio de diez
muy contentos con vosotros
enhorabuena al equipo
muy recomendable
todo fue genial
vocês são demais
adorei tudo
adorei o atendimento
o bolo estava delicioso
parabéns pela equipe
recomendo muito
ficou perfeito
estou muito satisfeita
you guys rock
you are the best
best cake ever
that was awesome
absolutely loved it
so happy with everything
highly recommend
10 out of 10 would come again
the cake was delicious
everything was perfect
good job guys
well done team
you made our day
die kuchen waren ein traum
wirklich tolle beratung
ihr wart großartig
danke war echt lecker
einfach klasse
wir haben uns pudelwohl gefühlt
war wirklich super bei euch
das team ist der hammer
fand ich richtig gut
bin sehr zufrieden mit der arbeit
siete stati bravissimi
la cena era squisita
personale gentilissimo
mi è piaciuto tantissimo
ci siamo trovati benissimo
tout le monde était adorable
on a passé un super moment
c'était délicieux
vous avez été parfaits
personnel très gentil
rien à redire
la comida estuvo riquísima
nos lo pasamos genial
el personal fue encantador
gran trabajo chicos
me encanta vuestra tienda
sois unos máquinas
a comida estava ótima
amei o bolo
vocês arrasaram
gostei muito do atendimento
the staff was amazing
we had a great time
my kids loved it
such a lovely place
you guys are legends
couldn't be happier
five star service
that was really good cake
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
das war nicht super
ist der kuchen super
wie ist die torte
la torta era cattiva
je recommande de fermer
todo fue mal
super kleber
is the cake delicious
recommend a hotel
top laden offen
perfekt wäre montag
everything was perfect but the box was open
nichts war gut
ich bin zufrieden wenn ihr antwortet
you are the best choice for a wedding in june
ihr seid super teuer
top floor room
il servizio è pessimo
very happy if you could send it
kann euch nur abraten
my flight is tomorrow
the shop is great but closed
we had a great time until the heating failed
il servizio era lento
was für ein kuchen ist das
what a mess
qué precio tiene
qué buen hotel hay cerca
quel bon restaurant conseillez-vous
che bella camera avete libera
das essen war kalt
le gâteau était sec
sois rapides
which is the best cake
top service kostet wie viel
good job offers
great job opportunities
best cake for a wedding
happy hour
super service hours
i love it when it rains
we love dogs can we bring one
excellent condition used
recommend
tutto esaurito
tudo certo com meu pedido
adorei mas quero devolver
me encanta el vestido rojo
i love the red dress
""".strip().splitlines()


@pytest.mark.parametrize("words", LIKED)
def test_who_liked_it_is_thanked(words: str) -> None:
    assert read(words).small_talk in {SmallTalk.THANKS, SmallTalk.BYE, SmallTalk.RATING}
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


NO_QUESTION = """
thank you so much, the fish are doing great!
no question, just wanted to say thanks
no question just thanks
no issue, just saying thanks
I just wanted to say how great your course was
your shop is brilliant, keep it up
just wanted to say thank you
Danke, alles super, kein Anliegen
danke, meinen fischen geht es super!
wollte nur sagen: toller kurs!
kein anliegen, nur danke
wollte mich nur bedanken
ninguna pregunta, solo gracias
solo quería decir gracias
pas de question, juste merci
je voulais juste dire merci
nessuna domanda, solo grazie
volevo solo ringraziare
sem perguntas, só obrigado
só queria agradecer
"""
BETTER = """
ok that's better, thank you
that's much better now thanks
it is better now, thanks
jetzt ist es besser, danke
ok so ist es viel besser, danke
ahora está mejor, gracias
c'est mieux, merci
adesso va meglio, grazie
agora está melhor, obrigado
"""
SAYS_MORE = """
that's better
it works better but not well, thanks
no question, cancel my order
just wanted to say my order is late
just wanted to say thanks, when do you open?
i just wanted to say that i want a refund
just wanted to say the course was terrible
my fish are not doing well, thanks
the fish are doing great
good dentist
wollte nur sagen, gute lampe ist kaputt
wollte nur sagen: paket kaputt
wollte nur sagen dass mein paket kaputt ist
kein anliegen, aber wann habt ihr offen
solo quería decir que mi pedido no llegó
je voulais juste dire que mon colis est cassé
volevo solo dire che il pacco è rotto
só queria dizer que o pedido atrasou
"""


@pytest.mark.parametrize("text", NO_QUESTION.strip().splitlines())
def test_who_says_that_nothing_is_asked_is_thanked(text: str) -> None:
    assert read(text).small_talk is SmallTalk.THANKS


@pytest.mark.parametrize("text", BETTER.strip().splitlines())
def test_what_is_better_beside_thanks_is_thanked(text: str) -> None:
    assert read(text).small_talk in {SmallTalk.THANKS, SmallTalk.SOLVED}


@pytest.mark.parametrize("text", SAYS_MORE.strip().splitlines())
def test_what_follows_such_words_is_heard(text: str) -> None:
    assert read(text).small_talk is None


FOR_WHAT = """
thank you so much for yesterday
thanks for last week
thanks again for your help last week
thanks a lot for your help the other day
vielen dank für gestern
danke euch für letzten samstag
danke für die hilfe letzte woche
muchas gracias por lo de ayer
gracias por lo del otro día
merci beaucoup pour hier
merci pour hier soir
grazie per ieri
obrigado por ontem
"""
FOR_MORE = """
thanks for yesterday but the lamp is broken
thank you for yesterday, can i have the invoice
thanks, a table for saturday
for yesterday
danke für gestern, aber die lampe ist kaputt
danke, für samstag einen tisch bitte
für gestern
gracias por lo de ayer pero falta una lámpara
gracias, para ayer
merci pour hier, il me manque une lampe
grazie, per ieri
"""


@pytest.mark.parametrize("text", FOR_WHAT.strip().splitlines())
def test_thanks_for_a_day_that_was_are_thanks(text: str) -> None:
    assert read(text).small_talk is SmallTalk.THANKS


@pytest.mark.parametrize("text", FOR_MORE.strip().splitlines())
def test_what_more_is_said_beside_thanks_for_a_day_is_heard(text: str) -> None:
    assert read(text).small_talk is None
