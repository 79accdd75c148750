"""What people ask of the desk itself, told from ordinary questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.intent import Intent, asked
from knowledge.text.weight import weighty

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
I will sue you
somebody stole my bike from your shop
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
is there news about my lamp?
are there updates about my lamp
do you have news on my lamp
is there anything new with my lamp?
y?
¿Y?
y a-t-il des nouvelles de ma lampe ?
czy są jakieś wieści o mojej lampie?
lambamdan haber var mı?
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
what did they say?
What did the team reply to me
did they say anything yet
was haben sie gesagt?
Was hat das Team geantwortet?
¿Qué dijeron?
qu'est-ce qu'ils ont répondu ?
cosa hanno detto?
o que eles disseram?
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
Why?
why
and why?
why is it so
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
I want to be an agent
how do I become a moderator
do you need a person for the bar
how do I add an agent to my team
my manager wants to talk to you
my manager needs the invoice
can a person under 18 join
how many people can I bring
I need an agent for my flat
can I have a person on my ticket who is not a member
who is your manager
are agents paid
is the trainer a real person
do agents get a discount
can i get mod
how do I contact the seller
is there a human skin in the game
how do I report a person
can I give my ticket to another person
I bought it for another person
the agent in the shop told me it is free
which person do I ask for at the desk
someone called me from your number
can I invite someone to my notebook
does anyone know how to install this
i want to talk about my order
how do I turn the robot off
the bot does not reply in my server
how do I add a bot to my server
I do not want a bot in my channel
does your robot vacuum work on carpet
can I play against the computer
is the coach human
I need a representative sample
the machine does not take my card
I want a machine with milk
can you call me a taxi
can I book for three people
need one more person for tonight's raid
ist der kurs auch für menschen mit behinderung
wie viele personen passen in den raum
kann ich eine zweite person mitbringen
mein mitarbeiter braucht einen zugang
wie lege ich einen mitarbeiter an
gibt es einen rabatt für mitarbeiter
für wie viele personen ist das
quiero una mesa para dos personas
cuántas personas caben
se puede ir con otra persona
mi jefe necesita la factura
puis-je venir avec une personne
combien de personnes par table
je voudrais une table pour deux personnes
mon responsable veut la facture
quante persone possono venire
posso portare una persona
quero um quarto para duas pessoas
quantas pessoas cabem
ile osób może przyjść
kaç kişi gelebilir
bir kişi daha getirebilir miyim
I want to leave a message for the agent
how do I write to the owner of a group
is chat with a tutor included in the price
do I need to speak to an agent to cancel
how long do agents take to reply
what does the operator AND do
where do I put the operator in a query
I get an error from the agent on my server
the agent can't connect to the server
update agent
agent update
restart the agent
my data was deleted
close the window
how do I close a ticket as staff
delete everything in my cart
remove all items
delete all my notes
is my information safe
where is my information stored
can I cancel the request for a quote
how do I cancel a friend request
accept a friend request
my question was deleted by a moderator
what is the status of order 123
staff
""".strip().splitlines()


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        *((words, Intent.PERSON) for words in PERSON),
        *((words, Intent.COMPLAINT) for words in COMPLAINT),
        *((words, Intent.NEWS) for words in NEWS),
        *((words, Intent.ERASURE) for words in ERASURE),
        *((words, Intent.HARM) for words in HARM),
        ("I'm thinking of ending it all", Intent.DESPAIR),
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


@pytest.mark.parametrize(
    "words",
    [
        "please send me the transcript",
        "I'd like to see the transcript of this chat",
        "show me the history",
        "send me a copy of our conversation",
        "can I get a copy of this chat please",
        "zeig mir den Verlauf",
        "Kann ich das Protokoll haben?",
        "Schicken Sie mir bitte eine Kopie des Gesprächs",
        "Kannst du mir bitte den Verlauf schicken?",
        "muéstrame el historial",
        "¿Puedes enviarme la conversación?",
        "montre-moi l'historique",
        "pouvez-vous m'envoyer la conversation ?",
        "mostra-me o histórico",
        "me mostre a conversa",
        "mostrami la cronologia",
        "mi puoi mandare la conversazione",
    ],
)
def test_a_transcript_is_asked_for_in_plain_words(words: str) -> None:
    found = asked(words)

    assert found is not None
    assert found.intent is Intent.TRANSCRIPT


@pytest.mark.parametrize(
    "words",
    [
        "send me my transcript of records",
        "I need the transcript of my grades",
        "show me the history of your studio",
        "send me a copy of my invoice",
        "send me a copy of the contract",
        "Kann ich eine Kopie haben?",
        "Kann ich eine Kopie von der Rechnung haben?",
        "Schicken Sie mir das Protokoll der Sitzung",
        "zeig mir den Verlauf der Donau",
    ],
)
def test_another_transcript_is_none_of_ours(words: str) -> None:
    assert asked(words) is None


@pytest.mark.parametrize(
    "text",
    [
        "can you call me please? my number is 0151 2345678",
        "Please call me back.",
        "ring me when you have time",
        "i'd like a callback",
        "could somebody give me a call tomorrow",
        "Rufen Sie mich bitte an!",
        "Bitte um Rückruf unter 0151 2345678",
        "können sie mich morgen zurückrufen?",
        "llámame por favor",
        "¿me podéis llamar?",
        "Pouvez-vous me rappeler ?",
        "rappelez-moi svp",
        "potete richiamarmi?",
        "mi richiami per favore",
        "podem me ligar?",
    ],
)
def test_who_wants_to_be_called_wants_a_person(text: str) -> None:
    found = asked(text)
    assert found
    assert found.intent is Intent.PERSON


@pytest.mark.parametrize(
    "text",
    [
        "what is your phone number",
        "can i call you",
        "who do i call to book",
        "do you call back",
        "kann ich euch anrufen",
        "call me old-fashioned, but can i pay cash?",
        "can you email me the invoice",
        "mi chiamo Anna",
        "me llamo Ana",
        "je m'appelle Luc",
    ],
)
def test_who_asks_of_calls_or_names_themselves_wants_none(text: str) -> None:
    found = asked(text)
    assert found is None or found.intent is not Intent.PERSON


FOR_THE_BOSS = """
la torta era vecchia e secca. voglio parlare con il vostro capo
cake was stale. manager now.
burger was cold. get me your boss
i tuoi colleghi sono maleducati, voglio il responsabile
la pizza era fredda, passatemi il direttore
your driver was rude, where is your manager
shower was filthy and cold!! i want to see the manager
waited two hours. let me talk to your supervisor
das essen war kalt. ich will den chef sprechen
das paket war kaputt, her mit eurem chef
chef sofort!! die torte war verschimmelt
la comida estaba fría, quiero hablar con el encargado
le plat était froid, je veux parler au patron
o bolo estava vencido. quero falar com o gerente
haircut is a disaster, terrible, need the owner
il servizio è stato pessimo, fatemi parlare con il titolare
food was raw. supervisor. now.
room smelled and the bed was dirty, get the manager please
""".strip().splitlines()
"""What was wrong, and a demand for whoever is in charge."""

OF_THE_BOSS = """
can i speak to the manager about a wedding booking
who is the owner of the shop
is the manager there on monday
my boss wants an invoice
do you have cold drinks and who is the boss
if it comes late can i call your manager
where is the manager's office
i want to see the menu, is the soup cold
i lost my key
il responsabile della privacy chi è
quiero hablar con el encargado de eventos
ich suche den geschäftsführer für eine anfrage
the box is missing a screw
does the owner sell it
""".strip().splitlines()


@pytest.mark.parametrize("words", FOR_THE_BOSS)
def test_a_fault_beside_a_demand_for_the_boss_is_a_complaint(words: str) -> None:
    found = asked(words)
    assert found is not None
    assert found.intent is Intent.COMPLAINT


@pytest.mark.parametrize("words", OF_THE_BOSS)
def test_who_asks_for_the_boss_without_a_fault_does_not_complain(words: str) -> None:
    found = asked(words)
    assert found is None or found.intent is not Intent.COMPLAINT


@pytest.mark.parametrize(
    "words",
    [
        "yes please pass it on",
        "forward this to your team",
        "ja bitte weitergeben",
        "bitte leiten Sie es weiter",
        "sí, pásalo al equipo",
        "oui transmettez-le à votre équipe",
        "sì, inoltralo al team",
        "sim, pode encaminhar para a equipe",
    ],
)
def test_who_wants_it_passed_on_wants_a_person(words: str) -> None:
    found = asked(words)
    assert found is not None
    assert found.intent is Intent.PERSON


@pytest.mark.parametrize(
    "words",
    [
        "how do i pass it on to my friend",
        "forward it to my address",
        "i want to pass the ticket on to a friend",
    ],
)
def test_what_is_passed_on_to_others_is_a_question(words: str) -> None:
    assert asked(words) is None


@pytest.mark.parametrize("words", ["storno", "Storno bitte", "cancel", "stopp"])
def test_one_word_that_may_be_about_an_order_takes_no_question_back(words: str) -> None:
    found = asked(words)

    assert found is None or Intent.WITHDRAWAL is not found.intent
