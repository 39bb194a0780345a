"""The JSON API and the feeds: what is asked comes in, what the desk's pages show goes out as JSON, Atom or RSS.

One module a noun; each ends with its operations, of which monitor.openapi makes routes, document and reference. It may
not decide anything nor know a table: it asks the services that the command line and the pages ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette

from monitor.api.feeds import FEEDS
from monitor.api.table import OPERATIONS
from monitor.openapi.routing import application

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.services.trying import Road

__all__ = ["FEEDS", "api"]


def api(app: App, road: Road | None = None) -> Starlette:
    """What stands at /api/v1; `road` looks at sites that are no outlets yet, where this process has a crawler."""
    return application(OPERATIONS, app, road)
