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
        ("<title>Візит прем'єр-міністра - Новини</title>", "<h1>Візит прем’єр-міністра</h1>", "Візит прем’єр-міністра"),
    ],
)  # fmt: skip
def test_the_reading_that_most_fields_share_is_the_headline(head: str, body: str, expected: str) -> None:
    found = extract(document(f"<html><head>{head}</head><body>{body}{TEXT}</body></html>"), outlet=None, entry=None)
    assert isinstance(found, Article), found
    assert found.title == expected
