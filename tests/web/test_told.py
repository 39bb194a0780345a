"""What pages are made of: evidence in words, delays as pictures, times."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from monitor.languages.times import Times, times
from monitor.model.digests import Span
from monitor.model.moments import Precision, Published
from monitor.model.watches import Hit
from monitor.newsdesk import evidence
from monitor.newsdesk.articles import paragraphs
from monitor.newsdesk.lags import lag
from tests.builders import NOW

UK, EN, JA = (times(tag, "Europe/Kyiv", NOW) for tag in ("uk", "en", "ja"))


@pytest.mark.parametrize(
    ("line", "reader", "said"),
    [
        ("names: NATO, Hayashi", UK, ("спільні назви: NATO, Hayashi", True)),
        ("numbers: 16", EN, ("shared numbers: 16", True)),
        ("words: programme", EN, ("shared words: programme", True)),
        ("meaning: 0.84", JA, ("意味の近さ: 0.84", True)),
        ("2 hours apart", UK, ("2 години різниці", True)),
        ("1 hours apart", EN, ("1 hour apart", True)),
        ("3 days apart", UK, ("3 дні різниці", True)),
        ("97% of the shorter text", EN, ("97% of the shorter text is the same", True)),
        ("like https://example.org/1", EN, ("most like https://example.org/1", True)),
        ("by hand", UK, ("додано людиною", True)),
        ("names bastion as its source", UK, ("names bastion as its source", False)),
        ("names: <b>\n2 hours apart", EN, ("shared names: <b>\n2 hours apart", True)),
    ],
)
def test_evidence_is_said_in_the_readers_language(line: str, reader: Times, said: tuple[str, bool]) -> None:
    assert evidence.told(line, reader) == said


def test_a_method_that_is_not_known_stands_as_it_is() -> None:
    assert [evidence.method(one, EN) for one in ("copy", "quantum")] == ["the same text", "quantum"]


def test_delays_are_a_picture_and_two_figures() -> None:
    found = lag("arrival", [30, 90, 200, 4000, -5, 200_000], EN)
    assert found is not None
    assert (found.half, found.most, found.number) == (timedelta(seconds=200), timedelta(seconds=200_000), 6)
    assert [(bar.label, bar.count) for bar in found.chart.bars if bar.count] == [
        ("up to 1 min", 2),
        ("up to 2 min", 1),
        ("up to 5 min", 1),
        ("up to 2 h", 1),
        ("more than 1 day", 1),
    ]


def test_without_delays_there_is_no_picture() -> None:
    assert lag("arrival", [], EN) is None


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=-5), "щойно"),
        (timedelta(minutes=1), "1 хвилину тому"),
        (timedelta(hours=5), "5 годин тому"),
        (timedelta(days=22), "22 дні тому"),
    ],
)
def test_how_long_ago(ago: timedelta, said: str) -> None:
    assert UK.ago(NOW - ago, NOW) == said


def test_a_day_that_a_page_prints_is_in_no_zone() -> None:
    day = Published(at=NOW.replace(hour=0), precision=Precision.DAY)
    assert [one.published(day) for one in (UK, JA)] == ["2 листопада", "11月2日"]


def test_another_year_is_said() -> None:
    assert UK.moment(NOW - timedelta(days=400)) == "28 вересня 2025, 10:00"
    assert EN.day(date(2025, 9, 28)) == "Sunday 28 September 2025"


def test_hits_are_marked_in_their_paragraph() -> None:
    text = "First line.\n\nNATO and Japan."
    hits = [Hit(field="text", start=13, end=17, form="NATO", term="@nato")]
    assert paragraphs(text, hits) == (
        (Span(text="First line."),),
        (Span(text="NATO", hit=True), Span(text=" and Japan.")),
    )


def test_hits_of_an_earlier_text_mark_nothing_wrong() -> None:
    hits = [
        Hit(field="text", start=4, end=99, form="x", term="x"),
        Hit(field="text", start=2, end=2, form="", term="x"),
    ]
    assert paragraphs("Short.", hits) == ((Span(text="Short."),),)
