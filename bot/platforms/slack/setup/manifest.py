"""The app manifest: what Slack is told of the app, each permission explained.

What is asked here is what the code uses; a test compares the two.
"""

from collections.abc import Mapping

from bot.commands.menu import OnMessage
from bot.platforms.slack.hearing.bolt import ASK, COMMAND, HAND_OFF, LEARN, SOLVED

CUSTOMIZE = "chat:write.customize"
READ_FILES = "files:read"
SCOPES: dict[str, str] = {
    "app_mentions:read": "hear when somebody mentions the bot",
    "channels:history": "read public channels it is in: threads, answer channels, catching up",
    "channels:read": "see which public channels it is in",
    "chat:write": "answer, and keep tickets' cards up to date",
    CUSTOMIZE: "the name and picture that stand for the team (DESK_STAFF_NAME), beside its words",
    "commands": f"{COMMAND}, and the shortcuts in a message's menu",
    READ_FILES: "keep the pictures and files that the team attaches to answers (`attach`)",
    "files:write": "send those with the answers, and the team the rows of a report",
    "groups:history": "the same in private channels, such as the staff channel",
    "groups:read": "see which private channels it is in",
    "im:history": "read direct messages to the bot",
    "im:read": "find direct messages that came in while it was down",
    "im:write": "write to a customer directly when their thread can't be reached",
    "mpim:history": "hear when somebody mentions the bot in a direct message of several people",
    "mpim:read": "find mentions there that came in while it was down",
    "reactions:read": "staff's ✅ and 👀 on a customer's message, customers' thumbs below an answer",
    "usergroups:read": "who is in the user group named as staff",
    "users:read": "names, languages and time zones; who is a guest or from elsewhere",
}
AGENT_SCOPES: dict[str, str] = {
    "assistant:write": "suggested questions and the status line (plans with agent features)",
}
WITHOUT: dict[str, str] = {
    "app_mentions:read": "It does not hear mentions in channels.",
    "channels:history": "In public channels only mentions are heard; what was missed stays missed.",
    "channels:read": "What was missed while it was down is not looked for.",
    "chat:write": "It can't answer anybody.",
    CUSTOMIZE: "The team's words come under the app's own name; the name for the team stands in them.",
    "commands": f"{COMMAND} and the shortcuts do nothing.",
    READ_FILES: "`attach` can take no picture or file.",
    "files:write": "Pictures and files of answers are named and not sent; `report export` names the command that does the same where it runs.",
    "groups:history": "Notes in the staff channel's threads are not kept.",
    "groups:read": "What was missed in private channels is not looked for.",
    "im:history": "It does not hear direct messages.",
    "im:read": "Direct messages that came in while it was down are not found.",
    "im:write": "Who can't be reached in their thread can't be reached at all.",
    "mpim:history": "In direct messages of several people replies without a mention are not heard.",
    "mpim:read": "What was missed in direct messages of several people is not looked for.",
    "reactions:read": "✅, 👀 and thumbs do nothing; the buttons still work.",
    "usergroups:read": "Nobody is staff by user group; name them in SLACK_STAFF_USERS.",
    "users:read": "People have no names, and nobody is staff.",
}
_SAID_IN = "x-oauth-scopes"
BETTER_WITH = frozenset({CUSTOMIZE, READ_FILES})
"""What nobody misses who has no name for the team, and attaches nothing to answers."""
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "group_archive",
    "group_deleted",
    "group_left",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "reaction_added",
    "tokens_revoked",
    "user_change",
)
AGENT_EVENTS = ("agent_session_stopped",)
SHORTCUTS = (
    ("message", OnMessage.LEARN, LEARN, "Turn this message into an answer"),
    ("message", OnMessage.PERSON, HAND_OFF, "Open a ticket for this message"),
    ("message", OnMessage.SOLVED, SOLVED, "Close the ticket in this thread"),
    ("global", "Ask the front desk", ASK, "Ask a question"),
)

_HEAD = """\
# The Slack app of Front Desk. Go to https://api.slack.com/apps, choose Create New App > From a
# manifest, pick your workspace, paste this, and install the app. Then:
#   1. OAuth & Permissions: copy the bot token (xoxb-…) to SLACK_BOT_TOKEN.
#   2. Basic Information > App-Level Tokens: make one with connections:write (xapp-…),
#      and copy it to SLACK_APP_TOKEN.
#   3. Event Subscriptions: switch Delayed Events on, so that Slack brings what it could not
#      deliver for up to a day.
#   4. Invite the app to the staff channel, and to the channels where people may ask it.
# Make the app in your own workspace: an app installed from elsewhere may read history only once a
# minute, too seldom to find what was missed.
_metadata:
  major_version: 2
  minor_version: 1
display_information:
  name: Front Desk
  description: Answers common questions, and gets you to a person when it can't.
  background_color: "#1d3557"
features:
  app_home:
    home_tab_enabled: true
    messages_tab_enabled: true
    messages_tab_read_only_enabled: false
  bot_user:
    display_name: Front Desk
    always_online: true
"""
_AGENT = """\
  # Slack refuses this on plans without agent features. Then leave out agent_view here,
  # assistant:write and agent_session_stopped below: everything else works without them.
  agent_view:
    agent_description: Answers from our help guide. If it doesn't know, it says so and passes you to the team.
"""
_TAIL = """\
  interactivity:
    is_enabled: true
  socket_mode_enabled: true
  org_deploy_enabled: false
  token_rotation_enabled: false
"""


def granted(headers: Mapping[str, str]) -> set[str]:
    """The permissions that the app has, as Slack says beside an answer."""
    said = next((value for name, value in headers.items() if name.lower() == _SAID_IN), "")
    return {scope.strip() for scope in said.split(",") if scope.strip()}


def manifest(*, agent: bool = True) -> str:
    """As YAML, to be pasted into Slack. `agent`: for workspaces whose plan has agent features."""
    scopes = {**SCOPES, **(AGENT_SCOPES if agent else {})}
    events = sorted((*EVENTS, *(AGENT_EVENTS if agent else ())))
    lines = [_HEAD.rstrip()]
    if agent:
        lines.append(_AGENT.rstrip())
    lines.append("  shortcuts:")
    for kind, name, callback, what in SHORTCUTS:
        lines += [
            f"    - type: {kind}",
            f"      name: {name}",
            f"      callback_id: {callback}",
            f"      description: {what}",
        ]
    lines += [
        "  slash_commands:",
        f"    - command: {COMMAND}",
        "      description: Ask a question, or work at the front desk",
        '      usage_hint: "ask … | queue | add | help"',
        "      should_escape: true  # people and channels arrive by id",
        "oauth_config:",
        "  scopes:",
        "    bot:",
    ]
    lines += [f"      - {scope}  # {why}" for scope, why in sorted(scopes.items())]
    lines += ["settings:", "  event_subscriptions:", "    bot_events:"]
    lines += [f"      - {event}" for event in events]
    return "\n".join([*lines, _TAIL])
