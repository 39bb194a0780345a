"""Against a local server that answers as Slack's Web API does."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.channels.slack_bot import SlackBot
from monitor.model.errors import DeliveryError
from monitor.model.messages import Evidence, Message, Receipt
from tests.channels.channel_builders import message, opened

CHANNEL = "C0NEWS"


class Workspace:
    """Keeps what is posted and gives it back with its metadata; `answers` come before its own."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.posted: list[dict[str, Any]] = []
        self.tokens: set[str] = set()
        self.answers: list[Response] = []
        self.history_is_seen = True
        for method in ("chat.postMessage", "conversations.history", "conversations.replies"):
            server.expect_request(f"/api/{method}", method="POST").respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        self.tokens.add(request.headers["Authorization"])
        if self.answers:
            return self.answers.pop(0)
        if request.path.endswith("postMessage"):
            self.posted.append(json.loads(request.data) | {"ts": f"{len(self.posted) + 1}.5"})
            return said(ok=True, channel=CHANNEL, ts=self.posted[-1]["ts"])
        if not self.history_is_seen:
            return said(ok=False, error="missing_scope")
        thread = request.form.get("ts")
        found = [m for m in self.posted if thread in (m["ts"], m.get("thread_ts")) or not (thread or "thread_ts" in m)]
        return said(ok=True, messages=found, response_metadata={"next_cursor": ""})

    def bot(self) -> SlackBot:
        port = self.server.port
        fields = {"token_env": "TOKEN", "api": f"http://127.0.0.1:{port}/api", "timeout_seconds": 2}
        bot = opened("slack", allow=f"127.0.0.1:{port}", secrets={"TOKEN": "xoxb-s3cret"}, **fields)
        assert isinstance(bot, SlackBot)
        return bot


def said(status: int = 200, **answer: Any) -> Response:
    return Response(json.dumps(answer), status=status)


@pytest.fixture
def slack(httpserver: HTTPServer) -> Workspace:
    return Workspace(httpserver)


def pages(count: int) -> Message:
    first, *more = [{"text": f"page {n}", "blocks": []} for n in range(1, count + 1)]
    return message(parts=(("blocks", json.dumps(first | ({"more": more} if more else {}))),))


def post(slack: Workspace, digest: Message, parts: int) -> Message:
    """So many parts posted, each by a channel of its own, as after restarts."""
    for _ in range(parts):
        receipt = slack.bot().send(digest, CHANNEL)
        digest = replace(digest, parts_done=receipt.parts_done, provider_id=digest.provider_id or receipt.provider_id)
    return digest


def test_the_overflow_stands_in_a_thread_under_the_first_message(slack: Workspace) -> None:
    post(slack, pages(3), 3)
    assert [one["text"] for one in slack.posted] == ["page 1", "page 2", "page 3"]
    assert [one.get("thread_ts") for one in slack.posted] == [None, "1.5", "1.5"]
    assert {one["channel"] for one in slack.posted} == {CHANNEL}
    assert slack.tokens == {"Bearer xoxb-s3cret"}


def test_a_message_carries_an_identity_that_does_not_change(slack: Workspace) -> None:
    slack.bot().send(pages(1), CHANNEL)
    slack.bot().send(pages(1), CHANNEL)
    assert slack.posted[0]["metadata"] == slack.posted[1]["metadata"]
    assert slack.posted[0]["metadata"]["event_payload"] == {"delivery": "0123456789abcdef", "part": 0}


def test_a_long_wait_half_way_posts_nothing_twice(slack: Workspace) -> None:
    half = post(slack, pages(3), 1)
    slack.answers = [Response("ratelimited", status=429, headers={"Retry-After": "90"})]
    with pytest.raises(DeliveryError) as error:
        slack.bot().send(half, CHANNEL)
    assert error.value.retry_after is not None
    assert error.value.retry_after.total_seconds() == 90
    post(slack, half, 2)
    assert [one["text"] for one in slack.posted] == ["page 1", "page 2", "page 3"]


@pytest.mark.parametrize("posted", [1, 2])
def test_what_arrived_is_found_by_its_identity(slack: Workspace, posted: int) -> None:
    post(slack, pages(3), posted)
    found = slack.bot().look_for(pages(3), CHANNEL)
    assert found == Receipt(provider_id=f"{CHANNEL}/1.5", parts_done=posted, is_whole=False)


def test_what_arrived_whole_is_found_whole_and_another_digest_is_not_it(slack: Workspace) -> None:
    post(slack, pages(1), 1)
    assert slack.bot().look_for(pages(1), CHANNEL) == Receipt(provider_id=f"{CHANNEL}/1.5")
    other = replace(pages(1), id=message(id="fedcba9876543210").id)
    assert slack.bot().look_for(other, CHANNEL) is Evidence.ABSENT


def test_without_the_scope_nobody_can_say(slack: Workspace) -> None:
    slack.history_is_seen = False
    assert slack.bot().look_for(pages(1), CHANNEL) is Evidence.NONE


@pytest.mark.parametrize(
    ("answer", "permanent", "words"),
    [
        (said(ok=False, error="not_in_channel"), False, "not_in_channel (invite the bot into the channel)"),
        (said(ok=False, error="invalid_auth"), False, "invalid_auth"),
        (said(ok=False, error="invalid_blocks"), True, "invalid_blocks"),
        (said(status=503, error="busy"), False, "Slack answered 503"),
    ],
)
def test_a_refusal_is_said_in_slacks_words(slack: Workspace, answer: Response, permanent: bool, words: str) -> None:
    slack.answers = [answer]
    with pytest.raises(DeliveryError) as error:
        slack.bot().send(pages(1), CHANNEL)
    assert words in str(error.value)
    assert error.value.permanent is permanent
    assert "s3cret" not in str(error.value)
