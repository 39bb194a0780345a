"""Slack as a bot: chat.postMessage, the overflow in a thread under the first message.

Every message carries the delivery's identity and its number as metadata, which Slack keeps and gives back. So what
became of a message that had no answer can be asked (conversations.history, conversations.replies; scope
channels:history or groups:history). Without that scope, or where the recipient is a name and not an id, nobody can say,
and it is sent again marked. `client_msg_id` is no such thing: Slack's engineers ask not to rely on it
(https://github.com/slackapi/java-slack-sdk/issues/852).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from monitor.channels.replies import judge, post, retry_after
from monitor.channels.slack_pages import payloads
from monitor.model.errors import DeliveryError
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.seams import Gate

EVENT = "farwatch_digest"
# Errors that speak of this message; those that speak of us, the token or the channel an operator can mend.
HOPELESS = ("invalid_blocks", "msg_blocks_too_long", "msg_too_long", "no_text", "invalid_metadata_format")
# A delivery is tried for three days.
LOOK_BACK = timedelta(days=4)
MOST_PAGES = 5

Answer = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Shown nowhere."""

    value: str = field(repr=False)


class SlackBot:
    """Posts to the recipient, a channel's id or name. `provider_id` is "channel/ts" of the first message."""

    format = Format.SLACK

    def __init__(self, token: Token, *, api: str, gate: Gate, timeout_seconds: float) -> None:
        self._token = token
        self._api = api.rstrip("/")
        self._gate = gate
        self._timeout_seconds = timeout_seconds

    def send(self, message: Message, recipient: str) -> Receipt:
        parts = payloads(message)
        number = message.parts_done
        channel, _, thread = (message.provider_id or recipient).partition("/")
        payload: Answer = {
            **parts[number],
            "channel": channel,
            "unfurl_links": False,
            "unfurl_media": False,
            "metadata": {"event_type": EVENT, "event_payload": {"delivery": message.id, "part": number}},
        }
        if number and thread:
            payload["thread_ts"] = thread
        answer = self._call("chat.postMessage", json.dumps(payload, ensure_ascii=False).encode(), "application/json")
        if not answer.get("ok"):
            raise _refused(answer, recipient)
        return Receipt(
            provider_id=f"{answer.get('channel', channel)}/{answer.get('ts', '')}",
            parts_done=number + 1,
            is_whole=number + 1 == len(parts),
        )

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:
        channel, _, thread = (message.provider_id or recipient).partition("/")
        oldest = f"{(message.date - LOOK_BACK).timestamp():.6f}"
        found: dict[int, str] = {}
        if not thread:
            seen = self._ours("conversations.history", message, {"channel": channel, "oldest": oldest})
            if seen is None:
                return Evidence.NONE
            thread = seen.get(0, "")
            found |= seen
        if thread:
            seen = self._ours("conversations.replies", message, {"channel": channel, "ts": thread})
            if seen is None:
                return Evidence.NONE
            found |= seen
        return _arrived(found, message, f"{channel}/{thread}")

    def rest(self) -> None:
        """Nothing is held open."""

    def _ours(self, method: str, message: Message, asked: dict[str, str]) -> dict[int, str] | None:
        """Part number -> ts of the delivery's messages; None where Slack does not let us see, or not all."""
        found: dict[int, str] = {}
        cursor = ""
        for _ in range(MOST_PAGES):
            query = asked | {"include_all_metadata": "true", "limit": "200"} | ({"cursor": cursor} if cursor else {})
            answer = self._call(method, urlencode(query).encode(), "application/x-www-form-urlencoded")
            if not answer.get("ok"):
                return None
            found |= dict(_numbered(answer, message))
            more = answer.get("response_metadata")
            cursor = str(more.get("next_cursor") or "") if isinstance(more, dict) else ""
            if not cursor:
                return found
        return None

    def _call(self, method: str, body: bytes, kind: str) -> Answer:
        headers = {"content-type": f"{kind}; charset=utf-8", "authorization": f"Bearer {self._token.value}"}
        url = f"{self._api}/{method}"
        reply = post(self._gate, url, body, headers=headers, timeout_seconds=self._timeout_seconds, service="Slack")
        judge(reply, service="Slack", hopeless=())
        try:
            answer = json.loads(reply.body)
        except ValueError as error:
            raise DeliveryError("Slack answered with no JSON", uncertain=True) from error
        if not isinstance(answer, dict):
            raise DeliveryError("Slack answered with no JSON object", uncertain=True)
        if answer.get("error") in ("ratelimited", "rate_limited"):
            raise DeliveryError("Slack asks to wait", retry_after=retry_after(reply))
        return answer


def _refused(answer: Answer, recipient: str) -> DeliveryError:
    code = str(answer.get("error", "unknown"))[:100]
    hint = " (invite the bot into the channel)" if code in ("not_in_channel", "channel_not_found") else ""
    return DeliveryError(f"Slack refused the message to {recipient}: {code}{hint}", permanent=code in HOPELESS)


def _numbered(answer: Answer, message: Message) -> Iterator[tuple[int, str]]:
    messages = answer.get("messages")
    for one in messages if isinstance(messages, list) else ():
        metadata = one.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if metadata.get("event_type") == EVENT and payload.get("delivery") == message.id:
            yield int(payload.get("part", 0)), str(one.get("ts", ""))


def _arrived(found: dict[int, str], message: Message, provider_id: str) -> Receipt | Evidence:
    """How many parts stand there from the first on."""
    every = len(payloads(message))
    done = message.parts_done
    while done in found:
        done += 1
    if not done:
        return Evidence.ABSENT
    return Receipt(provider_id=provider_id, parts_done=done, is_whole=done >= every)
