"""Full stops that end no sentence, in the six languages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.reading import read
from knowledge.text.stops import INNER, held
from knowledge.text.verbatim import SURE

MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
DAYS = st.integers(1, 31)
DATES = st.one_of(
    st.builds("{}.{}.".format, DAYS, st.integers(1, 12)),
    st.builds("{}. {}.".format, DAYS, st.integers(1, 12)),
    st.builds("{}. {}".format, DAYS, st.sampled_from(MONTHS.split("|"))),
    st.builds("{}. und {}. {}".format, DAYS, DAYS, st.sampled_from(MONTHS.split("|"))),
    st.builds("{}. {}".format, DAYS, st.sampled_from(("Weihnachtsfeiertag", "Advent", "Juli ab 9"))),
)  # fmt: skip
WITH_DATES = (
    "Habt ihr am {} offen?", "Wann habt ihr am {} auf?", "Am {} habt ihr offen?", "Muss ich mich bis zum {} anmelden?",
    "habt ihr am {} geöffnet", "Is the studio open on {} or later?", "Liefert ihr vom {} an wieder?",
)  # fmt: skip
SHORTENED = (
    ("Bis wann muss das Rad {} zurück sein?", "ca.|evtl.|ggf.|am Sa.|am So.|am Fr.|inkl. Schloss u. a."),
    ("Habt ihr am Wochenende {} Samstag offen?", "z.B.|z. B.|d.h.|u.a.|bzw.|inkl.|bspw."),
    ("Liefert ihr in die {} oder nur in die Stadt?", "Hauptstr.|Hauptstr. 5|Nr. 7|Parkstr. Nr. 7"),
    ("What is the {} age for the class?", "min.|max.|avg.|approx."),
    ("How much is firing {} 3 kg of pots?", "approx.|max.|ca.|e.g.|i.e.|incl.|no."),
    ("Is the shop at {} or elsewhere in town?", "Mill Ln.|High St.|Park Ave.|Elm Rd.|No. 5"),
    ("Do you open at 8 {} on Monday mornings?", "a.m.|p.m.|a. m."),
    ("Do you open at 8 {} Monday?", "a.m.|p.m."),
    ("Can I book with {} Smith for tomorrow?", "Dr.|Mr.|Mrs.|Ms.|Prof.|J.|J. R."),
    ("Are you open on {} in the morning?", "Dec. 24|Sat. and Sun.|Jan. 6|St. Patrick's Day"),
    ("¿Cuál es el peso {} 3 kg para enviar?", "aprox.|máx.|mín.|p. ej.|p.ej.|núm."),
    ("¿Puedo hablar con la {} García mañana?", "Sra.|Dra.|Srta."),
    ("Quel est le prix {} 3 kg de terre?", "env.|max.|min.|p. ex.|réf."),
    ("Je peux parler avec {} Martin demain?", "Mme.|M.|Dr.|Mlle."),
    ("Quanto costa cuocere {} 3 kg di vasi?", "ca.|max.|min.|ad es.|p. es.|num."),
    ("Posso parlare con il {} Rossi domani?", "sig.|dott.|prof."),
    ("Quanto custa queimar {} 3 kg de vasos?", "aprox.|máx.|mín.|p. ex.|núm."),
    ("Posso falar com a {} Silva depois?", "Sra.|Dra.|Profa."),
)  # fmt: skip


def eager(text: str) -> tuple[str, float]:
    """Entries that know each text as one of their own, and a shorter one better."""
    return text, SURE - 0.01 - len(text) / 10_000


@given(st.sampled_from(WITH_DATES), DATES)
def test_a_date_or_ordinal_ends_no_question(frame: str, date: str) -> None:
    text = frame.format(date)

    assert (text,) == read(text).questions
    assert (text,) == read(text, eager).questions


@pytest.mark.parametrize(
    "text", [frame.format(each) for frame, short in SHORTENED for each in short.split("|")]
)
def test_an_abbreviation_ends_no_question(text: str) -> None:
    assert (text,) == read(text).questions
    assert (text,) == read(text, eager).questions


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("My order is no. 5.", "Where is it?"),
        ("Ich wohne in Nr. 5.", "Wann liefert ihr?"),
        ("Ich komme am 24.12.", "Habt ihr da offen?"),
        ("Ich komme am 24.12.", "Liefert ihr an dem Tag?"),
        ("ich komme erst am 24.12.", "wann habt ihr da offen?"),
        ("Ich wohne in der Hauptstr.", "Wann liefert ihr?"),
        ("The shop is in High St.", "Where do I park?"),
        ("It takes 5 min.", "How long is the break?"),
        ("I come at 8 a.m.", "Is the kiln hot by then?"),
        ("I have clay, glaze etc.", "Do you fire it?"),
        ("I am on plan B.", "Can I change it?"),
        ("Mi pedido es el núm. 5.", "¿Cuándo llega?"),
        ("Ma commande est la n. 5.", "Quand arrive-t-elle?"),
        ("Il mio ordine è il num. 5.", "Quando arriva?"),
        ("O meu pedido é o núm. 5.", "Quando chega?"),
        ("We are 12.", "What does it cost?"),
        ("My order is 4711.", "the parcel is late"),
        ("I use the A4.", "it is jammed"),
    ],
)
def test_two_sentences_are_still_two(first: str, second: str) -> None:
    asked = f"What is this? {first} {second}"

    assert f"{first} {second}" == held(f"{first} {second}").replace(INNER, ".")
    assert first[-1] == held(f"{first} {second}")[len(first) - 1]
    assert read(asked, eager).questions[-1].endswith(second)


def test_a_list_by_numbers_is_still_one() -> None:
    assert len(read("1. where is my order 2. how do I pay").questions) == 2
    assert len(read("Fragen: 1. offen am Samstag? 2. Preise für Gruppen?").questions) == 2


def test_stops_are_looked_at_once() -> None:
    """A quarter of a million of them; each looks no further than a few words."""
    text = "am 24.12. z. B. St. " * 15_000

    begun = time.process_time()
    assert len(text) == len(held(text))
    assert time.process_time() - begun < 60
