"""A digest as a channel sends it, and what the channel says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.digests import DeliveryId


class Format(StrEnum):
    """How a channel wants a digest."""

    EMAIL = "email"
    SLACK = "slack"
    DIRECTORY = "directory"
    TEXT = "text"
    JSON = "json"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A rendered digest: file name or part -> content, all text. `id` is stable over retries.

    Parts by format: EMAIL "text" and "html"; SLACK "blocks"; DIRECTORY and FEED file names; TEXT "text"; JSON "json".
    """

    id: DeliveryId
    # Whose digest: mail programs file a list by it.
    subscription: str = ""
    subject: str
    parts: tuple[tuple[str, str], ...]
    date: datetime
    possibly_repeated: bool = False
    # Where its one reader unsubscribes; empty: nowhere on the desk.
    unsubscribe: str = ""
    # A channel that sends in parts goes on after so many; the first is called so.
    parts_done: int = 0
    provider_id: str | None = None

    def part(self, name: str) -> str:
        return dict(self.parts)[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The channel took the message, or the next part of it; `provider_id` is what it calls it, where it says."""

    provider_id: str | None = None
    parts_done: int = 1
    is_whole: bool = True


class Evidence(StrEnum):
    """What a channel says of a message that it does not find."""

    NONE = "none"  # it cannot tell: the message may be there
    ABSENT = "absent"  # it is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What is to be translated."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """An item of a digest as what is to be summarised; `number` is the one that it has in the digest."""

    number: int
    headline: str
    outlet: str
    language: str | None
    excerpt: str


# A weekend and a Monday off: a server that is down longer is not about to come back by itself.
UNDELIVERED = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A reader whom nothing has reached since, although so many digests were to be sent."""

    channel: str
    recipient: str
    since: datetime
    digests: int
