"""A worker's own /metrics."""

from __future__ import annotations

import asyncio
import socket
import urllib.request
from pathlib import Path

from monitor import bootstrap
from monitor.cli.measuring import measured
from tests.jobs.conftest import Open


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


async def told(app: bootstrap.App, port: int) -> str:
    async with measured(app, port) as server:
        while not server.started:
            await asyncio.sleep(0)
        return await asyncio.to_thread(read, f"http://127.0.0.1:{port}/metrics")


def test_a_worker_tells_its_metrics_on_its_own_machine(open_app: Open, tmp_path: Path) -> None:
    app = open_app(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    app.vitals.measures.polled({"new": 3}, entries=7)
    assert 'farwatch_polls_total{outcome="new"} 3.0' in asyncio.run(told(app, free_port()))
