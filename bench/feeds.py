"""Reads 300 feeds with 7,600 entries: feeds and entries a second, each way of reading side by side.

    python bench/feeds.py [--feeds 300]

The feeds are made, not fetched: RSS (every fourth feed with the whole articles), Atom and RDF, in Ukrainian, English,
Polish and Japanese, 25 entries a feed on average, one in ten not well-formed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from html import escape
from random import Random

from monitor.feeds import read_bytes, thorough
from monitor.feeds.feed import listing
from monitor.feeds.received import Received
from monitor.text.decoding import decode

_WORDS = {
    "uk": "НАТО Японія партнерство міністр заявив саміт безпека регіон офіс Токіо переговори країни альянс підтримка",
    "en": "NATO Japan partnership minister said summit security region office Tokyo talks countries alliance",
    "pl": "NATO Japonia współpraca minister powiedział szczyt bezpieczeństwo region biuro Tokio rozmowy sojusz",
    "ja": "北大西洋条約機構 日本 協力 首相 会談 安全保障 事務総長 東京 首脳会議 同盟",
}
_ENTRIES = {"rss": "item", "atom": "entry", "rdf": "item"}


def _words(random: Random, language: str, count: int) -> str:
    return " ".join(random.choices(_WORDS[language].split(), k=count))


def _article(random: Random, language: str) -> str:
    return "".join(
        f'<p class="text">{_words(random, language, 40)} <a href="https://example.org/{n}">'
        f"&laquo;{_words(random, language, 3)}&raquo;</a>, <strong>{_words(random, language, 2)}</strong>.</p>\n"
        f"<figure><img src='/i/{n}.jpg' alt='a'/></figure>"
        for n in range(12)
    )


def _entry(random: Random, kind: str, number: int, language: str, full: bool) -> str:
    title, summary = _words(random, language, 9), f"<p>{_words(random, language, 30)}&nbsp;&hellip;</p>"
    link = f"https://example.org/news/{number}?utm_source=rss&amp;utm_medium=feed"
    if kind == "atom":
        return (
            f'<entry><id>tag:example.org,2026:{number}</id><title type="html">{title}</title><link href="{link}"/>'
            f"<published>2026-11-02T{number % 24:02}:15:00+02:00</published><updated>2026-11-02T23:15:00Z</updated>"
            f"<author><name>{_words(random, language, 2)}</name></author>"
            f'<summary type="html">{escape(summary)}</summary></entry>'
        )
    content = f"<content:encoded><![CDATA[{_article(random, language)}]]></content:encoded>" if full else ""
    return (
        f'<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">{number}</guid>'
        f"<pubDate>Mon, 02 Nov 2026 {number % 24:02}:15:00 +0200</pubDate>"
        f"<dc:creator><![CDATA[{_words(random, language, 2)}]]></dc:creator>"
        f"<category>{_words(random, language, 1)}</category><description><![CDATA[{summary}]]></description>{content}"
        f'<media:thumbnail url="https://example.org/{number}.jpg" width="120"/></item>'
    )


def made_feed(number: int) -> bytes:
    """One feed; the same number gives the same feed."""
    random = Random(number)
    kind, language = ("rss", "rss", "rss", "atom", "rdf")[number % 5], list(_WORDS)[number % 4]
    entries = "\n".join(
        _entry(random, kind, number * 1000 + n, language, number % 4 == 0) for n in range(random.randint(15, 36))
    )
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    )
    head = f"<title>Outlet {number}</title><link>https://example.org/</link>"
    flaw = "<description>News & more</description>" if number % 10 == 9 else "<description>News</description>"
    body = {
        "rss": f'<rss version="2.0" {spaces}><channel>{head}{flaw}{entries}</channel></rss>',
        "atom": f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">{head}{entries}</feed>',
        "rdf": f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {spaces}><channel>{head}{flaw}</channel>{entries}</rdf:RDF>',
    }[kind]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()


def _by_feedparser(body: bytes) -> int:
    received = Received(text=decode(body), url="https://example.org/feed", zone="UTC")
    return len(listing(thorough.read_sheet(received.text, url=received.url), received).entries)


def _by_default(body: bytes) -> int:
    return len(read_bytes(body, url="https://example.org/feed").entries)


def _measure(name: str, read: Callable[[bytes], int], feeds: list[bytes]) -> None:
    read(feeds[0])
    start = time.process_time()
    entries = sum(map(read, feeds))
    seconds = time.process_time() - start
    print(f"{name:28} {len(feeds) / seconds:8.0f} feeds/s {entries / seconds:9.0f} entries/s {seconds:7.2f} s CPU")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=300)
    feeds = [made_feed(number) for number in range(parser.parse_args().feeds)]
    print(f"{len(feeds)} feeds, {sum(map(len, feeds)) / 1e6:.1f} MB")
    _measure("as the service reads them", _by_default, feeds)
    _measure("feedparser alone", _by_feedparser, feeds)


if __name__ == "__main__":
    main()
