from __future__ import annotations

from datetime import timedelta

from monitor.polling import fetch_again_at
from tests.builders import NOW

HOUR = timedelta(hours=1)


def test_a_page_is_fetched_again_after_one_six_twenty_four_and_seventy_two_hours() -> None:
    moments, at = [], fetch_again_at(NOW, NOW)
    while at is not None:
        moments.append((at - NOW) / HOUR)
        at = fetch_again_at(NOW, at)
    assert moments == [1, 6, 24, 72]


def test_a_time_that_passed_unused_is_not_made_up_for() -> None:
    assert fetch_again_at(NOW, NOW + 30 * HOUR) == NOW + 72 * HOUR
    assert fetch_again_at(NOW, NOW + 100 * HOUR) is None
