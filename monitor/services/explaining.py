"""Why an article is where it is, and what its outlet changed in it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor import matching, stories
from monitor.model.articles import Article, ArticleUrl
from monitor.model.digests import Delivery
from monitor.model.edits import Edit
from monitor.model.stories import Membership, Story
from monitor.model.watches import Watch, WatchId

if TYPE_CHECKING:
    from monitor.storage import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An article with all that was decided about it."""

    article: Article
    watches: tuple[tuple[WatchId, matching.Explanation], ...]
    story: Story | None
    deliveries: tuple[Delivery, ...]
    # From whom the article has it: "Bastion ← Nikkei Asia".
    sources: str = ""
    revisions: int = 0

    @property
    def membership(self) -> Membership | None:
        members = self.story.members if self.story else ()
        return next((member for member in members if member.article == self.article.url), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What an outlet changed in an article at one time."""

    at: datetime
    edits: tuple[Edit, ...]


def explain(work: Work, address: ArticleUrl, watch: Watch | None) -> Explained | None:
    """The article that stands at an address, or stood there, against the watch, or all; None where there is none."""
    article = stored_at(work, address)
    if article is None:
        return None
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


def changes(work: Work, article: Article) -> tuple[Changed, ...]:
    """What an outlet changed in an article since it was first seen, the earliest first."""
    before = work.articles.revisions(article.url)
    states = [*((one.title or "", one.text) for one in before), (article.title or "", article.text)]
    pairs = zip(before, pairwise(states), strict=True)
    return tuple(
        Changed(
            at=one.replaced_at,
            edits=stories.edits(title, later_title, text, later_text, language=article.language),
        )
        for one, ((title, text), (later_title, later_text)) in pairs
    )


def stored_at(work: Work, address: ArticleUrl) -> Article | None:
    """The article that stands at an address, or stood there under another name."""
    known = work.articles.known_as(address)
    return work.articles.named(known) if known else None


def _sources(work: Work, url: ArticleUrl) -> str:
    story = work.stories.of_article(url)
    listing = work.stories.listed(story.id) if story else None
    if listing is None:
        return ""
    names = {str(outlet.id): outlet.name for outlet in work.outlets.all()}
    return next((stories.chain(one, listing, names) for one in listing.articles if one.url == url), "")
