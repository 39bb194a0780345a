"""The three seams that tests stand in for: crawl, channel, now. A fake keeps what it was given; tests compare values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from monitor.model.articles import Entry, FetchedDocument
from monitor.model.digests import Format, Message, Receipt
from monitor.model.errors import DeliveryError
from monitor.model.polls import Outcome, OutcomeKind, Poll
from monitor.model.seams import Inbox


def clock_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


class FakeCrawl:
    """Gives every poll the same entries with the same page, or the same failure."""

    def __init__(
        self, *pages: tuple[Entry, FetchedDocument | None], kind: OutcomeKind = OutcomeKind.NEW, at: datetime
    ) -> None:
        self._pages = pages
        self._kind = kind
        self._at = at
        self.polls: list[Poll] = []

    async def __call__(self, polls: Sequence[Poll], inbox: Inbox) -> None:
        for poll in polls:
            self.polls.append(poll)
            pages = dict((entry.url, page) for entry, page in self._pages)
            new = inbox.unknown(poll, tuple(entry for entry, _ in self._pages))
            for entry in new:
                page = pages.get(entry.url)
                if page is None:
                    missed = Outcome(kind=OutcomeKind.SERVER_ERROR, source=poll.source.url, at=self._at, status=500)
                    inbox.missed(poll, entry, missed)
                else:
                    inbox.fetched(poll, entry, page)
            inbox.polled(poll, Outcome(kind=self._kind, source=poll.source.url, at=self._at, new_entries=len(new)))


class FakeChannel:
    """Takes every message, or refuses each with the given error."""

    format = Format.EMAIL

    def __init__(self, error: DeliveryError | None = None) -> None:
        self._error = error
        self.sent: list[tuple[Message, str]] = []

    def send(self, message: Message, recipient: str) -> Receipt:
        if self._error is not None:
            raise self._error
        self.sent.append((message, recipient))
        return Receipt(provider_id=f"id-{len(self.sent)}")
