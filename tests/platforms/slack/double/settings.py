"""What a test may set about the double, and the errors and notes it keeps.

Defaults are Slack's published values; a test that wants to be quick makes them smaller.
"""

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

ALL_SCOPES = (
    "app_mentions:read,assistant:write,channels:history,channels:read,chat:write,chat:write.customize,commands,"
    "files:read,files:write,groups:history,groups:read,im:history,im:read,im:write,mpim:history,"
    "mpim:read,reactions:read,reactions:write,usergroups:read,users:read"
)
ALL_EVENTS = (
    "agent_session_stopped,app_home_opened,app_mention,app_uninstalled,channel_archive,"
    "channel_deleted,channel_left,group_archive,group_deleted,group_left,"
    "member_joined_channel,member_left_channel,message.channels,message.groups,message.im,"
    "message.mpim,reaction_added,reaction_removed,tokens_revoked,user_change"
)


@dataclass
class Timing:
    """Seconds and counts that Slack grants an app.

    Sources: https://docs.slack.dev/apis/events-api and
    https://docs.slack.dev/interactivity/handling-user-interaction.
    """

    ack: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger: float = 3.0
    response_url: float = 1800.0
    response_url_uses: int = 5
    ping_every: float = 10.0


@dataclass
class Options:
    """What this workspace has and how it behaves.

    `refused_blocks` are block and element types that this workspace does not have yet.
    `pace` is the number of messages a second that a channel takes, with `burst` at once; None
    for no limit. `limits` holds calls and seconds per method. `echo_own` sends the bot its own
    messages, as Slack does. `enterprise` is the id of the organisation on Enterprise Grid.
    """

    scopes: set[str] = field(default_factory=lambda: set(ALL_SCOPES.split(",")))
    events: set[str] = field(default_factory=lambda: set(ALL_EVENTS.split(",")))
    refused_blocks: set[str] = field(default_factory=set)
    agent_features: bool = True
    user_groups: bool = True
    pace: float | None = None
    burst: int = 1
    limits: dict[str, tuple[int, float]] = field(default_factory=dict)
    history_page: int = 999
    echo_own: bool = True
    max_connections: int = 10
    enterprise: str = ""


class Refusal(Exception):
    """Slack answers ok:false with this code."""

    def __init__(self, code: str, *messages: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.extra = extra
        self.expected = False

    def body(self) -> JSON:
        """The answer as Slack words it."""
        body: JSON = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {m}" for m in self.messages]}
            if self.code == "invalid_blocks":
                body.setdefault("errors", list(self.messages))
        return body


@dataclass(frozen=True)
class Refused:
    """One call that was answered with ok:false for the caller's own sake, not by a script."""

    method: str
    error: str
    messages: tuple[str, ...]
    args: JSON


@dataclass(frozen=True)
class Violation:
    """Something that a well-made client never does."""

    where: str
    what: str
    detail: str = ""


@dataclass
class Call:
    """One Web API call: when, with what, and what it was answered (None while under way)."""

    method: str
    args: JSON
    at: float
    status: int | None = None
    answer: JSON | None = None


CALLERS_FAULT = frozenset(
    [
        "block_mismatch",
        "cannot_reply_to_message",
        "duplicate_external_id",
        "exchanged_trigger_id",
        "invalid_arguments",
        "invalid_auth",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_cursor",
        "invalid_limit",
        "invalid_metadata_format",
        "invalid_name",
        "invalid_thread_ts",
        "invalid_trigger_id",
        "markdown_text_conflict",
        "message_not_found",
        "missing_argument",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_allowed_token_type",
        "not_authed",
        "push_limit_reached",
        "thread_not_found",
        "too_many_attachments",
        "unknown_method",
        "view_too_large",
    ]
)
"""Codes that say the caller is wrongly made, rather than that the world has changed."""
