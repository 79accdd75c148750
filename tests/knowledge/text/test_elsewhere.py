"""A stay in hospital that is over, and another place's faults, are reasons and no alarms."""

import pytest

from knowledge.text.intent import Intent, asked

OVER = """
Could I have a refund for November because I was in hospital for three weeks?
I was in hospital last week, do I have to pay the missed lesson?
My daughter was in hospital in October, can we move the course?
I missed the lesson because my son was in hospital
Ich war letzte Woche im Krankenhaus, muss ich die Stunde bezahlen?
Ich lag im Krankenhaus, darum konnte ich nicht kommen. Kann ich den Termin nachholen?
Ich konnte nicht kommen, weil ich im Krankenhaus lag
Estuve en el hospital la semana pasada, ¿tengo que pagar la clase?
No pude venir porque estaba en el hospital
J'ai manqué deux cours car j'étais à l'hôpital, puis-je les rattraper ?
La settimana scorsa ero in ospedale, devo pagare la lezione?
Faltei a duas aulas porque estava no hospital, posso repor?
""".strip().splitlines()

GOES_ON = """
my son is in hospital
my son was fine yesterday and now he is in hospital, what should I do?
ich bin im Krankenhaus
mein Mann liegt jetzt im Krankenhaus, wer hilft mir?
my daughter was in hospital because of your soap, can I get a refund?
after your lesson I went to hospital
mi hijo está en el hospital
""".strip().splitlines()

ANOTHER = """
I have dyslexia and panic attacks, and my last school laughed at me. Is that a problem for you?
My old driving school treated me badly, can I change to you in the middle?
the teacher at my former school shouted at me
they insulted me at another club
Meine letzte Fahrschule hat mich ausgelacht. Ist das bei euch anders?
In meiner alten Schule wurde ich schlecht behandelt, kann ich zu euch wechseln?
Mi última autoescuela fue pésima, ¿puedo cambiarme a la vuestra?
En mi antigua escuela me trataron mal, ¿es un problema?
Mon ancienne école m'a insultée, est-ce un problème ?
Nella mia vecchia scuola mi ha insultato un maestro, posso venire?
Na minha antiga escola gritou comigo um professor, posso mudar?
""".strip().splitlines()

OURS = """
my last school was fine, but your teacher laughed at me
your old shop treated me badly
the teacher shouted at me, so I go to another school
they moved me to another group and the teacher insulted me
Ich gehe in eine andere Schule, weil mich der Lehrer beleidigt hat
meine alte Schule war gut. Hier wurde ich schlecht behandelt
""".strip().splitlines()


@pytest.mark.parametrize("words", OVER)
def test_a_stay_that_is_over_is_a_reason(words: str) -> None:
    assert asked(words) is None


@pytest.mark.parametrize("words", GOES_ON)
def test_a_stay_that_goes_on_or_is_ours_is_heard(words: str) -> None:
    found = asked(words)

    assert found is not None
    assert found.intent in {Intent.HARM, Intent.DANGER}


@pytest.mark.parametrize("words", ANOTHER)
def test_what_another_place_did_is_no_complaint(words: str) -> None:
    found = asked(words)

    assert found is None or found.intent is not Intent.COMPLAINT


@pytest.mark.parametrize("words", OURS)
def test_what_we_did_beside_it_is_heard(words: str) -> None:
    found = asked(words)

    assert found is not None
    assert found.intent is Intent.COMPLAINT
