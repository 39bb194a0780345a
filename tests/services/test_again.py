from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from monitor.matching import compile_watches
from monitor.model.articles import Reason, Rejected
from monitor.model.outlets import OutletId, PageHints
from monitor.services.again import AgainReport, Change, ingest_again
from monitor.services.digest import digest
from monitor.services.ingest import Knowledge, ingest
from monitor.storage import Store
from monitor.storage.tables_news import revisions
from tests.builders import NOW, article, entry, outlet, source, watch
from tests.services.pages import TEXT, WALL, WATCH, fetched, knowing, page
from tests.storage.values import match, subscription, with_reader

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EXAMPLE = OutletId("example")
URL = "https://example.org/news/1"


def keep(store: Store, number: int, body: bytes, **fields: object) -> None:
    with store.begin() as work:
        one = entry(id=str(number), url=f"https://example.org/news/{number}")
        given = {"baseline": False} | fields
        work.documents.add(outlet=EXAMPLE, source=source().url, entry=one, document=fetched(number, body), **given)


def again(store: Store, knowledge: Knowledge) -> AgainReport:
    return ingest_again(store, knowledge, EXAMPLE, now=NOW + HOUR)


def mended(knowledge: Knowledge, **hints: tuple[str, ...]) -> Knowledge:
    return replace(knowledge, outlets={EXAMPLE: outlet(page=PageHints(**hints))})


def untold(store: Store) -> list[str]:
    with store.reading() as work:
        return [one.article for one in work.digests.undelivered(subscription(), NOW + DAY)]


def test_what_was_read_right_is_unchanged(store: Store) -> None:
    knowledge = knowing(store)
    keep(store, 1, page()), keep(store, 2, WALL)
    ingest(store, knowledge, now=NOW)
    assert again(store, knowledge) == AgainReport(pages=2, unchanged=2)


def test_more_pages_than_a_batch_are_read_once_each(store: Store) -> None:
    knowledge = knowing(store)
    for number in range(120):
        keep(store, number, WALL)
    while ingest(store, knowledge, now=NOW).rejected:
        pass
    assert again(store, knowledge) == AgainReport(pages=120, unchanged=120)


@pytest.fixture
def corrected(store: Store) -> tuple[Store, AgainReport]:
    """An article whose text held a sidebar that named Japan, until its hint was mended."""
    knowledge = knowing(store)
    body = page("Weather in Brussels", TEXT.replace("Japan", "Rain")).replace(
        b"</article>", b"<p class=side>Most read today by our readers: Japan wins the world cup final.</p></article>"
    )
    keep(store, 1, body)
    ingest(store, knowledge, now=NOW)
    return store, again(store, mended(knowledge, remove=("p.side",)))


def test_what_was_read_wrong_is_corrected_and_said(corrected: tuple[Store, AgainReport]) -> None:
    store, report = corrected
    assert (report.pages, report.unchanged, report.count("text")) == (1, 0, 1)
    (change,) = report.changes
    assert change.url == URL
    assert "Most read today" in change.before
    with store.reading() as work:
        article = work.articles.named(URL)
        assert article is not None
        assert "Japan" not in article.text
        assert article.first_seen == NOW


def test_our_own_error_is_no_revision_and_no_match_any_more(corrected: tuple[Store, AgainReport]) -> None:
    store, _ = corrected
    with store.reading() as work:
        assert work._connection.execute(select(revisions)).all() == []
        assert work.matches.since(None) == ()
        assert len(work.stories.since(None)) == 1
    assert untold(store) == []


def test_a_match_that_stays_keeps_its_moment_and_points_into_the_new_text(store: Store) -> None:
    knowledge = knowing(store)
    keep(
        store,
        1,
        page().replace(
            b"<article>",
            b"<article><p class=x>The minister came to Brussels by train on Sunday evening with two advisers.</p>",
        ),
    )
    ingest(store, knowledge, now=NOW)
    report = again(store, mended(knowledge, remove=("p.x",)))
    assert report.count("text") == 1
    with store.reading() as work:
        article, (match,) = work.articles.named(URL), work.matches.since(None)
        assert article is not None
        assert work.matches.since(NOW + timedelta(seconds=1)) == ()
        assert match.hits
        assert all(hit.form == getattr(article, hit.field)[hit.start : hit.end] for hit in match.hits)


def test_a_page_that_is_an_article_after_all_is_as_new_as_when_it_was_fetched(store: Store) -> None:
    knowledge = knowing(store)
    keep(store, 1, page())
    with store.begin() as work:
        (claimed,) = work.documents.claim(1, NOW)
        work.documents.rejected(claimed.id, Rejected(url=URL, reason=Reason.NO_ARTICLE))
    report = again(store, knowledge)
    assert report.changes == (Change(url=URL, what="new", after="Japan to open mission to NATO"),)
    assert untold(store) == [URL]
    with store.reading() as work:
        assert work.matches.since(NOW + timedelta(seconds=1)) == ()
    assert again(store, knowledge) == AgainReport(pages=1, unchanged=1)


def test_an_old_page_that_is_an_article_after_all_is_archive(store: Store) -> None:
    knowledge = knowing(store)
    keep(store, 1, page(), baseline=True)
    with store.begin() as work:
        (claimed,) = work.documents.claim(1, NOW)
        work.documents.rejected(claimed.id, Rejected(url=URL, reason=Reason.NO_ARTICLE))
    assert again(store, knowledge).count("new") == 1
    assert untold(store) == []


def test_what_was_no_article_answers_no_watch_any_more(store: Store) -> None:
    knowledge = knowing(store)
    keep(store, 1, WALL)
    with store.begin() as work:
        # As if the rules of an earlier version had taken a wall for an article.
        (wall,) = work.documents.claim(1, NOW)
        work.articles.keep(article(url=URL, title="Just a moment..."), wall.id)
        work.matches.keep((match(1),), NOW)
        work.documents.ingested(wall.id, URL)
    report = again(store, knowledge)
    assert report.changes == (Change(url=URL, what="rejected", before="Just a moment...", after="challenge"),)
    with store.reading() as work:
        assert (work.matches.since(None), work.articles.count()) == ((), 1)


def test_a_story_that_was_told_is_not_told_again(store: Store) -> None:
    knowledge = knowing(store)
    reader = with_reader(store)
    keep(
        store,
        1,
        page().replace(
            b"<article>",
            b"<article><p class=x>The minister came to Brussels by train on Sunday evening with two advisers.</p>",
        ),
    )
    ingest(store, knowledge, now=NOW)
    assert digest(store, reader, period_end=NOW, now=NOW) is not None
    nato = watch("NATO", id="nato")
    with store.begin() as work:
        work.watches.add(nato)
    both = compile_watches((WATCH, nato), ())
    report = again(store, replace(mended(knowledge, remove=("p.x",)), matcher=both))
    assert report.count("text") == 1
    with store.reading() as work:
        assert len(work.matches.since(None)) == 2
    assert untold(store) == []
