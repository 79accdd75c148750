"""What could be plainer in an answer, and the words that can be taken as they are."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge
from knowledge.files import read_entries
from knowledge.upkeep.plainness import TABLES, plainer, remarks

BETTER = [
    ("en", "Simply utilize the form in order to return it.", "Use the form to return it."),
    ("en", "Kindly obtain a label prior to shipping.", "Please get a label before shipping."),
    ("en", "It takes 3 days, of course.", "It takes 3 days."),
    ("en", "Please note that delivery takes 3 days.", "Delivery takes 3 days."),
    ("en", "Just click **Save**.", "Click **Save**."),
    ("en", "PLEASE READ THIS FIRST. It is important.", "Please read this first. It is important."),
    ("en", "You must NOT share it!!", "You must not share it."),
    ("en", "Is that all?!", "Is that all?"),
    ("de", "Das beinhaltet ggf. eine Karte.", "Das enthält wenn nötig eine Karte."),
    ("de", "Wir liefern selbstverständlich lediglich nach Wien.", "Wir liefern nur nach Wien."),
    ("de", "Die Tür NICHT öffnen!!!", "Die Tür nicht öffnen."),
    (
        "en",
        "Open the settings of your account and choose the page called security there, and you will "
        "see a list of all the devices that have logged in to it.",
        "Open the settings of your account and choose the page called security there. You will "
        "see a list of all the devices that have logged in to it.",
    ),
    (
        "de",
        "Öffnen Sie die Einstellungen Ihres Kontos und wählen Sie dort die Seite mit dem Namen "
        "Sicherheit, und Sie sehen eine Liste aller Geräte, die sich im letzten Monat angemeldet haben.",
        "Öffnen Sie die Einstellungen Ihres Kontos und wählen Sie dort die Seite mit dem Namen "
        "Sicherheit. Sie sehen eine Liste aller Geräte, die sich im letzten Monat angemeldet haben.",
    ),
]
SAID = [
    ("en", "You will hear from us soon.", "when"),
    ("en", "We answer as soon as possible.", "when"),
    ("en", "You failed to enter the code.", "blame"),
    ("en", "This is a user error.", "blame"),
    ("de", "Wir melden uns zeitnah.", "when"),
    ("de", "Die Ware kommt in Kürze.", "when"),
    ("de", "Sie haben vergessen, den Code einzugeben.", "blame"),
    ("de", "Klicken Sie einfach auf Speichern.", "simply"),
    ("de", "Selbstverständlich liefern wir nach Wien.", "simply"),
    ("de", "Mittels Karte.", "jargon"),
    ("fr", " ".join(["mot"] * 30) + ".", "long"),
]
PLAIN = [
    (
        "en",
        "The injection wears off after two to four hours. Please don't eat hot food before that, as you may bite your cheek.",
    ),
    (
        "en",
        "A simple filling costs 65 EUR, a crown from 480 EUR. Your insurer pays the basic share.",
    ),
    ("en", "Just bite on the gauze for 20 minutes. If it still bleeds, come back."),
    ("en", "Children are seen from age three. The first visit is only a look."),
    ("en", "Brush twice a day, floss before bed, and see the hygienist every six months."),
    ("en", "Mondays 19:30 in the parish hall, not in school holidays."),
    ("en", "All black, long sleeves, and the red folder."),
    ("en", "Sopranos sit left, basses right. Mezzos may choose."),
    ("en", "Scores are handed out at rehearsal; the SATB edition by Novello is the one we use."),
    ("en", "Pencils only, please, never pens. The library charges for marked scores."),
    ("en", "The concert ends shortly before ten."),
    ("en", "If you're late, slip in at the back between pieces."),
    ("en", "Water your plot early or late, never at noon."),
    ("en", "Hens: four at most, no cocks. Bees only with the committee's leave."),
    (
        "en",
        "Bonfires from 1 October to 31 March, after 18:00, never when the wind is from the west.",
    ),
    ("en", "The key is with the warden, plot 12. He is there most mornings."),
    ("en", "Rent is 45 pounds a year, due on 1 May; half plots pay half."),
    ("en", "The water is off from November to March, as pipes would burst."),
    (
        "en",
        "Add mc.example.org under Multiplayer and press Join Server. Bedrock players use port 19132.",
    ),
    (
        "en",
        "Client-side mods are fine: OptiFine, Sodium, minimaps. X-ray is not, and gets you banned.",
    ),
    ("en", "/sethome saves your place, /home takes you back. You have three."),
    ("en", "TNT is off in towns, on in the wilderness."),
    ("en", "Your inventory is kept when you die, but XP isn't."),
    ("en", "PvP is opt-in: /pvp on. It can't be turned off for ten minutes after a fight."),
    (
        "en",
        "Open Billing, choose Change plan, and confirm. You pay the difference for the rest of the month.",
    ),
    (
        "en",
        "We issue invoices on the 1st. VAT is reversed if you give us a VAT ID under Billing > Company.",
    ),
    (
        "en",
        "A failed payment is tried again after 3, 5 and 7 days. Then the workspace is read-only, and nothing is deleted.",
    ),
    ("en", "Seats are counted per billing cycle; removing one gives you a credit, not a refund."),
    ("en", "Use the API key under Settings > Developers. It is shown once, so keep it safe."),
    ("de", "Die Probe beginnt pünktlich um 19:30 Uhr. Wer zu spät kommt, wartet bis zur Pause."),
    ("en", "The invoice is there as soon as the order has left our house."),
    ("en", "Send the PDF with your IBAN and BIC to the SEPA office in the US."),
    ("en", "Press **Simply Save**, or write `utilize` at https://a.example/soon."),
    ("en", 'Choose "Of course" in the list.'),
    ("de", "Die Rechnung kommt, sobald das Paket unterwegs ist."),
    ("de", "Wählen Sie „Natürlich“ in der Liste."),
    ("es", "Pulse Guardar."),
]
WORDS = sorted(
    word.strip()
    for table in tomllib.loads(TABLES.read_text("utf-8")).values()
    for each in (*table["take"].split("|"), *table["leave"].split("|"))
    for word in each.partition("=")[:1]
)


@pytest.mark.parametrize(("language", "text", "better"), BETTER)
def test_plainer_words_can_be_taken(language: str, text: str, better: str) -> None:
    assert better == plainer(text, language)


@pytest.mark.parametrize(("language", "text", "kind"), SAID)
def test_what_only_the_writer_can_mend_is_said(language: str, text: str, kind: str) -> None:
    assert [kind] == [each.kind for each in remarks(text, language)]
    assert text == plainer(text, language)


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_plain_words_are_left_alone(language: str, text: str) -> None:
    assert () == remarks(text, language)


def test_the_starter_pack_is_plain() -> None:
    entries = read_entries(Path(knowledge.__file__).parent / "starter").entries
    assert [] == [
        (each.id, found) for each in entries for found in remarks(each.answer, each.language)
    ]


TEXTS = st.lists(
    st.sampled_from([*WORDS, "the form", "NOT", "and you go,", "Open it.", "!!", ";", "\n", "- "]),
    max_size=40,
).map(" ".join)


@given(TEXTS, st.sampled_from(["en", "de", "fr"]))
def test_once_taken_there_is_nothing_more_to_take(text: str, language: str) -> None:
    better = plainer(text, language)
    again = plainer(better, language)
    assert again == plainer(again, language)


@given(TEXTS, st.sampled_from(["en", "de"]))
def test_code_stays_as_it_is(text: str, language: str) -> None:
    code = " ".join(text.replace("-", "").split()) or "x"
    assert f"Write:\n\n```\n{code}\n```" == plainer(f"Write:\n\n```\n{code}\n```", language)


@given(st.text(max_size=300), st.sampled_from(["en", "de", "ja", ""]))
def test_any_text_is_read(text: str, language: str) -> None:
    for each in remarks(text, language):
        assert text[each.at : each.at + len(each.found)] == each.found
