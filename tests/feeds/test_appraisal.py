from datetime import timedelta

import pytest

from monitor.feeds.appraisal import Appraisal, Body, appraise
from monitor.model.articles import Entry, Listing
from monitor.model.moments import Precision, Published
from tests.builders import NOW, entry

LONG = "Japan will open a mission to NATO in Brussels, its foreign minister said on Monday. " * 10


def listing(*entries: Entry, kind: str = "rss") -> Listing:
    return Listing(kind=kind, title="Example", entries=entries)


def numbered(count: int, **fields: object) -> list[Entry]:
    """So many entries, an hour apart, the newest first."""
    return [
        entry(
            id=str(n),
            url=f"https://example.org/news/{n}",
            published=Published(at=NOW - timedelta(hours=n), precision=Precision.SECOND),
            **({"title": f"Japan to open mission to NATO, part {n}"} | fields),
        )
        for n in range(count)
    ]


def test_a_whole_appraisal() -> None:
    assert appraise(listing(*numbered(5, text=LONG)), now=NOW) == Appraisal(
        kind="rss",
        entries=5,
        newest=Published(at=NOW, precision=Precision.SECOND),
        body=Body.FULL,
        dated=1.0,
        precision=Precision.SECOND,
        language="en",
        per_day=24.0,
        forgotten=False,
    )


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"text": LONG}, Body.FULL),
        ({"summary": LONG}, Body.FULL),
        ({"text": f"{LONG} […]"}, Body.SUMMARY),
        ({"summary": LONG[:200]}, Body.SUMMARY),
        ({"summary": "日本は北大西洋条約機構に代表部を開設すると外相が述べた。" * 15}, Body.FULL),
        ({"summary": "Read"}, Body.TITLES),
        ({"title": None}, Body.ADDRESSES),
    ],
)
def test_how_much_of_an_article_a_listing_carries(fields: dict[str, str | None], body: Body) -> None:
    assert appraise(listing(*numbered(3, **fields)), now=NOW).body is body


def test_a_language_is_read_from_the_titles_and_not_from_what_is_declared() -> None:
    ukrainian = numbered(3, title="Японія відкриє представництво при НАТО, заявив міністр", language="en-US")
    assert appraise(listing(*ukrainian), now=NOW).language == "uk"


def test_a_listing_without_words_has_the_language_that_it_declares() -> None:
    assert appraise(listing(*numbered(2, title=None, language="ja-JP")), now=NOW).language == "ja"


def test_a_feed_without_a_new_entry_for_a_month_is_forgotten_and_a_page_of_the_site_is_not() -> None:
    later = NOW + timedelta(days=40)
    assert appraise(listing(*numbered(3)), now=later).forgotten
    assert not appraise(listing(*numbered(3), kind="section"), now=later).forgotten


def test_a_date_of_the_future_is_not_the_newest() -> None:
    wrong = entry(
        url="https://example.org/f", published=Published(at=NOW + timedelta(days=400), precision=Precision.DAY)
    )
    seen = appraise(listing(wrong, *numbered(3)), now=NOW)
    assert seen.newest == Published(at=NOW, precision=Precision.SECOND)


def test_a_listing_without_dates_is_not_forgotten() -> None:
    seen = appraise(listing(entry(title="Japan to open mission to NATO")), now=NOW)
    assert (seen.newest, seen.dated, seen.precision, seen.per_day, seen.forgotten) == (None, 0.0, None, None, False)
