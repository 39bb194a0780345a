"""Feeds over HTTP: of a watch, a story, a subscription; as Atom, RSS or JSON Feed, sent again only when changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.digests.feeds import KINDS, MEDIA_TYPES, Feed, feed_of_digests
from monitor.model.digests import SubscriptionId
from monitor.model.errors import MonitorError
from monitor.model.stories import StoryId
from monitor.model.watches import WatchId
from monitor.openapi.answering import Answer, answered, refused
from monitor.openapi.asking import Refusal, read_path
from monitor.services.deliver import IN_A_FEED
from monitor.services.feeding import feed_of_story, feed_of_watch

if TYPE_CHECKING:
    from monitor.bootstrap import App


async def feed(request: Request) -> Response:
    """GET /feeds/{of}/{id}.{kind}."""
    try:
        answer = await run_in_threadpool(_rendered, request)
    except (Refusal, MonitorError) as error:
        return refused(error)
    return answered(answer, request.headers, reads=True)


def _rendered(request: Request) -> Answer:
    path = read_path(request)
    id_, _, kind = path["file"].rpartition(".")
    if kind not in KINDS:
        raise Refusal(404, f"A feed ends with .{', .'.join(KINDS)}.", where="path")
    found = _feed(request.app.state.app, path["of"], id_)
    if found is None:
        raise Refusal(404, f"There is nothing named {id_!r} among the {path['of']}.", where="path")
    base = str(request.base_url).rstrip("/")
    placed = replace(found, address=f"{base}{request.url.path}", home=f"{base}{_page(path['of'], id_)}")
    return Answer(value=KINDS[kind](placed), media=MEDIA_TYPES[kind], changed=placed.updated)


def _page(of: str, id_: str) -> str:
    return f"/stories?watch={id_}" if of == "watches" else f"/stories/{id_}" if of == "stories" else "/digests"


def _feed(app: App, of: str, id_: str) -> Feed | None:
    with app.store.reading() as work:
        match of:
            case "watches":
                watch = work.watches.named(WatchId(id_))
                return feed_of_watch(work, watch, app.clock()) if watch else None
            case "stories":
                return feed_of_story(work, StoryId(id_))
            case "subscriptions":
                one = work.subscriptions.named(SubscriptionId(id_))
                last = work.digests.last_of(SubscriptionId(id_), IN_A_FEED)
                return feed_of_digests(last, one.id, one.name, begun=one.created_at) if one else None
            case _:
                return None


FEEDS = (Route("/feeds/{of}/{file}", feed),)
