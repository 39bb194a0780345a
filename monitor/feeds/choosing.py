"""Which of an outlet's listings to follow: as few as bring all of it.

What we saw: a site offers the same stream in three dialects, a stream for each rubric, forgotten ones, comments, and a
news sitemap that holds what the feeds leave out. Names tell none of that, entries do: a listing covers another if, over
the time that it goes back, it has what the other has. Of listings that cover one another the fullest is kept; one that
is covered by a broader one is left out; what nobody covers stays, so that editions in several languages all stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from monitor.feeds.appraisal import Appraisal, Body
from monitor.model.addresses import canonical, same_site
from monitor.model.articles import Entry, Listing
from monitor.model.outlets import SourceKind
from monitor.model.sentences import sentence

# An entry may stand in one of two listings only for minutes (they are made one after the other), so not all of them.
_COVERED = 0.75
# Of a listing without dates its first entries are the newest.
_NEWEST = 5
_MOST_SOURCES = 8
_LEAST_IN_SECTION = 3
_FULLEST = {Body.FULL: 0, Body.SUMMARY: 1, Body.TITLES: 2, Body.ADDRESSES: 3}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A listing that an outlet offers, read and appraised. `links`: the pattern by which its articles are told."""

    url: str
    kind: SourceKind
    listing: Listing
    appraisal: Appraisal
    title: str | None = None
    links: str | None = None

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its entries are known by: address or title, for some feeds link by a counter of clicks."""
        return frozenset(key for entry in self.listing.entries for key in _keys(entry))

    @cached_property
    def oldest(self) -> datetime | None:
        return min((entry.published.utc for entry in self.listing.entries if entry.published), default=None)


def unfit(offer: Offer, home: str) -> str | None:
    """Why a listing cannot be followed, in a few words; None: it can."""
    seen = offer.appraisal
    if not seen.entries:
        return sentence("holds no entries")
    if seen.forgotten and seen.newest:
        return sentence("nothing new since {day}", day=f"{seen.newest.at:%Y-%m-%d}")
    if sum(same_site(entry.url, home) for entry in offer.listing.entries) * 2 < seen.entries and not same_site(
        offer.listing.entries[0].url, offer.url
    ):
        return sentence("its entries lead to other sites")
    if offer.kind is SourceKind.SITEMAP and not seen.dated:
        return sentence("no dates, so what is new cannot be told")
    if offer.kind is SourceKind.SECTION and seen.entries < _LEAST_IN_SECTION:
        return sentence("hardly a link that looks like an article")
    return None


def choose(offers: Sequence[Offer], home: str) -> tuple[Offer, ...]:
    """The listings to follow, the leading one first; empty where none will do.

    Feeds first, then news sitemaps that hold more; a plain sitemap or a section page only where there is neither.
    """
    fit = [offer for offer in offers if unfit(offer, home) is None or _is_quiet(offer, offers, home)]
    chosen = _spared([offer for offer in fit if offer.kind is SourceKind.FEED])
    chosen += _spared([offer for offer in fit if _is_news_sitemap(offer)], beside=chosen)
    if not chosen:
        plain = [offer for offer in fit if offer.kind is SourceKind.SITEMAP]
        chosen = (
            _spared(plain)[:1]
            or sorted((offer for offer in fit if offer.kind is SourceKind.SECTION), key=_preference)[:1]
        )
    return tuple(chosen[:_MOST_SOURCES])


def _is_quiet(offer: Offer, offers: Sequence[Offer], home: str) -> bool:
    """Whether a feed is old because the outlet is: a page of the site still leads with what the feed has."""
    if not offer.appraisal.forgotten:
        return False
    renewed = replace(offer, appraisal=replace(offer.appraisal, forgotten=False))
    pages = [other for other in offers if other.kind is SourceKind.SECTION]
    return unfit(renewed, home) is None and any(covers(page, offer) for page in pages)


def _is_news_sitemap(offer: Offer) -> bool:
    # An index whose children are news sitemaps announces titles as well.
    return offer.kind is SourceKind.SITEMAP and offer.appraisal.body is not Body.ADDRESSES


def _spared(offers: Iterable[Offer], *, beside: Sequence[Offer] = ()) -> list[Offer]:
    """The offers without those that another one, or one of `beside`, covers; of equals the preferred."""
    kept: list[Offer] = []
    for offer in sorted(offers, key=_preference):
        if any(covers(other, offer) for other in (*beside, *kept)):
            continue
        kept = [other for other in kept if not covers(offer, other)]
        kept.append(offer)
    return kept


def _preference(offer: Offer) -> tuple[int, int, int]:
    dated = offer.appraisal.dated > 0.5
    return (_FULLEST[offer.appraisal.body], not dated, -offer.appraisal.entries)


def covers(broad: Offer, other: Offer) -> bool:
    """Whether who follows `broad` need not follow the other."""
    entries = other.listing.entries
    if broad.oldest is None or other.oldest is None:
        recent: Sequence[Entry] = entries[:_NEWEST]
    else:
        oldest = broad.oldest
        recent = [entry for entry in entries if entry.published and entry.published.utc >= oldest]
    if not recent:
        # It is slower than the other's whole window, so nothing can be compared: of one language, one outlet, we take
        # the faster stream for the whole of it.
        return broad.appraisal.language == other.appraisal.language
    return sum(not broad.keys.isdisjoint(_keys(entry)) for entry in recent) >= _COVERED * len(recent)


def _keys(entry: Entry) -> tuple[str, ...]:
    try:
        address: str = canonical(entry.url)
    except ValueError:
        address = entry.url
    return (address, f"title {entry.title}") if entry.title and len(entry.title) > 15 else (address,)
