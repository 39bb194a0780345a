from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.polling import fresh_for, retry_after
from tests.builders import NOW


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta()),
        ("Mon, 02 Nov 2026 08:30:00 GMT", timedelta(minutes=90)),
        ("Mon, 02 Nov 2026 09:30:00 +0100", timedelta(minutes=90)),
        ("Mon, 02 Nov 2026 06:00:00 GMT", timedelta()),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("9" * 30, None),
        ("٣", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, wait: timedelta | None) -> None:
    assert retry_after([("retry-after", value)], NOW) == wait


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ([("cache-control", "public, max-age=600")], timedelta(minutes=10)),
        ([("cache-control", 'MAX-AGE="600"')], timedelta(minutes=10)),
        ([("cache-control", "max-age=600"), ("age", "500")], timedelta(seconds=100)),
        ([("cache-control", "max-age=600"), ("age", "900")], timedelta()),
        ([("cache-control", "s-maxage=600")], None),
        ([("cache-control", "no-cache, max-age=600")], None),
        ([("cache-control", "max-age=never")], None),
        ([("cache-control", "max-age=99999999999999")], None),
        ([], None),
    ],
)
def test_an_answer_is_fresh_for_its_max_age_less_its_age(
    headers: list[tuple[str, str]], fresh: timedelta | None
) -> None:
    assert fresh_for(headers) == fresh


@given(st.text(), st.text(), st.text())
def test_no_header_value_breaks_the_reading(wait: str, control: str, age: str) -> None:
    headers = [("retry-after", wait), ("cache-control", control), ("age", age)]
    for value in (retry_after(headers, NOW), fresh_for(headers)):
        assert value is None or value >= timedelta()
