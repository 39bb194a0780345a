"""When an article was published, judged from all the dates its page gives.

The most trusted field decides, and the others may show where it is wrong. Seen on real pages: a field that is
rewritten with every change while address and printed date keep the first day; a day without a time beside a field
that has both. What offset a time was meant in: offsets.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.extraction.offsets import relabelled, true_offset
from monitor.extraction.page import Page
from monitor.extraction.places import zone_of
from monitor.extraction.printed import printed_of
from monitor.extraction.stamp_fields import OF_ADDRESS, SPEAKS
from monitor.extraction.stamps import Reader, Stamp, is_day, of_scripts, stamps_of
from monitor.model.articles import Entry
from monitor.model.moments import Precision, Published
from monitor.model.outlets import Outlet, PageHints
from monitor.text.detection import language_of

# A page from the future by less is a clock that runs ahead or a time zone left out; by more it is an announced event.
_FUTURE = timedelta(days=1)
_SLACK = timedelta(minutes=10)


def find_published(
    page: Page,
    *,
    outlet: Outlet | None,
    entry: Entry | None,
    hints: PageHints,
    fetched_at: datetime,
    title: str | None = None,
) -> Published | None:
    """The time of first publication, no finer than the page and the entry say it; None where neither says one.

    `title`: the headline, near which a printed date is the article's.
    """
    languages = outlet.languages if outlet else tuple(filter(None, (page.language,)))
    reader = Reader(outlet.zone if outlet else _zone_of(page), languages)
    stamps = [*stamps_of(page, hints=hints, reader=reader), *printed_of(page, title=title, reader=reader)]
    if entry is not None and entry.published is not None:
        stamps.append(Stamp(entry.published, 2.7))
    stamps = sorted(_of_the_past(stamps, reader, fetched_at), key=lambda stamp: -stamp.trust)
    stamps = stamps or _of_the_past(of_scripts(page, reader), reader, fetched_at)
    if not stamps:
        return _last_resort(page, reader, fetched_at)
    return _judged(page, stamps, reader, fetched_at)


def _zone_of(page: Page) -> str:
    """The likely zone of a page without an outlet."""
    return zone_of(page.host, page.language or language_of(page.tree.findtext(".//title") or ""))


def _of_the_past(stamps: list[Stamp], reader: Reader, fetched_at: datetime) -> list[Stamp]:
    kept = []
    for stamp in stamps:
        at = stamp.published.at
        local = stamp.published if stamp.published.precision is not Precision.DAY else None
        if local is not None and at.utcoffset() == timedelta() and fetched_at + _SLACK < at <= fetched_at + _FUTURE:
            # The page cannot have been written after it was fetched: local time that was marked as UTC.
            stamp = replace(stamp, published=relabelled(stamp.published, reader.zone))
        if stamp.published.at <= fetched_at + _FUTURE:
            kept.append(stamp)
    return kept


def _judged(page: Page, stamps: list[Stamp], reader: Reader, fetched_at: datetime) -> Published:
    best = _not_rewritten(stamps)
    chosen = _refined(best, stamps, reader.zone)
    if is_day(chosen):
        chosen = _refined(chosen, of_scripts(page, reader), reader.zone)
    chosen = true_offset(chosen, stamps, reader.zone)
    published = chosen.published
    if published.precision is not Precision.DAY and published.at > fetched_at:
        return replace(published, at=fetched_at.astimezone(published.at.tzinfo).replace(microsecond=0))
    return published


def _not_rewritten(stamps: list[Stamp]) -> Stamp:
    """The most trusted stamp, unless two others agree on an earlier day: then it is rewritten at every change.

    One of the two must not be visible: a list of other articles has dates that agree. Against a printed date alone
    (today's, another article's, the last change) an earlier day in the address is enough.
    """
    best = stamps[0]
    speaking = [stamp for stamp in stamps[1:] if stamp.trust >= SPEAKS]
    if best.visible and (first := next((stamp for stamp in speaking if stamp.trust == OF_ADDRESS), None)):
        return first if _day(best) - _day(first) > timedelta(days=1) else best
    if any(_is_same_day(stamp, best) for stamp in speaking):
        return best
    earlier = [stamp for stamp in speaking if _day(stamp) < _day(best)]
    for stamp in earlier:
        same = [other for other in earlier if other is not stamp and _is_same_day(other, stamp)]
        if any(not (other.visible and stamp.visible) for other in same):
            return max([stamp, *same], key=lambda found: (not is_day(found), found.trust))
    return best


def _is_same_day(a: Stamp, b: Stamp) -> bool:
    """Zones may part a day in two."""
    return abs(_day(a) - _day(b)) <= timedelta(days=1)


def _day(stamp: Stamp) -> datetime:
    return stamp.published.at.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)


def _refined(best: Stamp, stamps: Iterable[Stamp], zone: str) -> Stamp:
    """A stamp of the same day, in its own offset or in the page's zone, that tells the time where the best one does
    not."""
    if not is_day(best):
        return best
    day, place = best.published.at.date(), ZoneInfo(zone)
    times = (stamp for stamp in stamps if not is_day(stamp) and stamp.trust >= SPEAKS)
    return next(
        (stamp for stamp in times if day in (stamp.published.at.date(), stamp.published.at.astimezone(place).date())),
        best,
    )


def _last_resort(page: Page, reader: Reader, fetched_at: datetime) -> Published | None:
    """A day found by htmldate anywhere on the page."""
    from htmldate import find_date

    latest = fetched_at.date().isoformat()
    try:
        found = find_date(
            deepcopy(page.tree), original_date=True, extensive_search=False, max_date=latest, min_date="1995-01-01"
        )
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return None
    return next((stamp.published for stamp in reader.stamp(found, 0.3)), None)
