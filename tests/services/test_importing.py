import pytest

from monitor.feeds.opml import ListedFeed
from monitor.model.outlets import Outlet, Source, SourceKind
from monitor.services.importing import ListReport, group, import_feeds
from monitor.storage import Store
from tests.builders import outlet, source


def feed(url: str, **fields: object) -> ListedFeed:
    return ListedFeed(**{"url": url, "name": "", "line": 1} | fields)


def grouped(*feeds: ListedFeed, own: tuple[Outlet, ...] = ()) -> dict[str, list[str]]:
    made = group(feeds, own=own, taken={one.id for one in own})
    return {one.id: [each.url for each in one.sources] for one in made}


def test_feeds_of_one_site_are_one_outlet() -> None:
    world, sport = "https://rss.daily.co.uk/world", "https://www.daily.co.uk/sport/rss"
    assert grouped(feed(world), feed("https://other.org/f"), feed(sport)) == {
        "daily": [world, sport],
        "other": ["https://other.org/f"],
    }


def test_the_page_says_whose_a_feed_is_that_another_host_hands_on() -> None:
    assert grouped(
        feed("https://feeds.feedburner.com/daily", page="https://daily.org/"), feed("https://daily.org/rss")
    ) == {"daily": ["https://feeds.feedburner.com/daily", "https://daily.org/rss"]}


def test_each_feed_of_a_platform_is_an_outlet_of_its_own() -> None:
    assert grouped(
        feed("https://medium.com/feed/@a", name="A writes"),
        feed("https://medium.com/feed/@b", name="B writes", page="https://medium.com/@b"),
    ) == {"a-writes": ["https://medium.com/feed/@a"], "b-writes": ["https://medium.com/feed/@b"]}


def test_a_whole_outlet() -> None:
    feeds = (
        feed("https://daily.pl/swiat", name="Dziennik – Świat", page="https://daily.pl/start"),
        feed("https://daily.pl/sport", name="Dziennik – Sport", language="pl-PL"),
    )
    assert group(feeds, own=(), taken=set()) == (
        outlet(
            id="daily",
            name="Dziennik",
            homepage="https://daily.pl/start",
            languages=("pl",),
            country="PL",
            zone="Europe/Warsaw",
            kind="news site",
            sources=(
                Source(url="https://daily.pl/swiat", outlet="daily", kind=SourceKind.FEED),
                Source(url="https://daily.pl/sport", outlet="daily", kind=SourceKind.FEED, language="pl"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("url", "languages", "country", "zone"),
    [
        ("https://x.ua/f", ("uk",), "UA", "Europe/Kyiv"),
        ("https://x.com/f", ("und",), "ZZ", "UTC"),
        ("https://x.tv/f", ("und",), "ZZ", "UTC"),
        ("https://x.co.jp/f", ("ja",), "JP", "Asia/Tokyo"),
        ("https://x.ch/f", ("und",), "CH", "Europe/Zurich"),
    ],
)
def test_what_an_address_alone_tells(url: str, languages: tuple[str, ...], country: str, zone: str) -> None:
    (one,) = group([feed(url)], own=(), taken=set())
    assert (one.languages, one.country, one.zone) == (languages, country, zone)


def test_what_is_followed_already_is_known_in_any_spelling(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare([outlet(enabled=False, sources=(source(url="https://www.example.org/feed/"),))])
    listed = [feed("http://example.org/feed"), feed("https://example.org/feed/"), feed("https://new.org/f")]
    report = import_feeds(store, listed, declared={"example"})
    (new,) = report.imported
    assert (new.url, report.known, report.outlets, report.off) == ("https://new.org/f", 2, ("new",), ("example",))


def test_an_import_done_twice_is_done_once(store: Store) -> None:
    listed = [feed("https://a.org/1"), feed("https://a.org/2"), feed("https://a.org/1")]
    assert import_feeds(store, listed, declared=set()).known == 1
    assert import_feeds(store, listed, declared=set()) == ListReport(imported=(), known=3, outlets=(), off=())


def test_a_list_of_thousands_is_imported_whole(store: Store) -> None:
    listed = [feed(f"https://paper{number}.org/f") for number in range(1_100)]
    report = import_feeds(store, listed, declared=set())
    assert (len(report.imported), len(report.outlets)) == (1_100, 1_100)
    with store.reading() as work:
        assert [len(one.sources) for one in work.outlets.all()] == [1] * 1_100
    assert import_feeds(store, listed, declared=set()).known == 1_100


def test_a_persons_own_outlet_gets_the_further_feeds_of_its_site(store: Store) -> None:
    with store.begin() as work:
        work.outlets.add(outlet())
    report = import_feeds(store, [feed("https://example.org/more")], declared=set())
    with store.begin() as work:
        (one,) = work.outlets.all()
    assert report.outlets == ("example",)
    assert [each.url for each in one.sources] == ["https://example.org/feed", "https://example.org/more"]


def test_a_declared_outlet_stays_as_it_is_declared(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare([outlet()])
    assert import_feeds(store, [feed("https://example.org/more")], declared={"example"}).outlets == ("example-org",)
    with store.begin() as work:
        assert work.outlets.named("example") == outlet()
