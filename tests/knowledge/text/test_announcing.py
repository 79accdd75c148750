"""Words that only say that a question is coming are not handed over as one."""

import pytest

from knowledge.text.normalise import surface
from knowledge.text.small_talk import SmallTalk, small_talk

ANNOUNCED = """\
hi there!! quick q
quick q
q for you
is anybody around
is anyone here?
anybody home
hey got a sec?
do you have a minute
have you got a moment please
Hallo, ich hätte mal eine Frage
Guten Tag, kurze Frage
ich hätte da mal ne frage
hab mal ne frage
darf ich was fragen
ich wollte mal was fragen
ist jemand da?
jemand hier?
ich brauche eine auskunft
need some info
i need some information please
I was wondering something
i just wanted to ask something
i'd like to ask you something if that's ok
just a quick question
could i ask you guys a quick question
just a question
ciao, posso chiedere una cosa?
avrei una domanda
vorrei chiedere una cosa
posso fare una domanda
hola, queria hacer una consulta
tengo una consulta
quisiera preguntar algo
puedo preguntar algo
hay alguien?
hay alguien ahí
bonjour, je voudrais poser une question
j'aurais une question
je peux poser une question ?
petite question
il y a quelqu'un ?
oi, tenho uma dúvida
queria tirar uma dúvida
posso fazer uma pergunta?
tem alguém aí?
boa tarde, gostaria de uma informação
vorrei un'informazione
quiero información
je voudrais un renseignement
ich habe da eine kleine frage an euch
i have a small question about something
another question
one more question
i have one more quick question for you
hello, i have an enquiry
just one question please
can someone answer a question
can you answer a question for me
hi all, question
"""
ASKED = """\
is there a question limit
how many questions are in the quiz
is the quiz night on friday
do you have a second shop
i need a second one
where is the info desk
can i have information on prices
what information do you need from me
is anyone allowed in
is anybody allowed to bring food
who can i ask about refunds
can i ask for a refund
question about my order
i have a question about my order
do you answer questions on sunday
how do i ask a question in the forum
could i have one more
can i have another
is there someone there on sunday
are you there on sunday
are you open here
do you have something quick
do you have something small
what is the q code
wie viele fragen hat das quiz
kann ich eine andere haben
hay una cosa para dos
avete qualcosa per due
i would like some more
can we have more time
do you need my information
can i get some info on members
what's the quick one
"""


@pytest.mark.parametrize("text", ANNOUNCED.splitlines())
def test_a_question_that_is_coming_asks_nothing_yet(text: str) -> None:
    assert small_talk(surface(text)) in {SmallTalk.HELP, SmallTalk.GREETING}


@pytest.mark.parametrize("text", ASKED.splitlines())
def test_what_it_is_about_makes_it_a_question(text: str) -> None:
    assert small_talk(surface(text)) is None
