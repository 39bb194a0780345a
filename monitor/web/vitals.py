"""For machines that watch over the service: does it live, can it work, how much does it do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from monitor.model.errors import StorageError

if TYPE_CHECKING:
    from monitor.bootstrap import App

CONTENT_TYPE = "text/plain; version=1.0.0; charset=utf-8"


async def health(_: Request) -> Response:
    """GET /health: the process lives and its loop turns; no thread and no database is asked."""
    return JSONResponse({"status": "ok"})


def ready(request: Request) -> Response:
    """GET /ready: the database answers and could be written when it was last needed; 503 and why where not."""
    app: App = request.app.state.app
    failure = app.vitals.database_failure()
    if failure is not None:
        since = failure.since.isoformat(timespec="seconds")
        return JSONResponse({"status": "failing", "why": failure.why, "since": since}, status_code=503)
    try:
        app.store.ping()
    except StorageError as error:
        return JSONResponse({"status": "failing", "why": str(error)}, status_code=503)
    return JSONResponse({"status": "ok"})


def metrics(request: Request) -> Response:
    """GET /metrics: for Prometheus; whole also while the database does not answer."""
    app: App = request.app.state.app
    try:
        with app.store.reading() as work:
            standing = work.standing(app.clock())
    except StorageError:
        standing = None
    up = standing is not None and app.vitals.database_failure() is None
    memory = _resident_bytes(app.vitals.reading_pid)
    return Response(app.vitals.measures.exposition(standing, up=up, ingest_memory=memory), media_type=CONTENT_TYPE)


def _resident_bytes(pid: int | None) -> int:
    """Of a process on Linux; 0 where there is none, or the system does not tell."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
