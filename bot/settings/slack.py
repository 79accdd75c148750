"""What an owner sets for Slack.

Empty tokens mean that the desk is not on Slack.
"""

from dataclasses import dataclass

from bot.settings import ids
from bot.settings import values as read
from bot.settings.setting import setting


@dataclass(frozen=True, kw_only=True)
class SlackSettings:
    """Tokens, and the channels and people that count. Ids count, never names."""

    slack_bot_token: str = setting(
        "SLACK_BOT_TOKEN",
        ids.slack_bot_token,
        "",
        "The bot token (xoxb-…), from OAuth & Permissions.",
        secret=True,
    )
    slack_app_token: str = setting(
        "SLACK_APP_TOKEN",
        ids.slack_app_token,
        "",
        "The app token (xapp-…) with connections:write, from Basic Information.",
        secret=True,
    )
    slack_api_url: str = setting(
        "SLACK_API_URL",
        read.url("https", "http"),
        "https://slack.com/api/",
        "Where Slack's Web API is. Leave it alone unless you go through a proxy.",
    )
    slack_staff_channel: str = setting(
        "SLACK_STAFF_CHANNEL",
        ids.slack_room,
        "",
        "The id of the channel in which the team works on tickets.",
    )
    slack_staff_group: str = setting(
        "SLACK_STAFF_GROUP", ids.slack_group, "", "The id of a user group whose members are staff."
    )
    slack_staff_users: tuple[str, ...] = setting(
        "SLACK_STAFF_USERS",
        ids.slack_people,
        "",
        "Member ids of staff, with commas. On Enterprise Grid, ids in the organisation (W…) count too.",
    )
    slack_leads: tuple[str, ...] = setting(
        "SLACK_LEADS",
        ids.slack_people,
        "",
        "Member ids of leads, with commas. They are staff, and hear of what goes wrong.",
    )
    slack_answer_channels: tuple[str, ...] = setting(
        "SLACK_ANSWER_CHANNELS",
        ids.slack_rooms,
        "",
        "Ids of channels in which new posts are answered without a mention, with commas.",
    )
