"""One visit to a source, from its first answer to its outcome; what is new there is followed to its page.

The order is what keeps anything from being lost: a page is in the inbox before the poll is called done, and the
listing's validators go out only when every new entry of it is there or recorded as missed. A visit that breaks off
leaves no trace but the pages it kept, and meets the rest again next time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from monitor.feeds import has_page, read_listing
from monitor.model.articles import Entry, FetchedDocument, Listing
from monitor.model.errors import FeedError
from monitor.model.polls import Outcome, OutcomeKind, Poll, Validators
from monitor.model.seams import Clock, Inbox
from monitor.polling import NEVER_SHOWN, classify, fresh_for, retry_after
from spiders.failures import Unanswered
from spiders.manners import CrawlSettings

# After so many pages in a row that did not come, the host is left alone until the next visit.
_PATIENCE = 3
_SITEMAP_INDEX = "sitemap-index"
_OF_ONE_PAGE = (OutcomeKind.MISSING, OutcomeKind.GONE, OutcomeKind.REFUSED, OutcomeKind.TOO_LARGE)
# Statuses that bring the whole of what was asked for.
_WHOLE = (200, 203)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came for a request, and what it cost. `moved_to`: all redirects on the way were for good."""

    document: FetchedDocument
    seconds: float
    moved_to: str | None = None


# Fetches an address with the manners of the crawl; raises Unanswered.
Fetch = Callable[[str], Awaitable[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A poll under way."""

    poll: Poll
    inbox: Inbox
    clock: Clock
    manners: CrawlSettings
    fetch: Fetch

    async def make(self, answer: Answer) -> Outcome:
        """The outcome of the poll, when all that can be followed was followed."""
        deadline = time.monotonic() + self.manners.seconds_per_poll
        outcome = self._outcome(answer)
        if outcome.kind is OutcomeKind.NOT_MODIFIED:
            # Nothing new; but pages that were missed before may be due again.
            return await self._follow(await self._unknown(()), outcome, deadline)
        if answer.document.status not in _WHOLE:
            return outcome
        try:
            listing = await self._read(answer.document)
        except FeedError as error:
            kind = _class_of(answer.document)
            return replace(outcome, kind=kind, detail=str(error), validators=Validators(), body_hash=None)
        outcome = replace(outcome, listing=listing, detail=listing.problem or "")
        if not listing.entries and not listing.children:
            # A section page without an article link may be a wall in front of it.
            kind = OutcomeKind.BLOCKED if _class_of(answer.document) is OutcomeKind.BLOCKED else OutcomeKind.EMPTY
            return replace(outcome, kind=kind, detail=listing.problem or "The listing holds no entries.")
        return await self._follow_listing(listing, outcome, deadline)

    def missed(self, source: str, why: Unanswered) -> Outcome:
        """The outcome where no answer came at all."""
        return Outcome(kind=why.kind, source=source, at=self.clock(), detail=why.detail)

    async def _follow_listing(self, listing: Listing, outcome: Outcome, deadline: float) -> Outcome:
        is_index = listing.kind == _SITEMAP_INDEX
        new = await self._unknown(listing.entries)
        # An index may stay as it is while its children change: its own validators say nothing.
        whole = not is_index
        waiting = list(listing.children[: self.manners.listings_per_poll])
        for _ in range(self.manners.listings_per_poll):
            # An older page is looked at only if nothing here was known: then there may be a gap between the last visit
            # and this listing. At first sight there is no gap.
            if not waiting or not (is_index or self._may_hide_more(new, listing)):
                break
            further = await self._further(waiting.pop(0))
            if further is None:
                whole = False
                continue
            known = _urls(listing)
            older = tuple(entry for entry in further.entries if entry.url not in known)
            listing = replace(listing, entries=listing.entries + older)
            new += await self._unknown(older)
            # A page leads to the one behind it; one that shows the same again is the last.
            if not is_index and older:
                waiting += further.children[:1]
        outcome = replace(
            outcome,
            kind=OutcomeKind.NEW if new else OutcomeKind.NOTHING_NEW,
            listing=listing,
            new_entries=_announced(new, listing),
        )
        return await self._follow(new, outcome if whole else _unproven(outcome), deadline)

    def _may_hide_more(self, new: tuple[Entry, ...], listing: Listing) -> bool:
        return not self.poll.first and _announced(new, listing) == len(_urls(listing))

    async def _further(self, address: str) -> Listing | None:
        try:
            answer = await self.fetch(address)
            return await self._read(answer.document) if answer.document.status in _WHOLE else None
        except (Unanswered, FeedError):
            return None

    async def _follow(self, new: tuple[Entry, ...], outcome: Outcome, deadline: float) -> Outcome:
        entries = {entry.url: entry for entry in new}.values()
        told = [entry for entry in entries if not has_page(entry)]
        failed, asked, followed = 0, 0, len(told)
        for entry in filter(has_page, entries):
            if asked >= self.manners.pages_per_poll or time.monotonic() > deadline or failed >= _PATIENCE:
                break
            miss = await self._miss_of(entry)
            followed += 1
            if miss is not None and miss.kind in NEVER_SHOWN and _tells(entry):
                told.append(entry)
            elif miss is not None:
                await asyncio.to_thread(self.inbox.missed, self.poll, entry, miss)
            if miss is not None and miss.kind is OutcomeKind.THROTTLED:
                outcome = replace(outcome, retry_after=miss.retry_after or outcome.retry_after)
                break
            # Of what robots.txt forbids nothing was asked; and what one page lacks says nothing of the next.
            asked += miss is None or miss.kind is not OutcomeKind.REFUSED
            failed = failed + 1 if miss is not None and miss.kind not in _OF_ONE_PAGE else 0
        if told:
            await asyncio.to_thread(self.inbox.told, self.poll, tuple(told))
        return outcome if followed == len(entries) else replace(_unproven(outcome), whole=False)

    async def _miss_of(self, entry: Entry) -> Outcome | None:
        """None: the page is in the inbox; else why it did not come."""
        try:
            answer = await self.fetch(entry.url)
        except Unanswered as why:
            return self.missed(entry.url, why)
        if answer.document.status not in _WHOLE:
            return replace(self._outcome(answer), source=entry.url)
        await asyncio.to_thread(self.inbox.fetched, self.poll, entry, answer.document)
        return None

    async def _unknown(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        worth_it = tuple(entry for entry in entries if has_page(entry) or _tells(entry))
        return await asyncio.to_thread(self.inbox.unknown, self.poll, worth_it)

    async def _read(self, document: FetchedDocument) -> Listing:
        source, zone = self.poll.source, self.poll.outlet.zone
        listing = await asyncio.to_thread(read_listing, document, source=source, zone=zone)
        return replace(listing, entries=newest(listing.entries, self.manners.entries_per_listing))

    def _outcome(self, answer: Answer) -> Outcome:
        document = answer.document
        body_hash = sha256(document.body).hexdigest()
        # "Not modified" is an answer to a condition; some servers say it without one, and would say it for ever.
        is_told = document.status == 304 and bool(self.poll.validators.etag or self.poll.validators.last_modified)
        unchanged = is_told or (document.status in _WHOLE and body_hash == self.poll.body_hash)
        failed = not unchanged and document.status not in _WHOLE
        return Outcome(
            # Of what brings a listing this is not the last word.
            kind=_class_of(document) if failed else OutcomeKind.NOT_MODIFIED if unchanged else OutcomeKind.NEW,
            source=self.poll.source.url,
            at=document.fetched_at,
            status=document.status,
            detail=""
            if unchanged or document.status in _WHOLE
            else f"The server answered with status {document.status}.",
            bytes=len(document.body),
            seconds=answer.seconds,
            validators=Validators(etag=document.header("etag"), last_modified=document.header("last-modified")),
            body_hash=body_hash if document.status in _WHOLE else None,
            retry_after=retry_after(document.headers, document.fetched_at),
            fresh_for=None if failed else fresh_for(document.headers),
            moved_to=answer.moved_to,
        )


def newest(entries: tuple[Entry, ...], count: int) -> tuple[Entry, ...]:
    """The newest dated entries and all that are undated, which may be new whatever their place."""
    dated = sorted((entry.published.utc for entry in entries if entry.published), reverse=True)
    if len(dated) <= count:
        return entries
    oldest = dated[count - 1]
    return tuple(entry for entry in entries if entry.published is None or entry.published.utc >= oldest)


def _class_of(document: FetchedDocument) -> OutcomeKind:
    return classify(document.status, document.headers, document.body[:32_768])


def _tells(entry: Entry) -> bool:
    """Whether the source says anything of an article but that it is there."""
    return bool(entry.title or entry.summary or entry.text)


def _announced(new: Sequence[Entry], listing: Listing) -> int:
    """How many of the entries stand in the listing; the others were missed before."""
    return len({entry.url for entry in new} & _urls(listing))


def _urls(listing: Listing) -> set[str]:
    return {entry.url for entry in listing.entries}


def _unproven(outcome: Outcome) -> Outcome:
    """Without validators, so that the next visit sees the listing again."""
    return replace(outcome, validators=Validators(), body_hash=None)
