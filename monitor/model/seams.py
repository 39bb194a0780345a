"""The protocols by which pure decisions meet the world; each is an argument, never a global."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.model.articles import Entry, FetchedDocument
from monitor.model.digests import Sentence
from monitor.model.messages import Evidence, Format, Headline, Message, Numbered, Receipt
from monitor.model.polls import Outcome, Poll

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An HTTP answer to a small request of ours (webhooks). Header names in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name.lower()), None)


class Gate(Protocol):
    """The egress gate. Every method raises EgressError where an address is not allowed."""

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """The allowed IP addresses of a host; looked up once, so what is checked is what is connected to."""

    def connect(self, host: str, port: int, *, timeout_seconds: float) -> socket.socket:
        """A connected TCP socket to an allowed address of the host."""

    def post(self, url: str, body: bytes, *, headers: Mapping[str, str], timeout_seconds: float) -> Reply:
        """POST without following redirects; raises EgressError also where nothing answers."""


class Inbox(Protocol):
    """Where the crawler leaves what it found. Synchronous; the crawler calls it in a thread."""

    def unknown(self, poll: Poll, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries whose article page was not fetched before, in their order."""

    def fetched(self, poll: Poll, entry: Entry, document: FetchedDocument) -> None:
        """Keep an article page; one transaction."""

    def told(self, poll: Poll, entries: tuple[Entry, ...]) -> None:
        """Articles without a page that we may see: what the source says of them is kept, with the poll's outcome."""

    def missed(self, poll: Poll, entry: Entry, outcome: Outcome) -> None:
        """An article page that did not come: it is tried again later."""

    def polled(self, poll: Poll, outcome: Outcome) -> None:
        """The source itself was visited, and this came of it."""


class Channel(Protocol):
    """A way to a reader. Raises DeliveryError; a return means that the other side took the message."""

    format: Format

    def send(self, message: Message, recipient: str) -> Receipt:
        """Send the message, or the one part of it that follows `message.parts_done`."""

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:
        """What of a message that may have been sent has arrived: a receipt for it or for its first parts."""

    def rest(self) -> None:
        """Nothing more is sent for now: what is held open may be closed."""


class Translator(Protocol):
    """A service that knows languages. Raises DeliveryError where it does not answer."""

    def translate(self, headlines: Sequence[Headline], *, into: str) -> tuple[str, ...]:
        """One text for each headline; empty where there is none that can be believed."""


class Summariser(Protocol):
    """A service that writes. Raises DeliveryError where it does not answer."""

    def summarise(self, items: Sequence[Numbered], *, into: str) -> tuple[Sentence, ...]:
        """Sentences as the service wrote them, in the language `into`; not yet to be believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writers:
    """Who adds to a digest what no outlet wrote; None: nobody is named."""

    translator: Translator | None = None
    summariser: Summariser | None = None


NOBODY = Writers()
