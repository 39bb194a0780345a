"""What was told, and what is still to be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CTE, Connection, exists, func, select

from monitor.model.digests import Candidate, Delivery, Digest, DigestId, Subscription, SubscriptionId
from monitor.model.telling import Considered
from monitor.storage.candidates import candidates_of, looked_back, of_watches
from monitor.storage.deliveries import delivery_row
from monitor.storage.statements import chunks, insert
from monitor.storage.stories import STANDING
from monitor.storage.subscriptions import Subscriptions, before_it_began
from monitor.storage.tables_news import articles, matches, memberships
from monitor.storage.tables_telling import deliveries, digests, known_before, told
from monitor.storage.telling import Telling, is_told

NOTHING = Considered()


class Digests:
    """Digests as they were frozen, and the ledger of which story was told to whom."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def undelivered(self, subscription: Subscription, until: datetime) -> tuple[Candidate, ...]:
        """All articles of the stories that the subscription wants and was not told, in the order of their arrival."""
        open_stories = _untold(subscription, until)
        return candidates_of(self._connection, subscription, select(open_stories.c.story))

    def stored(self, subscription: Subscription, since: datetime, most: int) -> tuple[Candidate, ...]:
        """As `undelivered`, but told or not, of the newest stories with an answer to the subscription's watches."""
        newest = (
            select(memberships.c.story)
            .join_from(matches, articles)
            .join(memberships, (memberships.c.article == matches.c.article) & STANDING)
            .where(of_watches(subscription), matches.c.matched_at > since, articles.c.first_seen > since)
            .group_by(memberships.c.story)
            .order_by(func.max(articles.c.first_seen).desc(), memberships.c.story)
            .limit(most)
        )
        return candidates_of(self._connection, subscription, newest)

    def keep(self, digest: Digest, to_send: Sequence[Delivery], considered: Considered = NOTHING) -> bool:
        """Keep a digest, what it tells and its deliveries, all or nothing.

        False, and nothing kept, where it is kept already or another one has told one of its stories in between.
        """
        savepoint = self._connection.begin_nested()
        if not self._add(digest) or not Telling(self._connection).keep(digest, considered):
            savepoint.rollback()
            return False
        self._record(digest)
        if to_send:
            self._connection.execute(
                insert(self._connection, deliveries).on_conflict_do_nothing(index_elements=["id"]),
                [delivery_row(delivery) for delivery in to_send],
            )
        Subscriptions(self._connection, []).covered(digest.subscription, digest.period_end)
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

    def _record(self, digest: Digest) -> None:
        """By which digest each story was told first; what a reader knows of it stands in `told_articles`."""
        stories = sorted({item.story for item in digest.items})
        if stories:
            self._connection.execute(
                insert(self._connection, told).on_conflict_do_nothing(index_elements=["subscription", "story"]),
                [{"subscription": digest.subscription, "story": story, "digest": digest.id} for story in stories],
            )


def _untold(subscription: Subscription, until: datetime) -> CTE:
    return (
        select(memberships.c.story)
        .distinct()
        .join_from(matches, articles)
        .join(memberships, (memberships.c.article == matches.c.article) & STANDING)
        .where(
            of_watches(subscription),
            matches.c.matched_at > max(before_it_began(subscription), looked_back(subscription)),
            matches.c.matched_at <= until,
            ~exists().where(
                known_before.c.subscription == subscription.id,
                known_before.c.article == matches.c.article,
                known_before.c.watch == matches.c.watch,
            ),
            ~matches.c.archive,
            ~articles.c.baseline,
            ~is_told(subscription, memberships.c.story),
        )
        .cte("untold")
    )
