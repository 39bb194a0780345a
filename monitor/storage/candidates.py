"""The articles of stories that a subscription may be told, with the hits of its watches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from monitor.model.articles import ArticleUrl
from monitor.model.digests import Candidate, HitSpan, Subscription
from monitor.model.stories import StoryId
from monitor.model.watches import Hit, WatchId
from monitor.storage.articles import read_article
from monitor.storage.lists import is_word
from monitor.storage.statements import chunks
from monitor.storage.stories import STANDING
from monitor.storage.tables_collection import outlets
from monitor.storage.tables_news import articles, matches, memberships, revisions, watches

# What was matched until the last digest was told by it or an earlier one; the ledger says so, and is asked. Only a
# match that was committed after that digest although found before it is still open: looking a week back holds every
# such delay, and keeps the cost of a digest from growing with the archive. A watch newly added to a subscription
# tells its last week, too, not its years.
LOOK_BACK = timedelta(days=7)
# An outlet that is no longer known never leads a story before one that is.
UNRANKED = 9
BEGINNING = datetime.min.replace(tzinfo=UTC)
# As kinds of outlets and methods of memberships are written.
AGGREGATOR, CHOSEN = "aggregator", "chosen"

# One watch that an article answers, and where.
Hits = tuple[WatchId, tuple[HitSpan, ...]]


def looked_back(subscription: Subscription) -> datetime:
    """From when on what came is asked of the ledger."""
    return subscription.covered_until - min(LOOK_BACK, subscription.covered_until - BEGINNING)


def of_watches(subscription: Subscription) -> ColumnElement[bool]:
    """Whether a match is one of the subscription's watches."""
    if subscription.watches:
        return matches.c.watch.in_(subscription.watches)
    return matches.c.watch.in_(select(watches.c.id).where(watches.c.enabled))


def candidates_of(
    connection: Connection, subscription: Subscription, stories: Select[tuple[str]]
) -> tuple[Candidate, ...]:
    """All articles of these stories, in the order of their arrival."""
    chosen = stories.cte("chosen")
    rows = (
        connection.execute(
            select(
                articles,
                memberships.c.story,
                memberships.c.relation,
                memberships.c.method,
            )
            .join_from(chosen, memberships, (memberships.c.story == chosen.c.story) & STANDING)
            .join(articles)
            .order_by(memberships.c.article)
        )
        .mappings()
        .all()
    )
    keys = [row["id"] for row in rows]
    hits = _hits(connection, subscription, keys)
    changed = _revisions(connection, [row["id"] for row in rows if row["revised_at"]])
    # Once each: reading an outlet's value again for every article would take as long as all else.
    known = _outlets(connection, {name for row in rows for name in (row["outlet"], *row["cites"])})
    return tuple(_candidate(row, hits[row["id"]], changed.get(row["id"], 0), known) for row in rows)


def _outlets(connection: Connection, named: Collection[str]) -> dict[str, RowMapping]:
    chosen = select(outlets.c.id, outlets.c.name, outlets.c.rank, outlets.c.value)
    rows = connection.execute(chosen.where(is_word(connection, outlets.c.id, named))).mappings()
    return {row["id"]: row for row in rows}


def _revisions(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    last = select(revisions.c.article, func.max(revisions.c.id).label("last")).group_by(revisions.c.article)
    return {
        row.article: row.last
        for some in chunks(keys)
        for row in connection.execute(last.where(revisions.c.article.in_(some)))
    }


def _hits(
    connection: Connection, subscription: Subscription, article_keys: Sequence[int]
) -> defaultdict[int, list[Hits]]:
    found: defaultdict[int, list[Hits]] = defaultdict(list)
    for some in chunks(article_keys):
        rows = connection.execute(
            select(matches.c.article, matches.c.watch, matches.c.hits)
            .where(matches.c.article.in_(some), of_watches(subscription))
            .order_by(matches.c.watch)
        )
        for row in rows:
            found[row.article].append((WatchId(row.watch), tuple(map(_span, row.hits))))
    return found


def _span(hit: Hit) -> HitSpan:
    return HitSpan(field=hit.field, start=hit.start, end=hit.end, term=hit.term)


def _candidate(row: RowMapping, hits: Sequence[Hits], revision: int, known: Mapping[str, RowMapping]) -> Candidate:
    article = read_article(row)
    outlet = known.get(article.outlet)
    return Candidate(
        story=StoryId(row["story"]),
        article=ArticleUrl(row["url"]),
        outlet=article.outlet,
        outlet_name=outlet["name"] if outlet else article.outlet,
        outlet_rank=outlet["rank"] if outlet else UNRANKED,
        language=article.language,
        title=article.headline,
        text=article.text,
        published=article.published,
        first_seen=article.first_seen,
        relation=row["relation"],
        cites=tuple(known[cited]["name"] if cited in known else cited for cited in article.cites),
        matches=tuple(hits),
        led_by_hand=row["relation"] == "lead" and row["method"] == CHOSEN,
        is_aggregator=outlet is not None and outlet["value"].kind == AGGREGATOR,
        revision=revision,
    )
