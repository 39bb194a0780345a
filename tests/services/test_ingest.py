import asyncio
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy

from monitor import matching
from monitor.model.articles import Entry, Reason
from monitor.model.moments import Precision, Published
from monitor.model.outlets import Press
from monitor.model.polls import OutcomeKind
from monitor.model.workers import Turn
from monitor.services.ingest import Knowledge, import_articles, ingest, keep, understand
from monitor.services.poll import poll, polls_due
from monitor.storage import Store, open_store
from monitor.storage.documents import CLAIM
from tests.builders import NOW, article, document, entry, outlet, source, watch
from tests.conftest import emptied
from tests.fakes import FakeCrawl, clock_at
from tests.services import pages

TODAY = Published(at=NOW, precision=Precision.MINUTE)
WALL = document("<html><title>Subscribe</title><body><p>Subscribe to read this article.</p></body></html>")
SENTENCE = "Japan will open a mission to NATO in Brussels, its foreign minister said after talks on Monday. "
PAGE = document(
    f"<html lang=en><title>Japan to NATO</title><article><h1>Japan to NATO</h1><p>{SENTENCE * 3}<p>{SENTENCE * 4}</article>"
)


def knowledge() -> Knowledge:
    return Knowledge(
        outlets={"example": outlet()},
        press=Press(),
        matcher=matching.compile_watches([watch("NATO")], ()),
    )


def ingested(store: Store, announced: Entry, page: object, *, kind: OutcomeKind = OutcomeKind.SERVER_ERROR) -> object:
    polled(store, announced, page, kind=kind)
    return ingest(store, knowledge(), now=NOW)


def prepared(store: Store) -> None:
    polled(store, entry(published=TODAY), PAGE, kind=OutcomeKind.SERVER_ERROR)


def polled(store: Store, announced: Entry, page: object, *, kind: OutcomeKind) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("NATO"))
    crawl = FakeCrawl((announced, page), at=NOW, missed=kind)
    asyncio.run(poll(store, crawl, polls=polls_due(store, NOW), clock=clock_at(NOW)))


def test_a_page_becomes_an_article_with_its_matches_and_its_story(store: Store) -> None:
    report = ingested(store, entry(published=TODAY), PAGE)
    assert (report.new, report.matched, report.rejected) == (1, 1, ())
    with store.reading() as work:
        (story,) = work.stories.since(None)
        assert [one.url for one in story.articles] == ["https://example.org/news/1"]


def test_of_a_paywalled_page_the_feeds_summary_is_kept(store: Store) -> None:
    told = entry(title="Japan opens mission", summary="A mission to NATO opens in Brussels.", published=TODAY)
    report = ingested(store, told, WALL)
    assert (report.new, report.matched, [one.reason for one in report.rejected]) == (1, 1, [Reason.NO_ARTICLE])
    with store.reading() as work:
        (article,) = work.articles.since(None)
    assert (article.title, article.text) == ("Japan opens mission", "A mission to NATO opens in Brussels.")


def test_of_a_page_that_is_refused_the_headline_is_kept(store: Store) -> None:
    report = ingested(store, entry(title="NATO opens office", published=TODAY), None, kind=OutcomeKind.BLOCKED)
    assert (report.new, report.matched, [one.reason for one in report.rejected]) == (1, 1, [Reason.CHALLENGE])


def test_a_message_without_page_and_title_is_an_article_named_by_its_beginning(store: Store) -> None:
    said = "NATO and Japan open an office. " * 8
    told = entry(url="https://example.org/#!entry-0123456789abcdef", title=None, summary=said.strip(), published=TODAY)
    report = ingested(store, told, None, kind=OutcomeKind.REFUSED)
    assert (report.new, report.matched) == (1, 1)
    with store.reading() as work:
        (article,) = work.articles.since(None)
    assert (article.url, article.text, len(article.title)) == (told.url, told.summary, 121)
    assert article.title.startswith("NATO and Japan open an office. NATO")


@pytest.mark.parametrize("kind", [OutcomeKind.SERVER_ERROR, OutcomeKind.UNREACHABLE])
def test_a_page_that_failed_waits_for_its_next_try(store: Store, kind: OutcomeKind) -> None:
    report = ingested(store, entry(title="NATO opens office", published=TODAY), None, kind=kind)
    assert (report.new, report.rejected) == (0, ())


def test_a_page_without_an_article_and_little_said_of_it_is_rejected(store: Store) -> None:
    report = ingested(store, entry(title="Contacts"), document("<html><body><p>Write to us.</p></body></html>"))
    assert (report.new, len(report.rejected)) == (0, 1)


def test_a_reader_that_was_paused_too_long_keeps_nothing(store: Store) -> None:
    prepared(store)
    others: list[object] = []

    def paused(texts: object) -> list[bytes]:
        """While the first reads, its claim ends, and another reads the same page."""
        if not others:
            others.append(None)
            others.append(ingest(store, knowledge(), now=NOW + CLAIM * 2))
        return [b""]

    report = ingest(store, replace(knowledge(), embed=paused), now=NOW)
    assert (report.new, report.known, others[1].new) == (0, 0, 1)
    with store.reading() as work:
        assert work.articles.count() == 1


def test_two_readers_at_once_put_one_event_into_one_story(postgres_database: str) -> None:
    store = open_store(emptied(postgres_database))
    prepared(store)
    first, known = article(url="https://other.example/1", text=SENTENCE * 4, title="Japan to NATO"), knowledge()
    with store.begin() as work:
        work.alone(Turn.PLACING)
        second = threading.Thread(target=ingest, args=(store, known), kwargs={"now": NOW})
        second.start()
        # The other has read its page and waits for its turn: what it then sees is what is kept here.
        waiting = sqlalchemy.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        while not work._connection.execute(waiting).scalar_one():
            pass
        keep(work, [understand(first, known)], known, NOW)
    second.join()
    with store.reading() as work:
        (story,) = work.stories.since(None)
    assert len(story.articles) == 2
    store.close()


class Meaning:
    """A model of meaning that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[bytes]:
        self.asked.extend(texts)
        return [b""] * len(texts)


def test_an_import_that_goes_on_asks_the_model_of_meaning_about_what_is_new_alone(store: Store) -> None:
    meaning = Meaning()
    knowing = replace(knowledge(), embed=meaning)
    first, second = article(url="https://example.org/1"), article(url="https://example.org/2", title="Another one")
    import_articles(store, [first], knowing, now=NOW)
    report = import_articles(store, [first, second], knowing, now=NOW)
    assert (report.new, report.known, len(meaning.asked)) == (1, 1, 2)


def test_of_a_page_that_is_looked_at_again_the_model_of_meaning_is_not_asked(store: Store) -> None:
    meaning, later = Meaning(), NOW + timedelta(days=1)
    knowing = replace(pages.knowing(store), embed=meaning)
    with store.begin() as work:
        work.documents.add(
            outlet=outlet().id,
            source=source().url,
            entry=entry(),
            document=pages.fetched(1, pages.page()),
            baseline=False,
        )
    ingest(store, knowing, now=NOW)
    with store.begin() as work:
        (before,) = work.documents.due_again(source().url, later, 10)
        changed = pages.page(title="Japan and NATO open a mission")
        work.documents.fetched_again(before, pages.fetched(1, changed, fetched_at=later))
    assert (ingest(store, knowing, now=later).known, len(meaning.asked)) == (1, 1)
    with store.reading() as work:
        assert [one.title for one in work.articles.since(None)] == ["Japan and NATO open a mission"]
