"""In which offset a time was meant, where the fields of a page contradict one another.

Seen on real pages: local time marked as UTC ("15:25Z" for 15:25 in Kyiv); a moment shifted by the outlet's offset
("13:34:39Z" where two fields say 17:34:39 UTC); a time without an offset beside the same clock with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from monitor.extraction.stamp_fields import SPEAKS
from monitor.extraction.stamps import Stamp, is_day
from monitor.model.moments import Precision, Published
from monitor.text.dates import read_published

# No outlet writes from there: what is read in its offset says none itself.
_NOWHERE, _FAR = "Pacific/Kiritimati", timedelta(hours=14)
# Offsets are multiples of a quarter of an hour, at most fourteen hours.
_QUARTER = timedelta(minutes=15)


def relabelled(published: Published, zone: str) -> Published:
    """The same reading of the clock in the zone."""
    naive = published.at.replace(tzinfo=None)
    return _in_offset(published, naive.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta())


def true_offset(chosen: Stamp, stamps: Sequence[Stamp], zone: str) -> Stamp:
    """The stamp with the offset it was meant in."""
    if chosen.published.precision is Precision.DAY:
        return chosen
    others = [stamp for stamp in stamps if stamp is not chosen and not is_day(stamp)]
    if _is_naive(chosen):
        return _with_offset_of(chosen, others)
    if chosen.published.at.utcoffset() == timedelta():
        chosen = _not_utc(chosen, [stamp for stamp in others if not stamp.printed], zone)
    return _not_shifted(chosen, [stamp for stamp in others if stamp.trust >= SPEAKS])


def _is_naive(stamp: Stamp) -> bool:
    read = read_published(stamp.said, zone=_NOWHERE) if stamp.said else None
    return read is not None and read.at.utcoffset() == _FAR


def _with_offset_of(chosen: Stamp, others: list[Stamp]) -> Stamp:
    """The offset of a field with the same clock or the same moment; else that of another such pair of fields.

    What says UTC at a visible place is no witness: blog systems mark local times so in <time>.
    """
    if any(
        stamp.published.at.utcoffset() == timedelta()
        and not stamp.visible
        and not _is_naive(stamp)
        and _is_same_clock(stamp, chosen)
        for stamp in others
    ):
        return replace(chosen, published=_in_offset(chosen.published, timedelta()))
    said = [stamp for stamp in others if stamp.published.at.utcoffset() and not _is_naive(stamp)]
    for naive in (chosen, *(stamp for stamp in others if said and not stamp.printed and _is_naive(stamp))):
        for stamp in said:
            offset = stamp.published.at.utcoffset() or timedelta()
            if _is_same_clock(stamp, naive):
                return replace(chosen, published=_in_offset(chosen.published, offset))
            if naive is chosen and _minutes(stamp.published.at, naive.published.at.replace(tzinfo=UTC)) < 1:
                return replace(chosen, published=replace(chosen.published, at=chosen.published.at.replace(tzinfo=UTC)))
    return chosen


def _not_utc(chosen: Stamp, others: list[Stamp], zone: str) -> Stamp:
    """UTC is a lie where another machine-readable field has the same clock in another offset, or the moment that this
    clock shows in the page's zone, and none confirms the moment in UTC."""
    at = chosen.published.at
    meant = relabelled(chosen.published, zone)
    for stamp in others:
        is_utc = stamp.published.at.utcoffset() == timedelta()
        if not is_utc and _minutes(stamp.published.at, at) < 1:
            return chosen
        # Of a field that says when the page changed the clock counts only to the second: then it did not change.
        if not is_utc and (stamp.trust >= SPEAKS or _is_same_second(stamp, chosen)) and _is_same_clock(stamp, chosen):
            return replace(
                chosen, published=_in_offset(chosen.published, stamp.published.at.utcoffset() or timedelta())
            )
        if is_utc and stamp.trust >= SPEAKS and _minutes(stamp.published.at, meant.at) < 1 and meant.at != at:
            return replace(chosen, published=meant)
    return chosen


def _not_shifted(chosen: Stamp, others: list[Stamp]) -> Stamp:
    """Another moment with the same minutes and seconds, where two fields agree on it and none on the chosen one."""
    at = chosen.published.at
    if not at.second or any(_minutes(stamp.published.at, at) < 1 for stamp in others):
        return chosen
    shifted = [stamp for stamp in others if _is_shift(stamp.published.at - at)]
    for stamp in shifted:
        if sum(_minutes(other.published.at, stamp.published.at) < 1 for other in others) >= 2:
            return stamp
    return chosen


def _is_shift(difference: timedelta) -> bool:
    return timedelta() < abs(difference) <= _FAR and difference % _QUARTER < timedelta(seconds=1)


def _is_same_clock(a: Stamp, b: Stamp) -> bool:
    return abs(_clock(a) - _clock(b)) < timedelta(minutes=1)


def _is_same_second(a: Stamp, b: Stamp) -> bool:
    return _clock(a) == _clock(b) and a.published.at.second != 0


def _clock(stamp: Stamp) -> datetime:
    return stamp.published.at.replace(tzinfo=None)


def _in_offset(published: Published, offset: timedelta) -> Published:
    return replace(published, at=published.at.replace(tzinfo=timezone(offset)))


def _minutes(a: datetime, b: datetime) -> float:
    return abs((a - b).total_seconds()) / 60
