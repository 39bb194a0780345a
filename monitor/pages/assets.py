"""The desk's own files, by the hash of what they hold: a browser keeps them for good and never asks again."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from monitor.model.sentences import sentence

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# An address that names its content never changes (RFC 8246); one that names another or none is asked about each time.
FOR_GOOD, ASKED = "public, max-age=31536000, immutable", "no-cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file as it is sent, also compressed; `version` names its content."""

    body: bytes
    packed: bytes
    version: str
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """All files by their name."""
    return {path.name: _asset(path) for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES}


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    return Asset(
        body=body,
        packed=gzip.compress(body, compresslevel=9, mtime=0),
        version=sha256(body).hexdigest()[:12],
        media_type=f"{TYPES[path.suffix]}; charset=utf-8",
    )


def address(name: str) -> str:
    """Where a page finds a file."""
    return f"/static/{name}?v={assets()[name].version}"


def asset(request: Request) -> Response:
    """GET /static/{name}."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, sentence("There is no such page."))
    named = request.query_params.get("v") == found.version
    headers = {"Cache-Control": FOR_GOOD if named else ASKED, "Vary": "Accept-Encoding", "ETag": f'"{found.version}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, media_type=found.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.body, media_type=found.media_type, headers=headers)
