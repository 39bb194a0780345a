"""Dates as feeds and sitemaps print them, with the offset they say and no finer than they say.

feedparser's own dates are not used: it reads "EET" as UTC, takes a date without a zone for UTC, gives a day a time and
throws the offset away. The two standard forms are read here, for a first poll reads thousands; every other form, and
months in other languages, by monitor.text.dates.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.model.moments import Precision, Published
from monitor.text.dates import read_published

_RFC822 = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s*)?(?P<day>\d{1,2})[\s-]+(?P<month>[A-Za-z]{3,9})\.?,?[\s-]+(?P<year>\d{4}|\d{2})"
    r"(?:,?\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?\s*(?P<zone>[A-Za-z]{0,5}[+-]?[\d:]{0,6})"
)
_W3C = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:T|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?\s*(?P<zone>[A-Za-z]{0,5}[+-]?[\d:]{0,6})"
)
_COUNTED = re.compile(r"(?P<year>\d{4})-?(?:W(?P<week>\d{2})(?:-?(?P<weekday>[1-7]))?|(?P<day>\d{3}))")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES.split(), 1)}
_OFFSET = re.compile(r"(?:GMT|UTC|UT)?([+-])(\d{1,2}):?(\d{2})?")
# Hours east of Greenwich. Where a name means several zones (CST, IST, BST, AST) it is the outlet's own if it has one of
# that name, else the one of RFC 822 or of most speakers.
_ZONES = {
    "": None, "Z": 0, "GMT": 0, "UTC": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2,
    "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "FET": 3, "MSK": 3, "MSD": 4, "TRT": 3, "SAMT": 4, "YEKT": 5, "PKT": 5,
    "ALMT": 5, "OMST": 6, "KRAT": 7, "NOVT": 7, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "MYT": 8, "AWST": 8,
    "IRKT": 8, "WITA": 8, "JST": 9, "KST": 9, "WIT": 9, "YAKT": 9, "ACST": 9.5, "AEST": 10, "VLAT": 10, "ACDT": 10.5,
    "AEDT": 11, "MAGT": 11, "NZST": 12, "PETT": 12, "NZDT": 13, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5,
    "CT": -6, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8, "AST": -4, "ADT": -3, "AKST": -9,
    "AKDT": -8, "HST": -10, "NST": -3.5, "NDT": -2.5, "BRT": -3, "ART": -3, "GST": 4, "SAST": 2, "EAT": 3, "WAT": 1,
    "CAT": 2,
}  # fmt: skip
# A year outside is a slip of the pen (20189, 0001, 1900) or an empty database field (1970 began with 0 seconds).
_YEARS = range(1971, 2101)


def read_date(printed: str | None, *, zone: str, languages: tuple[str, ...] = ()) -> Published | None:
    """When an entry says it was published; None where it says nothing that can be read.

    `languages`: what the source is written in, for names that mean one month here and another there.
    """
    if not printed:
        return None
    printed = printed.strip()[:200]
    match = _RFC822.fullmatch(printed) or _W3C.fullmatch(printed)
    found = _standard(match, zone) if match else None
    found = found or _counted(printed, zone) or read_published(printed, zone=zone, languages=languages)
    return found if found and found.at.year in _YEARS else None


def _counted(printed: str, zone: str) -> Published | None:
    """ISO 8601 by the week ("2026-W45-1") or by the day of the year ("2026-306")."""
    match = _COUNTED.fullmatch(printed)
    if match is None:
        return None
    year = int(match["year"])
    try:
        if match["week"]:
            day = date.fromisocalendar(year, int(match["week"]), int(match["weekday"] or 1))
        else:
            day = date(year, 1, 1) + timedelta(days=int(match["day"]) - 1)
        at = datetime(day.year, day.month, day.day, tzinfo=home_zone(zone))
        offset = _minutes(at.utcoffset())
    except (ValueError, OverflowError):
        return None
    return Published(at=at.replace(tzinfo=offset), precision=Precision.DAY) if day.year == year else None


def _standard(match: re.Match[str], zone: str) -> Published | None:
    month = match["month"]
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower())
    if number is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= 90 else 2000
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 24 or (hour == 24 and (minute or second)):
        return None
    try:
        naive = datetime(year, number, int(match["day"]), hour % 24, minute, min(second, 59))  # noqa: DTZ001 zone below
        offset = _offset(match["zone"], naive, zone)
    except (ValueError, OverflowError):
        return None
    if offset is None:
        return None
    at = naive.replace(tzinfo=offset)
    if hour == 24:
        at += timedelta(days=1)
    if match["hour"] is None:
        return Published(at=at, precision=Precision.DAY)
    return Published(at=at, precision=Precision.MINUTE if match["second"] is None else Precision.SECOND)


def _offset(said: str, naive: datetime, zone: str) -> tzinfo | None:
    """The offset that stands in the date, else the outlet's at that moment; None where it is not understood."""
    said = said.upper()
    if number := _OFFSET.fullmatch(said):
        sign = -1 if number[1] == "-" else 1
        return _fixed(sign * (int(number[2]) * 60 + int(number[3] or 0)))
    if said and said not in _ZONES:
        return None
    home = home_zone(zone)
    if said not in ("", "Z", "GMT", "UTC", "UT"):
        for month in (1, 7):
            half = naive.replace(month=month, day=1, tzinfo=home)
            if half.tzname() == said:
                return _minutes(half.utcoffset())
    hours = _ZONES[said]
    return _minutes(naive.replace(tzinfo=home).utcoffset()) if hours is None else _fixed(int(hours * 60))


def _minutes(offset: timedelta | None) -> timezone:
    return _fixed(int((offset or timedelta()).total_seconds() // 60))


@lru_cache(maxsize=200)
def _fixed(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=200)
def home_zone(zone: str) -> ZoneInfo:
    """The outlet's zone; UTC where the name is none."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
