"""When something was published, as pages and feeds print it: machine forms and printed dates of many languages.

A text is searched, so "Published on 10 May 2023 at 15:25 (updated 16:00)" reads like its first date. Where digits alone
leave two readings ("5/10/2023") the language and the zone decide: only American English puts the month first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from monitor.model.moments import Precision, Published
from monitor.text.date_words import DOTTED, ERAS, EVENING, MONTHS, MORNING, OFFSETS, PLACES

# A date stands at the beginning of what announces it; longer texts are prose.
_LONGEST = 240
# News before 1990 is not on the web; what calls itself so is an empty database field (1970-01-01) or a slip (20189).
_YEARS = range(1990, 2101)
# Digits of any script have their value in Unicode; the punctuation between them has not.
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_PLAIN = dict(zip("（）：／．－‑", "():/.--", strict=True)) | dict.fromkeys("\u200e\u200f\u0307", "")

_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)(?:(?:t|\s*,?\s+|_)(?P<time>\d{1,2}:\d{2}\S*.*))?"
)
_BASIC = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:t?(?P<h>\d{2})(?P<n>\d{2})(?P<s>\d{2})?)?(?!\d)"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_HAN = re.compile(
    rf"(?P<era>{'|'.join(ERAS)})?\s?(?P<y>\d{{1,4}}|元)\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일号號]"
)
_YMD = re.compile(r"(?<![\d.])(?P<y>\d{4})\s?[./·]\s?(?P<m>\d{1,2})\s?[./·]\s?(?P<d>\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<![\d.,])(?P<a>\d{1,2})(?P<sep>\s?[./-]\s?)(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d%])")
# "10. mai 2023", "10 de mayo de 2023", "10th of May, 2023", "10-May-2023", "1er mai 2023", "10-го травня 2023".
_DAY_BEFORE = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°|ª|-го|-е)?[.,]?[\s-]*(?:(?:de|of|d'|di|do|den|του|ngày)\s+)?\Z"
)
# Arabic pages give a month both its names: "04 آب/أغسطس 2013".
_YEAR_AFTER = re.compile(
    r"\s?(?:/\s?[^\W\d_]+)?\.?,?[\s.,-]*(?:(?:de|del|of|del año)\s+)?(?P<y>\d{4}|\d{2}(?=\s+\d{1,2}:))(?![\d:])"
)
_DAY_AFTER = re.compile(r"\.?\s*-?(?:the\s+)?(?P<d>\d{1,2})(?!\d|:)(?:st|nd|rd|th|-[ae])?\b")
_YEAR_LAST = re.compile(r"\s*(?:d\.|-[ae]\b)?,?\s*(?P<y>\d{4})(?!\d)")
_CLOCK_YEAR = re.compile(r"\s+(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s+[a-z]{3,4})?)\s+(?P<y>\d{4})(?!\d)")
_YEAR_BEFORE = re.compile(r"(?P<y>\d{4})\.?\s*(?:m\.|gada|г\.|р\.|оны|,)?\s*(?P<d0>\d{1,2})?\.?\s*\Z")
# Indic and Thai vowel signs are no letters to `re`, but belong to the words.
_SIGNS = "".join(chr(code) for code in range(0x0900, 0x0E80) if unicodedata.category(chr(code))[0] == "M")
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_SIGNS}])+")
# "10 tháng 5, 2023" is 10/5/2023.
_VIETNAMESE = re.compile(r"\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(?=\d{4})")
_THAI = re.compile("|".join(map(re.escape, DOTTED)))

_HALF = "|".join(re.escape(word) for word in sorted(MORNING + EVENING, key=len, reverse=True))
_TIME = re.compile(
    rf"(?P<before>{_HALF})?\s?(?<![\d.,+-])(?P<h>\d{{1,2}})(?:"
    r"(?:\s?[:：∶]\s?|\s?h\s?|\s?[时時点點시]\s?)(?P<n>\d{2}|\d(?=\s?[分분]))(?:\s?[:：]\s?(?P<s>\d{2})(?:[.,]\d+)?|\s?[分분](?:\s?(?P<s2>\d{1,2})\s?[秒초])?)?"
    r"|(?P<whole>\s?[时時点點시](?!间)|\s?h\b|\s?uhr\b|(?=\s?[ap]\.?\s?m\b))"
    rf")(?!\d)(?:\s?(?P<after>{_HALF})\.?(?![^\W\d_]))?"
)
# "15.25" is a time only where a word for the clock, a comma or a blank parts it from the date.
_DOTTED = re.compile(
    r"(?:\b(?:klo|kl|kello|ore|alle|at|um|godz|h|saat|o|в|о|om)\.?\s*|[,|\s]\s*)(?P<h>\d{1,2})\.(?P<n>\d{2})(?P<s>x)?(?![\d.])"
)
_OFFSET = re.compile(r"[\s(\[]*(?:gmt|utc|z)?\s?(?P<sign>[+\u2212-])(?P<h>\d{1,2}):?(?P<n>\d{2})?(?!\d)")
_ZONE_WORD = re.compile(r"[\s(\[]*(?P<name>[^\W\d_]{1,4})(?!\w)")
# Zone names are capitals; in small letters these are words ("15:25 met video", "15h25 est").
_NOT_ZONES = re.compile(r"\b(?:est|ist|met|art|cat|wit|wat|eat|ast|et|mt|ct|pt)\b")
# How far behind its date a time may stand: "10.05.2023 | Politik | 15:25 Uhr".
_REACH = 40


class _Clock(NamedTuple):
    hour: int
    minute: int
    second: int | None
    offset: tzinfo | None


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    start: int
    end: int


def read_published(text: str, *, zone: str, languages: tuple[str, ...] = ()) -> Published | None:
    """The first date in a text, no finer than it says; its own offset, else that of the IANA `zone`; None where none
    is.

    Reads ISO 8601, RFC 822, Unix seconds and milliseconds, and printed dates. A month without a day, a day without a
    year and years outside 1990–2100 are no dates.
    """
    folded = _folded(text)
    if not any(character.isdigit() for character in folded) and "元" not in folded:
        return None
    if _EPOCH.fullmatch(folded):
        return _of_epoch(folded)
    if basic := _BASIC.match(folded):
        return _of_basic(folded, basic, zone)
    days = (day for day in _days(folded, languages, zone) if day.year in _YEARS)
    day = min(days, key=lambda found: (found.start, -found.end), default=None)
    return _published(folded, day, zone) if day else None


def _folded(text: str) -> str:
    short = _NOT_ZONES.sub(r"\g<0>_", " ".join(text[: _LONGEST * 2].split())[:_LONGEST]).casefold()
    if short.isascii():
        return short
    short = _VIETNAMESE.sub(r"/\1/", unicodedata.normalize("NFC", short))
    return _FOREIGN.sub(_plain, _THAI.sub(lambda found: DOTTED[found.group()], short))


def _plain(match: re.Match[str]) -> str:
    character = match.group()
    if character.isdecimal():
        return str(int(character))
    return _PLAIN.get(character, character)


def _of_epoch(text: str) -> Published | None:
    seconds = int(text[:10])
    at = datetime.fromtimestamp(seconds, UTC)
    return Published(at=at, precision=Precision.SECOND) if at.year in _YEARS else None


def _of_basic(text: str, found: re.Match[str], zone: str) -> Published | None:
    day = _Day(int(found["y"]), int(found["m"]), int(found["d"]), found.start(), found.end())
    if found["h"] is None:
        return _published(text, day, zone)
    second = int(found["s"]) if found["s"] else None
    return _moment(day, _Clock(int(found["h"]), int(found["n"]), second, _offset_at(text, found.end(), zone)), zone)


def _days(text: str, languages: tuple[str, ...], zone: str) -> Iterator[_Day]:
    """Every reading of a date; years are not judged yet."""
    if found := _ISO.search(text):
        yield _Day(int(found["y"]), int(found["m"]), int(found["d"]), found.start(), found.end("d"))
    for pattern in (_HAN, _YMD):
        if found := pattern.search(text):
            era = ERAS.get(found.groupdict().get("era") or "", 0)
            year = 1 if found["y"] == "元" else int(found["y"])
            yield _Day(
                _full_year(year + era, len(found["y"])), int(found["m"]), int(found["d"]), found.start(), found.end()
            )
    for found in _DMY.finditer(text):
        first, second, year = int(found["a"]), int(found["b"]), _full_year(int(found["y"]), len(found["y"]))
        if first <= 12 < second or (second <= 12 and "/" in found["sep"] and _month_first(text, languages, zone)):
            first, second = second, first
        if 1 <= second <= 12 and 1 <= first <= 31:
            yield _Day(year, second, first, found.start(), found.end())
            break
    yield from _worded(text, languages)


def _full_year(year: int, digits: int) -> int:
    if digits == 2 and year < 100:
        return year + (1900 if year >= 90 else 2000)
    # Thai pages count from the Buddha's death.
    return year - 543 if 2533 <= year <= 2643 else year


def _month_first(text: str, languages: tuple[str, ...], zone: str) -> bool:
    """Whether 5/10/2023 is the tenth of May: in American English, and in English where no place speaks against it."""
    tags = {language.replace("_", "-").lower() for language in languages}
    if tags & {"en-us", "en-ph"}:
        return True
    if any(tag.startswith("en-") for tag in tags) or (tags and "en" not in tags):
        return False
    american = zone.startswith(("America/", "US/", "Asia/Tokyo", "Asia/Seoul", "Asia/Manila", "Asia/Taipei"))
    if not tags:
        return zone.startswith("America/") or re.search(r"\d\s?[ap]\.?m\b", text) is not None
    return american or zone in ("UTC", "Etc/UTC", "GMT")


def _worded(text: str, languages: tuple[str, ...]) -> Iterator[_Day]:
    """Dates whose month is a word, with the day before or behind it."""
    for word in _WORD.finditer(text):
        numbers = MONTHS.get(word.group())
        if numbers is None:
            continue
        month = _month(numbers, languages)
        before, after = text[max(0, word.start() - 24) : word.start()], text[word.end() : word.end() + 40]
        shift = max(0, word.start() - 24)
        if (day := _DAY_BEFORE.search(before)) and (year := _YEAR_AFTER.match(after)):
            yield _Day(
                _full_year(int(year["y"]), len(year["y"])),
                month,
                int(day["d"]),
                shift + day.start(),
                word.end() + year.end(),
            )
            return
        if year := _YEAR_BEFORE.search(before):
            behind = _DAY_AFTER.match(after)
            if number := year["d0"] or (behind and behind["d"]):
                end = word.end() + (behind.end() if behind and not year["d0"] else 0)
                yield _Day(int(year["y"]), month, int(number), shift + year.start(), end)
                return
        if day := _DAY_AFTER.match(after):
            rest = after[day.end() :]
            if year := _YEAR_LAST.match(rest) or _CLOCK_YEAR.match(rest):
                # The time of "Wed May 10 15:25:00 2023" stands inside: the date ends with the day, so it is found.
                end = word.end() + day.end() + (0 if "time" in year.groupdict() else year.end())
                yield _Day(int(year["y"]), month, int(day["d"]), word.start(), end)
                return


def _month(numbers: dict[str, int], languages: tuple[str, ...]) -> int:
    for language in languages:
        number = numbers.get(language.replace("_", "-").split("-", 1)[0].lower())
        if number is not None:
            return number
    return next(iter(numbers.values()))


def _published(text: str, day: _Day, zone: str) -> Published | None:
    clock = _clock(text, day, zone)
    if clock is not None and (found := _moment(day, clock, zone)) is not None:
        return found
    return _moment(day, None, zone)


def _moment(day: _Day, clock: _Clock | None, zone: str) -> Published | None:
    hour, minute, second, offset = clock or (0, 0, None, None)
    try:
        naive = datetime(day.year, day.month, day.day, hour % 24, minute, min(second or 0, 59))  # noqa: DTZ001  offset below
        naive += timedelta(days=hour // 24)
    except (ValueError, OverflowError):
        return None
    precision = Precision.DAY if clock is None else Precision.MINUTE if second is None else Precision.SECOND
    return Published(at=naive.replace(tzinfo=_fixed(offset or _zone(zone), naive)), precision=precision)


def _clock(text: str, day: _Day, zone: str) -> _Clock | None:
    """The time of day that belongs to a date: the nearer one of those before and behind it."""
    start = max(0, day.start - 24)
    before, behind = text[start : day.start], text[day.end : day.end + _REACH]
    found = [(len(before) - match.end(), start, match) for match in [_TIME.search(before)] if match]
    match = _TIME.search(behind) or _DOTTED.search(behind)
    # "10 May 2023 – Updated 11 May 2023 15:25": the time is another date's.
    if match and not re.search(r"\d{4}|\d[./]\d", behind[: match.start("h")]):
        found.append((match.start("h"), day.end, match))
    clocks = (_read_clock(text, match, at, zone) for _, at, match in sorted(found, key=lambda row: row[0]))
    return next((clock for clock in clocks if clock), None)


def _read_clock(text: str, found: re.Match[str], start: int, zone: str) -> _Clock | None:
    groups = found.groupdict()
    hour, minute = int(found["h"]), int(groups["n"] or 0)
    printed_second = groups.get("s") or groups.get("s2")
    half = groups.get("before") or groups.get("after")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in EVENING else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    offset = _offset_at(text, start + found.end(), zone)
    return _Clock(hour, minute, int(printed_second) if printed_second else None, offset)


def _offset_at(text: str, position: int, zone: str) -> tzinfo | None:
    """The offset that stands at a position: +03:00, GMT+3, (JST); None where none does."""
    if numeric := _OFFSET.match(text, position):
        hours, minutes = int(numeric["h"]), int(numeric["n"] or 0)
        if hours <= 14 and minutes < 60:
            return timezone((-1 if numeric["sign"] in "-\u2212" else 1) * timedelta(hours=hours, minutes=minutes))
    word = _ZONE_WORD.match(text, position)
    name = word["name"] if word else ""
    if name in PLACES and not (name == "et" and not zone.startswith(("America/", "UTC", "Etc/"))):
        return _zone(PLACES[name])
    if name not in OFFSETS:
        return None
    return _own(name, zone) or timezone(timedelta(hours=OFFSETS[name]))


@lru_cache(maxsize=512)
def _own(name: str, zone: str) -> tzinfo | None:
    """The zone itself where it calls one of its times of the year by this name."""
    place = _zone(zone)
    for month in (1, 7):
        sample = datetime(2023, month, 1, tzinfo=place)
        if (sample.tzname() or "").casefold() == name:
            return timezone(sample.utcoffset() or timedelta())
    return None


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _fixed(offset: tzinfo, naive: datetime) -> tzinfo:
    """A zone as the offset it had at that time: what is kept and compared is the offset."""
    return offset if isinstance(offset, timezone) else timezone(offset.utcoffset(naive) or timedelta())
