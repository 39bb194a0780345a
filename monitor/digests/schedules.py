"""When a digest is due.

Local times are resolved so that every scheduled time of a day happens once. A time that the clocks skip in spring
happens at the first instant after the gap (02:30 in Warsaw on 30 March 2025 is 03:00 summer time; 02:15 on Lord Howe
Island, where the gap is half an hour, is 02:30). A time that happens twice in autumn happens at its first occurrence.
Two times that fall on one instant are one digest; an hourly digest pauses for the repeated hour.

"At once" is due whenever there is something to tell, but in the quiet time, and so often an hour at most: what comes in
between waits and comes together. A quiet time goes by the clock on the reader's wall: one from 22:00 to 07:00 has ten
hours in the night of the repeated hour and eight in that of the skipped one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.model.digests import EVERY_DAY, Schedule

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS = {"daily": EVERY_DAY, "weekdays": (0, 1, 2, 3, 4), "weekends": (5, 6)}
HOURLY = tuple(time(hour) for hour in range(24))
EXAMPLES = "e.g. 'daily 07:00', 'weekdays 07:00,19:00', 'mon,thu 08:30', 'hourly' or 'at once quiet 22:00-07:00'"
# One in ten minutes: an alert is read when it comes.
AT_ONCE = 6
HOUR = timedelta(hours=1)
# A schedule names a weekday at least, so its next moment is at most a week and a skipped day away.
HORIZON_DAYS = 9
# "Since ever" is a date that no calendar goes back from; nothing was scheduled before there were time zones.
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


def due(schedule: Schedule, *, since: datetime, now: datetime, told: Sequence[datetime]) -> datetime | None:
    """The moment in (since, now] up to which a digest is to be composed now; None where none is due.

    `told` are the moments of the last hour at which the reader was told something at once.
    """
    if not schedule.at_once:
        return latest_due(schedule, since=since, now=now)
    local = now.astimezone(ZoneInfo(schedule.zone))
    may = local.weekday() in schedule.days and not _is_quiet(schedule, local.time())
    often = sum(now - HOUR < moment <= now for moment in told) >= schedule.at_once
    return now if may and not often and since < now else None


def _is_quiet(schedule: Schedule, at: time) -> bool:
    if schedule.quiet is None:
        return False
    begin, end = schedule.quiet
    return begin <= at < end if begin < end else at >= begin or at < end


def next_due(schedule: Schedule, after: datetime) -> datetime:
    """The first scheduled moment strictly after `after`, in UTC; at once: `after` itself."""
    if schedule.at_once:
        return after
    moments = _moments(schedule, around=max(after, EARLIEST), days=range(-1, HORIZON_DAYS))
    return min(moment for moment in moments if moment > after)


def latest_due(schedule: Schedule, *, since: datetime, now: datetime) -> datetime | None:
    """The last scheduled moment in (since, now], so that days off end in one digest; None where there is none."""
    moments = _moments(schedule, around=now, days=range(-HORIZON_DAYS, 2))
    return max((moment for moment in moments if since < moment <= now), default=None)


def _moments(schedule: Schedule, *, around: datetime, days: range) -> Iterator[datetime]:
    zone = ZoneInfo(schedule.zone)
    today = around.astimezone(zone).date()
    for day in (today + timedelta(days=offset) for offset in days):
        if day.weekday() in schedule.days:
            yield from (_instant(day, at, zone) for at in schedule.times)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), zone)
    first = local.astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return first
    # In the gap: read with the offset before it, the time lies after the transition, with the offset after it before.
    return _transition(local.replace(fold=1).astimezone(UTC), first, zone)


def _transition(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    old = before.astimezone(zone).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        unchanged = (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == old
        low, high = (middle, high) if unchanged else (low, middle)
    return before + timedelta(seconds=high)


def read_schedule(text: str, zone: str) -> Schedule:
    """A schedule from people's words; ValueError is one sentence with an example."""
    words = re.findall(r"\S+", re.sub(r"\s*,\s*", ",", text.casefold()))
    if at_once := re.fullmatch(r"(?:(\S+) )?at once(?: max (\d+))?(?: quiet (\S+)-(\S+))?", " ".join(words)):
        return _read_at_once(at_once, zone)
    match words:
        case ["hourly"]:
            return Schedule(times=HOURLY, zone=zone)
        case [days, "hourly"]:
            return Schedule(times=HOURLY, zone=zone, days=_read_days(days))
        case [times]:
            return Schedule(times=_read_times(times), zone=zone)
        case [days, times]:
            return Schedule(times=_read_times(times), zone=zone, days=_read_days(days))
        case _:
            raise ValueError(f"a schedule is days and times, {EXAMPLES}; this is {text!r}")


def _read_at_once(said: re.Match[str], zone: str) -> Schedule:
    days, most, begin, end = said.groups()
    return Schedule(
        zone=zone,
        days=_read_days(days) if days else EVERY_DAY,
        at_once=int(most) if most else AT_ONCE,
        quiet=(_read_time(begin), _read_time(end)) if begin else None,
    )


def _read_times(words: str) -> tuple[time, ...]:
    return tuple(sorted({_read_time(word) for word in words.split(",")}))


def _read_time(word: str) -> time:
    clock = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", word)
    if not clock:
        raise ValueError(f"{word!r} is no time of day; write hours and minutes, {EXAMPLES}")
    return time(int(clock[1]), int(clock[2]))


def _read_days(words: str) -> tuple[int, ...]:
    if words in DAY_WORDS:
        return DAY_WORDS[words]
    days: set[int] = set()
    for word in words.split(","):
        first, dash, last = word.partition("-")
        start = _read_day(first)
        length = (_read_day(last) - start) % 7 if dash else 0
        days.update((start + step) % 7 for step in range(length + 1))
    return tuple(sorted(days))


def _read_day(word: str) -> int:
    day = next((number for number, name in enumerate(DAYS) if re.fullmatch(rf"{name}[a-z]*", word)), None)
    if day is None:
        raise ValueError(f"{word!r} is no day; name daily, weekdays, weekends or {', '.join(DAYS)}, {EXAMPLES}")
    return day


def render_schedule(schedule: Schedule) -> str:
    """The words that `read_schedule` reads back, without the zone."""
    named = {days: word for word, days in DAY_WORDS.items()}
    days = named.get(schedule.days) or ",".join(DAYS[day] for day in schedule.days)
    if schedule.at_once:
        quiet = f" quiet {schedule.quiet[0]:%H:%M}-{schedule.quiet[1]:%H:%M}" if schedule.quiet else ""
        most = "" if schedule.at_once == AT_ONCE else f" max {schedule.at_once}"
        return f"{'' if schedule.days == EVERY_DAY else f'{days} '}at once{most}{quiet}"
    if schedule.times == HOURLY:
        return "hourly" if schedule.days == EVERY_DAY else f"{days} hourly"
    return f"{days} {','.join(at.strftime('%H:%M') for at in schedule.times)}"
