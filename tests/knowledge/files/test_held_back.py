"""What is not finished, or gives something away, is a draft on import, with file, line and why."""

from pathlib import Path

import pytest

from knowledge.entry import Entry, Status
from knowledge.files import check_entry, told, unready
from knowledge.text.given_away import given_away
from tests.knowledge.files.reading import read, said

UNFINISHED = {
    "Liquid": ("We have {{ site.dogs }} dogs.", "{{ site.dogs }}"),
    "an include": ("{% include delivery.html %}", "{% include delivery.html %}"),
    "a short code": ('{{< param "price" >}}', '{{< param "price" >}}'),
    "ERB": ("Ring <%= phone %>.", "<%= phone %>"),
    "a variable": ("Ring ${support_phone}.", "${support_phone}"),
    "TBD": ("The price is TBD.", "TBD"),
    "TODO": ("So.\n\nTODO: ask Ana", "TODO"),
    "TODO alone": ("Ring us at TODO", "TODO"),
    "FIXME": ("So. FIXME", "FIXME"),
    "Latin": ("Prices: lorem ipsum dolor sit amet.", "lorem ipsum"),
    "a template": ("Ring [insert phone number] now.", "[insert phone number]"),
    "a template's name": ("At [Your Company Name] we ship.", "[Your Company Name]"),
    "a link to nowhere": ("See [here](#).", '"#"'),
    "an empty link": ("See [here]().", '""'),
    "a spreadsheet's errors": ("It is #N/A or #REF! a day.", "#N/A, #REF!"),
    "only that": ("TBD", "TBD"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "found"), UNFINISHED.values(), ids=UNFINISHED)
def test_an_unfinished_answer_is_a_draft_and_checked(
    tmp_path: Path, answer: str, found: str
) -> None:
    loaded = read(tmp_path, "a.md", f"## Why?\n\nThus.\n\n## How?\n\n{answer}\n")

    assert said(loaded) == []
    assert [one.status for one in loaded.entries] == [Status.APPROVED, Status.DRAFT]
    (note, *_) = [line for line in told(loaded.notes) if "It is a draft" in line]
    assert note.startswith("a.md, line ")
    assert found in note
    approved = Entry(id="a", question="How?", answer=answer)
    assert any(found in flaw for flaw in check_entry(approved))


FINISHED = {
    "code": "Write `{{ name }}`:\n\n```\n{% if x %} TODO\n```",
    "Spanish": "Lo puedes cambiar TODO desde tu cuenta, para que no te falte.",
    "a word": "To do this, ring us; the todo list is empty.",
    "a key": "Press [Enter] or [Add] now, [as here](https://a.example).",
    "a number": "Ring #4711 or choose #N.",
}


@pytest.mark.parametrize("answer", FINISHED.values(), ids=FINISHED)
def test_a_finished_answer_is_shown(tmp_path: Path, answer: str) -> None:
    loaded = read(tmp_path, "a.md", f"## How?\n\n{answer}\n")

    assert [one.status for one in loaded.entries] == [Status.APPROVED]
    assert unready(loaded.entries) == []


def test_what_its_file_calls_approved_is_shown_and_said(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.md", "---\nquestion: How?\nstatus: approved\n---\nTBD\n")

    assert [one.status for one in loaded.entries] == [Status.APPROVED]
    assert unready(loaded.entries) == [
        'a: The answer is only "TBD". Write what people should read.'
    ]


def test_every_error_of_a_spreadsheet_is_named_with_its_row(tmp_path: Path) -> None:
    table = "question,answer,category\nHow?,#REF!,#N/A\n#NAME?,So.,x\nWhy?,#VALUE! or #DIV/0!,x\nWhat does #REF! mean?,A lost cell.,x\n"

    loaded = read(tmp_path, "k.csv", table)

    assert [line.partition(". ")[0] for line in said(loaded)] == [
        'k.csv, row 2: A spreadsheet could not compute "#REF!", the answer',
        'k.csv, row 2: A spreadsheet could not compute "#N/A", the category',
        'k.csv, row 3: A spreadsheet could not compute "#NAME?", the question',
    ]
    assert [one.status for one in loaded.entries] == [Status.DRAFT, Status.DRAFT]
    assert [line.partition(", which")[0] for line in told(loaded.notes)] == [
        "k.csv, row 4: It is a draft: it holds #VALUE!, #DIV/0!",
        "k.csv, row 5: It is a draft: it holds #REF!",
    ]


GIVEN_AWAY = {
    "German": ("Passwort fürs WLAN: geheim", "geheim"),
    "English": ("The WiFi password is sunshine.", "sunshine"),
    "a login": ("User: guest\nPassword: welcome\nThen log in.", "welcome"),
    "staff": ("Password for the staff portal: letmein", "letmein"),
    "in bold": ("**Password:** sunflower", "sunflower"),
    "within a sentence": ("Log in as guest, password: letmein to get in.", "letmein"),
    "with a remark": ("Password: sunflower (small letters).", "sunflower"),
    "a door": ("The door code is 4711#.", "4711#"),
    "a door in German": ("Türcode: 4711", "4711"),
    "a door in Spanish": ("La clave de la puerta es 1234", "1234"),
    "a door in French": ("Code de la porte : 1234", "1234"),
    "French": ("mot de passe wifi : bienvenue", "bienvenue"),
    "the network's own": ("WLAN: Brezel2024", "Brezel2024"),
    "a dash": ("WLAN – **Brezel2024**", "Brezel2024"),
    "a table": ("| wifi | Brezel2024 |", "Brezel2024"),
    "a table in plain letters": (
        "| Place | WLAN-Passwort |\n|---|---|\n| Hall | geheim |",
        "geheim",
    ),
    "a door in a table": ("| Door code | 4711 |", "4711"),
    "a meeting": ("password for zoom meeting: 998877", "998877"),
}


@pytest.mark.parametrize(("answer", "value"), GIVEN_AWAY.values(), ids=GIVEN_AWAY)
def test_what_gives_a_password_away_is_a_draft_and_checked(
    tmp_path: Path, answer: str, value: str
) -> None:
    loaded = read(tmp_path, "a.csv", f'question,answer\nHow?,"{answer}"\n')

    assert said(loaded) == []
    assert [one.status for one in loaded.entries] == [Status.DRAFT]
    assert [f'a.csv, row 2: It is a draft: it tells what looks like a password or a code ("{value}").'] == [
        line.partition(" Mend")[0] for line in told(loaded.notes)
    ]  # fmt: skip
    assert any(value in flaw for flaw in check_entry(Entry(id="a", question="How?", answer=answer)))


@pytest.mark.parametrize(
    "answer",
    [
        "Password: at least 8 characters",
        "To change your password: open Settings.",
        "Reset your password: Settings > Security",
        "Passwort: mindestens 8 Zeichen",
        "Your password is encrypted.",
        "Forgot your password? Click here.",
        "If you forgot your password: click on Reset and wait.",
        "Password: letters and digits, eight at least.",
        "The Wi-Fi password is on the back of the router.",
        "Password rules: https://a.example/rules",
        "Your PIN has 4 digits.",
        "The door code is sent by mail.",
        "Choose a password, then: Save.",
        "In the file write the password: {password}",
        "Set password: DB_PASSWORD",
        "So:\n\n```yaml\nuser: root\npassword: example\n```",
        "Set `x` to ${REMOTE_URI}.",
        "WLAN: 802.11ac",
        "| Field | Type |\n|---|---|\n| password | string |",
        "| Wi-Fi | 50Mbit |\n|---|---|\n| Password | required |",
        "Password – see Settings.",
    ],
)
def test_an_answer_about_passwords_is_shown(tmp_path: Path, answer: str) -> None:
    loaded = read(tmp_path, "a.md", f"## How?\n\n{answer}\n")

    assert said(loaded) == []
    assert [one.status for one in loaded.entries] == [Status.APPROVED]


@pytest.mark.parametrize("sign", ["password:", "WLAN code:", "password for ", "door code "])
def test_long_texts_are_looked_through_in_time(sign: str) -> None:
    for text in (sign * 4000, f"{sign} {'a ' * 20_000}", f"{sign}{'x' * 40_000}"):
        assert len(given_away(text)) <= 60


BOXES = {
    "GitBook": ('{% hint style="info" %}\nBring a helmet.\n{% endhint %}', "Bring a helmet."),
    "GitBook's tabs": (
        '{% tabs %}\n{% tab title="Lake" %}\nBoats.\n{% endtab %}\n{% endtabs %}',
        "**Lake**\nBoats.",
    ),
    "GitBook's embed": ('{% embed url="https://a.example/v" %}', "https://a.example/v"),
    "Hugo": ("{{< note >}}\nBring a helmet.\n{{< /note >}}", "Bring a helmet."),
    "Hugo's Markdown": (
        '{{% alert title="Mind" color="x" %}}\nBring a helmet.\n{{% /alert %}}',
        "**Mind**\nBring a helmet.",
    ),
    "Docusaurus": (":::tip\nBring a helmet.\n:::", "**Tip**\n\nBring a helmet."),
    "Docusaurus with a title": (
        ":::caution[Mind your head]\n\nBring a helmet.\n\n:::",
        "**Mind your head**\n\n\nBring a helmet.",
    ),
}


@pytest.mark.parametrize(("answer", "words"), BOXES.values(), ids=BOXES)
def test_boxes_of_site_generators_are_read_as_their_text_and_said(
    tmp_path: Path, answer: str, words: str
) -> None:
    loaded = read(tmp_path, "a.md", f"## How?\n\nSo.\n\n{answer}\n")

    assert said(loaded) == []
    (entry,) = loaded.entries
    assert Status.APPROVED is entry.status
    assert f"So.\n\n{words}".split() == entry.answer.split()
    assert all("was read as" in line or "was left out" in line for line in told(loaded.notes))
    assert loaded.notes
    assert unready(loaded.entries) == []
