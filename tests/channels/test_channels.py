from __future__ import annotations

from typing import Any

import pytest

from monitor.channels import CHANNELS
from monitor.model.errors import ConfigError
from monitor.model.messages import Format
from tests.channels.channel_builders import opened

EMAIL: dict[str, Any] = {"host": "smtp.example.org", "sender": "Farwatch <farwatch@example.org>"}
SLACK: dict[str, Any] = {"webhook_env": "SLACK_WEBHOOK"}
WEBHOOK = "https://hooks.slack.example/services/T0/B0/s3cret"


def test_the_channels_stand_in_order() -> None:
    assert list(CHANNELS) == sorted(CHANNELS)


@pytest.mark.parametrize(
    ("kind", "fields", "format"),
    [
        ("directory", {}, Format.DIRECTORY),
        ("email", EMAIL, Format.EMAIL),
        ("feed", {}, Format.FEED),
        ("slack", SLACK, Format.SLACK),
    ],
)
def test_a_channel_says_how_it_wants_a_digest(kind: str, fields: dict[str, Any], format: Format) -> None:
    assert opened(kind, secrets={"SLACK_WEBHOOK": WEBHOOK}, **fields).format is format


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        (
            "pigeon",
            {},
            "channels.main.kind: 'pigeon' is no kind of channel; name one of apprise, directory, email, feed, slack, webhook",
        ),
        ("email", EMAIL | {"host": ""}, "channels.main.host: is missing"),
        ("email", EMAIL | {"sender": "nobody"}, "channels.main.sender: is no address"),
        ("email", EMAIL | {"sender": "a@b.example\r\nBcc: c@d.example"}, "channels.main.sender: is no address"),
        ("email", EMAIL | {"sender": "олена@example.org"}, "channels.main.sender: is no address"),
        ("email", EMAIL | {"security": "ssl"}, "channels.main.security: 'ssl' is none of none, starttls, tls"),
        ("email", EMAIL | {"unsubscribe": "javascript:x"}, "channels.main.unsubscribe: is no address"),
        ("email", EMAIL | {"unsubscribe": "https://a.example/\r\nBcc: x"}, "channels.main.unsubscribe: is no address"),
        ("email", EMAIL | {"ca_file": "/no/such.pem"}, "channels.main.ca_file: cannot be read as certificates"),
        ("email", EMAIL | {"username_env": "U"}, "channels.main.password_env: is missing"),
        ("email", EMAIL | {"username_env": "U", "security": "none"}, "channels.main.security: would send the password"),
        ("email", EMAIL | {"username_env": "U", "password_env": "P"}, "environment variable U is not set"),
        ("slack", {}, "channels.main.webhook_env: is missing"),
        ("slack", SLACK, "channels.main.webhook_env: the environment variable SLACK_WEBHOOK is not set"),
    ],
)
def test_a_wrong_setting_names_the_file_and_the_key(kind: str, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError) as error:
        opened(kind, **fields)
    assert str(error.value).startswith("config/farwatch.toml: channels.main.")
    assert said in str(error.value)


def test_a_secret_that_is_no_address_is_not_repeated() -> None:
    with pytest.raises(ConfigError, match="holds no web address") as error:
        opened("slack", secrets={"SLACK_WEBHOOK": "s3cret"}, **SLACK)
    assert "s3cret" not in str(error.value)


def test_no_secret_shows_in_a_channel() -> None:
    login = {"username_env": "U", "password_env": "P"}
    mail = opened("email", secrets={"U": "us3r", "P": "s3cret"}, **EMAIL | login)
    slack = opened("slack", secrets={"SLACK_WEBHOOK": WEBHOOK}, **SLACK)
    shown = f"{mail!r} {vars(mail)} {slack!r} {vars(slack)}"
    assert "s3cret" not in shown
    assert "us3r" not in shown
