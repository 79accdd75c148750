"""What an owner sets for Discord.

Empty tokens mean that the desk is not on Discord.
"""

from dataclasses import dataclass

from bot.settings import ids
from bot.settings import values as read
from bot.settings.setting import setting


@dataclass(frozen=True, kw_only=True)
class DiscordSettings:
    """The token, and the channels, roles and people that count. Ids count, never names."""

    discord_token: str = setting(
        "DISCORD_TOKEN", ids.discord_token, "", "From Developer Portal > Bot.", secret=True
    )
    discord_api_url: str = setting(
        "DISCORD_API_URL",
        read.url("https", "http"),
        "https://discord.com/api/v10",
        "Where Discord's REST API is. Leave it alone unless you go through a proxy.",
    )
    discord_gateway_url: str = setting(
        "DISCORD_GATEWAY_URL",
        read.url("wss", "ws"),
        "wss://gateway.discord.gg/",
        "Where Discord's gateway is. Leave it alone unless you go through a proxy.",
    )
    discord_staff_channel: str = setting(
        "DISCORD_STAFF_CHANNEL",
        ids.discord_id,
        "",
        "The id of the channel in which the team works on tickets.",
    )
    discord_staff_roles: tuple[str, ...] = setting(
        "DISCORD_STAFF_ROLES",
        ids.discord_ids,
        "",
        "Ids of roles whose members are staff, with commas.",
    )
    discord_staff_users: tuple[str, ...] = setting(
        "DISCORD_STAFF_USERS", ids.discord_ids, "", "User ids of staff, with commas."
    )
    discord_leads: tuple[str, ...] = setting(
        "DISCORD_LEADS",
        ids.discord_ids,
        "",
        "User ids of leads, with commas. They are staff, and hear of what goes wrong.",
    )
    discord_answer_channels: tuple[str, ...] = setting(
        "DISCORD_ANSWER_CHANNELS",
        ids.discord_ids,
        "",
        "Ids of text or forum channels in which new posts are answered without a mention, with "
        "commas. Needs the Message Content intent.",
    )
