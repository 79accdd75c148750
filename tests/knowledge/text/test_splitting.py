"""When one question of a message is two."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.text.leaning import LEAST, Look
from knowledge.text.normalise import surface
from knowledge.text.splitting import further, joints, split

ENTRIES = (
    ("password", "How do I reset my password?", "I forgot my password", "can't log in, lost the password"),
    ("invoice", "Where is my invoice?", "I need a receipt for my order", "download the invoice as PDF"),
    ("cancel", "How do I cancel my order?", "I want to cancel what I bought", "stop my order"),
    ("delivery", "How long does delivery take?", "when does my parcel arrive", "my parcel is late"),
    ("pay", "Which ways to pay are there?", "can I pay by card", "do you take PayPal"),
    ("lieferung", "Wie lange dauert die Lieferung?", "wann kommt mein Paket", "mein Paket ist nicht da"),
    ("rechnung", "Wo finde ich meine Rechnung?", "ich brauche eine Rechnung", "Rechnung als PDF"),
    ("mima", "怎么修改密码？", "我忘记密码了", "密码重置"),
    ("fapiao", "发票在哪里？", "我需要发票", "怎么下载发票"),
)  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    found = Matcher(
        [Entry(id=key, question=first, variants=tuple(rest), answer="") for key, first, *rest in ENTRIES]
    )  # fmt: skip
    found.refit()
    return found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("How do I reset my password? Where is my invoice?", ["password", "invoice"]),
        ("I forgot my password. I need a receipt for my order", ["password", "invoice"]),
        ("I forgot my password\nwhen does my parcel arrive", ["password", "delivery"]),
        ("how do I cancel my order and can I pay by card", ["cancel", "pay"]),
        ("how do I cancel my order, and also where is my invoice", ["cancel", "invoice"]),
        ("1) I forgot my password 2) my parcel is late", ["password", "delivery"]),
        ("wann kommt mein Paket und wo finde ich meine Rechnung", ["lieferung", "rechnung"]),
        ("我忘记密码了。怎么下载发票？", ["mima", "fapiao"]),
    ],
)
def test_two_questions_are_each_looked_up(matcher: Matcher, text: str, keys: list[str]) -> None:
    found = [matcher.candidates(each)[0].entry for each in matcher.read(text).questions]

    assert keys == found


@pytest.mark.parametrize(
    "text",
    [
        "I forgot my password and can't log in",
        "my parcel is late. when does it arrive?",
        "I want to cancel my order and need the money back",
        "ich brauche eine Rechnung und zwar als PDF",
        "can I pay by card and PayPal",
        "what is the difference between my invoice and a receipt",
        "I want to cancel order no. 15487",
        "something else and nothing that is known",
    ],
)
def test_one_question_with_an_and_stays_one(matcher: Matcher, text: str) -> None:
    assert 1 == len(matcher.read(text).questions)


def look_of(known: dict[str, tuple[str, float]]) -> Look:
    """As if entries answered these texts and no others."""
    return lambda text: known.get(text, ("", 0.0))


def parted(text: str, look: Look) -> list[str]:
    """The text, or the two that it is."""
    joint = split(text, look)
    return [text[: joint[0]], text[joint[1] :]] if joint else [text]


def test_halves_that_mean_the_same_entry_are_not_parted() -> None:
    look = look_of({"lost my card": ("card", 0.9), "need a new one": ("card", 0.9)})

    assert ["lost my card and need a new one"] == parted("lost my card and need a new one", look)


def test_a_half_that_means_nothing_for_sure_is_not_parted() -> None:
    look = look_of({"lost my card": ("card", 0.9), "what a fine day": ("weather", LEAST / 2)})

    assert ["lost my card and what a fine day"] == parted("lost my card and what a fine day", look)


def test_a_whole_that_is_surer_than_its_halves_is_not_parted() -> None:
    text = "cancel my order and refund my money"
    look = look_of(
        {text: ("refund", 0.9), "cancel my order": ("cancel", 0.8), "refund my money": ("refund", 0.7)}
    )  # fmt: skip

    assert [text] == parted(text, look)


def test_a_sure_answer_is_not_parted_for_a_vague_half() -> None:
    text = "cancel my order and send me something"
    look = look_of(
        {text: ("cancel", 0.9), "cancel my order": ("cancel", 0.95), "send me something": ("invoice", 0.3)}
    )  # fmt: skip

    assert [text] == parted(text, look)


def test_few_breaks_are_looked_at_however_many_there_are() -> None:
    asked: list[str] = []

    def look(text: str) -> tuple[str, float]:
        asked.append(text)
        return text, 0.0

    split("this one and " * 40, look)

    assert 5 == len(asked)


def test_blanks_that_are_left_of_a_long_message_are_looked_along_once() -> None:
    text = "where is my invoice" + " " * 100_000

    def took() -> float:
        began = time.thread_time()
        assert split(text, lambda _: ("invoice", 1.0)) is None
        return time.thread_time() - began

    assert min(took() for _ in range(3)) < 0.5


ASKED = {
    "en": ("where is my invoice", "do you ship to Norway", "can I change the address", "is shipping free", "how do I cancel my order", "do you repair accordions", "are you open on Sundays", "what does a new lamp cost"),
    "de": ("wo finde ich meine Rechnung", "liefert ihr nach Norwegen", "kann ich die Adresse ändern", "habt ihr sonntags offen", "repariert ihr Akkordeons", "wann kommt mein Paket"),
    "fr": ("où est ma facture", "livrez-vous en Norvège", "puis-je changer l'adresse", "comment annuler ma commande", "réparez-vous les accordéons"),
    "es": ("dónde está mi factura", "puedo cambiar la dirección", "cómo anulo mi pedido", "cuándo llega mi paquete", "hay tarjetas de regalo"),
    "pl": ("gdzie jest moja faktura", "czy wysyłacie do Norwegii", "czy mogę zmienić adres", "jak anulować zamówienie", "ile kosztuje nowa lampa"),
    "tr": ("faturamı nerede bulurum", "Norveç'e gönderim yapıyor musunuz", "adresi değiştirebilir miyim", "siparişimi nasıl iptal ederim"),
}  # fmt: skip
JOINED = {
    "en": (" and ", ", ", ", and ", ", also ", " and also ", "? ", "; ", "\n", "? And "),
    "de": (" und ", ", ", ", außerdem ", "? ", "; ", "\n"),
    "fr": (" et ", ", ", ", et aussi ", " ? ", "\n"),
    "es": (" y ", ", ", " y también ", "? ", "\n"),
    "pl": (" i ", ", ", ", oraz ", "? ", "\n"),
    "tr": (" ve ", ", ", "? ", "\n"),
}


@st.composite
def joined(draw: st.DrawFn) -> tuple[str, list[str]]:
    """One to five questions in one message, and what they are."""
    language = draw(st.sampled_from(sorted(ASKED)))
    asked = draw(st.lists(st.sampled_from(ASKED[language]), min_size=1, max_size=5, unique=True))
    if len(asked) > 1 and draw(st.booleans()):
        form = draw(st.sampled_from(("- {each}", "{n}) {each}", "{n}. {each}?")))
        lines = [form.format(n=n, each=each) for n, each in enumerate(asked, start=1)]
        return "\n".join(lines), asked
    text = asked[0]
    for each in asked[1:]:
        text += draw(st.sampled_from(JOINED[language])) + each
    return text + draw(st.sampled_from(("?", "", " ?"))), asked


@given(joined())
def test_each_of_one_to_five_questions_is_one(
    matcher: Matcher, message: tuple[str, list[str]]
) -> None:
    text, asked = message

    read = [surface(each) for each in matcher.read(text).questions]
    found = [each[each[0] == "and" :] for each in read]

    assert [surface(each) for each in asked] == found


@pytest.mark.parametrize(
    "text",
    [
        "I lost my card and how do I get a new one",
        "how do I cancel and have my money back",
        "what is the difference between my invoice and a receipt",
        "what do you do when you are open and where is it",
        "do you ship to Norway and how long does it take?",
        "where is my invoice? the PDF one?",
        "ich weiß nicht wo ihr seid und wann ihr offen habt",
    ],
)
def test_what_leans_on_the_clause_before_stays_with_it(text: str) -> None:
    assert [] == joints(text)


def test_what_leans_on_an_answered_question_asks_more() -> None:
    assert ["how long does it take?"] == further("do you ship to Norway and how long does it take?")
    assert [] == further("do you ship to Norway and Sweden?")


@pytest.mark.parametrize(
    "text",
    [
        "Kann man bei euch auch mit Kuhglocken bezahlen?",
        "Kann ich meine Rechnung auch als PDF per Post bekommen?",
        "peut-on chez vous aussi payer par carte?",
        "posso pagare da voi anche con la carta?",
        "is my parcel then late or not",
    ],
)
def test_an_adverb_within_one_question_parts_it_for_no_entries(text: str) -> None:
    """Whatever entries know of its halves."""

    def look(part: str) -> tuple[str, float]:
        return part, 0.94 if part != text else 0.3

    assert [] == joints(text)
    assert split(text, look) is None


def test_an_adverb_parts_what_begins_anew_behind_it() -> None:
    assert joints("wo ist mein Paket auch wie bekomme ich eine Rechnung")


@pytest.mark.parametrize(
    "text",
    [
        "I left my apron and towel at the studio",
        "I left my apron and my towel at the studio",
        "Ich habe meine Schürze und Handtuch im Studio vergessen",
        "He olvidado mi delantal y toalla en el taller",
        "J'ai oublié mon tablier et serviette au studio",
        "Can I leave my bowls and tools in the studio?",
    ],
)
def test_two_things_at_a_place_are_one_question(text: str) -> None:
    known = {text: ("left", 0.5)}
    joined = text.replace(" y ", " and ").replace(" et ", " and ").replace(" und ", " and ")
    for half in joined.split(" and "):
        known[half] = half, 0.8

    assert split(text, look_of(known)) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "How do I order a cake? Where do I collect it? Can I pay there?",
            "How do I order a cake?",
        ),
        ("Sind Hunde erlaubt? Und gibts Parkplätze?", "Sind Hunde erlaubt"),
        ("Sind Hunde erlaubt und gibt es Parkplätze?", "Sind Hunde erlaubt"),
    ],
)
def test_an_entrys_very_words_are_asked_whatever_is_asked_besides(text: str, first: str) -> None:
    """They went to the team with the rest, or the rest was lost behind their title."""
    matcher = Matcher(
        [
            Entry(id="cake", question="How do I order a cake?", answer="Call us."),
            Entry(id="dogs", question="Sind Hunde erlaubt?", answer="Ja."),
            Entry(id="open", question="When are you open?", answer="At ten."),
        ]
    )
    matcher.refit()

    questions = matcher.read(text).questions

    assert len(questions) > 1
    assert first == questions[0]
