from monitor.feeds import Candidate, discover
from monitor.model.outlets import SourceKind
from tests.builders import document

HOME = "https://example.org/"
FEED, SITEMAP = SourceKind.FEED, SourceKind.SITEMAP


def test_what_a_home_page_names_comes_before_the_usual_places() -> None:
    page = """<html><head>
    <link rel="alternate" type="application/rss+xml" title="Усі новини" href="/rss/all.xml">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
    <link rel="alternate" type="application/json+oembed" href="/oembed">
    <link rel="alternate" hreflang="en" href="/en/"><link rel="sitemap" href="/map.xml">
    </head><body><a href="https://feeds.example.net/feed?id=1">RSS</a></body></html>"""
    found = discover(document(page, url=HOME, final_url=HOME))
    assert found[:3] == (
        Candidate(url="https://example.org/rss/all.xml", kind=FEED, title="Усі новини"),
        Candidate(url="https://example.org/map.xml", kind=SITEMAP),
        Candidate(url="https://feeds.example.net/feed?id=1", kind=FEED, title="RSS"),
    )
    assert Candidate(url="https://example.org/feed", kind=FEED, guessed=True) in found[3:]
    assert Candidate(url="https://example.org/sitemap-news.xml", kind=SITEMAP, guessed=True) in found[3:]
    assert len({candidate.url for candidate in found}) == len(found)


def test_robots_txt_names_sitemaps_news_first() -> None:
    robots = "User-agent: *\nDisallow: /x\nSitemap: https://example.org/all.xml\n sitemap:/news.xml\r\n"
    found = discover(document(robots, url=f"{HOME}robots.txt", final_url=f"{HOME}robots.txt"))
    assert found[:2] == (
        Candidate(url="https://example.org/news.xml", kind=SITEMAP),
        Candidate(url="https://example.org/all.xml", kind=SITEMAP),
    )


def test_a_page_that_is_none_still_has_the_usual_places() -> None:
    assert discover(document(b"\x00\xff", url=HOME, final_url=HOME))[0].url == "https://example.org/feed"
