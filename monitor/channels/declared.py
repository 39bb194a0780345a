"""Reading a channel's table: what is missing is said with the key's name, a secret's value never."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model.channels import ChannelSettings
from monitor.model.errors import ConfigError

FILE = "config/farwatch.toml"


def wrong(settings: ChannelSettings, key: str, expected: str) -> ConfigError:
    """The error for one key of the channel's table."""
    return ConfigError(FILE, f"channels.{settings.name}.{key}", expected)


def secret(settings: ChannelSettings, key: str, variable: str, secrets: Mapping[str, str]) -> str:
    """The value of the environment variable that `key` names."""
    if value := secrets.get(variable, ""):
        return value
    raise wrong(settings, key, f"the environment variable {variable} is not set")
