"""Through Apprise's own plugin for JSON over HTTP, in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.messages import Receipt
from monitor.model.seams import Channel
from tests.channels.channel_builders import message, opened

# Apprise loads all its plugins, some of which lean on modules that Python is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def channel(port: int, *, allow: str) -> Channel:
    return opened(
        "apprise",
        allow=allow,
        secrets={"SERVICE": f"json://127.0.0.1:{port}/s3cret"},
        service_env="SERVICE",
        timeout_seconds=60,
    )


def test_a_digest_goes_by_a_plugin_and_only_where_the_gate_allows(httpserver: HTTPServer) -> None:
    taken: list[Request] = []

    def take(request: Request) -> Response:
        request.get_data()
        taken.append(request)
        return Response("ok")

    httpserver.expect_request("/s3cret").respond_with_handler(take)
    with pytest.raises(DeliveryError, match="the egress gate does not allow its address") as error:
        channel(httpserver.port, allow="").send(message(), "desk")
    assert (taken, error.value.uncertain) == ([], False)
    assert channel(httpserver.port, allow=f"127.0.0.1:{httpserver.port}").send(message(), "desk") == Receipt()
    assert "НАТО і Японія" in taken[0].get_json()["message"]


def test_a_service_that_fails_leaves_it_uncertain_and_is_not_shown(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/s3cret").respond_with_data("no", status=500)
    with pytest.raises(DeliveryError, match="Apprise says that it failed") as error:
        channel(httpserver.port, allow=f"127.0.0.1:{httpserver.port}").send(message(), "desk")
    assert error.value.uncertain
    assert "s3cret" not in str(error.value)


@pytest.mark.parametrize(
    ("secrets", "words"),
    [
        ({}, "the environment variable SERVICE is not set"),
        ({"SERVICE": "pigeon://s3cret"}, "holds no address of Apprise's"),
    ],
)
def test_what_is_no_service_is_said_without_its_secret(secrets: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=words) as error:
        opened("apprise", secrets=secrets, service_env="SERVICE")
    assert "s3cret" not in str(error.value)
