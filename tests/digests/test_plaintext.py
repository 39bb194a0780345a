from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.digests.languages import furniture
from monitor.digests.plaintext import ROOM
from monitor.digests.sheets import sheet
from monitor.digests.width import width
from monitor.model.articles import ArticleUrl
from monitor.model.digests import Coverage, HitSpan, Trouble, Window
from monitor.model.moments import Precision, Published
from monitor.model.stories import StoryId
from tests.digests.digest_builders import NOW, WATCH, candidate, digest, text_of


def test_a_digest_in_the_terminal_to_the_letter() -> None:
    text = "Японія відкриє представництво при НАТО в Брюсселі. Про це повідомляє агентство Кіодо."
    spans = tuple(HitSpan(field="text", start=s, end=s + len(w)) for w in ("Японія", "НАТО") for s in [text.index(w)])
    lead = candidate(
        1,
        title="Японія відкриє місію при НАТО",
        text=text,
        language="uk",
        outlet_name="Укрінформ",
        cites=("Kyodo News", "NHK"),
        led_by_hand=True,
        matches=((WATCH.id, spans),),
    )
    story = lead.story
    also = (
        candidate(2, story=story, relation="report", outlet_name="Nikkei Asia"),
        candidate(3, story=story, relation="copy", outlet_name="PAP", language="pl"),
        candidate(4, story=story, relation="report", outlet_name="Nikkei Asia"),
    )
    assert text_of(digest(lead, *also)) == (
        "Farwatch · Morning\n"
        "Thursday 10 April 2025, 07:00\n"
        "1 new story, since 9 April, 07:00\n"
        "\n"
        "─── NATO–Japan ─────────────────────────────────────────────────────────────\n"
        "\n"
        "1. Японія відкриє місію при НАТО\n"
        "   Укрінформ (uk) · 10 April, 05:00\n"
        "   *Японія* відкриє представництво при *НАТО* в Брюсселі. Про це повідомляє\n"
        "   агентство Кіодо.\n"
        "   also: Nikkei Asia (en), PAP (pl, copy)\n"
        "   citing Kyodo News, NHK\n"
        "   https://example.org/news/1\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────\n"
        "5 outlets polled, all answered; 5 articles, none rejected.\n"
        "Morning · times in Europe/Kyiv\n"
    )


def test_a_quiet_day_is_told_as_such() -> None:
    assert text_of(digest()) == (
        "Farwatch · Morning\n"
        "Thursday 10 April 2025, 07:00\n"
        "Nothing new. No story has answered your watches since 9 April, 07:00.\n"
        "\n"
        "────────────────────────────────────────────────────────────────────────────\n"
        "5 outlets polled, all answered; 5 articles, none rejected.\n"
        "Morning · times in Europe/Kyiv\n"
    )


def test_what_may_be_missing_stands_above_the_stories() -> None:
    troubles = (
        Trouble(outlet_name="Kyodo News", outcome="blocked", since=datetime(2025, 4, 8, 20, tzinfo=UTC)),
        Trouble(outlet_name="NHK", outcome="late"),
    )
    coverage = Coverage(outlets=7, polled=6, articles=1, rejected=(("paywall", 2), ("gallery", 1)), troubles=troubles)
    lines = unfolded(text_of(digest(coverage=coverage)))
    assert (
        "! 2 of 7 outlets could not be read in full: Kyodo News (blocked since 8 April, 23:00), NHK (late). "
        "Something may be missing."
    ) in lines
    assert "6 of 7 outlets polled; 1 article, 3 pages rejected (paywall: 2, gallery: 1)." in lines


def test_windows_that_may_have_been_missed_are_named_in_the_readers_zone() -> None:
    gaps = tuple(
        Window(
            outlet_name=name, since=datetime(2025, 4, 9, 0, tzinfo=UTC), until=datetime(2025, 4, 9, 3, 30, tzinfo=UTC)
        )
        for name in ("Kyodo News", "NHK")
    )
    lines = unfolded(text_of(digest(coverage=Coverage(outlets=7, polled=7, articles=1, gaps=gaps))))
    assert (
        "! Some articles may have come and gone unseen: Kyodo News (9 April, 03:00 – 06:30), "
        "NHK (9 April, 03:00 – 06:30)."
    ) in lines


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("uk", "Деякі статті могли з’явитися і зникнути непоміченими: NHK (9 квітня, 03:00 – 06:30)."),
        (
            "pl",
            "Niektóre artykuły mogły pojawić się i zniknąć niezauważone: NHK (9 kwietnia, 03:00 – 06:30).",
        ),
        ("ja", "次の時間帯の記事を見落とした可能性があります: NHK(4月9日 03:00〜06:30)。"),
    ],
)
def test_every_reader_is_told_of_a_gap_and_of_trouble_at_once(language: str, said: str) -> None:
    gap = Window(
        outlet_name="NHK", since=datetime(2025, 4, 9, tzinfo=UTC), until=datetime(2025, 4, 9, 3, 30, tzinfo=UTC)
    )
    trouble = Trouble(outlet_name="NHK", outcome="drift")
    coverage = Coverage(outlets=7, polled=7, articles=1, troubles=(trouble,), gaps=(gap,))
    missing = sheet(digest(coverage=coverage, language=language), possibly_repeated=False).missing
    assert missing.endswith(said)
    assert furniture(language).outcomes["drift"] in missing


def test_outlets_that_nobody_visited_are_not_passed_over() -> None:
    coverage = Coverage(outlets=7, polled=5, articles=0)
    assert "! Not every outlet was visited in this period. Something may be missing." in text_of(
        digest(coverage=coverage)
    )


def test_no_outlets_is_no_quiet_day() -> None:
    assert "No outlet is watched yet." in text_of(digest(coverage=Coverage(outlets=0, polled=0, articles=0)))


def unfolded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_times_stand_in_the_readers_zone_and_days_as_printed() -> None:
    late = Published(at=datetime(2025, 4, 9, 23, 30, tzinfo=UTC), precision=Precision.SECOND)
    day = Published(at=datetime(2023, 5, 10, tzinfo=UTC), precision=Precision.DAY)
    text = text_of(digest(candidate(1, published=late), candidate(2, published=day), candidate(3, published=None)))
    assert "Example Daily (en) · 10 April, 02:30" in text
    assert "Example Daily (en) · 10 May 2023\n" in text
    assert "Example Daily (en)\n" in text


def test_a_long_digest_opens_with_its_headlines() -> None:
    short, long = (text_of(digest(*(candidate(n) for n in range(count)))) for count in (5, 6))
    assert "In this digest" not in short
    assert long.index("In this digest\n  1. Japan and NATO") < long.index("─── NATO–Japan")


def test_many_outlets_on_one_story_are_counted() -> None:
    lead = candidate(1)
    reports = [candidate(n, story=lead.story, relation="report", outlet_name=f"Outlet {n}") for n in range(2, 16)]
    assert "(en), and 6 more https://" in unfolded(text_of(digest(lead, *reports)))


def test_only_addresses_are_longer_than_a_line() -> None:
    wide = candidate(1, title="日本とNATOの協力、" * 20, outlet_name="共同通信" * 9, text="日本とNATOの協力。" * 30)
    far = candidate(2, story=StoryId("far"), article=ArticleUrl("https://example.org/" + "a" * 90))
    dated = replace(wide, first_seen=NOW - timedelta(days=1))
    for line in text_of(digest(dated, far)).splitlines():
        assert width(line) <= ROOM or line.strip().startswith("https://")


def test_a_digest_for_several_days_has_a_heading_for_each() -> None:
    found = (candidate(1, first_seen=NOW - timedelta(days=2)), candidate(2), candidate(3))
    text = text_of(digest(*found, covered_until=NOW - timedelta(days=3)))
    headings = [line.strip("─ ") for line in text.splitlines() if line.startswith("─── ")]
    assert headings == ["NATO–Japan · Thursday 10 April", "Tuesday 8 April"]


def test_a_name_from_right_to_left_does_not_turn_the_time_round() -> None:
    text = text_of(digest(candidate(1, outlet_name="الجزيرة", language=None)))
    assert "   الجزيرة\u200e · 10 April, 05:00\n" in text
