"""Who can read a channel on Slack. Judged by its members, not by its name."""

from bot.desk.nouns.person import Role
from bot.desk.nouns.readers import Readers
from bot.platforms.slack.connection.calls import Calls
from bot.platforms.slack.connection.refusals import FAILURES
from bot.platforms.slack.knowing.people import People

_MOST = 1000
"""Members of a page; where there are more they are not all of a team."""


async def readers(calls: Calls, people: People, me: str, room: str) -> Readers:
    """Raises StandingUnknown where it can't be known of a member whether they are staff."""
    try:
        info = (await calls.web.conversations_info(channel=room))["channel"]
        if not info.get("is_member") or info.get("is_archived") or info.get("is_mpim"):
            return Readers.UNSEEN
        if not info.get("is_private"):
            return Readers.ANYBODY
        if info.get("is_ext_shared") or info.get("is_org_shared"):
            return Readers.SHARED
        answer = await calls.web.conversations_members(channel=room, limit=_MOST)
    except FAILURES:
        return Readers.UNSEEN
    if (answer.get("response_metadata") or {}).get("next_cursor"):
        return Readers.OTHERS
    members = set(answer["members"]) - {me}
    known = await people.all_of(members)
    roles = [await people.role(each) for each in known.values()]
    return Readers.OTHERS if any(role < Role.AGENT for role in roles) else Readers.TEAM
