import gzip

import pytest

from monitor.feeds import read_bytes, read_listing
from monitor.model.articles import Entry
from monitor.model.errors import FeedError
from monitor.model.outlets import SourceKind
from tests.builders import document, source

URL = "https://example.org/sitemap.xml"
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>
  https://example.org/news/1?a=1&amp;b=2 </loc><lastmod>2026-11-02T10:00:00+02:00</lastmod>
<image:image><image:loc>https://example.org/1.jpg</image:loc><image:title>Photo</image:title></image:image>
<n:news><n:publication><n:name>Example</n:name><n:language>uk</n:language></n:publication>
<n:publication_date>2026-11-02T09:15:00+02:00</n:publication_date><n:title>Міністр &amp;amp; Токіо</n:title></n:news></url>
</urlset>"""


def test_a_news_sitemap_gives_title_language_and_the_date_of_publication() -> None:
    listing = read_bytes(NEWS.encode(), url=URL)
    (entry,) = listing.entries
    assert listing.kind == "news-sitemap"
    assert (entry.url, entry.title, entry.language) == ("https://example.org/news/1?a=1&b=2", "Міністр & Токіо", "uk")
    assert entry.published is not None
    assert entry.published.render() == "2026-11-02T09:15:00+02:00"


@pytest.mark.parametrize(("whole", "torn"), [("&amp;b", "&b"), ("</n:news>", ""), ("</urlset>", "")])
def test_a_torn_sitemap_is_read_as_far_as_it_goes(whole: str, torn: str) -> None:
    listing = read_bytes(NEWS.replace(whole, torn).encode(), url=URL)
    assert [(entry.url, entry.title) for entry in listing.entries] == [
        ("https://example.org/news/1?a=1&b=2", "Міністр & Токіо")
    ]
    assert listing.problem is not None


def test_a_packed_sitemap_is_unpacked() -> None:
    assert read_bytes(gzip.compress(NEWS.encode()), url=URL) == read_bytes(NEWS.encode(), url=URL)


def test_a_plain_sitemap_has_the_date_of_change_and_each_address_once() -> None:
    body = (
        b"<urlset><url><loc>/a</loc><lastmod>2026-11-02</lastmod></url><url><loc>https://example.org/a</loc></url>"
        b"<url><loc>ftp://example.org/b</loc></url></urlset>"
    )
    listing = read_bytes(body, url=URL, zone="Europe/Kyiv")
    assert (listing.kind, [entry.url for entry in listing.entries]) == ("sitemap", ["https://example.org/a"])
    assert listing.entries[0].published is not None
    assert listing.entries[0].published.render() == "2026-11-02"
    assert listing.problem == "1 of 3 entries have no web address"


def test_the_children_of_an_index_come_newest_first_and_the_undated_last() -> None:
    children = [("old", "2024-01-01"), ("new", "2026-11-02T01:00:00+02:00"), ("undated", ""), ("sm-2025-06", "")]
    body = "".join(
        f"<sitemap><loc>https://example.org/{name}.xml</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>"
        for name, date in children
    )
    listing = read_bytes(f"<sitemapindex>{body}</sitemapindex>".encode(), url=URL)
    assert (listing.kind, [url.split("/")[-1] for url in listing.children]) == (
        "sitemap-index",
        ["new.xml", "sm-2025-06.xml", "old.xml", "undated.xml"],
    )


def test_a_list_of_lines_is_a_sitemap() -> None:
    listing = read_bytes(b"https://example.org/1\r\nhttps://example.org/2\r\n", url=URL)
    assert listing.entries == tuple(Entry(id=u, url=u) for u in ("https://example.org/1", "https://example.org/2"))


def test_a_source_that_mixes_keeps_only_what_its_pattern_matches() -> None:
    body = b"<urlset><url><loc>https://example.org/news/1</loc></url><url><loc>https://example.org/video/2</loc></url></urlset>"
    mixed = source(url=URL, kind=SourceKind.SITEMAP, links=r"https://example\.org/news/.*")
    listing = read_listing(document(body, url=URL, final_url=URL), source=mixed, zone="UTC")
    assert [entry.url for entry in listing.entries] == ["https://example.org/news/1"]


def test_a_pattern_that_is_none_is_said() -> None:
    with pytest.raises(FeedError, match="is no regular expression"):
        read_listing(document(b"<urlset/>"), source=source(links="("), zone="UTC")
