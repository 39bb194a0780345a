"""Readers who ended their own subscription, and the keys that sign the links by which they do."""

from __future__ import annotations

from collections.abc import MutableSequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text, update

from monitor.model.digests import DeliveryState, SubscriptionId
from monitor.model.farewells import Farewell, Leaving, SigningKey
from monitor.storage import statements
from monitor.storage.deliveries import WAITING
from monitor.storage.tables_telling import deliveries, digests, signing_keys, unsubscribed

STOPPED = "the reader unsubscribed before this was sent"


class Farewells:
    """Who of a subscription's recipients is told no longer. The subscription itself stays as it was declared."""

    def __init__(self, connection: Connection, changes: MutableSequence[Leaving | SigningKey | int]) -> None:
        self._connection = connection
        self._changes = changes

    def all(self) -> tuple[Farewell, ...]:
        """The latest first."""
        latest = select(unsubscribed).order_by(unsubscribed.c.at.desc(), unsubscribed.c.recipient)
        rows = self._connection.execute(latest)
        return tuple(
            Farewell(subscription=SubscriptionId(row.subscription), recipient=row.recipient, at=row.at) for row in rows
        )

    def keep(self, farewell: Farewell) -> None:
        """From now on nothing goes to this recipient of this subscription, nor what waits to be sent."""
        self._changes.append(Leaving(subscription=farewell.subscription, left=farewell.recipient))
        row = {"subscription": farewell.subscription, "recipient": farewell.recipient, "at": farewell.at}
        added = statements.insert(self._connection, unsubscribed).values(row)
        self._connection.execute(added.on_conflict_do_nothing(index_elements=["subscription", "recipient"]))
        waiting = deliveries.c.state.in_(WAITING) & _of(farewell.subscription, farewell.recipient)
        stopped = update(deliveries).where(waiting).values(state=DeliveryState.FAILED.value, error=STOPPED)
        self._connection.execute(stopped)

    def take_back(self, subscription: SubscriptionId, recipient: str, now: datetime) -> None:
        """As before: what was stopped on its way goes out."""
        self._changes.append(Leaving(subscription=subscription, back=recipient))
        which = (unsubscribed.c.subscription == subscription) & (unsubscribed.c.recipient == recipient)
        self._connection.execute(delete(unsubscribed).where(which))
        stopped = (
            (deliveries.c.state == DeliveryState.FAILED.value)
            & (deliveries.c.error == STOPPED)
            & _of(subscription, recipient)
        )
        waiting = update(deliveries).where(stopped)
        self._connection.execute(waiting.values(state=DeliveryState.PENDING.value, error=None, due=now))


def _of(subscription: SubscriptionId, recipient: str) -> ColumnElement[bool]:
    its = select(digests.c.id).where(digests.c.subscription == subscription)
    return (deliveries.c.recipient == recipient) & deliveries.c.digest.in_(its)


class SigningKeys:
    """The latest signs; every one that is kept vouches for what it signed."""

    def __init__(self, connection: Connection, changes: MutableSequence[Leaving | SigningKey | int]) -> None:
        self._connection = connection
        self._changes = changes

    def all(self) -> tuple[SigningKey, ...]:
        """The latest first."""
        rows = self._connection.execute(select(signing_keys).order_by(signing_keys.c.id.desc()))
        return tuple(SigningKey(number=row.id, value=row.value) for row in rows)

    def add(self, value: bytes, now: datetime) -> None:
        """A new key, which signs from now on."""
        added = insert(signing_keys).values(value=value, made_at=now).returning(signing_keys.c.id)
        number = self._connection.execute(added).scalar_one()
        self._changes.append(SigningKey(number=number, value=value))

    def recall(self, key: SigningKey, now: datetime) -> None:
        """A key that was made before, under the number that links name; another one of that number stays."""
        row = {"id": key.number, "value": key.value, "made_at": now}
        added = statements.insert(self._connection, signing_keys).values(row)
        self._connection.execute(added.on_conflict_do_nothing(index_elements=["id"]))
        if self._connection.dialect.name == "postgresql":
            numbers_on = "SELECT setval(pg_get_serial_sequence('signing_keys', 'id'), max(id)) FROM signing_keys"
            self._connection.execute(text(numbers_on))

    def forget_before_last(self) -> int:
        """What the earlier keys signed is void from now on; how many they were."""
        last = self._connection.execute(select(func.max(signing_keys.c.id))).scalar()
        if last is None:
            return 0
        self._changes.append(last)
        return self._connection.execute(delete(signing_keys).where(signing_keys.c.id < last)).rowcount
