"""The service: scheduler, crawler and web desk in one process and one loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.logs import log_to_terminal
from monitor.cli.options import ConfigFolder, Database, wrong
from monitor.cli.working import Working, begin_alone, begin_worker, stop_signal

if TYPE_CHECKING:
    from monitor.bootstrap import App


def add_to(app: typer.Typer) -> None:
    app.command()(run)


def run(
    host: Annotated[str | None, typer.Option(help="Address of the web desk.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port of the web desk.", show_default=False)] = None,
    verbs: Annotated[bool, typer.Option(help="Or the web desk alone, where farwatch worker does the work.")] = True,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
    database: Database = None,
    config: ConfigFolder = None,
) -> None:
    """Run the service: poll, ingest, compose and deliver when due; web desk on http://127.0.0.1:8765.

    On PostgreSQL it is a worker with a desk: others, started with farwatch worker, may work beside it.
    Stop it with Ctrl-C or SIGTERM: what it holds is finished or given back.
    """
    log_to_terminal(least=log_level)
    from monitor.bootstrap import open_app

    app = open_app(database=database, config=config)
    address = host or app.settings.service.host
    try:
        _check_desk(app, address)
        desk = (address, app.settings.service.port if port is None else port)
        asyncio.run(serve(app, desk=desk, verbs=verbs, log_level=log_level))
    finally:
        app.close()


def _check_desk(app: App, address: str) -> None:
    """Beyond this machine the desk opens only where somebody can sign in who may change something."""
    from monitor.services.access import has_editor
    from monitor.web.origins import is_loopback

    if not is_loopback(address) and not has_editor(app.store):
        wrong(
            f"on {address} the web desk needs an editor who signs in; first run: farwatch user add NAME --role editor"
        )


async def serve(app: App, *, desk: tuple[str, int], verbs: bool, log_level: str) -> None:
    """Until SIGTERM or SIGINT; `desk` is the web desk's address and port."""
    import structlog

    from monitor.bootstrap import crawler_of
    from monitor.web import web_server

    log = structlog.get_logger()
    stop = stop_signal()
    work = await _working(app, stop, log_level=log_level) if verbs else None
    crawler = work.crawler if work is not None else crawler_of(app)
    host, port = desk
    server = web_server(app, host=host, port=port, road=crawler)
    serving = asyncio.create_task(server.serve())
    log.info("started", desk=f"http://{host}:{port}", database=app.store.name)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({stopped, serving}, return_when=asyncio.FIRST_COMPLETED)
    log.info("stopping: what is under way is finished or given back")
    if work is not None:
        await work.end()
    await crawler.close()
    server.should_exit = True
    await serving
    log.info("stopped")
    if work is not None:
        work.check()


async def _working(app: App, stop: asyncio.Event, *, log_level: str) -> Working:
    """The verbs beside the desk: on PostgreSQL as one of several workers, else in this process alone."""
    from monitor.jobs.queued import Manners

    if app.store.is_postgresql:
        return await begin_worker(app, stop, manners=Manners(), log_level=log_level)
    return begin_alone(app, log_level=log_level)
