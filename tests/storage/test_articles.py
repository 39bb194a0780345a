from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from monitor.model.errors import StorageError
from monitor.model.moments import Precision, Published
from monitor.model.watches import WatchId
from monitor.storage import Kept, Store
from monitor.storage.tables_news import revisions
from monitor.storage.types import storable
from tests.builders import NOW, article, watch
from tests.storage.values import HOUR, match, url

TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    "published",
    [
        None,
        Published(at=datetime(2023, 5, 10, tzinfo=TOKYO), precision=Precision.DAY),
        Published(at=datetime(2024, 7, 1, 9, 30, 15, 5, tzinfo=ZoneInfo("Europe/Kyiv")), precision=Precision.SECOND),
        Published(at=datetime(1970, 1, 1, 0, 1, tzinfo=timezone(-timedelta(minutes=210))), precision=Precision.MINUTE),
    ],
)
def test_a_publication_keeps_its_offset_and_precision(store: Store, published: Published | None) -> None:
    written = article(published=published, title=None, author="Б. Автор", language=None, cites=("nikkei", "共同通信"))
    with store.begin() as work:
        assert work.articles.keep(written) is Kept.NEW
        read = work.articles.named(written.url)
    assert read == written
    assert read.published is None or read.published.render() == written.published.render()


def test_moments_come_back_in_utc(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article(first_seen=datetime(2026, 1, 1, 9, tzinfo=TOKYO)))
        (read,) = work.articles.since(None)
    assert (read.first_seen, read.first_seen.tzinfo) == (datetime(2026, 1, 1, tzinfo=UTC), UTC)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StorageError, match="no time zone"), store.begin() as work:
        work.articles.since(datetime(2026, 1, 1))


def test_a_changed_text_is_a_revision_and_the_old_one_is_kept(store: Store) -> None:
    first = article()
    changed = replace(first, text="Another text.", title="Other", first_seen=NOW + HOUR)
    again = replace(changed, title="Third", first_seen=NOW + 2 * HOUR)
    with store.begin() as work:
        kept = [work.articles.keep(one) for one in (first, first, changed, changed, again)]
        read = work.articles.named(first.url)
        kept_apart = work._connection.execute(
            select(revisions.c.title, revisions.c.text, revisions.c.seen_from, revisions.c.replaced_at)
        ).all()
    assert kept == [Kept.NEW, Kept.KNOWN, Kept.REVISED, Kept.KNOWN, Kept.REVISED]
    assert read == replace(again, first_seen=NOW)
    assert kept_apart == [
        (first.title, first.text, NOW, NOW + HOUR),
        ("Other", "Another text.", NOW + HOUR, NOW + 2 * HOUR),
    ]


def test_the_same_text_read_again_fills_in_and_forgets_nothing(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article(author=None, cites=("a",)))
        assert work.articles.keep(article(author="Ann", cites=(), language=None, published=None)) is Kept.KNOWN
        assert work.articles.named(article().url) == article(author="Ann", cites=("a",))


def test_a_correction_of_our_own_reading_is_no_revision(store: Store) -> None:
    right = article(title="Right", text="Right text.", author=None, published=None, cites=("a",))
    with store.begin() as work:
        work.articles.keep(article(author="Menu", title="Wrong"))
        work.articles.correct(replace(right, first_seen=NOW + HOUR))
        assert work.articles.named(right.url) == right
        assert work._connection.execute(select(revisions)).all() == []


def test_a_revision_leaves_no_hit_outside_its_new_text(store: Store) -> None:
    with store.begin() as work:
        work.watches.add(watch("japan"))
        work.articles.keep(article())
        work.matches.keep((match(1),), NOW)
        work.articles.keep(article(title="x", text="y", first_seen=NOW + HOUR))
        assert work.matches.since(NOW) == (match(1, hits=()),)


def test_articles_are_listed_by_time_and_watch_the_newest_first(store: Store) -> None:
    one, two, three = (article(url=url(n), first_seen=NOW + n * HOUR) for n in (1, 2, 3))
    with store.begin() as work:
        work.watches.add(watch("japan"))
        for some in (two, one, three):
            work.articles.keep(some)
        work.matches.keep((match(1), match(3)), NOW)
        assert work.articles.since(None) == (three, two, one)
        assert work.articles.since(NOW + 2 * HOUR) == (three, two)
        assert work.articles.since(NOW + 2 * HOUR, WatchId("test")) == (three,)
        assert work.articles.since(None, WatchId("none")) == ()
        assert work.articles.count() == 3
        assert work.articles.known((url(1), url(9))) == {url(1)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    title=st.none() | st.text(st.characters(exclude_categories=()), max_size=40),
    text=st.text(st.characters(exclude_categories=()), max_size=200),
)
def test_any_text_is_kept_sign_for_sign(store: Store, title: str | None, text: str) -> None:
    written = article(title=title, text=text, cites=(text,))
    work_url = url(hash((title, text)))
    with store.begin() as work:
        work.articles.keep(replace(written, url=work_url))
        assert work.articles.keep(replace(written, url=work_url)) is Kept.KNOWN
        read = work.articles.named(work_url)
    assert read is not None
    assert (read.title, read.text) == (title and storable(title), storable(text))
    assert len(read.text) == len(text)
