"""What is over: taken back with a reason, or solved, said by its words and wherever its customer says it."""

from datetime import timedelta

import pytest

from bot.desk.nouns.message import SendKind
from bot.desk.nouns.place import Place
from bot.desk.nouns.ticket import Ending, Rating, TicketState
from tests.desk.harness import ANA, SAM, Desk

HALL = Place(platform="console", room="hall")
SOFA, LAMP = "my sofa has three legs", "the lamp hums since tuesday"

TAKEN_BACK = [
    "forget it, i found it myself", "Forget it. I found it myself.", "forget it, I bought elsewhere",
    "never mind, my husband fixed it", "nvm figured it out", "take my question back",
    "I want to take back my question", "I withdraw my question",
    "vergiss es, ich habs woanders gekauft", "vergiss es, ich habe es selbst gefunden",
    "ich ziehe meine Frage zurück",
    "olvídalo, ya lo compré", "retiro mi pregunta",
    "laisse tomber, j'ai trouvé", "je retire ma question",
    "Actually no, I changed my mind, I'll stay :)", "changed my mind, I'll keep it",
    "Actually I changed my mind, I don't need it any more", "forget it, I'll ask my mum",
    "Ach nein, ich habe es mir anders überlegt, ich bleibe", "vergiss es, ich frage meine Mama",
    "he cambiado de opinión, ya no lo necesito", "olvídalo, le pregunto a mi madre",
    "j'ai changé d'avis, je n'en ai plus besoin", "laisse tomber, je demande à ma mère",
    "ho cambiato idea, non mi serve più", "lascia perdere, chiedo a mia madre",
    "mudei de ideia, já não preciso", "esquece, vou perguntar à minha mãe",
]  # fmt: skip
NOT_TAKEN_BACK = [
    "I bought it elsewhere", "can I take the sofa back to the shop", "I was in the wrong shop last week",
    "don't forget it, the receipt is in the box", "forget it, the sofa has four legs and one is loose",
    "ich habe es woanders gekauft", "ich nehme das Sofa zurück in den Laden", "das war der falsche Laden",
    "lo compré en otra tienda", "retiro el sofá mañana en la tienda",
    "je l'ai acheté ailleurs", "je retire le canapé demain",
    "I changed my mind, I want the red one", "I changed my mind about the colour, blue please",
    "I'll stay until nine", "I'll keep the Tuesday slot",
    "ich habe es mir anders überlegt, ich nehme den roten", "ich habe meine Meinung geändert, ich will kündigen",
    "he cambiado de opinión, quiero el rojo", "j'ai changé d'avis, je prends le rouge",
    "ho cambiato idea, prendo quello rosso", "mudei de ideia, quero o vermelho",
]  # fmt: skip


def asked(*lines: str) -> Desk:
    desk = Desk()
    desk.say(ANA, SOFA)
    for line in lines:
        desk.command(SAM, line)
    return desk


def in_the_hall(desk: Desk) -> set[SendKind]:
    """How anything was said there."""
    return {out.kind for out, _ in desk.sent if out.place.key == HALL.key}


WRONG_PLACE = (
    "sorry, wrong shop", "Sorry, falscher Laden", "perdón, tienda equivocada", "désolé, mauvaise boutique",
)  # fmt: skip
"""Said where nothing is open they take back what was said there."""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        *((words, None) for words in (*TAKEN_BACK, *WRONG_PLACE)),
        *((words, HALL) for words in TAKEN_BACK),
    ],
)
def test_what_is_taken_back_is_over(words: str, place: Place | None) -> None:
    desk = asked("reply 1 Which one?")

    desk.say(ANA, words, place=place)

    assert Ending.WITHDRAWN is desk.ticket().ending
    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]


@pytest.mark.parametrize("words", ["forget it, I'll ask my mum", "I changed my mind, I'll stay"])
@pytest.mark.parametrize("before", [(), ("1",)])
def test_a_changed_mind_takes_back_what_was_asked_last(words: str, before: tuple[str, ...]) -> None:
    desk = Desk()
    for each in ("how can I log in please", *before, words):
        desk.say(ANA, each)

    desk.wait(timedelta(days=3))

    assert not desk.journal.tickets_of(ANA.id)
    assert not {"ask_choices", "ask_answer"} & set(desk.to(ANA))


@pytest.mark.parametrize("words", NOT_TAKEN_BACK)
def test_what_only_sounds_like_it_takes_nothing_back(words: str) -> None:
    desk = asked()

    desk.say(ANA, words)

    assert desk.ticket().is_open


@pytest.mark.parametrize(
    "words",
    [
        "yes, solved", "it is solved", "ja, gelöst", "sí, resuelto", "oui, résolu", "the sofa one is solved",
        "das mit dem sofa ist erledigt", "the question about the sofa is solved, thanks",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [("reply 1 So.",), ("reply 1 So.", "resolve 1")])
def test_solved_is_heard_elsewhere_and_said_where_it_was_asked(
    words: str, before: tuple[str, ...]
) -> None:
    desk = asked(*before)

    desk.say(ANA, words, place=HALL)

    assert Ending.CONFIRMED is desk.ticket().ending
    assert {SendKind.PRIVATE} == in_the_hall(desk)


@pytest.mark.parametrize(
    "words",
    [
        "is it solved?", "the sofa one is not solved", "the sofa question is solved?", "solved how",
        "ist das mit dem Sofa erledigt?", "das mit dem Sofa ist nicht erledigt",
    ],
)  # fmt: skip
def test_what_asks_whether_it_is_solved_ends_nothing(words: str) -> None:
    desk = asked("reply 1 So.")

    desk.say(ANA, words)

    assert desk.ticket().is_open


@pytest.mark.parametrize("words", ["the sofa one is solved", "das mit dem sofa ist erledigt"])
def test_what_is_closed_is_not_opened_by_hearing_that_it_is_solved(words: str) -> None:
    desk = asked("reply 1 So.")
    desk.say(ANA, "it works now")

    desk.say(ANA, words)

    assert TicketState.CLOSED is desk.ticket().state


@pytest.mark.parametrize("words", ["the glue question is solved, thanks", "the glue one is solved"])
def test_which_one_is_asked_where_no_ticket_tells_of_it(words: str) -> None:
    desk = asked("reply 1 So.")

    [told] = desk.say(ANA, words)

    assert "Which one do you mean?" in told
    assert desk.ticket().is_open


@pytest.mark.parametrize("verb", ["take my question back", "forget it, I bought elsewhere"])
def test_of_several_asked_elsewhere_which_one_is_asked_in_private(verb: str) -> None:
    desk = asked()
    desk.say(ANA, LAMP, place=Place(platform="console", room="other"))

    desk.say(ANA, verb, place=HALL)

    assert all(each.is_open for each in desk.journal.tickets_of(ANA.id))
    assert {SendKind.PRIVATE} == in_the_hall(desk)


@pytest.mark.parametrize(
    "words",
    [
        "what are my open tickets?", "show me my tickets", "my open tickets", "Welche offenen Tickets habe ich?",
        "zeig mir meine Tickets", "muéstrame mis tickets", "quels sont mes tickets ouverts ?", "status 1",
        "how long do I have to wait for an answer?", "what do you know about me", "was wisst ihr über mich?",
        "que sabes de mi?", "que savez-vous sur moi ?",
        "I want to cancel my account and delete everything you know about me",
    ],
)  # fmt: skip
def test_what_is_theirs_is_shown_to_them_alone(words: str) -> None:
    desk = asked()

    desk.say(ANA, words, place=HALL)

    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]
    assert {SendKind.PRIVATE} == in_the_hall(desk)


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("good, but slow", "ok"), ("slow but friendly", "ok"), ("gut, aber langsam", "ok"),
        ("bien, pero muy lento", "ok"), ("bien mais lent", "ok"), ("not good, nobody told me anything for hours", "bad"),
        ("nicht gut, keiner hat mir stundenlang etwas gesagt", "bad"),
    ],
)  # fmt: skip
def test_a_rating_that_says_why_reaches_a_lead(words: str, rating: str) -> None:
    desk = asked("reply 1 So.")
    desk.say(ANA, "it works now")

    desk.say(ANA, words)

    assert Rating(rating) is desk.ticket().rating
    assert words in desk.texts_of("staff_feedback")[0]
    assert [1] == [each.number for each in desk.journal.tickets_of(ANA.id)]


def test_thanks_with_a_mark_opens_nothing() -> None:
    desk = asked("reply 1 So.")
    desk.say(ANA, "it works now")

    desk.say(ANA, "obrigada nota 10")

    assert Rating.GOOD is desk.ticket().rating
    assert not desk.ticket().is_open


@pytest.mark.parametrize(
    "words",
    [
        "i need a good lamp for my kitchen", "is there a good lamp?", "ich brauche ein gutes Sofa",
        "necesito una buena lámpara", "good question, but the lamp still hums and nobody came",
    ],
)  # fmt: skip
def test_what_only_has_such_words_rates_nothing(words: str) -> None:
    desk = asked("reply 1 So.")
    desk.say(ANA, "it works now")

    desk.say(ANA, words)

    assert desk.ticket().rating is None


@pytest.mark.parametrize(
    "words",
    ["make it urgent please", "please make it urgent", "can you make it urgent please",
     "könnt ihr das bitte als dringend markieren", "bitte als dringend markieren"],
)  # fmt: skip
def test_that_it_presses_is_heard_politely_too(words: str) -> None:
    desk = asked()

    desk.say(ANA, words)

    assert "urgent" == desk.ticket().priority.value


def test_who_says_so_to_the_desk_alone_is_answered_there_once_and_rates_there() -> None:
    desk = Desk()
    desk.say(ANA, SOFA, place=HALL)
    desk.command(SAM, "reply 1 Which one?")
    before = len(desk.sent)

    desk.say(ANA, "that solved it")

    told = [
        message.kind for out, message in desk.sent[before:] if out.to == ANA.id and not out.edits
    ]
    assert Ending.CONFIRMED is desk.ticket().ending
    assert ["confirmed"] == told
    desk.say(ANA, "good, but slow")
    assert Rating.OK is desk.ticket().rating
    assert 1 == len(desk.journal.tickets_of(ANA.id))


@pytest.mark.parametrize(
    "words",
    [
        "hat sich erledigt", "danke hat sich erledigt", "it works now", "risolto, grazie", "resuelto, gracias",
        "c'est réglé, merci", "resolvido, obrigado", "habs schon gefunden, danke", "found it already, thanks",
        "oh wait i found the answer myself sorry to bother",
    ],
)  # fmt: skip
def test_what_is_solved_before_anybody_answered_is_taken_back(words: str) -> None:
    desk = asked()

    desk.say(ANA, words)

    assert Ending.WITHDRAWN is desk.ticket().ending


@pytest.mark.parametrize(
    "words",
    [
        "its fine, my wife ordered green, forget it sorry", "its ok, forget it sorry", "oh its gone now, thanks",
        "no need anymore, my dad did it", "forget the sofa", "vergiss das Sofa",
    ],
)  # fmt: skip
def test_whether_it_is_over_is_asked_where_that_is_unsure(words: str) -> None:
    desk = asked()

    desk.say(ANA, words)

    assert desk.ticket().is_open
    assert "mind_changed" == desk.to(ANA)[-1]


@pytest.mark.parametrize(
    "words",
    [
        "i forgot the legs", "don't forget the legs", "i found the screws already, but a leg is missing",
        "ich hab die Schrauben gefunden, ein Bein fehlt", "vergessen Sie bitte nicht die Rechnung",
    ],
)  # fmt: skip
def test_what_tells_more_of_it_neither_ends_nor_asks(words: str) -> None:
    desk = asked()

    desk.say(ANA, words)

    assert desk.ticket().is_open
    assert "mind_changed" not in desk.to(ANA)


@pytest.mark.parametrize(
    "words",
    [
        "i need it again after all", "ich brauche es doch wieder", "doch nicht erledigt, er wackelt noch",
        "finalement j'en ai de nouveau besoin", "lo necesito otra vez", "mi serve di nuovo", "preciso de novo",
    ],
)  # fmt: skip
def test_what_was_taken_back_is_open_again_where_it_is_needed_again(words: str) -> None:
    desk = asked()
    desk.say(ANA, "forget it")

    desk.say(ANA, words)

    assert [(1, True)] == [(each.number, each.is_open) for each in desk.journal.tickets_of(ANA.id)]


@pytest.mark.parametrize(
    "words",
    ["i need a lamp again", "ich brauche wieder einen Sessel", "preciso de uma cadeira", "mi serve un tavolo"],
)  # fmt: skip
def test_what_names_another_thing_opens_nothing_again(words: str) -> None:
    desk = asked()
    desk.say(ANA, "forget it")

    desk.say(ANA, words)

    assert not desk.ticket(1).is_open
