"""What a request asks: its query and its body, read into values or refused with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request

from monitor.text import slug

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.services.trying import Road

Q = TypeVar("Q", bound=Struct)
B = TypeVar("B", bound=Struct)

# A watch's query is a page at most, an outlet's hints less.
LARGEST_BODY = 256_000
# Of a larger body so much is read and dropped before it is refused, so that whoever sends it hears why.
MOST_DRAINED = 32_000_000
# The largest whole number that every JSON reader keeps exact (RFC 8259, 6).
LARGEST_NUMBER = 2**53 - 1


class Refusal(Exception):
    """What was asked is not done: the status of HTTP, a sentence, and the place at fault, such as `query.limit`."""

    def __init__(
        self, status: int, sentence: str, *, where: str = "", at: tuple[int, int] | None = None, wait: int = 0
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.where = where
        # Line and column of a query that cannot be read.
        self.at = at
        # Seconds after which to ask again.
        self.wait = wait


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing is asked."""


class Paging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of a list."""

    limit: Annotated[int, Meta(description="At most so many.", ge=1, le=200)] = 50
    cursor: Annotated[
        str, Meta(description="The `next` of the page before; pages stay whole while new rows come.", max_length=2_000)
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Generic[Q, B]):
    """A request, read. `by`: who asks, for the records."""

    app: App
    path: Mapping[str, str]
    query: Q
    body: B
    by: str
    if_match: str | None = None
    if_none_match: str | None = None
    # What the service looks at sites with; None where it does not crawl.
    road: Road | None = None

    def number(self, name: str) -> int:
        """A number of the path; there is none of that name where it is too large to be one."""
        said = self.path[name]
        number = int(said) if said.isascii() and said.isdecimal() and len(said) < 17 else LARGEST_NUMBER
        if number >= LARGEST_NUMBER:
            raise Refusal(404, f"There is no such {name}.", where=f"path.{name}")
        return number


def read_query(request: Request, into: type[Q]) -> Q:
    """The parameters of an address; raises Refusal (400)."""
    pairs = request.query_params.multi_items()
    said = dict(pairs)
    if len(said) < len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise Refusal(400, "A parameter is said twice; say it once.", where=f"query.{twice}")
    for name, value in pairs:
        if "\x00" in value:
            raise Refusal(400, "A NUL character cannot be asked for.", where=f"query.{name}")
    try:
        return msgspec.convert(said, into, strict=False)
    except msgspec.ValidationError as error:
        raise _misread(400, error, "query") from error


def read_path(request: Request) -> Mapping[str, str]:
    """The names in an address; one that cannot name anything is not found."""
    for name, value in request.path_params.items():
        if "\x00" in value or len(value) > 300:
            raise Refusal(404, f"There is no such {name}.", where=f"path.{name}")
    return request.path_params


def fit_id(id_: str, what: str) -> str:
    """An id for something new; raises Refusal (422) for one that could not stand in an address or a file's name."""
    if slug(id_) != id_ or len(id_) > 100:
        raise Refusal(422, "An id is small letters, digits and hyphens, at most 100.", where=f"path.{what}")
    return id_


async def read_body(request: Request, into: type[B]) -> B:
    """The JSON body; raises Refusal: 415 another type, 413 too large, 400 no JSON, 422 not what is expected."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Refusal(415, "Send the body as application/json.", where="header.content-type")
    body = await _bytes(request)
    try:
        read = msgspec.json.decode(body, type=into)
        if b"\\u0000" in body and _holds_nul(msgspec.to_builtins(read)):
            raise Refusal(422, "The body holds a NUL character, which cannot be kept.", where="body")
    except msgspec.ValidationError as error:
        raise _misread(422, error, "body") from error
    except msgspec.DecodeError as error:
        raise Refusal(400, f"The body is no JSON: {error}.", where="body") from error
    except RecursionError as error:
        raise Refusal(400, "The body is nested too deeply.", where="body") from error
    return read


async def _bytes(request: Request) -> bytes:
    body, length = bytearray(), 0
    async for some in request.stream():
        length += len(some)
        if length <= LARGEST_BODY:
            body += some
        elif length > MOST_DRAINED:
            break
    if length > LARGEST_BODY:
        raise Refusal(413, f"The body is larger than {LARGEST_BODY:,} bytes.", where="body")
    return bytes(body)


def _misread(status: int, error: msgspec.ValidationError, place: str) -> Refusal:
    # The library's sentence ends with the place: "Expected `int`, got `str` - at `$.limit`".
    sentence, _, path = str(error).partition(" - at `$")
    return Refusal(status, f"{sentence}.", where=place + path.removesuffix("`"))


def _holds_nul(value: object) -> bool:
    match value:
        case str():
            return "\x00" in value
        case dict():
            return any(_holds_nul(one) for pair in value.items() for one in pair)
        case list() | tuple():
            return any(map(_holds_nul, value))
        case _:
            return False
