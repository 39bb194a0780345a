"""What a watch or a story brings, as a feed: an entry keeps its name, and is updated when another report comes.

A copy is no news: it changes nothing in a feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.digests.excerpts import excerpt
from monitor.digests.feeds import LONGEST, Feed, Told
from monitor.digests.plain import LONGEST_NAME, language_tag, outlet_name, plain, web_address
from monitor.model.articles import Article
from monitor.model.digests import HitSpan
from monitor.model.listings import StoryArticle, StoryListing
from monitor.model.stories import Relation, StoryId
from monitor.model.watches import Match, Watch

if TYPE_CHECKING:
    from monitor.storage import Work

# Of so many last matches of a watch the stories are shown; a story that many outlets report has many.
MATCHES = 1_000
# Outlets that stand beside the first.
BESIDE = 8


def feed_of_watch(work: Work, watch: Watch, now: datetime) -> Feed:
    """The stories of a watch, the one with the latest report first."""
    listed = work.stories.these(work.listings.lately(watch.id, MATCHES)[:LONGEST])
    latest = sorted(listed, key=lambda story: (_updated(story), story.id), reverse=True)
    matches = work.stream.matches_of(tuple(story.lead.url for story in latest))
    told = (_story(work, story, matches.get(story.lead.url, ())) for story in latest)
    return Feed(
        id=f"urn:farwatch:watch:{watch.id}",
        name=plain(watch.name, LONGEST_NAME),
        stories=tuple(told),
        begun=now.replace(hour=0, minute=0, second=0, microsecond=0),
    )


def feed_of_story(work: Work, story: StoryId) -> Feed | None:
    """The reports of a story, the latest first; None where there is no such story."""
    listed = work.stories.listed(story)
    if listed is None:
        return None
    reports = sorted(_reports(listed), key=lambda one: (one.first_seen, one.url), reverse=True)[:LONGEST]
    return Feed(
        id=f"urn:farwatch:story:{story}",
        name=plain(_title(listed), LONGEST_NAME),
        stories=tuple(_report(work, one) for one in reports),
        begun=listed.first_seen,
    )


def _reports(story: StoryListing) -> Iterator[StoryArticle]:
    return (one for one in story.articles if one.relation is not Relation.COPY)


def _updated(story: StoryListing) -> datetime:
    return max((one.first_seen for one in _reports(story)), default=story.first_seen)


def _title(story: StoryListing) -> str:
    return story.title or story.lead.outlet_name


def _story(work: Work, story: StoryListing, matches: tuple[Match, ...]) -> Told:
    lead = story.lead
    article = work.articles.named(lead.url)
    others = dict.fromkeys(_byline(one) for one in story.articles if one.outlet != lead.outlet)
    shown = ", ".join(list(others)[:BESIDE]) + (" …" if len(others) > BESIDE else "")
    paragraphs = (_byline(lead), _excerpt(article, matches), f"+ {shown}" if shown else "")
    return Told(
        id=f"urn:farwatch:story:{story.id}",
        headline=plain(article.headline if article else _title(story)),
        address=web_address(lead.url),
        text="\n".join(part for part in paragraphs if part),
        outlet=outlet_name(lead.outlet_name),
        language=language_tag(lead.language),
        at=_updated(story),
    )


def _report(work: Work, one: StoryArticle) -> Told:
    article = work.articles.named(one.url)
    return Told(
        id=one.url,
        headline=plain(article.headline if article else one.title or one.url),
        address=web_address(one.url),
        text="\n".join(part for part in (_byline(one), _excerpt(article, ())) if part),
        outlet=outlet_name(one.outlet_name),
        language=language_tag(one.language),
        at=one.first_seen,
    )


def _byline(one: StoryArticle) -> str:
    tag = language_tag(one.language)
    return outlet_name(one.outlet_name) + (f" ({tag})" if tag else "")


def _excerpt(article: Article | None, matches: tuple[Match, ...]) -> str:
    if article is None:
        return ""
    hits = [
        HitSpan(field=hit.field, start=hit.start, end=hit.end, term=hit.term) for match in matches for hit in match.hits
    ]
    shown = excerpt(article.text, hits, headline=article.headline)
    return plain("".join(span.text for span in shown), 400)
