from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from monitor.model.errors import StorageError
from monitor.services.deliver import deliver
from monitor.services.digest import digests_due
from monitor.services.ingest import ingest
from monitor.services.poll import poll, polls_due
from monitor.storage import Store, open_store
from monitor.storage.engine import connect, read_url
from monitor.storage.migrate import COMPATIBLE_FROM, HEAD, MIGRATIONS, version
from monitor.storage.postings import KEYS, TERMS
from monitor.storage.schema import metadata
from tests.builders import NOW, entry, outlet, watch
from tests.fakes import FakeChannel, FakeCrawl, clock_at
from tests.services.test_ingest import PAGE, TODAY, knowledge
from tests.storage.values import DAY, subscription


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    opened = connect(read_url(database))
    yield opened
    opened.dispose()


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_of_the_tables})
        assert compare_metadata(context, metadata) == []


def is_of_the_tables(name: str | None, kind: str, _: object) -> bool:
    """All but the lists of postings, which each database makes in its own way."""
    return kind != "table" or not str(name).startswith((TERMS, KEYS))


def test_the_migrations_make_the_checks_of_the_tables(database: str, database_made_at_once: Engine) -> None:
    migrated = connect(read_url(database))
    for table in metadata.tables:
        assert checks(migrated, table) == checks(database_made_at_once, table)
    migrated.dispose()


def checks(engine: Engine, table: str) -> list[tuple[str | None, str]]:
    return [(check["name"], check["sqltext"]) for check in inspect(engine).get_check_constraints(table)]


@pytest.fixture
def database_made_at_once(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of the same kind whose tables were made from their definitions."""
    if database.startswith("sqlite"):
        engine = create_engine(f"sqlite:///{tmp_path}/made.sqlite3")
        metadata.create_all(engine)
        yield engine
        engine.dispose()
        return
    postgres = request.getfixturevalue("postgres")
    name = postgres.create()
    engine = create_engine(postgres.url(name))
    metadata.create_all(engine)
    yield engine
    engine.dispose()
    postgres.drop(name)


def test_the_last_migration_is_the_one_a_start_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_opening_again_changes_nothing(engine: Engine, database: str) -> None:
    open_store(database).close()
    with engine.connect() as connection:
        assert version(connection) == HEAD


def test_a_database_of_a_newer_version_is_refused_in_one_sentence(empty_database: str) -> None:
    open_store(empty_database).close()
    engine = connect(read_url(empty_database))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999', compatible_from = '9999'"))
    engine.dispose()
    with pytest.raises(StorageError, match=rf"newer version \(schema 9999\), this one knows {HEAD}"):
        open_store(empty_database)


# What the next version may do while workers of this one go on (docs/workers.md): it only adds.
NEXT = (
    "ALTER TABLE documents ADD COLUMN next_column TEXT",
    "ALTER TABLE deliveries ADD COLUMN next_number INTEGER NOT NULL DEFAULT 0",
    "CREATE TABLE next_table (id INTEGER PRIMARY KEY, word TEXT NOT NULL)",
    "CREATE INDEX next_index ON articles (language)",
    f"UPDATE alembic_version SET version_num = '9999', compatible_from = '{HEAD}'",
)


def brought_further(url: str) -> None:
    engine = connect(read_url(url))
    with engine.begin() as connection:
        for statement in NEXT:
            connection.execute(text(statement))
    engine.dispose()


def test_a_database_that_the_next_version_only_added_to_is_served_by_this_one(empty_database: str) -> None:
    store = open_store(empty_database)
    brought_further(empty_database)
    assert store.refusal() is None  # one that runs goes on
    store.close()
    store = open_store(empty_database)  # and one that starts begins
    asyncio.run(all_verbs(store))
    with store.reading() as work:
        assert (work.articles.count(), [one.state for one in work.deliveries.recent(9)]) == (1, ["sent"])
    store.close()


async def all_verbs(store: Store) -> None:
    with store.begin() as work:
        work.outlets.declare((outlet(),))
        work.watches.add(watch("NATO"))
        work.subscriptions.add(subscription())
    crawl = FakeCrawl((entry(published=TODAY), PAGE), at=NOW)
    await poll(store, crawl, polls=polls_due(store, NOW), clock=clock_at(NOW))
    ingest(store, knowledge(), now=NOW)
    digests_due(store, now=NOW + DAY)
    deliver(store, lambda _: FakeChannel(), clock=clock_at(NOW + DAY))


def test_a_version_that_runs_is_told_when_it_may_not_go_on(empty_database: str) -> None:
    store = open_store(empty_database)
    brought_further(empty_database)
    with store.begin() as work:
        work._connection.execute(text("UPDATE alembic_version SET compatible_from = '9999'"))
    assert store.refusal() == f"the database is of a newer version (schema 9999), this one knows {HEAD}: update first"
    store.close()


def test_the_oldest_version_that_may_go_on_is_one_that_can_read_so() -> None:
    assert "0009" <= COMPATIBLE_FROM <= HEAD


def test_a_database_of_an_older_version_keeps_its_rows(empty_database: str) -> None:
    engine = connect(read_url(empty_database))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement in OLD_ROWS:
            connection.execute(text(statement))
    engine.dispose()
    store = open_store(empty_database)
    with store.begin() as work:
        (state,) = work.sources.states()
        assert (state.url, state.moved_seen, state.longest_silence_seconds) == ("https://x.example/f", 0, 0)
        assert work.entries.unknown(state.url, (entry(url="https://x.example/1"),), NOW) == ()
    store.close()


OLD_ROWS = (
    "INSERT INTO outlets VALUES ('x', 'X', 1, true, true, '{}')",
    "INSERT INTO sources VALUES ('https://x.example/f', 'x', 0, 'feed', NULL, NULL)",
    "INSERT INTO source_states (url, next_poll_at, failures, interval_seconds, detail)"
    " VALUES ('https://x.example/f', '2026-01-01 00:00:00', 0, 900, '')",
    "INSERT INTO entries (url, source, entry_id, state, attempts, detail, first_seen, last_seen)"
    " VALUES ('https://x.example/1', 'https://x.example/f', '1', 'fetched', 0, '',"
    " '2026-01-01 00:00:00', '2026-01-01 00:00:00')",
)


def test_what_was_told_before_is_known_by_article(empty_database: str) -> None:
    engine = connect(read_url(empty_database))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        for statement in TOLD_ROWS:
            connection.execute(text(statement))
    engine.dispose()
    store = open_store(empty_database)
    with store.reading() as work:
        found = work._connection.execute(text("SELECT article, role, digest, revision FROM told_articles ORDER BY 1"))
        assert found.all() == [(1, "item", "d", 7), (2, "also", "d", 0)]
    store.close()


_SAID = '{"sections":[{"watch":"w","name":"W","items":[{"url":"https://x/1","also":[{"url":"https://x/2"}]}]}]}'
_AT = "'2026-01-01 00:00:00'"
TOLD_ROWS = (
    *(
        "INSERT INTO articles (id, url, outlet, cites, first_seen, baseline, text)"
        f" VALUES ({number}, 'https://x/{number}', 'x', '[]', {_AT}, false, '')"
        for number in (1, 2, 3)
    ),
    f"INSERT INTO revisions (id, article, seen_from, replaced_at, text) VALUES (7, 1, {_AT}, {_AT}, '')",
    "INSERT INTO subscriptions (id, name, watches, schedule, channel, recipients, language, declared, created_at,"
    f" covered_until, enabled) VALUES ('s', 's', '[]', '', 'c', '[]', 'en', false, {_AT}, {_AT}, true)",
    f"INSERT INTO digests (id, subscription, period_end, value) VALUES ('d', 's', {_AT}, '{_SAID}')",
)


def opened(url: str) -> bool:
    open_store(url).close()
    return True


def test_processes_that_start_at_once_do_not_collide(empty_database: str) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert pool.map(opened, [empty_database] * 3, chunksize=1) == [True] * 3


def test_a_new_file_that_another_process_writes_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.sqlite3", check_same_thread=False, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # what a process holds while it migrates; SQLite refuses the change to WAL at once
    threading.Timer(0.3, lambda: other.execute("ROLLBACK")).start()
    assert opened(f"sqlite:///{tmp_path / 'new.sqlite3'}")


def test_a_migration_that_fails_leaves_nothing(empty_database: str) -> None:
    engine = connect(read_url(empty_database))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE deliveries (id INTEGER)"))
    with pytest.raises(StorageError, match="deliveries"):
        open_store(empty_database)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["deliveries"]
    engine.dispose()


def test_the_wheel_takes_the_migrations_along() -> None:
    folders = {file.parent for file in MIGRATIONS.rglob("*.py")}
    assert all((folder / "__init__.py").exists() for folder in folders), "setuptools takes packages only"
