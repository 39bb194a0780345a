"""A window that is kept from batch to batch answers as a new one would."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor import matching
from monitor.model.articles import Article, ArticleUrl
from monitor.model.moments import Precision, Published
from monitor.model.outlets import OutletId, Press
from monitor.model.stories import Sketch
from monitor.services import ingest, placing, rulings
from monitor.services.rulings import Person
from monitor.services.windows import ERA, EraWindow, Windows, eras, windows_of
from monitor.storage import Store, open_store
from tests.builders import NOW, article
from tests.services import crowds
from tests.services.crowds import partition

KNOWLEDGE = ingest.Knowledge(outlets={}, press=Press(), matcher=matching.compile_watches([], ()))
EDITOR = Person(by="editor", why="two storms", at=NOW)


def imported(batches: Sequence[Sequence[Article]], windows: Sequence[Windows], *, looks: int) -> set[frozenset[str]]:
    """What becomes of batches, each placed with the windows of one of several processes.

    `looks`: so many are looked at before the first of them is placed.
    """
    with TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/farwatch.sqlite3")) as store:
        for number, (batch, kept) in enumerate(zip(batches, windows, strict=True)):
            ahead = range(number, min(number + looks, len(batches))) if looks and number % looks == 0 else ()
            for later in ahead:
                crowds.look_at(store, batches[later], windows[later])
            crowds.keep(store, batch, kept)
        return partition(store)


def keep(store: Store, batch: Sequence[Article], windows: Windows) -> None:
    with store.begin() as work:
        ingest.keep(work, [ingest.understand(one, KNOWLEDGE) for one in batch], KNOWLEDGE, NOW, windows)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(1, 3) | st.integers(1, 25), st.integers(0, 1), st.booleans()), min_size=60, max_size=60
    )
)
def test_batches_of_any_size_in_two_processes_with_restarts_are_placed_as_by_new_windows(
    plan: list[tuple[int, int, bool]],
) -> None:
    articles, batches, windows = crowds.news(), [], []
    processes = [Windows(crowds.FEW), Windows(crowds.FEW)]
    for size, process, restarted in plan:
        if articles:
            batches.append(articles[:size])
            articles = articles[size:]
            if restarted:
                processes[process] = Windows(crowds.FEW)
            windows.append(processes[process])
    afresh = [Windows(crowds.FEW) for _ in batches]
    assert imported(batches, windows, looks=3) == imported(batches, afresh, looks=0)


def storm(number: int, hours: float = 0, title: str = "Typhoon Koinu hits Taiwan's Hualien") -> Article:
    at = NOW + timedelta(hours=hours)
    return article(
        url=f"https://o{number}.example.org/{number}",
        outlet=f"o{number}",
        title=title,
        text=title,
        published=Published(at=at, precision=Precision.SECOND),
        first_seen=at,
    )


def test_what_a_person_split_off_is_not_joined_again_by_a_kept_window(store: Store) -> None:
    windows = Windows()
    keep(store, [storm(1), storm(2, 1)], windows)
    ((first, second),) = partition(store)
    with store.reading() as work:
        (story,) = work.stories.since(None)
    rulings.split(store, story.id, [ArticleUrl(second)], EDITOR)
    keep(store, [storm(3, 2)], windows)
    both = {frozenset({first}), frozenset({second})}
    assert {articles - {storm(3).url} for articles in partition(store)} == both


def test_articles_of_a_transaction_that_failed_are_forgotten(store: Store) -> None:
    windows = Windows()
    keep(store, [storm(9, title="Panda cub born in Edinburgh")], windows)
    with suppress(ZeroDivisionError), store.begin() as work:
        ingest.keep(work, [ingest.understand(storm(1), KNOWLEDGE)], KNOWLEDGE, NOW, windows)
        raise ZeroDivisionError
    keep(store, [storm(2, 1)], windows)
    assert frozenset({storm(2).url}) in partition(store)


def test_what_another_process_placed_is_met(store: Store) -> None:
    windows = Windows()
    keep(store, [storm(9, title="Panda cub born in Edinburgh")], windows)
    keep(store, [storm(1)], Windows())
    keep(store, [storm(2, 1)], windows)
    assert frozenset({storm(1).url, storm(2).url}) in partition(store)


def sketch(days: float) -> Sketch:
    return Sketch(
        article=ArticleUrl(f"https://example.org/{days}"), outlet=OutletId("o"), language="en", at=NOW, length=1
    )


@pytest.mark.parametrize("days", [[0.0], [0.0, -1.0, -4.0], [0.0, -100.0, -300.0], [3.0, -9.0, 40.0]])
def test_every_article_is_placed_in_an_era_that_holds_all_it_may_join(days: list[float]) -> None:
    sketches = [replace(sketch(one), at=NOW + timedelta(days=one)) for one in days]
    found = list(eras(sketches))
    assert sorted(one.article for _, some in found for one in some) == sorted(one.article for one in sketches)
    for start, some in found:
        era = EraWindow(start=start)
        assert all(era.holds(one.at - timedelta(days=10)) and era.holds(one.at + timedelta(days=10)) for one in some)
        assert all(start - ERA <= one.at < start + ERA for one in some)


def test_nothing_to_place_asks_nothing(store: Store) -> None:
    with store.begin() as work:
        assert placing.place(work, [], Windows()) == ((), ())


def test_a_process_keeps_its_windows_for_each_database_apart(store: Store) -> None:
    with store.begin() as work:
        first = windows_of(work)
    with store.begin() as again:
        assert windows_of(again) is first
    with store.reading() as looking:
        assert windows_of(looking) is first
    with (
        TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:///{folder}/other.sqlite3")) as other,
        other.begin() as elsewhere,
    ):
        assert windows_of(elsewhere) is not first
