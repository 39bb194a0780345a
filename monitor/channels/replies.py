"""What the answer to a POST means for a delivery, the same for every service that speaks HTTP."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from datetime import timedelta

from monitor.model.errors import DeliveryError, EgressError
from monitor.model.seams import Gate, Reply

DEFAULT_WAIT_SECONDS = 30
# The message itself is at fault, or nobody is there any more; anything else an operator can mend while it waits.
HOPELESS = (400, 410, 413, 415, 422)


def post(
    gate: Gate, url: str, body: bytes, *, headers: Mapping[str, str], timeout_seconds: float, service: str
) -> Reply:
    """POST through the gate. The address may be a secret: it stands in no error, and no cause is chained."""
    try:
        return gate.post(url, body, headers=headers, timeout_seconds=timeout_seconds)
    except EgressError as error:
        why = str(error).replace(url, "its address")
        was_sent = _was_sent(error)
        raise DeliveryError(f"{service} was not reached: {why}", uncertain=was_sent, unreached=not was_sent) from None


def _was_sent(error: EgressError) -> bool:
    """Whether the message may have left: the connection stood, and then broke or brought no HTTP answer."""
    broke = isinstance(error.__cause__, OSError | http.client.HTTPException)
    return broke and not isinstance(error.__cause__, socket.gaierror | ssl.SSLCertVerificationError)


def judge(reply: Reply, *, service: str, hopeless: tuple[int, ...] = HOPELESS) -> None:
    """Raise DeliveryError where an answer is no success."""
    if 200 <= reply.status < 300:
        return
    sentence = f"{service} answered {reply.status}: {said(reply)}"
    if reply.status == 429:
        raise DeliveryError(sentence, retry_after=retry_after(reply))
    raise DeliveryError(sentence, permanent=reply.status in hopeless)


def said(reply: Reply) -> str:
    """The beginning of an answer, on one line."""
    return "".join(c if c.isprintable() else " " for c in reply.body[:200].decode("utf-8", "replace"))


def retry_after(reply: Reply) -> timedelta:
    """How long the service asks us to wait."""
    asked = reply.header("retry-after") or ""
    return timedelta(seconds=int(asked) if asked.isdecimal() and len(asked) < 7 else DEFAULT_WAIT_SECONDS)
