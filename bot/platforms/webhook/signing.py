"""How a payload is signed: Standard Webhooks, https://github.com/standard-webhooks/standard-webhooks.

The standard's own Python library brings an HTTP client and four more packages for these few lines.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime


def message_id(key: str) -> str:
    """The id of what is under that key in the outbox: the same each time that it is sent."""
    return f"msg_{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def headers(ident: str, at: datetime, body: bytes, secrets: Sequence[str]) -> Mapping[str, str]:
    """What tells the receiver that it is ours, and unchanged; a signature for each secret."""
    second = str(int(at.timestamp()))
    signed = b".".join((ident.encode(), second.encode(), body))
    return {
        "webhook-id": ident,
        "webhook-timestamp": second,
        "webhook-signature": " ".join(f"v1,{_signature(each, signed)}" for each in secrets),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
