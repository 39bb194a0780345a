"""A story: who reported when, its articles side by side, why each belongs to it, and what a reader says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor import stories
from monitor.languages.times import Times
from monitor.model.articles import Article, ArticleUrl
from monitor.model.feedback import Verdict
from monitor.model.rulings import Ruling
from monitor.model.sentences import sentence
from monitor.model.stories import Membership, StoryId
from monitor.model.watches import Match, WatchId
from monitor.newsdesk import evidence
from monitor.newsdesk.proposals import ProposalCard, open_proposals
from monitor.pages.charts import Timeline, timeline
from monitor.pages.forms import FormError, first, form_of
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import marked, marked_title, render
from monitor.pages.sheets import Sheet, sheet_of

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.storage import Work
    from monitor.stories.timelines import Step

# So many articles of a story stand on one page; its lead stands on each.
SHOWN = 30
# Reports that the picture shows; more would be a wall of lines.
PICTURED = 40
# Of the questions that wait, as many are looked through for those on this story.
ASKED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a story as its page shows it. `evidence`: lines, and whether each is in the reader's language."""

    article: Article
    membership: Membership
    step: Step
    method: str
    evidence: tuple[tuple[str, bool], ...]
    matches: tuple[Match, ...]
    revisions: int
    verdicts: tuple[tuple[WatchId, Verdict | None], ...]

    @property
    def headline(self) -> object:
        return marked_title(self.article, self.matches)

    @property
    def excerpt(self) -> object:
        return marked(self.article, self.matches)

    @property
    def forms(self) -> Mapping[WatchId, tuple[str, ...]]:
        """By which words each watch found it."""
        return {one.watch: tuple(dict.fromkeys(hit.form for hit in one.hits)) for one in self.matches}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story: its lead, its other articles in the order of time, how it spread, what people decided about it."""

    id: StoryId
    first_seen: datetime
    lead: Member
    others: tuple[Member, ...]
    sheet: Sheet[Step]
    spread: stories.Timeline
    timeline: Timeline | None
    names: Mapping[WatchId, str]
    rulings: tuple[Ruling, ...]
    # The decision that led here just now.
    ruling: Ruling | None
    proposals: tuple[ProposalCard, ...]


def story(request: Request) -> Response:
    """GET /stories/{id}."""
    app: App = request.app.state.app
    with app.store.reading() as work:
        said = request.query_params
        page = _story(
            work, StoryId(request.path_params["id"]), reader_of(request), said.get("ruling"), said.get("page", "")
        )
    frame = frame_of(request, title=page.lead.article.headline, room="/stories")
    return HTMLResponse(render("story.html", frame, page))


def _story(work: Work, id_: StoryId, reader: Times, ruled: str | None, asked: str) -> StoryPage:
    kept, listing = work.stories.named(id_), work.stories.listed(id_)
    if kept is None or listing is None:
        raise HTTPException(404, sentence("There is no such story."))
    spread = stories.timeline(listing, {str(outlet.id): outlet.name for outlet in work.outlets.all()})
    lead = listing.lead.url
    leading = next(step for step in spread.steps if step.article.url == lead)
    sheet = sheet_of([step for step in spread.steps if step is not leading], asked, SHOWN)
    shown = [leading, *sheet.items]
    members = _members(work, shown, {one.article: one for one in kept.members}, reader)
    found = work.rulings.of_story(id_)
    return StoryPage(
        id=id_,
        first_seen=kept.first_seen,
        lead=members[0],
        others=members[1:],
        sheet=sheet,
        spread=spread,
        timeline=timeline(spread.steps[:PICTURED], label=reader.moment),
        names={watch.id: watch.name for watch in work.watches.all()},
        rulings=found,
        ruling=next((one for one in found if str(one.id) == ruled), None),
        proposals=tuple(one for one in open_proposals(work, ASKED) if id_ in (one.story.id, one.other.id)),
    )


def _members(
    work: Work, steps: list[Step], members: Mapping[ArticleUrl, Membership], reader: Times
) -> tuple[Member, ...]:
    urls = tuple(step.article.url for step in steps)
    matches = work.stream.matches_of(urls)
    marks = work.feedback.of_articles(urls)
    revised = work.stream.revised(urls)
    articles = {article.url: article for article in work.articles.these(urls)}
    return tuple(
        Member(
            article=articles[url],
            membership=members[url],
            step=step,
            method=evidence.method(members[url].method, reader),
            evidence=tuple(evidence.told(line, reader) for line in members[url].evidence),
            matches=matches.get(url, ()),
            revisions=revised.get(url, 0),
            verdicts=tuple((match.watch, marks.get((url, match.watch))) for match in matches.get(url, ())),
        )
        for step in steps
        if (url := step.article.url) in articles
    )


async def mark(request: Request) -> Response:
    """POST /mark: an article is noise to a watch, or wanted, or neither; back to where it was said."""
    form = await form_of(request)
    app: App = request.app.state.app
    said = [first(form, name) for name in ("article", "watch", "verdict")]
    story_of = await run_in_threadpool(_mark, app, *said)
    url = quote(said[0], safe="")
    back = f"/articles?url={url}" if first(form, "back") == "article" else f"/stories/{quote(story_of, safe='')}"
    return RedirectResponse(back, 303)


def _mark(app: App, article: str, watch: str, said: str) -> StoryId:
    url, id_ = ArticleUrl(article), WatchId(watch)
    with app.store.begin() as work:
        placed = work.stories.of_article(url)
        if placed is None or work.watches.named(id_) is None:
            raise FormError(sentence("the article or the watch is not stored (any more)"))
        if said == "none":
            work.feedback.unmark(url, id_)
        elif said in set(Verdict):
            work.feedback.mark(url, id_, Verdict(said), app.clock())
        else:
            raise FormError(sentence("“{said}” is no verdict: wanted, noise or none", said=said))
    return placed.id
