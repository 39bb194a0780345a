"""The service: scheduler, crawler and web desk in one process and one loop."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.logs import LogFormat, log_to_terminal
from monitor.cli.options import ConfigFolder, Database, wrong
from monitor.cli.working import Working, begin_alone, begin_worker, by_shared_clock, stop_signal

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.vitals.notifying import Notify
    from spiders import Crawler


def add_to(app: typer.Typer) -> None:
    app.command()(run)


def run(
    host: Annotated[str | None, typer.Option(help="Address of the web desk.", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port of the web desk.", show_default=False)] = None,
    verbs: Annotated[bool, typer.Option(help="Or the web desk alone, where farwatch worker does the work.")] = True,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
    log_format: Annotated[
        LogFormat | None, typer.Option(help="Lines for people or JSON; else service.log_format.", show_default=False)
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
) -> None:
    """Run the service: poll, ingest, compose and deliver when due; web desk on http://127.0.0.1:8765.

    On PostgreSQL it is a worker with a desk: others, started with farwatch worker, may work beside it.
    Stop it with Ctrl-C or SIGTERM: what it holds is finished or given back.
    """
    set_up_logs = partial(log_to_terminal, least=log_level, form=log_format or LogFormat.TEXT)
    set_up_logs()
    from monitor.bootstrap import open_app

    app = open_app(database=database, config=config)
    if log_format is None:
        set_up_logs = partial(set_up_logs, form=LogFormat(app.settings.service.log_format))
        set_up_logs()
    address = host or app.settings.service.host
    try:
        _check_desk(app, address)
        desk = (address, app.settings.service.port if port is None else port)
        asyncio.run(serve(app, desk=desk, verbs=verbs, set_up_logs=set_up_logs))
    finally:
        app.close()


def _check_desk(app: App, address: str) -> None:
    """Beyond this machine the desk opens only where somebody can sign in who may change something."""
    from monitor.entrance.origins import is_loopback
    from monitor.services.access import has_editor

    if not is_loopback(address) and not has_editor(app.store):
        wrong(
            f"on {address} the web desk needs an editor who signs in; first run: farwatch user add NAME --role editor"
        )


async def serve(app: App, *, desk: tuple[str, int], verbs: bool, set_up_logs: Callable[[], None]) -> None:
    """Until SIGTERM or SIGINT; `desk` is the web desk's address and port."""
    import structlog

    from monitor.bootstrap import crawler_of
    from monitor.web import web_server

    log = structlog.get_logger()
    stop = stop_signal()
    if verbs and app.store.is_postgresql:
        app = by_shared_clock(app)
    crawler = crawler_of(app)
    await prepare(crawler)
    host, port = desk
    server = web_server(app, host=host, port=port, road=crawler)
    serving = asyncio.create_task(server.serve())
    work = await _working(app, stop, crawler, set_up_logs=set_up_logs) if verbs else None
    with _signs_of_life(app) as notify:
        log.info("started", desk=f"http://{host}:{port}", database=app.store.name)
        notify("READY=1")
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({stopped, serving}, return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping: what is under way is finished or given back")
        notify("STOPPING=1")
        if work is not None:
            await work.end()
        await crawler.close()
        server.should_exit = True
        await serving
    log.info("stopped")
    if work is not None:
        work.check()


async def _working(app: App, stop: asyncio.Event, crawler: Crawler, *, set_up_logs: Callable[[], None]) -> Working:
    """The verbs beside the desk: on PostgreSQL as one of several workers, else in this process alone."""
    from monitor.jobs.queued import Manners

    if app.store.is_postgresql:
        return await begin_worker(app, stop, crawler, manners=Manners(), set_up_logs=set_up_logs)
    return begin_alone(app, crawler, set_up_logs=set_up_logs)


async def prepare(crawler: Crawler) -> None:
    """What would otherwise be done at first need, while a loop with work to do stands still.

    Measured on the simulated week: 217 ms of imports at the first visit, 105 ms at the first page, and 100 ms a full
    collection of garbage, which goes through all that was imported. What stands now stands for ever: it is left out.
    """
    from monitor.jobs.memory import hold_little_memory
    from monitor.web import prepare as prepare_desk

    hold_little_memory()
    await crawler.prepare()
    await prepare_desk()
    gc.collect()
    gc.freeze()


@contextmanager
def _signs_of_life(app: App) -> Iterator[Notify]:
    """How late the loop is, measured; and the service manager told, where there is one that asks."""
    from monitor.vitals import beat
    from monitor.vitals.notifying import feed_watchdog, notifier

    notify = notifier(os.environ)
    signs = (beat(app.vitals.measures.late), feed_watchdog(notify, os.environ))
    tasks = [asyncio.ensure_future(sign) for sign in signs]
    try:
        yield notify
    finally:
        for task in tasks:
            task.cancel()
