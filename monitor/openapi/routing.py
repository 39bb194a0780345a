"""The API as an ASGI application: a route an address, a failure in JSON wherever it happens."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.model.errors import MonitorError
from monitor.openapi.answering import answered, failed, refused
from monitor.openapi.asking import Asked, Nothing, Refusal, read_body, read_path, read_query
from monitor.openapi.operations import Operation, Operations

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.services.trying import Road


def application(operations: Operations, app: App, road: Road | None) -> Starlette:
    """The operations at their addresses; `road` is what they look at sites with, None where there is no crawler."""
    by_path: defaultdict[str, dict[str, Operation[Any, Any]]] = defaultdict(dict)
    for one in operations:
        by_path[one.path][one.method] = one
    routes = [Route(path, _Endpoint(of_path)) for path, of_path in by_path.items()]
    made = Starlette(routes=routes, exception_handlers={HTTPException: _unrouted})
    made.router.redirect_slashes = False
    made.state.app, made.state.road = app, road
    return made


class _Endpoint:
    """All operations of an address."""

    def __init__(self, operations: dict[str, Operation[Any, Any]]) -> None:
        self._operations = operations

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # Any: ASGI's own types are no narrower
        request = Request(scope, receive)
        method = "GET" if request.method == "HEAD" else request.method
        operation = self._operations.get(method)
        response = self._not_allowed(request) if operation is None else await _answer(operation, request)
        await response(scope, receive, send)

    def _not_allowed(self, request: Request) -> Response:
        allowed = ", ".join(sorted({*self._operations, *({"HEAD"} if "GET" in self._operations else ())}))
        return failed(405, f"{request.method} is not for this address.", where="method", headers={"allow": allowed})


async def _answer(operation: Operation[Any, Any], request: Request) -> Response:
    try:
        _accepted(operation, request)
        path, query = read_path(request), read_query(request, operation.query)
        asked = Asked(
            app=request.app.state.app,
            path=path,
            query=query,
            body=await read_body(request, operation.body) if operation.has_body else Nothing(),
            by=_who(request),
            if_match=request.headers.get("if-match"),
            if_none_match=request.headers.get("if-none-match"),
            road=request.app.state.road,
        )
        # In a thread: it reads the database.
        answer = await run_in_threadpool(operation.run, asked)
    except (Refusal, MonitorError) as error:
        return refused(error)
    return answered(answer, request.headers, reads=operation.reads)


def _accepted(operation: Operation[Any, Any], request: Request) -> None:
    """Raise Refusal where the asker takes nothing that the operation gives."""
    ranges = [one.partition(";")[0].strip().lower() for one in request.headers.get("accept", "*/*").split(",")]
    if not any({media, f"{media.partition('/')[0]}/*", "*/*"} & set(ranges) for media in operation.media):
        raise Refusal(406, f"This is given as {' or '.join(operation.media)}.", where="header.accept")


def _who(request: Request) -> str:
    """Whoever signed in, as the guard of the desk found out; without passwords nobody has a name."""
    return str(getattr(getattr(request.state, "user", None), "name", "") or "api")


def _unrouted(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return failed(error.status_code, "There is nothing at this address; see /api/v1/openapi.json.", where="path")
