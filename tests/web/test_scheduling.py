"""A schedule as plain choices, and back."""

from __future__ import annotations

import pytest

from monitor.digestdesk.scheduling import ScheduleForm, form_of_schedule
from monitor.digests import read_schedule, render_schedule


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("daily 07:00", "daily"),
        ("daily 07:00,13:00,19:00", "daily"),
        ("weekdays 07:00", "weekdays"),
        ("fri 08:30,18:00", "weekly"),
        ("hourly", "hourly"),
        ("at once", "at-once"),
        ("at once max 4 quiet 22:00-07:00", "at-once"),
        ("mon,thu 08:30", "free"),
        ("weekdays at once max 4", "free"),
        ("weekends hourly", "free"),
    ],
)
def test_every_schedule_comes_back_from_its_form(words: str, rhythm: str) -> None:
    schedule = read_schedule(words, "Europe/Kyiv")
    form = form_of_schedule(schedule)
    assert (form.rhythm, form.schedule) == (rhythm, schedule)
    assert form.free == render_schedule(schedule)


def test_a_quiet_time_without_its_end_is_told() -> None:
    with pytest.raises(ValueError, match="schedule"):
        _ = ScheduleForm(rhythm="at-once", quiet_from="22:00").schedule
