"""All operations, and what they share: the names that stand in addresses, the groups, the document itself."""

from __future__ import annotations

from functools import cache

from msgspec import json as msgspec_json

from monitor.api import acting, articles, outlets, sendings, service, stories, switching, telling, watches
from monitor.api.service import Start
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing
from monitor.openapi.document import document
from monitor.openapi.operations import Example, Operation, Operations


def _start(_: Asked[Nothing, Nothing]) -> Answer:
    addresses = tuple(sorted({one.path for one in OPERATIONS}))
    return Answer(value=Start(document="/api/v1/openapi.json", addresses=addresses))


def _document(_: Asked[Nothing, Nothing]) -> Answer:
    return Answer(value=written())


@cache
def written() -> str:
    """The OpenAPI document; the same for the life of the process."""
    return msgspec_json.format(msgspec_json.encode(document(OPERATIONS)), indent=1).decode()


OPERATIONS: Operations = (
    *stories.OPERATIONS,
    *articles.OPERATIONS,
    *watches.OPERATIONS,
    *outlets.OPERATIONS,
    *telling.OPERATIONS,
    *switching.OPERATIONS,
    *sendings.OPERATIONS,
    *acting.OPERATIONS,
    *service.OPERATIONS,
    Operation(
        id="getStart", tag="service", method="GET", path="/", run=_start, summary="Where to go on",
        query=Nothing, body=Nothing, answers=Start, examples=(Example("/"),),
    ),
    Operation(
        id="getDocument", tag="service", method="GET", path="/openapi.json", run=_document,
        summary="This API as an OpenAPI document", query=Nothing, body=Nothing, answers=None,
        examples=(Example("/openapi.json"),),
    ),
)  # fmt: skip
