"""Who is told of a watch."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.model.digests import Subscription, SubscriptionId
from monitor.model.watches import WatchId

if TYPE_CHECKING:
    from monitor.storage import Store, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`by`: subscriptions that tell of a watch; `others`: a person's own that do not, and could."""

    by: tuple[Subscription, ...]
    others: tuple[Subscription, ...]


def told_of(store: Store, watch: WatchId | None) -> Told:
    """Who is told of a watch; None: of one that is not kept yet."""
    with store.reading() as work:
        known = work.subscriptions.all()
    by = tuple(one for one in known if not one.watches or watch in one.watches)
    return Told(by=by, others=tuple(one for one in known if one not in by and not one.declared))


def tell_of(work: Work, watch: WatchId, chosen: Collection[str]) -> None:
    """Add a watch to the chosen subscriptions, where a person keeps them and they do not tell of it yet."""
    for name in chosen:
        known = work.subscriptions.named(SubscriptionId(name))
        if known is not None and known.watches and watch not in known.watches and not known.declared:
            work.subscriptions.add(replace(known, watches=(*known.watches, watch)))
