"""Against a local server that holds Slack's documented limits."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.channels.slack import SlackWebhook, Webhook
from monitor.egress import EgressGate
from monitor.model.errors import DeliveryError
from monitor.model.messages import Evidence, Receipt
from tests.channels.channel_builders import message, opened

PATH = "/services/T0/B0/s3cret"


class Slack:
    """Takes payloads as incoming webhooks do; `answers` are given before it does its own."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.posted: list[dict[str, Any]] = []
        self.answers: list[Response] = []
        server.expect_request(PATH, method="POST").respond_with_handler(self.take)

    def take(self, request: Request) -> Response:
        if self.answers and (answer := self.answers.pop(0)).status_code != 200:
            return answer
        payload = json.loads(request.data)
        if wrong := fault(payload):
            return Response(wrong, status=400)
        self.posted.append(payload)
        return Response("ok")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.port}{PATH}"

    def channel(self) -> SlackWebhook:
        gate = EgressGate(allow=(f"127.0.0.1:{self.server.port}",))
        return SlackWebhook(Webhook(address=self.address), gate=gate, timeout_seconds=2)


def fault(payload: dict[str, Any]) -> str:
    if not isinstance(payload.get("text"), str) or set(payload) > {"text", "blocks"}:
        return "invalid_payload"
    blocks = payload.get("blocks", [])
    texts = [block["text"]["text"] for block in blocks if "text" in block]
    return "invalid_blocks" if len(blocks) > 50 or any(not 0 < len(text) <= 3000 for text in texts) else ""


@pytest.fixture
def slack(httpserver: HTTPServer) -> Slack:
    return Slack(httpserver)


def pages(count: int) -> Any:
    first, *more = [{"text": f"page {n}", "blocks": []} for n in range(1, count + 1)]
    return message(parts=(("blocks", json.dumps(first | ({"more": more} if more else {}))),))


def test_a_digest_is_posted(slack: Slack) -> None:
    assert slack.channel().send(pages(1), "") == Receipt()
    assert slack.posted == [{"text": "page 1", "blocks": []}]


def test_a_channel_is_opened_from_its_settings(slack: Slack) -> None:
    allow, secrets = f"127.0.0.1:{slack.server.port}", {"HOOK": slack.address}
    channel = opened("slack", allow=allow, secrets=secrets, webhook_env="HOOK")
    channel.send(pages(1), "")
    assert len(slack.posted) == 1


def test_a_long_digest_is_several_messages_one_a_call(slack: Slack) -> None:
    receipts = [slack.channel().send(replace(pages(3), parts_done=done), "") for done in range(3)]
    assert [payload["text"] for payload in slack.posted] == ["page 1", "page 2", "page 3"]
    assert [(one.parts_done, one.is_whole) for one in receipts] == [(1, False), (2, False), (3, True)]


@pytest.mark.parametrize(
    ("answer", "permanent", "wait"),
    [
        (Response("rate_limited", status=429, headers={"Retry-After": "90"}), False, 90),
        (Response("rate_limited", status=429, headers={"Retry-After": "soon"}), False, 30),
        (Response("fatal", status=500), False, None),
        (Response("channel_is_archived", status=410), True, None),
        (Response("no_service", status=404), True, None),
        (Response("moved", status=302, headers={"Location": "https://evil.example/"}), True, None),
    ],
)
def test_slacks_words_are_passed_on(slack: Slack, answer: Response, permanent: bool, wait: int | None) -> None:
    slack.answers = [answer]
    with pytest.raises(
        DeliveryError, match=f"Slack answered {answer.status_code}: {answer.get_data(as_text=True)}"
    ) as error:
        slack.channel().send(pages(1), "")
    asked = timedelta(seconds=wait) if wait else None
    assert (error.value.permanent, error.value.retry_after, error.value.uncertain) == (permanent, asked, False)


def test_a_webhook_cannot_say_what_arrived(slack: Slack) -> None:
    assert slack.channel().look_for(pages(1), "") is Evidence.NONE


def test_slack_out_of_reach_is_tried_again_and_the_webhook_not_shown(slack: Slack) -> None:
    gate = EgressGate(allow=("127.0.0.1",))
    channel = SlackWebhook(Webhook(address=f"http://127.0.0.1:1{PATH}"), gate=gate, timeout_seconds=2)
    with pytest.raises(DeliveryError, match="Slack was not reached") as error:
        channel.send(pages(1), "")
    assert (error.value.permanent, error.value.uncertain, error.value.unreached) == (False, False, True)
    assert "s3cret" not in f"{error.value} {error.value.__cause__}"


def test_no_answer_leaves_it_uncertain() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def hang_up() -> None:
        peer, _ = listener.accept()
        with peer:
            peer.recv(65536)

    thread = threading.Thread(target=hang_up)
    thread.start()
    port = listener.getsockname()[1]
    gate = EgressGate(allow=(f"127.0.0.1:{port}",))
    channel = SlackWebhook(Webhook(address=f"http://127.0.0.1:{port}{PATH}"), gate=gate, timeout_seconds=2)
    with pytest.raises(DeliveryError) as error:
        channel.send(pages(1), "")
    thread.join()
    listener.close()
    assert error.value.uncertain
    assert "s3cret" not in str(error.value)


def test_the_gate_is_asked() -> None:
    channel = opened("slack", secrets={"HOOK": "http://169.254.169.254/latest"}, webhook_env="HOOK")
    with pytest.raises(DeliveryError, match="not allowed"):
        channel.send(pages(1), "")
