"""What people ask of the desk itself, told from ordinary questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.intent import Intent, asked
from knowledge.ratings import rating_of
from knowledge.reading import SmallTalk, read
from knowledge.weight import weighty

PERSON = """
Can I talk to a human please?
I need to speak with somebody
let me speak to your manager
i dont want to talk to a bot
I don't want a robot, thanks
get me a real person
Hi! Could someone from your team call me?
connect me to an agent
is there a human here?
I'd rather talk to a person
Ich brauche einen Menschen
Ich möchte mit einem Menschen sprechen
Kann ich bitte mit jemandem vom Team reden?
ich will nicht mit einem Bot reden
Verbinden Sie mich mit einem Mitarbeiter
quiero un agente
Quisiera hablar con una persona, por favor
no quiero hablar con un bot
je veux parler à quelqu'un
Je voudrais parler à un vrai humain
Passez-moi un conseiller
quero falar com um atendente
vorrei parlare con un operatore
ik wil met een mens praten
bir insanla konuşmak istiyorum
хочу поговорить с человеком
真人客服
bot sucks, give me someone real
I need a real person not a machine
let me speak to Mike
ask a colleague
who can I talk to?
chcę rozmawiać z człowiekiem
""".strip().splitlines()

COMPLAINT = """
I want to complain
i want to complain about sam
I'd like to make a complaint: your agent was rude
This is a formal complaint.
Who do I complain to?
Ich möchte mich über Sam beschweren
Ich habe eine Beschwerde
quiero poner una queja
je veux me plaindre du service
vorrei fare un reclamo
quero fazer uma reclamação
Mike was really rude to me on Saturday and scratched my frame
Der Mike war total unfreundlich zu mir
""".strip().splitlines()

NEWS = """
whats happening with my export problem
What's up with my order?
any news?
any update on my ticket
I am still waiting!!
when will I hear back?
is anyone looking at this?
hurry up
and?
so???
well?
what is taking so long
Was ist mit meiner Lampe?
Gibt es schon etwas Neues?
wie lange dauert das noch
¿Hay novedades?
sigo esperando
où en est ma commande
bump
did the team answer?
has my question been answered
can someone look at my ticket
its been ages
hat sich schon wer gemeldet?
wo bleibt meine Antwort
""".strip().splitlines()

ERASURE = """
delete all my data
Please erase everything you have about me
forget me
Can you delete my personal data?
Bitte lösche alle meine Daten
vergiss mich
borra todos mis datos
supprimez toutes mes données
""".strip().splitlines()

HARM = """
the conductor touched my shoulder, I don't feel safe
I'm thinking of ending it all
I will sue you
somebody stole my bike from your shop
Ich fühle mich bedroht
me amenazó un moderador
""".strip().splitlines()

OVER = """
actually forget it, he deserved it
leave it
ignore my question please
cancel that
cancel my ticket
""".strip().splitlines()

SOLVED = """
I found it myself
solved it on my own, thanks
it's ok now
thanks, that answers it
ich habe es selbst gefunden
ya lo encontré yo mismo
""".strip().splitlines()

ORDINARY = """
do you have insurance for stolen bikes
how do i report abuse
can I talk in voice chat
can i cancel my membership
where can i leave my bag
how do i cancel an order
How do I contact support?
How do I delete my data?
Can you delete my account?
When will it be back in stock?
How long does delivery take?
how long will the battery last
where is my invoice
i want a refund
I want a manager account
I need people to test my mod
is anyone there on sundays
what happens with my data
what is the status code 500
who wrote the human resources guide
are bots allowed in the tournament
I need an agent licence key
can I have a human avatar
do you delete inactive accounts
Wie lösche ich mein Konto?
Was ist mit Garantie gemeint
¿Cómo cancelo un pedido?
comment supprimer mon compte
what is new in version 2
how far are you from the station
can someone help me
thanks
hello
""".strip().splitlines()


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        *((words, Intent.PERSON) for words in PERSON),
        *((words, Intent.COMPLAINT) for words in COMPLAINT),
        *((words, Intent.NEWS) for words in NEWS),
        *((words, Intent.ERASURE) for words in ERASURE),
        *((words, Intent.HARM) for words in HARM),
        *((words, Intent.WITHDRAWAL) for words in OVER),
        *((words, Intent.SOLVED) for words in SOLVED),
        *((words, Intent.URGENT) for words in ("it's urgent", "URGENT!!", "das ist dringend")),
    ],
)
def test_what_is_asked_of_the_desk_itself(words: str, intent: Intent) -> None:
    found = asked(words)

    assert found is not None
    assert intent is found.intent


@pytest.mark.parametrize("words", ORDINARY)
def test_an_ordinary_question_asks_nothing_of_the_desk(words: str) -> None:
    assert asked(words) is None


def test_what_it_is_about_stands_beside_it() -> None:
    found = asked("whats happening with my export problem")

    assert found is not None
    assert ("my", "export", "problem") == found.about


def test_a_story_around_it_is_known() -> None:
    found = asked("My lamp hums and smells. Can I talk to somebody?")

    assert found is not None
    assert not found.alone


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    asked(text)
    weighty(text)


@pytest.mark.parametrize("words", ["and?", "so what", "does it work", "und dann?", "hm", "???", ""])
def test_words_without_weight(words: str) -> None:
    assert () == weighty(words)


@pytest.mark.parametrize("words", ["lamp", "are you open today", "order 88123", "密码", "C++"])
def test_words_of_weight(words: str) -> None:
    assert weighty(words)


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("10/10", "good"),
        ("5 stars", "good"),
        ("⭐⭐⭐⭐⭐", "good"),
        ("3 out of 5", "ok"),
        ("2/10, sorry", "bad"),
        ("terrible", "bad"),
        ("great, thanks", "good"),
        ("👍", "good"),
        ("👎", "bad"),
        ("ganz gut", "good"),
        ("not good", None),
        ("where is my invoice", None),
        ("good question, but the lamp still hums and nobody came", None),
    ],
)
def test_a_rating_in_words_of_ones_own(words: str, rating: str | None) -> None:
    assert rating == rating_of(words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("you useless idiots", SmallTalk.INSULT),
        ("what a great team", SmallTalk.THANKS),
        ("thank you so much, you guys are great ❤️", SmallTalk.THANKS),
        ("so how much is a service? gracias", None),
        ("how great is your service", None),
    ],
)
def test_insults_and_praise_in_words_of_ones_own_are_no_questions(
    words: str, kind: SmallTalk | None
) -> None:
    assert kind is read(words).small_talk
