"""All sending, one file a channel; and the services that translate headlines and summarise, where they are named.

Comes in: a rendered message and a recipient. Goes out: a receipt, or a DeliveryError that says whether to try again.
May not: render, choose recipients, keep state beyond a connection, or reach the network but through the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from monitor.channels.apprise import open_apprise
from monitor.channels.directory import open_directory
from monitor.channels.email import open_email
from monitor.channels.feed import open_feed
from monitor.channels.slack import open_slack
from monitor.channels.summary import open_summariser
from monitor.channels.translation import open_translator
from monitor.channels.webhook import open_webhook
from monitor.model.channels import ChannelSettings
from monitor.model.errors import ConfigError
from monitor.model.seams import Channel, Gate

__all__ = ["CHANNELS", "open_channel", "open_summariser", "open_translator"]

Opener = Callable[[ChannelSettings, Gate, Mapping[str, str]], Channel]

CHANNELS: dict[str, Opener] = {
    "apprise": open_apprise,
    "directory": open_directory,
    "email": open_email,
    "feed": open_feed,
    "slack": open_slack,
    "webhook": open_webhook,
}


def open_channel(settings: ChannelSettings, *, gate: Gate, secrets: Mapping[str, str]) -> Channel:
    """The channel that the settings declare; `secrets` is the environment. ConfigError names what is wrong."""
    opener = CHANNELS.get(settings.kind)
    if opener is None:
        raise ConfigError(
            "config/farwatch.toml",
            f"channels.{settings.name}.kind",
            f"{settings.kind!r} is no kind of channel; name one of {', '.join(CHANNELS)}",
        )
    return opener(settings, gate, secrets)
