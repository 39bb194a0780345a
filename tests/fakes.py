"""The three seams that tests stand in for: crawl, channel, now. A fake keeps what it was given; tests compare values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.feeds import read_listing
from monitor.model.articles import Entry, FetchedDocument, Listing
from monitor.model.errors import DeliveryError, FeedError
from monitor.model.messages import Evidence, Format, Message, Receipt
from monitor.model.polls import Outcome, OutcomeKind, Poll
from monitor.model.seams import Inbox
from monitor.polling import NEVER_SHOWN


def clock_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


class FakeCrawl:
    """Gives every poll the same entries with the same page, or the same failure."""

    def __init__(
        self,
        *pages: tuple[Entry, FetchedDocument | None],
        kind: OutcomeKind = OutcomeKind.NEW,
        at: datetime,
        moved_to: str | None = None,
        missed: OutcomeKind = OutcomeKind.SERVER_ERROR,
    ) -> None:
        self._pages = pages
        self._kind = kind
        self._at = at
        self._moved_to = moved_to
        self._missed = missed
        self.polls: list[Poll] = []

    async def __call__(self, polls: Sequence[Poll], inbox: Inbox) -> None:
        for poll in polls:
            self.polls.append(poll)
            pages = {entry.url: page for entry, page in self._pages}
            new = inbox.unknown(poll, tuple(entry for entry, _ in self._pages))
            for entry in new:
                page = pages.get(entry.url)
                if page is None:
                    missed = Outcome(kind=self._missed, source=poll.source.url, at=self._at)
                    if self._missed in NEVER_SHOWN:
                        inbox.told(poll, (entry,))
                    else:
                        inbox.missed(poll, entry, missed)
                else:
                    inbox.fetched(poll, entry, page)
            inbox.polled(poll, self._outcome(poll, len(new)))

    def _outcome(self, poll: Poll, new_entries: int) -> Outcome:
        listing = Listing(kind="rss", title=None, entries=tuple(entry for entry, _ in self._pages))
        moved_to = self._moved_to if self._moved_to != poll.source.url else None
        outcome = Outcome(kind=self._kind, source=poll.source.url, at=self._at, new_entries=new_entries)
        return replace(outcome, listing=listing, moved_to=moved_to) if outcome.succeeded else outcome


class FakeRoad:
    """The crawler on a small web: what stands at these addresses, and nothing elsewhere."""

    def __init__(self, pages: Mapping[str, str], *, at: datetime) -> None:
        self._pages = pages
        self._at = at

    async def fetch(self, urls: Sequence[str]) -> tuple[FetchedDocument | Outcome, ...]:
        return tuple(self._answer(url) for url in urls)

    async def crawl(self, polls: Sequence[Poll], inbox: Inbox) -> None:
        for poll in polls:
            inbox.polled(poll, self._outcome(poll))

    def _answer(self, url: str) -> FetchedDocument | Outcome:
        if url not in self._pages:
            return Outcome(kind=OutcomeKind.UNREACHABLE, source=url, at=self._at, detail=f"Nothing answers at {url}.")
        body = self._pages[url].encode()
        return FetchedDocument(url=url, final_url=url, status=200, headers=(), body=body, fetched_at=self._at)

    def _outcome(self, poll: Poll) -> Outcome:
        answer = self._answer(poll.source.url)
        if isinstance(answer, Outcome):
            return answer
        base = Outcome(kind=OutcomeKind.NEW, source=poll.source.url, at=self._at, status=200)
        try:
            return replace(base, listing=read_listing(answer, source=poll.source, zone="UTC"))
        except FeedError as error:
            return replace(base, kind=OutcomeKind.NOT_A_FEED, detail=str(error))


class FakeChannel:
    """Takes every message, or refuses each with the given error."""

    format = Format.EMAIL

    def __init__(self, error: DeliveryError | None = None) -> None:
        self._error = error
        self.sent: list[tuple[Message, str]] = []
        self.evidence: Receipt | Evidence = Evidence.NONE

    def send(self, message: Message, recipient: str) -> Receipt:
        if self._error is not None:
            raise self._error
        self.sent.append((message, recipient))
        return Receipt(provider_id=f"id-{len(self.sent)}")

    def look_for(self, message: Message, recipient: str) -> Receipt | Evidence:
        return self.evidence

    def rest(self) -> None:
        """Nothing is held open."""
