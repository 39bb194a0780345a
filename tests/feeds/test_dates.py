from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.dates import read_date
from monitor.model.moments import Precision


@pytest.mark.parametrize(
    ("printed", "zone", "read"),
    [
        ("Wed, 10 May 2023 15:25:00 +0300", "UTC", "2023-05-10T15:25:00+03:00"),
        ("10 May 2023 15:25 GMT", "Europe/Kyiv", "2023-05-10T15:25+00:00"),
        ("Wed, 10 May 2023 15:25:00 EET", "UTC", "2023-05-10T15:25:00+02:00"),
        ("Wed, 10 May 2023 15:25:00 EEST", "UTC", "2023-05-10T15:25:00+03:00"),
        ("Wed, 10 May 2023 15:25:00 JST", "UTC", "2023-05-10T15:25:00+09:00"),
        ("Wed, 10 May 2023 15:25:00 CST", "America/Chicago", "2023-05-10T15:25:00-06:00"),
        ("Wed, 10 May 2023 15:25:00 CST", "Asia/Shanghai", "2023-05-10T15:25:00+08:00"),
        ("Wed, 10 May 2023 15:25:00 IST", "Asia/Jerusalem", "2023-05-10T15:25:00+02:00"),
        ("Wed, 10 May 2023 15:25:00 GMT+3", "UTC", "2023-05-10T15:25:00+03:00"),
        ("Wednesday, 10-May-23 15:25:00 UTC", "UTC", "2023-05-10T15:25:00+00:00"),
        ("Wed, 10 May 2023 15:25:00", "Europe/Kyiv", "2023-05-10T15:25:00+03:00"),
        ("10 Jan 2023 15:25:00", "Europe/Kyiv", "2023-01-10T15:25:00+02:00"),
        ("Mon, 02 Jan 2006 24:00:00 GMT", "UTC", "2006-01-03T00:00:00+00:00"),
        ("2023-05-10T15:25:00Z", "UTC", "2023-05-10T15:25:00+00:00"),
        ("2023-05-10T15:25:00.123+09:00", "UTC", "2023-05-10T15:25:00+09:00"),
        ("2023-05-10T15:25+0530", "UTC", "2023-05-10T15:25+05:30"),
        ("2023-05-10 15:25:00", "Asia/Tokyo", "2023-05-10T15:25:00+09:00"),
        ("2023-05-10", "Asia/Tokyo", "2023-05-10"),
        ("10 травня 2023, 15:25", "Europe/Kyiv", "2023-05-10T15:25+03:00"),
        ("śr., 10 maj 2023 15:25:00 +0200", "Europe/Warsaw", "2023-05-10T15:25:00+02:00"),
    ],
)
def test_a_date_keeps_its_offset_and_is_no_finer_than_it_says(printed: str, zone: str, read: str) -> None:
    published = read_date(printed, zone=zone)
    assert published is not None
    assert published.render() == read


@pytest.mark.parametrize(
    "printed",
    ["", None, "yesterday", "Wed, 31 Feb 2026 06:34:46 +0530", "Fri, 31 Dec 9999 23:59:59 -0500", "0000-00-00 00:00:00",
     "20189-05-10T10:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 GMT", "+", "9" * 5000],
)  # fmt: skip
def test_what_is_no_date_is_none(printed: str | None) -> None:
    assert read_date(printed, zone="UTC") is None


@given(st.datetimes(datetime(1995, 1, 1), datetime(2099, 1, 1)), st.integers(-14 * 4, 14 * 4))
def test_both_standard_forms_are_read_back(naive: datetime, quarters: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    for printed in (moment.isoformat(), moment.strftime("%a, %d %b %Y %H:%M:%S %z")):
        published = read_date(printed, zone="Europe/Kyiv")
        assert published is not None
        assert (published.at, published.at.utcoffset(), published.precision) == (
            moment,
            moment.utcoffset(),
            Precision.SECOND,
        )


@given(st.text(max_size=60), st.sampled_from(["UTC", "Europe/Kyiv", "No/Such_Zone", "../etc/passwd"]))
def test_no_text_is_an_error(printed: str, zone: str) -> None:
    published = read_date(printed, zone=zone)
    assert published is None or published.at.tzinfo is not None


@pytest.mark.parametrize(
    ("languages", "said"),
    [((), "2026-11-02"), (("pl",), "2026-11-02"), (("hr",), "2026-10-02"), (("cs",), "2026-11-02")],
)
def test_a_month_that_two_languages_count_differently_is_polish_unless_said(
    languages: tuple[str, ...], said: str
) -> None:
    found = read_date("2 listopada 2026", zone="UTC", languages=languages)
    assert found is not None
    assert found.render() == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("2026-W45-1", "2026-11-02"),
        ("2026W451", "2026-11-02"),
        ("2026-306", "2026-11-02"),
        ("2026306", "2026-11-02"),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 +0200", "2004-07-11T12:00:00+02:00"),
        ("2026년 11월 2일 오후 3:15", "2026-11-02T15:15+00:00"),
        ("2026. november 2. 9:15", "2026-11-02T09:15+00:00"),
    ],
)
def test_dates_of_rarer_shapes(printed: str, said: str) -> None:
    found = read_date(printed, zone="UTC")
    assert found is not None
    assert found.render() == said


@pytest.mark.parametrize("printed", ["2026-W60-1", "2026-000", "2026-366", "2026-W53-7"])
def test_weeks_and_days_that_the_year_has_not(printed: str) -> None:
    assert read_date(printed, zone="UTC") is None
