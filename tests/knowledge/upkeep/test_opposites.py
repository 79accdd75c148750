"""What speaks against each other, in four languages and from both sides; and what merely seems to."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.upkeep.review import Pair, near_pairs, near_to

BASES = sorted((Path(__file__).parents[1]).glob("near_misses/*.toml"))
CASES = [
    (
        "en",
        "Is the lake dangerous?",
        "Yes, it is deep.",
        "Is the lake safe for children?",
        "Yes.",
        True,
    ),
    ("en", "Is the lake dangerous?", "No.", "Is the lake safe for children?", "No.", False),
    ("en", "Is the lake dangerous?", "Yes", "Is the lake safe?", "No", False),
    ("en", "Is the lake safe?", "Yes", "Is the lake safe for children?", "No", False),
    ("en", "Are dogs allowed?", "Yes", "Are dogs forbidden?", "Yes", True),
    ("en", "Are dogs allowed?", "Yes", "Are dogs forbidden?", "No", False),
    ("en", "Are dogs allowed?", "Yes", "Are dogs prohibited?", "Yes, sorry.", True),
    ("en", "Is camping possible?", "Yes", "Is camping impossible?", "Yes", True),
    ("en", "Is parking free?", "Yes", "Is parking paid?", "Yes", True),
    ("en", "Is breakfast included?", "Yes", "Is breakfast extra?", "Yes", True),
    ("en", "Is the pool open in winter?", "Yes", "Is the pool closed in winter?", "Yes.", True),
    ("en", "How much is a towel?", "€5", "What does a towel cost?", "5 euros", False),
    ("en", "How much is a towel?", "€5", "What does a towel cost?", "€6", True),
    ("en", "When are you open?", "9am–5pm", "Until when are you open?", "until 17:00", False),
    ("en", "When are you open?", "9am–5pm", "Opening hours", "Until 18:00", True),
    (
        "en",
        "How long does delivery take?",
        "3 days",
        "How long does shipping take?",
        "72 hours",
        False,
    ),
    (
        "en",
        "How long does delivery take?",
        "3 days",
        "How long does shipping take?",
        "4 days",
        True,
    ),
    (
        "en",
        "Where is the shop?",
        "In Main Street 5.",
        "Where is your store?",
        "At the harbour.",
        True,
    ),
    ("de", "Ist der See gefährlich?", "Ja.", "Ist der See sicher?", "Ja.", True),
    ("de", "Sind Hunde erlaubt?", "Ja", "Sind Hunde verboten?", "Ja", True),
    ("de", "Ist das Frühstück inbegriffen?", "Ja.", "Ist das Frühstück extra?", "Ja.", True),
    ("de", "Ist das Parken kostenlos?", "Ja", "Ist das Parken kostenpflichtig?", "Ja", True),
    ("de", "Ist Camping möglich?", "Ja", "Ist Camping unmöglich?", "Ja", True),
    ("es", "¿Está el lago peligroso?", "Sí.", "¿Es seguro el lago?", "Sí.", True),
    ("es", "¿Se permiten perros?", "Sí", "¿Están prohibidos los perros?", "Sí", True),
    (
        "es",
        "¿Cuánto cuesta el envío a España?",
        "5 €",
        "¿Qué precio tiene el envío a España?",
        "6 euros",
        True,
    ),
    (
        "es",
        "¿Cuánto cuesta el envío a España?",
        "5 €",
        "¿Qué precio tiene el envío a España?",
        "5 euros",
        False,
    ),
    ("es", "¿El aparcamiento es gratis?", "Sí", "¿El aparcamiento es de pago?", "Sí", True),
    ("es", "¿Cuánto tarda el envío?", "3 días", "¿Cuánto tarda la entrega?", "72 horas", False),
    ("es", "¿Cuánto tarda el envío?", "3 días", "¿Cuánto tarda la entrega?", "5 días", True),
    ("es", "¿Puedo traer a mi perro?", "Sí", "¿Se permiten perros?", "No.", True),
    ("es", "¿Enviáis a Chile?", "Sí", "¿Hacéis envíos a Chile?", "No", True),
    (
        "fr",
        "Le lac est-il dangereux ?",
        "Oui.",
        "Le lac est-il sûr pour les enfants ?",
        "Oui.",
        True,
    ),
    (
        "fr",
        "Les chiens sont-ils autorisés ?",
        "Oui",
        "Les chiens sont-ils interdits ?",
        "Oui",
        True,
    ),
    (
        "fr",
        "Combien coûte la livraison en Belgique ?",
        "5 €",
        "Quel est le prix de la livraison en Belgique ?",
        "6 €",
        True,
    ),
    (
        "fr",
        "Quels sont vos horaires d'ouverture ?",
        "9h à 17h",
        "Quand êtes-vous ouverts ?",
        "jusqu'à 17:00",
        False,
    ),
    (
        "fr",
        "Quels sont vos horaires d'ouverture ?",
        "9h à 17h",
        "Horaires d'ouverture",
        "9h à 18h",
        True,
    ),
    (
        "fr",
        "Le petit déjeuner est-il inclus ?",
        "Oui",
        "Le petit déjeuner est-il en supplément ?",
        "Oui",
        True,
    ),
    ("fr", "Livrez-vous en Suisse ?", "Oui", "Est-ce que vous livrez en Suisse ?", "Non", True),
    ("fr", "Le parking est-il gratuit ?", "Oui", "Le parking est-il payant ?", "Oui", True),
    ("en", "Do you ship to Brazil?", "Yes", "Do you ship to Chile?", "No", False),
    ("fr", "Livrez-vous en Suisse ?", "Oui", "Livrez-vous en Belgique ?", "Non", False),
    ("es", "¿Enviáis a Chile?", "Sí", "¿Enviáis a Perú?", "No", False),
]
answers = st.sampled_from(
    [
        "Yes.",
        "No.",
        "Yes, for 5 EUR.",
        "6 euros",
        "Until 17:00.",
        "9am-5pm",
        "In Main Street.",
        "3 days",
    ]
)


def alarms(one: tuple[str, str], other: tuple[str, str], language: str) -> list[Pair]:
    mine = Entry(id="a", question=one[0], answer=one[1], language=language)
    theirs = Entry(id="b", question=other[0], answer=other[1], language=language)
    return [each for each in near_to(mine, [theirs]) if each.same and each.contradicts]


@pytest.mark.parametrize(
    ("language", "one", "said", "other", "also", "expected"),
    CASES,
    ids=[f"{each[0]}: {each[1]} {each[2]} / {each[3]} {each[4]}" for each in CASES],
)
def test_it_is_seen_from_both_sides_or_from_neither(
    language: str, one: str, said: str, other: str, also: str, *, expected: bool
) -> None:
    found = alarms((one, said), (other, also), language)
    turned = alarms((other, also), (one, said), language)

    assert (expected, expected) == (bool(found), bool(turned))


@given(answer=answers, language=st.sampled_from(["en", "de", "es", "fr"]))
def test_the_same_answer_to_the_same_question_is_no_contradiction(
    answer: str, language: str
) -> None:
    assert [] == alarms(("Is the lake safe?", answer), ("Is the lake safe?", answer), language)


@pytest.mark.parametrize("path", BASES, ids=[each.stem for each in BASES])
def test_no_two_entries_of_a_base_that_people_wrote_alarm(path: Path) -> None:
    base = tomllib.loads(path.read_text("utf-8"))
    entries = [
        Entry(
            id=name,
            question=each["asked"][0],
            variants=tuple(each["asked"][1:]),
            answer=each["answer"],
            language=base["language"],
        )
        for name, each in base.get("entries", {}).items()
    ]

    assert [] == [str(pair) for pair in near_pairs(entries) if pair.same and pair.contradicts]
    assert len(list(combinations(entries, 2))) > 10
