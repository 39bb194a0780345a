"""What is news and what is archive.

A source shows old articles for many reasons: it is met for the first time, its ids or addresses changed, it moved to
another host and announces its archive again (FreshRSS saw 628 at once). None of that is news. What came while we were
away is, however long we were: so age is not measured from now but from the last visit that succeeded.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.model.articles import Entry
from monitor.model.moments import Precision, Published

# An entry of a source's first listing is news only if it is fresh; the rest of the listing is the archive.
_FRESH = timedelta(hours=24)
_CLOCKS_DIFFER = timedelta(hours=1)
# Editors hold articles back, and feeds announce some late; what is dated more than a week before a visit that did not
# show it was not news when it was announced.
_HELD_BACK = timedelta(days=7)
_DAY = timedelta(days=1)


def news_from(last_success_at: datetime | None, now: datetime) -> datetime:
    """What a source announces now and dates earlier than this is archive."""
    return now - _FRESH if last_success_at is None else last_success_at - _HELD_BACK


def is_news(entry: Entry, *, last_success_at: datetime | None, now: datetime) -> bool:
    """Whether an entry that was not known is news; `last_success_at` None: its source is met for the first time.

    At first sight an entry has to say that it is of today. Later one without a date is news.
    """
    is_first = last_success_at is None
    if entry.published is None:
        return not is_first
    if is_first and entry.published.utc > now + _CLOCKS_DIFFER:
        return False
    return not is_archive(entry.published, news_from(last_success_at, now))


def is_archive(published: Published | None, since: datetime | None) -> bool:
    """Whether a date lies before what is news; a day counts to its end."""
    if published is None or since is None:
        return False
    whole_day = published.precision is Precision.DAY
    return published.utc < since - (_DAY if whole_day else timedelta())
