"""When something was published, as pages and feeds of many languages print it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.moments import Precision, Published
from monitor.text.dates import read_published

KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    ("printed", "zone", "expected"),
    [
        ("2023-05-10T15:25:00+03:00", KYIV, "2023-05-10T15:25:00+03:00"),
        ("2023-05-10T15:25Z", KYIV, "2023-05-10T15:25+00:00"),
        ("2023-05-10T15:25:00.123Z", "UTC", "2023-05-10T15:25:00+00:00"),
        ("2023-05-10 15:25:00 +0000 UTC", "Asia/Tokyo", "2023-05-10T15:25:00+00:00"),
        ("2023-05-10", KYIV, "2023-05-10"),
        ("20230510T152500Z", "UTC", "2023-05-10T15:25:00+00:00"),
        ("20230510152500", "Asia/Seoul", "2023-05-10T15:25:00+09:00"),
        ("1683725100", "UTC", "2023-05-10T13:25:00+00:00"),
        ("1683725100000", "UTC", "2023-05-10T13:25:00+00:00"),
        ("Wed, 10 May 2023 15:25:00 +0300", "UTC", "2023-05-10T15:25:00+03:00"),
        ("Wed, 10 May 2023 15:25:00 EET", "UTC", "2023-05-10T15:25:00+02:00"),
        ("Wed, 10 May 23 15:25 JST", "UTC", "2023-05-10T15:25+09:00"),
        ("Wed May 10 15:25:00 EEST 2023", "UTC", "2023-05-10T15:25:00+03:00"),
        ("Wed May 10 2023 15:25:00 GMT+0300 (EEST)", "UTC", "2023-05-10T15:25:00+03:00"),
    ],
)
def test_a_machine_form_keeps_its_offset_and_precision(printed: str, zone: str, expected: str) -> None:
    assert _rendered(printed, zone) == expected


@pytest.mark.parametrize(
    ("printed", "zone", "language", "expected"),
    [
        ("10.05.2023, 15:25", KYIV, "uk", "2023-05-10T15:25+03:00"),
        ("Середа, 10 травня 2023 р., 15:25", KYIV, "uk", "2023-05-10T15:25+03:00"),
        ("15:25, 10 травня 2023", KYIV, "uk", "2023-05-10T15:25+03:00"),
        ("10 мая 2023 в 15:25 (мск)", "UTC", "ru", "2023-05-10T15:25+03:00"),
        ("10 maja 2023, 15:25", "Europe/Warsaw", "pl", "2023-05-10T15:25+02:00"),
        ("10 listopada 2023 r. godz. 15:25", "Europe/Warsaw", "pl", "2023-11-10T15:25+01:00"),
        ("10. listopada 2023. u 15:25", "Europe/Zagreb", "hr", "2023-10-10T15:25+02:00"),
        ("Stand: 10.05.2023 | 15:25 Uhr", "Europe/Berlin", "de", "2023-05-10T15:25+02:00"),
        ("Publié le 1er août 2023 à 9h05", "Europe/Paris", "fr", "2023-08-01T09:05+02:00"),
        ("10 de mayo de 2023 a las 15:25", "Europe/Madrid", "es", "2023-05-10T15:25+02:00"),
        ("10 maggio 2023 alle 15:25", "Europe/Rome", "it", "2023-05-10T15:25+02:00"),
        ("10. května 2023 15:25", "Europe/Prague", "cs", "2023-05-10T15:25+02:00"),
        ("2023 m. gegužės 10 d. 15:25", "Europe/Vilnius", "lt", "2023-05-10T15:25+03:00"),
        ("2023. gada 10. maijs, 15:25", "Europe/Riga", "lv", "2023-05-10T15:25+03:00"),
        ("10. mai 2023, 15:25", "Europe/Tallinn", "et", "2023-05-10T15:25+03:00"),
        ("10.5.2023 klo 15.25", "Europe/Helsinki", "fi", "2023-05-10T15:25+03:00"),
        ("12 Ocak 2024 Cuma 08:30", "Europe/Istanbul", "tr", "2024-01-12T08:30+03:00"),
        ("2023年5月10日 15時25分", "Asia/Tokyo", "ja", "2023-05-10T15:25+09:00"),
        ("2023年5月10日 午後3時25分", "Asia/Tokyo", "ja", "2023-05-10T15:25+09:00"),
        ("２０２３年５月１０日", "Asia/Tokyo", "ja", "2023-05-10"),
        ("令和5年5月10日", "Asia/Tokyo", "ja", "2023-05-10"),
        ("令和元年5月10日", "Asia/Tokyo", "ja", "2019-05-10"),
        ("입력 2023.05.10. 오전 12:05 수정 2023.05.10. 오후 1:00", "Asia/Seoul", "ko", "2023-05-10T00:05+09:00"),
        ("2023.05.10. 오후 3:25", "Asia/Seoul", "ko", "2023-05-10T15:25+09:00"),
        ("2023年05月10日15:25 来源：新华网", "Asia/Shanghai", "zh", "2023-05-10T15:25+08:00"),
        ("中華民國112年5月10日", "Asia/Taipei", "zh", "2023-05-10"),
        ("May 10, 2023 3:25 p.m. ET", "UTC", "en", "2023-05-10T15:25-04:00"),
        ("Published 3:25 PM EST, Tue January 10, 2023", "UTC", "en", "2023-01-10T15:25-05:00"),
        ("Wednesday 10 May 2023 15.25 BST", "Europe/London", "en", "2023-05-10T15:25+01:00"),
        ("۱۰.۰۵.۲۰۲۳ ۱۵:۲۵", "Asia/Tehran", "fa", "2023-05-10T15:25+03:30"),
        ("١٠ مايو ٢٠٢٣", "Africa/Cairo", "ar", "2023-05-10"),
        ("10 Μαΐου 2023, 15:25", "Europe/Athens", "el", "2023-05-10T15:25+03:00"),
        ("10 พ.ค. 2566 15:25 น.", "Asia/Bangkok", "th", "2023-05-10T15:25+07:00"),
        ("15:25, 10 Tháng 5, 2023", "Asia/Ho_Chi_Minh", "vi", "2023-05-10T15:25+07:00"),
        ("১০ জানুয়ারি ২০২৩, ১৫:২৫", "Asia/Dhaka", "bn", "2023-01-10T15:25+06:00"),
        ("१० जनवरी २०२३ 15:25", "Asia/Kolkata", "hi", "2023-01-10T15:25+05:30"),
        ("10 مئی 2023", "Asia/Karachi", "ur", "2023-05-10"),
        ("04 آب/أغسطس 2013، 14:00", "Asia/Beirut", "ar", "2013-08-04T14:00+03:00"),
        ("10 พฤษภาคม 2566", "Asia/Bangkok", "th", "2023-05-10"),
    ],
)
def test_a_printed_date_is_read_in_its_language(printed: str, zone: str, language: str, expected: str) -> None:
    assert _rendered(printed, zone, language) == expected


@pytest.mark.parametrize(
    ("zone", "language", "expected"),
    [
        ("America/New_York", "en", "2023-05-10"),
        ("Europe/London", "en", "2023-10-05"),
        ("Europe/London", "en-US", "2023-05-10"),
        ("Australia/Sydney", "en", "2023-10-05"),
        ("Europe/Paris", "fr", "2023-10-05"),
    ],
)
def test_only_american_english_puts_the_month_first(zone: str, language: str, expected: str) -> None:
    assert _rendered("5/10/2023", zone, language) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "vor 3 Stunden",
        "May 2023",
        "2023",
        "2023-05",
        "2023-13-45",
        "2023-02-30",
        "20189-05-10",
        "1970-01-01T00:00:00Z",
    ],
)
def test_what_tells_no_day_of_our_time_is_no_date(printed: str) -> None:
    assert read_published(printed, zone="UTC") is None


def test_a_time_of_another_date_is_not_taken() -> None:
    assert _rendered("Published 10 May 2023, updated 11 May 2023 16:00", "UTC", "en") == "2023-05-10"


def test_small_letters_are_words_and_no_zone() -> None:
    assert _rendered("10 mei 2023 15:25 met video", "Europe/Amsterdam", "nl") == "2023-05-10T15:25+02:00"


def test_an_abbreviation_of_several_zones_is_the_outlets_own() -> None:
    assert _rendered("2023-05-10T15:25:00 CST", "Asia/Taipei") == "2023-05-10T15:25:00+08:00"


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 30)),
    st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)
def test_what_is_rendered_is_read_again(naive: datetime, offset: timezone) -> None:
    published = Published(at=naive.replace(microsecond=0, tzinfo=offset), precision=Precision.SECOND)
    assert read_published(published.render(), zone=KYIV) == published


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    found = read_published(text, zone=KYIV, languages=("uk",))
    assert found is None or 1989 <= found.at.astimezone(UTC).year <= 2101


def _rendered(printed: str, zone: str, language: str | None = None) -> str | None:
    found = read_published(printed, zone=zone, languages=(language,) if language else ())
    return found.render() if found else None
