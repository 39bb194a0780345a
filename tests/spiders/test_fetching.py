from monitor.model.articles import FetchedDocument
from monitor.model.polls import Outcome, OutcomeKind
from spiders import run_once
from tests.spiders.conftest import Site, crawler_of


def fetch(*urls: str) -> tuple[FetchedDocument | Outcome, ...]:
    crawler = crawler_of()
    return run_once(crawler, lambda: crawler.fetch(urls))


def outcome(url: str) -> OutcomeKind:
    (answer,) = fetch(url)
    assert isinstance(answer, Outcome)
    return answer.kind


def test_answers_come_in_the_order_of_the_addresses(site: Site) -> None:
    home, gone = site.article("outlet-a.test/"), site.url("outlet-b.test/gone")
    answers = fetch(home, gone)
    assert [(one.url, one.status) for one in answers if isinstance(one, FetchedDocument)] == [(home, 200), (gone, 404)]


def test_redirects_are_followed_and_said(site: Site) -> None:
    there = site.article("outlet-b.test/news")
    (answer,) = fetch(site.add("outlet-a.test/", status=301, Location=there))
    assert isinstance(answer, FetchedDocument)
    assert answer.final_url == there


def test_robots_are_obeyed_and_robots_txt_itself_may_be_read(site: Site) -> None:
    robots = site.add("outlet-a.test/robots.txt", "User-agent: *\nDisallow: /\n")
    assert outcome(site.article("outlet-a.test/")) is OutcomeKind.REFUSED
    (answer,) = fetch(robots)
    assert isinstance(answer, FetchedDocument)
    assert answer.body == b"User-agent: *\nDisallow: /\n"


def test_what_the_gate_refuses_is_not_asked_for(site: Site) -> None:
    assert outcome(f"http://127.0.0.1:{site.port}/") is OutcomeKind.REFUSED
    assert outcome("http://user@outlet-a.test/") is OutcomeKind.REFUSED
    assert outcome("file:///etc/passwd") is OutcomeKind.REFUSED
    assert site.asked == []


def test_nothing_to_fetch_is_no_answer() -> None:
    assert fetch() == ()
