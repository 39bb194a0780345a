"""What a visit does with each answer, over real HTTP."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from monitor.model.moments import Precision, Published
from monitor.model.outlets import SourceKind
from monitor.model.polls import OutcomeKind, Validators
from spiders.visit import newest
from tests.builders import NOW, entry
from tests.spiders.conftest import Crawl, KeepingInbox, Page, Site, poll_of, rss


def test_new_entries_are_followed_to_their_pages_before_the_poll_is_done(site: Site, crawl: Crawl) -> None:
    one, two = site.article("outlet-a.test/1"), site.article("outlet-a.test/2")
    feed = site.feed("outlet-a.test/feed", one, two, etag='"v1"')
    inbox = crawl(poll_of(feed))
    assert inbox.log == [f"fetched {one}", f"fetched {two}", f"polled {feed}"]
    assert (inbox.outcome.kind, inbox.outcome.new_entries, inbox.outcome.validators.etag) == (
        OutcomeKind.NEW,
        2,
        '"v1"',
    )


def test_known_entries_are_not_asked_for_again(site: Site, crawl: Crawl) -> None:
    feed = site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))
    inbox = crawl(poll_of(feed), inbox=KeepingInbox(known={site.url("outlet-a.test/1")}))
    assert (inbox.outcome.kind, site.asked) == (OutcomeKind.NOTHING_NEW, ["outlet-a.test/feed"])


def test_validators_are_sent_and_a_304_is_an_outcome_of_its_own(site: Site, crawl: Crawl) -> None:
    feed = site.add("outlet-a.test/feed", status=304, etag='"v1"', cache_control="max-age=600")
    validators = Validators(etag='"v1"', last_modified="Mon, 02 Nov 2026 07:00:00 GMT")
    inbox = crawl(poll_of(feed, validators=validators))
    sent = site.requests[-1][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"v1"', "Mon, 02 Nov 2026 07:00:00 GMT")
    assert (inbox.outcome.kind, inbox.outcome.status) == (OutcomeKind.NOT_MODIFIED, 304)
    assert inbox.outcome.fresh_for is not None
    assert inbox.outcome.fresh_for.total_seconds() == 600


def test_a_304_that_nobody_asked_for_is_no_success(site: Site, crawl: Crawl) -> None:
    outcome = crawl(poll_of(site.add("outlet-a.test/feed", status=304))).outcome
    assert (outcome.kind, outcome.status) == (OutcomeKind.SERVER_ERROR, 304)


def test_the_same_bytes_again_are_not_modified_whatever_the_status(site: Site, crawl: Crawl) -> None:
    feed = site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))
    inbox = crawl(poll_of(feed, body_hash=sha256(rss([site.url("outlet-a.test/1")]).encode()).hexdigest()))
    assert (inbox.outcome.kind, inbox.fetched_pages) == (OutcomeKind.NOT_MODIFIED, [])


def test_a_page_missed_before_is_tried_again_though_the_feed_is_unchanged(site: Site, crawl: Crawl) -> None:
    class Forgetful(KeepingInbox):
        def unknown(self, poll, entries):  # type: ignore[no-untyped-def]
            return entries or (entry(url=site.url("outlet-a.test/late")),)

    site.article("outlet-a.test/late")
    feed = site.add("outlet-a.test/feed", status=304)
    inbox = crawl(poll_of(feed, validators=Validators(etag='"v1"')), inbox=Forgetful())
    assert [url for url, _ in inbox.fetched_pages] == [site.url("outlet-a.test/late")]
    assert inbox.outcome.kind is OutcomeKind.NOT_MODIFIED


def test_a_page_that_fails_is_missed_and_the_others_come(site: Site, crawl: Crawl) -> None:
    gone = site.add("outlet-a.test/gone", status=404)
    broken = site.add("outlet-a.test/broken", status=500)
    feed = site.feed("outlet-a.test/feed", gone, broken, site.article("outlet-a.test/3"))
    inbox = crawl(poll_of(feed))
    assert [(url, outcome.kind) for url, outcome in inbox.misses] == [
        (gone, OutcomeKind.MISSING),
        (broken, OutcomeKind.SERVER_ERROR),
    ]
    assert [url for url, _ in inbox.fetched_pages] == [site.url("outlet-a.test/3")]
    assert inbox.outcome.body_hash is not None


def test_what_exceeds_the_pages_of_one_visit_is_met_again(site: Site, crawl: Crawl) -> None:
    links = [site.article(f"outlet-a.test/{number}") for number in range(5)]
    feed = site.feed("outlet-a.test/feed", *links, etag='"v1"')
    inbox = crawl(poll_of(feed), pages_per_poll=3)
    assert [url for url, _ in inbox.fetched_pages] == links[:3]
    assert (inbox.outcome.validators, inbox.outcome.body_hash) == (Validators(), None)
    assert not inbox.outcome.whole


def test_of_a_long_dated_listing_the_newest_entries_count() -> None:
    entries = tuple(
        entry(id=str(day), published=Published(at=NOW - timedelta(days=day), precision=Precision.DAY))
        for day in (5, 1, 4, 2, 3)
    )
    undated = entry(id="undated")
    assert [one.id for one in newest((*entries, undated), 2)] == ["1", "2", "undated"]
    assert newest((*entries, undated), 5) == (*entries, undated)


def test_a_host_that_stops_answering_is_left_alone_until_the_next_visit(site: Site, crawl: Crawl) -> None:
    links = [site.add(f"outlet-a.test/{number}", status=503) for number in range(9)]
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", *links, etag='"v1"')))
    assert len(inbox.misses) == 3
    assert inbox.outcome.validators == Validators()


def test_a_sitemap_index_leads_to_its_newest_children(site: Site, crawl: Crawl) -> None:
    pages = [site.article(f"outlet-a.test/{number}") for number in range(3)]
    entry = "<url><loc>{}</loc><lastmod>2026-11-0{}T10:00:00Z</lastmod></url>"
    child = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
    children = [
        site.add(f"outlet-a.test/s{number}.xml", child.format(entry.format(page, number + 1)))
        for number, page in enumerate(pages)
    ]
    index = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>2026-11-0{number + 1}</lastmod></sitemap>"
        for number, url in enumerate(children)
    )
    root = site.add(
        "outlet-a.test/index.xml",
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{index}</sitemapindex>',
        etag='"same"',
    )
    inbox = crawl(poll_of(root, SourceKind.SITEMAP), listings_per_poll=2)
    assert {url for url, _ in inbox.fetched_pages} == set(pages[1:])
    assert inbox.outcome.validators == Validators()


def test_a_section_page_leads_to_its_articles(site: Site, crawl: Crawl) -> None:
    article = site.article("outlet-a.test/news/2026/11/02/japan-opens-mission")
    body = f'<html><body><main><a href="{article}">Japan opens a mission to NATO</a></main><a href="/about">About</a>'
    section = site.add("outlet-a.test/news", body, content_type="text/html")
    inbox = crawl(poll_of(section, SourceKind.SECTION, links=r"http://outlet-a\.test:\d+/news/2026/.*"))
    assert [url for url, _ in inbox.fetched_pages] == [article]


def test_one_bad_outlet_never_stops_the_others(site: Site, crawl: Crawl) -> None:
    good = [site.feed(f"outlet-{letter}.test/feed", site.article(f"outlet-{letter}.test/1")) for letter in "ab"]
    bad = [
        site.url("no-such-host.invalid/feed"),
        site.add("outlet-c.test/feed", "<rss><channel>"),
        site.add("outlet-d.test/feed", status=500),
        "ftp://outlet-e.test/feed",
        "http://outlet-f.test:99999/feed",
        "http://127.0.0.1:1/feed",
        "http://outlet-g.test:1/feed",
    ]
    inbox = crawl(*(poll_of(url) for url in (*bad, *good)))
    assert sorted(outcome.source for outcome in inbox.outcomes) == sorted((*bad, *good))
    assert {o.source for o in inbox.outcomes if o.kind is OutcomeKind.NEW} == set(good)
    assert all(outcome.detail for outcome in inbox.outcomes if not outcome.succeeded)


def test_a_fault_of_our_own_is_one_outcome_and_no_more(site: Site, crawl: Crawl) -> None:
    class Broken(KeepingInbox):
        def unknown(self, poll, entries):  # type: ignore[no-untyped-def]
            if poll.outlet.id == "outlet-a.test":
                raise ZeroDivisionError("ours")
            return super().unknown(poll, entries)

    feeds = [site.feed(f"outlet-{letter}.test/feed", site.article(f"outlet-{letter}.test/1")) for letter in "ab"]
    inbox = crawl(*(poll_of(feed) for feed in feeds), inbox=Broken())
    kinds = {outcome.source: outcome.kind for outcome in inbox.outcomes}
    assert kinds == {feeds[0]: OutcomeKind.NOT_A_FEED, feeds[1]: OutcomeKind.NEW}


def test_one_crawler_serves_many_crawls(site: Site, crawl: Crawl) -> None:
    feed = site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))
    inbox = KeepingInbox()
    for _ in range(3):
        crawl(poll_of(feed), inbox=inbox)
    assert len(inbox.outcomes) == 3


def test_a_throttled_page_ends_the_visit_and_its_wish_is_handed_on(site: Site, crawl: Crawl) -> None:
    slow = site.add("outlet-a.test/1", status=429, retry_after="3600")
    feed = site.feed("outlet-a.test/feed", slow, site.article("outlet-a.test/2"), etag='"v1"')
    inbox = crawl(poll_of(feed))
    assert inbox.log == [f"missed {slow}", f"polled {feed}"]
    assert inbox.outcome.retry_after == timedelta(hours=1)
    assert inbox.outcome.validators == Validators()


def test_one_host_is_asked_one_thing_at_a_time_and_not_too_soon(site: Site, crawl: Crawl) -> None:
    moments: list[float] = []

    def noting(_: object) -> Page:
        moments.append(time.monotonic())
        return Page(body=rss([]).encode())

    for number in range(4):
        site.pages[f"outlet-a.test/feed{number}"] = noting
    crawl(*(poll_of(site.url(f"outlet-a.test/feed{number}")) for number in range(4)), delay_seconds=0.5)
    # Of all together: the site's thread may note one late, on a busy machine.
    assert len(moments) == 4
    assert moments[-1] - moments[0] >= 0.75


def test_an_outlet_that_wants_more_time_between_requests_gets_it(site: Site, crawl: Crawl) -> None:
    poll = poll_of(site.feed("outlet-a.test/feed", site.article("outlet-a.test/1")))
    patient = replace(poll, outlet=replace(poll.outlet, delay_seconds=0.4))
    began = time.monotonic()
    crawl(patient)
    assert time.monotonic() - began >= 0.8


def test_hosts_do_not_wait_for_one_another(site: Site, crawl: Crawl) -> None:
    everybody = threading.Barrier(8)

    def answered_with_all_others(_: object) -> Page:
        everybody.wait(timeout=60)
        return Page(body=rss([]).encode())

    for letter in "abcdefgh":
        site.pages[f"outlet-{letter}.test/feed"] = answered_with_all_others
    crawl(*(poll_of(site.url(f"outlet-{letter}.test/feed")) for letter in "abcdefgh"), timeout_seconds=90)
    assert not everybody.broken


def test_an_entry_without_a_page_is_kept_as_it_is_told(site: Site, crawl: Crawl) -> None:
    item = "<item><title>Only a title</title></item>"
    feed = site.add("outlet-a.test/feed", f"<rss version='2.0'><channel><title>x</title>{item}</channel></rss>")
    inbox = crawl(poll_of(feed))
    assert (inbox.outcome.kind, inbox.misses, site.asked) == (OutcomeKind.NEW, [], ["outlet-a.test/feed"])
    assert [(entry.title, entry.url.partition("#")[0]) for entry in inbox.told_entries] == [("Only a title", feed)]


def test_pages_that_robots_txt_forbids_are_kept_as_they_are_told_however_many(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/robots.txt", "User-agent: *\nDisallow: /news/")
    pages = [site.article(f"outlet-a.test/news/{number}") for number in range(5)]
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", *pages)), pages_per_poll=3)
    assert [entry.url for entry in inbox.told_entries] == pages
    assert (inbox.outcome.whole, site.asked) == (True, ["outlet-a.test/feed"])


def paged_section(site: Site, pages: int) -> tuple[str, list[str]]:
    """A section of so many pages with two articles each; its address and the articles' addresses, newest first."""
    articles = [site.article(f"outlet-a.test/news/article-number-{9 - number}-of-many") for number in range(2 * pages)]
    for page in range(1, pages + 1):
        links = "".join(
            f'<h2><a href="{url}">A headline of some length</a></h2>' for url in articles[2 * page - 2 : 2 * page]
        )
        behind = f'<a href="/news?page={page + 1}">{page + 1}</a>' if page < pages else ""
        place = "outlet-a.test/news" if page == 1 else f"outlet-a.test/news?page={page}"
        site.add(place, f"<html><body>{links}{behind}</body></html>", content_type="text/html")
    return site.url("outlet-a.test/news"), articles


def test_a_section_is_read_back_to_an_article_that_is_known(site: Site, crawl: Crawl) -> None:
    section, articles = paged_section(site, 4)
    inbox = crawl(poll_of(section, SourceKind.SECTION), inbox=KeepingInbox(known={articles[5], *articles[6:]}))
    assert [url for url, _ in inbox.fetched_pages] == articles[:5]
    assert [place for place in site.asked if "?" in place or place.endswith("/news")] == [
        "outlet-a.test/news",
        "outlet-a.test/news?page=2",
        "outlet-a.test/news?page=3",
    ]


def test_where_the_first_page_leads_to_something_known_no_further_page_is_read(site: Site, crawl: Crawl) -> None:
    section, articles = paged_section(site, 2)
    crawl(poll_of(section, SourceKind.SECTION), inbox=KeepingInbox(known={articles[1]}))
    assert "outlet-a.test/news?page=2" not in site.asked


def test_at_first_sight_a_section_is_its_first_page(site: Site, crawl: Crawl) -> None:
    section, articles = paged_section(site, 2)
    inbox = crawl(poll_of(section, SourceKind.SECTION, first=True))
    assert [url for url, _ in inbox.fetched_pages] == articles[:2]
