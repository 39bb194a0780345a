"""Outlets and watches that a person adds, changes or takes away."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from monitor.model.outlets import Outlet, OutletId
from monitor.model.watches import Watch, WatchId

if TYPE_CHECKING:
    from monitor.storage import Store


class Removed(StrEnum):
    """What came of removing an outlet or a watch."""

    GONE = "gone"
    # The person's entry stood in for a declared one, which stands again.
    DECLARED_AGAIN = "declared-again"
    UNKNOWN = "unknown"
    # It stands in a file: it can be switched off there or here, not removed.
    DECLARED = "declared"


def is_declared(outlet: Outlet, declared: Sequence[Outlet]) -> bool:
    """Whether an outlet is as a file of config/ says."""
    return outlet in declared


def remove_outlet(store: Store, declared: Sequence[Outlet], outlet: OutletId) -> Removed:
    """Stop polling an outlet that a person added; its articles stay."""
    with store.begin() as work:
        known = work.outlets.named(outlet)
        if known is None:
            return Removed.UNKNOWN
        if is_declared(known, declared):
            return Removed.DECLARED
        work.outlets.remove(outlet)
        work.outlets.declare(declared)
    return Removed.DECLARED_AGAIN if any(one.id == outlet for one in declared) else Removed.GONE


def remove_watch(store: Store, declared: Sequence[Watch], watch: WatchId) -> Removed:
    """Forget a person's watch with what it found; one that stood in for a declared one is given back to its file."""
    written = next((one for one in declared if one.id == watch), None)
    with store.begin() as work:
        known = work.watches.named(watch)
        if known is None:
            return Removed.UNKNOWN
        if known.declared:
            return Removed.DECLARED
        if written is not None:
            work.watches.give_back(written)
            return Removed.DECLARED_AGAIN
        work.watches.remove(watch)
    return Removed.GONE
