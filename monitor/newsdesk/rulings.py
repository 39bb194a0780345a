"""What a person decides about a story: first told what it does, then done; any decision can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor.entrance.people import person
from monitor.model.addresses import canonical
from monitor.model.articles import ArticleUrl
from monitor.model.errors import RulingError
from monitor.model.listings import StoryListing
from monitor.model.rulings import Ruling
from monitor.model.sentences import sentence
from monitor.model.stories import StoryId
from monitor.pages.forms import FormError, first, form_of, number_of
from monitor.pages.frames import frame_of, reader_of
from monitor.pages.rendering import render
from monitor.services import rulings

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.services.rulings import Person
    from monitor.storage import Store, Work

# Of the databases' integers.
LARGEST = 2**63 - 1
KINDS = ("split", "merge", "lead", "undo")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingPage:
    """A decision that waits for a second word: of which story, on which articles, with which other story."""

    kind: str
    story: StoryListing
    articles: tuple[ArticleUrl, ...]
    other: StoryListing | None
    ruling: Ruling | None

    @property
    def chosen(self) -> tuple[object, ...]:
        return tuple(one for one in self.story.articles if one.url in self.articles)


def asked(request: Request) -> Response:
    """GET /stories/{id}/ruling?kind=…: what a decision would do, and the button that makes it. Changes nothing."""
    said = request.query_params
    fields = {name: tuple(said.getlist(name)) for name in ("kind", "article", "other", "number")}
    app: App = request.app.state.app
    with app.store.reading() as work:
        page = _page(work, StoryId(request.path_params["id"]), fields)
    t = reader_of(request).spoken.t
    titles = {
        "split": t("Split the story"),
        "merge": t("Merge two stories"),
        "lead": t("Let an article lead"),
        "undo": t("Take a decision back"),
    }
    return HTMLResponse(render("ruling.html", frame_of(request, title=titles[page.kind], room="/stories"), page))


def _page(work: Work, id_: StoryId, fields: Mapping[str, tuple[str, ...]]) -> RulingPage:
    listing = work.stories.listed(id_)
    if listing is None:
        raise HTTPException(404, sentence("There is no such story."))
    kind = first(fields, "kind")
    articles = tuple(ArticleUrl(url) for url in fields.get("article", ()))
    if kind not in KINDS:
        raise FormError(sentence("“{said}” is no decision: split, merge, lead or undo", said=kind))
    if kind in ("split", "lead") and not set(articles) & {one.url for one in listing.articles}:
        raise FormError(sentence("no article of the story was chosen"))
    other = _other(work, first(fields, "other")) if kind == "merge" else None
    if other == id_:
        raise FormError(sentence("a story cannot be merged with itself"))
    return RulingPage(
        kind=kind,
        story=listing,
        articles=articles,
        other=work.stories.listed(other) if other else None,
        ruling=work.rulings.named(_number(first(fields, "number"))) if kind == "undo" else None,
    )


def _other(work: Work, said: str) -> StoryId:
    """A story by its id, the beginning of it, its page's address, or the address of one of its articles."""
    named = said.rpartition("/stories/")[2]
    if "://" in named:
        try:
            url = canonical(named)
        except ValueError as error:
            raise FormError(sentence("“{said}” is no address of an article", said=said)) from error
        found = work.stories.of_article(work.articles.known_as(url) or url)
        other = found.id if found else None
    else:
        other = work.stories.id_of(named) if named else None
    if other is None or work.stories.listed(other) is None:
        raise FormError(sentence("there is no story “{said}”", said=said))
    return other


def _number(said: str) -> int:
    number = number_of(said, LARGEST)
    if number is None:
        raise FormError(sentence("“{said}” is no number of a decision", said=said))
    return number


async def rule(request: Request) -> Response:
    """POST /stories/{id}/ruling: make the decision; on to the story, which says that it was made."""
    form = await form_of(request)
    ruling = await run_in_threadpool(_rule, request, form)
    return RedirectResponse(f"/stories/{quote(ruling.story, safe='')}?ruling={ruling.id}", 303)


def _rule(request: Request, form: Mapping[str, tuple[str, ...]]) -> Ruling:
    app: App = request.app.state.app
    with app.store.reading() as work:
        page = _page(work, StoryId(request.path_params["id"]), form)
    try:
        return _MAKING[page.kind](app.store, page, person(request, first(form, "why")))
    except RulingError as error:
        raise FormError(error.said) from error


def _merge(store: Store, page: RulingPage, who: Person) -> Ruling:
    assert page.other is not None
    return rulings.merge(store, page.story.id, page.other.id, who)


def _undo(store: Store, page: RulingPage, who: Person) -> Ruling:
    if page.ruling is None:
        raise FormError(sentence("there is no such decision"))
    return rulings.undo(store, page.ruling.id, who)


_MAKING: Mapping[str, Callable[[Store, RulingPage, Person], Ruling]] = {
    "split": lambda store, page, who: rulings.split(store, page.story.id, page.articles, who),
    "merge": _merge,
    "lead": lambda store, page, who: rulings.lead(store, page.story.id, page.articles[0], who),
    "undo": _undo,
}
