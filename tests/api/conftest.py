"""The API on a port of its own, over a store of either kind with what the examples of docs/api.md name."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from monitor import bootstrap
from monitor.bootstrap import App
from monitor.config import read_config
from monitor.model.articles import ArticleUrl, FetchedDocument
from monitor.model.digests import Delivery, DeliveryState
from monitor.model.identity import delivery_id
from monitor.model.outlets import OutletId
from monitor.model.polls import Outcome, Poll
from monitor.model.rulings import Bridge
from monitor.model.seams import Inbox
from monitor.services import rulings
from monitor.storage import Store
from monitor.web import web_server
from tests.builders import NOW, article, outlet, watch
from tests.conftest import Postgres
from tests.fakes import FakeCrawl, clock_at
from tests.storage.values import delivery, digest, joins, keep_story, match, opens, sketch, subscription, url

ROOT = Path(__file__).parents[2]
CLOCK = NOW + timedelta(hours=1)
HOME = b"<html><head><title>Gazette</title></head><body><a href='/feed'>RSS</a></body></html>"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class FakeRoad(FakeCrawl):
    """A site whose every page is its home page, and whose sources announce nothing."""

    async def fetch(self, urls: tuple[str, ...]) -> tuple[FetchedDocument | Outcome, ...]:
        headers = (("content-type", "text/html"),)
        return tuple(
            FetchedDocument(url=one, final_url=one, status=200, headers=headers, body=HOME, fetched_at=NOW)
            for one in urls
        )

    async def crawl(self, polls: tuple[Poll, ...], inbox: Inbox) -> None:
        await self(polls, inbox)


@dataclass(frozen=True)
class Api:
    """A running desk, asked over HTTP."""

    port: int
    app: App

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """One request, as it is written: neither the address nor the body is put right. Values are sent as JSON."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        if body is not None:
            named = {"content-type": "application/json"} | named
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request(method, path, sent, named)
        answer = connection.getresponse()
        read = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return read

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", f"/api/v1{path}", **headers)

    def put(self, path: str, body: object, **headers: str) -> Answer:
        return self.ask("PUT", f"/api/v1{path}", body, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> Answer:
        return self.ask("POST", f"/api/v1{path}", body, **headers)

    def delete(self, path: str) -> Answer:
        return self.ask("DELETE", f"/api/v1{path}")


def started(database: str) -> App:
    declared = replace(
        read_config(ROOT / "config", now=NOW),
        outlets=(outlet(), outlet(id=OutletId("other"), name="Other", homepage="https://other.example/", sources=())),
        watches=(watch("@nato AND @japan", id="nato-japan", name="NATO and Japan"),),
        subscriptions=(),
    )
    app = bootstrap.start(declared, database=database, clock=clock_at(CLOCK))
    fill(app.store)
    return app


def fill(store: Store) -> None:
    """Story 1 with articles 1, and 2 of another outlet; story 3; a digest that one recipient has and one waits for, a decision, a proposal, a revision."""
    with store.begin() as work:
        keep_story(work, 3, watch="nato-japan", at=NOW - timedelta(days=1))
        keep_story(work, 1, watch="nato-japan")
        other = article(url=url(2), outlet=OutletId("other"), title="Tokio", language="pl", cites=("example",))
        work.articles.keep(replace(other, first_seen=NOW + timedelta(minutes=5)))
        work.matches.keep((match(2, "nato-japan"),), NOW + timedelta(minutes=5))
        work.stories.keep(joins(2, 1), sketch(2, outlet="other"), NOW)
        changed = article(url=url(3), title="Japan not to open mission to NATO", first_seen=NOW)
        work.articles.keep(changed)
        work.subscriptions.add(subscription(channel="folder", recipients=("digests",)))
        told = digest(opens(1).story)
        arrived = Delivery(
            id=delivery_id(told.id, "folder", "digests"),
            digest=told.id,
            channel="folder",
            recipient="digests",
            state=DeliveryState.SENT,
            due=NOW,
            sent_at=NOW,
        )
        work.digests.keep(told, (delivery(told), arrived))
        bridge = Bridge(article=url(3), story=opens(3).story, other=opens(1).story, score=0.4, evidence=("japan",))
        work.proposals.keep(bridge, NOW)
    person = rulings.Person(by="anna", why="", at=NOW)
    rulings.lead(store, opens(1).story, ArticleUrl(url(2)), person)


def served(app: App) -> Iterator[Api]:
    server = web_server(app, host="127.0.0.1", port=0, road=FakeRoad(at=NOW))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield Api(port=server.servers[0].sockets[0].getsockname()[1], app=app)
    server.should_exit = True
    thread.join()
    app.close()


@pytest.fixture
def api(own_database: str) -> Iterator[Api]:
    """On a database of its own, of either kind."""
    yield from served(started(own_database))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One for all tests of a module, which only look."""
    if request.param == "sqlite":
        yield from served(started(f"sqlite:///{tmp_path_factory.mktemp('api') / 'api.sqlite3'}"))
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    name = postgres.create()
    yield from served(started(postgres.url(name)))
    postgres.drop(name)
