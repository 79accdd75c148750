"""Exports as other programs write them, made up here: the files of each by name."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

Files = dict[str, Any]
"""What each file holds: a value of JSON, a list of lines (.jsonl), or a text."""

ZENDESK: Files = {
    "articles.json": {
        "count": 4,
        "next_page": None,
        "articles": [
            {"id": 360001, "title": "How do I return an item?", "body": "<p>Within <b>30</b> days.</p>",
             "locale": "en-us", "source_locale": "en-us", "section_id": 5, "user_segment_id": None,
             "author_id": 9, "draft": False, "outdated": False, "vote_sum": 3,
             "edited_at": "2024-03-02T10:00:00Z", "html_url": "https://shop.example/hc/en-us/articles/360001"},
            {"id": 360001, "title": "Wie gebe ich etwas zurück?", "body": "<p>Binnen 30 Tagen.</p>",
             "locale": "de", "source_locale": "en-us", "section_id": 5, "user_segment_id": None},
            {"id": 360002, "title": "When may we refund twice?", "body": "<p>Ask Kim first.</p>",
             "locale": "en-us", "section_id": 5, "user_segment_id": 77},
            {"id": 360003, "title": "Do you ship to Peru?", "body": "<p>Not yet.</p>", "section_id": 5,
             "locale": "en-us", "user_segment_id": None, "draft": True, "outdated": True},
        ],
        "sections": [{"id": 5, "name": "Orders", "locale": "en-us"}],
        "users": [{"id": 9, "name": "Ana Lopez", "role": "agent"}],
    }
}  # fmt: skip
INTERCOM: Files = {
    "articles.json": {
        "type": "list",
        "pages": {"type": "pages", "page": 1, "total_pages": 1, "next": None},
        "data": [
            {"type": "article", "id": "71", "title": "How do I pay?", "description": "Ways to pay",
             "body": "<p>By <b>card</b>.</p>", "body_markdown": "By **card** or *PayPal*.",
             "author_id": 4, "state": "published", "updated_at": 1719493065, "parent_id": 18,
             "url": "https://help.example/71", "default_locale": "en", "audience_ids": [],
             "translated_content": {"type": "article_translated_content", "de": {
                 "type": "article_content", "title": "Wie bezahle ich?", "body": "<p>Mit Karte.</p>",
                 "state": "published", "url": "https://help.example/de/71"}}},
            {"type": "article", "id": "72", "title": "Partner prices", "body": "<p>Half.</p>",
             "state": "published", "audience_ids": [3], "has_unpublished_changes": True},
        ],
        "collections": [{"type": "collection", "id": "18", "name": "Billing"}],
        "admins": [{"type": "admin", "id": "4", "name": "Lea"}],
    }
}  # fmt: skip
HELP_SCOUT: Files = {
    "collections.json": {"collections": {"page": 1, "pages": 1, "items": [
        {"id": "c1", "name": "Guide", "visibility": "public"},
        {"id": "c2", "name": "Handbook", "visibility": "private"}]}},
    "5215a.json": {"article": {
        "id": "5215a", "number": 1, "collectionId": "c1", "status": "published", "hasDraft": False,
        "name": "How do I log in?", "text": "<p>Press <em>Log in</em>.</p>",
        "keywords": ["sign in", "can't get in"], "categories": ["k1"],
        "publicUrl": "https://docs.example/1-log-in", "updatedAt": "2023-11-05T09:00:00Z"}},
    "5215b.json": {"article": {
        "id": "5215b", "number": 2, "collectionId": "c2", "status": "published", "name": "Who calls back?",
        "text": "<p>The one on duty.</p>", "keywords": [], "publicUrl": "https://docs.example/2"}},
    "categories.json": {"categories": {"items": [{"id": "k1", "name": "Accounts"}]}},
}  # fmt: skip
FRESHDESK: Files = {
    "folders.json": [
        {"id": 3, "name": "Delivery", "visibility": 1},
        {"id": 4, "name": "For agents", "visibility": 3},
    ],
    "articles.json": [
        {"id": 80, "title": "How long does it take?", "description": "<p>3 days.</p>",
         "description_text": "3 days.", "status": 2, "folder_id": 3, "agent_id": 1, "type": 1,
         "tags": ["shipping"], "seo_data": {"meta_title": "x"}, "updated_at": "2022-05-01T08:00:00Z"},
        {"id": 81, "title": "What do we say when it is late?", "description": "<p>Sorry.</p>",
         "status": 2, "folder_id": 4, "tags": []},
        {"id": 82, "title": "Can I change the address?", "description": "<p>Yes.</p>", "status": 1,
         "folder_id": 99, "tags": []},
    ],
}  # fmt: skip
QNA: Files = {
    "kb.tsv": "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n"
    "Are you open today?\tFrom **9** to 5.\\nNot on Sundays.\thttps://shop.example/faq\ttopic:hours\t[]\tFalse\t[]\t1\n"
    "When do you open?\tFrom **9** to 5.\\nNot on Sundays.\thttps://shop.example/faq\ttopic:hours\t[]\tFalse\t[]\t1\n"
    'And then?\tThen you wait.\tEditorial\t\t[{"clusterHead":"x"}]\tTrue\t[{"displayText":"More"}]\t2\n'
    "Hello\tHi!\tqna_chitchat_Friendly.tsv\teditorial:chitchat\t[]\tFalse\t[]\t3\n"
}
RASA: Files = {
    "nlu.yml": 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hi\n'
    "- intent: opening_hours\n  examples: |\n    - when are you open in [Berlin](city)\n"
    '    - are you open [today]{"entity": "day"}\n'
    "- intent: faq/prices\n  examples: |\n    - what does it cost\n"
    "- intent: track\n  examples: |\n    - where is my parcel\n",
    "domain.yml": "responses:\n  utter_greet:\n  - text: Hi\n  utter_hours:\n  - text: From 9 to 5.\n"
    "  - text: We open at 9.\n  utter_faq/prices:\n  - text: 5 EUR.\n",
    "rules.yml": "rules:\n- rule: hours\n  steps:\n  - intent: opening_hours\n  - action: utter_hours\n"
    "- rule: parcel\n  steps:\n  - intent: track\n  - action: action_track\n",
}
DISCORD_TICKETS: Files = {
    "settings.json": {
        "locale": "en-GB", "categories": [
            {"id": 1, "name": "Billing & Orders", "questions": [
                {"label": "Which plan?", "type": "MENU", "order": 1, "required": True,
                 "options": "[{\"label\": \"Basic, old\"}, {\"label\": \"Pro\"}]"},
                {"label": "The \"order\" number", "type": "TEXT", "order": 0, "required": False,
                 "options": []}]},
            {"id": 2, "name": "Technical", "questions": []}],
        "tags": [{"id": 3, "name": "refund", "content": "You get it back in **5** days.",
                  "regex": "refund|money", "createdAt": "2023-01-02T00:00:00.000Z"}]},
    "tickets.jsonl": [
        {"id": "1", "topic": "my refund is late", "firstResponseAt": None, "closedReason": "done",
         "feedback": {"rating": 5, "comment": "ok"},
         "archivedMessages": [{"id": "9", "content": "{\"content\": \"INTERNAL\"}"}]},
        {"id": "2", "topic": None, "archivedMessages": []},
    ],
    "icon.png": "x",
}  # fmt: skip
MODMAIL: Files = {
    "config.json": {"bot_id": "1", "snippets": {"reset": "Open **Settings**, then Reset."}},
    "logs.jsonl": [
        {"_id": {"$oid": "1"}, "key": "ab12", "open": False, "recipient": {"id": "5", "name": "ben"},
         "messages": [
             {"author": {"id": "1", "name": "kim", "mod": True}, "content": "NOTE he lies", "type": "note"},
             {"author": {"id": "5", "name": "ben", "mod": False}, "content": "where is my rank?",
              "type": "thread_message"},
             {"author": {"id": "1", "name": "kim", "mod": True}, "content": "INTERNAL no idea",
              "type": "internal"}]},
        {"_id": {"$oid": "2"}, "key": "cd34", "recipient": {"id": "6"}, "messages": [
             {"author": {"id": "1", "mod": True}, "content": "hello?", "type": "thread_message"}]},
    ],
}  # fmt: skip
SLACK: Files = {
    "channels.json": [{"id": "C1", "name": "help"}],
    "groups.json": [{"id": "G1", "name": "leads"}],
    "users.json": [
        {"id": "U1", "name": "mara", "real_name": "Mara Weiss", "profile": {"display_name": "mara"}},
        {"id": "U2", "name": "tobias", "real_name": "Tobias Grau", "profile": {}},
        {"id": "U9", "name": "bot", "is_bot": True, "profile": {}},
    ],
    "help/2024-05-01.json": [
        {"type": "message", "user": "U1", "text": "How do I export my data?", "ts": "1714550000.000100",
         "thread_ts": "1714550000.000100", "reply_count": 3},
        {"type": "message", "user": "U9", "bot_id": "B1", "text": "Somebody will be with you, thanks.",
         "ts": "1714550001.000100", "thread_ts": "1714550000.000100"},
        {"type": "message", "user": "U2", "text": "Hi <@U1>, under *Settings* &gt; Export, see "
         "<https://shop.example/export|this page>. Ask Mara.", "ts": "1714550002.000100",
         "thread_ts": "1714550000.000100", "reactions": [{"name": "white_check_mark", "count": 2}]},
        {"type": "message", "user": "U1", "text": "thank you!", "ts": "1714550003.000100",
         "thread_ts": "1714550000.000100"},
        {"type": "message", "subtype": "channel_join", "user": "U1", "text": "joined", "ts": "1714550004.1"},
        {"type": "message", "user": "U1", "text": "Is there an app for phones?", "ts": "1714560000.000100",
         "thread_ts": "1714560000.000100"},
        {"type": "message", "user": "U2", "text": "There is one in both stores, look for Parcel.",
         "ts": "1714560001.000100", "thread_ts": "1714560000.000100"},
        {"type": "message", "user": "U1", "text": "perfect, thanks", "ts": "1714560002.000100",
         "thread_ts": "1714560000.000100"},
        {"type": "message", "user": "U2", "text": "What is for lunch?", "ts": "1714570000.000100",
         "thread_ts": "1714570000.000100"},
        {"type": "message", "user": "U1", "text": "No idea, something with rice perhaps.",
         "ts": "1714570001.000100", "thread_ts": "1714570000.000100"},
    ],
    "leads/2024-05-01.json": [
        {"type": "message", "user": "U1", "text": "SECRET?", "ts": "1714550000.1"}],
}  # fmt: skip
DISCORD: Files = {
    "help.json": {
        "guild": {"id": "100", "name": "Shop"},
        "channel": {"id": "200", "type": "GuildTextChat", "category": "Support", "name": "help"},
        "messageCount": 4,
        "messages": [
            {"id": "1", "type": "Default", "timestamp": "2024-02-01T10:00:00+00:00",
             "content": "how do i link my account?", "author": {"id": "7", "name": "jo77", "nickname": "Jolanda"},
             "reactions": [], "mentions": []},
            {"id": "2", "type": "Reply", "timestamp": "2024-02-01T10:01:00+00:00",
             "content": "Hey Jolanda, type /link in the game, and the code here.",
             "author": {"id": "8", "name": "sam", "nickname": "Samira"}, "reference": {"messageId": "1"},
             "reactions": [{"emoji": {"id": "", "name": "✅", "code": "white_check_mark"}, "count": 1}]},
            {"id": "3", "type": "Reply", "timestamp": "2024-02-01T10:02:00+00:00", "content": "thanks!",
             "author": {"id": "7", "name": "jo77", "nickname": "Jolanda"}, "reference": {"messageId": "2"}},
            {"id": "4", "type": "GuildMemberJoin", "timestamp": "2024-02-01T10:03:00+00:00",
             "content": "Joined the server.", "author": {"id": "9", "name": "x", "nickname": "x"}},
        ],
    },
    "post.json": {
        "guild": {"id": "100", "name": "Shop"},
        "channel": {"id": "201", "type": "GuildPublicThread", "category": "bugs", "name": "Map stays black"},
        "messageCount": 2,
        "messages": [
            {"id": "11", "type": "Default", "timestamp": "2024-02-02T10:00:00+00:00", "content": "since today",
             "author": {"id": "7", "name": "jo77", "nickname": "Jolanda"}},
            {"id": "12", "type": "Default", "timestamp": "2024-02-02T10:05:00+00:00",
             "content": "Delete the folder cache and start again.", "author": {"id": "8", "name": "sam"},
             "reactions": [{"emoji": {"name": "✅", "code": "white_check_mark"}, "count": 3}]},
        ],
    },
    "dm.json": {
        "guild": {"id": "0", "name": "Direct Messages"},
        "channel": {"id": "300", "type": "DirectTextChat", "name": "kim"},
        "messages": [{"id": "1", "content": "SECRET?", "author": {"id": "1"}}],
    },
}  # fmt: skip
SAMPLES = {
    "zendesk": ZENDESK,
    "intercom": INTERCOM,
    "helpscout": HELP_SCOUT,
    "freshdesk": FRESHDESK,
    "qna": QNA,
    "rasa": RASA,
    "discordtickets": DISCORD_TICKETS,
    "modmail": MODMAIL,
    "slack": SLACK,
    "discord": DISCORD,
}


def text_of(name: str, value: Any) -> Any:
    """A file's text, or its bytes where it is given as some."""
    if isinstance(value, (str, bytes)):
        return value
    if name.endswith(".jsonl") and isinstance(value, list):
        return "".join(f"{json.dumps(each)}\n" for each in value)
    return json.dumps(value, ensure_ascii=False)


def folder_of(where: Path, files: Files) -> Path:
    """The files in a folder."""
    for name, value in files.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text_of(name, value), "utf-8")
    return where


def zip_of(files: Files) -> bytes:
    """The files in an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, value in files.items():
            archive.writestr(name, text_of(name, value))
    return out.getvalue()
