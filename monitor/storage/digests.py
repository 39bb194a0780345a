"""What was told, and what is still to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import CTE, ColumnElement, Connection, RowMapping, exists, func, select

from monitor.model.articles import ArticleUrl
from monitor.model.digests import Candidate, Delivery, Digest, DigestId, HitSpan, Subscription, SubscriptionId
from monitor.model.stories import StoryId
from monitor.model.watches import Hit, WatchId
from monitor.storage.articles import read_article
from monitor.storage.deliveries import delivery_row
from monitor.storage.statements import chunks, insert
from monitor.storage.stories import STANDING
from monitor.storage.subscriptions import Subscriptions
from monitor.storage.tables_collection import outlets
from monitor.storage.tables_news import articles, matches, memberships, watches
from monitor.storage.tables_telling import deliveries, digests, told

# What was matched until the last digest was told by it or an earlier one; the ledger says so, and is asked. Only a
# match that was committed after that digest although found before it is still open: looking a week back holds every
# such delay, and keeps the cost of a digest from growing with the archive. A watch newly added to a subscription
# tells its last week, too, not its years.
LOOK_BACK = timedelta(days=7)
# An outlet that is no longer known never leads a story before one that is.
UNRANKED = 9
BEGINNING = datetime.min.replace(tzinfo=UTC)

# One watch that an article answers, and where.
Hits = tuple[WatchId, tuple[HitSpan, ...]]


class Digests:
    """Digests as they were frozen, and the ledger of which story was told to whom."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def undelivered(self, subscription: Subscription, until: datetime) -> tuple[Candidate, ...]:
        """All articles of the stories that the subscription wants and was not told, in the order of their arrival."""
        open_stories = _untold(subscription, until)
        rows = (
            self._connection.execute(
                select(
                    articles,
                    memberships.c.story,
                    memberships.c.relation,
                    func.coalesce(outlets.c.name, articles.c.outlet).label("outlet_name"),
                    func.coalesce(outlets.c.rank, UNRANKED).label("outlet_rank"),
                )
                .join_from(open_stories, memberships, (memberships.c.story == open_stories.c.story) & STANDING)
                .join(articles)
                .outerjoin(outlets, outlets.c.id == articles.c.outlet)
                .order_by(memberships.c.id)
            )
            .mappings()
            .all()
        )
        hits = self._hits(subscription, [row["id"] for row in rows])
        names = self._names() if any(row["cites"] for row in rows) else {}
        return tuple(_candidate(row, hits[row["id"]], names) for row in rows)

    def keep(self, digest: Digest, to_send: Sequence[Delivery]) -> bool:
        """Keep a digest, what it tells and its deliveries, all or nothing.

        False, and nothing kept, where it is kept already or another one has told one of its stories in between.
        """
        savepoint = self._connection.begin_nested()
        if not self._add(digest) or not self._tell(digest):
            savepoint.rollback()
            return False
        if to_send:
            self._connection.execute(
                insert(self._connection, deliveries).on_conflict_do_nothing(index_elements=["id"]),
                [delivery_row(delivery) for delivery in to_send],
            )
        Subscriptions(self._connection).covered(digest.subscription, digest.period_end)
        savepoint.commit()
        return True

    def named(self, digest: DigestId) -> Digest | None:
        return self._connection.execute(select(digests.c.value).where(digests.c.id == digest)).scalar()

    def known(self, named: Collection[DigestId]) -> frozenset[DigestId]:
        """Those of the named digests that were kept here."""
        found = select(digests.c.id)
        return frozenset(
            DigestId(id_)
            for some in chunks(sorted(named))
            for id_ in self._connection.execute(found.where(digests.c.id.in_(some))).scalars()
        )

    def ends_after(self, subscription: SubscriptionId, moment: datetime) -> tuple[datetime, ...]:
        """The ends of the subscription's digests after a moment, in their order."""
        ends = select(digests.c.period_end).where(digests.c.subscription == subscription, digests.c.period_end > moment)
        return tuple(self._connection.execute(ends.order_by(digests.c.period_end)).scalars())

    def last_addressed(self, subscription: SubscriptionId) -> datetime | None:
        """The end of the last digest that was to be sent to somebody."""
        was_addressed = exists().where(deliveries.c.digest == digests.c.id)
        ends = select(func.max(digests.c.period_end)).where(digests.c.subscription == subscription, was_addressed)
        return self._connection.execute(ends).scalar()

    def last_of(self, subscription: SubscriptionId, limit: int) -> tuple[Digest, ...]:
        """The last digests of a subscription, the latest first."""
        last = select(digests.c.value).where(digests.c.subscription == subscription)
        return tuple(self._connection.execute(last.order_by(digests.c.period_end.desc()).limit(limit)).scalars())

    def recent(self, limit: int) -> tuple[Digest, ...]:
        """The last digests, the latest first."""
        latest = select(digests.c.value).order_by(digests.c.period_end.desc(), digests.c.id).limit(limit)
        return tuple(self._connection.execute(latest).scalars())

    def _add(self, digest: Digest) -> bool:
        added = self._connection.execute(
            insert(self._connection, digests)
            .values(id=digest.id, subscription=digest.subscription, period_end=digest.period_end, value=digest)
            .on_conflict_do_nothing(index_elements=["id"])
            .returning(digests.c.id)
        )
        return added.first() is not None

    def _tell(self, digest: Digest) -> bool:
        # In one order, so that two processes that tell the same stories wait for each other and not in a circle.
        stories = sorted({item.story for item in digest.items})
        if not stories:
            return True
        self._connection.execute(
            insert(self._connection, told).on_conflict_do_nothing(index_elements=["subscription", "story"]),
            [{"subscription": digest.subscription, "story": story, "digest": digest.id} for story in stories],
        )
        ours = select(func.count()).select_from(told).where(told.c.digest == digest.id)
        return self._connection.execute(ours).scalar_one() == len(stories)

    def _names(self) -> dict[str, str]:
        return {row.id: row.name for row in self._connection.execute(select(outlets.c.id, outlets.c.name))}

    def _hits(self, subscription: Subscription, article_keys: Sequence[int]) -> dict[int, list[Hits]]:
        found: defaultdict[int, list[Hits]] = defaultdict(list)
        for some in chunks(article_keys):
            rows = self._connection.execute(
                select(matches.c.article, matches.c.watch, matches.c.hits)
                .where(matches.c.article.in_(some), _of_watches(subscription))
                .order_by(matches.c.watch)
            )
            for row in rows:
                found[row.article].append((WatchId(row.watch), tuple(map(_span, row.hits))))
        return found


def _untold(subscription: Subscription, until: datetime) -> CTE:
    looked_through = subscription.covered_until - min(LOOK_BACK, subscription.covered_until - BEGINNING)
    return (
        select(memberships.c.story)
        .distinct()
        .join_from(matches, articles)
        .join(memberships, (memberships.c.article == matches.c.article) & STANDING)
        .where(
            _of_watches(subscription),
            matches.c.matched_at > max(subscription.created_at, looked_through),
            matches.c.matched_at <= until,
            ~matches.c.archive,
            ~articles.c.baseline,
            ~exists().where(told.c.subscription == subscription.id, told.c.story == memberships.c.story),
        )
        .cte("untold")
    )


def _of_watches(subscription: Subscription) -> ColumnElement[bool]:
    if subscription.watches:
        return matches.c.watch.in_(subscription.watches)
    return matches.c.watch.in_(select(watches.c.id).where(watches.c.enabled))


def _span(hit: Hit) -> HitSpan:
    return HitSpan(field=hit.field, start=hit.start, end=hit.end, term=hit.term)


def _candidate(row: RowMapping, hits: Sequence[Hits], names: Mapping[str, str]) -> Candidate:
    article = read_article(row)
    return Candidate(
        story=StoryId(row["story"]),
        article=ArticleUrl(row["url"]),
        outlet=article.outlet,
        outlet_name=row["outlet_name"],
        outlet_rank=row["outlet_rank"],
        language=article.language,
        title=article.headline,
        text=article.text,
        published=article.published,
        first_seen=article.first_seen,
        relation=row["relation"],
        cites=tuple(names.get(cited, cited) for cited in article.cites),
        matches=tuple(hits),
    )
