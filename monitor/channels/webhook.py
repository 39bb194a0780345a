"""A webhook of the reader's own: signed JSON, as Standard Webhooks has it (https://www.standardwebhooks.com).

`webhook-id` is the delivery's identity, the same at every try: a receiver that keeps it takes nothing twice.
`webhook-signature` is "v1," and the base64 of HMAC-SHA256 over "id.timestamp.body"; a receiver that also looks at
`webhook-timestamp` takes nothing old that somebody recorded.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.channels.declared import secret, wrong
from monitor.channels.replies import judge, post
from monitor.model.channels import ChannelSettings
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Channel, Gate

PREFIX = "whsec_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where to and signed with what; neither is shown anywhere."""

    address: str = field(repr=False)
    key: bytes = field(repr=False)


def signature(key: bytes, *, identity: str, timestamp: int, body: bytes) -> str:
    """What stands in `webhook-signature`."""
    signed = f"{identity}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


class WebhookChannel:
    """POSTs the digest as JSON; any answer of 2xx means taken. The recipient is only a name for it."""

    format = Format.JSON

    def __init__(self, target: Target, *, gate: Gate, timeout_seconds: float) -> None:
        self._target = target
        self._gate = gate
        self._timeout_seconds = timeout_seconds

    def send(self, message: Message, recipient: str) -> Receipt:  # noqa: ARG002  (the address is the recipient)
        body = message.part("json").encode()
        timestamp = int(message.date.timestamp())
        headers = {
            "content-type": "application/json; charset=utf-8",
            "webhook-id": message.id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(self._target.key, identity=message.id, timestamp=timestamp, body=body),
        }
        reply = post(
            self._gate,
            self._target.address,
            body,
            headers=headers,
            timeout_seconds=self._timeout_seconds,
            service="the webhook",
        )
        judge(reply, service="the webhook")
        return Receipt()

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:  # noqa: ARG002
        return Evidence.NONE

    def rest(self) -> None:
        """Nothing is held open."""


def _key(settings: ChannelSettings, value: str) -> bytes:
    """A key as Standard Webhooks writes it, base64 behind "whsec_"; anything else is taken as it stands."""
    if not value.startswith(PREFIX):
        return value.encode()
    try:
        return base64.b64decode(value.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        said = f"the environment variable {settings.key_env} holds no base64 behind {PREFIX}"
        raise wrong(settings, "key_env", said) from error


def open_webhook(settings: ChannelSettings, gate: Gate, secrets: Mapping[str, str]) -> Channel:
    """The webhook channel; ConfigError names the key or the variable that is missing or wrong."""
    for name, named, holds in (
        ("webhook_env", settings.webhook_env, "the address to post to"),
        ("key_env", settings.key_env, "the key that signs"),
    ):
        if not named:
            raise wrong(settings, name, f"is missing; name the environment variable that holds {holds}")
    address = secret(settings, "webhook_env", settings.webhook_env, secrets)
    if not address.startswith(("https://", "http://")):
        raise wrong(settings, "webhook_env", f"the environment variable {settings.webhook_env} holds no web address")
    key = _key(settings, secret(settings, "key_env", settings.key_env, secrets))
    return WebhookChannel(Target(address=address, key=key), gate=gate, timeout_seconds=settings.timeout_seconds)
