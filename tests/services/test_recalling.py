"""Who left stays out, also of a database that was put back from a backup; on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import psycopg
import pytest

from monitor import bootstrap
from monitor.config import Config, read_config
from monitor.config.settings import ServiceTable
from monitor.model.digests import Subscription, SubscriptionId
from monitor.services.farewells import Reader, reader_of, renew_key, resubscribe, signing_key, token_of, unsubscribe
from monitor.services.recalling import recall
from monitor.services.subscribing import pause
from monitor.storage import Store, open_store
from tests.builders import NOW, watch
from tests.fakes import clock_at
from tests.services.test_ledger import Interrupted
from tests.storage.values import HOUR, MINUTE, digest, subscription

ROOT = Path(__file__).parents[2]
A, B = "a@example.org", "b@example.org"
TWO = subscription(recipients=(A, B))
LEAVES = Reader(subscription=TWO.id, recipient=A)
DECLARED = subscription(id=SubscriptionId("declared"), recipients=(A, B), declared=True)


@dataclass(frozen=True, slots=True)
class Desk:
    """A database and its journal, opened as the service does at its start."""

    database: str
    folder: Path

    def open(self, *declared: Subscription) -> Store:
        config = read_config(ROOT / "config", now=NOW)
        settings = replace(config.settings, service=self._service(config))
        mine = Config(settings=settings, outlets=(), concepts=(), watches=(watch("japan"),), subscriptions=declared)
        return bootstrap.start(mine, database=self.database, clock=clock_at(NOW)).store

    def _service(self, config: Config) -> ServiceTable:
        return msgspec.structs.replace(config.settings.service, journal=str(self.folder / "sent"))

    def restore(self, file: Path) -> bootstrap.PutBack:
        folder = self.folder / "config"
        folder.mkdir(exist_ok=True)
        text = (ROOT / "config" / "farwatch.toml").read_text()
        (folder / "farwatch.toml").write_text(text.replace('journal = ""', f'journal = "{self.folder / "sent"}"'))
        return bootstrap.put_back(file, database=self.database, config=str(folder), replace=True)

    def backup(self) -> Path:
        file = self.folder / "monday.backup"
        bootstrap.back_up(file, database=self.database, config=str(ROOT / "config"), replace=False)
        return file


@pytest.fixture
def desk(empty_database: str, tmp_path: Path) -> Desk:
    return Desk(empty_database, tmp_path)


def keep(store: Store, one: Subscription = TWO) -> None:
    with store.begin() as work:
        work.subscriptions.add(one)


def recipients(store: Store, one: Subscription = TWO) -> tuple[str, ...]:
    with store.reading() as work:
        known = work.subscriptions.named(one.id)
    return known.recipients if known and not known.paused else ()


def leave(store: Store) -> None:
    unsubscribe(store, LEAVES, NOW + MINUTE)


def rest(store: Store) -> None:
    assert pause(store, TWO.id, paused=True)


def end(store: Store) -> None:
    """One that has told something; of one that never did, a database keeps nothing, and the journal alone knows."""
    with store.begin() as work:
        assert work.digests.keep(digest(), ())
        assert work.subscriptions.remove(TWO.id)


def take_off(store: Store) -> None:
    keep(store, replace(TWO, recipients=(B,)))


def take_back(store: Store) -> None:
    leave(store)
    resubscribe(store, LEAVES, NOW + HOUR)


# What changed, by what it is known after the restore, and who is told then.
CHANGES: tuple[tuple[Callable[[Store], None], str, tuple[str, ...]], ...] = (
    (leave, "the journal", (B,)),
    (leave, "the database", (B,)),
    (leave, "a start", (B,)),
    (rest, "the journal", ()),
    (rest, "the database", ()),
    (end, "the journal", ()),
    (end, "the database", ()),
    (take_off, "the journal", (B,)),
    (take_back, "the journal", (A, B)),
)


@pytest.mark.parametrize(("change", "is_known_by", "told"), CHANGES)
def test_what_changed_since_the_backup_outlives_it(
    desk: Desk, change: Callable[[Store], None], told: tuple[str, ...], is_known_by: str
) -> None:
    store = desk.open()
    keep(store)
    backup = desk.backup()
    change(store)
    store.close()
    if is_known_by == "the database":
        (desk.folder / "sent-left").unlink()
        desk.restore(backup)
    elif is_known_by == "the journal":
        with lost(desk):
            desk.restore(backup)
    else:
        # A file or a snapshot laid back by hand: nobody of ours was asked.
        bootstrap.backups.restore(desk.database, backup, replace=True, now=NOW)
    store = desk.open()
    assert recipients(store) == told
    store.close()


@contextmanager
def lost(desk: Desk) -> Iterator[None]:
    """Nothing of the database is left, only what lies beside it."""
    if desk.database.startswith("sqlite"):
        Path(desk.database.removeprefix("sqlite:///")).unlink()
    else:
        with psycopg.connect(desk.database, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    yield


def test_a_declared_reader_who_left_stays_out_and_a_declared_list_is_as_its_file_says(desk: Desk) -> None:
    store = desk.open(DECLARED)
    backup = desk.backup()
    unsubscribe(store, Reader(subscription=DECLARED.id, recipient=A), NOW)
    store.close()
    with lost(desk):
        desk.restore(backup)
    more = replace(DECLARED, recipients=(A, B, "c@example.org"))
    store = desk.open(more)
    assert recipients(store, DECLARED) == (B, "c@example.org")
    store.close()


def test_links_signed_since_the_backup_go_on_working(desk: Desk) -> None:
    store = desk.open()
    keep(store)
    backup = desk.backup()
    first = token_of(LEAVES, signing_key(store, NOW))
    renew_key(store, NOW)
    second = token_of(LEAVES, signing_key(store, NOW))
    store.close()
    with lost(desk):
        desk.restore(backup)
    store = desk.open()
    with store.reading() as work:
        keys = work.signing_keys.all()
    renew_key(store, NOW)  # the numbers go on
    store.close()
    assert [reader_of(token, keys) for token in (first, second)] == [LEAVES, LEAVES]


def test_links_that_were_revoked_stay_void(desk: Desk) -> None:
    store = desk.open()
    keep(store)
    token = token_of(LEAVES, signing_key(store, NOW))
    renew_key(store, NOW)
    backup = desk.backup()
    with store.begin() as work:
        assert work.signing_keys.forget_before_last() == 1
    left = store.leavings.read()
    store.close()
    assert left is not None
    assert reader_of(token, left.keys) is None
    assert backup.exists()


def test_a_restore_says_whom_it_took_off_and_where_it_knows_it_from(desk: Desk) -> None:
    store = desk.open()
    keep(store)
    backup = desk.backup()
    leave(store)
    store.close()
    done = desk.restore(backup)
    assert (done.left.readers, done.asked is None, done.journal is None) == (((TWO.id, A),), False, False)


def test_where_the_database_and_the_journal_are_lost_nobody_is_known(desk: Desk) -> None:
    store = desk.open()
    keep(store)
    backup = desk.backup()
    leave(store)
    store.close()
    (desk.folder / "sent-left").unlink()
    with lost(desk):
        done = desk.restore(backup)
    assert (done.left.is_nothing, done.asked, done.journal) == (True, None, None)


def test_a_database_that_knows_it_all_is_not_written_to(desk: Desk) -> None:
    store = desk.open()
    keep(store)
    take_back(store)
    leave(store)
    rest(store)
    left = store.leavings.read()
    assert left is not None
    assert recall(store, left, now=NOW).is_nothing
    store.close()


def test_a_change_that_was_rolled_back_is_not_written_down(desk: Desk) -> None:
    store = desk.open()
    keep(store)

    with suppress(Interrupted), store.begin() as work:
        work.subscriptions.remove(TWO.id)
        raise Interrupted
    left = store.leavings.read()
    store.close()
    assert left is not None
    assert left.told == {TWO.id: frozenset((A, B))}


def test_a_torn_line_spoils_no_other_and_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "db"
    store = open_store(f"sqlite:///{file}")
    keep(store)
    journal = tmp_path / "db.sent-left"
    journal.write_bytes(journal.read_bytes() + b'\n{"change":{"subscr')
    leave(store)
    left = store.leavings.read()
    store.close()
    assert left is not None
    assert left.gone == {(TWO.id, A)}
    assert journal.stat().st_mode & 0o077 == 0
