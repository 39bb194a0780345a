"""One small feed of each odd class that parsers' test suites hold: what is read of its first entry."""

from __future__ import annotations

import pytest

from monitor.feeds import has_page, read_bytes
from monitor.model.errors import FeedError

BASE = "https://example.org/dir/feed.xml"
TEXT = "<title>НАТО: Токіо</title><link>https://example.org/1</link>"
RSS = f"<rss version='2.0'><channel><item>{TEXT}</item></channel></rss>"
PLAIN = ("НАТО: Токіо", "https://example.org/1")

ODD: dict[str, tuple[bytes, tuple[str | None, str | None]]] = {
    "CDF": (
        b"<CHANNEL HREF='http://a.org/'><ITEM HREF='http://a.org/1'><TITLE>One</TITLE></ITEM></CHANNEL>",
        ("One", "http://a.org/1"),
    ),
    "UTF-16 with its mark": (f"<?xml version='1.0' encoding='utf-16'?>{RSS}".encode("utf-16"), PLAIN),
    "UTF-16 without its mark": (f"<?xml version='1.0'?>{RSS}".encode("utf-16-le"), PLAIN),
    "UTF-32": (f"<?xml version='1.0'?>{RSS}".encode("utf-32"), PLAIN),
    "EBCDIC": (
        "<?xml version='1.0' encoding='cp037'?><rss><channel><item><title>One</title></item></channel></rss>".encode(
            "cp037"
        ),
        ("One", None),
    ),
    "declared UTF-16, is UTF-8": (f"<?xml version='1.0' encoding='utf-16'?>{RSS}".encode(), PLAIN),
    "an encoding that nobody knows": (f"<?xml version='1.0' encoding='x-none'?>{RSS}".encode(), PLAIN),
    "xml:base on the feed and on the entry": (
        b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.org/x/'><entry xml:base='y/'><title>One</title>"
        b"<link href='z'/></entry></feed>",
        ("One", "http://a.org/x/y/z"),
    ),
    "XHTML in a title": (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        b"A <b>b</b></div></title><link href='/1'/></entry></feed>",
        ("A b", "https://example.org/1"),
    ),
    "Atom 0.3 with base64": (
        b"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='base64' type='text/html'>T25l</title>"
        b"<link rel='alternate' type='text/html' href='/1'/></entry></feed>",
        ("One", "https://example.org/1"),
    ),
    "RSS under a prefix": (
        b"<r:rss xmlns:r='http://backend.userland.com/rss2'><r:channel><r:item><r:title>One</r:title>"
        b"<r:link>http://a.org/1</r:link></r:item></r:channel></r:rss>",
        ("One", "http://a.org/1"),
    ),
    "Netscape's RSS 0.90": (
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
        b"<item><title>One</title><link>http://a.org/1</link></item></rdf:RDF>",
        ("One", "http://a.org/1"),
    ),
    "tags in large letters": (
        b"<RSS><CHANNEL><ITEM><TITLE>One</TITLE><LINK>http://a.org/1</LINK></ITEM></CHANNEL></RSS>",
        ("One", "http://a.org/1"),
    ),
    "text before and after": (f"\n\nWarning: x on line 3\n{RSS}\n<!-- 0.2 s -->\n<script>".encode(), PLAIN),
    "never closed": (f"<rss><channel><item>{TEXT}".encode(), PLAIN),
    "closed in the wrong order": (f"<rss><channel><item>{TEXT}</channel></item></rss>".encode(), PLAIN),
    "a stray ampersand": (
        b"<rss><channel><item><title>A & B</title><link>http://a.org/?a=1&b=2</link></item></channel></rss>",
        ("A & B", "http://a.org/?a=1&b=2"),
    ),
    "HTML's names for signs": (
        b"<rss><channel><item><title>A&nbsp;&mdash;&nbsp;B</title><link>http://a.org/1</link></item></channel></rss>",
        ("A — B", "http://a.org/1"),
    ),
    "escaped twice": (
        b"<rss><channel><item><title>A &amp;amp; B</title><link>http://a.org/1</link></item></channel></rss>",
        ("A & B", "http://a.org/1"),
    ),
    "a link broken over lines": (
        b"<rss><channel><item><title>One</title><link>\n  http://a.org/\n1 </link></item></channel></rss>",
        ("One", "http://a.org/1"),
    ),
    "only a guid": (
        b"<rss><channel><item><title>One</title><guid>http://a.org/1</guid></item></channel></rss>",
        ("One", "http://a.org/1"),
    ),
    "a script for a link": (
        b"<rss><channel><item><title>One</title><link>java\nscript:alert(1)</link></item></channel></rss>",
        ("One", None),
    ),
    "JSON with a number for an id": (
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":7,"url":"/1","title":"One"}]}',
        ("One", "https://example.org/1"),
    ),
    "a NUL in the middle": (RSS.replace("Токіо", "То\x00кіо").encode(), PLAIN),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_feed_is_read(name: str) -> None:
    body, expected = ODD[name]
    first = read_bytes(body, url=BASE).entries[0]
    assert (first.title, first.url if has_page(first) else None) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n",
        b"\x00\x01\x02",
        b"no feed",
        b"<html><body>x</body></html>",
        b"{}",
        b"[1]",
        b"<opml/>",
        b"\x1f\x8b\x00",
    ],
)
def test_what_is_no_feed_is_told_in_one_sentence(body: bytes) -> None:
    with pytest.raises(FeedError, match=r"^[^\n]+\.$"):
        read_bytes(body, url=BASE)
