"""robots.txt is asked for once, obeyed, and its delay kept."""

from __future__ import annotations

import time

from monitor.model.polls import OutcomeKind
from spiders import crawl_once
from spiders.robots import read_rules
from tests.spiders.conftest import Crawl, KeepingInbox, Page, Site, crawler_of, poll_of


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/robots.txt", "User-agent: *\nDisallow: /feed")
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))))
    assert (inbox.outcome.kind, inbox.outcome.detail) == (OutcomeKind.REFUSED, "robots.txt forbids us this address.")
    assert site.asked == []


def test_rules_for_us_go_before_rules_for_all(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: farwatch\nDisallow: /private")
    open_page, closed_page = site.article("outlet-a.test/1"), site.article("outlet-a.test/private/1")
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", open_page, closed_page)))
    assert [url for url, _ in inbox.fetched_pages] == [open_page]
    assert [entry.url for entry in inbox.told_entries] == [closed_page]


def test_robots_txt_is_asked_for_once_in_a_process(site: Site) -> None:
    feeds = [site.feed(f"outlet-a.test/feed{number}", site.article("outlet-a.test/1")) for number in range(3)]
    crawler = crawler_of()
    for _ in range(2):
        crawl_once(crawler, [poll_of(feed) for feed in feeds], KeepingInbox())
    assert [place for place, _ in site.requests].count("outlet-a.test/robots.txt") == 1


def test_a_crawl_delay_is_kept(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/robots.txt", "User-agent: *\nCrawl-delay: 0.4")
    links = [site.article(f"outlet-a.test/{number}") for number in range(2)]
    began = time.monotonic()
    crawl(poll_of(site.feed("outlet-a.test/feed", *links)))
    assert time.monotonic() - began >= 0.8


def test_a_server_that_cannot_tell_its_rules_is_left_alone(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/robots.txt", status=503)
    outcome = crawl(poll_of(site.feed("outlet-a.test/feed"))).outcome
    assert (outcome.kind, site.asked) == (OutcomeKind.SERVER_ERROR, [])
    assert outcome.detail == "robots.txt cannot be read (status 503), so nothing may be asked for."


def test_a_redirect_is_held_to_the_rules_of_where_it_leads(site: Site, crawl: Crawl) -> None:
    site.add("outlet-b.test/robots.txt", "User-agent: *\nDisallow: /")
    site.add("outlet-a.test/feed", status=302, location=site.feed("outlet-b.test/feed"))
    assert crawl(poll_of(site.url("outlet-a.test/feed"))).outcome.kind is OutcomeKind.REFUSED
    assert site.asked == ["outlet-a.test/feed"]


def test_who_does_not_want_robots_txt_is_not_bound_by_it(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/robots.txt", "User-agent: *\nDisallow: /")
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))), obey_robots=False)
    assert inbox.outcome.kind is OutcomeKind.NEW


def test_no_robots_txt_and_a_page_in_its_place_allow_everything() -> None:
    for status, body in ((404, b""), (403, b""), (200, b"<html>Disallow: /</html>"), (200, b"")):
        read_rules(status, body, now=0.0).check("http://a.test/x", "farwatch")


def test_an_absurd_crawl_delay_is_bounded() -> None:
    rules = read_rules(200, b"User-agent: *\nCrawl-delay: 100000", now=0.0)
    assert rules.delay_seconds("farwatch") == 60


def test_a_host_that_does_not_answer_for_its_rules_is_not_asked_twice(site: Site, crawl: Crawl) -> None:
    site.pages["outlet-a.test/robots.txt"] = Page(raw=lambda handler: time.sleep(1))
    outcome = crawl(poll_of(site.feed("outlet-a.test/feed")), timeout_seconds=0.3).outcome
    assert (outcome.kind, site.asked) == (OutcomeKind.UNREACHABLE, [])


def test_a_robots_txt_that_leads_in_a_circle_is_none(site: Site, crawl: Crawl) -> None:
    site.add("outlet-a.test/robots.txt", status=302, location="/robots.txt")
    inbox = crawl(poll_of(site.feed("outlet-a.test/feed", site.article("outlet-a.test/1"))))
    assert inbox.outcome.kind is OutcomeKind.NEW
