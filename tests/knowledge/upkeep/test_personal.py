"""A reply that is to answer everybody: what of it is one customer's alone is found, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.upkeep.personal import Customer, bared, generalised, greeted, personal, reached_at

MARA = Customer(
    names=("Mara Quillfeather", "bee_mara92"),
    wrote="My order is late. Call me on 07700 900123 or write to support@quill.example",
)

THEIRS = {
    "Order 4471 is confirmed, bees come on 20 May.": "order 4471",
    "It is #4471, as you can see in your account.": "#4471",
    "Your order no. 4471 is packed.": "order no. 4471",
    "We found invoice INV-20391 and sent it again.": "invoice inv-20391",
    "See ticket 18 for what we said.": "ticket 18",
    "We keep it for Mara until Friday.": "mara",
    "that is mara's parcel": "mara's",
    "Quillfeather is the name on the label.": "quillfeather",
    "@bee_mara92 it is on its way": "bee_mara92",
    "I wrote to m.quill@post.example yesterday.": "m.quill@post.example",
    "We answered support@quill.example already.": "support@quill.example",
    "We will ring 07700 900123 at noon.": "07700 900123",
    "We will ring +44 7700 900123 at noon.": "+44 7700 900123",
    "We called you on 020 7946 0018, nobody was there.": "020 7946 0018",
    "Your order comes on 20 May.": "your order comes on 20 may",
    "Ihre Bestellung kommt am 20. Mai.": "ihre bestellung kommt am 20. mai",
    "Die Rechnung 88213 ist bezahlt.": "rechnung 88213",
    "Your refund was sent yesterday.": "your refund was sent yesterday",
}

HARMLESS = (
    "Call us on 0800 123 4567, we are there from 9 to 5.",
    "Write to hello@bees.example and we will see.",
    "Order before 20 May and the bees come in June.",
    "Orders over 1000 euros ship free.",
    "Your order arrives within 5 days.",
    "An order of 12 jars weighs 6 kg.",
    "The yard is open from 9:00 to 17:00.",
    "Invoices are in your account, below Orders.",
    "You may cancel up to 14 days after you ordered.",
    "Press #1 on the keypad, then turn it to 300 degrees.",
    "Queens are marked by year: 2024 green, 2025 blue.",
    "Model 4471 fits all frames of 300 x 200 mm.",
    "Open Settings, then Notifications, and switch them off.",
    "The ticket costs 25 euros at the gate.",
    "Sorry, we don't ship to Norway.",
    "Ihre Bestellung kommt in drei Tagen.",
)


@pytest.mark.parametrize("reply", THEIRS)
def test_what_is_one_customers_is_found(reply: str) -> None:
    found = [each.casefold() for each in personal(reply, MARA)]

    assert any(THEIRS[reply] in each for each in found), found


@pytest.mark.parametrize("reply", HARMLESS)
def test_what_is_for_everybody_is_left_alone(reply: str) -> None:
    assert personal(reply, MARA) == ()
    assert bared(reply, MARA) == (reply, ())


@pytest.mark.parametrize(
    ("reply", "left"),
    [
        ("Sorry Mara, order is confirmed.", "Order is confirmed."),
        ("Hi Mara, yes we do.", "Yes we do."),
        ("hi mara, yes we do.", "Yes we do."),
        ("Mara, yes we do.", "Yes we do."),
        ("Hello there! We do.", "We do."),
        ("Dear Ms Quillfeather,\n\nyes, we do.\n\nKind regards,\nSam Smith", "Yes, we do."),
        ("Hi Tom - it ships in May. Cheers, Sam", "It ships in May."),
        ("Guten Tag Frau Quillfeather, das geht. Viele Grüße, Sam", "Das geht."),
        ("Yes Mara, we do.\n- Sam", "Yes, we do."),
        ("No Mara! We don't.", "No! We don't."),
        ("ja Mara, das geht.", "Ja, das geht."),
        ("Yes Tom, bring it.", "Yes, bring it."),
        ("Liebe Mara,\ndas geht.\nLG Sam", "Das geht."),
        ("Hola Mara, sí.\nSaludos", "Sí."),
        ("Bonjour Mara, oui.\nCordialement,\nSam", "Oui."),
        ("We do. Best, the Bee team", "We do."),
    ],
)
def test_how_it_greets_and_signs_is_taken_out(reply: str, left: str) -> None:
    text, taken = bared(reply, MARA)

    assert text == left
    assert taken


def test_nothing_but_a_greeting_stays_as_it_is() -> None:
    assert bared("Thanks Mara!", MARA) == ("Thanks Mara!", ())


@pytest.mark.parametrize(
    ("name", "text", "marked"),
    [
        ("May Rose", "It comes on 20 May. May we help? You may also call.", False),
        ("May Rose", "We keep it for May until then.", True),
        ("Will", "It will be there.", False),
        ("Bee Shop", "Our shop has them.", False),
        ("The Bees", "The shop has them, and the yard too.", False),
    ],
)
def test_a_name_that_is_a_word_too_is_told_from_it(name: str, text: str, marked: bool) -> None:
    assert bool(personal(text, Customer(names=(name,)))) is marked


def test_whom_a_reply_greets_is_known() -> None:
    assert [
        greeted(each) for each in ("Sorry Mara, no.", "Hi Tom Baker! Yes.", "Hi, yes.", "Yes.")
    ] == [
        "Mara",
        "Tom Baker",
        "",
        "",
    ]


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_words_are_taken(text: str, name: str) -> None:
    whom = Customer(names=(name,), wrote=text)
    left, taken = bared(text, whom)

    personal(text, whom)
    assert left or not text.strip()
    assert taken or left == text.strip()


AS_ANYBODY = {
    "Hi, I'm Mara, where is my order #44812?": "Where is my order?",
    "my name is mara and where do I find order 4711-22": "Where do I find order",
    "Where is my parcel? You can reach me at m@quill.example or +44 7700 900123": "Where is my parcel?",
    "Can I get a refund for booking AB-1234?": "Can I get a refund for booking?",
    "Ich bin Mara und suche die Bestellung 123456": "Suche die Bestellung",
    "my card is [card number removed], refund me": "Refund me",
}


@pytest.mark.parametrize("question", AS_ANYBODY)
def test_a_question_is_put_as_anybody_would(question: str) -> None:
    assert AS_ANYBODY[question] == generalised(question, MARA)[0]


@pytest.mark.parametrize(
    "question",
    [
        "I'm sure that it is closed, is it?",
        "I am unable to log in",
        "Do you ship 20000 pieces?",
        "does part 123456 fit",
        "I'm Mara",
        "Where do I write, to hello@bees.example?",
        "Ich bin in Berlin, liefert ihr?",
    ],
)
def test_a_question_that_is_nobodys_own_stays(question: str) -> None:
    assert (question, ()) == generalised(question, MARA)


@given(st.text(max_size=80))
def test_any_words_can_be_generalised(words: str) -> None:
    left, taken = generalised(words, MARA)

    assert left or not words.strip()
    assert taken or left == words.strip()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call me on 07700 900123", ["07700 900123"]),
        ("+44 7700 900123, or me@post.example", ["me@post.example", "+44 7700 900123"]),
        ("It is 0731 12345.", ["0731 12345"]),
        ("(555) 123-4567 or 555-123-4567", ["(555) 123-4567", "555-123-4567"]),
        ("ruf mich an: 55 12 34 56", ["55 12 34 56"]),
        ("Open 09.00-17.00, from 01.12.2026 to 2026-12-24, 100 000 pots", []),
        ("Pay 250 000 for order 123456", []),
    ],
)
def test_how_anybody_is_reached_is_found_and_hours_and_days_are_not(
    text: str, found: list[str]
) -> None:
    assert found == list(reached_at(text))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Call us, Mrs Jones pays for it.", ("Mrs Jones",)),
        ("Herr Klein hat den Schlüssel.", ("Herr Klein",)),
        ("La Sra. Gómez abre a las 9.", ("Sra. Gómez",)),
        ("We open at nine.", ()),
        ("Miss a lesson and we move it.", ()),
    ],
)
def test_somebody_else_who_is_named_with_a_title_is_pointed_at(
    text: str, named: tuple[str, ...]
) -> None:
    assert named == personal(text, Customer())
