"""Pause a subscription, end it, or have its digest at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.digestdesk.subscriptions import ROOM, address, named
from monitor.languages import Speech, speech
from monitor.model.digests import Subscription
from monitor.model.sentences import sentence
from monitor.pages.forms import FormError, first, form_of
from monitor.pages.frames import language_of
from monitor.pages.showing import AskFirst, shown
from monitor.services.digest import digest as compose_and_keep
from monitor.services.subscribing import Loss, loss
from monitor.services.subscribing import pause as keep_paused

if TYPE_CHECKING:
    from monitor.bootstrap import App


async def pause(request: Request) -> Response:
    """POST /subscriptions/{id}/pause: pause or go on, as the form says, so that twice is once."""
    fields = await form_of(request)
    return await run_in_threadpool(_pause, request, first(fields, "to") == "paused")


def _pause(request: Request, paused: bool) -> Response:
    app: App = request.app.state.app
    kept = _own(request)
    keep_paused(app.store, kept.id, paused=paused)
    return RedirectResponse(f"{address(kept)}?done={'paused' if paused else 'resumed'}", 303)


def _own(request: Request) -> Subscription:
    kept = named(request)
    if kept.declared:
        raise FormError(
            sentence("it is declared in {file}; change it there", file=f"config/subscriptions/{kept.id}.toml")
        )
    return kept


def ask_remove(request: Request) -> Response:
    """GET /subscriptions/{id}/remove: what ending it would lose."""
    app: App = request.app.state.app
    kept, spoken = _own(request), speech(language_of(request))
    t = spoken.t
    page = AskFirst(
        question=t("End the subscription {name}?", name=kept.name),
        sentences=_losing(loss(app.store, kept, app.clock()), spoken),
        action=f"{address(kept)}/remove",
        button=t("End it"),
        back=address(kept),
    )
    return shown(request, "ask_first.html", page, title=page.question, room=ROOM)


def _losing(lost: Loss, spoken: Speech) -> tuple[str, ...]:
    stories = spoken.t("No story waits to be told.")
    if lost.stories:
        stories = spoken.n(
            "{n} story that waits for the next digest is told to nobody.",
            "{n} stories that wait for the next digest are told to nobody.",
            lost.stories,
        )
    on_their_way = spoken.n(
        "{n} digest on its way is not sent.", "{n} digests on their way are not sent.", lost.digests
    )
    last = spoken.t("What was sent stays on record. Taken up again under this name it begins anew.")
    return (stories, on_their_way, last) if lost.digests else (stories, last)


async def remove(request: Request) -> Response:
    """POST /subscriptions/{id}/remove."""
    return await run_in_threadpool(_remove, request)


def _remove(request: Request) -> Response:
    app: App = request.app.state.app
    kept = _own(request)
    with app.store.begin() as work:
        work.subscriptions.remove(kept.id)
    return RedirectResponse("/digests?done=ended", 303)


async def tell_now(request: Request) -> Response:
    """POST /subscriptions/{id}/now: compose and send now, due or not; the form says which digest is the last so far."""
    fields = await form_of(request)
    return await run_in_threadpool(_tell_now, request, first(fields, "covered_until"))


def _tell_now(request: Request, covered_until: str) -> Response:
    app: App = request.app.state.app
    kept, now = named(request), app.clock()
    if not kept.recipients:
        raise FormError(sentence("nobody is told; name a recipient first"))
    if covered_until == kept.covered_until.isoformat():
        compose_and_keep(app.store, kept, period_end=now, now=now, writers=app.writers())
    with app.store.reading() as work:
        last = work.digests.last_of(kept.id, 1)
    # Asked twice, the second finds that the digest is there.
    return RedirectResponse(f"/digests/{last[0].id}?done=composed" if last else "/digests", 303)
