"""Harm done by us, nobody who cares, accusations in capitals: a complaint, told from reports of trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.intent import Intent, asked

WRONGED = """
YOUR BLOODY EXTRACTOR IS BROKEN AND MY HONEY IS RUINED
I parked in the yard and my car was scratched
MY QUEEN CAME DEAD AND NOBODY CARES
yesterday I drove two hours to you, the gate was closed and nobody answered the phone
your driver scratched my car
your van hit my fence and nobody apologised
my bees arrived dead
the queen arrived dead in the box
all my bees came dead, this is the second time
nobody cares about customers here
you don't care about your customers at all
I have been waiting three weeks and nobody answers my emails
nobody ever answers your phone
I called five times and nobody picked up
I drove all the way to you and you were closed
we drove an hour for nothing, the shop was shut
I took a day off and nobody came
I waited all day and your driver never came
your feed killed my bees
your extractor ruined my honey
my honey is ruined because of you
your medicine poisoned my hive
MY MONEY IS GONE AND YOU DO NOTHING
WHY DOES NOBODY ANSWER ME YOU ARE USELESS
your service is a disgrace
this is a disgrace
you people are useless
you sold me a broken extractor
you sent me a broken extractor
you sent me the wrong queen again
my jacket was ruined at your workshop
my phone was smashed at your event
you promised to call me back and never did
Euer Fahrer hat mein Auto zerkratzt
meine Bienen kamen tot an
niemand geht ans Telefon, ich bin zwei Stunden gefahren
euer Futter hat meine Bienen umgebracht
mein Auto wurde auf eurem Hof zerkratzt
me llegó la reina muerta y a nadie le importa
mes abeilles sont arrivées mortes
the card machine charged me £80 instead of £45
you charged me £80 instead of £45
I was charged 80 instead of 45
ihr habt mir 80 Euro statt 45 abgebucht
me cobraron 80 en vez de 45
vous m'avez facturé 80 au lieu de 45
mi avete addebitato 80 invece di 45
vocês me cobraram 80 em vez de 45
""".strip().splitlines()


ORDINARY = """
my app is broken
the door is closed
my extractor is broken
MY EXTRACTOR IS BROKEN
HOW DO I CLEAN THE EXTRACTOR
WHEN DO THE BEES COME
the page is closed
my honey is crystallised
my queen is dead
my queen died in winter, can I get a new one
is the yard closed on sunday
where can I park in the yard
how do I get scratches out of my car
what happens if my bees arrive dead
what if the queen comes dead?
do you pay if my car is scratched in the yard?
can I return a broken extractor
can I pay 45 instead of 80
what if I was charged 80 instead of 45?
can I be charged monthly instead of yearly?
will I be charged in euros instead of pounds
my car is parked in the yard
nobody in my family eats honey
nobody can log in on my team
my screen is scratched, how do I replace the glass
I drove two hours today with the bees, is that ok
the gate was closed, how do I open it
the shop was closed on monday, when are you open
the app crashed and my work is gone
my save was ruined by the update, how do I restore it
I LOST MY PASSWORD
MY LOGIN DOES NOT WORK
my hive is ruined by moths, what should I do
your extractor is great
your website is slow
is your extractor broken?
do dead bees mean a disease
my battery is dead
my account is dead
my phone was smashed, can I still use my ticket
my parcel has not come
the driver left the parcel at the neighbour
does anybody care for hives in winter
who cares for the bees in winter
I waited all day for the glue to dry
nobody answered the survey, can I extend it
the app killed my battery
meine App ist kaputt
die Tür ist zu
meine Königin ist tot, was nun
mein Auto steht im Hof
HOW DO I RETURN A BROKEN JAR
CAN I PAY BY CARD AT THE GATE
IS YOUR SHOP OPEN TODAY
my queen came dead, can I get a new one?
you sent me a broken jar, can I return it
nobody picked up the parcel at the neighbour
what do I do if nobody answers the door
PLEASE HELP MY LOGIN IS BROKEN
""".strip().splitlines()


@pytest.mark.parametrize("words", WRONGED)
def test_who_was_wronged_complains(words: str) -> None:
    found = asked(words)

    assert found is not None
    assert found.intent is Intent.COMPLAINT


@pytest.mark.parametrize("words", ORDINARY)
def test_trouble_and_questions_are_no_complaints(words: str) -> None:
    assert asked(words) is None


@pytest.mark.parametrize(
    "words", ["your extractor is broken", "nobody helps", "my honey is ruined"]
)
def test_some_words_accuse_only_when_they_are_shouted(words: str) -> None:
    shouted = asked(f"{words} for ever".upper())

    assert asked(f"{words} for ever") is None
    assert shouted is not None
    assert shouted.intent is Intent.COMPLAINT


@given(st.sampled_from(WRONGED), st.sampled_from(("hello, ", "hi! ", "")), st.booleans())
def test_neither_a_greeting_nor_capitals_quieten_it(words: str, hello: str, big: bool) -> None:
    found = asked(f"{hello}{words.upper() if big else words}")

    assert found is not None
    assert found.intent is Intent.COMPLAINT


@pytest.mark.parametrize(
    "words",
    [
        "This is the third time my course got cancelled at the last minute. I want to speak to whoever runs this place.",
        "are you kidding me? I want the boss",
        "you cancelled my course twice and nobody replies, I want a manager",
        "second time my booking was messed up and I want to talk to the owner",
        "absolutely useless, my refund still hasnt come",
        "völlig nutzlos, meine Rückerstattung ist immer noch nicht da",
        "zum dritten Mal ist mein Kurs ausgefallen, ich will den Chef sprechen",
        "c'est la troisième fois que mon cours est annulé, je veux parler au responsable",
        "tercera vez que cancelan mi clase, quiero hablar con el encargado",
    ],
)  # fmt: skip
def test_what_went_wrong_beside_a_wish_for_the_boss_is_a_complaint(words: str) -> None:
    found = asked(words)

    assert found
    assert Intent.COMPLAINT is found.intent


@pytest.mark.parametrize(
    "words",
    [
        "can I speak to the manager please", "is the owner at the market on saturday?",
        "my class was cancelled, can I move to another day?", "the old hose is totally useless, which one fits?",
        "third time I book here, can I get a discount?", "do I give the key to the owner or to the manager?",
        "can I send the letter to the owner if the lamp is useless?", "is it a joke to send it to the manager?",
        "ich will den Chef sprechen", "I want the boss",
    ],
)  # fmt: skip
def test_one_of_the_two_alone_is_no_complaint(words: str) -> None:
    found = asked(words)

    assert found is None or Intent.COMPLAINT is not found.intent


@pytest.mark.parametrize(
    "words",
    [
        "i want your boss, my episodes are gone", "the manager please. my playlist was deleted",
        "i want to speak to the owner, the app deleted my library", "Ich will den Chef sprechen, meine Folgen sind weg",
        "get me whoever is in charge, my show was removed without a reason",
        "I was charged twice for plus!!! fraud!!!", "I was charged three times!! SCAM!!!",
    ],
)  # fmt: skip
def test_what_is_gone_beside_the_boss_and_a_shouted_fraud_are_complaints(words: str) -> None:
    found = asked(words)

    assert found
    assert Intent.COMPLAINT is found.intent


@pytest.mark.parametrize(
    "words",
    [
        "can i talk to the owner about my deleted account?", "how do i report a scam!!!",
        "my old playlist is gone, how do i get it back?", "can I report fraud here!!!",
    ],
)  # fmt: skip
def test_what_is_asked_of_it_is_none(words: str) -> None:
    found = asked(words)

    assert found is None or Intent.COMPLAINT is not found.intent
