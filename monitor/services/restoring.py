"""Take over what was exported elsewhere: what is not known here is added, what is here stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor import matching
from monitor.model.digests import Subscription
from monitor.model.errors import QueryError, StorageError
from monitor.model.outlets import Outlet
from monitor.model.watches import Concept, Watch

if TYPE_CHECKING:
    from monitor.storage import Store, Work

Entry = Outlet | Watch | Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What an exported folder holds."""

    outlets: tuple[Outlet, ...]
    concepts: tuple[Concept, ...]
    watches: tuple[Watch, ...]
    subscriptions: tuple[Subscription, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """`rejected`: file and reason."""

    imported: int
    known: int
    rejected: tuple[tuple[str, str], ...]


def restore(store: Store, found: Declared) -> RestoreReport:
    """Add the entries that are not known here; one transaction."""
    imported, known = 0, 0
    rejected: list[tuple[str, str]] = []
    with store.begin() as work:
        concepts = work.concepts.all()
        for concept in found.concepts:
            if concept in concepts:
                known += 1
            else:
                why = "concepts are declared only; copy this file to config/concepts/"
                rejected.append((f"concepts/{concept.id}.toml", why))
        entries: tuple[Entry, ...] = (*found.outlets, *found.watches, *found.subscriptions)
        for entry in entries:
            here = _here(work, entry)
            why = "another of this name is here; remove that first" if here else _unsound(entry, concepts)
            if here == entry:
                known += 1
            elif why or (why := _add(work, entry)):
                rejected.append((_file(entry), why))
            else:
                imported += 1
    return RestoreReport(imported=imported, known=known, rejected=tuple(rejected))


def _here(work: Work, entry: Entry) -> Entry | None:
    """What is kept under the entry's id, without what a file does not declare."""
    match entry:
        case Outlet():
            return work.outlets.named(entry.id)
        case Watch():
            watch = work.watches.named(entry.id)
            return replace(watch, declared=entry.declared) if watch else None
        case Subscription():
            one = work.subscriptions.named(entry.id)
            if one is None:
                return None
            begun, told = entry.created_at, entry.covered_until
            return replace(one, declared=entry.declared, created_at=begun, covered_until=told)


def _unsound(entry: Entry, concepts: Sequence[Concept]) -> str:
    if isinstance(entry, Watch):
        try:
            matching.compile_watches([entry], concepts)
        except QueryError as error:
            return str(error)
    return ""


def _add(work: Work, entry: Entry) -> str:
    """Keep it as a person's own; why not, where that cannot be."""
    try:
        match entry:
            case Outlet():
                work.outlets.add(entry)
            case Watch():
                work.watches.add(entry)
            case Subscription():
                work.subscriptions.add(entry)
    except StorageError as error:
        return str(error)
    return ""


def _file(entry: Entry) -> str:
    folder = {Outlet: "outlets", Watch: "watches", Subscription: "subscriptions"}[type(entry)]
    return f"{folder}/{entry.id}.toml"
