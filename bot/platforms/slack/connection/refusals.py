"""What Slack's refusals mean, in words for staff, and whether trying again can help.

The tables of codes are the one place that knows them: https://docs.slack.dev/reference/methods
"""

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.errors import DeskError, SendError, SendLater, SendRefused, SendUnclear

_LONGEST = 3600.0
"""Seconds that Slack is believed when it asks to wait."""
PAUSE = 300.0
"""Seconds to wait while Slack does not accept the token: nothing is lost meanwhile."""

_UNCLEAR = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
"""Slack: some aspect of the operation may have succeeded."""
_ENDED = {"fatal_error", "internal_error"}
"""Of these, what Slack itself says is over; a gateway's 502 to 504 may leave it at work."""
_FOR_NOW = {"accesslimited", "external_channel_migrating", "team_added_to_org", "update_failed"}
"""Slack is at work on something there; nothing is lost meanwhile."""
_LOCKED_OUT = {
    "account_inactive",
    "access_denied",
    "ekm_access_denied",
    "invalid_auth",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
}
_GONE = "the conversation isn't there any more, or I'm not in it"
DEACTIVATED = "their account is deactivated"
_REASONS = {
    "not_in_channel": "I'm not in that channel; invite me there",
    "channel_not_found": _GONE,
    "is_archived": "that channel is archived",
    "is_inactive": "that conversation is closed",
    "user_not_found": "there is no such member any more",
    "user_disabled": DEACTIVATED,
    "cannot_dm_bot": "bots can't be written to",
    "messages_tab_disabled": "messages to me are switched off in the app's settings",
    "user_not_visible": "their workspace doesn't let me write to them",
    "user_not_in_channel": "they are not in that channel",
    "thread_not_found": "the message that the thread hangs from was deleted",
    "message_not_found": "that message was deleted",
    "restricted_action": "the workspace's rules don't let me post there",
    "restricted_action_read_only_channel": "only some members may post in that channel",
    "restricted_action_thread_only_channel": "that channel takes replies in threads only",
    "restricted_action_non_threadable_channel": "that channel has no threads",
    "restricted_action_thread_locked": "the thread is locked",
    "cant_update_message": "that message can't be changed any more",
    "edit_window_closed": "that message can't be changed any more",
    "not_allowed_token_type": "the bot token is not one of a bot (xoxb-…)",
}


_UNFIT = {
    "as_user_not_supported",
    "attachment_payload_limit_exceeded",
    "block_mismatch",
    "cannot_reply_to_message",
    "cant_broadcast_message",
    "cant_post_message",
    "channel_type_not_supported",
    "deprecated_endpoint",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_attachments",
    "invalid_auth_type",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_channel",
    "invalid_charset",
    "invalid_form_data",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_post_type",
    "invalid_users",
    "markdown_text_conflict",
    "message_limit_exceeded",
    "metadata_must_be_sent_from_app",
    "metadata_too_large",
    "method_deprecated",
    "missing_post_type",
    "missing_scope",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_dual_broadcast_content_update",
    "no_permission",
    "no_text",
    "not_supported",
    "slack_connect_blocked_file_type",
    "slack_connect_canvas_sharing_blocked",
    "slack_connect_clip_sharing_blocked",
    "slack_connect_file_link_sharing_blocked",
    "slack_connect_file_upload_sharing_blocked",
    "slack_connect_lists_sharing_blocked",
    "team_not_found",
    "too_many_attachments",
    "too_many_contact_cards",
    "too_many_users",
    "two_factor_setup_required",
    "unknown_method",
    "user_is_bot",
    "users_list_not_supplied",
}
"""Refusals that have no words of their own here: the same message would be refused again."""


class SlackLockedOut(DeskError):
    """Slack does not accept the token. Install the app again and put the new token in .env."""


def code_of(error: SlackApiError) -> str:
    """Slack's word for what went wrong; "" when it gave none."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def status_of(error: SlackApiError) -> int:
    """The HTTP status."""
    answer = error.response
    return int(getattr(answer, "status_code", None) or getattr(answer, "status", None) or 0)


def retry_after(error: SlackApiError) -> float:
    """Seconds that Slack asks to wait."""
    headers = getattr(error.response, "headers", None) or {}
    value = str(headers.get("Retry-After") or headers.get("retry-after") or "30")
    return min(float(value), _LONGEST) if value.isdecimal() else 30.0


def reason(error: SlackApiError) -> str:
    """Why Slack refused, in words that complete "Not delivered: …"."""
    code = code_of(error)
    if code == "missing_scope":
        needed = error.response.data.get("needed", "") if error.response is not None else ""
        return f"the app lacks the permission {needed}"
    return _REASONS.get(code, f'Slack refused it ("{code}")')


FAILURES = (SlackApiError, aiohttp.ClientError, TimeoutError, OSError)
"""What a call may raise."""


def why(error: Exception) -> str:
    """Why a call failed, in words."""
    return reason(error) if isinstance(error, SlackApiError) else "Slack can't be reached"


def send_error(error: Exception) -> SendError:
    """What a failed send means: surely not out, not yet, or perhaps out."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return SendLater(5, "Slack can't be reached")
    return SendUnclear(f"Slack gave no answer ({type(error).__name__})")


def _answered(error: SlackApiError) -> SendError:
    code, status = code_of(error), status_of(error)
    if status == 429 or code in {"ratelimited", "rate_limited"}:
        return SendLater(retry_after(error))
    if status >= 500 or not code or code in _UNCLEAR:
        told = f"Slack gave no clear answer (status {status}, {code or 'no code'})"
        return SendUnclear(told, ended=status == 500 or code in _ENDED)
    if code in _LOCKED_OUT:
        return SendLater(PAUSE, f"Slack does not accept the bot's token ({code})")
    if code in _FOR_NOW:
        return SendLater(PAUSE, f'Slack can\'t take it for now ("{code}")')
    if code in _REASONS or code in _UNFIT:
        return SendRefused(reason(error))
    # Of a word that isn't known nobody knows whether it is for good: looked for, and tried again.
    return SendUnclear(f'Slack said "{code}", which I don\'t know', ended=True)


def locked_out(error: Exception) -> bool:
    """Whether Slack no longer takes the token."""
    return isinstance(error, SlackApiError) and code_of(error) in _LOCKED_OUT
