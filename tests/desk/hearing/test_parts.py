"""Each question of a message has an outcome that its writer sees: an answer, choices, or that it goes to the team."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entry import Entry
from knowledge.text.normalise import surface
from tests.desk.harness import ANA, Desk

ENTRIES = (
    Entry(id="lesson", question="How much is a piano lesson?", answer="40 euros."),
    Entry(id="where", question="Where are you?", answer="At 12 Harbour Street."),
    Entry(id="home", question="Do I need a piano at home?", answer="A keyboard is enough."),
    Entry(id="age", question="At what age can children start?", answer="From five years on."),
)
ASKED = {
    "en": ("what does a lesson cost", "where are you", "do I need a piano at home", "do you tune harps", "from which age can children start", "can I park there", "how much is a harp", "do you also teach singing"),
    "de": ("was kostet eine Stunde", "wo seid ihr", "brauche ich zu Hause ein Klavier", "stimmt ihr Harfen", "ab welchem Alter kann man anfangen", "kann ich dort parken"),
    "fr": ("combien coûte un cours", "où êtes-vous", "faut-il un piano à la maison", "accordez-vous les harpes", "à quel âge peut-on commencer"),
    "es": ("cuánto cuesta una clase", "dónde estáis", "hacéis clases de arpa", "desde qué edad se puede empezar", "puedo aparcar allí"),
    "it": ("quanto costa una lezione", "dove siete", "accordate anche arpe", "avete un parcheggio", "da quale età si può cominciare"),
    "pt": ("quanto custa uma aula", "onde vocês ficam", "vocês afinam harpas", "tem estacionamento", "com quantos anos se pode começar"),
}  # fmt: skip
JOINED = {
    "en": (" and ", ", ", ", and ", " and also ", "? ", "\n", "? And "),
    "de": (" und ", ", ", ", außerdem ", "? ", "\n"),
    "fr": (" et ", ", ", ", et aussi ", " ? ", "\n"),
    "es": (" y ", ", ", " y también ", "? ", "\n"),
    "it": (" e ", ", ", ", e anche ", "? ", "\n"),
    "pt": (" e ", ", ", " e também ", "? ", "\n"),
}
LISTS = ("- {each}", "{n}) {each}", "{n}. {each}?", "* {each}")


@st.composite
def joined(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Two to five questions in one message, and what they are."""
    language = draw(st.sampled_from(sorted(ASKED)))
    asked = draw(st.lists(st.sampled_from(ASKED[language]), min_size=2, max_size=5, unique=True))
    if draw(st.booleans()):
        form, joint = draw(st.sampled_from(LISTS)), draw(st.sampled_from(("\n", " ")))
        joint = "\n" if form[0] in "-*" else joint
        return joint.join(form.format(n=n, each=each) for n, each in enumerate(asked, 1)), asked
    text = asked[0]
    for each in asked[1:]:
        text += draw(st.sampled_from(JOINED[language])) + each
    return text + draw(st.sampled_from(("?", "", " ?"))), asked


def unseen(message: str, asked: list[str]) -> list[str]:
    """The questions that nothing names which their writer reads, but for the one that a single outcome is of;
    none where all of it goes to the team."""
    desk = Desk(entries=ENTRIES)
    told = [each for each in desk.say(ANA, message) if each.startswith("ana:")]
    if len(told) == 1 and desk.to_staff():
        return []
    said = " ".join(" ".join(surface(text)) for text in told)
    missing = [each for each in asked if " ".join(surface(each)) not in said]
    return missing[1:] if len(told) == 1 else missing


def test_what_leans_on_a_question_is_named() -> None:
    told = Desk(entries=ENTRIES).say(ANA, "do you also teach singing, and how much is it?")

    assert "how much is it?" in " ".join(told)


@settings(max_examples=60)
@given(joined())
def test_no_question_of_several_is_lost(message: tuple[str, list[str]]) -> None:
    text, asked = message

    assert [] == unseen(text, asked)
