from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor.model.errors import StorageError
from monitor.storage import Store, Work, open_store
from tests.builders import NOW, article, document, entry
from tests.storage.values import delivery, digest, keep_story, url, with_reader


def together(acts: list[Callable[[], object]]) -> list[object]:
    """All at one moment, each in a thread of its own."""
    start = threading.Barrier(len(acts))

    def act(what: Callable[[], object]) -> object:
        start.wait()
        return what()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))


def in_one(store: Store, act: Callable[[Work], object]) -> Callable[[], object]:
    def acting() -> object:
        with store.begin() as work:
            return act(work)

    return acting


def test_what_is_kept_is_there_after_opening_again(empty_database: str) -> None:
    store = open_store(empty_database)
    with store.begin() as work:
        work.articles.keep(article())
    store.close()
    again = open_store(empty_database)
    with again.begin() as work:
        assert work.articles.named(article().url) == article()
    again.close()


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    def killed() -> None:
        with store.begin() as work:
            keep_story(work, 1, watch=None)
            work.events.log("test", "x", "", NOW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    with store.begin() as work:
        assert (work.articles.count(), work.stories.since(None), work.events.recent(5)) == (0, (), ())


def die_within(database: str) -> None:
    with open_store(database).begin() as work:
        keep_story(work, 1, watch=None)
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_killed_within_a_transaction_leaves_nothing_and_blocks_nobody(store: Store, database: str) -> None:
    dying = get_context("spawn").Process(target=die_within, args=(database,))
    dying.start()
    dying.join()
    assert dying.exitcode == -signal.SIGKILL
    with store.begin() as work:
        assert (work.articles.count(), work.stories.since(None)) == (0, ())
        keep_story(work, 1, watch=None)


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    with store.begin() as writing:
        writing.articles.keep(article())
        with store.reading() as looking:
            assert looking.articles.count() == 0
    with store.reading() as looking:
        assert looking.articles.count() == 1


def test_two_stores_on_one_database_write_at_once(store: Store, database: str) -> None:
    other = open_store(database)

    def keep_ten(some: Store, first: int) -> None:
        for number in range(first, first + 10):
            with some.begin() as work:
                work.articles.keep(article(url=url(number)))

    together([lambda: keep_ten(store, 0), lambda: keep_ten(other, 10), lambda: keep_ten(other, 5)])
    other.close()
    with store.begin() as work:
        assert work.articles.count() == 20


def test_a_page_is_claimed_by_one_of_many(store: Store) -> None:
    with store.begin() as work:
        for number in range(40):
            page = entry(id=str(number), url=url(number))
            work.documents.add(outlet="example", source="s", entry=page, document=document(), baseline=False)
    claims = together([in_one(store, lambda work: work.documents.claim(10, NOW))] * 8)
    ids = [one.id for claimed in claims for one in claimed]
    assert len(ids) == len(set(ids)) == 40


def test_a_delivery_is_claimed_by_one_of_many(store: Store) -> None:
    with_reader(store)
    told = digest()
    with store.begin() as work:
        work.digests.keep(told, (delivery(told),))
    claims = together([in_one(store, lambda work: work.deliveries.claim(delivery(told), NOW))] * 8)
    assert sorted(claims) == [False] * 7 + [True]


def test_a_story_is_told_by_one_of_many(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        stories = [keep_story(work, number) for number in range(6)]
    rivals = [digest(*stories[n:], *stories[:n], end=NOW.replace(minute=n)) for n in range(6)]
    kept = together([in_one(store, lambda work, one=one: work.digests.keep(one, (delivery(one),))) for one in rivals])
    assert sorted(kept) == [False] * 5 + [True]
    with store.begin() as work:
        assert len(work.digests.recent(9)) == len(work.deliveries.recent(9)) == 1


def test_one_article_is_placed_and_kept_once_by_many(store: Store) -> None:
    placed = together([in_one(store, lambda work: keep_story(work, 1, watch=None))] * 6)
    assert len(set(placed)) == 1
    with store.begin() as work:
        assert [len(story.articles) for story in work.stories.since(None)] == [1]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root:geheim@localhost/x", "begins with mysql:"),
        ("postgresql+asyncpg://u:geheim@localhost/x", "no driver for postgresql"),
        ("farwatch.sqlite3", "not of the form sqlite:///FILE"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:////proc/nowhere/farwatch.sqlite3", "folder /proc/nowhere"),
        ("postgresql://u:geheim@127.0.0.1:1/x", r"postgresql://u:\*\*\*@127.0.0.1:1/x cannot be used"),
        ("postgresql://u:geheim@127.0.0.1:1/x?sslmode=geheim", r"cannot be used"),
        ("postgresql://u:geheim@127.0.0.1:port/x", "not of the form"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_in_one_sentence(url: str, said: str) -> None:
    with pytest.raises(StorageError, match=said) as caught:
        open_store(url)
    assert "\n" not in str(caught.value)
    assert "geheim" not in str(caught.value).replace('sslmode value: "geheim"', "")


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but long enough to have a header of a hundred bytes " * 3)
    with pytest.raises(StorageError, match=r"notes.txt cannot be used: file is not a database"):
        open_store(f"sqlite:///{file}")


def test_folders_of_the_file_are_made(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/a/b/farwatch.sqlite3")
    store.ping()
    assert store.name == f"sqlite:///{tmp_path}/a/b/farwatch.sqlite3"
    store.close()


def test_a_database_that_went_away_is_said_so(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/farwatch.sqlite3")
    store.close()
    (tmp_path / "farwatch.sqlite3").unlink()
    with pytest.raises(StorageError, match="no such table"), store.begin() as work:
        work.articles.count()
    store.close()


def test_a_row_that_cannot_be_read_is_said_so(store: Store) -> None:
    with_reader(store)
    with store.begin() as work:
        work._connection.execute(text("UPDATE subscriptions SET schedule = '{}'"))
    with pytest.raises(StorageError, match=r"holds a value that cannot be read: .*zone"), store.begin() as work:
        work.subscriptions.all()
