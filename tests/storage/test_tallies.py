"""The counts of each day are those of the rows, whatever was kept, changed, forgotten and gathered."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from monitor.model.errors import StorageError
from monitor.model.moments import Precision, Published
from monitor.model.polls import OutcomeKind
from monitor.model.watches import WatchId
from monitor.services.housekeeping import forget, keeping
from monitor.storage import Store, Work, open_store
from monitor.storage.engine import connect, read_url
from monitor.storage.migrate import upgrade
from monitor.storage.tables_collection import polls
from monitor.storage.tables_counts import tallies
from monitor.storage.tables_news import articles, matches, stories, watches
from tests.builders import NOW, article, watch
from tests.storage.values import DAY, HOUR, keep_story, match, opens, outcome, sketch, url

Counts = dict[tuple[str, date, str], int]
WATCHES = ("a", "b")
NUMBERS = st.integers(1, 5)
# Some before midnight, some after; never midnight itself.
MOMENTS = st.integers(-60, 60).map(lambda hours: NOW + timedelta(hours=hours, minutes=1, seconds=7))
READINGS = st.fixed_dictionaries(
    {
        "first_seen": MOMENTS,
        "outlet": st.sampled_from(["example", "other"]),
        "language": st.sampled_from(["en", "uk", None]),
        "text": st.sampled_from(["One text.", "Another text."]),
        "published": st.none()
        | st.builds(Published, at=MOMENTS, precision=st.sampled_from([Precision.DAY, Precision.MINUTE])),
    }
)
STEPS = st.one_of(
    st.tuples(st.just("keep"), NUMBERS, READINGS),
    st.tuples(st.just("correct"), NUMBERS, READINGS),
    st.tuples(st.just("match"), NUMBERS, st.sampled_from(WATCHES), MOMENTS),
    st.tuples(st.just("rematch"), NUMBERS, st.sampled_from(WATCHES), MOMENTS),
    st.tuples(st.just("empty a watch"), st.sampled_from(WATCHES)),
    st.tuples(st.just("remove a watch"), st.sampled_from(WATCHES)),
    st.tuples(st.just("visit"), MOMENTS, st.sampled_from(list(OutcomeKind))),
    st.tuples(st.just("forget visits"), MOMENTS),
    st.tuples(st.just("forget stories"), MOMENTS),
    st.tuples(st.just("gather")),
)


def take(work: Work, step: tuple[object, ...]) -> None:
    match step:
        case ("keep", int(number), dict(read)):
            one = article(url=url(number), **read)
            work.articles.keep(one)
            work.stories.keep(opens(number), sketch(number), one.first_seen)
        case ("correct", int(number), dict(read)):
            work.articles.correct(article(url=url(number), **read))
        case ("match", int(number), of, at):
            work.watches.add(watch("x", id=WatchId(of)))
            work.matches.keep((match(number, of),), at)
        case ("rematch", int(number), of, at):
            work.matches.correct(url(number), (match(number, of),), at)
        case ("empty a watch", of):
            work.matches.forget(WatchId(of))
        case ("remove a watch", of):
            work.watches.remove(WatchId(of))
        case ("visit", at, kind):
            work.polls.record(outcome(kind, at=at), outcome(kind, at=at + DAY))
        case ("forget visits", at):
            work.retention.forget("polls", at)
        case ("forget stories", at):
            work.retention.forget_unwanted(at)
        case ("gather",):
            for kind, day in work.tallies.scattered():
                work.tallies.gather(kind, day)


def counted(work: Work) -> Counts:
    """All rows, counted one by one."""
    found = Counter[tuple[str, date, str]]()
    ask = work._connection.execute
    for row in ask(select(articles)):
        day = row.first_seen.date()
        found["outlet", day, row.outlet] += 1
        found["language", day, row.language or "und"] += 1
        if row.published_precision not in (None, "day") and not row.baseline:
            late = max((row.first_seen - row.published_at).total_seconds(), 0)
            found["arrival", day, str(-int(-late // 60))] += 1
    found.update(("watch", row.matched_at.date(), row.watch) for row in ask(select(matches)))
    found.update(("visit", row.at.date(), row.kind) for row in ask(select(polls)))
    found.update(("story", row.first_seen.date(), "") for row in ask(select(stories)))
    return dict(found)


def tallied(work: Work) -> Counts:
    """The sums, asked for as pages do."""
    return {
        (kind, day, name): count
        for kind in ("outlet", "language", "arrival", "watch", "visit", "story")
        for day, name, count in work.tallies.by_day(kind, NOW - 99 * DAY)
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=20))
def test_counts_are_those_of_the_rows(store: Store, steps: list[tuple[object, ...]]) -> None:
    for step in steps:
        with store.begin() as work:
            take(work, step)
    with store.begin() as work:
        assert tallied(work) == counted(work)
        for table in (articles, stories, polls, watches):
            work._connection.execute(delete(table))
        assert tallied(work) == {}


def keep_badly(store: Store) -> None:
    with store.begin() as work:
        work.articles.keep(article())
        work.articles.since(datetime(2026, 1, 1))  # a moment without a zone is refused


def test_a_transaction_that_fails_counts_nothing(store: Store) -> None:
    with pytest.raises(StorageError):
        keep_badly(store)
    with store.reading() as work:
        assert (work.articles.count(), tallied(work)) == (0, {})


def test_housekeeping_leaves_a_row_a_name(store: Store) -> None:
    with store.begin() as work:
        work.watches.add(watch("x"))
        for number in range(1, 4):
            keep_story(work, number, at=NOW + number * HOUR)
        before = tallied(work)
    forget(store, keeping(pages_days=99, polls_days=0, events_days=0, unwanted_days=0), now=NOW + DAY)
    with store.reading() as work:
        rows = work._connection.execute(select(func.count()).select_from(tallies)).scalar()
        assert (tallied(work), rows) == (before, len(before))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_that_gather_at_once_lose_nothing_and_no_writer_waits(store: Store) -> None:
    with store.begin() as work:
        for number in (1, 2):
            work.articles.keep(article(url=url(number)))
        before = tallied(work)
    gathered = [threading.Thread(target=gather, args=(store,)) for _ in range(2)]
    with store.begin() as work:
        work.tallies.gather("outlet", NOW.date())
        for one in gathered:
            one.start()
        with store.begin() as writer:
            writer.polls.record(outcome())
            writer.articles.keep(article(url=url(3), first_seen=NOW + DAY))
    for one in gathered:
        one.join()
    with store.reading() as work:
        assert {key: count for key, count in tallied(work).items() if key in before} == before
        assert tallied(work) == counted(work)


def gather(store: Store) -> None:
    with store.begin() as work:
        work.tallies.gather("outlet", NOW.date())


def test_what_was_stored_before_is_counted(empty_database: str) -> None:
    engine = connect(read_url(empty_database))
    with engine.begin() as connection:
        upgrade(connection, to="0011")
        work = Work(connection)
        work.watches.add(watch("x"))
        for number in range(1, 4):
            keep_story(work, number, at=NOW + number * 10 * HOUR)
        work.polls.record(outcome(), outcome(at=NOW + DAY))
    engine.dispose()
    store = open_store(empty_database)
    with store.reading() as work:
        assert tallied(work) == counted(work)
        assert work.articles.count() == 3
    store.close()


def test_a_lag_is_told_in_minutes_and_no_longer_than_a_week(store: Store) -> None:
    seen = {1: timedelta(seconds=61), 2: timedelta(days=400), 3: -HOUR}
    with store.begin() as work:
        for number, late in seen.items():
            published = Published(at=NOW - late, precision=Precision.MINUTE)
            work.articles.keep(article(url=url(number), published=published))
        assert work.volumes.arrivals_since(NOW) == (0.0, 120.0, 604_800.0)
