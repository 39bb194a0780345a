from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.digests import due, latest_due, next_due, read_schedule, render_schedule
from monitor.model.digests import Schedule

ZONES = ("Europe/Kyiv", "Europe/Warsaw", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def local(schedule: Schedule, after: datetime, count: int) -> list[str]:
    found = []
    for _ in range(count):
        after = next_due(schedule, after)
        found.append(after.astimezone(ZoneInfo(schedule.zone)).strftime("%a %d %H:%M%z"))
    return found


@pytest.mark.parametrize(
    ("words", "zone", "after", "expected"),
    [
        # An ordinary day, and a change that does not touch the hour.
        ("daily 07:00", "Asia/Tokyo", utc(2025, 4, 9, 21, 59), ["Thu 10 07:00+0900", "Fri 11 07:00+0900"]),
        ("daily 07:00", "Europe/Kyiv", utc(2025, 3, 29, 4), ["Sat 29 07:00+0200", "Sun 30 07:00+0300"]),
        ("daily 07:00", "America/New_York", utc(2025, 11, 1, 10), ["Sat 01 07:00-0400", "Sun 02 07:00-0500"]),
        # Spring: the first instant after the gap.
        ("daily 03:30", "Europe/Kyiv", utc(2025, 3, 29, 12), ["Sun 30 04:00+0300", "Mon 31 03:30+0300"]),
        ("daily 02:30", "Europe/Warsaw", utc(2025, 3, 29, 12), ["Sun 30 03:00+0200", "Mon 31 02:30+0200"]),
        ("daily 02:15", "America/New_York", utc(2025, 3, 8, 12), ["Sun 09 03:00-0400", "Mon 10 02:15-0400"]),
        ("daily 02:15", "Australia/Lord_Howe", utc(2025, 10, 4, 3), ["Sun 05 02:30+1100", "Mon 06 02:15+1100"]),
        # Two times in one gap are one digest.
        ("02:10,02:50", "Europe/Warsaw", utc(2025, 3, 29, 12), ["Sun 30 03:00+0200", "Mon 31 02:10+0200"]),
        # Autumn: once, at the first occurrence.
        ("daily 03:30", "Europe/Kyiv", utc(2025, 10, 25, 12), ["Sun 26 03:30+0300", "Mon 27 03:30+0200"]),
        ("daily 01:30", "America/New_York", utc(2025, 11, 1, 12), ["Sun 02 01:30-0400", "Mon 03 01:30-0500"]),
        ("daily 01:45", "Australia/Lord_Howe", utc(2025, 4, 5, 12), ["Sun 06 01:45+1100", "Mon 07 01:45+1030"]),
        # Samoa had no 30 December 2011.
        ("daily 07:00", "Pacific/Apia", utc(2011, 12, 29, 18), ["Sat 31 00:00+1400", "Sat 31 07:00+1400"]),
    ],
)
def test_a_digest_is_due_once_a_scheduled_time(words: str, zone: str, after: datetime, expected: list[str]) -> None:
    assert local(read_schedule(words, zone), after, 2) == expected


def test_an_hourly_digest_pauses_for_the_repeated_hour() -> None:
    hourly = read_schedule("hourly", "Europe/Warsaw")
    assert local(hourly, utc(2025, 10, 25, 23, 30), 3) == [
        "Sun 26 02:00+0200",
        "Sun 26 03:00+0100",
        "Sun 26 04:00+0100",
    ]


def test_weekdays_leave_the_weekend_out() -> None:
    weekdays = read_schedule("weekdays 07:00", "Europe/Warsaw")
    assert local(weekdays, utc(2025, 4, 11, 6), 2) == ["Mon 14 07:00+0200", "Tue 15 07:00+0200"]


def test_three_days_off_are_one_digest_at_the_last_scheduled_moment() -> None:
    daily = read_schedule("daily 07:00", "Europe/Kyiv")
    assert latest_due(daily, since=utc(2025, 4, 7, 4), now=utc(2025, 4, 10, 9)) == utc(2025, 4, 10, 4)


def test_nothing_is_due_between_two_moments() -> None:
    daily = read_schedule("daily 07:00", "Europe/Kyiv")
    assert latest_due(daily, since=utc(2025, 4, 10, 4), now=utc(2025, 4, 11, 3, 59)) is None


def test_a_change_of_zone_neither_repeats_a_moment_nor_loses_the_next() -> None:
    told = utc(2025, 4, 10, 4)  # 07:00 in Kyiv
    moved = read_schedule("daily 07:00", "America/New_York")
    assert latest_due(moved, since=told, now=utc(2025, 4, 10, 12)) == utc(2025, 4, 10, 11)


NIGHT = "quiet 22:00-07:00"


@pytest.mark.parametrize(
    ("words", "zone", "now", "is_due"),
    [
        ("at once", "Asia/Tokyo", utc(2025, 4, 10, 3), True),
        (f"at once {NIGHT}", "Asia/Tokyo", utc(2025, 4, 10, 12, 59), True),
        (f"at once {NIGHT}", "Asia/Tokyo", utc(2025, 4, 10, 13), False),
        (f"at once {NIGHT}", "Europe/Kyiv", utc(2025, 4, 10, 3, 59), False),
        (f"at once {NIGHT}", "Europe/Kyiv", utc(2025, 4, 10, 4), True),
        # The wall's clock counts: the night of spring is over an hour sooner, that of autumn an hour later.
        (f"at once {NIGHT}", "Europe/Warsaw", utc(2025, 3, 30, 5), True),
        (f"at once {NIGHT}", "Europe/Warsaw", utc(2025, 10, 26, 5, 59), False),
        (f"at once {NIGHT}", "America/New_York", utc(2025, 11, 2, 11, 59), False),
        (f"at once {NIGHT}", "Australia/Lord_Howe", utc(2025, 10, 4, 20), True),
        ("at once quiet 12:00-14:00", "UTC", utc(2025, 4, 10, 13), False),
        ("at once quiet 12:00-14:00", "UTC", utc(2025, 4, 10, 14), True),
        # Friday night in New York is Saturday in Kyiv.
        ("weekdays at once", "America/New_York", utc(2025, 4, 12, 1), True),
        ("weekdays at once", "Europe/Kyiv", utc(2025, 4, 12, 1), False),
    ],
)
def test_at_once_is_due_when_the_readers_clock_allows(words: str, zone: str, now: datetime, is_due: bool) -> None:
    found = due(read_schedule(words, zone), since=now - timedelta(hours=9), now=now, told=())
    assert found == (now if is_due else None)


def test_at_once_is_due_so_often_an_hour() -> None:
    now, twice = utc(2025, 4, 10, 12), read_schedule("at once max 2", "UTC")
    told = (now - timedelta(minutes=59), now - timedelta(minutes=5))
    assert due(twice, since=told[-1], now=now, told=told) is None
    later = now + timedelta(minutes=1)
    assert due(twice, since=told[-1], now=later, told=told) == later


times = st.lists(st.builds(time, st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=4)
schedules = st.builds(
    lambda at, zone, days: Schedule(times=tuple(sorted(set(at))), zone=zone, days=tuple(sorted(days))),
    times,
    st.sampled_from(ZONES),
    st.sets(st.integers(0, 6), min_size=1),
)
moments = st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


@given(schedules, moments)
@example(Schedule(times=(time(0, 0),), zone="Pacific/Apia", days=(4,)), utc(2011, 12, 29, 10))
def test_the_next_moment_is_never_in_the_past_and_is_the_latest_when_it_comes(at: Schedule, after: datetime) -> None:
    due = next_due(at, after)
    assert after < due < after + timedelta(days=15)
    assert latest_due(at, since=after, now=due) == due
    assert latest_due(at, since=after, now=due - timedelta(seconds=1)) is None


@given(schedules)
def test_what_is_written_is_read_back(schedule: Schedule) -> None:
    assert read_schedule(render_schedule(schedule), schedule.zone) == schedule


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Daily 7:00", "daily 07:00"),
        ("weekdays 07:00", "weekdays 07:00"),
        ("19:00, 07:00", "daily 07:00,19:00"),
        ("mon,thu 08:30", "mon,thu 08:30"),
        ("Monday,Thursday 08:30", "mon,thu 08:30"),
        ("sat-mon 09:00", "mon,sat,sun 09:00"),
        ("hourly", "hourly"),
        ("weekdays hourly", "weekdays hourly"),
        ("At once", "at once"),
        ("at once max 6", "at once"),
        ("weekdays at once max 2 quiet 22:00-7:00", "weekdays at once max 2 quiet 22:00-07:00"),
    ],
)
def test_schedules_are_read_from_peoples_words(words: str, written: str) -> None:
    assert render_schedule(read_schedule(words, "Europe/Kyiv")) == written


@pytest.mark.parametrize(
    ("words", "zone", "said"),
    [
        ("", "UTC", "this is ''"),
        ("at 7 in the morning", "UTC", "this is 'at 7 in the morning'"),
        ("daily 25:00", "UTC", "'25:00' is no time of day"),
        ("at once max 0", "UTC", "one time of day at least"),
        ("at once quiet 07:00-07:00", "UTC", "ends when it begins"),
        ("at once now and then", "UTC", "this is 'at once now and then'"),
        ("someday 07:00", "UTC", "'someday' is no day"),
        ("daily 07:00", "Kyiv", "'Kyiv' is no time zone"),
        ("daily 07:00", "../etc/passwd", "is no time zone"),
    ],
)
def test_a_wrong_schedule_is_one_sentence_with_an_example(words: str, zone: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"e\.g\.") as error:
        read_schedule(words, zone)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"zone": "Mars/Olympus"}, "'Mars/Olympus' is no time zone"),
        ({"times": ()}, "one time of day at least"),
        ({"days": ()}, "one at least"),
        ({"days": (7,)}, "from 0"),
        ({"at_once": 3}, "not both"),
        ({"quiet": (time(22), time(7))}, "not both"),
    ],
)
def test_a_schedule_that_is_never_due_cannot_be(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Schedule(**{"times": (time(7),), "zone": "UTC"} | wrong)


@pytest.mark.parametrize("zone", ZONES)
def test_since_ever_is_a_moment_like_any(zone: str) -> None:
    ever = datetime.min.replace(tzinfo=UTC)
    daily = read_schedule("daily 07:00", zone)
    assert next_due(daily, ever) > ever
    assert latest_due(daily, since=ever, now=utc(2025, 4, 10, 12)) == next_due(daily, utc(2025, 4, 9, 12))
