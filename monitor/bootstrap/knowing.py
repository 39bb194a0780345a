"""What ingest knows beforehand, as it stands in the database, read again only where it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was read last, with the marks of the rows it was read from."""

    outlets_mark: str
    wishes_mark: str
    outlets: tuple[Outlet, ...]
    knowledge: ingest.Knowledge


# Of each database. Reading ten thousand outlets takes 0.4 s, and a batch of a few pages is read every two seconds.
_known: WeakKeyDictionary[object, _Known] = WeakKeyDictionary()


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
    return _read_where_changed(work, work.outlets.mark())


def _knowledge_anew(work: Work) -> ingest.Knowledge:
    # What is asked within the turn of placing is short: of ten thousand outlets the mark alone takes 25 ms.
    last = _known.get(work.database)
    return _read_where_changed(work, last.outlets_mark if last else work.outlets.mark())


def _read_where_changed(work: Work, outlets_mark: str) -> ingest.Knowledge:
    from monitor import extraction, stories
    from monitor.services.ingest import Knowledge

    last, wishes_mark = _known.get(work.database), work.watches.mark()
    if last is not None and (last.outlets_mark, last.wishes_mark) == (outlets_mark, wishes_mark):
        return last.knowledge
    outlets = last.outlets if last is not None and last.outlets_mark == outlets_mark else work.outlets.all()
    knowledge = Knowledge(
        outlets={outlet.id: outlet for outlet in outlets},
        press=extraction.press(outlets),
        matcher=compile_sound(work.watches.enabled(), work.concepts.all()),
        embed=stories.embedder(),
        anew=_knowledge_anew,
    )
    _known[work.database] = _Known(
        outlets_mark=outlets_mark, wishes_mark=wishes_mark, outlets=outlets, knowledge=knowledge
    )
    return knowledge


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
