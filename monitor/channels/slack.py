"""Slack, by an incoming webhook or as a bot. A digest longer than Slack's limits is several messages, one at a time.

https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
https://docs.slack.dev/reference/methods/chat.postMessage
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.channels.declared import secret, wrong
from monitor.channels.replies import judge, post
from monitor.channels.slack_bot import SlackBot, Token
from monitor.channels.slack_pages import payloads
from monitor.model.channels import ChannelSettings
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Channel, Gate

JSON = {"content-type": "application/json; charset=utf-8"}
# A webhook answers 400 to what it cannot take, 403 and 404 where it was taken away, 410 where its channel is archived
# (https://docs.slack.dev/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks). None of them mends itself.
HOPELESS = tuple(range(300, 429)) + tuple(range(430, 500))


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Whoever has the address may post, so it is shown nowhere."""

    address: str = field(repr=False)


class SlackWebhook:
    """Posts to the channel that the webhook belongs to. A webhook gives nothing by which a message could be found."""

    format = Format.SLACK

    def __init__(self, webhook: Webhook, *, gate: Gate, timeout_seconds: float) -> None:
        self._webhook = webhook
        self._gate = gate
        self._timeout_seconds = timeout_seconds

    def send(self, message: Message, recipient: str) -> Receipt:  # noqa: ARG002  (the webhook is the recipient)
        parts = payloads(message)
        body = json.dumps(parts[message.parts_done], ensure_ascii=False).encode()
        reply = post(
            self._gate,
            self._webhook.address,
            body,
            headers=JSON,
            timeout_seconds=self._timeout_seconds,
            service="Slack",
        )
        judge(reply, service="Slack", hopeless=HOPELESS)
        done = message.parts_done + 1
        return Receipt(parts_done=done, is_whole=done == len(parts))

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:  # noqa: ARG002
        return Evidence.NONE

    def rest(self) -> None:
        """Nothing is held open."""


def open_slack(settings: ChannelSettings, gate: Gate, secrets: Mapping[str, str]) -> Channel:
    """The Slack channel; ConfigError names the key or the variable that is missing or wrong."""
    if settings.token_env and settings.webhook_env:
        raise wrong(settings, "token_env", "stands beside webhook_env; name one of them")
    if settings.token_env:
        token = Token(value=secret(settings, "token_env", settings.token_env, secrets))
        return SlackBot(token, api=settings.api, gate=gate, timeout_seconds=settings.timeout_seconds)
    if not settings.webhook_env:
        raise wrong(
            settings,
            "webhook_env",
            "is missing; name the environment variable that holds the webhook's address, or in token_env a bot's token",
        )
    address = secret(settings, "webhook_env", settings.webhook_env, secrets)
    if not address.startswith(("https://", "http://")):
        raise wrong(settings, "webhook_env", f"the environment variable {settings.webhook_env} holds no web address")
    return SlackWebhook(Webhook(address=address), gate=gate, timeout_seconds=settings.timeout_seconds)
