"""What a program keeps back stays kept back here: what is hidden on a page, or not known to be published."""

import pytest

from knowledge.entry import Status
from knowledge.files import Exported, read_export, told
from tests.knowledge.files.programs.samples import (
    DISCORD_TICKETS,
    FRESHDESK,
    HELP_SCOUT,
    INTERCOM,
    RASA,
    ZENDESK,
    Files,
    zip_of,
)


def read(files: Files) -> Exported:
    found = read_export(zip_of(files))
    assert found is not None
    return found


def notes(found: Exported) -> str:
    return "\n".join(told(found.loaded.notes))


HIDDEN = {
    "style": '<p>Yes.</p><div style="color: red; Display : NONE">ASK KIM</div><p>Ring us.</p>',
    "attribute": "<p>Yes.</p><p hidden>ASK KIM</p><p>Ring us.</p>",
    "nested": "<p>Yes.</p><div hidden><div>ASK</div> KIM</div><p>Ring us.</p>",
    "invisible": '<p>Yes.</p><span style="visibility:hidden">ASK KIM</span><p>Ring us.</p>',
    "never closed": "<p>Yes.</p><p>Ring us.</p><div hidden><p>ASK KIM</p>",
    "picture": '<p>Yes.</p><img hidden alt="ASK KIM" src="x.png"><br hidden><p>Ring us.</p>',
}


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_what_a_page_hides_reaches_nobody_and_is_said(body: str) -> None:
    article = {"id": 1, "title": "Refund?", "body": body, "user_segment_id": None}
    found = read({"articles.json": {"articles": [article]}})

    [entry] = found.loaded.entries
    assert "Yes." in entry.answer
    assert "Ring us." in entry.answer
    assert "KIM" not in entry.answer
    assert "was left out" in notes(found)


STATES = {
    "freshdesk": (FRESHDESK, "folder_id", "status", (1, "1", None, 7, "archived")),
    "intercom": (INTERCOM, "audience_ids", "state", ("draft", None, "archived", 2)),
    "helpscout": (HELP_SCOUT, "keywords", "status", ("notpublished", None, "", 1)),
    "zendesk": (ZENDESK, "section_id", "draft", (True, "true", 1)),
}


@pytest.mark.parametrize(
    ("sample", "of", "field", "value"),
    [
        pytest.param(sample, of, field, value, id=f"{name} {value!r}")
        for name, (sample, of, field, values) in STATES.items()
        for value in values
    ],
)
def test_what_is_not_known_to_be_published_is_a_draft(
    sample: Files, of: str, field: str, value: object
) -> None:
    found = read({name: _set(each, of, field, value) for name, each in sample.items()})

    assert found.loaded.entries
    whole = [each for each in found.loaded.entries if "-de" not in each.id]
    assert {Status.DRAFT} == {each.status for each in whole}


def _set(value: object, of: str, field: str, to: object) -> object:
    """A value in which every object that has `of` says so of `field`."""
    if isinstance(value, list):
        return [_set(each, of, field, to) for each in value]
    if isinstance(value, dict):
        inside = {key: _set(each, of, field, to) for key, each in value.items()}
        return inside | ({field: to} if of in value else {})
    return value


def test_signs_that_only_discord_shows_are_told_of_a_tag() -> None:
    tag = {"id": 1, "name": "rank", "content": "Ask <@77> in <#88> <:pog:99>"}
    settings = DISCORD_TICKETS["settings.json"] | {"tags": [tag]}
    found = read({**DISCORD_TICKETS, "settings.json": settings})

    [entry] = found.loaded.entries
    assert "77" not in entry.answer
    assert ":pog:" in entry.answer
    assert "signs that only Discord shows" in notes(found)


def test_buttons_and_pictures_of_a_reply_are_not_dropped_in_silence() -> None:
    more = "responses:\n  utter_faq/prices:\n  - text: Choose\n    buttons:\n    - title: A\n      payload: /a\n"
    found = read({**RASA, "domain.yml": more})

    assert 'Of the reply "utter_faq/prices" was left out: buttons.' in notes(found)
