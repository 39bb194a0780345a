"""Pairs of stories that may be one: shown where stories are, and decided there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.entrance.people import person
from monitor.model.errors import RulingError
from monitor.model.listings import StoryListing
from monitor.model.rulings import Answer, Proposal
from monitor.model.sentences import sentence
from monitor.pages.forms import FormError, first, form_of
from monitor.services import rulings

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.storage import Work

# Of those that wait, so many are shown at once; the surest.
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalCard:
    """A question with the two stories that it is about."""

    proposal: Proposal
    story: StoryListing
    other: StoryListing


def open_proposals(work: Work, most: int = SHOWN) -> tuple[ProposalCard, ...]:
    """The surest questions that wait for an answer."""
    waiting = work.proposals.open()[:most]
    ids = {id_ for one in waiting for id_ in (one.bridge.story, one.bridge.other)}
    known = {story.id: story for story in work.stories.these(ids)}
    return tuple(
        ProposalCard(proposal=one, story=known[one.bridge.story], other=known[one.bridge.other])
        for one in waiting
        if one.bridge.story in known and one.bridge.other in known
    )


async def answer(request: Request) -> Response:
    """POST /proposals/{number}: two stories are one, or are not; on to the story that stands then."""
    form = await form_of(request)
    back = await run_in_threadpool(_answer, request, request.path_params["number"], first(form, "answer"))
    return RedirectResponse(back, 303)


def _answer(request: Request, number: int, said: str) -> str:
    app: App = request.app.state.app
    if said not in set(Answer):
        raise FormError(sentence("“{said}” is no answer: accepted or declined", said=said))
    try:
        proposal, ruling = rulings.answer(app.store, number, Answer(said), person(request))
    except RulingError as error:
        raise FormError(error.said) from error
    if ruling is None:
        return f"/stories/{quote(proposal.bridge.story, safe='')}"
    return f"/stories/{quote(ruling.story, safe='')}?ruling={ruling.id}"
