from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.moments import Precision, Published
from monitor.polling import is_archive, is_news
from monitor.polling.news import news_from
from tests.builders import NOW, entry

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def published(at: datetime, precision: Precision = Precision.MINUTE) -> Published:
    return Published(at=at, precision=precision)


@pytest.mark.parametrize(
    ("age", "news"), [(HOUR, True), (23 * HOUR, True), (25 * HOUR, False), (400 * DAY, False), (-30 * DAY, False)]
)
def test_of_a_first_listing_only_what_is_of_today_is_news(age: timedelta, news: bool) -> None:
    assert is_news(entry(published=published(NOW - age)), last_success_at=None, now=NOW) is news


@pytest.mark.parametrize(("last_success_at", "news"), [(None, False), (NOW - HOUR, True)])
def test_what_is_not_dated_is_archive_at_first_sight_and_news_later(
    last_success_at: datetime | None, news: bool
) -> None:
    assert is_news(entry(), last_success_at=last_success_at, now=NOW) is news


@pytest.mark.parametrize(("days", "news"), [(1, True), (6, True), (8, False), (3000, False)])
def test_an_archive_that_is_announced_again_is_no_news(days: int, news: bool) -> None:
    one = entry(published=published(NOW - days * DAY))
    assert is_news(one, last_success_at=NOW - HOUR, now=NOW) is news


@given(st.integers(0, 400), st.integers(0, 400))
def test_what_was_published_while_we_were_away_is_news_however_long_that_was(outage: int, age: int) -> None:
    one = entry(published=published(NOW - min(age, outage) * DAY))
    assert is_news(one, last_success_at=NOW - outage * DAY, now=NOW)


def test_a_day_counts_to_its_end() -> None:
    since = news_from(None, NOW)
    yesterday = published(NOW.replace(hour=0) - DAY, Precision.DAY)
    assert not is_archive(yesterday, since)
    assert is_archive(published(NOW.replace(hour=0) - 2 * DAY, Precision.DAY), since)


def test_a_page_without_a_date_is_judged_by_its_announcement() -> None:
    assert not is_archive(None, NOW)
    assert not is_archive(published(NOW - 999 * DAY), None)
