"""Which article a fetched page is, through the documents that ingest reads."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model.outlets import OutletId
from monitor.services.ingest import import_articles, ingest
from monitor.storage import Store
from tests.builders import NOW, article, document, entry, source
from tests.services.pages import TEXT, knowing, page

OTHER = (
    "The grain harvest in the south was smaller than last year, farmers said on Friday, because the spring was dry. "
    "The ministry expects prices to rise by a tenth until winter and promised help for small farms in three districts."
)
EDITED = TEXT.replace("this year", "next year")


def fetch(store: Store, asked: str, body: bytes, *, final: str | None = None, minutes: int = 0) -> None:
    at = NOW + timedelta(minutes=minutes)
    page_of = document(body, url=asked, final_url=final or asked, fetched_at=at)
    with store.begin() as work:
        one = entry(id=asked, url=asked)
        for before in work.documents.read_of(OutletId("example"), after=0, limit=50):
            if before.entry.url == asked:
                work.documents.fetched_again(before, page_of)
                return
        work.documents.add(outlet=OutletId("example"), source=source().url, entry=one, document=page_of, baseline=False)


def only(text: str, title: str = "Japan to open mission to NATO", canonical: str | None = None) -> bytes:
    """A page whose paragraphs are its own, and the address it declares."""
    body = page(title, text).split(b"<p>Paragraph one")[0] + f"<p>{text} {text}</p></article></body></html>".encode()
    link = f"<link rel=canonical href='{canonical}'>".encode() if canonical else b""
    return body.replace(b"</head>", link + b"</head>")


def stored(store: Store, *fetches: tuple[object, ...]) -> dict[str, int]:
    """Each page is fetched and read; the addresses of the articles that are stored, and how often each changed."""
    knowledge = knowing(store)
    for minutes, (asked, body, *final) in enumerate(fetches):
        fetch(store, str(asked), body, final=str(final[0]) if final else None, minutes=minutes)  # type: ignore[arg-type]
        ingest(store, knowledge, now=NOW + timedelta(hours=1))
    with store.reading() as work:
        return {one.url: len(work.articles.revisions(one.url)) for one in work.articles.since(None)}


SITE = "https://example.org/news/"


def test_a_slug_that_changed_is_a_revision_where_the_number_stays(store: Store) -> None:
    found = stored(store, (SITE + "52631-japan-to-open", only(TEXT)), (SITE + "52631-japan-opens-it", only(EDITED)))
    assert found == {SITE + "52631-japan-to-open": 1}
    with store.reading() as work:
        assert work.articles.known_as(SITE + "52631-japan-opens-it") == SITE + "52631-japan-to-open"


def test_a_number_that_names_something_else_makes_no_revision(store: Store) -> None:
    found = stored(store, (SITE + "52631-japan", only(TEXT)), (SITE + "52631-harvest", only(OTHER, "Harvest is poor")))
    assert set(found.values()) == {0}
    assert len(found) == 2


def test_figures_beside_the_number_name_other_articles(store: Store) -> None:
    found = stored(store, (SITE + "52631/part-1-japan", only(TEXT)), (SITE + "52631/part-2-japan", only(EDITED)))
    assert len(found) == 2


def test_what_is_imported_under_another_address_is_another_article(store: Store) -> None:
    knowledge = knowing(store)
    for slug in ("52631-japan", "52631-japan-again"):
        import_articles(store, [article(url=SITE + slug, text=TEXT)], knowledge, now=NOW)
    with store.reading() as work:
        assert len(work.articles.since(None)) == 2


def test_an_address_that_redirects_to_a_new_one_is_the_same_article(store: Store) -> None:
    old, new = SITE + "japan-to-open-mission", SITE + "mission-of-japan-in-brussels"
    assert stored(store, (old, only(TEXT)), (old, only(EDITED), new), (new, only(TEXT))) == {old: 2}


def test_an_article_that_was_taken_down_for_another_is_not_rewritten(store: Store) -> None:
    old, new = SITE + "japan-to-open-mission", SITE + "harvest-is-poor-again"
    assert stored(store, (old, only(TEXT)), (old, only(OTHER, "Harvest is poor"), new)) == {old: 0, new: 0}


def test_a_page_that_is_rewritten_under_its_own_address_is_a_revision(store: Store) -> None:
    assert stored(store, (SITE + "a-b-c", only(TEXT)), (SITE + "a-b-c", only(OTHER, "Harvest is poor"))) == {
        SITE + "a-b-c": 1
    }


@pytest.mark.parametrize("together", [True, False])
def test_one_address_declared_by_different_pages_is_a_lie(store: Store, together: bool) -> None:
    lie = SITE + "top-news-of-today"
    pages = [
        (SITE + "japan-news-mission", only(TEXT, canonical=lie)),
        (SITE + "poor-news-harvest", only(OTHER, "Harvest is poor", lie)),
    ]
    knowledge = knowing(store)
    for asked, body in pages:
        fetch(store, asked, body)
        if not together:
            ingest(store, knowledge, now=NOW)
    ingest(store, knowledge, now=NOW)
    with store.reading() as work:
        titles = {one.title for one in work.articles.since(None)}
        assert titles == {"Japan to open mission to NATO", "Harvest is poor"}
        assert len(work.articles.since(None)) == 2


def test_the_page_that_declared_an_address_first_stays_there_whatever_it_says_later(store: Store) -> None:
    lie = SITE + "top-news-of-today"
    own = SITE + "japan-news-mission"
    assert stored(store, (own, only(TEXT, canonical=lie)), (own, only(OTHER, canonical=lie))) == {lie: 1}


def test_plain_and_amp_page_are_one(store: Store) -> None:
    found = stored(
        store, (SITE + "japan-opens-mission", only(TEXT)), (SITE + "japan-opens-mission/amp?utm_source=x", only(TEXT))
    )
    assert found == {SITE + "japan-opens-mission": 0}
