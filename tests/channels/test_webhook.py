from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.messages import Receipt
from monitor.model.seams import Channel
from tests.channels.channel_builders import DATE, message, opened

KEY = base64.b64encode(b"a key of 24 bytes, or so").decode()


@pytest.fixture
def asked(httpserver: HTTPServer) -> list[Request]:
    kept: list[Request] = []

    def take(request: Request) -> Response:
        request.get_data()
        kept.append(request)
        return Response(status=204)

    httpserver.expect_request("/in").respond_with_handler(take)
    return kept


def channel(server: HTTPServer, key: str = f"whsec_{KEY}", path: str = "/in") -> Channel:
    secrets = {"HOOK": f"http://127.0.0.1:{server.port}{path}", "KEY": key}
    return opened(
        "webhook",
        allow=f"127.0.0.1:{server.port}",
        secrets=secrets,
        webhook_env="HOOK",
        key_env="KEY",
        timeout_seconds=2,
    )


DIGEST = message(parts=(("json", json.dumps({"stories": []})),))


@pytest.mark.parametrize(("written", "key"), [(f"whsec_{KEY}", base64.b64decode(KEY)), ("plain", b"plain")])
def test_a_receiver_can_tell_that_it_is_ours_and_new(
    httpserver: HTTPServer, asked: list[Request], written: str, key: bytes
) -> None:
    """The signature as a receiver computes it, from the specification."""
    assert channel(httpserver, written).send(DIGEST, "desk") == Receipt()
    (request,) = asked
    signed = f"{DIGEST.id}.{int(DATE.timestamp())}.".encode() + request.get_data()
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    headers = {name: request.headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature")}
    assert headers == {"id": DIGEST.id, "timestamp": str(int(DATE.timestamp())), "signature": f"v1,{expected}"}
    assert request.get_json() == {"stories": []}


@pytest.mark.parametrize(("status", "permanent"), [(400, True), (401, False), (404, False), (410, True), (500, False)])
def test_what_an_operator_can_mend_is_tried_again(httpserver: HTTPServer, status: int, permanent: bool) -> None:
    httpserver.expect_request("/no").respond_with_data("no", status=status)
    with pytest.raises(DeliveryError, match=f"the webhook answered {status}: no") as error:
        channel(httpserver, path="/no").send(DIGEST, "desk")
    assert (error.value.permanent, error.value.uncertain) == (permanent, False)


@pytest.mark.parametrize(
    ("fields", "secrets", "words"),
    [
        ({}, {}, "webhook_env: is missing"),
        ({"webhook_env": "HOOK"}, {}, "key_env: is missing"),
        ({"webhook_env": "HOOK", "key_env": "KEY"}, {"HOOK": "s3cret", "KEY": "k"}, "holds no web address"),
        ({"webhook_env": "HOOK", "key_env": "KEY"}, {"HOOK": "https://a.example", "KEY": "whsec_%"}, "no base64"),
    ],
)
def test_what_is_missing_is_named(fields: dict[str, Any], secrets: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigError, match=words) as error:
        opened("webhook", secrets=secrets, **fields)
    assert "s3cret" not in str(error.value)
