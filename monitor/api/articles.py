"""Articles: listed and searched, whole, with what changed in them, and why they are where they are; matches."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from monitor.api.stories import DAY, LANGUAGE, NEWS, OUTLET, QUERY, WATCH, known_filter
from monitor.model.addresses import canonical
from monitor.model.articles import Article
from monitor.model.listings import ArticleFilter
from monitor.model.watches import WatchId
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing, Paging, Refusal
from monitor.openapi.cursors import Number, Page, When, Word, page_of, read_cursor, write_cursor
from monitor.openapi.operations import Example, Link, Operation, Operations
from monitor.services import explaining
from monitor.services.searching import newest
from monitor.shapes import articles as shapes

if TYPE_CHECKING:
    from monitor.storage import Work

DAYS = Annotated[int, Meta(description="Only of the last so many days.", ge=1, le=3_650)]
ADDRESS = Annotated[
    str,
    Meta(description="An address of the article, now or once.", min_length=1, max_length=4_000, examples=[f"{NEWS}/1"]),
]


class Chosen(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which articles are listed; `q` is asked alone, with `days` at most."""

    watch: WATCH = ""
    outlet: OUTLET = ""
    language: LANGUAGE = ""
    day: DAY | UnsetType = UNSET
    q: QUERY = ""
    days: DAYS = 90


class Named(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which article."""

    url: ADDRESS


class Doubted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which article, and against which watch (none: all)."""

    url: ADDRESS
    watch: WATCH = ""


class OfWatch(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Matches of which watch."""

    watch: WATCH = ""


def list_articles(asked: Asked[Chosen, Nothing]) -> Answer:
    said = asked.query
    with asked.app.store.reading() as work:
        known_filter(work, said.watch, said.outlet)
    if said.q:
        return _search(asked)
    chosen = ArticleFilter(
        watch=WatchId(said.watch) if said.watch else None,
        outlet=said.outlet or None,
        language=said.language or None,
        day=None if said.day is UNSET else said.day,
    )
    after = read_cursor(said.cursor, tuple[When, Word])
    with asked.app.store.reading() as work:
        rows = work.listings.articles(chosen, after=after, limit=said.limit + 1)
    return Answer(value=page_of(rows, said.limit, shapes.article, lambda one: (one.first_seen, str(one.url))))


def _search(asked: Asked[Chosen, Nothing]) -> Answer:
    said = asked.query
    if said.watch or said.outlet or said.language or said.day is not UNSET:
        sentence = "A query is asked alone; write e.g. `@nato outlet:ukrinform language:uk` instead."
        raise Refusal(400, sentence, where="query.q")
    read = read_cursor(said.cursor, tuple[Number])
    with asked.app.store.reading() as work:
        concepts = work.concepts.all()
    found = newest(
        asked.app.store,
        said.q,
        concepts,
        since=asked.app.clock() - timedelta(days=said.days),
        below=read[0] if read else None,
        limit=said.limit,
    )
    items = tuple(map(shapes.article, found.articles))
    return Answer(value=Page(items, None if found.next is None else write_cursor(found.next)))


def get_article(asked: Asked[Named, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        found = _stored(work, asked.query.url)
        placed = work.stories.of_article(found.url)
        matches = work.matches.of_article(found.url)
        revisions = len(work.articles.revisions(found.url))
    story = placed.id if placed else None
    return Answer(value=shapes.whole_article(found, matches=matches, story=story, revisions=revisions))


def get_changes(asked: Asked[Named, Nothing]) -> Answer:
    with asked.app.store.reading() as work:
        found = _stored(work, asked.query.url)
        changed = explaining.changes(work, found)
    return Answer(value=shapes.changes(found, changed))


def explain(asked: Asked[Doubted, Nothing]) -> Answer:
    said = asked.query
    with asked.app.store.reading() as work:
        known_filter(work, said.watch, "")
        watch = work.watches.named(WatchId(said.watch)) if said.watch else None
        explained = explaining.explain(work, _stored(work, said.url).url, watch)
    assert explained is not None
    return Answer(value=shapes.explanation(explained))


def list_matches(asked: Asked[OfWatch, Nothing]) -> Answer:
    said = asked.query
    after = read_cursor(said.cursor, tuple[When, Number, Word])
    with asked.app.store.reading() as work:
        known_filter(work, said.watch, "")
        watch = WatchId(said.watch) if said.watch else None
        rows = work.listings.matches(watch, after=after, limit=said.limit + 1)
    return Answer(
        value=page_of(
            rows,
            said.limit,
            lambda one: shapes.match(one.match),
            lambda one: (one.matched_at, one.number, str(one.match.watch)),
        )
    )


def _stored(work: Work, address: str) -> Article:
    try:
        url = canonical(address)
    except ValueError as error:
        raise Refusal(404, f"This is no address of an article: {error}.", where="query.url") from error
    found = explaining.stored_at(work, url)
    if found is None:
        raise Refusal(404, f"No article is stored under {url}.", where="query.url")
    return found


ONE = "?url=https%3A%2F%2Fexample.org%2Fnews%2F1"
OPERATIONS: Operations = (
    Operation(
        id="listArticles", tag="articles", method="GET", path="/articles", run=list_articles,
        summary="Articles, the latest first; or those that answer a query",
        description="With `q` a page may be shorter than `limit` although there is a `next`: looking took long.",
        query=Chosen, body=Nothing, answers=Page[shapes.Article], fails=(404,),
        examples=(
            Example("/articles?outlet=example&language=en&limit=20"),
            Example("/articles?q=%40nato+AND+%40japan&days=30"),
        ),
        links=(Link(to="getArticle", parameter="url", pointer="#/items/0/url"),),
    ),
    Operation(
        id="getArticle", tag="articles", method="GET", path="/article", run=get_article,
        summary="An article with its text, the watches that it answers and its story",
        query=Named, body=Nothing, answers=shapes.WholeArticle, fails=(404,),
        examples=(Example(f"/article{ONE}"),),
    ),
    Operation(
        id="getChanges", tag="articles", method="GET", path="/article/changes", run=get_changes,
        summary="What its outlet changed in an article, word by word", query=Named, body=Nothing,
        answers=shapes.Changes, fails=(404,), examples=(Example(f"/article/changes{ONE}"),),
    ),
    Operation(
        id="explainArticle", tag="articles", method="GET", path="/article/explanation", run=explain,
        summary="Why an article answers its watches or not, why it is in its story, who was told",
        query=Doubted, body=Nothing, answers=shapes.Explanation, fails=(404,),
        examples=(Example(f"/article/explanation{ONE}&watch=nato-japan"),),
    ),
    Operation(
        id="listMatches", tag="articles", method="GET", path="/matches", run=list_matches,
        summary="Which article answered which watch and where, the latest first", query=OfWatch, body=Nothing,
        answers=Page[shapes.Match], fails=(404,), examples=(Example("/matches?watch=nato-japan"),),
    ),
)  # fmt: skip
