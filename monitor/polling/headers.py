"""What a server's headers ask of the next visit. Names in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

Headers = Iterable[tuple[str, str]]

_MAX_AGE = re.compile(r'(?:^|[,\s])max-age="?(\d{1,9})(?!\d)', re.IGNORECASE)
_NOT_STORED = re.compile(r"(?:^|[,\s])(?:no-cache|no-store)(?:$|[,\s=])", re.IGNORECASE)


def retry_after(headers: Headers, now: datetime) -> timedelta | None:
    """How long Retry-After asks to wait (RFC 9110, 10.2.3: seconds or a date); None where it says nothing readable."""
    value = _first(headers, "retry-after")
    if value.isascii() and value.isdigit() and len(value) <= 9:
        return timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
        wait = moment.replace(tzinfo=moment.tzinfo or UTC) - now
    except (ValueError, OverflowError):
        return None
    return max(wait, timedelta())


def fresh_for(headers: Headers) -> timedelta | None:
    """How long the server calls its answer fresh (Cache-Control max-age, less Age); None where it does not say."""
    headers = tuple(headers)
    control = _first(headers, "cache-control")
    match = _MAX_AGE.search(control)
    if match is None or _NOT_STORED.search(control):
        return None
    age = _first(headers, "age")
    old = int(age) if age.isascii() and age.isdigit() and len(age) <= 9 else 0
    return timedelta(seconds=max(int(match[1]) - old, 0))


def _first(headers: Headers, name: str) -> str:
    return next((value.strip() for key, value in headers if key == name), "")
