"""What a database that was put back from a backup forgot: who is told no longer, the keys of the links in mails, and
what was sent.

Only taken away, never given: whoever was added since the backup is not known to a word on who left. Read at every
start, for a file may be laid back by hand; a database that knows it all is not written to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from monitor.model.digests import Subscription, SubscriptionId
from monitor.model.farewells import Farewell, Left, SigningKey

if TYPE_CHECKING:
    from monitor.storage import Store, Work
    from monitor.storage.journal import Sending

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What was taken up: readers who had left or been taken off, subscriptions that were ended, or rest."""

    readers: tuple[tuple[SubscriptionId, str], ...] = ()
    changed: tuple[Subscription, ...] = ()
    ended: tuple[SubscriptionId, ...] = ()
    keys: tuple[SigningKey, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.readers or self.changed or self.ended or self.keys)


def lost_sendings(store: Store, subscription: SubscriptionId, now: datetime) -> tuple[Sending, ...]:
    """Those to the readers of a subscription that the journal knows, of digests that the database does not know."""
    sendings = store.journal.of(subscription, now)
    if not sendings:
        return ()
    with store.reading() as work:
        known = work.digests.known({sending.digest for sending in sendings})
    return tuple(sending for sending in sendings if sending.digest not in known)


def recall(store: Store, left: Left, *, now: datetime) -> Recalled:
    """Let the database know what it forgot; what that was."""
    with store.reading() as work:
        forgotten = _forgotten(work, left)
    if forgotten.is_nothing:
        return forgotten
    with store.begin() as work:
        for key in forgotten.keys:
            work.signing_keys.recall(key, now)
        for one in forgotten.changed:
            work.subscriptions.add(one)
        for subscription in forgotten.ended:
            work.subscriptions.remove(subscription)
        for subscription, recipient in forgotten.readers:
            work.farewells.keep(Farewell(subscription=subscription, recipient=recipient, at=now))
    log.warning(
        "the database did not know who is told no longer; it was put back from a backup",
        readers=len(forgotten.readers),
        changed=[one.id for one in forgotten.changed],
        ended=forgotten.ended,
        keys=len(forgotten.keys),
    )
    return forgotten


def both(one: Left, other: Left) -> Left:
    """What either of two sources knows; the second counts where both speak of a subscription."""
    keys = {key.number: key for key in (*other.keys, *one.keys)}
    return Left(
        gone=one.gone | other.gone,
        told={**one.told, **other.told},
        paused=frozenset(id_ for id_ in one.paused if id_ not in other.told) | other.paused,
        keys=tuple(keys[number] for number in sorted(keys)),
        since=one.since,
    )


def _forgotten(work: Work, left: Left) -> Recalled:
    known = {(one.subscription, one.recipient) for one in work.farewells.all()}
    readers = tuple(
        (subscription, recipient)
        for subscription, recipient in sorted(left.gone - known)
        if work.subscriptions.last_known(subscription) is not None
    )
    keys = {key.number for key in work.signing_keys.all()}
    own = [one for one in work.subscriptions.all() if not one.declared and one.id in left.told]
    return Recalled(
        readers=readers,
        changed=_changed(own, left),
        ended=tuple(one.id for one in own if not left.told[one.id]),
        keys=tuple(key for key in left.keys if key.number not in keys),
    )


def _changed(own: Sequence[Subscription], left: Left) -> tuple[Subscription, ...]:
    """Those that stand, with fewer recipients or at rest."""
    now = [
        replace(
            one,
            recipients=tuple(reader for reader in one.recipients if reader in left.told[one.id]),
            paused=one.paused or one.id in left.paused,
        )
        for one in own
        if left.told[one.id]
    ]
    before = {one.id: one for one in own}
    return tuple(one for one in now if one != before[one.id])
