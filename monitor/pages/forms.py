"""What a request says: its query and its form, read with care."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import parse_qs

from starlette.requests import Request

from monitor.model.sentences import sentence

# A watch's query is a page at most; nothing else that is posted is longer.
LARGEST_FORM = 64_000
MOMENT = "2026-11-29T07:00:00+00:00"


class FormError(Exception):
    """What was asked cannot be read; one sentence for the reader."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.sentence = said


async def form_of(request: Request) -> Mapping[str, tuple[str, ...]]:
    """The fields of a posted form (application/x-www-form-urlencoded); raises FormError where it is too large."""
    body = b""
    async for some in request.stream():
        body += some
        if len(body) > LARGEST_FORM:
            raise FormError(sentence("the form is larger than {n} bytes", n=LARGEST_FORM))
    fields = {name: tuple(values) for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    if any("\x00" in said for name, values in fields.items() for said in (name, *values)):
        raise FormError(sentence("a NUL character cannot be kept"))
    return fields


def first(form: Mapping[str, tuple[str, ...]], name: str) -> str:
    """A field's value without blanks around it; empty where the form lacks it, or has it without a value."""
    return next(iter(form.get(name, ())), "").strip()


def number_of(said: str, most: int) -> int | None:
    """A whole number from 0 to `most`; None for all else, however long it is."""
    is_number = said.isascii() and said.isdecimal() and len(said) <= len(str(most))
    return int(said) if is_number and int(said) <= most else None


def day_of(said: str) -> date | None:
    """A day as in an address, 2026-11-29; raises FormError for anything else."""
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise FormError(
            sentence("“{said}” is no day; write it as {example}", said=said, example="2026-11-29")
        ) from error


def moment_of(said: str) -> datetime | None:
    """An aware moment in ISO 8601; raises FormError for anything else."""
    if not said:
        return None
    try:
        moment = datetime.fromisoformat(said)
        if moment.tzinfo is None:
            raise FormError(sentence("“{said}” has no offset; write it as {example}", said=said, example=MOMENT))
        # Within a day of the calendar's ends UTC has no name for it.
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise FormError(sentence("“{said}” is no moment; write it as {example}", said=said, example=MOMENT)) from error
