"""The headline among everything that claims to be it."""

from __future__ import annotations

import pytest

from monitor.extraction import extract
from monitor.model.articles import Article
from tests.builders import document

TEXT = "<p>Japan will open a mission to NATO in Brussels, the government said on Tuesday after a meeting.</p>" * 2
LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"%s"}</script>'
SITE = '<meta property="og:site_name" content="Example Daily">'


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Japan to open mission | World | Example Daily</title>" + SITE, "", "Japan to open mission | World"),
        ("<title>Japan to open mission | World | Example Daily</title>" + SITE, "<h1>Japan to open mission</h1>", "Japan to open mission"),
        ("<title>Example Daily - Japan to open mission</title>" + SITE, "", "Japan to open mission"),
        ('<meta property="og:title" content="You won’t believe it">' + LD % "Japan to open mission", "<h1>Japan to open mission</h1>", "Japan to open mission"),
        ('<meta property="og:title" content="Japan to open mission">', "<h1><span>NATO</span> Japan to open mission</h1><h1>More</h1>" + LD % "Japan to open mission", "Japan to open mission"),
        (LD % "Japan to open its first permanent mission to NATO…", "<h1>Japan to open its first permanent mission to NATO in Brussels</h1>", "Japan to open its first permanent mission to NATO in Brussels"),
        ("<title>Japan &amp;amp; NATO</title>", "", "Japan & NATO"),
        ("", "<nav><h1>Example Daily</h1></nav><h1>JAPAN TO OPEN MISSION</h1>" + LD % "Japan to open mission", "Japan to open mission"),
        ("<title>日本が代表部を開設｜例新聞</title><meta property='og:site_name' content='例新聞'>", "", "日本が代表部を開設"),
        ('<meta property="og:title" content="Japan to open &amp;lt;em&amp;gt;mission&amp;lt;/em&amp;gt; &lt;3">', "", "Japan to open mission <3"),
        ('<meta property="og:title" content="Central bank of Japan - BOJ | Wiki">', "<h1>Central bank of Japan - <abbr>BOJ</abbr></h1>", "Central bank of Japan - BOJ"),
        ("<title>Blog of the Harbour: Japan to open mission</title><meta property='og:title' content='Japan to open mission'>", "<h1>Blog of the Harbour</h1>", "Japan to open mission"),
        ("<title>Japan to open mission - Example Daily - Tokyo</title>" + SITE, "", "Japan to open mission"),
        ("<title>Japan to open mission to the alliance- Example Daily</title>" + SITE, "", "Japan to open mission to the alliance"),
        ('<meta property="og:title" content="Harbour news | Japan to open mission">' + LD % "Japan to open mission", "<h1>Harbour news</h1>", "Japan to open mission"),
        ('<meta property="og:title" content="Tokyo: Japan to open mission">' + LD % "Tokyo: Japan to open mission", "<h1><span>Tokyo</span> Japan to open mission</h1>", "Tokyo: Japan to open mission"),
        ('<meta property="og:title" content="Japan to open mission">', '<h1><em class="kicker">Tokyo</em> Japan to open mission</h1>', "Japan to open mission"),
        ('<meta property="og:title" content="Japan to open &quot;mission&quot;">' + LD % "Japan to open ‘mission’", "<h1>Japan to open ‘mission’</h1>", "Japan to open ‘mission’"),
        (SITE, "<h1>Example Daily: how we print</h1>", "Example Daily: how we print"),
        ("<title>نیرو می‌خواهد</title>", "<h1>نیرو می‌خواهد</h1>", "نیرو می‌خواهد"),
        ("<title>Візит прем'єр-міністра - Новини</title>", "<h1>Візит прем’єр-міністра</h1>", "Візит прем’єр-міністра"),
    ],
)  # fmt: skip
def test_the_reading_that_most_fields_share_is_the_headline(head: str, body: str, expected: str) -> None:
    found = extract(document(f"<html><head>{head}</head><body>{body}{TEXT}</body></html>"), outlet=None, entry=None)
    assert isinstance(found, Article), found
    assert found.title == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/", "Japan to open mission"),
        ("https://example.org/world/", "Japan to open mission"),
        ("/world/japan", "The Fleet is here again"),
    ],
)
def test_a_heading_that_only_leads_to_a_page_above_is_the_name_of_the_site(href: str, expected: str) -> None:
    page = f"<html><body><h1><a href='{href}'>The Fleet is here again</a></h1><h1>Japan to open mission</h1>{TEXT}</body></html>"
    found = extract(document(page, final_url="https://example.org/world/japan"), outlet=None, entry=None)
    assert isinstance(found, Article), found
    assert found.title == expected
