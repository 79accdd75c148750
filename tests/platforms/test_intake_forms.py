"""A form of the team's as each platform shows it, and what is filled in as it comes back."""

from datetime import UTC, datetime

from bot.commands import forms
from bot.commands.opening import begun
from bot.commands.row import Form
from bot.desk.nouns.intake_form import FieldKind, FormChange, FormField
from bot.desk.nouns.person import Person
from bot.desk.words.wording import Wording
from bot.locales import read_locales
from bot.platforms.discord.hearing import forms as discord
from bot.platforms.slack.hearing import forms as slack
from bot.store import in_memory

WORDS = Wording(read_locales())
FIELDS = (
    FormField(label="Order number", required=True),
    FormField(label="Plan", kind=FieldKind.CHOICE, choices=("Basic", "Pro")),
    FormField(label="Screenshot", kind=FieldKind.FILE),
)


def a_form() -> Form:
    records = in_memory()
    sam, now = Person(id="console:staff:sam", name="sam"), datetime(2026, 11, 16, tzinfo=UTC)
    records.add_form_change(FormChange(category="all", fields=FIELDS, by=sam, at=now))
    pressed = begun("fillin 12 1")
    assert pressed is not None
    form = forms.asked(records, pressed)
    assert form is not None
    return form


def test_discord_shows_a_label_with_each_field() -> None:
    shown = discord.modal(a_form(), WORDS, "en").to_dict()

    inner = [each["component"] for each in shown["components"]]
    assert ["Order number", "Plan", "Screenshot"] == [e["label"] for e in shown["components"]]
    assert [(4, True), (3, False), (19, False)] == [(e["type"], e["required"]) for e in inner]
    assert ["Basic", "Pro"] == [each["value"] for each in inner[1]["options"]]
    assert ("Fill in details", "form:fillin 12 1 sent") == (shown["title"], shown["custom_id"])


def test_discord_brings_files_by_their_names_and_with_their_end() -> None:
    url = "https://cdn.discordapp.com/attachments/1/9/shot.png?ex=6a000000&is=1&hm=2&"
    file = {"id": "9", "filename": "shot.png", "url": url, "size": 7, "content_type": "image/png"}
    sent = {
        "components": [
            {"type": 18, "component": {"type": 4, "custom_id": "field1", "value": "4711"}},
            {"type": 18, "component": {"type": 19, "custom_id": "field3", "values": ["9"]}},
        ],
        "resolved": {"attachments": {"9": file}},
    }
    [found] = discord.files(sent)

    assert {"field1": "4711", "field3": "shot.png"} == discord.fields(sent)
    assert ("shot.png", url, 7) == (found.name, found.link, found.size)
    assert found.until is not None


def test_slack_asks_in_its_own_fields_and_for_files_in_a_message() -> None:
    form = a_form()
    view = slack.modal(form, slack.Called(line=form.line), words=WORDS, language="en")

    kinds = [each.get("element", each)["type"] for each in view["blocks"]]
    assert ["plain_text_input", "static_select", "section"] == kinds
    assert [None, True] == [each.get("optional") for each in view["blocks"][:2]]
    assert "Screenshot: send it as a message here" in view["blocks"][2]["text"]["text"]
    assert "Order number" == view["blocks"][0]["label"]["text"]
