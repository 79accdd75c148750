"""Shapes in which the same programs write as well: today's lists, exports of large workspaces, threads that
hang from a message, tables that went through a spreadsheet.
"""

from pathlib import Path
from typing import Any

from knowledge.entry import Audience
from knowledge.files import Exported, read_entries, read_export, told
from tests.knowledge.files.programs.samples import (
    DISCORD,
    HELP_SCOUT,
    SLACK,
    Files,
    zip_of,
)


def read(files: Files) -> Exported:
    found = read_export(zip_of(files))
    assert found is not None
    return found


def answers(found: Exported) -> dict[str, str]:
    return {each.question: each.answer for each in found.loaded.entries}


def notes(found: Exported) -> str:
    return "\n".join(told(found.loaded.notes))


def test_collections_that_are_listed_without_their_type_are_categories() -> None:
    article = {
        "id": "39", "type": "article", "title": "How do I save?", "body": "<p>Press <b>Save</b>.</p>",
        "parent_id": 143, "state": "published", "author_id": 7, "translated_content": None,
    }  # fmt: skip
    collection = {"id": "143", "name": "Accounts", "help_center_id": 81, "parent_id": None}
    people = {"type": "admin.list", "admins": [{"type": "admin", "id": "7", "name": "Ciaran"}]}

    [entry] = read(
        {
            "articles.json": {"type": "list", "data": [article]},
            "collections.json": {"type": "list", "data": [collection]},
            "admins.json": people,
        }
    ).loaded.entries

    assert (entry.category, entry.checked_by) == ("Accounts", "Ciaran")


def test_an_internal_article_is_for_staff_and_no_other_one() -> None:
    internal = {
        "id": "39", "title": "Refunds over 500", "body": "<p>Ask Kim.</p>", "owner_id": 1,
        "author_id": 1, "locale": "en",
    }  # fmt: skip
    for_all = {"id": "39", "type": "article", "title": "How do I save?", "body": "<p>So.</p>"}

    found = read({"i.json": {"data": [internal]}, "a.json": {"data": [for_all]}})

    assert {each.id: each.audience for each in found.loaded.entries} == {
        "intercom-39": Audience.PUBLIC,
        "intercom-internal-39": Audience.STAFF,
    }


def test_an_article_whose_text_lies_beside_the_list_is_not_said_to_lack_it() -> None:
    listed = {key: HELP_SCOUT["5215a.json"]["article"][key] for key in ("id", "collectionId")}
    listed |= {"name": "How do I log in?", "publicUrl": "https://docs.example/1-log-in"}
    other = {**listed, "id": "9", "name": "Alone?"}

    found = read({**HELP_SCOUT, "list.json": {"articles": {"items": [listed, other]}}})

    assert '"Alone?" is listed without its text' in notes(found)
    assert '"How do I log in?" is listed' not in notes(found)


def test_a_workspace_of_a_grid_and_a_reply_shown_to_the_room_are_read() -> None:
    grid: Files = {k: value for k, value in SLACK.items() if k != "users.json"}
    grid["org_users.json"] = SLACK["users.json"]
    said: list[dict[str, Any]] = [
        {"user": who, "text": text, "ts": ts, "thread_ts": "1714551000.1"}
        for who, text, ts in (
            ("U1", "How do I rotate my key?", "1714551000.1"),
            ("U2", "Under Keys, press Rotate.", "1714551001.1"),
        )
    ]
    said[1] |= {"subtype": "thread_broadcast", "reactions": [{"name": "white_check_mark", "count": 1}]}  # fmt: skip
    grid["help/2024-05-01.json"] = said

    assert answers(read(grid)) == {"How do I rotate my key?": "Under Keys, press Rotate."}


def thread(*messages: dict[str, Any]) -> dict[str, Any]:
    room = {"id": "21", "type": "GuildPublicThread", "category": "help", "name": "phone login"}
    return {"guild": {"id": "100"}, "channel": room, "messages": list(messages)}


def said(number: str, who: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "type": "Default", "content": text, "author": {"id": who}, **more}


def test_a_thread_begins_with_the_words_that_it_hangs_from() -> None:
    begins = said("22", "7", "", type="21", reference={"messageId": "21"})
    reply = said("23", "8", "<@7> Install the app again, <@!9> knows why <:ok:123>.")
    alone = {"t.json": thread(begins, reply, said("24", "7", "thanks, that worked"))}
    room = {**DISCORD["help.json"], "messages": [said("21", "7", "I can't log in on my phone")]}

    [entry] = read(alone).loaded.entries
    [whole] = read({**alone, "help.json": room}).loaded.entries

    assert (entry.question, entry.answer) == (
        "phone login",
        "Install the app again, [name] knows why :ok:.",
    )
    assert whole.variants == ("I can't log in on my phone",)


def test_what_was_asked_in_a_log_is_all_that_came_before_the_reply() -> None:
    def wrote(text: str, *, mod: bool = False, kind: str = "thread_message") -> dict[str, Any]:
        return {"author": {"id": "1", "mod": mod}, "content": text, "type": kind}

    messages = [
        wrote("opened by kim", mod=True, kind="system"),
        wrote("Hello!"),
        wrote("NOTE again him", mod=True, kind="note"),
        wrote("my rank never came"),
        wrote("Which one?", mod=True, kind="anonymous"),
        wrote("gold"),
    ]
    found = read({"logs.json": [{"key": "a", "recipient": {"id": "5"}, "messages": messages}]})

    assert found.past == ("Hello!\nmy rank never came",)


def test_a_ticket_without_a_topic_was_opened_with_what_its_form_holds() -> None:
    form = {"questionAnswers": [{"questionId": "q", "value": "my order is late"}, {"value": None}]}
    found = read(
        {
            "settings.json": {"categories": [], "tags": []},
            "tickets.jsonl": [{"topic": None, **form}, {"topic": None, "questionAnswers": []}],
        }
    )

    assert found.past == ("my order is late",)
    assert "Tickets in which nobody asked anything: 1." in notes(found)


def test_a_table_that_a_spreadsheet_put_quotes_in_and_metadata_as_a_list_are_read() -> None:
    table = (
        "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\tSourceDisplayName\n"
        'How?\t"Press ""Go""."\tEditorial\t[{"name": "topic", "value": "api"}]\t[]\tFalse\t[]\t1\tx\n'
        'What is "Go"?\t"Go" is a button, "Stop" too\tEditorial\t[]\t[]\tFalse\t[]\t2\tx\n'
    )
    found = read({"kb.tsv": table})

    assert answers(found) == {
        "How?": 'Press "Go".',
        'What is "Go"?': '"Go" is a button, "Stop" too',
    }
    assert [each.category for each in found.loaded.entries] == ["api", ""]


def test_of_several_replies_the_one_without_a_condition_is_taken() -> None:
    found = read(
        {
            "nlu.yml": "nlu:\n- intent: hours\n  examples: |\n    - when are you open\n",
            "domain.yml": "responses:\n  utter_hours:\n  - condition:\n    - type: slot\n      name: vip\n"
            "    text: Always.\n  - text: From {opens} on.\n",
        }
    )

    assert answers(found) == {"when are you open": "From {opens} on."}
    assert "{opens} was filled in by code there" in notes(found)


def test_a_page_of_docusaurus_is_read_without_what_it_takes_from_others(tmp_path: Path) -> None:
    (tmp_path / "_shared.mdx").write_text("Shared words.\n", "utf-8")
    (tmp_path / "intro.mdx").write_text(
        "---\ntitle: How do I begin?\n---\nimport Tabs from '@theme/Tabs';\nimport {a, b} from \"../c\"\n"
        "import './x.css';\n\nInstall it.\n\n```js\nimport a from 'b';\n```\n",
        "utf-8",
    )

    loaded = read_entries(tmp_path)

    assert [str(each) for each in loaded.problems] == []
    assert [each.answer for each in loaded.entries] == [
        "Install it.\n\n```js\nimport a from 'b';\n```"
    ]
    assert any(each.startswith("_shared.mdx: ") for each in told(loaded.notes))
