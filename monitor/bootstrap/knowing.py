"""What ingest knows beforehand, as it stands in the database, read again only where it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

import structlog

from monitor import matching
from monitor.matching import Matcher
from monitor.model.errors import QueryError
from monitor.model.outlets import Outlet
from monitor.model.watches import Concept, Watch
from monitor.storage import Store, Work, open_store

if TYPE_CHECKING:
    # Late at run time: the main process of the service crawls and reads no page, its ingest process the reverse.
    from monitor.services import ingest

log = structlog.get_logger()

T = TypeVar("T")
Wishes = tuple[tuple[Watch, ...], tuple[Concept, ...]]

# Of each database what was read last, with its mark. Reading ten thousand outlets takes 0.4 s, and a batch of a few
# pages is read every two seconds.
_outlets: WeakKeyDictionary[object, tuple[str, tuple[Outlet, ...]]] = WeakKeyDictionary()
_wishes: WeakKeyDictionary[object, tuple[str, Wishes]] = WeakKeyDictionary()


def compile_sound(watches: Sequence[Watch], concepts: Sequence[Concept]) -> Matcher:
    """All watches that can be read; one that cannot is logged and stops no other."""
    try:
        return matching.compile_watches(watches, concepts)
    except QueryError:
        return matching.compile_watches([watch for watch in watches if _is_sound(watch, concepts)], concepts)


def knowledge_of(store: Store) -> ingest.Knowledge:
    """What ingest knows beforehand; compiled again only when an outlet, watch or concept changed."""
    with store.reading() as work:
        return _knowledge_in(work)


def ingest_batch(database: str, now: datetime, holder: str | None = None) -> ingest.IngestReport:
    """One batch in a process of its own, which keeps its models and its connection for the next."""
    from monitor.services.ingest import ingest

    store = _store_of_this_process(database)
    return ingest(store, knowledge_of(store), now=now, holder=holder)


def _knowledge_in(work: Work) -> ingest.Knowledge:
    outlets = _read_again(_outlets, work, work.outlets.mark(), work.outlets.all)
    watches, concepts = _read_again(
        _wishes, work, work.watches.mark(), lambda: (work.watches.enabled(), work.concepts.all())
    )
    return _knowledge(outlets, watches, concepts)


def _read_again(kept: WeakKeyDictionary[object, tuple[str, T]], work: Work, mark: str, read: Callable[[], T]) -> T:
    known = kept.get(work.database)
    if known is None or known[0] != mark:
        known = kept[work.database] = (mark, read())
    return known[1]


@lru_cache(maxsize=2)
def _knowledge(
    outlets: tuple[Outlet, ...], watches: tuple[Watch, ...], concepts: tuple[Concept, ...]
) -> ingest.Knowledge:
    from monitor import extraction, stories
    from monitor.services.ingest import Knowledge

    return Knowledge(
        outlets={outlet.id: outlet for outlet in outlets},
        press=extraction.press(outlets),
        matcher=compile_sound(watches, concepts),
        embed=stories.embedder(),
        anew=_knowledge_in,
    )


def _is_sound(watch: Watch, concepts: Sequence[Concept]) -> bool:
    try:
        matching.compile_watches([watch], concepts)
    except QueryError as error:
        log.error("watch is left out: its query cannot be read", watch=watch.id, why=str(error))
        return False
    return True


@lru_cache(maxsize=1)
def _store_of_this_process(database: str) -> Store:
    return open_store(database)
