"""farwatch worker: one of several processes, on any number of hosts, that share one PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.logs import LogFormat, log_to_terminal
from monitor.cli.options import ConfigFolder, Database, wrong
from monitor.cli.working import begin_worker, by_shared_clock, stop_signal
from monitor.jobs import Verb

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.jobs.queued import Manners


def add_to(app: typer.Typer) -> None:
    app.command()(worker)


def worker(
    only: Annotated[
        str | None, typer.Option(help="Only these verbs, e.g. poll,ingest.", show_default=False, metavar="VERBS")
    ] = None,
    concurrency: Annotated[int, typer.Option(help="Outlets visited at once.", min=1, max=500)] = 64,
    heartbeat: Annotated[
        int, typer.Option(help="Seconds of silence after which others take over; the same everywhere.", min=2)
    ] = 30,
    metrics: Annotated[
        int | None,
        typer.Option(help="Port of 127.0.0.1 for /metrics, /health, /ready.", show_default=False, metavar="PORT"),
    ] = None,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
    log_format: Annotated[
        LogFormat | None, typer.Option(help="Lines for people or JSON; else service.log_format.", show_default=False)
    ] = None,
    database: Database = None,
    config: ConfigFolder = None,
) -> None:
    """Work beside other workers on one PostgreSQL: poll, ingest, compose and deliver, each thing once.

    Start as many as wanted, on any number of hosts. Stop one with Ctrl-C or SIGTERM: what it holds is finished or given
    back. farwatch doctor lists them. Example: farwatch worker --only ingest
    """
    verbs = _verbs(only)
    log_to_terminal(least=log_level)
    from monitor.bootstrap import open_app
    from monitor.jobs.queued import Manners

    app = open_app(database=database, config=config)
    try:
        form = log_format or LogFormat(app.settings.service.log_format)
        log_to_terminal(least=log_level, form=form)
        if not app.store.is_postgresql:
            wrong(f"workers share a PostgreSQL; {app.store.name} is one process's own: use farwatch run")
        manners = Manners(verbs=verbs, concurrency=concurrency, heartbeat=timedelta(seconds=heartbeat))
        set_up_logs = partial(log_to_terminal, least=log_level, form=form)
        asyncio.run(serve(app, manners=manners, set_up_logs=set_up_logs, metrics=metrics))
    finally:
        app.close()


def _verbs(only: str | None) -> tuple[Verb, ...]:
    if only is None:
        return tuple(Verb)
    named = [name.strip() for name in only.split(",")]
    unknown = [name for name in named if name not in set(Verb)]
    if unknown:
        wrong(f"--only: there is no verb {unknown[0]!r}; known are {', '.join(Verb)}")
    return tuple(verb for verb in Verb if verb in named)


def _measured(app: App, port: int | None) -> AbstractAsyncContextManager[object]:
    if port is None:
        return nullcontext()
    # Late: a worker without it serves nothing.
    from monitor.cli.measuring import measured

    return measured(app, port)


async def serve(app: App, *, manners: Manners, set_up_logs: Callable[[], None], metrics: int | None) -> None:
    """Until SIGTERM or SIGINT, or until a newer version forbids this one to go on: then StorageError."""
    import structlog

    from monitor.bootstrap import crawler_of

    log = structlog.get_logger()
    stop = stop_signal()
    app = by_shared_clock(app)
    crawler = crawler_of(app)
    await crawler.prepare()
    work = await begin_worker(app, stop, crawler, manners=manners, set_up_logs=set_up_logs)
    log.info("worker started", verbs=",".join(manners.verbs), database=app.store.name)
    async with _measured(app, metrics):
        await stop.wait()
        log.info("stopping: what is under way is finished or given back")
        await work.end()
    await crawler.close()
    log.info("stopped")
    work.check()
