"""Who is told: write a subscription, see what it would tell, keep it, pause it, end it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor import digests as telling
from monitor.digestdesk.digests import AS_SENT
from monitor.digestdesk.scheduling import zones
from monitor.digestdesk.subscription_form import (
    SubscriptionForm,
    asked,
    form_of_subscription,
    in_an_address,
    read_subscription_form,
)
from monitor.languages import LANGUAGES, speech
from monitor.model.channels import ChannelSettings
from monitor.model.digests import Digest, Subscription, SubscriptionId
from monitor.model.farewells import Farewell
from monitor.model.sentences import sentence
from monitor.model.watches import Watch
from monitor.pages.forms import FormError, first, form_of
from monitor.pages.frames import frame_of, language_of
from monitor.pages.rendering import render_part
from monitor.pages.showing import shown
from monitor.pages.versions import OVERTAKEN, is_overtaken, version
from monitor.services.digest import compose
from monitor.services.subscribing import SubscriptionError, check, sample

if TYPE_CHECKING:
    from monitor.bootstrap import App

ROOM = "/digests"
# Moments that a draft is told to come at.
MOMENTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a subscription as it is written would tell: when it comes next, what would stand in it.

    `is_sample`: it is not kept yet, so the stories of the last week stand for those to come. `error`: why it cannot be.
    """

    moments: tuple[datetime, ...] = ()
    at_once: bool = False
    digest: Digest | None = None
    is_sample: bool = False
    address: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """A subscription under edit; `kept` is None for a new one, `file` where it is declared, `seen` what was kept."""

    kept: Subscription | None
    seen: str
    form: SubscriptionForm
    watches: tuple[Watch, ...]
    channels: tuple[ChannelSettings, ...]
    languages: tuple[tuple[str, str], ...]
    zones: tuple[str, ...]
    farewells: tuple[Farewell, ...]
    draft: Draft
    file: str = ""
    error: str = ""
    done: str = ""


def new(request: Request) -> Response:
    """GET /subscriptions/new; the fields in its address fill the form in."""
    fields = asked(request)
    form = read_subscription_form(fields) if fields else _beginning(request)
    return _write(request, None, form, draft=_draft(request, None, form, fields) if fields else Draft())


def _beginning(request: Request) -> SubscriptionForm:
    """What most people want, in the zone of whoever is told already."""
    app: App = request.app.state.app
    with app.store.reading() as work:
        known = work.subscriptions.all()
    form = SubscriptionForm(language=language_of(request))
    return replace(form, when=replace(form.when, zone=known[0].schedule.zone)) if known else form


def edit(request: Request) -> Response:
    """GET /subscriptions/{id}; the fields in its address stand for what is kept."""
    kept, fields = named(request), asked(request)
    form = read_subscription_form(fields) if "rhythm" in fields else form_of_subscription(kept)
    return _write(request, kept, form, draft=_draft(request, kept, form, fields))


def _write(
    request: Request,
    kept: Subscription | None,
    form: SubscriptionForm,
    *,
    draft: Draft,
    error: str = "",
) -> Response:
    app: App = request.app.state.app
    with app.store.reading() as work:
        watches, farewells = work.watches.all(), work.farewells.all()
    page = WritePage(
        kept=kept,
        # A preview is no new look: what was kept when its form was opened counts.
        seen=request.query_params.get("seen") or (version(form_of_subscription(kept)) if kept else ""),
        form=form,
        watches=watches,
        channels=app.settings.channels,
        languages=tuple((tag, words.name) for tag, words in LANGUAGES.items()),
        zones=zones(),
        farewells=tuple(one for one in farewells if kept and one.subscription == kept.id),
        draft=draft,
        file=f"config/subscriptions/{kept.id}.toml" if kept and kept.declared else "",
        error=error,
        done=request.query_params.get("done", ""),
    )
    title = kept.name if kept else speech(language_of(request)).t("Who is told")
    return shown(request, "subscription.html", page, title=title, room=ROOM, status=400 if error else 200)


def named(request: Request) -> Subscription:
    """The subscription that an address names; 404 where there is none."""
    app: App = request.app.state.app
    with app.store.reading() as work:
        kept = work.subscriptions.named(SubscriptionId(request.path_params["id"]))
    if kept is None:
        raise HTTPException(404, sentence("There is no such subscription."))
    return kept


def draft(request: Request) -> Response:
    """GET /subscriptions/draft: the part of the form that shows what would be told."""
    fields = asked(request)
    part = _draft(request, _meant(request, fields), read_subscription_form(fields), fields)
    return HTMLResponse(render_part("draft.html", part, frame=frame_of(request, title="", room=ROOM)))


def draft_as_sent(request: Request) -> Response:
    """GET /subscriptions/draft/page: the HTML of what would be told."""
    app: App = request.app.state.app
    fields = asked(request)
    composed, _ = _composed(app, _meant(request, fields), read_subscription_form(fields))
    return HTMLResponse(telling.render_page(composed, possibly_repeated=False), headers=AS_SENT)


def _meant(request: Request, fields: Mapping[str, tuple[str, ...]]) -> Subscription | None:
    app: App = request.app.state.app
    with app.store.reading() as work:
        return work.subscriptions.named(SubscriptionId(first(fields, "id")))


def _draft(
    request: Request, kept: Subscription | None, form: SubscriptionForm, fields: Mapping[str, tuple[str, ...]]
) -> Draft:
    app: App = request.app.state.app
    try:
        composed, wanted = _composed(app, kept, form)
    except FormError as error:
        return Draft(error=error.sentence)
    if "rhythm" in fields or kept is None:
        address = f"/subscriptions/draft/page?{in_an_address(fields)}"
    else:
        address = f"/subscriptions/{quote(kept.id, safe='')}/preview/page"
    return Draft(
        moments=_moments(wanted, app.clock()),
        at_once=bool(wanted.schedule.at_once),
        digest=composed,
        is_sample=kept is None,
        address=address,
    )


def _composed(app: App, kept: Subscription | None, form: SubscriptionForm) -> tuple[Digest, Subscription]:
    now = app.clock()
    if kept is None:
        drafted = form.draft(now)
        return sample(app.store, drafted, now), drafted
    changed = form.applied(kept)
    return compose(app.store, changed, period_end=now, now=now).digest, changed


def _moments(subscription: Subscription, now: datetime) -> tuple[datetime, ...]:
    """The next moments at which it comes, as its reader's clock shows them; none where it comes at once."""
    found: list[datetime] = []
    zone = ZoneInfo(subscription.schedule.zone)
    while not subscription.schedule.at_once and len(found) < MOMENTS:
        found.append(telling.next_due(subscription.schedule, found[-1] if found else now))
    return tuple(one.astimezone(zone) for one in found)


async def save(request: Request) -> Response:
    """POST /subscriptions: keep one, new or changed."""
    fields = await form_of(request)
    return await run_in_threadpool(_save, request, fields)


def _save(request: Request, fields: Mapping[str, tuple[str, ...]]) -> Response:
    app: App = request.app.state.app
    kept, form = _meant(request, fields), read_subscription_form(fields)
    try:
        if kept is not None and kept.declared:
            raise FormError(
                sentence("it is declared in {file}; change it there", file=f"config/subscriptions/{kept.id}.toml")
            )
        if kept is not None and is_overtaken(first(fields, "seen"), form_of_subscription(kept)):
            raise FormError(OVERTAKEN)
        subscription = form.read(app.clock()) if kept is None else form.applied(kept)
        with app.store.begin() as work:
            check(work, subscription, app.settings.channels)
            if kept is None and work.subscriptions.named(subscription.id):
                raise FormError(
                    sentence("there is a subscription “{id}” already; choose another name", id=subscription.id)
                )
            work.subscriptions.add(subscription)
    except (FormError, SubscriptionError) as error:
        return _write(request, kept, form, draft=Draft(), error=error.sentence)
    return RedirectResponse(f"{address(subscription)}?done=saved", 303)


def address(subscription: Subscription) -> str:
    return f"/subscriptions/{quote(subscription.id, safe='')}"
