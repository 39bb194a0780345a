"""What is declared of a channel; secrets stand in environment variables, here they are only named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """A `[channels.<name>]` table. `kind` is a key of monitor.channels.CHANNELS; a kind reads its own fields only."""

    name: str
    kind: str
    # email
    host: str = ""
    port: int = 0  # 0: 25, or 587 with starttls, 465 with tls
    security: str = "starttls"  # "none" | "starttls" | "tls"
    sender: str = ""  # "Farwatch <farwatch@example.org>"
    username_env: str = ""
    password_env: str = ""
    # A PEM file that vouches for a mail server of one's own.
    ca_file: str = ""
    # Where readers unsubscribe: "mailto:…" or "https://…"; an https address is promised to take RFC 8058 one-click.
    # {subscription} and {recipient} in it are filled in. Empty: a mail to the sender.
    unsubscribe: str = ""
    # slack, webhook: the variable holds the address to post to, which is a secret
    webhook_env: str = ""
    # slack: the variable holds a bot token, used instead of a webhook; the recipient is a channel's id or name
    token_env: str = ""
    api: str = "https://slack.com/api"
    # webhook: the variable holds the key that signs what is posted
    key_env: str = ""
    # apprise: the variable holds the service's address, which is a secret
    service_env: str = ""
    timeout_seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSettings:
    """The `[translation]` table; `kind` is "libretranslate" or "openai"."""

    kind: str
    address: str  # "https://translate.example.org" or "https://api.example.org/v1"
    model: str = ""
    key_env: str = ""
    timeout_seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """The `[summary]` table: anything that speaks OpenAI's chat completions."""

    address: str  # "https://api.example.org/v1"
    model: str
    key_env: str = ""
    timeout_seconds: int = 60
