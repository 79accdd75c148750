"""What people can put into a message besides text, as Slack writes it down.

Pure; each gives what `say(more=…)` adds to a message. Shapes as Slack's own clients make them.
"""

from .settings import JSON
from .shapes import escaped, file_json, rich_text
from .world import Channel, World


def forwarded(world: World, room: Channel, message: JSON) -> JSON:
    """ "Forward message": another message's words, as an attachment."""
    author = world.users[message["user"]]
    link = f"https://{world.domain}.slack.com/archives/{room.id}/p{message['ts'].replace('.', '')}"
    return {
        "attachments": [
            {
                "id": 1,
                "ts": message["ts"],
                "author_id": author.id,
                "author_name": author.real_name,
                "author_subname": author.name,
                "author_link": f"https://{world.domain}.slack.com/team/{author.id}",
                "channel_id": room.id,
                "channel_name": room.name,
                "channel_team": world.team_id,
                "from_url": link,
                "original_url": link,
                "is_msg_unfurl": True,
                "is_share": True,
                "fallback": f"[November 2nd, 2026 9:00 AM] {author.name}: {message['text']}",
                "text": message["text"],
                "mrkdwn_in": ["text"],
                "footer": f"Posted in #{room.name}",
                "message_blocks": [
                    {
                        "team": world.team_id,
                        "channel": room.id,
                        "ts": message["ts"],
                        "message": {"blocks": message.get("blocks", [])},
                    }
                ],
                **({"files": message["files"]} if message.get("files") else {}),
            }
        ]
    }


def page(url: str, title: str, text: str) -> JSON:
    """The preview that Slack makes of a link."""
    shown = {"from_url": url, "original_url": url, "service_name": "Example", "id": 1}
    return {"attachments": [{**shown, "title": title, "title_link": url, "text": text}]}


def table(rows: list[list[str]]) -> JSON:
    """A table, pasted into the box."""
    cells = [[{"type": "raw_text", "text": cell} for cell in row] for row in rows]
    block = {"type": "table", "block_id": "tbl", "rows": cells}
    return {"attachments": [{"id": 1, "blocks": [block], "fallback": "[no preview available]"}]}


def clip(world: World, user: str, *, seconds: int, transcript: str = "") -> JSON:
    """A clip that was spoken, with what Slack has written down of it so far."""
    file = file_json(world, "audio_message.m4a", user, 48_000)
    told = {"status": "complete", "locale": "en-US"} if transcript else {"status": "processing"}
    preview = {"preview": {"content": transcript, "has_more": False}} if transcript else {}
    file |= {"mimetype": "audio/mp4", "filetype": "m4a", "subtype": "slack_audio"}
    file |= {"media_display_type": "audio", "duration_ms": seconds * 1000}
    return _with_file(world, file | {"transcription": told | preview})


def snippet(world: World, user: str, name: str, text: str) -> JSON:
    """A long text that was made a snippet."""
    file = file_json(world, name, user, len(text))
    lines = text.splitlines()
    shown = {"preview": "\n".join(lines[:5]), "preview_is_truncated": len(lines) > 5}
    return _with_file(world, file | {"mode": "snippet", "lines": len(lines), **shown})


def canvas(world: World, user: str, title: str) -> JSON:
    """A canvas that was shared."""
    file = file_json(world, title.replace(" ", "_"), user, 900)
    kind = {"mode": "quip", "filetype": "quip", "pretty_type": "Canvas"}
    return _with_file(
        world, file | kind | {"title": title, "mimetype": "application/vnd.slack-docs"}
    )


def _with_file(world: World, file: JSON) -> JSON:
    world.files[file["id"]] = file
    return {"files": [file], "upload": False, "subtype": "file_share"}


def workflow_post(world: World, text: str) -> JSON:
    """What a workflow posts: it has an app and a bot, and no user."""
    stored = escaped(text)
    return {
        "type": "message",
        "subtype": "bot_message",
        "ts": world.next_ts(),
        "bot_id": "B0WORKFLOW",
        "app_id": "A0WORKFLOW",
        "username": "IT request",
        "text": stored,
        "team": world.team_id,
        "blocks": [rich_text(stored, world.new_id("b"))],
        "bot_profile": {
            "id": "B0WORKFLOW",
            "app_id": "A0WORKFLOW",
            "name": "IT request",
            "deleted": False,
            "is_workflow_bot": True,
            "updated": 1_793_000_000,
            "team_id": world.team_id,
        },
    }
