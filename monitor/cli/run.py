"""The service: scheduler, crawler and web desk in one process and one loop."""

from __future__ import annotations

import asyncio
import signal
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.logs import log_to_terminal
from monitor.cli.options import ConfigFolder, Database, wrong

if TYPE_CHECKING:
    from monitor.bootstrap import App


def add_to(app: typer.Typer) -> None:
    app.command()(run)


def run(
    host: Annotated[str | None, typer.Option(help="Address of the web desk.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port of the web desk.", show_default=False)] = None,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
    database: Database = None,
    config: ConfigFolder = None,
) -> None:
    """Run the service: poll, ingest, compose and deliver when due; web desk on http://127.0.0.1:8765.

    Stop it with Ctrl-C or SIGTERM: what it holds is finished or given back.
    """
    log_to_terminal(least=log_level)
    from monitor.bootstrap import open_app

    app = open_app(database=database, config=config)
    address = host or app.settings.service.host
    try:
        _check_desk(app, address)
        desk = (address, app.settings.service.port if port is None else port)
        asyncio.run(serve(app, desk=desk, log_level=log_level))
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


async def serve(app: App, *, desk: tuple[str, int], log_level: str) -> None:
    """Until SIGTERM or SIGINT; `desk` is the web desk's address and port."""
    import structlog

    from monitor.bootstrap import crawler_of, utc_now
    from monitor.jobs.local import LocalJobs
    from monitor.scheduler import scheduler_of
    from monitor.web import web_server

    log = structlog.get_logger()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    crawler = crawler_of(app)
    jobs = LocalJobs(app, crawler.crawl, set_up_logs=partial(log_to_terminal, least=log_level))
    # The scheduler goes by the machine's clock, whichever the verbs are given.
    scheduler = scheduler_of(jobs, now=utc_now())
    host, port = desk
    server = web_server(app, host=host, port=port, road=crawler)
    serving = asyncio.create_task(server.serve())
    scheduler.start()
    log.info("started", desk=f"http://{host}:{port}", database=app.store.name)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({stopped, serving}, return_when=asyncio.FIRST_COMPLETED)
    log.info("stopping: what is under way is finished or given back")
    scheduler.shutdown(wait=False)
    await jobs.stop()
    await crawler.close()
    server.should_exit = True
    await serving
    log.info("stopped")
