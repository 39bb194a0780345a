"""The jobs of a worker, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor import bootstrap
from monitor.jobs import Verb
from monitor.jobs.roads import Roads
from monitor.model.outlets import OutletId
from monitor.model.polls import SourceState
from tests.builders import NOW, document, entry, outlet, source
from tests.conftest import emptied
from tests.fakes import FakeCrawl
from tests.jobs.conftest import Open, page, quiet


@pytest.fixture
def app(open_app: Open, postgres_database: str) -> bootstrap.App:
    return open_app(emptied(postgres_database))


@pytest.fixture
def roads(app: bootstrap.App) -> Iterator[Roads]:
    crawl = FakeCrawl((entry(), document(page(0))), at=NOW)
    made = Roads(app, crawl, me="me", heartbeat=timedelta(minutes=1), set_up_logs=quiet)
    yield made
    made.end(at_rest=True)


def counted(app: bootstrap.App, *names: str) -> list[float]:
    """The sum of each counter over its labels."""
    text = app.vitals.measures.exposition(None, up=True, ingest_memory=0).decode()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    totals = {name: [one.value for one in families[name].samples if one.name.endswith("_total")] for name in names}
    return [sum(totals[name]) for name in names]


def test_a_worker_counts_visits_and_articles_as_a_single_process_does(app: bootstrap.App, roads: Roads) -> None:
    async def work() -> None:
        await roads.go(Verb.POLL, outlet().id)
        await roads.go(Verb.INGEST, "0")

    asyncio.run(work())
    assert counted(app, "farwatch_polls", "farwatch_entries", "farwatch_articles") == [1, 1, 1]
    assert app.vitals.reading_pid


def test_known_outlets_go_before_those_that_were_never_visited(app: bootstrap.App, roads: Roads) -> None:
    name = OutletId("new")
    with app.store.begin() as work:
        url = "https://new.example/feed"
        work.outlets.add(replace(outlet(), id=name, sources=(source(url=url, outlet=name),)))
        work.sources.keep(SourceState(url=source().url, next_poll_at=NOW - timedelta(minutes=1)))
    assert roads.due(Verb.POLL) == {outlet().id: 1, name: 0}


def test_what_ingest_knows_is_read_again_when_an_outlet_changed_and_not_before(app: bootstrap.App) -> None:
    before = bootstrap.knowledge_of(app.store)
    assert bootstrap.knowledge_of(app.store) is before
    with app.store.begin() as work:
        work.outlets.declare((replace(outlet(), cited_as=("The Example",)),))
    after = bootstrap.knowledge_of(app.store)
    assert after.outlets[outlet().id].cited_as == ("The Example",)
