"""farwatch explain: why an article is where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import AsJson, ConfigFolder, Database, not_so, opened, print_json
from monitor.cli.watches import watch_named

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.matching import Clause, Explanation
    from monitor.model.articles import Article, ArticleUrl
    from monitor.model.digests import Delivery
    from monitor.model.stories import Membership, Story
    from monitor.model.watches import Watch, WatchId
    from monitor.storage import Work


def add_to(app: typer.Typer) -> None:
    app.command()(explain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An article with all that was decided about it."""

    article: Article
    watches: tuple[tuple[WatchId, Explanation], ...]
    story: Story | None
    deliveries: tuple[Delivery, ...]
    # From whom the article has it: "Bastion ← Nikkei Asia".
    sources: str = ""
    revisions: int = 0

    @property
    def membership(self) -> Membership | None:
        members = self.story.members if self.story else ()
        return next((member for member in members if member.article == self.article.url), None)


def explain(
    article: Annotated[str, typer.Argument(help="The article's address.", show_default=False)],
    watch: Annotated[str | None, typer.Argument(help="Only this watch.", show_default=False)] = None,
    database: Database = None,
    config: ConfigFolder = None,
    as_json: AsJson = False,
) -> None:
    """Why an article matched or not, its story and why, its deliveries.

    Example: farwatch explain https://example.org/news/1 nato-japan
    """
    from monitor.model.addresses import canonical

    try:
        address = canonical(article)
    except ValueError as error:
        not_so(f"{article!r} is no address of an article: {error}")
    with opened(database, config) as app:
        explained = _explain(app, address, watch_named(app, watch) if watch else None)
    if as_json:
        print_json(_row(explained))
    else:
        print("\n".join(_lines(explained)).rstrip())


def _explain(app: App, address: ArticleUrl, watch: Watch | None) -> Explained:
    from monitor import matching

    with app.store.reading() as work:
        article = work.articles.named(work.articles.known_as(address) or address)
        if article is None:
            not_so(f"no article is stored under {address}")
        concepts, watches = work.concepts.all(), (watch,) if watch else work.watches.enabled()
        outlet = work.outlets.named(article.outlet)
        return Explained(
            article=article,
            watches=tuple(
                (one.id, matching.explain(one.query, article, outlet=outlet, concepts=concepts)) for one in watches
            ),
            story=work.stories.of_article(article.url),
            deliveries=work.deliveries.of_article(article.url),
            sources=_sources(work, article.url),
            revisions=len(work.articles.revisions(article.url)),
        )


def _sources(work: Work, url: ArticleUrl) -> str:
    from monitor.stories.timelines import chain

    story = work.stories.of_article(url)
    listing = work.stories.listed(story.id) if story else None
    if listing is None:
        return ""
    names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
    return next((chain(one, listing, names) for one in listing.articles if one.url == url), "")


def _row(explained: Explained) -> dict[str, object]:
    membership = explained.membership
    return {
        "article": explained.article.url,
        "watches": {id_: explanation.matches for id_, explanation in explained.watches},
        "explanations": [_explanation_row(id_, explanation) for id_, explanation in explained.watches],
        "story": explained.story.id if explained.story else None,
        "relation": membership.relation if membership else None,
        "method": membership.method if membership else None,
        "score": membership.score if membership else None,
        "evidence": list(membership.evidence) if membership else [],
        "sources": explained.sources,
        "revisions": explained.revisions,
        "deliveries": [
            {"delivery": one.id, "channel": one.channel, "recipient": one.recipient, "state": one.state}
            for one in explained.deliveries
        ],
    }


def _explanation_row(watch: WatchId, explanation: Explanation) -> dict[str, object]:
    hits = [
        {"field": hit.field, "start": hit.start, "end": hit.end, "form": hit.form, "term": hit.term, "read_as": read_as}
        for hit, read_as in zip(explanation.hits, explanation.read_as, strict=True)
    ]
    row = {"watch": watch, "matches": explanation.matches, "language": explanation.language}
    return row | {"hits": hits, "clause": _clause_row(explanation.root)}


def _clause_row(clause: Clause) -> dict[str, object]:
    parts = [_clause_row(part) for part in clause.parts]
    return {"text": clause.text, "holds": clause.holds, "note": clause.note, "parts": parts}


def _lines(explained: Explained) -> list[str]:
    from monitor import matching

    article, story, membership = explained.article, explained.story, explained.membership
    lines = [article.headline, f"{article.url}  {article.outlet}  {article.language or 'language unknown'}"]
    for id_, explanation in explained.watches:
        lines += ["", f"Watch {id_}: {'matches' if explanation.matches else 'does not match'}"]
        lines += [f"  {line}" for line in matching.render_explanation(explanation)]
    if story and membership:
        lines += ["", f"Story {story.id}, articles: {len(story.members)}; {membership.relation} by {membership.method}"]
        lines += [f"  {line}" for line in membership.evidence]
        lines += [f"  sources: {explained.sources}"]
    if explained.revisions:
        lines += ["", f"Changed since it was published: {explained.revisions} (farwatch revisions shows what)"]
    return [*lines, "", *(f"Delivery by {one.channel} to {one.recipient}: {one.state}" for one in explained.deliveries)]
