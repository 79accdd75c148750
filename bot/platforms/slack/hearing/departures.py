"""Whom nothing reaches any more on Slack, and which rooms: events in, the desk's nouns out.

Pure. Slack takes what is sent to a deactivated account in the direct message that is there already, and
nobody reads it: https://github.com/slackapi/python-slack-sdk/issues/1156
"""

from typing import Any

from bot.desk.nouns.departed import Departed, Gone
from bot.platforms.slack.knowing.places import Here, place_of
from bot.platforms.slack.words import moment

JSON = dict[str, Any]

ROOMS = {
    "channel_archive": Gone.ARCHIVED,
    "group_archive": Gone.ARCHIVED,
    "channel_deleted": Gone.DELETED,
    "group_deleted": Gone.DELETED,
    "channel_left": Gone.SHUT_OUT,
    "group_left": Gone.SHUT_OUT,
}
"""Events by which a room is gone; the last two tell the app of itself alone."""


def departed(event: JSON, here: Here) -> Departed | None:
    """Who or what is gone; None for every other event."""
    kind = str(event.get("type"))
    if kind == "user_change":
        return _person(event, here)
    room = str(event.get("channel") or "")
    if kind not in ROOMS or room in here.staffs:
        return None
    at = str(event["event_ts"])
    return Departed(
        id=f"{here.message_id(room, at)}:{kind}",
        at=moment(at),
        gone=ROOMS[kind],
        place=place_of(room, ""),
    )


def _person(event: JSON, here: Here) -> Departed | None:
    """Slack tells of each change to anybody's profile; most are of another kind."""
    user = event.get("user") or {}
    if not user.get("deleted"):
        return None
    at, team = str(event["event_ts"]), str(user.get("team_id") or here.team)
    return Departed(
        id=f"slack:{team}:gone:{at}",
        at=moment(at),
        gone=Gone.DEACTIVATED,
        place=place_of("", ""),
        person=f"slack:{team}:{user['id']}",
    )
