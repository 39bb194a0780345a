"""Slack incoming webhooks (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks)."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.channels.declared import secret, wrong
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DeliveryId, Format, Message, Receipt
from monitor.model.errors import DeliveryError, EgressError
from monitor.model.seams import Channel, Gate, Reply

# Half a digest is posted and Slack says 429: waiting so long here is better than beginning again later.
PATIENCE_SECONDS = 60
DEFAULT_WAIT_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Whoever has the address may post, so it is shown nowhere."""

    address: str = field(repr=False)


class SlackChannel:
    """Posts a digest, in several messages where Slack's limits ask for it.

    A webhook gives nothing by which a message could be found again, so how many messages of a digest were posted is
    remembered here: a try after a failure half way goes on where that one stopped.
    """

    format = Format.SLACK

    def __init__(
        self, webhook: Webhook, *, gate: Gate, timeout_seconds: float, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._webhook = webhook
        self._gate = gate
        self._timeout_seconds = timeout_seconds
        self._wait = wait
        self._posted: dict[DeliveryId, int] = {}

    def send(self, message: Message, recipient: str) -> Receipt:  # noqa: ARG002  (the webhook is the recipient)
        payloads = _payloads(message)
        for number in range(self._posted.get(message.id, 0), len(payloads)):
            try:
                self._post_patiently(payloads[number], patient=number > 0)
            except DeliveryError as error:
                raise _half_way(error, number, len(payloads)) from error.__cause__
            self._posted[message.id] = number + 1
        self._posted.pop(message.id, None)
        return Receipt()

    def _post_patiently(self, payload: bytes, *, patient: bool) -> None:
        try:
            self._post(payload)
        except DeliveryError as error:
            seconds = error.retry_after.total_seconds() if error.retry_after else None
            if not patient or seconds is None or seconds > PATIENCE_SECONDS:
                raise
            self._wait(seconds)
            self._post(payload)

    def _post(self, payload: bytes) -> None:
        try:
            reply = self._gate.post(
                self._webhook.address,
                payload,
                headers={"content-type": "application/json; charset=utf-8"},
                timeout_seconds=self._timeout_seconds,
            )
        except EgressError as error:
            # The cause names the address, and the address is the secret: it is not chained.
            why = str(error).replace(self._webhook.address, "the webhook")
            raise DeliveryError(f"Slack was not reached: {why}", uncertain=_was_sent(error)) from None
        _judge(reply)


def _half_way(error: DeliveryError, posted: int, messages: int) -> DeliveryError:
    """Where another process makes the next try, it begins again: what was posted is then a repeat."""
    if not posted:
        return error
    return DeliveryError(
        f"{posted} of {messages} messages were posted, then: {error}",
        permanent=error.permanent,
        retry_after=error.retry_after,
        uncertain=True,
    )


def _was_sent(error: EgressError) -> bool:
    """Whether the message may have left: the connection stood, and then broke or brought no HTTP answer."""
    broke = isinstance(error.__cause__, OSError | http.client.HTTPException)
    return broke and not isinstance(error.__cause__, socket.gaierror | ssl.SSLCertVerificationError)


def _payloads(message: Message) -> tuple[bytes, ...]:
    first = json.loads(message.part("blocks"))
    more = first.pop("more", [])
    return tuple(json.dumps(payload, ensure_ascii=False).encode() for payload in (first, *more))


def _judge(reply: Reply) -> None:
    if reply.status == 200:
        return
    said = "".join(c if c.isprintable() else " " for c in reply.body[:200].decode("utf-8", "replace"))
    sentence = f"Slack answered {reply.status}: {said}"
    if reply.status == 429:
        raise DeliveryError(sentence, retry_after=_retry_after(reply))
    raise DeliveryError(sentence, permanent=reply.status < 500)


def _retry_after(reply: Reply) -> timedelta:
    asked = reply.header("retry-after") or ""
    return timedelta(seconds=int(asked) if asked.isdecimal() and len(asked) < 7 else DEFAULT_WAIT_SECONDS)


def open_slack(settings: ChannelSettings, gate: Gate, secrets: Mapping[str, str]) -> Channel:
    """The Slack channel; ConfigError names the key or the variable that is missing or wrong."""
    if not settings.webhook_env:
        raise wrong(
            settings, "webhook_env", "is missing; name the environment variable that holds the webhook's address"
        )
    address = secret(settings, "webhook_env", settings.webhook_env, secrets)
    if not address.startswith(("https://", "http://")):
        raise wrong(settings, "webhook_env", f"the environment variable {settings.webhook_env} holds no web address")
    return SlackChannel(Webhook(address=address), gate=gate, timeout_seconds=settings.timeout_seconds)
