"""Who was hurt is heard by what befell whom, in whichever verb; who asks, supposes or denies it is not."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.text.grievances import Grievance, grievance_in
from knowledge.text.harm import harm_in
from knowledge.text.intent import Intent, asked

FAMILIES = tomllib.loads(Path("knowledge/text/injuries.toml").read_text(encoding="utf-8"))
SAID = {
    kind: lines.strip().splitlines()
    for kind, lines in tomllib.loads(
        Path("tests/knowledge/injuries.toml").read_text(encoding="utf-8")
    ).items()
}
TOLD: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "befell": ("i {} because of your ladder", "the rope tore and my little son {}"),
        "wounded": ("i {} my hand with your ladder", "your ladder broke and {} her left knee"),
        "hurtby": ("my son was {} by your ladder", "we got {} at your gym"),
        "strikes": ("your ladder {} my daughter", "the lid {} my left hand"),
        "fails": ("your ladder {} and i fell on my back",),
        "body": ("i cut my {} with your knife", "the lid crushed his {}"),
    },
    "de": {
        "befell": ("ich bin wegen eurer leiter {}", "meine tochter ist auf eurer treppe {}"),
        "verletzt": ("ich habe mir an eurer leiter die hand {}",),
        "strikes": ("euer hund hat meinen sohn {}",),
        "fails": ("die leiter ist {} und ich bin gestürzt",),
        "body": ("ich habe mir mit eurem messer den {} verletzt",),
    },
    "es": {
        "i_befell": ("me {} por culpa de su escalera",),
        "befell": ("mi hijo {} por culpa de su escalera",),
        "wounded": ("{} la mano por culpa de su escalera",),
        "strikes": ("su perro {} a mi hija",),
        "body": ("me corté el {} por culpa de su cuchillo",),
        "did": ("ustedes {} a mi perro", "ayer {} a mi gata en su tienda"),
    },
    "fr": {
        "befell": ("mon fils est {} à cause de votre échelle",),
        "wounded": ("je me suis {} la main à cause de votre échelle",),
        "strikes": ("votre chien a {} mon fils",),
        "fails": ("votre échelle a {} et je suis tombé",),
        "body": ("je me suis coupé le {} à cause de votre couteau",),
    },
    "it": {
        "befell": ("mio figlio è {} per colpa della vostra scala",),
        "wounded": ("mi sono {} la mano per colpa della vostra scala",),
        "strikes": ("il vostro cane ha {} mia figlia",),
        "fails": ("la scala si è {} e sono caduto",),
        "body": ("mi sono tagliato il {} per colpa del vostro coltello",),
        "did": ("avete {} il mio cane", "ieri hanno {} mia figlia"),
    },
    "pt": {
        "i_befell": ("eu {} por causa da escada de vocês",),
        "befell": ("meu filho {} por causa da escada de vocês",),
        "wounded": ("{} a mão por causa da escada de vocês",),
        "strikes": ("o cachorro de vocês {} minha filha",),
        "body": ("cortei o {} por causa da faca de vocês",),
        "did": ("vocês {} o meu cão", "ontem {} a minha gata"),
    },
}
SUPPOSED = {
    "en": "what happens if {}?",
    "de": "was ist, wenn {}?",
    "es": "qué pasa si {}?",
    "fr": "que se passe t il si {}?",
    "it": "cosa succede se {}?",
    "pt": "o que acontece se {}?",
}


def verbs(language: str, family: str) -> Iterator[str]:
    """The words of a family that are no templates themselves."""
    for each in FAMILIES[language][family].split("|"):
        if not set(each) & set("/[{~$+"):
            yield each.strip()


def sentences(language: str) -> Iterator[str]:
    for family, frames in TOLD[language].items():
        for verb in verbs(language, family):
            yield from (frame.format(verb) for frame in frames)


@pytest.mark.parametrize("language", TOLD)
def test_each_verb_of_a_family_is_heard_in_every_sentence_made_with_it(language: str) -> None:
    said = list(sentences(language))

    missed = [each for each in said if grievance_in(each) is not Grievance.HURT]

    assert len(said) >= 100
    assert [] == missed


@pytest.mark.parametrize("language", TOLD)
def test_the_same_supposed_is_a_question(language: str) -> None:
    supposed = [SUPPOSED[language].format(each) for each in sentences(language)]

    taken = [each for each in supposed if grievance_in(each) is Grievance.HURT]

    assert [] == taken


@pytest.mark.parametrize(
    "words",
    [
        "nobody was hurt by your ladder",
        "i was not injured by your ladder",
        "can i fall off your ladder?",
        "i broke my arm, can i move my lesson",
        "the price hit me",
        "is the pan safe, can it burn my hand?",
    ],
)
def test_what_did_not_happen_is_no_harm(words: str) -> None:
    assert grievance_in(words) is None


ANIMALS_AND_ALL: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        "dog cat puppy rabbit child mother son daughter",
        (
            "my {} is bleeding",
            "how do I pay? my {} fell in your salon last week",
            "When are you open? My {}'s ear has been bleeding since the appointment",
            "my {} got heatstroke in your dryer cage",
            "you nicked my {}'s ear",
            "I think my {} has an allergic reaction, the face is swelling",
            "my {} is limping since your class",
        ),
        (
            "my {} is not bleeding",
            "what if my {} is bleeding?",
            "my {} had an allergic reaction last year, which shampoo do you use?",
            "my {} fell in love with your shop",
        ),
    ),
    "de": (
        "Hund Kind Kater Sohn Kaninchen",
        ("Mein {} blutet", "Mein {} blutet am Ohr", "Mein {} hinkt seit dem Termin"),
        ("Mein {} blutet nicht", "Mein {} hat Angst, was tun?"),
    ),
    "es": (
        "perro gato hijo madre perrita mascota",
        ("mi {} está sangrando", "mi {} vomita desde la cita", "mi {} tiene un golpe de calor"),
        ("mi {} no está sangrando", "¿qué pasa si mi {} sangra?"),
    ),
    "fr": (
        "chien chat fils fille chienne lapin",
        ("Mon {} saigne", "mon {} saigne de l'oreille", "mon {} a fait un coup de chaleur"),
        ("mon {} ne saigne pas", "que faire si mon {} saigne ?"),
    ),
    "it": (
        "cane gatto figlio cucciolo madre",
        ("il mio {} sanguina", "il mio {} sta sanguinando", "mio {} zoppica dalla visita"),
        ("il mio {} non sanguina", "e se il mio {} sanguina?"),
    ),
    "pt": (
        "cachorro cão gato filho mãe cadela",
        ("meu {} está sangrando", "o meu {} está a sangrar", "meu {} sangra muito"),
        ("meu {} não está sangrando", "e se meu {} sangra?"),
    ),
}


@pytest.mark.parametrize("language", ANIMALS_AND_ALL)
def test_an_animal_is_hurt_as_a_child_is(language: str) -> None:
    hurt, told, other = ANIMALS_AND_ALL[language]
    said = [(each.format(who), who) for each in told for who in hurt.split()]
    unhurt = [each.format(who) for each in other for who in hurt.split()]

    assert [] == [each for each, _ in said if grievance_in(each) is not Grievance.HURT]
    assert [] == [each for each in unhurt if grievance_in(each) is Grievance.HURT]


@pytest.mark.parametrize(
    "words",
    [
        "i hurt my back",
        "hello, I hurt my back",
        "I fell in your shop",
        "i hurt my back at yours last week",
        "Ich habe mich bei Ihnen verletzt",
        "ich habe mir den Rücken verletzt",
        "me lastimé la espalda",
        "je me suis fait mal au dos",
        "je suis tombé dans votre salon",
        "mi sono fatto male alla schiena",
        "machuquei as costas",
    ],
)
def test_an_injury_is_heard_where_nothing_else_is_said(words: str) -> None:
    assert grievance_in(words) is Grievance.HURT


@pytest.mark.parametrize(
    "words",
    [
        "I hurt my back, can you move me to Friday?",
        "i hurt my back and want to cancel",
        "I hurt my back. Please cancel my booking",
        "you hurt my feelings",
        "you caught my eye",
        "you cut his face so cute",
        "you cut my dog's ear hair too short",
        "you broke my nail clipper",
        "I broke my nail",
        "I fell in love in your shop",
    ],
)
def test_an_injury_beside_a_wish_and_what_only_sounds_like_one_are_none(words: str) -> None:
    assert grievance_in(words) is not Grievance.HURT


@pytest.mark.parametrize(
    "words",
    [
        "je ne peux plus bouger mon rendez-vous",
        "je ne peux pas voir ma facture",
        "je ne peux plus poser de question sur le forum",
        "i can't move my appointment any more",
        "ich kann meinen Termin nicht mehr bewegen",
        "no puedo mover mi cita",
        "non riesco più a muovere il mio appuntamento",
        "não consigo mover a minha marcação",
    ],
)
def test_who_can_not_move_an_appointment_is_not_hurt(words: str) -> None:
    assert grievance_in(words) is None
    assert harm_in(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "je suis tombée chez vous et je ne peux plus bouger",
        "je ne peux plus bouger le bras depuis la séance",
        "je ne peux plus poser le pied par terre depuis votre cours",
    ],
)
def test_who_can_not_move_a_limb_is(words: str) -> None:
    assert grievance_in(words) is Grievance.HURT


def test_an_injury_of_one_language_has_no_cause_of_another() -> None:
    assert grievance_in("i have back pain. Dopo il pranzo") is None


def test_new_words_are_heard() -> None:
    grave = {Intent.HARM, Intent.DANGER}

    missed = [
        said for said in SAID["hurt"] if not (each := asked(said)) or each.intent not in grave
    ]

    assert len(missed) <= 0.05 * len(SAID["hurt"]), missed


def test_ordinary_words_beside_them_are_left_alone() -> None:
    grave = {Intent.HARM, Intent.DANGER, Intent.DESPAIR}

    taken = [said for said in SAID["unhurt"] if (each := asked(said)) and each.intent in grave]

    assert [] == taken


def test_a_cast_is_no_place_of_ours() -> None:
    reason, ours = asked("my leg is in a cast"), asked("your chair broke and my leg is in a cast")

    assert reason is None
    assert ours
    assert ours.intent is Intent.HARM
