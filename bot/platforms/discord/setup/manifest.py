"""What Discord must be told of the bot: rights, intents, the link that invites it.

Each right says what it is for, also the two that are asked for ahead of their use.
"""

from collections.abc import Mapping

import discord

from bot.platforms.discord.around.tags import NAMES

RIGHTS: Mapping[str, str] = {
    "view_channel": "see the channels that it answers in",
    "send_messages": "answer, and post the team's cards",
    "send_messages_in_threads": "answer in threads and forum posts, where most answers stand",
    "create_public_threads": "give a question in a text channel its own thread",
    "create_private_threads": "talk in private with somebody who used /ask, "
    "or whose direct messages are closed",
    "manage_threads": "set a forum post's tags, write in a locked thread",
    "embed_links": "show the links in an answer",
    "attach_files": "show the team the charts of a report, and give them its rows as files",
    "read_message_history": "catch up after an outage, and never send twice",
    "add_reactions": "mark a message as seen (not used yet)",
}
"""Name of a right, as discord.py has it -> what it is for."""

CALLBACK = "https://discord.com/oauth2/authorize"


def permissions() -> discord.Permissions:
    """What the invite link asks for."""
    return discord.Permissions(**dict.fromkeys(RIGHTS, True))


def right_name(name: str) -> str:
    """As Discord's settings call it: "Send Messages in Threads"."""
    return " ".join(word if word == "in" else word.capitalize() for word in name.split("_"))


def invite(application: str) -> str:
    """The link that brings the bot into a server."""
    scopes = "bot+applications.commands"
    number = permissions().value
    return f"{CALLBACK}?client_id={application}&scope={scopes}&permissions={number}"


def manifest(application: str = "YOUR_APPLICATION_ID") -> str:
    """All of it, in plain words."""
    rights = "\n".join(f"  {right_name(name)}: to {why}" for name, why in RIGHTS.items())
    return f"""\
1. discord.com/developers/applications > New Application > Bot > Reset Token: DISCORD_TOKEN.
2. Invite it to your server with this link (put in the Application ID from General Information):

   {invite(application)}

   It asks for (together {permissions().value}; not Administrator):
{rights}

3. Privileged Gateway Intents: none is needed. Then the bot reads mentions, direct messages,
   commands and forms; elsewhere a "Reply to the team" button brings words to it.
   Only for DISCORD_ANSWER_CHANNELS switch on Message Content Intent (Bot > Privileged Gateway
   Intents). Server Members and Presence stay off.
4. Switch on Developer Mode (User Settings > Advanced) and copy ids with a right click:
   the staff channel's to DISCORD_STAFF_CHANNEL, the staff role's to DISCORD_STAFF_ROLES.
   Let only staff and the bot see that channel.
5. In a help forum make the tags {", ".join(NAMES)}; the bot sets them as a question moves on.
6. Staff commands are shown to members with Manage Messages; Server Settings > Integrations
   changes that. Whoever uses one, the bot checks the staff role by itself.
"""
