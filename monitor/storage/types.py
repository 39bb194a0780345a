"""Columns that speak the house's values: moments in UTC, text without NUL, values as JSON or MessagePack."""

# ruff: noqa: ARG002 -- SQLAlchemy hands every column type the dialect, wanted or not.

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import DateTime, Dialect, LargeBinary, RowMapping, Text
from sqlalchemy.types import TypeDecorator

from monitor.model.moments import Precision, Published, require_aware

T = TypeVar("T")


def storable(text: str) -> str:
    """No NUL for PostgreSQL, no lone surrogate for either; one sign for one, so that the offsets of hits stay true."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text


class Words(TypeDecorator[str]):
    """Text as it came from outside."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        require_aware(value, "a stored moment")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[T], Generic[T]):
    """A value of the model as JSON text. A field added later takes its default in old rows."""

    impl = Text
    cache_ok = True

    def __init__(self, of: Any) -> None:  # Any: a generic alias such as tuple[Hit, ...] has no type of its own
        super().__init__()
        self.of = of
        self._read = msgspec.json.Decoder(of)

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        return None if value is None else _encoded(msgspec.json.encode, value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:
        return None if value is None else self._read.decode(value)


class Packed(TypeDecorator[T], Generic[T]):
    """A value of the model as MessagePack: vectors and hashes stay bytes."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, of: Any) -> None:  # Any: as above
        super().__init__()
        self.of = of
        self._read = msgspec.msgpack.Decoder(of)

    def process_bind_param(self, value: T | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _encoded(msgspec.msgpack.encode, value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> T | None:
        return None if value is None else self._read.decode(value)


def _encoded(encode: Callable[[object], bytes], value: object) -> bytes:
    try:
        return encode(value)
    except UnicodeEncodeError:
        return encode(_storable_throughout(msgspec.to_builtins(value, builtin_types=(bytes, datetime))))


def _storable_throughout(value: object) -> object:
    match value:
        case str():
            return storable(value)
        case dict():
            return {key: _storable_throughout(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_storable_throughout(inner) for inner in value]
        case _:
            return value


def published_columns(published: Published | None) -> dict[str, datetime | int | str | None]:
    """The page's own offset is kept beside the moment in UTC."""
    if published is None:
        return {"published_at": None, "published_offset": None, "published_precision": None}
    offset = published.at.utcoffset() or timedelta()
    return {
        "published_at": published.at,
        "published_offset": int(offset.total_seconds()),
        "published_precision": published.precision.value,
    }


def published_from(row: RowMapping) -> Published | None:
    if row["published_at"] is None:
        return None
    zone = timezone(timedelta(seconds=row["published_offset"]))
    return Published(at=row["published_at"].astimezone(zone), precision=Precision(row["published_precision"]))
