"""A site on the local server is looked at by the real crawler."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.outlets import Source, SourceKind
from monitor.model.polls import OutcomeKind
from monitor.services.outlets import Exploration, explore
from monitor.services.proposing import Wishes, free_id, likely_country, of_site, propose
from monitor.services.trying import Trial, check
from spiders import run_once
from tests.builders import NOW, outlet, source
from tests.spiders.conftest import Site, crawler_of, site  # noqa: F401  # a fixture

HEADLINE = "Японія відкриє представництво при НАТО, заявив міністр закордонних справ"
Explore = Callable[..., Exploration]


def feed(*numbers: int, host: str = "outlet-a.test", day: str = "02", text: str = "") -> str:
    items = "".join(
        f"<item><title>{HEADLINE} {n}</title><link>http://{host}/news/{n}-odyn-dva-try</link>"
        f"<pubDate>{day} Nov 2026 0{n}:00:00 +0200</pubDate><description>{text}</description></item>"
        for n in numbers
    )
    return f'<rss version="2.0"><channel><title>Стрічка</title>{items}</channel></rss>'


def home(*links: str, head: str = "") -> str:
    anchors = "".join(f'<p><a href="{link}">{HEADLINE}</a></p>' for link in links)
    return f'<html lang="uk-UA"><head><title>Газета | новини</title>{head}</head><body>{anchors}</body></html>'


def alternate(path: str) -> str:
    return f'<link rel="alternate" type="application/rss+xml" href="{path}" title="Стрічка">'


@pytest.fixture
def look(site: Site) -> Explore:  # noqa: F811
    def look(place: str = "outlet-a.test/", **fields: object) -> Exploration:
        crawler = crawler_of()
        return run_once(crawler, lambda: explore(crawler, site.url(place), now=NOW, say=lambda _: None, **fields))

    return look


def chosen(found: Exploration) -> list[tuple[str, str]]:
    return [(offer.kind.value, offer.url.split("/", 3)[3]) for offer in found.chosen]


def whys(found: Exploration) -> dict[str, str]:
    return {one.trial.poll.source.url.split("/", 3)[3]: one.why for one in found.tried}


def test_the_feed_that_the_home_page_names(site: Site, look: Explore) -> None:  # noqa: F811
    site.add("outlet-a.test/", home(head=alternate("/rss/all")), content_type="text/html")
    site.add("outlet-a.test/rss/all", feed(1, 2, 3))
    found = look()
    assert (found.home.name, chosen(found)) == ("Газета", [("feed", "rss/all")])
    # What is named and works is enough: no other address is bothered.
    assert site.asked == ["outlet-a.test/", "outlet-a.test/rss/all"]


def test_a_feed_at_a_usual_place_is_found(site: Site, look: Explore) -> None:  # noqa: F811
    site.add("outlet-a.test/", home(), content_type="text/html")
    site.add("outlet-a.test/feed", feed(1, 2, 3))
    assert chosen(look()) == [("feed", "feed")]


@pytest.mark.parametrize("name", ["news-map", "news-sitemap.xml"], ids=["anywhere", "at a usual place"])
def test_the_news_sitemap_of_robots_txt_is_found(site: Site, look: Explore, name: str) -> None:  # noqa: F811
    site.add("outlet-a.test/", home(), content_type="text/html")
    site.add("outlet-a.test/robots.txt", f"User-agent: *\nSitemap: {site.url(f'outlet-a.test/{name}')}\n")
    urls = "".join(
        f"<url><loc>http://outlet-a.test/n/{n}</loc><n:news><n:title>{HEADLINE} {n}</n:title>"
        f"<n:publication_date>2026-11-02T0{n}:00:00Z</n:publication_date></n:news></url>"
        for n in (1, 2, 3)
    )
    space = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    site.add(f"outlet-a.test/{name}", f"<urlset {space}>{urls}</urlset>")
    assert chosen(look()) == [("sitemap", name)]
    assert "outlet-a.test/feed" not in site.asked, "what is named and works is enough"


def test_a_page_of_feeds_is_looked_through(site: Site, look: Explore) -> None:  # noqa: F811
    site.add("outlet-a.test/", '<p><a href="/rss/">RSS</a>', content_type="text/html")
    site.add("outlet-a.test/rss/", '<p><a href="/rss/world.xml">World</a>', content_type="text/html")
    site.add("outlet-a.test/rss/world.xml", feed(1, 2, 3))
    assert chosen(look()) == [("feed", "rss/world.xml")]


def test_without_a_feed_the_page_of_latest_news_is_followed_by_a_pattern(site: Site, look: Explore) -> None:  # noqa: F811
    links = [f"/news/{n}-odyn-dva-try" for n in (1001, 1002, 1003)]
    site.add("outlet-a.test/", home("/about/", *links), content_type="text/html")
    found = look()
    assert chosen(found) == [("section", "")]
    assert (
        found.chosen[0].links == rf"https?://(?:www\.)?outlet\-a\.test:{site.port}/news/[A-Za-z]{{0,4}}\d+[-_][^/?#]+"
    )


def test_every_address_that_is_not_taken_says_why(site: Site, look: Explore) -> None:  # noqa: F811
    head = "".join(map(alternate, ("/all", "/copy", "/old", "/none", "/broken", "/secret")))
    site.add("outlet-a.test/", home(head=head), content_type="text/html")
    site.add("outlet-a.test/all", feed(1, 2, 3, text="слово " * 20))
    site.add("outlet-a.test/copy", feed(1, 2, 3))
    site.add("outlet-a.test/old", feed(4, 5, 6).replace("2026", "2024"))
    site.add("outlet-a.test/broken", "no", status=500)
    site.add("outlet-a.test/secret", "no", status=403)
    assert whys(look()) == {
        "all": "",
        "copy": "brought by those taken",
        "old": "nothing new since 2024-11-02",
        "none": "The server answered with status 404.",
        "broken": "The server answered with status 500.",
        "secret": "The server answered with status 403.",
        "": "holds no entries",
    }


def test_two_addresses_that_moved_to_one_are_one_source(site: Site, look: Explore) -> None:  # noqa: F811
    site.add("outlet-a.test/", home(head=alternate("/a") + alternate("/b")), content_type="text/html")
    there = site.add("outlet-a.test/c", feed(1, 2, 3))
    site.add("outlet-a.test/a", status=301, Location=there)
    site.add("outlet-a.test/b", status=301, Location=there)
    found = look()
    assert (chosen(found), whys(found)["a"], whys(found)["b"]) == ([("feed", "c")], "", "brought by those taken")


def test_a_page_named_by_hand_is_tried_as_a_section(site: Site, look: Explore) -> None:  # noqa: F811
    site.add("outlet-a.test/", "<p>Welcome", content_type="text/html")
    links = [f"/n/{n}-odyn-dva-try" for n in (1001, 1002, 1003)]
    site.add("outlet-a.test/latest", home(*links), content_type="text/html")
    assert chosen(look(also=[site.url("outlet-a.test/latest")])) == [("section", "latest")]


def test_a_home_page_that_is_walled_off_does_not_hide_the_feed(site: Site, look: Explore) -> None:  # noqa: F811
    site.add("outlet-a.test/", "no", status=403)
    site.add("outlet-a.test/rss.xml", feed(1, 2, 3))
    found = look()
    assert (found.failure and found.failure.kind, chosen(found)) == (OutcomeKind.BLOCKED, [("feed", "rss.xml")])


def test_a_host_that_does_not_answer_is_asked_nothing_more(look: Explore) -> None:
    found = look("outlet-a.invalid/")
    assert (found.failure and found.failure.kind, found.tried) == (OutcomeKind.UNREACHABLE, ())


def test_an_outlet_is_made_of_what_was_found(site: Site, look: Explore) -> None:  # noqa: F811
    site.add("outlet-a.test/", home(head=alternate("/rss")), content_type="text/html")
    url = site.add("outlet-a.test/rss", feed(1, 2, 3))
    found = look()
    made = propose(found, found.chosen, wishes=Wishes(country="UA", zone="Europe/Kyiv"), taken={"outlet-a"})
    assert (likely_country(found), made) == (
        "UA",
        outlet(
            id="outlet-a-test",
            name="Газета",
            homepage=site.url("outlet-a.test/"),
            languages=("uk",),
            country="UA",
            zone="Europe/Kyiv",
            kind="news site",
            sources=(Source(url=url, outlet="outlet-a-test", kind=SourceKind.FEED, language="uk"),),
        ),
    )


def test_an_outlet_is_known_by_any_of_its_hosts() -> None:
    known = outlet(hosts=("www.example.net",))
    assert of_site([known], "http://m.example.org/x") == of_site([known], "https://example.net/") == (known,)
    assert of_site([known], "https://example.com/") == ()
    assert of_site([known], "http://example.org:8080/") == (), "another port is another server"


def test_an_id_is_short_and_free() -> None:
    assert free_id("https://www.example.co.uk/", set()) == "example"
    assert free_id("https://www.example.co.uk/", {"example"}) == "example-co-uk"
    assert free_id("https://www.example.co.uk/", {"example", "example-co-uk"}) == "example-co-uk-2"


def test_a_check_tries_every_source_and_fetches_no_page(site: Site) -> None:  # noqa: F811
    urls = (site.add("outlet-a.test/rss", feed(1, 2, 3)), site.url("outlet-a.test/gone"))
    sources = tuple(source(url=url) for url in urls)
    crawler = crawler_of()
    one = outlet(homepage=site.url("outlet-a.test/"), sources=sources)
    trials: tuple[Trial, ...] = run_once(crawler, lambda: check(crawler, [one], now=NOW, seconds=20))
    assert [(trial.works, trial.kind, bool(trial.advice)) for trial in trials] == [
        (True, OutcomeKind.NOTHING_NEW, False),
        (False, OutcomeKind.MISSING, True),
    ]
    assert sorted(site.asked) == ["outlet-a.test/gone", "outlet-a.test/rss"]


def test_what_is_not_reached_in_time_says_so(site: Site) -> None:  # noqa: F811
    one = outlet(sources=(source(url=site.url("outlet-a.test/rss")),))
    crawler = crawler_of()
    (trial,) = run_once(crawler, lambda: check(crawler, [one], now=NOW, seconds=0))
    assert trial.outcome.detail == "It was not this address's turn before the time was up."
