"""Every class of answer that is no listing has its outcome; nothing a server does holds or fells a crawl."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import brotli
import pytest
from backports import zstd

from monitor.model.polls import OutcomeKind
from tests.spiders.conftest import Crawl, Page, Site, poll_of


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, "<!doctype html><title>Welcome</title><p>No feed here", OutcomeKind.NOT_A_FEED),
        (200, "<!doctype html><title>Just a moment...</title>", OutcomeKind.BLOCKED),
        (200, "", OutcomeKind.EMPTY),
        (200, "<rss version='2.0'><channel><title>x</title></channel></rss>", OutcomeKind.EMPTY),
        (403, "Forbidden", OutcomeKind.BLOCKED),
        (404, "", OutcomeKind.MISSING),
        (410, "", OutcomeKind.GONE),
        (429, "", OutcomeKind.THROTTLED),
        (500, "oops", OutcomeKind.SERVER_ERROR),
        (503, "", OutcomeKind.SERVER_ERROR),
    ],
)
def test_an_answer_without_a_listing_has_its_class(
    site: Site, crawl: Crawl, status: int, body: str, kind: OutcomeKind
) -> None:
    outcome = crawl(poll_of(site.add("outlet-a.test/feed", body, status))).outcome
    assert (outcome.kind, outcome.status) == (kind, status)
    assert outcome.detail.endswith(".")


def test_retry_after_is_handed_on(site: Site, crawl: Crawl) -> None:
    outcome = crawl(poll_of(site.add("outlet-a.test/feed", status=429, retry_after="7200"))).outcome
    assert outcome.retry_after == timedelta(hours=2)


def test_a_redirect_for_good_is_followed_and_told(site: Site, crawl: Crawl) -> None:
    new = site.feed("outlet-b.test/feed", site.article("outlet-b.test/1"))
    site.add("outlet-a.test/feed", status=301, location=new)
    outcome = crawl(poll_of(site.url("outlet-a.test/feed"))).outcome
    assert (outcome.kind, outcome.moved_to) == (OutcomeKind.NEW, new)


def test_a_redirect_for_now_is_followed_and_not_told(site: Site, crawl: Crawl) -> None:
    new = site.feed("outlet-b.test/feed", site.article("outlet-b.test/1"))
    site.add("outlet-a.test/feed", status=302, location=new)
    outcome = crawl(poll_of(site.url("outlet-a.test/feed"))).outcome
    assert (outcome.kind, outcome.moved_to) == (OutcomeKind.NEW, None)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/private",
        "http://2130706433:{port}/private",
        "http://[::ffff:127.0.0.1]:{port}/private",
        "http://localhost:{port}/private",
        "http://169.254.169.254/latest/meta-data/",
        "http://user@127.0.0.1:{port}/private",
        "//127.0.0.1:{port}/private",
        "file:///etc/passwd",
        "data:application/rss+xml,<rss/>",
    ],
)
def test_a_redirect_to_a_private_place_is_refused(site: Site, crawl: Crawl, location: str) -> None:
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
        site.feed(f"{host}/private", "http://outlet-a.test/secret")
    site.add("outlet-a.test/feed", status=302, location=location.format(port=site.port))
    outcome = crawl(poll_of(site.url("outlet-a.test/feed"))).outcome
    assert outcome.kind in (OutcomeKind.REFUSED, OutcomeKind.SERVER_ERROR)
    assert site.asked == ["outlet-a.test/feed"]


def test_a_page_behind_a_redirect_to_a_private_place_is_missed(site: Site, crawl: Crawl) -> None:
    page = site.add("outlet-a.test/1", status=302, location=f"http://127.0.0.1:{site.port}/private")
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", page, f"http://127.0.0.1:{site.port}/x")))
    assert [entry.url for entry in inbox.told_entries] == [page, f"http://127.0.0.1:{site.port}/x"]
    assert inbox.fetched_pages == []
    assert inbox.outcome.kind is OutcomeKind.NEW


NONSENSE = {
    **{
        f"redirect to {location!r}": {"status": 302, "location": location}
        for location in (
            "http://",
            "http://[",
            "http://[::1",
            "http://a b/",
            "//",
            "http:///x",
            "\x00",
            "http://%zz/",
            "mailto:a@b",
        )
    },
    **{f"broken {name}": {"status": 200, "content_encoding": name} for name in ("gzip", "deflate", "br", "zstd")},
}


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_on_a_page_is_recorded_and_the_next_page_comes(site: Site, crawl: Crawl, nonsense: str) -> None:
    bad = site.add("outlet-a.test/1", b"\xff\x00nonsense", **NONSENSE[nonsense])
    good = site.article("outlet-a.test/2")
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", bad, good)))
    came = [url for url, _ in inbox.fetched_pages]
    assert good in came
    stayed_away = [url for url, _ in inbox.misses] + [entry.url for entry in inbox.told_entries]
    assert [*came, *stayed_away].count(bad) == 1
    assert inbox.outcome.kind is OutcomeKind.NEW


def test_redirects_in_a_circle_end(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/feed", status=302, location="/again")
    site.add("outlet-a.test/again", status=302, location="/feed")
    outcome = crawl(poll_of(site.url("outlet-a.test/feed"))).outcome
    assert outcome.kind is OutcomeKind.SERVER_ERROR
    assert len(site.asked) == 6


def test_a_slow_server_costs_its_timeout_and_no_more(site: Site, crawl: Crawl) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
        for _ in range(600):
            handler.wfile.write(b" ")
            time.sleep(0.1)

    site.pages["outlet-a.test/feed"] = Page(raw=drip)
    began = time.monotonic()
    outcome = crawl(poll_of(site.url("outlet-a.test/feed")), timeout_seconds=0.5).outcome
    assert outcome.kind is OutcomeKind.UNREACHABLE
    assert time.monotonic() - began < 30


def test_an_endless_body_is_broken_off(site: Site, crawl: Crawl) -> None:
    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
        while True:
            handler.wfile.write(b"<item/>" * 10_000)

    site.pages["outlet-a.test/feed"] = Page(raw=flood)
    outcome = crawl(poll_of(site.url("outlet-a.test/feed")), max_bytes=1_000_000).outcome
    assert outcome.kind is OutcomeKind.TOO_LARGE


def test_an_answer_that_breaks_off_in_the_middle_is_no_answer(site: Site, crawl: Crawl) -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>")

    site.pages["outlet-a.test/feed"] = Page(raw=break_off)
    assert crawl(poll_of(site.url("outlet-a.test/feed"))).outcome.kind is OutcomeKind.UNREACHABLE


def test_garbage_instead_of_http_is_no_answer(site: Site, crawl: Crawl) -> None:
    site.pages["outlet-a.test/feed"] = Page(raw=lambda handler: handler.wfile.write(b"\x00\xff\r\n" * 100))
    assert crawl(poll_of(site.url("outlet-a.test/feed"))).outcome.kind is OutcomeKind.UNREACHABLE


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", lambda data: gzip.compress(data)),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
        ("br", lambda data: brotli.compress(data, quality=5)),
        ("zstd", lambda data: zstd.compress(data)),
    ],
    ids=["gzip", "gzip in gzip", "brotli", "zstd"],
)
def test_a_decompression_bomb_costs_little_memory(site: Site, crawl: Crawl, encoding: str, pack) -> None:  # type: ignore[no-untyped-def]
    bomb = pack(b"\0" * 200_000_000)
    feed = site.add("outlet-a.test/feed", bomb, content_type="application/rss+xml", content_encoding=encoding)
    tracemalloc.start()
    outcome = crawl(poll_of(feed)).outcome
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcome.kind is OutcomeKind.TOO_LARGE
    assert peak < 50_000_000


def test_a_host_without_address_is_unreachable(site: Site, crawl: Crawl) -> None:
    outcome = crawl(poll_of("http://no-such-host.invalid/feed")).outcome
    assert outcome.kind is OutcomeKind.UNREACHABLE
    assert "no-such-host.invalid" in outcome.detail


def test_cookies_are_neither_kept_nor_sent(site: Site, crawl: Crawl) -> None:
    page = site.article("outlet-a.test/1")
    crawl(poll_of(site.feed("outlet-a.test/feed", page, set_cookie="id=1")))
    assert all("cookie" not in headers for _, headers in site.requests)


def test_every_request_says_who_asks(site: Site, crawl: Crawl) -> None:
    crawl(poll_of(site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))))
    assert {headers["user-agent"] for _, headers in site.requests} == {"Farwatch/0.1 (+test@example.org)"}
