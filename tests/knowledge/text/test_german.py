"""A German question is its own in whatever form and order its words stand; what was done is another."""

import pytest

from knowledge.entry import Entry
from knowledge.matching.matcher import Matcher
from knowledge.matching.told import told
from knowledge.text.german import forms, rejoined
from knowledge.text.normalise import surface
from knowledge.text.verbatim import SURE, Verbatim

SAME = [
    ("Wie melde ich mich für einen Kurs an?", "wie kann man sich für kurse anmelden"),
    ("Wie viel kostet ein Kurs?", "was kosten die kurse"),
    ("Wie viel kostet ein Kurs?", "Wie teuer ist der Kurs denn?"),
    ("Wie reserviere ich ein Fahrrad?", "wie kann man fahrräder reservieren"),
    ("Haben Sie Gutscheine?", "gibt es bei euch gutscheine"),
    ("Gibt es Parkplätze?", "Habt ihr einen Parkplatz?"),
    ("Bieten Sie Massagen an?", "habt ihr auch massagen"),
    ("Wie kann ich bezahlen?", "wie bezahlt man denn bei euch"),
    ("Wann fängt der Kurs an?", "wann fangen die kurse an"),
    ("Kann ich meine Buchung stornieren?", "ich würde gerne meine buchung stornieren"),
    ("Behandeln Sie auch Kaninchen?", "behandelt ihr kaninchen"),
    ("Wann kann ich meine Stücke abholen?", "wann hol ich meine stücke ab"),
]
OTHER = [
    ("Verkauft ihr Räder?", "habt ihr mein rad verkauft"),
    ("Kann ich meine Buchung stornieren?", "ich habe meine buchung storniert"),
    ("Kann ich meine Buchung stornieren?", "ich möchte meine buchung nicht stornieren"),
    ("Wie melde ich mich für einen Kurs an?", "wie melde ich mich von einem kurs ab"),
    ("Wann öffnet ihr?", "warum öffnet ihr"),
    ("Wie kann ich bezahlen?", "wann kann ich bezahlen"),
    ("Gibt es Gutscheine?", "verkauft ihr die gutscheine"),
]


@pytest.mark.parametrize(("asked", "said"), SAME)
def test_the_same_question_in_another_form_is_that_question(asked: str, said: str) -> None:
    assert forms(surface(asked)) == forms(surface(said)) != ()


@pytest.mark.parametrize(("asked", "said"), OTHER)
def test_another_question_is_another(asked: str, said: str) -> None:
    assert forms(surface(asked)) != forms(surface(said))


@pytest.mark.parametrize(("asked", "said"), SAME)
def test_it_is_given_the_answer(asked: str, said: str) -> None:
    base = Matcher(
        [
            Entry(id="own", question=asked, answer="Ja.", language="de"),
            Entry(id="other", question="Wo seid ihr?", answer="In Ulm.", language="de"),
            Entry(id="door", question="Ist die Tür offen?", answer="Ja.", language="de"),
        ]
    )

    best = base.candidates(said, limit=1)[0]

    assert (best.entry, best.probability) == ("own", SURE)


def test_what_an_entry_is_not_for_is_so_in_each_form() -> None:
    entry = Entry(
        id="own",
        question="Wie kann ich reservieren?",
        variants=("Gibt es Massagen?",),
        answer="Online.",
        not_for=("Haben Sie Massagen?",),
        language="de",
    )

    words = Verbatim()
    words.put(entry)

    assert words.owners("wie reserviert man") == {"own"}
    assert not words.owners("habt ihr massagen")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("wie melde ich mich an", "wie anmelde ich mich an"),
        ("sagt ihr den kurs ab", "absagt ihr den kurs ab"),
        ("kommt ihr mit", "kommt ihr mit"),
        ("", ""),
    ],
)
def test_a_verb_taken_apart_is_joined_where_it_is_something_else_to_do(
    text: str, joined: str
) -> None:
    assert rejoined(text.split()) == joined.split()


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("ich wurde mich gern anmelden", False),
        ("haben sie sonntags geoffnet", False),
        ("habt ihr sonntags auf", False),
        ("mein kurs wurde abgesagt", True),
        ("ich habe gestern zwei rader bestellt", True),
        ("ihr habt mir nichts geschickt und haben sie es verloren", True),
    ],
)
def test_a_wish_and_having_tell_of_nothing_done(text: str, reports: bool) -> None:
    assert told(text).reports is reports
