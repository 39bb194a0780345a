"""Send a digest once more, and try a channel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.languages import speech
from monitor.model.channels import ChannelSettings
from monitor.model.digests import DigestId
from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.sentences import sentence
from monitor.pages.forms import FormError, first, form_of, number_of
from monitor.pages.frames import language_of
from monitor.pages.showing import shown
from monitor.services.channels import send_trial
from monitor.services.sending_again import Refused, send_again

if TYPE_CHECKING:
    from monitor.bootstrap import App

ROOM = "/digests"


async def again(request: Request) -> Response:
    """POST /digests/{id}/again: to one recipient, for the how manieth time, so that twice is once."""
    fields = await form_of(request)
    return await run_in_threadpool(_again, request, first(fields, "recipient"), first(fields, "again"))


def _again(request: Request, recipient: str, number: str) -> Response:
    app: App = request.app.state.app
    times = number_of(number, 999)
    if not times:
        raise FormError(sentence("the form does not say for the how manieth time; open the digest's page once more"))
    digest = DigestId(request.path_params["id"])
    kept = send_again(app.store, digest, recipient, now=app.clock(), again=times)
    if isinstance(kept, Refused):
        return shown(request, "said.html", speech(language_of(request)).t(kept.value), title="", room=ROOM, status=409)
    return RedirectResponse(f"/digests/{quote(digest, safe='')}?done=again", 303)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsPage:
    """The channels that are configured; `tried` is the one that a message was sent by, with what came of it."""

    channels: tuple[ChannelSettings, ...]
    tried: str = ""
    to: str = ""
    error: str = ""


def channels(request: Request) -> Response:
    """GET /channels."""
    app: App = request.app.state.app
    return _channels(request, ChannelsPage(channels=app.settings.channels))


def _channels(request: Request, page: ChannelsPage) -> Response:
    title = speech(language_of(request)).t("Channels")
    return shown(request, "channels.html", page, title=title, room=ROOM, status=400 if page.error else 200)


async def try_channel(request: Request) -> Response:
    """POST /channels/{name}: send a test message, as `farwatch channel test` does."""
    fields = await form_of(request)
    return await run_in_threadpool(_try, request, request.path_params["name"], first(fields, "to"))


def _try(request: Request, name: str, to: str) -> Response:
    app: App = request.app.state.app
    page = ChannelsPage(channels=app.settings.channels, tried=name, to=to)
    if all(one.name != name for one in page.channels):
        raise HTTPException(404, sentence("There is no such channel."))
    if not to:
        raise FormError(sentence("a test message needs a recipient"))
    try:
        send_trial(app.open_channel, name, to, now=app.clock())
    except (ConfigError, DeliveryError) as error:
        return _channels(request, replace(page, error=str(error)))
    return _channels(request, page)
