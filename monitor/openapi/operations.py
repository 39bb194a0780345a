"""What an operation is: one row of the table from which routes, document and reference are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec import Struct

from monitor.openapi.answering import JSON, Answer
from monitor.openapi.asking import Asked, Nothing

Q = TypeVar("Q", bound=Struct)
B = TypeVar("B", bound=Struct)


@dataclass(frozen=True, slots=True)
class Example:
    """A request as a newcomer would try it: the address behind /api/v1, and the body in JSON."""

    address: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where to go on from an answer: the operation, its parameter, and where in the answer that stands."""

    to: str
    parameter: str
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(Generic[Q, B]):
    """Something that can be asked. `fails`: statuses of its own beside those that all may give."""

    id: str
    tag: str
    method: str
    path: str
    summary: str
    run: Callable[[Asked[Q, B]], Answer]
    query: type[Q]
    body: type[B]
    # A type, or a generic alias such as Page[Story], which is none to a type checker.
    answers: Any
    examples: tuple[Example, ...]
    description: str = ""
    status: int = 200
    created: bool = False
    fails: tuple[int, ...] = ()
    media: tuple[str, ...] = (JSON,)
    links: tuple[Link, ...] = ()

    @property
    def reads(self) -> bool:
        return self.method == "GET"

    @property
    def has_body(self) -> bool:
        return self.body is not Nothing


# Any: every row has types of its own.
Operations = tuple[Operation[Any, Any], ...]
