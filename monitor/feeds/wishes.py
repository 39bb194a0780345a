"""What a feed asks of its readers (RSS 2.0): how long to leave it alone, and when not to come."""

from __future__ import annotations

import re

# The longest time a feed may ask to be left alone; more is a mistake of units.
_LONGEST_TTL_MINUTES = 7 * 24 * 60
# They stand in the channel's head, before the first entry.
_HEAD = 20_000
_SKIPPED = re.compile(r"<skip(hours|days)\b[^>]{0,200}>(.{0,2000}?)</skip\1\s*>", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(r"<hour>\s*(\d{1,2})\s*<", re.IGNORECASE)
_DAY = re.compile(r"<day>\s*(mon|tues|wednes|thurs|fri|satur|sun)day\s*<", re.IGNORECASE)
_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def ttl_seconds(minutes: str) -> int | None:
    """The `ttl` of a channel, which counts minutes."""
    if not minutes.isascii() or not minutes.isdigit():
        return None
    return min(int(minutes[:9]), _LONGEST_TTL_MINUTES) * 60 or None


def skipped(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The hours in UTC and the days (Monday 0) in which nobody should come. Who skips all of them means none."""
    hours: set[int] = set()
    days: set[int] = set()
    for found in _SKIPPED.finditer(text, 0, _HEAD):
        # RSS 0.91 counted the hours from 1 to 24.
        hours |= {int(hour) % 24 for hour in _HOUR.findall(found[2]) if int(hour) <= 24}
        days |= {_DAYS.index(day.lower()) for day in _DAY.findall(found[2])}
    return (
        frozenset(hours) if len(hours) < 24 else frozenset(),
        frozenset(days) if len(days) < 7 else frozenset(),
    )
