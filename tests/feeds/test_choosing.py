from datetime import timedelta

from monitor.feeds.appraisal import appraise
from monitor.feeds.choosing import Offer, choose, unfit
from monitor.model.articles import Entry, Listing
from monitor.model.moments import Precision, Published
from monitor.model.outlets import SourceKind
from tests.builders import NOW, entry

HOME = "https://example.org/"
TITLES = {
    "en": "Japan will open a mission to NATO this year",
    "uk": "Японія відкриє представництво при НАТО цього року",
}


def entries(*numbers: int, hours: float = 1, language: str = "en", **fields: object) -> tuple[Entry, ...]:
    """An entry a number: the number says how many steps old it is, and which article."""
    return tuple(
        entry(
            id=f"{language}{n}",
            url=f"https://example.org/{language}/{n}",
            published=Published(at=NOW - timedelta(hours=hours * n), precision=Precision.SECOND),
            **({"title": f"{TITLES[language]}, part {n}"} | fields),
        )
        for n in numbers
    )


def offer(name: str, *listed: Entry, kind: SourceKind = SourceKind.FEED, **fields: object) -> Offer:
    listing = Listing(kind="section" if kind is SourceKind.SECTION else "rss", title=None, entries=listed)
    url = f"https://example.org/{name}"
    return Offer(url=url, kind=kind, listing=listing, appraisal=appraise(listing, now=NOW), **fields)


def chosen(*offers: Offer) -> list[str]:
    return [one.url.removeprefix(HOME) for one in choose(offers, HOME)]


def test_of_one_stream_in_two_dialects_the_fuller_is_taken() -> None:
    short, full = entries(*range(20)), entries(*range(20), text="word " * 300)
    assert chosen(offer("rss", *short), offer("atom", *full)) == ["atom"]


def test_a_rubric_that_the_main_feed_brings_is_left_out() -> None:
    assert chosen(offer("sport", *entries(0, 5, 10, 15)), offer("all", *entries(*range(20)))) == ["all"]


def test_a_fuller_rubric_does_not_stand_in_for_the_whole() -> None:
    rubric = offer("sport", *entries(0, 5, 10, 15, text="word " * 300))
    assert chosen(rubric, offer("all", *entries(*range(20)))) == ["all"]


def test_editions_in_two_languages_are_both_taken() -> None:
    assert chosen(offer("uk", *entries(*range(9), language="uk")), offer("en", *entries(*range(9)))) == ["uk", "en"]


def test_rubrics_without_a_feed_of_all_are_all_taken() -> None:
    even, odd = offer("world", *entries(*range(0, 20, 2))), offer("sport", *entries(*range(1, 20, 2)))
    assert sorted(chosen(even, odd)) == ["sport", "world"]


def test_a_news_sitemap_is_taken_as_well_where_it_holds_more() -> None:
    every_second = offer("rss", *entries(*range(0, 20, 2)))
    assert chosen(offer("map", *entries(*range(20)), kind=SourceKind.SITEMAP), every_second) == ["rss", "map"]
    assert chosen(offer("map", *entries(*range(20)), kind=SourceKind.SITEMAP), offer("rss", *entries(*range(20)))) == [
        "rss"
    ]


def test_a_plain_sitemap_or_a_section_page_is_taken_where_there_is_no_more() -> None:
    plain = offer("sitemap", *entries(*range(9), title=None), kind=SourceKind.SITEMAP)
    page = offer("", *entries(*range(9)), kind=SourceKind.SECTION)
    assert chosen(plain, page) == ["sitemap"]
    assert chosen(page) == [""]
    assert chosen(plain, page, offer("rss", *entries(*range(5)))) == ["rss"]


def test_a_forgotten_feed_is_left_out() -> None:
    old = offer("old", *entries(1, 2, 3, hours=24 * 50))
    assert unfit(old, HOME) == "nothing new since 2026-09-13"
    assert chosen(old, offer("new", *entries(*range(5), hours=2))) == ["new"]


def test_a_quiet_outlet_has_a_quiet_feed() -> None:
    quiet = entries(1, 2, 3, hours=24 * 50)
    page = offer("", *quiet, kind=SourceKind.SECTION)
    assert chosen(offer("feed", *quiet), page) == ["feed"]


def test_what_leads_elsewhere_is_no_source_of_this_outlet() -> None:
    foreign = tuple(entry(id=str(n), url=f"https://ads.example.net/{n}") for n in range(5))
    assert unfit(offer("partners", *foreign), HOME) == "its entries lead to other sites"


def test_a_redirector_that_serves_the_feed_itself_is_no_stranger() -> None:
    counted = tuple(entry(id=str(n), url=f"https://feeds.example.net/~r/{n}", title="Word") for n in range(5))
    listing = Listing(kind="rss", title=None, entries=counted)
    one = Offer(
        url="https://feeds.example.net/daily",
        kind=SourceKind.FEED,
        listing=listing,
        appraisal=appraise(listing, now=NOW),
    )
    assert unfit(one, HOME) is None


def test_nothing_is_chosen_of_nothing() -> None:
    assert chosen() == []
    assert chosen(offer("empty")) == []
