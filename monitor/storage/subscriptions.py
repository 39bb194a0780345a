"""Who is told what, when and where."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, delete, exists, func, literal, select, true, update

from monitor.model.digests import DeliveryState, QuietDays, Subscription, SubscriptionId
from monitor.model.farewells import Leaving, SigningKey
from monitor.model.watches import WatchId
from monitor.storage.deliveries import WAITING
from monitor.storage.statements import insert
from monitor.storage.tables_news import matches
from monitor.storage.tables_telling import deliveries, digests, known_before, subscriptions, unsubscribed

# How far back a subscription looks for what was found before it began and kept after: longer than a batch of pages may
# take, and than clocks are apart that go wrong by hours or by a time zone (14 hours). What was kept before is written
# down (`known_before`), so that the length of it tells nothing twice.
BEFORE_IT_BEGAN = timedelta(days=1)
# Known to the subscription's history, not to its declaration.
HISTORY = ("created_at", "covered_until")


BEGINNING = datetime.min.replace(tzinfo=UTC)


def before_it_began(subscription: Subscription) -> datetime:
    """From when on what was matched may be news to it, where it is not known before."""
    return subscription.created_at - min(BEFORE_IT_BEGAN, subscription.created_at - BEGINNING)


class Subscriptions:
    """The standing subscriptions. A removed one keeps what it told, so that taking it up again repeats nothing."""

    def __init__(self, connection: Connection, changes: MutableSequence[Leaving | SigningKey | int]) -> None:
        self._connection = connection
        self._changes = changes

    def declare(self, entries: Sequence[Subscription]) -> None:
        """Make config's entries so; one declared no longer is ended. How far each was told stays as it is."""
        for subscription in entries:
            self._put(subscription, is_declared=True, only_where=subscriptions.c.declared)
        gone = subscriptions.c.declared & subscriptions.c.id.not_in([one.id for one in entries])
        self._end(gone)

    def add(self, subscription: Subscription) -> None:
        """Keep a subscription as a person's own, new or changed; whom it names is told, even who had unsubscribed."""
        gone = self._gone(subscription)
        everybody = tuple(dict.fromkeys((*subscription.recipients, *gone)))
        self._put(replace(subscription, recipients=everybody), is_declared=False, only_where=true())
        self._changes.append(Leaving(subscription=subscription.id, told=everybody, paused=subscription.paused))
        self._changes.extend(
            Leaving(subscription=subscription.id, back=one) for one in gone if one in subscription.recipients
        )
        back = unsubscribed.c.recipient.in_(subscription.recipients)
        self._connection.execute(delete(unsubscribed).where(unsubscribed.c.subscription == subscription.id, back))

    def _gone(self, subscription: Subscription) -> tuple[str, ...]:
        """Who unsubscribed, and stays on the list for a change of mind."""
        its = select(unsubscribed.c.recipient).where(unsubscribed.c.subscription == subscription.id)
        return tuple(self._connection.execute(its.order_by(unsubscribed.c.at)).scalars())

    def remove(self, subscription: SubscriptionId) -> bool:
        """End a subscription: what still waits to be sent is not sent. False where there is none."""
        self._changes.append(Leaving(subscription=subscription))
        return self._end((subscriptions.c.id == subscription) & subscriptions.c.enabled)

    def covered(self, subscription: SubscriptionId, until: datetime) -> None:
        """Told, or found to have nothing to tell, until then; never goes back."""
        self._connection.execute(
            update(subscriptions)
            .where(subscriptions.c.id == subscription, subscriptions.c.covered_until < until)
            .values(covered_until=until)
        )

    def lock(self, subscription: SubscriptionId) -> None:
        """Nobody leaves or changes it until this transaction ends; on SQLite nobody else writes anyway."""
        self._connection.execute(
            select(subscriptions.c.id).where(subscriptions.c.id == subscription).with_for_update()
        ).all()

    def set_right(self, subscription: SubscriptionId, now: datetime) -> None:
        """The clock was ahead, and it was told until a moment that is to come: until its last digest, then."""
        last = select(func.max(digests.c.period_end)).where(
            digests.c.subscription == subscription, digests.c.period_end <= now
        )
        begun = case((subscriptions.c.created_at > now, now), else_=subscriptions.c.created_at)
        until = func.coalesce(last.scalar_subquery(), begun)
        this = subscriptions.c.id == subscription
        self._connection.execute(update(subscriptions).where(this).values(created_at=begun, covered_until=until))

    def all(self) -> tuple[Subscription, ...]:
        return self._where(subscriptions.c.enabled)

    def ended(self) -> tuple[SubscriptionId, ...]:
        """Those that a person kept and ended, of which something is known still."""
        which = ~subscriptions.c.enabled & ~subscriptions.c.declared
        return tuple(map(SubscriptionId, self._connection.execute(select(subscriptions.c.id).where(which)).scalars()))

    def named(self, subscription: SubscriptionId) -> Subscription | None:
        return next(iter(self._where((subscriptions.c.id == subscription) & subscriptions.c.enabled)), None)

    def last_known(self, subscription: SubscriptionId) -> Subscription | None:
        """As `named`, also one that was ended."""
        return next(iter(self._where(subscriptions.c.id == subscription)), None)

    def _put(self, subscription: Subscription, *, is_declared: bool, only_where: ColumnElement[bool]) -> None:
        subscription = self._by_now(subscription)
        row = _row(subscription, is_declared=is_declared)
        goes_on = select(subscriptions.c.id).where(subscriptions.c.id == subscription.id, subscriptions.c.enabled)
        begins = self._connection.execute(goes_on).first() is None
        statement = insert(self._connection, subscriptions).values(row)
        renewed: dict[str, ColumnElement[object]] = {name: statement.excluded[name] for name in row if name != "id"}
        for name in HISTORY:
            # Taken up again after its end, it begins anew: what came in between is not told.
            renewed[name] = case((subscriptions.c.enabled, subscriptions.c[name]), else_=statement.excluded[name])
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=renewed, where=only_where))
        if begins and self._connection.execute(goes_on).first():
            self._begin(subscription)

    def _by_now(self, subscription: Subscription) -> Subscription:
        """It begins now at the latest, by the clock that all share: a host that is ahead makes no reader wait."""
        if self._connection.dialect.name == "sqlite":
            return subscription
        now: datetime = self._connection.execute(select(func.clock_timestamp())).scalar_one()
        begun, until = min(subscription.created_at, now), min(subscription.covered_until, now)
        return replace(subscription, created_at=begun, covered_until=until)

    def _begin(self, subscription: Subscription) -> None:
        """Nothing that is here now and was found before it began is news to it; what others commit after this is."""
        its = known_before.c.subscription == subscription.id
        self._connection.execute(delete(known_before).where(its))
        here = select(literal(subscription.id), matches.c.article, matches.c.watch).where(
            matches.c.matched_at > before_it_began(subscription),
            matches.c.matched_at <= subscription.created_at,
            ~matches.c.archive,
        )
        columns = ["subscription", "article", "watch"]
        self._connection.execute(insert(self._connection, known_before).from_select(columns, here))

    def _end(self, which: ColumnElement[bool]) -> bool:
        ended = select(subscriptions.c.id).where(which)
        self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.state.in_(WAITING),
                deliveries.c.digest.in_(select(digests.c.id).where(digests.c.subscription.in_(ended))),
            )
            .values(state=DeliveryState.FAILED.value, error="the subscription was ended before this was sent")
        )
        without_history = ~exists().where(digests.c.subscription == subscriptions.c.id)
        # Who left it left for good, also if it is taken up again.
        left_by_nobody = ~exists().where(unsubscribed.c.subscription == subscriptions.c.id)
        forgotten = delete(subscriptions).where(which, without_history, left_by_nobody)
        removed = self._connection.execute(forgotten).rowcount
        return self._connection.execute(update(subscriptions).where(which).values(enabled=False)).rowcount + removed > 0

    def _where(self, condition: ColumnElement[bool]) -> tuple[Subscription, ...]:
        rows = self._connection.execute(select(subscriptions).where(condition))
        gone = {(row.subscription, row.recipient) for row in self._connection.execute(select(unsubscribed))}
        found = (
            Subscription(
                id=SubscriptionId(row.id),
                name=row.name,
                watches=tuple(WatchId(watch) for watch in row.watches),
                schedule=row.schedule,
                channel=row.channel,
                recipients=tuple(one for one in row.recipients if (row.id, one) not in gone),
                language=row.language,
                quiet_days=QuietDays(row.quiet_days),
                declared=row.declared,
                paused=row.paused,
                created_at=row.created_at,
                covered_until=row.covered_until,
            )
            for row in rows
        )
        return tuple(sorted(found, key=lambda subscription: subscription.id))


def _row(subscription: Subscription, *, is_declared: bool) -> dict[str, object]:
    return {
        "id": subscription.id,
        "name": subscription.name,
        "watches": subscription.watches,
        "schedule": subscription.schedule,
        "channel": subscription.channel,
        "recipients": subscription.recipients,
        "language": subscription.language,
        "quiet_days": subscription.quiet_days.value,
        "declared": is_declared,
        "created_at": subscription.created_at,
        "covered_until": subscription.covered_until,
        "enabled": True,
        "paused": subscription.paused,
    }
