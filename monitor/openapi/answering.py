"""Answers: values as JSON with an ETag, and every failure in one shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from starlette.datastructures import Headers
from starlette.responses import Response

from monitor.model.errors import ConfigError, MonitorError, QueryError, RulingError, StorageError
from monitor.model.sentences import plain
from monitor.openapi.asking import Refusal

_ENCODER = msgspec.json.Encoder(enc_hook=plain)
JSON = "application/json"
# Kept by whoever asked, and asked for again each time.
CACHED = "private, no-cache"


class Failure(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why something was not done. `line` and `column` are those of a query that cannot be read."""

    sentence: Annotated[str, Meta(description="One sentence for people.")]
    where: Annotated[str, Meta(description="What is at fault.", examples=["query.limit", "body.query"])] = ""
    line: int | None = None
    column: int | None = None


class Failed(Struct, frozen=True, kw_only=True):
    """The one shape of every failure."""

    error: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an operation gives: a value to be encoded, or text of a type of its own."""

    value: Struct | str | None
    status: int = 200
    media: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    changed: datetime | None = None

    def body(self) -> bytes:
        if self.value is None:
            return b""
        return self.value.encode() if isinstance(self.value, str) else _ENCODER.encode(self.value)


def etag(body: bytes) -> str:
    """The same for the same bytes (RFC 9110, 8.8.3)."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def is_named(said: str, tag: str) -> bool:
    """Whether a list of If-Match or If-None-Match names the tag, or any (`*`)."""
    named = [one.strip().removeprefix("W/") for one in said.split(",")]
    return "*" in named or tag in named


def answered(answer: Answer, asked: Headers, *, reads: bool) -> Response:
    """The answer as HTTP: what the asker has already is not sent again."""
    body, headers = answer.body(), dict(answer.headers)
    if not (reads and answer.status == 200):
        headers |= {"cache-control": "no-store"}
        return Response(body, answer.status, headers, answer.media if body else None)
    headers |= {"etag": etag(body), "cache-control": CACHED}
    if answer.changed is not None:
        headers["last-modified"] = format_datetime(answer.changed.astimezone(UTC), usegmt=True)
    if _has(asked, headers["etag"], answer.changed):
        return Response(None, 304, headers)
    return Response(body, 200, headers, answer.media)


def _has(asked: Headers, tag: str, changed: datetime | None) -> bool:
    if "if-none-match" in asked:
        return is_named(asked["if-none-match"], tag)
    if changed is None or "if-modified-since" not in asked:
        return False
    try:
        since = parsedate_to_datetime(asked["if-modified-since"])
    except (ValueError, OverflowError):
        return False  # a date that is none is passed over (RFC 9110, 13.1.3)
    return since.tzinfo is not None and changed.replace(microsecond=0) <= since


def failed(
    status: int,
    sentence: str,
    *,
    where: str = "",
    at: tuple[int, int] | None = None,
    wait: int = 0,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A failure as JSON. `wait`: seconds after which to ask again."""
    line, column = at or (None, None)
    said = Failed(error=Failure(sentence=sentence, where=where, line=line, column=column))
    extra = {"cache-control": "no-store"} | dict(headers or {}) | ({"retry-after": str(wait)} if wait else {})
    return Response(_ENCODER.encode(said), status, extra, JSON)


def refused(error: Refusal | MonitorError) -> Response:
    """What went wrong, with its status."""
    match error:
        case Refusal():
            return failed(error.status, str(error), where=error.where, at=error.at, wait=error.wait)
        case QueryError():
            return failed(400, f"{error}.", where="query", at=(error.line, error.column))
        case ConfigError():
            return failed(422, f"{error.key}: {error.expected}.", where=f"body.{error.key}")
        case RulingError():
            return failed(409, f"{error}.")
        case StorageError():
            return failed(503, f"{error}.", wait=5)
        case _:
            return failed(502, f"{error}.")
